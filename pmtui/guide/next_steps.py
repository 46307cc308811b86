"""What is next in the follow-up, what is due first: hold, judge, adjust, decide, close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmtui.guide.due import Due, everything_due
from pmtui.guide.lines import words
from pmtui.guide.rules.follow_up import adjustments_wanted
from pmtui.model import address
from pmtui.model.actions import URGENT
from pmtui.model.commitments import Action
from pmtui.model.effects import BUILT, committed, verdict_words
from pmtui.model.follow_up import CLOSED, is_closed
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import first_published


class Doing(StrEnum):
    """What can be done in the follow-up."""

    PLAN = "plan"
    HOLD = "hold"
    JUDGE = "judge"
    ADJUST = "adjust"
    DECIDE = "decide"
    CLOSE = "close"
    OPEN = "open again"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do, on or since a day (None: no day is set), with what it is about.

    `key` is the id of an item, or the kind of a review that nobody has planned, or "close".
    """

    doing: Doing
    key: str
    address: str
    on: date | None
    words: str

    def is_due(self, today: date) -> bool:
        """Whether it is to be done now."""
        return self.doing is Doing.ADJUST or (self.on is not None and self.on <= today)


def next_steps(record: Postmortem, today: date) -> tuple[NextStep, ...]:
    """Everything that the follow-up still has to do: what is due, by its day, then what comes.

    Nothing while nothing was published, planned or done.
    """
    found = [*_dated(record), *_undated(record), *_adjusted(record)]
    ordered = sorted(found, key=lambda each: (not each.is_due(today), each.on or date.max))
    return (*ordered, *_closing(record, bool(found)))


def step_of(record: Postmortem, key: str, today: date) -> NextStep | None:
    """The step of an item by its id, also where it was settled before; None where there is none."""
    for step in next_steps(record, today):
        if step.key == key:
            return step
    again = {"follow_up.reviews": Doing.HOLD, "risk_acceptances": Doing.DECIDE}
    for parent, doing in (*again.items(), ("actions", Doing.JUDGE)):
        if address.get_item(record, f"{parent}.{key}") is not None:
            return NextStep(doing, key, f"{parent}.{key}", None, "")
    return None


def when_words(step: NextStep, today: date) -> str:
    """When a step is to be done: "5 days late", "today", its day, "now", "no day"."""
    if step.doing is Doing.ADJUST:
        return "now"
    if step.on is None:
        return "" if step.doing in (Doing.CLOSE, Doing.OPEN) else "no day"
    late = (today - step.on).days
    if late > 0:
        return "1 day late" if late == 1 else f"{late} days late"
    return str(step.on) if late else "today"


def effect_words(action: Action) -> tuple[str, str, str]:
    """What is known of an effect: the verdict, the number from what to what, what it is now.

    While there is no result, the last is the day on which it is looked at, or "".
    """
    effect = action.effectiveness
    figure = f"{effect.metric or 'no metric'}: {effect.baseline or '?'} → {effect.target or '?'}"
    check = f"check on {effect.check_on}" if effect.check_on else ""
    now = f"result {effect.result}" if effect.result else check
    return words(effect.verdict) or "no verdict", figure, now


def _dated(record: Postmortem) -> Iterator[NextStep]:
    for due in everything_due(record):
        doing, words = _DATED.get(due.kind, (None, ""))
        if doing is None:
            continue
        if due.address == "follow_up.reviews":
            doing = Doing.PLAN
        yield NextStep(doing, _key(due), due.address, due.on, f"{words}{due.text}")


_DATED = {
    "review": (Doing.HOLD, "review "),
    "effectiveness check": (Doing.JUDGE, "effect: "),
    "accepted risk": (Doing.DECIDE, "risk: "),
}


def _key(due: Due) -> str:
    """The id in an address; of a review that is not planned, its kind."""
    if due.address == "follow_up.reviews":
        return due.text.partition(",")[0].replace(" ", "_")
    return next(part for part in due.address.split(".") if part[1:].isdecimal())


def _undated(record: Postmortem) -> Iterator[NextStep]:
    """The verdicts that are asked for, or can be given, and have no day."""
    for action in record.actions:
        effect = action.effectiveness
        asked = action.priority in URGENT or action.status in BUILT
        if committed(action) and asked and effect.verdict is None and effect.check_on is None:
            where = f"actions.{action.id}.effectiveness"
            words = f"effect: {effect.metric or action.title or ''}"
            yield NextStep(Doing.JUDGE, action.id, where, None, words)


def _adjusted(record: Postmortem) -> Iterator[NextStep]:
    for action in adjustments_wanted(record):
        where, words = f"actions.{action.id}.effectiveness", verdict_words(action)
        yield NextStep(Doing.ADJUST, action.id, where, None, words)


def _closing(record: Postmortem, begun: bool) -> Iterator[NextStep]:
    if is_closed(record):
        closed = record.milestones.closed_at
        day = f"{closed.at:%Y-%m-%d}" if closed and closed.at else ""
        yield NextStep(Doing.OPEN, "close", CLOSED, None, f"it was closed on {day}")
    elif begun or record.follow_up.reviews or first_published(record):
        yield NextStep(Doing.CLOSE, "close", CLOSED, None, "when nothing above is left to do")
