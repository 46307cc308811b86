"""JSON text as every file and every `--json` has it. Light: it does not import the model."""

from typing import Any

import msgspec

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading JSON raises when it is none, no UTF-8, too deep, or does not fit its type."""


def to_json(value: Any) -> bytes:
    """Readable JSON: two blanks a level, UTF-8, stable order, one line end at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
