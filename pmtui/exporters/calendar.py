"""Calendar files (iCalendar, RFC 5545): the meeting, and the days on which something is due."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pmtui.exporters.invitation import heading, invitation_text, span
from pmtui.exporters.phrases import filled, say
from pmtui.guide.due import Due
from pmtui.model.errors import PmtuiError
from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.text import one_line, visible

LONGEST = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"https?://[\x21-\x7e]+")


def calendar(record: Postmortem) -> str:
    """The meeting as one event. Raises `PmtuiError` while its time is not known.

    The same record gives the same file: the stamp that the format asks for is when the agenda was
    sent, else the start. The UID stays, so that a later file replaces the event.
    """
    when = span(record)
    if when is None:
        raise PmtuiError(
            "The meeting has no time yet, so that no calendar can have it. Fill “Meeting” on page "
            f'1, or: pmtui edit {record.id} prep.meeting.start "2026-09-18 10:00 Berlin"'
        )
    stamp = record.prep.meeting.agenda_sent or when.start
    return _file(
        "BEGIN:VEVENT",
        f"UID:{record.id}@meeting.pmtui",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(when.start)}",
        f"DTEND:{_utc(when.end)}",
        f"SUMMARY:{_text(one_line(heading(record)))}",
        *_place(record),
        f"DESCRIPTION:{_text(invitation_text(record))}",
        *_people(record),
        "END:VEVENT",
    )


def days_calendar(found: Sequence[tuple[str, Due]]) -> str:
    """An event of a whole day for each thing that is due in a postmortem, which is named by its id.

    The UID is made of the place in the record, so that a later file moves the event and makes no
    second one. The same things give the same file: the stamp that the format asks for is the day.
    """
    taken = Counter[str]()
    lines: list[str] = []
    for ref, due in found:
        where = f"{ref}.{due.address}"
        taken[where] += 1
        name = where if taken[where] == 1 else f"{where}.{taken[where]}"
        lines += _day(ref, due, name)
    return _file(*lines)


def _day(ref: str, due: Due, name: str) -> Iterator[str]:
    """One day in the calendar; nobody is shown as busy on it."""
    day = due.on.isoformat().replace("-", "")
    words, who = one_line(due.text), one_line(due.who or "")
    said = due.kind.capitalize() + (f": {words}" if words else "")
    told = [said, *([f"Waits for {who}"] if who else []), f"{ref}, {due.address}"]
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@due.pmtui"
    yield f"DTSTAMP:{day}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day}"
    yield f"SUMMARY:{_text(said + (f' ({who})' if who else ''))}"
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _file(*components: str) -> str:
    """The whole file of some components, with lines as long as they may be."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pmtui//pmtui//EN")
    lines = (*head, *components, "END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _place(record: Postmortem) -> Iterator[str]:
    meeting = record.prep.meeting
    where = ", ".join(filter(filled, (say(meeting.format), say(meeting.link))))
    if where:
        yield f"LOCATION:{_text(one_line(where))}"
    if _URL.fullmatch(say(meeting.link)):
        yield f"URL:{say(meeting.link)}"


def _people(record: Postmortem) -> Iterator[str]:
    """Those with a mail address: who invites, and who is invited."""
    host = participant(record, record.prep.facilitator)
    if host is not None and (mail := _mail(host)):
        yield f"ORGANIZER{_name(host)}:mailto:{mail}"
    for person in record.prep.people:
        if mail := _mail(person):
            yield f"ATTENDEE{_name(person)};RSVP=TRUE:mailto:{mail}"


def _mail(person: Participant) -> str | None:
    """The address of somebody whose handle is one."""
    found = _MAIL.fullmatch((person.handle or "").strip())
    return found[0] if found else None


def _name(person: Participant) -> str:
    """The parameter with a name; quotes cannot stand in it (RFC 5545, 3.2)."""
    name = one_line(person.name or "").replace('"', "'")
    return f';CN="{name}"' if name else ""


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Text as the value of a property (RFC 5545, 3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return visible(text).replace("\t", " ").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most `LONGEST` octets, each after the first behind a blank."""
    piece, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > LONGEST:
            yield piece
            piece, length = " ", 1
        piece, length = piece + character, length + octets
    yield piece
