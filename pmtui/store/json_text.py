"""JSON text as every file and every `--json` has it. Light: it does not import the model."""

from typing import Any

import msgspec


def to_json(value: Any) -> bytes:
    """Readable JSON: two blanks a level, UTF-8, stable order, one line end at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
