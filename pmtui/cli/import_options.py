"""What ``pmtui import`` is asked for, and the files that it is given."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pmtui.cli.params import plain_text
from pmtui.cli.settings import Settings
from pmtui.store.errors import NotFound

if TYPE_CHECKING:
    from pmtui.importers.intake import Options
    from pmtui.model.postmortem import Postmortem

STDIN = "-"
DAY_FIRST = "day-first"
ORDERS = (DAY_FIRST, "month-first")
"""How 03/04/2026 may be read."""

_IN_MEMORY = 8_000_000
"""Bytes of the standard input that are kept in memory; the rest goes to a temporary file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for. `into` is an id, `record` what is there now or None."""

    kind: str
    into: str | None
    record: "Postmortem | None"
    zone: str | None
    day: date | None
    dates: str | None
    since: str | None
    until: str | None
    match: str | None
    at_most: int | None

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the events are asked for."""
        return any(each is not None for each in (self.since, self.until, self.match))

    def options(self, at: datetime) -> "Options":
        """How a file is to be read. Raises `BadValue` for a time that cannot be read."""
        from pmtui.guide.context import story_start, story_zone
        from pmtui.importers.intake import AT_MOST, Options

        record = self.record
        return Options(
            form=self.kind,
            zone=self.zone,
            day=self.day,
            day_first=self.dates == DAY_FIRST if self.dates else None,
            since=self._instant(self.since, at),
            until=self._instant(self.until, at),
            match=self.match,
            at_most=self.at_most or AT_MOST,
            story_zone=story_zone(record) if record else "UTC",
            story_start=story_start(record) if record else None,
        )

    def _instant(self, words: str | None, at: datetime) -> datetime | None:
        from pmtui.guide.context import story_day, story_zone
        from pmtui.model.clock import parse_instant

        if words is None:
            return None
        zone = self.zone or (story_zone(self.record) if self.record else "UTC")
        day = self.day or (story_day(self.record, at, zone) if self.record else at.date())
        return parse_instant(words, day=day, zone=zone)


def asked(
    settings: Settings, *, kind: str, into: str | None, zone: str | None, **given: Any
) -> Asked:
    """The options, checked. Raises `BadValue` for a zone, `NotFound` for a REF that is none."""
    if zone:
        from pmtui.model.zones import read_zone

        zone = read_zone(zone)[0]
    record_id = settings.library.resolve(into) if into else None
    record = settings.library.load(record_id).record if record_id else None
    return Asked(kind=kind, into=record_id, record=record, zone=zone or None, **given)


@contextmanager
def opened_file(file: str) -> Iterator[tuple[Path | BinaryIO, str]]:
    """A file, or the standard input as a source that can seek; and its name in messages."""
    if file == STDIN:
        from shutil import copyfileobj
        from tempfile import SpooledTemporaryFile

        with SpooledTemporaryFile(_IN_MEMORY) as copy:
            copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            yield cast(BinaryIO, copy), "standard input"
        return
    path = Path(file)
    if path.is_dir():
        raise NotFound(f"{file} is a folder. Name the files in it.")
    try:
        yield path, plain_text(file)
    except FileNotFoundError as error:
        if error.filename != str(path):
            raise
        raise NotFound(f"There is no file {file}.") from None


def bytes_of(source: Path | BinaryIO) -> bytes:
    """All of a source at once."""
    return source.read_bytes() if isinstance(source, Path) else source.read()
