"""Text into the value of a field, and back into text for editing."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pmtui.guide.context import LISTS, person, refs, story_day, story_zone
from pmtui.guide.words import (
    label,
    read_choice,
    read_number,
    read_share,
    read_whole,
    read_yesno,
    show_share,
)
from pmtui.model import address as fields
from pmtui.model import bounds
from pmtui.model.cause_paths import refuse_circle
from pmtui.model.clock import parse_instant, parse_moment, show_moment
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue
from pmtui.model.harm import Objective, Segment
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.risks import accepted_on, refuse_late_review
from pmtui.model.roster import participant
from pmtui.model.schema import Slot, slots
from pmtui.model.text import clean
from pmtui.model.types import Moment
from pmtui.model.zones import read_zone

__all__ = ["SENTENCES", "label", "parse", "show", "story_day", "story_zone"]

SENTENCES = frozenset({"goals", "ground_rules", "mitigating", "decisions"})
"""Lists of sentences: written one a line."""

_NEVER_EMPTY = frozenset({"display_timezones", "report.variants"})
_SHARES = frozenset({"failure_share", "target"})
_TOLD = frozenset({"shown", "held_back"})
_SIGNED = frozenset({"moved"})
_STORY = ("milestones.", "timeline.", "causes.", "impact.", "communications.", "deadlines.")
_AHEAD = ("deadlines.", "next_update_at")
_AFTERWARDS = "milestones.closed_at"
_UNKNOWN = frozenset({"", "?", "unknown"})


def parse(record: Postmortem, address: str, text: str, now: datetime) -> Any:
    """The value that the text means for the field at that address; None for unknown.

    Text that `show` gave for the field keeps the very value it had. Raises `UnknownField` and
    `BadValue`; `now` is an aware instant.
    """
    slot = fields.slot_at(address)
    _refuse(slot, address)
    if fields.has(record, address) and text == show(record, address):
        return fields.get(record, address)
    if slot.many:
        return _many(record, address, slot, clean(text), now)
    if slot.shape == "prose":
        return clean(text).strip("\n") if text.strip() else None
    words = " ".join(clean(text).split("\n")).strip()
    if not words:
        return _nothing(slot, address)
    value = _single(record, address, slot, words, now)
    _refuse_impossible(record, address, value)
    return value


def show(record: Postmortem, address: str) -> str:
    """Text for editing that `parse` reads back to an equal value; "" for unknown."""
    slot = fields.slot_at(address)
    value = fields.get(record, address)
    if slot.shape == "part":
        raise _has_parts(slot, address)
    if not slot.many:
        return _show(record, slot, value)
    shown = [_show(record, slot, each) for each in value]
    if slot.name not in SENTENCES and not any(re.search("[,;\n]", each) for each in shown):
        return ", ".join(shown)
    return "\n".join(shown) + ("\n" if len(shown) == 1 and re.search("[,;]", shown[0]) else "")


def _refuse(slot: Slot, address: str) -> None:
    """Raises `BadValue` for what no text can set."""
    if fields.is_fixed(address):
        raise BadValue(f"{address} is kept by the program and cannot be changed.")
    if slot.shape == "part":
        raise _has_parts(slot, address)


def _has_parts(slot: Slot, address: str) -> BadValue:
    if slot.items:
        return BadValue(f"{address} is a list. Add an item with --add, or name a field of an item.")
    if slot.many:
        return BadValue(f"{address} is written by the program as things happen.")
    return BadValue(f"{address} has fields of its own: {', '.join(slots(slot.part))}.")


def _nothing(slot: Slot, address: str) -> None:
    if not slot.optional:
        choices = f": {', '.join(map(label, slot.choices))}" if slot.choices else ""
        raise BadValue(f"{address} cannot be empty{choices}.")


def _single(record: Postmortem, address: str, slot: Slot, words: str, now: datetime) -> Any:
    if slot.shape in {"moment", "instant"}:
        return _time(record, address, slot, words, now)
    if slot.shape == "date":
        return _date(record, address, words, now)
    if slot.shape == "text":
        return _text(record, slot, words)
    if slot.shape == "choice":
        return read_choice(slot.part, words)
    if slot.name in _SHARES and slot.shape == "number":
        return read_share(words)
    if slot.name in _SIGNED and words.startswith("-"):
        return -read_whole(words[1:])
    read: dict[str, Callable[[str], Any]] = {
        "whole": read_whole,
        "number": read_number,
        "yesno": read_yesno,
    }
    return read[slot.shape](words)


def _refuse_impossible(record: Postmortem, address: str, value: Any) -> None:
    """Raises `BadValue` for more failed than attempts, and for what an objective or a block is not.

    The meeting as a whole takes minutes as its blocks do.
    """
    parent, _, name = address.rpartition(".")
    timed = parent == "prep.meeting" or parent.startswith("prep.agenda.")
    if timed and name == "minutes" and (said := bounds.no_length(value)):
        raise BadValue(said)
    if parent == "impact.slo" and (found := bounds.off_target(Objective(**{name: value}))):
        raise BadValue(found[1])
    if not parent.startswith("impact.segments.") or name not in {"attempts", "failed"}:
        return
    known = fields.get_item(record, parent)
    counts = {each: getattr(known, each, None) for each in ("attempts", "failed")}
    if trouble := bounds.impossible(Segment(id="", **{**counts, name: value})):
        raise BadValue(f"The segment then {trouble}, which cannot be. Correct one of the two.")


def _date(record: Postmortem, address: str, words: str, now: datetime) -> date | None:
    """A date; the review of an accepted risk is not too far ahead."""
    if words.casefold() in _UNKNOWN:
        return None
    found = parse_date(words, _today(record, now))
    risk, _, name = address.rpartition(".")
    if name == "review_on" and risk.startswith("risk_acceptances."):
        refuse_late_review(found, accepted_on(fields.get_item(record, risk), _today(record, now)))
    return found


def _text(record: Postmortem, slot: Slot, words: str) -> str:
    if slot.mark == "person":
        return person(record, words)
    if slot.mark == "address":
        return _place(record, slot, words)
    if slot.mark == "zone":
        return read_zone(words)[0]
    if slot.mark in LISTS:
        found = refs(record, slot.mark, words)
        if len(found) != 1:
            raise BadValue(f"“{words}” names {len(found)} items; one fits here.")
        return found[0]
    return words


def _place(record: Postmortem, slot: Slot, words: str) -> str:
    """The address of a field; of one that customers are told or not, what is told as a whole."""
    if slot.name in _TOLD:
        from pmtui.guide.outside.visibility import tellable

        return tellable(record, words)
    fields.slot_at(words)
    return words


def _many(
    record: Postmortem, address: str, slot: Slot, text: str, now: datetime
) -> tuple[Any, ...]:
    """The values of a list; lines, or parts of one line at semicolons and commas."""
    if slot.mark in LISTS:
        found = refs(record, slot.mark, text)
        if (holder := address.removesuffix(".parents")) != address:
            refuse_circle(record, holder.removeprefix("causes."), found)
        return found
    mark = "\n" if "\n" in text else ";" if slot.name in SENTENCES or ";" in text else ","
    parts = [" ".join(part.split("\n")).strip() for part in text.split(mark)]
    kept = [part for part in parts if part]
    if not kept and address in _NEVER_EMPTY:
        raise BadValue(f"{address} cannot be empty.")
    if slot.shape == "choice":
        return tuple(dict.fromkeys(read_choice(slot.part, part) for part in kept))
    if slot.shape == "date":
        return tuple(dict.fromkeys(parse_date(part, _today(record, now)) for part in kept))
    return tuple(dict.fromkeys(_text(record, slot, part) for part in kept))


def _time(record: Postmortem, address: str, slot: Slot, words: str, now: datetime) -> Any:
    if words.casefold() in _UNKNOWN:
        return None
    zone = story_zone(record)
    day = story_day(record, now) if _in_story(address) else _today(record, now)
    after = _after(record, address)
    past = _in_story(address) and not any(each in address for each in _AHEAD)
    latest = _today(record, now) + timedelta(days=1) if past else None
    read = parse_instant if slot.shape == "instant" else parse_moment
    return read(words, day=day, zone=zone, after=after, latest=latest)


def _in_story(address: str) -> bool:
    """Whether a time belongs to the incident rather than to the work on it afterwards."""
    return address.startswith((*_STORY, "prep.scope_")) and address != _AFTERWARDS


def _today(record: Postmortem, now: datetime) -> date:
    return now.astimezone(read_zone(story_zone(record))[1]).date()


def _after(record: Postmortem, address: str) -> datetime | None:
    """The instant that a time without a date follows, if there is one."""
    parent, _, name = address.rpartition(".")
    if parent == "milestones" and name not in {"trigger_at", "impact_start", "closed_at"}:
        start = record.milestones.impact_start
        return start.at if start else None
    if parent.startswith("timeline.") and fields.has(record, parent):
        before = record.timeline[: fields.index_of(record, parent)]
        return next((event.at for event in reversed(before) if event.at), None)
    if parent.startswith("impact.segments.") and name == "end" and fields.has(record, parent):
        found: datetime | None = fields.get(record, f"{parent}.start")
        return found
    return record.prep.scope_start if address == "prep.scope_end" else None


def _show(record: Postmortem, slot: Slot, value: Any) -> str:
    """One value as text."""
    if value is None:
        return ""
    if slot.shape == "choice":
        return label(value)
    if slot.shape == "yesno":
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = Moment(at=value.astimezone(UTC), precision=Precision.EXACT)
    if isinstance(value, Moment):
        return show_moment(value, story_zone(record))
    if slot.name in _SHARES and slot.shape == "number":
        return show_share(value)
    if slot.mark == "person" and (found := participant(record, value)):
        names = [name for name in (found.handle, found.name) if name]
        return next((name for name in names if person(record, name) == value), str(value))
    return str(value)
