"""Plain values put into the shape of the record, field by field; what does not fit is told."""

import types
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from pmtui.model.text import clean, clip, one_line
from pmtui.store.codec import ITEM_ID
from pmtui.store.json_text import UNREADABLE
from pmtui.store.loose_json import Loose, Part

SHOWN = 60
"""Characters of a value in a sentence."""

NAMED = 6
"""Names of missing fields in a sentence; of more, the number is given."""

UNFIT = object()
"""Stands for a value that fits nowhere."""


class Fitting:
    """One pass over the values of a record.

    `whole` says that the values come from JSON that could be read, so that a field which is not
    there was never written. `places` are the addresses of the values that fit; `unread` are the
    sentences about the others.
    """

    def __init__(self, whole: bool) -> None:
        self.places: set[str] = set()
        self.unread: list[str] = []
        self._whole = whole
        self._retired: list[str] = []

    def record(self, cls: type[Any], plain: dict[str, Any]) -> dict[str, Any]:
        """The values of a whole record that fit."""
        self._retired = [each for each in _list(plain.get("retired")) if _is_item_id(each)]
        fitted: dict[str, Any] = self._part(cls, plain, "")
        return fitted

    def _part(self, cls: Any, given: Any, where: str) -> Any:
        if not isinstance(given, dict):
            return self._unfit(where, given, "is no group of fields")
        hints = get_type_hints(cls, include_extras=True)
        names = [each.name for each in fields(cls)]
        self._tell_about(given, names, where)
        fitted = {}
        for name in names:
            if name in given:
                value = self._field(hints[name], given[name], _join(where, name))
                if value is not UNFIT:
                    fitted[name] = value
        return fitted

    def _field(self, hint: Any, given: Any, where: str) -> Any:
        inner, mark = _inner(hint)
        if given is None and type(None) in get_args(hint):
            return None
        if get_origin(inner) is tuple:
            return self._many(get_args(inner)[0], given, where)
        if is_dataclass(inner):
            return self._part(inner, given, where)
        return self._value(hint, mark, given, where)

    def _value(self, hint: Any, mark: str, given: Any, where: str) -> Any:
        if isinstance(given, str):
            given = self._text(given, where, keeps_part=_inner(hint)[0] is str and mark in _WORDS)
            if given is UNFIT:
                return UNFIT
        try:
            msgspec.convert(given, hint)
        except UNREADABLE as error:
            return self._unfit(where, given, f"does not fit ({error})")
        self.places.add(where)
        return given

    def _text(self, given: str, where: str, keeps_part: bool) -> Any:
        if isinstance(given, Part):
            if not keeps_part:
                return self._unfit(where, given, "is cut and cannot be told")
            self.unread.append(f"{where}: the end is missing after {shown(given[-SHOWN:])}.")
        cleaned = clean(str(given))
        if cleaned != given and "\N{REPLACEMENT CHARACTER}" in cleaned:
            self.unread.append(f"{where}: some characters of {shown(given)} cannot be read.")
        return cleaned

    def _many(self, hint: Any, given: Any, where: str) -> Any:
        if not isinstance(given, list):
            return self._unfit(where, given, "is no list")
        inner, _ = _inner(hint)
        if is_dataclass(inner):
            if "id" in (each.name for each in fields(inner)):
                return self._items(inner, given, where)
            inside = [self._part(inner, each, f"{where}.[{n}]") for n, each in enumerate(given)]
        else:
            inside = [self._field(hint, each, where) for each in given]
        return [each for each in inside if each is not UNFIT]

    def _items(self, cls: Any, given: list[Any], where: str) -> list[dict[str, Any]]:
        """The items of a list, each with an id of its own."""
        old = [each.get("id") if isinstance(each, dict) else None for each in given]
        highest = _highest(cls.PREFIX, [*old, *self._retired])
        seen: set[Any] = set()
        fitted = []
        for item, item_id in zip(given, old, strict=True):
            takes = item_id if _is_item_id(item_id) and item_id not in seen else None
            name = takes or f"{cls.PREFIX}{highest + 1}"
            values = self._part(cls, self._renamed(item, name), f"{where}.{name}")
            if values is UNFIT or not (takes or any(_filled(values))):
                continue
            if takes is None:
                highest += 1
                self.unread.append(f"{where}.{name}: its id was {shown(item_id)}; it has this now.")
            seen.add(name)
            fitted.append(values)
        return fitted

    def _renamed(self, item: Any, name: str) -> Any:
        if not isinstance(item, dict) or item.get("id") == name:
            return item
        renamed = Loose() if not isinstance(item, Loose) else item
        renamed.update({"id": name, **{key: item[key] for key in item if key != "id"}})
        renamed["id"] = name
        return renamed

    def _tell_about(self, given: dict[str, Any], names: list[str], where: str) -> None:
        """What is wrong with an object besides its values."""
        for key in given.keys() - set(names):
            if given[key] not in (None, [], {}):
                self._unfit(_join(where, key), given[key], "is no field that is known here")
        missing = [] if self._whole else [name for name in names if name not in given]
        if missing:
            more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
            place = where or "the record"
            self.unread.append(f"{place}: {', '.join(missing[:NAMED])}{more} cannot be found.")
        if isinstance(given, Loose):
            for key, other in given.others:
                if other != given[key]:
                    self._unfit(_join(where, key), other, "stood there as well and was left out")
            if given.torn:
                place = where or "the record"
                self.unread.append(f"{place}: a line within it cannot be read; look at all of it.")

    def _unfit(self, where: str, given: Any, why: str) -> Any:
        self.unread.append(f"{where}: {shown(given)} {why}.")
        return UNFIT


def shown(value: Any) -> str:
    """A value in a sentence."""
    text = value if isinstance(value, str) else repr(value)
    return f"“{clip(one_line(clean(text)), SHOWN)}”"


_WORDS = frozenset({"", "prose"})
"""What a text stands for when half of it is still worth something: itself, and nothing else."""


def _inner(hint: Any) -> tuple[Any, str]:
    """A type without None and without its mark, and the mark; several types stay as they are."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in get_args(hint) if each is not type(None)]
        hint = rest[0] if len(rest) == 1 else hint
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)[:2]
        return inner, mark
    return hint, ""


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_item_id(value: Any) -> bool:
    whole = isinstance(value, str) and not isinstance(value, Part)
    return whole and bool(ITEM_ID.fullmatch(value))


def _highest(prefix: str, ids: list[Any]) -> int:
    return max(
        (int(each[1:]) for each in ids if _is_item_id(each) and each[0] == prefix), default=0
    )


def _filled(values: dict[str, Any]) -> list[Any]:
    return [value for name, value in values.items() if name != "id" and value not in (None, [], {})]
