"""Machine data as tests give it: a text in, what was found out."""

import io
from datetime import UTC, datetime

from pmtui.importers.machine import Found, Options, read_events

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AT = "2026-09-15T16:41:09Z"


def read(text: str | bytes, **options: object) -> Found:
    data = text if isinstance(text, bytes) else text.encode()
    return read_events(io.BytesIO(data), "app.log", Options(**options), now=NOW)  # type: ignore[arg-type]


def told(found: Found) -> list[tuple[str, str | None]]:
    """The instants and words of the events."""
    return [
        (event.at.isoformat().replace("+00:00", "Z") if event.at else "-", event.text)
        for event in found.events
    ]
