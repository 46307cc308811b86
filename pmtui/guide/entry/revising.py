"""A timeline entry as the line that would have been typed for it, and such a line changed."""

from dataclasses import replace
from datetime import datetime, timedelta

from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.line import Puts
from pmtui.guide.words import label
from pmtui.model.clock import show_moment
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision
from pmtui.model.milestones import moment_of
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.text import one_line
from pmtui.model.timeline import Gap
from pmtui.model.walltime import in_zone

_FIELDS = ("at", "text", "actor_role", "evidence", "surprise", "kind")
"""What an entry line can say, in the order in which it is put: a kind follows its time."""

_MINUTE = timedelta(minutes=1)


def entry_text(record: Postmortem, event: Event, now: datetime, zone: str) -> str:
    """The entry line of an entry, with its time as that zone's clocks show it."""
    return "".join(_parts(record, event, now, zone))


def revised(record: Postmortem, event: Event, text: str, now: datetime, zone: str) -> Puts:
    """The puts for what differs between the entry's own line and the line as it is now.

    What the words do not touch stays as it was, such as a time with the words it was typed in.
    A line whose time is still asked about is read again, also as it is. Raises `BadValue` for a
    line that cannot be read.
    """
    before, after = entry_text(record, event, now, zone), text.strip()
    waits = event.at is None and event.entered and after.startswith(event.entered)
    if before == after and not waits:
        return ()
    new = _read(record, event, after, now, zone)
    try:
        old = _read(record, event, before, now, zone)
    except BadValue:
        old = event
    begin, words, end = _parts(record, event, now, zone)
    if old.text != words and after.startswith(begin) and after.endswith(end):
        text = after[len(begin) : len(after) - len(end)]  # words that begin as a time would
        return ((f"timeline.{event.id}.text", text),)
    return tuple(
        (f"timeline.{event.id}.{field}", _value(new, field))
        for field in _FIELDS
        if not _same(old, new, field)
    )


def split_text(event: Event, text: str, at: int) -> tuple[str, str]:
    """The words of an entry cut in two at a character of its entry line.

    Raises `BadValue` where a side would have no words.
    """
    words = one_line(event.text or "")
    begin = text.find(words)
    cut = at - begin
    first, second = words[: max(cut, 0)].rstrip(" ,;"), words[max(cut, 0) :].lstrip(" ,;.")
    if begin < 0 or not first or not second:
        raise BadValue("Put the cursor between two words of what happened, then press Enter.")
    return first, second


def _parts(record: Postmortem, event: Event, now: datetime, zone: str) -> tuple[str, str, str]:
    """What stands before the words of an entry on its line, the words, and what stands after."""
    words = one_line(event.text or "")
    kind = label(event.kind) if event.kind else ""
    time = _time_words(record, event, now, zone)
    begin = f"{time} " if time else ""
    begin += f"{kind}: " if kind and kind != words.casefold() else ""
    marks = [f" @{event.actor_role.lstrip('@').replace(' ', '_')}" if event.actor_role else ""]
    marks += [f" #{each}" for each in event.evidence]
    marks.append(" !" if event.surprise else "")
    return begin, words, "".join(marks)


def _read(record: Postmortem, event: Event, text: str, now: datetime, zone: str) -> Event:
    """The entry that a line would make if this one were not there."""
    others = tuple(each for each in record.timeline if each.id != event.id)
    read: Event = parse_entry(replace(record, timeline=others), "timeline", text, now, zone)[0][1]
    return read


def _value(event: Event, field: str) -> object:
    if field == "at":
        return moment_of(event)
    return getattr(event, field)


def _same(old: Event, new: Event, field: str) -> bool:
    parts = ("at", "precision") if field == "at" else (field,)
    return all(getattr(old, part) == getattr(new, part) for part in parts)


def _time_words(record: Postmortem, event: Event, now: datetime, zone: str) -> str:
    """The shortest words for the entry's time that are read back as the same."""
    if event.at is None:
        return ""
    local = in_zone(event.at, zone)
    clock = local.time().isoformat("auto" if local.second or local.microsecond else "minutes")
    about = "~" if event.precision is Precision.APPROX else ""
    moment = moment_of(event)
    full = show_moment(moment, zone)
    exact = replace(moment, precision=Precision.EXACT)
    for words in (f"{about}{clock}", full, f"{about}{show_moment(exact, 'UTC')}"):
        try:
            read = _read(record, event, f"{words} x", now, zone)
        except BadValue:
            continue
        if read.text == "x" and _same(read, event, "at"):
            return words
    return full


def begun_within(record: Postmortem, gap: Gap, now: datetime, zone: str) -> str:
    """The first characters of a time within a gap: its hour, after its day where that is needed.

    The minutes are for the person to say: a whole time would be a guess.
    """
    local = in_zone(gap.start + (gap.end - gap.start) / 2, zone)
    for day in ("", f"{local:%Y-%m-%d} "):
        words = f"{day}{local:%H}:"
        try:
            read = parse_entry(record, "timeline", f"{words}{local:%M} x", now, zone)[0][1]
        except BadValue:
            continue
        if read.at and gap.start - _MINUTE <= read.at <= gap.end:
            return words
    return ""


def joined(above: Event, event: Event) -> Puts:
    """The puts that make an entry part of the one above; nothing that it says is lost."""
    where = f"timeline.{above.id}"
    puts = {
        "text": _one_after_the_other(above.text, _with_kind_and_time(above, event), "; "),
        "known_then": _one_after_the_other(above.known_then, event.known_then, "; "),
        "quote": _one_after_the_other(above.quote, event.quote, "\n"),
        "source": _one_after_the_other(above.source, event.source, "\n"),
        "origin": _one_after_the_other(above.origin, event.origin, ", "),
        "actor_role": above.actor_role or event.actor_role,
        "evidence": tuple(dict.fromkeys([*above.evidence, *event.evidence])),
        "surprise": above.surprise or event.surprise,
        "kind": above.kind or event.kind,
    }
    moment = [("at", _value(event, "at"))] if above.at is None and event.at else []
    changed = [(name, value) for name, value in puts.items() if value != getattr(above, name)]
    return tuple((f"{where}.{name}", value) for name, value in [*moment, *changed])


def _with_kind_and_time(above: Event, event: Event) -> str:
    """The words of an entry with what the one above does not say for it."""
    kind = label(event.kind) if event.kind and above.kind and event.kind != above.kind else ""
    time = f"{event.at:%H:%M} UTC " if event.at and above.at and event.at != above.at else ""
    text = event.text or ""
    actor = event.actor_role if above.actor_role not in (None, event.actor_role) else None
    text += f" ({actor})" if actor else ""
    return time + (f"{kind}: {text}" if kind and kind != text.casefold() else text)


def _one_after_the_other(first: str | None, second: str | None, between: str) -> str | None:
    return between.join(part for part in (first, second) if part) or None
