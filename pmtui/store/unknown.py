"""Fields that this version does not know stay where they were when a record is saved."""

from typing import Any


def carry_unknown(old: Any, new: Any) -> Any:
    """`new` with the keys that only `old` has, at any level, each after the key it stood after.

    Both are plain values of one schema; `new` has every key that this version knows. Items are
    found again by their id, and take their unknown fields along when they move; parts without
    an id are found by their place, as long as the list only grew.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return _carry_keys(old, new)
    if isinstance(old, list) and isinstance(new, list | tuple):
        return _carry_items(old, list(new))
    return new


def _carry_keys(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    after: dict[str | None, dict[str, Any]] = {}
    last = None
    for key, value in old.items():
        if key in new:
            last = key
        else:
            after.setdefault(last, {})[key] = value
    carried = dict(after.get(None, {}))
    for key, value in new.items():
        carried[key] = _carry_below(old.get(key), value)
        carried |= after.get(key, {})
    return carried


def _carry_below(old: Any, new: Any) -> Any:
    return carry_unknown(old, new) if old and type(new) in (dict, list, tuple) else new


def _carry_items(old: list[Any], new: list[Any]) -> list[Any]:
    if not old or type(old[0]) is str:
        return new
    by_id = {each["id"]: each for each in old if isinstance(each, dict) and _has_id(each)}
    if by_id:
        return [carry_unknown(by_id.get(_id(each)), each) for each in new]
    if len(old) <= len(new):
        return [*map(carry_unknown, old, new), *new[len(old) :]]
    return new


def _has_id(item: dict[str, Any]) -> bool:
    return isinstance(item.get("id"), str)


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else None
