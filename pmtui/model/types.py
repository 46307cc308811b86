"""What a value means where its Python type does not say it; `schema` reads these marks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pmtui.model.kinds import Precision

Prose = Annotated[str, "prose"]
"""Markdown text of several lines."""

Person = Annotated[str, "person"]
"""The id of somebody in `prep.people`, or a name as typed when nobody there matches."""

EvidenceRef = Annotated[str, "evidence"]
"""The id of an item of `prep.evidence`."""

CauseRef = Annotated[str, "cause"]
"""The id of a cause."""

ThreadRef = Annotated[str, "thread"]
"""The id of a thread of causes."""

ActionRef = Annotated[str, "action"]
"""The id of an action."""

IdeaTarget = Annotated[str, "action or idea"]
"""The id of the action or of the parked idea that an idea went into."""

RecordRef = Annotated[str, "record"]
"""The id of another postmortem, or its reference as typed."""

Zone = Annotated[str, "zone"]
"""An IANA time zone name such as ``Europe/Berlin``."""

FieldAddress = Annotated[str, "address"]
"""The address of a field or an item of the same record."""

Number = int | float


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A point in time as well as it is known.

    `at` is an aware UTC datetime or None when unknown; `entered` holds the words as typed and
    `entered_tz` the zone they were read in.
    """

    at: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    entered: str | None = None
    entered_tz: Zone | None = None
