"""The two sides of a merge that git could not make, read from a file with conflict markers."""

import re
from typing import Any

_MARKER = re.compile(rb"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?\n?")
_OURS, _BASE, _THEIRS = 0, 1, 2
_BEGINS = {b"<<<<<<<": {_OURS}, b"|||||||": {_BASE}, b"=======": {_THEIRS}}


def sides_of(data: bytes) -> tuple[bytes, bytes | None, bytes]:
    """Ours, what both started from (None where git did not write it), and theirs."""
    everywhere = {_OURS, _BASE, _THEIRS}
    texts, into, has_base = [bytearray(), bytearray(), bytearray()], everywhere, False
    for line in data.splitlines(keepends=True):
        marker = _MARKER.fullmatch(line)
        if marker:
            into = _BEGINS.get(marker[1], everywhere)
            has_base = has_base or into == {_BASE}
            continue
        for side in into:
            texts[side] += line
    base = bytes(texts[_BASE]) if has_base else None
    return bytes(texts[_OURS]), base, bytes(texts[_THEIRS])


def common_part(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """The plain values on which two records agree.

    It stands for what both started from where that is not known: what only one has counts as
    added by it, and where they differ both count as changed.
    """
    both = {}
    for key, value in mine.items():
        if key in theirs:
            shared = _common(value, theirs[key])
            if shared is not _NOTHING:
                both[key] = shared
    return both


_NOTHING = object()


def _common(mine: Any, theirs: Any) -> Any:
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return common_part(mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        by_id = {each.get("id"): each for each in theirs if isinstance(each, dict)}
        if not by_id:
            return [each for each in mine if each in theirs]
        pairs = [(each, by_id.get(each.get("id"))) for each in mine]
        return [common_part(one, other) for one, other in pairs if other is not None]
    return mine if mine == theirs else _NOTHING
