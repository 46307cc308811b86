"""Writing reports and invitations to files, for the command line and the report page alike."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.exporters.audience import Audience
from pmtui.exporters.form.layout import AS_USUAL, TEAM_FILE, TEMPLATE_FILE, Layout
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import SCHEMA_VERSION, Postmortem
from pmtui.store.errors import Exists, TooNew

if TYPE_CHECKING:
    from pmtui.exporters.blocks import Report
    from pmtui.exporters.leaks import Leak
    from pmtui.guide.outside.record_words import Listed
    from pmtui.store.library import Library

FORMATS = ("md", "html", "json", "csv")
REPORTS = ("md", "html")
"""The formats that are written for an audience; the others hold the record as it is."""

INVITATIONS = ("md", "ics")
"""The forms of the invitation: words to send, and an event for calendars."""


class Leaking(PmtuiError):
    """A report with something in it that must not leave; `details` says what and where."""

    exit_code = 4

    def __init__(self, message: str, details: list[str]) -> None:
        super().__init__(message)
        self.details = details


def private_names(library: "Library") -> "Listed":
    """The names that the team keeps in the library and that no external report has."""
    from pmtui.guide.outside.record_words import listed_in

    return listed_in(library.team_file)


def layout_of(library: "Library", audience: Audience) -> Layout:
    """The team's own form of its reports. Raises `BadValue` when its file is wrong."""
    data, template = library.team_file(TEAM_FILE), library.team_file(TEMPLATE_FILE) or b""
    if data is None:
        return replace(AS_USUAL, template=template)
    from pmtui.exporters.form.file import layouts

    return replace(layouts(data, library.team_file)[audience], template=template)


def render(
    record: Postmortem,
    kind: str,
    audience: Audience,
    listed: "Listed | None" = None,
    layout: Layout = AS_USUAL,
) -> bytes:
    """The content of a file of one of `FORMATS`, UTF-8. Raises `Leaking` and `TooNew`.

    `listed` are the `private_names` of the library.
    """
    if kind == "json":
        return whole_json(record)
    if kind == "csv":
        from pmtui.exporters.table import timeline_csv

        return timeline_csv(record).encode()
    return _report(record, audience, kind, listed, layout)


def whole_json(record: Postmortem) -> bytes:
    """The whole record as JSON, which `pmtui import` reads back byte for byte.

    Raises `TooNew` for one of a newer schema: what this version does not know is not in it.
    """
    from pmtui.store.codec import to_plain
    from pmtui.store.json_text import to_json

    if record.schema_version > SCHEMA_VERSION:
        raise TooNew(
            f"“{record.id}” was written by a newer pmtui, with fields that would be left out of "
            "the JSON. Copy its file instead, or install the newer version."
        )
    return to_json(to_plain(record))


def invitation(record: Postmortem, kind: str) -> bytes:
    """The invitation to the meeting, one of `INVITATIONS`, UTF-8.

    Raises `PmtuiError` for a calendar file while the time of the meeting is not known.
    """
    if kind == "ics":
        from pmtui.exporters.calendar import calendar

        return calendar(record).encode()
    from pmtui.exporters.invitation import invitation_markdown

    return invitation_markdown(record).encode()


def invitation_name(record_id: str, kind: str) -> str:
    """The usual name of an invitation's file."""
    return f"{record_id}-invitation.{kind}"


def file_name(
    record: Postmortem,
    kind: str,
    audience: Audience,
    listed: "Listed | None" = None,
    variant: str = "",
) -> str:
    """The usual name of a report's file: its id, as long as an external one may show that.

    An id is made of the first title, which may hold what must not leave.
    """
    if audience is not Audience.EXTERNAL:
        return f"{record.id}-{variant}.{kind}" if variant else f"{record.id}.{kind}"
    from pmtui.exporters.external import external_title
    from pmtui.guide.outside.record_words import NOTHING_LISTED
    from pmtui.guide.outside.taking_out import TakingOut
    from pmtui.model.text import slug

    listed = listed or NOTHING_LISTED
    day, words = record.id[:10], re.sub(r"-\d$", "", record.id[11:])
    title = TakingOut(record, listed).text("title", record.title or "")
    if title != record.title or not slug(title, len(record.id)).startswith(words):
        words = slug(external_title(record, listed), len(record.id))
        return f"{day}-{words}-external.{kind}"
    return f"{record.id}-external.{kind}"


