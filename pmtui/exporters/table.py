"""CSV for spreadsheets: the timeline, and any other rows."""

import csv
import io
from collections.abc import Iterable, Sequence

from pmtui.exporters.phrases import filled
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.text import visible
from pmtui.model.timeline import in_order

HEAD = (
    "id",
    "at",
    "precision",
    "kind",
    "text",
    "actor_role",
    "known_then",
    "evidence",
    "surprise",
)
_FORMULA = ("=", "+", "-", "@", "\t")


def timeline_csv(record: Postmortem) -> str:
    """The timeline as RFC 4180 says: CR LF line ends, quotes where needed, a head.

    `at` is RFC 3339 in UTC; what is not known is empty. A cell that a spreadsheet would run as
    a formula starts with an apostrophe (OWASP, CSV injection).
    """
    return csv_text(HEAD, map(_values, in_order(record.timeline)))


def csv_text(head: Sequence[str], rows: Iterable[Iterable[str | None]]) -> str:
    """Rows below a head as RFC 4180 says, no cell of which a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _values(event: Event) -> tuple[str | None, ...]:
    return (
        event.id,
        None if event.at is None else event.at.isoformat().replace("+00:00", "Z"),
        event.precision,
        event.kind,
        event.text,
        event.actor_role,
        event.known_then,
        " ".join(event.evidence),
        "yes" if event.surprise else None,
    )


def _cell(value: str | None) -> str:
    if not filled(value):
        return ""
    text = visible(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
