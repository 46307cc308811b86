"""A change of a record in words, for a list of changes."""

from typing import Any

from msgspec import ValidationError

from pmtui.guide.lines import line, words
from pmtui.model.clock import show_moment
from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line
from pmtui.model.types import Moment
from pmtui.store.changes import value_of
from pmtui.store.history import Change

SHOWN = 60
"""Characters of a value in one line."""

LEAD = 20
"""Characters before the first difference of two long values that are shown."""


def change_row(record: Postmortem, change: Change) -> list[str]:
    """The field of a change and its two values, from where they begin to differ."""
    before, after = (
        one_line(_words(record, change.field, value)) for value in (change.before, change.after)
    )
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), 0) - LEAD
    return [change.field, f"{_clipped(before, same)} → {_clipped(after, same)}"]


def _clipped(text: str, same: int) -> str:
    text = f"…{text[same:]}" if same > 0 and len(text) > SHOWN else text
    return clip(text, SHOWN) or "-"


def _words(record: Postmortem, field: str, plain: Any) -> str:
    """A value in words; one that the field no longer takes as it was kept."""
    try:
        value = value_of(field, plain)
    except (UnknownField, ValidationError):
        return "" if plain is None else str(plain)
    if isinstance(plain, dict) and type(value) is not Moment:
        return line(record, field.rpartition(".")[0], value)
    return show_moment(value) if isinstance(value, Moment) else words(value)
