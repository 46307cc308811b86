"""Single fields of the record as they stand in a section of the team's own."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Prose
from pmtui.exporters.phrases import Phrases, day, number, word, yes
from pmtui.guide.fields import PAGES, Field
from pmtui.guide.outside.taking_out import TakingOut
from pmtui.guide.outside.visibility import is_shown, tellable
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import Slot
from pmtui.model.types import Moment


@cache
def addresses(audience: Audience) -> tuple[str, ...]:
    """The fields that an audience can be told: those of the pages; outside, what can leave."""
    known = dict.fromkeys(
        part.address for parts in PAGES.values() for part in parts if isinstance(part, Field)
    )
    return tuple(each for each in known if audience == Audience.INTERNAL or _can_leave(each))


def _can_leave(where: str) -> bool:
    try:
        return tellable(Postmortem(id="any"), where) == where
    except BadValue:
        return False


@cache
def _labels() -> dict[str, str]:
    parts = (part for page in PAGES.values() for part in page if isinstance(part, Field))
    return {part.address: part.label.rstrip("?") for part in parts}


def label_of(where: str) -> str:
    """The name of a field, as its page has it."""
    return _labels()[where]


def shown(say_it: Phrases, where: str, out: TakingOut | None) -> str | Prose:
    """The value of a field in words; empty where it is not known or, outside, not told.

    `out` takes out of it what must not leave; None for readers inside.
    """
    slot = address.slot_at(where)
    value = address.get(say_it.record, where)
    many = value if slot.many else () if value is None else (value,)
    text = ", ".join(_words(say_it, slot, each) for each in many)
    if out:
        text = out.text(where, text) if is_shown(say_it.record, where) else ""
    return Prose(text) if slot.shape == "prose" else text


def _words(say_it: Phrases, slot: Slot, value: Any) -> str:
    if slot.mark == "person":
        return say_it.person(value)
    match value:
        case StrEnum():
            return word(value)
        case bool():
            return yes(value)
        case Moment():
            return say_it.moment(value)
        case datetime():
            return say_it.time(value)
        case date():
            return day(value)
        case str():
            return value.strip()
        case _:
            return number(value)