def refuse_existing(target: Path, force: bool) -> None:
    """Raises `Exists` for a folder, and for a file that may not be written over."""
    if target.is_dir():
        raise Exists(f"{target} is a folder. Nothing was written.")
    if os.path.lexists(target) and not force and not is_device(target):
        raise Exists(f"{target} exists. Nothing was changed; --force writes over it.")


def write_file(target: Path, data: bytes) -> None:
    """Write a file in one step, its folder included; a link is followed, a device written into."""
    if is_device(target):
        target.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target.resolve() if target.is_symlink() else target, data)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place in one step, with the permissions that the user's umask gives."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def is_device(path: Path) -> bool:
    """Whether the path is something like /dev/stdout or a pipe, which is written into as it is."""
    return path.exists() and not path.is_file() and not path.is_dir()


def scanned(
    report: "Report",
    record: Postmortem,
    audience: Audience,
    kind: str,
    what: str,
    listed: "Listed | None" = None,
    template: bytes = b"",
) -> str:
    """A report as Markdown (by a template or as usual) or HTML that may leave; `what` names it.

    Raises `Leaking` when something of the record must not leave with it.
    """
    from pmtui.exporters.leaks import leaks
    from pmtui.guide.outside.record_words import NOTHING_LISTED

    text = page = _markdown(report, record, audience, template if kind == "md" else b"", listed)
    if kind == "html":
        from pmtui.exporters.html import to_html
        from pmtui.exporters.page_text import text_of

        page = to_html(report)
        text += text_of(page)
    text = f"{text}\n{report.look.logo_text}\n{report.look.logo_words}"
    _refuse(leaks(text, record, audience, listed or NOTHING_LISTED), what)
    return page


def internal_markdown(record: Postmortem, layout: Layout) -> str:
    """The text of an internal report in the team's form. Raises `BadValue`: its template."""
    from pmtui.exporters.report import build

    report = build(record, Audience.INTERNAL, layout=layout)
    return _markdown(report, record, Audience.INTERNAL, layout.template, None)


def _markdown(
    report: "Report",
    record: Postmortem,
    audience: Audience,
    template: bytes,
    listed: "Listed | None",
) -> str:
    from pmtui.exporters.markdown import to_markdown

    if not template:
        return to_markdown(report)
    from pmtui.exporters.form.template import in_template
    from pmtui.exporters.phrases import Phrases
    from pmtui.guide.outside.record_words import NOTHING_LISTED
    from pmtui.guide.outside.taking_out import TakingOut
    from pmtui.store.codec import to_plain

    say_it = Phrases(record, audience)
    out = TakingOut(record, listed or NOTHING_LISTED) if audience == Audience.EXTERNAL else None
    return in_template(template, report, say_it, to_plain(record), out)


def _report(
    record: Postmortem, audience: Audience, kind: str, listed: "Listed | None", layout: Layout
) -> bytes:
    from pmtui.exporters.report import build
    from pmtui.guide.outside.record_words import NOTHING_LISTED

    report = build(record, audience, listed or NOTHING_LISTED, layout)
    what = f"The {audience} report of {record.id}"
    text = scanned(report, record, audience, kind, what, listed, layout.template)
    inside = audience is Audience.INTERNAL and record.schema_version <= SCHEMA_VERSION
    if kind == "md" and inside and not layout.variant:
        from pmtui.carried import with_record
        from pmtui.exporters.leaks import carried_leaks

        _refuse(carried_leaks(record), what)
        text = with_record(text, record)
    return text.encode()


def _refuse(found: "tuple[Leak, ...]", what: str) -> None:
    if found:
        raise Leaking(
            f"{what} was not written: what follows must not leave.",
            [each.sentence() for each in found],
        )
