"""What each field of the record holds, read from its annotation."""

import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pmtui.model.types import Moment

Shape = Literal[
    "text", "prose", "whole", "number", "yesno", "instant", "date", "moment", "choice", "part"
]


@dataclass(frozen=True, slots=True)
class Slot:
    """What one field holds.

    `shape` is the kind of a single value; `many` says that the field is a list of such values;
    `of` is the dataclass of a part or item, or the enumeration of a choice; `mark` is what the
    text stands for (person, evidence, cause, zone and so on), else an empty string.
    """

    name: str
    shape: Shape
    many: bool = False
    of: type[Any] | None = None
    mark: str = ""
    optional: bool = True

    @property
    def items(self) -> bool:
        """Whether the field is a list of parts, each with an id of its own."""
        return self.many and self.shape == "part" and "id" in slots(self.part)

    @property
    def part(self) -> Any:
        """The dataclass of a part or item, or the enumeration of a choice."""
        assert self.of is not None
        return self.of

    @property
    def choices(self) -> tuple[str, ...]:
        """The values a choice may take, in their order of declaration."""
        return tuple(str(value) for value in self.part) if self.shape == "choice" else ()


_known: dict[Any, dict[str, Slot]] = {}


def slots(cls: type[Any]) -> dict[str, Slot]:
    """The slots of a part by name, in their order of declaration."""
    if cls not in _known:
        hints = get_type_hints(cls, include_extras=True)
        _known[cls] = {each.name: _slot(each.name, hints[each.name]) for each in fields(cls)}
    return _known[cls]


def _slot(name: str, hint: Any) -> Slot:
    hint, optional = _without_none(hint)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    mark = ""
    if get_origin(hint) is Annotated:
        hint, mark = get_args(hint)[:2]
    shape, of = _shape(hint, mark)
    return Slot(name, shape, many, of, "" if mark == "prose" else mark, optional or many)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    rest = [arm for arm in get_args(hint) if arm is not type(None)]
    optional = len(rest) < len(get_args(hint))
    return (float if set(rest) == {int, float} else rest[0]), optional


def _shape(hint: Any, mark: str) -> tuple[Shape, type[Any] | None]:
    simple: dict[Any, Shape] = {
        int: "whole",
        float: "number",
        bool: "yesno",
        datetime: "instant",
        date: "date",
        Moment: "moment",
    }
    if hint is str:
        return ("prose" if mark == "prose" else "text"), None
    if hint in simple:
        return simple[hint], None
    if is_dataclass(hint):
        return "part", cast(type[Any], hint)
    if issubclass(hint, StrEnum):
        return "choice", hint
    raise TypeError(f"no shape for {hint!r}")
