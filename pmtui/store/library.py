"""What a store of postmortems offers; screens and commands know only this."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

if TYPE_CHECKING:  # a list of summaries needs no model, and is to start fast
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.desk import Desk
    from pmtui.store.faces import Face, Faces
    from pmtui.store.history import History
    from pmtui.store.presence import Presence
    from pmtui.store.search.finding import Found
    from pmtui.store.search.query import Query

T = TypeVar("T")

RECORD_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What an id looks like; it becomes the name of a file."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies in the library; `revision` is the hash of its content.

    `newer` says that a newer pmtui wrote it: it can be read, and saving it is refused. `renamed`
    are new items of the saved record that got another id, because somebody else had taken theirs.
    """

    record: "Postmortem"
    revision: str
    newer: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)


class Commitment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An action that is accepted and not yet done."""

    id: str
    title: str | None
    due: date | None


class Summary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One line of the library; `commitments` are the open actions.

    Instants are UTC; `started` is ISO 8601 text, which is what thousands are sorted and shown by.
    Thousands are read for a list: a struct is read in half the time of a dataclass.
    """

    id: str
    title: str | None
    reference: str | None
    kind: str
    status: str
    severity: str | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    owner: str | None
    started: str | None
    resolved: datetime | None
    updated: datetime
    commitments: tuple[Commitment, ...]

    @property
    def open_actions(self) -> int:
        """How many actions are accepted and not yet done."""
        return len(self.commitments)

    def overdue_actions(self, today: date) -> int:
        """How many open actions were due before `today`."""
        return sum(1 for each in self.commitments if each.due is not None and each.due < today)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of the library that cannot be read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The summaries of a library, newest incident first, and the files that cannot be read."""

    summaries: tuple[Summary, ...]
    problems: tuple[Problem, ...]


class Library(Protocol):
    """A store of postmortems. Every method raises a `PmtuiError` that says what to do."""

    locks: bool
    """Whether one writer can keep others out, as the last save found."""

    @property
    def where(self) -> str:
        """Where the records are, as a person would write it."""

    def listing(self) -> Listing:
        """All summaries and problems."""

    def remembered(self) -> tuple[Summary, ...]:
        """The summaries as they were last read here, to show at once; some may not be so now."""

    def faces(self, face: "Face[T]") -> "Faces[T]":
        """What the face makes of each readable record, as it is now, by id."""

    def resolve(self, ref: str) -> str:
        """The id that a reference names: an id, a prefix of one id only, or ``@last``."""

    def load(self, record_id: str) -> Stored:
        """The record as it is now."""

    def search(
        self, query: "Query", limit: int, told: "Callable[[int, int], None] | None" = None
    ) -> "Found":
        """At most `limit` fields that the query holds for, best first.

        `told` hears how many of how many records are read, where that is needed.
        """

    def create(self, record: "Postmortem") -> Stored:
        """Store a new record. Raises `Exists` when its id is taken."""

    def create_free(self, record: "Postmortem") -> Stored:
        """Store a new record under its id or, where that is taken, the next free one."""

    @property
    def who(self) -> str:
        """Who is at the keyboard."""

    def save(self, record: "Postmortem", base: Stored) -> Stored:
        """Store a record that was changed from `base`, merged with what others wrote since."""

    def newer(self, stored: Stored) -> Stored | None:
        """The record as it is now when somebody has written it since, else None."""

    def history(self, record_id: str) -> "History":
        """Every change of a record that was stored, oldest first."""

    def team_file(self, name: str) -> bytes | None:
        """A file that the team keeps beside its records; None when there is none."""

    def change_team_file(self, name: str, change: Callable[[bytes | None], bytes]) -> None:
        """Read, change and write such a file in one go, so that no other change is lost."""

    def presence(self, record_id: str) -> "Presence":
        """Who has a record open, and a way to be seen there oneself."""

    def change(self, record_id: str, edit: "Callable[[Postmortem], Postmortem]") -> Stored:
        """Read, change and store a record in one go, so that no other change is lost."""

    def desk(self, record_id: str = "") -> "Desk":
        """What this user has typed into a record, or into a new one that has no id yet."""
