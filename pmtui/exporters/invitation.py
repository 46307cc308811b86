"""The invitation to the meeting: when for whom, why, in which order, and what to bring.

It goes to the people of the meeting. What the facilitator alone may see, the talks beforehand and
who did what in the incident are not in it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Block, Bullet, Bullets, Facts, Paragraph, Section, Table
from pmtui.exporters.markdown import markdown_of, plain
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, filled, say, word
from pmtui.guide.agenda import agenda
from pmtui.model.kinds import Access
from pmtui.model.meeting import MINUTE, MOST_MINUTES
from pmtui.model.people import Evidence, Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import same_person
from pmtui.model.text import one_line
from pmtui.model.walltime import clear_clock, in_zone
from pmtui.model.zones import find_zone

PURPOSE = (
    "We want to understand how this came about and what it takes to make it less likely or less "
    "bad. We look for conditions, not for somebody to blame."
)


class Span(NamedTuple):
    """When the meeting is: aware UTC instants, and its length in minutes."""

    start: datetime
    end: datetime
    minutes: int


def span(record: Postmortem) -> Span | None:
    """When the meeting is; None without a time. Its length is the agenda's when none is given."""
    meeting = record.prep.meeting
    if meeting.start is None:
        return None
    minutes = meeting.minutes or sum(block.planned for block in agenda(record))
    return Span(meeting.start, later(meeting.start, minutes), minutes)


def later(start: datetime, minutes: int) -> datetime:
    """Some minutes after an instant, at most a day; the instant itself at the calendar's end."""
    try:
        return start + min(minutes, MOST_MINUTES) * MINUTE
    except OverflowError:
        return start


def heading(record: Postmortem) -> str:
    """What the meeting is called."""
    return f"Postmortem: {say(record.title, record.id)}"


def sections(record: Postmortem) -> tuple[Section, ...]:
    """What the invitation says; a section without blocks is left out."""
    say_it, prep = Phrases(record, Audience.INTERNAL), record.prep
    evidence = [each for each in prep.evidence if each.access is not Access.FACILITATOR_ONLY]
    made = (
        Section("", "", (Paragraph(PURPOSE), Facts(_head(say_it)))),
        Section("Who and when", "people", _people(record)),
        Section("What we hope to understand", "goals", _lines(prep.goals)),
        Section("Agenda", "agenda", _agenda(record)),
        Section("Ground rules", "ground_rules", _lines(prep.ground_rules)),
        Section("Evidence to bring", "evidence", _lines([_bring(say_it, e) for e in evidence])),
    )
    return tuple(section for section in made if section.blocks)


def invitation_markdown(record: Postmortem) -> str:
    """The invitation as Markdown; it ends with one line end."""
    parts = [f"# {plain(heading(record))}"]
    for section in sections(record):
        parts += [f"## {plain(section.heading)}"] if section.heading else []
        parts += [markdown_of(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def invitation_text(record: Postmortem) -> str:
    """The invitation as plain lines, for a calendar."""
    parts: list[str] = []
    for section in sections(record):
        lines = [line for block in section.blocks for line in _plain_lines(block)]
        parts.append("\n".join([*([section.heading] if section.heading else []), *lines]))
    return "\n\n".join(parts)


def _head(say_it: Phrases) -> tuple[tuple[str, str], ...]:
    record = say_it.record
    prep, when = record.prep, span(record)
    story = ""
    if prep.scope_start or prep.scope_end:
        story = f"{say_it.time(prep.scope_start)} to {say_it.time(prep.scope_end)}"
    pairs = (
        ("When", f"{say_it.time(when.start)}, {when.minutes} minutes" if when else NOT_KNOWN),
        ("Where", ", ".join(filter(filled, (say(prep.meeting.format), say(prep.meeting.link))))),
        ("Facilitator", say_it.person(prep.facilitator)),
        ("Note-taker", say_it.person(prep.note_taker) if filled(prep.note_taker) else ""),
        ("Owner of the review", say_it.person(prep.owner)),
        ("We look at", story),
    )
    return tuple((label, value) for label, value in pairs if value)


def _people(record: Postmortem) -> tuple[Block, ...]:
    """Each person with their part in the meeting, and when it is where they are."""
    rows = tuple(
        (say(each.name, each.handle or each.id), _part(record, each), local(record, each))
        for each in record.prep.people
    )
    head = ("Name", "In the meeting", "Your time")
    return (Table("Who and when", head, rows),) if rows else ()


def local(record: Postmortem, person: Participant) -> str:
    """When the meeting is in somebody's own zone; in UTC where that is not known.

    A time that the clock shows twice in that night has its offset.
    """
    when = span(record)
    if when is None:
        return NOT_KNOWN
    zone = find_zone(person.tz or "") or "UTC"
    start, end = in_zone(when.start, zone), in_zone(when.end, zone)
    begins, ends = clear_clock(start), clear_clock(end)
    return f"{start:%a} {start.day} {start:%b %Y}, {begins}–{ends} {zone}"


def _part(record: Postmortem, person: Participant) -> str:
    """What somebody does in the meeting; their part in the incident is not said here."""
    prep = record.prep
    parts = (
        ("facilitator", prep.facilitator),
        ("note-taker", prep.note_taker),
        ("owner", prep.owner),
    )
    return (
        ", ".join(name for name, who in parts if same_person(record, who, person.id))
        or "takes part"
    )


def _agenda(record: Postmortem) -> tuple[Block, ...]:
    """The blocks with when each begins, counted from the start of the meeting."""
    when, rows, passed = span(record), list[tuple[str, ...]](), 0
    for block in agenda(record):
        at = later(when.start, passed) if when else None
        begins = f"{at:%H:%M}" if at else f"+{passed} min"
        minutes = f"{block.planned} min" if block.planned else NOT_KNOWN
        rows.append((begins, minutes, say(block.name, block.id)))
        passed += block.planned
    return (Table("Agenda", ("UTC" if when else "From", "Length", "Block"), tuple(rows)),)


def _bring(say_it: Phrases, evidence: Evidence) -> str:
    """A piece of evidence, and who brings it until when."""
    what = f"{word(evidence.kind, 'evidence')}: {say(evidence.title, evidence.id)}"
    by = say_it.person(evidence.collected_by) if filled(evidence.collected_by) else "nobody yet"
    until = f", save it by {evidence.save_by}" if evidence.save_by else ""
    return f"{what} ({by}{until})"


def _lines(texts: Sequence[str]) -> tuple[Block, ...]:
    lines = tuple(Bullet(text) for text in texts if filled(text))
    return (Bullets(lines),) if lines else ()


def _plain_lines(block: Block) -> list[str]:
    """A block as lines of plain text."""
    if isinstance(block, Paragraph):
        return [one_line(block.text), ""]
    if isinstance(block, Facts):
        return [f"{label}: {one_line(value)}" for label, value in block.pairs]
    if isinstance(block, Bullets):
        return [f"- {one_line(line.text)}" for line in block.lines]
    if isinstance(block, Table):
        return ["  ".join(map(one_line, row)) for row in block.rows]
    raise TypeError(f"no plain text for {type(block).__name__}")
