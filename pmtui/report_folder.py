"""A folder with the reports of a library and their index, of which only changes are written again.

A list in the folder says what was written, and from what. A report is taken for unchanged only
when its record, pmtui itself and the file on the disk are those of the list: a file that is gone
or was changed by hand is written again, and a list that is lost costs time and nothing else.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from pmtui import __version__
from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Report
from pmtui.exporters.form.layout import Layout
from pmtui.exporters.index import Entry, entry_of, index_report
from pmtui.exporters.prose import REPORT_FILE
from pmtui.exporting import file_name, refuse_existing, render, scanned, write_file
from pmtui.guide.outside.record_words import Listed as Private
from pmtui.model.kinds import ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.store.atomic import read_file
from pmtui.store.errors import Exists
from pmtui.store.library import Stored

_SOURCES = ("py", "css", "html", "json")
LIST = ".pmtui-reports.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A report of the folder: digests of its record's id, of all it was made from, of its file.

    The id itself may name a system, and the folder may be published with its list.
    """

    key: str
    made_from: str
    digest: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list says: whom the folder is for, its reports, the digests of its index pages."""

    audience: Audience
    reports: dict[str, Made] = field(default_factory=dict)
    index: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Done:
    """What a run did; `restored` were changed by hand, `stale` are on records that are gone."""

    written: list[Path] = field(default_factory=list)
    restored: list[Path] = field(default_factory=list)
    unchanged: int = 0
    stale: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)


class ReportFolder:
    """Puts reports in one form for one audience into a folder; as a context it keeps its list.

    `private` are the names that the team lists, which no external report has.
    Raises `Exists` for a folder that holds the reports of another audience.
    """

    def __init__(
        self,
        folder: Path,
        kind: str,
        audience: Audience,
        force: bool,
        private: Private,
        layout: Layout,
    ) -> None:
        self.folder, self.kind, self.audience, self.force = folder, kind, audience, force
        self.private, self.layout = private, layout
        self._form = _digest(f"{kind} {audience} {private} {layout} {_maker()}".encode())
        self.done = Done()
        self._names: dict[str, str] = {}
        self._list = _read_list(folder) or Listed(audience)
        if self._list.audience != audience:
            raise Exists(
                f"{folder} holds {self._list.audience} reports. Nothing was written: give the "
                f"{audience} ones a folder of their own, so that it can be handed on as a whole."
            )
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)

    def __enter__(self) -> "ReportFolder":
        return self

    def __exit__(self, *_: object) -> None:
        """What was written by now is known to the next run, also after an interruption."""
        plain = msgspec.json.encode(self._list, order="deterministic")
        data = msgspec.json.format(plain, indent=1)
        if _digest_of(self.folder / LIST) != _digest(data):
            write_file(self.folder / LIST, data)

    def put(self, stored: Stored) -> None:
        """Write the report on a record, unless it is there. Raises `Leaking`, `Exists`, `OSError`.

        What was there before then stays, in the index too.
        """
        record = stored.record
        key, name = _digest(record.id.encode()), self._name(record)
        self._names[key] = name
        made_from = _digest(f"{stored.revision} {self._form}".encode())
        known = self._list.reports.get(name)
        if known and known.made_from == made_from and known.digest == self._here(name):
            self.done.unchanged += 1
            return
        data = render(record, self.kind, self.audience, self.private, self.layout)
        self._place(name, data, known.digest if known else None)
        entry = entry_of(record, self.audience, self.private)
        self._list.reports[name] = Made(key, made_from, _digest(data), entry)

    def finish(self, ids: Collection[str]) -> None:
        """Write the index, and look for reports on records that are not among the library's ids.

        With `force` these are removed, unless they were changed by hand. Raises what `put` does.
        """
        keys = {_digest(each.encode()) for each in ids}
        for name in sorted(self._list.reports):
            if not self._wanted(name, keys):
                self._stale(name)
        shown = [
            (name, self._list.reports[name].entry)
            for name in sorted(self._list.reports)
            if self._of_kind(name) and self._wanted(name, keys) and self._here(name)
        ]
        self._write_index(index_report(shown, self.layout))

    def _write_index(self, report: Report) -> None:
        for name in ("index.md", "index.html"):
            kind = name.rpartition(".")[2]
            of = Postmortem(id="index")
            data = scanned(report, of, self.audience, kind, "The index", self.private).encode()
            self._place(name, data, self._list.index.get(name))
            self._list.index[name] = _digest(data)

    def _place(self, name: str, data: bytes, before: str | None) -> None:
        """Put a file there that had the digest `before` when it was last written here."""
        path, here = self.folder / name, self._here(name)
        if here == _digest(data):
            self.done.unchanged += 1
            return
        if before is None or here is None:
            refuse_existing(path, self.force)
        write_file(path, data)
        by_hand = before is not None and here not in (None, before)
        (self.done.restored if by_hand else self.done.written).append(path)

    def _stale(self, name: str) -> None:
        """Remove a report that nobody changed, when that is wanted; else only tell of it."""
        path, made = self.folder / name, self._list.reports[name]
        here = self._here(name)
        if here is not None and not (self.force and here == made.digest):
            self.done.stale.append(path)
            return
        if here is not None:
            path.unlink()
            self.done.removed.append(path)
        del self._list.reports[name]

    def _wanted(self, name: str, keys: Collection[str]) -> bool:
        """Whether its record is in the library, and its report of this kind still called so."""
        key = self._list.reports[name].key
        return key in keys and (not self._of_kind(name) or self._names.get(key, name) == name)

    def _of_kind(self, name: str) -> bool:
        return name.endswith(f".{self.kind}")

    def _here(self, name: str) -> str | None:
        return _digest_of(self.folder / name)

    def _name(self, record: Postmortem) -> str:
        """The report's usual name; outside, none that names what must not leave."""
        usual = file_name(record, self.kind, self.audience, self.private)
        if usual.startswith(record.id):
            return usual
        return f"{record.id[:10]}-{_digest(record.id.encode())[:8]}-external.{self.kind}"


