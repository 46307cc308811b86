"""JSON text as every file and every `--json` has it. Light: it does not import the model."""

from typing import Any

import msgspec

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading JSON raises when it is none, no UTF-8, too deep, or does not fit its type."""


def to_json(value: Any) -> bytes:
    """Readable JSON: two blanks a level, UTF-8, stable order, one line end at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def doubles(data: bytes) -> list[str]:
    """The keys that stand twice in one object of a JSON text that can be read."""
    import json
    from collections import Counter

    found: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> None:
        names = Counter(name for name, _ in pairs)
        found.extend(name for name, times in names.items() if times > 1)

    json.loads(data, object_pairs_hook=collect)
    return found
