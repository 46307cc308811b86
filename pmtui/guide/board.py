"""The actions of many postmortems as a board: what each says of itself, filters and groups.

It groups actions, never people: of a person there is what they own, and no figure (guide, 5.3).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmtui.guide.lines import person, words
from pmtui.model.action_course import STALE_AFTER, due_changes, last_heard
from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, WITHDRAWN_ACTIONS, ActionStatus, ActionType, Priority
from pmtui.model.overdue import is_overdue
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import called, key

FINISHED = WITHDRAWN_ACTIONS | {ActionStatus.VERIFIED}
"""States in which nothing more is to be done for an action; a board leaves them out at first."""

SOON, LATER = timedelta(days=7), timedelta(days=30)
"""The groups of what is due: within a week, within a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action as lists show it; `ref` is its postmortem, which has that `record` as its title.

    `owner` is a name; `owner_keys` are all by which its owner is known, as `roster.key` has them.
    `moved` says how many times the due date was changed, `heard` when the history last grew.
    """

    ref: str
    record: str | None
    services: tuple[str, ...]
    id: str
    title: str | None
    type: ActionType | None
    status: ActionStatus
    priority: Priority | None
    owner: str | None
    owner_keys: tuple[str, ...]
    due: date | None
    review_on: date | None
    moved: int
    heard: date | None
    ticket: str | None
    causes: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name that no other action of the library has."""
        return f"{self.ref}/{self.id}"

    @property
    def waits_until(self) -> date | None:
        """The day on which it is to be done or, put off, to be looked at again."""
        if self.status is ActionStatus.DEFERRED:
            return self.review_on
        return None if self.status in FINISHED or self.status is ActionStatus.DONE else self.due

    def days_late(self, today: date) -> int:
        """Days since its due date while it is accepted, in progress or blocked; else 0."""
        return (today - self.due).days if self.due and is_overdue(self, today) else 0

    def days_silent(self, today: date) -> int:
        """Days without a line of history, when they are more than 30 and it is open; else 0."""
        if self.status not in OPEN_ACTIONS or self.heard is None:
            return 0
        return (today - self.heard).days if self.heard < today - STALE_AFTER else 0

    def marks(self, today: date) -> str:
        """The words of the guide for it: overdue, slipped (its date was moved), stale (silent)."""
        marks = {
            "overdue": self.days_late(today),
            "slipped": self.moved,
            "stale": self.days_silent(today),
        }
        return " ".join(word for word, number in marks.items() if number)

    def notes(self, today: date) -> tuple[str, ...]:
        """In few words what is to be noticed: late, moved, silent."""
        late, silent = self.days_late(today), self.days_silent(today)
        return (
            *((f"{days(late)} overdue",) if late else ()),
            *((f"moved {times(self.moved)}",) if self.moved else ()),
            *((f"silent {days(silent)}",) if silent else ()),
        )


@dataclass(frozen=True, slots=True)
class Show:
    """Which actions a board shows: of some person, overdue, of a service, with words in them.

    Without `finished`, those that need nothing more are left out.
    """

    owner: str = ""
    overdue: bool = False
    service: str = ""
    words: str = ""
    finished: bool = False

    def fits(self, line: ActionLine, today: date) -> bool:
        """Whether an action is shown."""
        return (
            (self.finished or line.status not in FINISHED)
            and (not self.owner or key(self.owner) in line.owner_keys)
            and (not self.overdue or line.days_late(today) > 0)
            and (not self.service or self.service in line.services)
            and (not self.words or _holds(line, self.words, today))
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Actions under one heading. `counted` says whether their number may stand beside it."""

    title: str
    lines: tuple[ActionLine, ...]
    counted: bool = True


def action_lines(record: Postmortem) -> tuple[ActionLine, ...]:
    """The actions of a record in their order."""
    return tuple(action_line(record, each) for each in record.actions)


def action_line(record: Postmortem, action: Action) -> ActionLine:
    """What a board knows of an action."""
    heard = last_heard(action)
    return ActionLine(
        ref=record.id,
        record=record.title,
        services=record.services,
        id=action.id,
        title=action.title,
        type=action.type,
        status=action.status,
        priority=action.priority,
        owner=person(record, action.owner) or None,
        owner_keys=called(record, action.owner),
        due=action.due,
        review_on=action.review_on,
        moved=due_changes(action),
        heard=heard.date() if heard else None,
        ticket=action.ticket,
        causes=action.causes,
    )


def grouped(found: Iterable[ActionLine], by: str, today: date) -> tuple[Group, ...]:
    """The actions under headings, those that wait first; `by` is one of `GROUPINGS`.

    An action of several services stands under each of them.
    """
    under: dict[tuple[int, str], list[ActionLine]] = {}
    for each in sorted(found, key=_urgent_first):
        for heading in GROUPINGS[by](each, today):
            under.setdefault(heading, []).append(each)
    return tuple(
        Group(title, tuple(held), counted=by != "owner")
        for (_, title), held in sorted(under.items(), key=lambda item: _in_order(item[0]))
    )


def days(number: int) -> str:
    """A number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def times(number: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _in_order(heading: tuple[int, str]) -> tuple[int, str]:
    place, title = heading
    return place, title.casefold()


def _urgent_first(each: ActionLine) -> tuple[date, str, str, int]:
    """What is due first, then by priority; a name last, so that the order is always the same."""
    number = int(each.id[1:]) if each.id[1:].isdecimal() else 0
    return each.waits_until or date.max, each.priority or "P9", each.ref, number


def _holds(each: ActionLine, wanted: str, today: date) -> bool:
    """Whether each word stands somewhere in the line, or is one of its marks."""
    parts = (each.title, each.owner, each.ticket, each.id, each.ref, each.record, each.priority)
    text = " ".join(
        filter(None, (*parts, words(each.status), each.marks(today), *each.services))
    ).casefold()
    return all(word in text for word in wanted.casefold().split())


Heading = tuple[int, str]
"""A place in the order of the headings, and its words."""


def _states(each: ActionLine, _today: date) -> tuple[Heading, ...]:
    state = words(each.status)
    return ((list(ActionStatus).index(each.status), state[:1].upper() + state[1:]),)


def _owners(each: ActionLine, _today: date) -> tuple[Heading, ...]:
    return ((0, each.owner) if each.owner else (1, "Nobody yet"),)


def _dates(each: ActionLine, today: date) -> tuple[Heading, ...]:
    day = each.waits_until
    if each.status in FINISHED or each.status is ActionStatus.DONE:
        return ((6, "Done, or withdrawn"),)
    if day is None:
        return ((5, "No date"),)
    if day < today:
        return ((0, "Overdue") if each.days_late(today) else (1, "Its day has passed"),)
    near = ((SOON, (2, "Within 7 days")), (LATER, (3, "Within 30 days")))
    return (next((heading for span, heading in near if day <= today + span), (4, "Later")),)


def _services(each: ActionLine, _today: date) -> tuple[Heading, ...]:
    return tuple((0, name) for name in each.services) or ((1, "No service"),)


GROUPINGS: dict[str, Callable[[ActionLine, date], Sequence[Heading]]] = {
    "state": _states,
    "owner": _owners,
    "due": _dates,
    "service": _services,
}
"""What a board can be grouped by, in the order in which a key goes through them."""