def may_be_handed_on(record: Postmortem, audience: Audience) -> bool:
    """Whether a report goes into a folder without being named; outside, once it is published.

    Somebody has then gone through what must not leave, too (guide 6.2, 6.5; rule X6.3).
    """
    report = record.report
    return audience == Audience.INTERNAL or (
        report.status is ReportStatus.PUBLISHED and report.redaction_review_at is not None
    )


def _read_list(folder: Path) -> Listed | None:
    """The list of a folder; None where there is none that can be read, or one that is no list."""
    try:
        data = read_file(folder / LIST)
        found = msgspec.json.decode(data, type=Listed) if data else None
    except (OSError, msgspec.DecodeError):
        return None
    names = (*found.reports, *found.index) if found else ()
    return found if all(map(REPORT_FILE.fullmatch, names)) else None


def _sweep(folder: Path) -> None:
    """Remove what killed runs had not put in place yet (`exporting.write_whole`)."""
    for path in folder.iterdir():
        name, _, process = path.name.removeprefix(".").rpartition(".")
        if path.name.startswith(".") and REPORT_FILE.fullmatch(name) and process.isdecimal():
            try:
                os.kill(int(process), 0)
            except ProcessLookupError:
                path.unlink(missing_ok=True)
            except (OSError, OverflowError):
                continue


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def _digest_of(path: Path) -> str | None:
    """The digest of a regular file; None where there is none that can be read."""
    try:
        data = read_file(path)
    except OSError:
        return None
    return None if data is None else _digest(data)


@cache
def _maker() -> str:
    """A digest of what makes reports: this program, whose code may change within one version."""
    import markdown_it

    whole = blake2b(f"{__version__} {markdown_it.__version__}".encode(), digest_size=12)
    package = Path(__file__).parent
    for path in sorted(path for end in _SOURCES for path in package.rglob(f"*.{end}")):
        whole.update(path.read_bytes())
    return whole.hexdigest()
