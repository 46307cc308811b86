"""What became of the causes and of what was recommended."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from pmtui.guide.statistics.figure import Bar, Dot, Fact, Figure
from pmtui.guide.statistics.response import severity_of
from pmtui.guide.words import label
from pmtui.model.action_course import accepted_at, slips, was_accepted
from pmtui.model.causes import coverage, ends
from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, Strength, Verdict
from pmtui.model.overdue import is_overdue
from pmtui.model.postmortem import Postmortem
from pmtui.model.sample import SHARES_FROM

_DONE = frozenset({ActionStatus.DONE, ActionStatus.VERIFIED})


def work(records: Sequence[Postmortem], today: date) -> tuple[Figure, ...]:
    """Actions and their age, whether they helped, their strength, and what the causes have."""
    taken = [each for record in records for each in record.actions if was_accepted(each)]
    return (
        _flow(taken, today),
        _age(records, today),
        _verdicts(taken),
        _strength(taken),
        _coverage(records),
    )


def _flow(taken: Sequence[Action], today: date) -> Figure:
    done = [each for each in taken if each.status in _DONE]
    open_now = [each for each in taken if each.status in OPEN_ACTIONS]
    dated = [each for each in done if each.due and each.done_at]
    kept = sum(bool(each.done_at and each.due and each.done_at <= each.due) for each in dated)
    states = Counter(each.status for each in taken)
    return Figure(
        id="actions",
        title="Actions that were accepted",
        counted="actions",
        says="Many actions are no success: what counts is that they are verified and help.",
        bars=tuple(
            Bar(label=label(each), count=states[each]) for each in ActionStatus if states[each]
        ),
        facts=(
            Fact(label="open now", value=len(open_now)),
            Fact(label="overdue now", value=sum(is_overdue(each, today) for each in open_now)),
            Fact(label="due dates moved to later", value=sum(map(slips, taken))),
            _in_time(kept, len(dated)),
        ),
    )


def _in_time(kept: int, dated: int) -> Fact:
    """How many were done by their date: a share only where there are enough of them."""
    if dated >= SHARES_FROM:
        return Fact(label="done by the due date", value=Fraction(100 * kept, dated), unit="%")
    return Fact(label="done by the due date", value=f"{kept} of {dated}" if dated else None)


def _age(records: Sequence[Postmortem], today: date) -> Figure:
    found = [
        (record, each, accepted_at(each))
        for record in records
        for each in record.actions
        if each.status in OPEN_ACTIONS
    ]
    return Figure(
        id="age",
        title="Age of open actions",
        counted="open actions",
        says="Days since each was accepted. An old one may be right to keep, smaller, or a risk to "
        "accept; nobody is to be ranked by it.",
        unit="d",
        dots=tuple(
            Dot(
                record=f"{record.id} {action.id}",
                severity=severity_of(record),
                value=Fraction(max((today - at.date()).days, 0)),
            )
            for record, action, at in found
            if at is not None
        ),
        unknown=tuple(f"{record.id} {action.id}" for record, action, at in found if at is None),
    )


def _verdicts(taken: Sequence[Action]) -> Figure:
    by = {
        strength: Counter(each.effectiveness.verdict for each in taken if each.strength is strength)
        for strength in (*Strength, None)
    }
    return Figure(
        id="effectiveness",
        title="Did they help?",
        counted="verdicts",
        says="“Verified” says that something was built, a verdict that it helped. Inconclusive is "
        "an honest answer; that nothing came back is weak evidence for what is rare.",
        bars=tuple(
            Bar(label=f"{label(strength or 'no strength')}: {label(verdict)}", count=count)
            for strength, verdicts in by.items()
            for verdict in Verdict
            if (count := verdicts[verdict])
        ),
        facts=(
            Fact(
                label="done, without a verdict",
                value=sum(
                    each.status in _DONE and each.effectiveness.verdict is None for each in taken
                ),
            ),
        ),
    )


def _strength(taken: Iterable[Action]) -> Figure:
    return Figure(
        id="strength",
        title="Strength of accepted actions",
        counted="actions",
        says="Strong ones work without anybody having to remember. A weak one may still be right.",
        bars=_bars(Strength, (each.strength for each in taken)),
    )


def _coverage(records: Sequence[Postmortem]) -> Figure:
    found = Counter(_answer(coverage(record, end.id)) for record in records for end in ends(record))
    return Figure(
        id="coverage",
        title="Causes at which the questions ended",
        counted="causes",
        says="Whether something acts on them, not whether it works. An accepted risk is an answer.",
        bars=tuple(
            Bar(label=each, count=found[each])
            for each in ("an action", "an accepted risk", "nothing yet")
            if found[each]
        ),
    )


def _answer(covering: Sequence[str]) -> str:
    """What answers a cause, by the ids of what covers it."""
    if not covering:
        return "nothing yet"
    return "an action" if any(each.startswith("a") for each in covering) else "an accepted risk"


def _bars(kinds: type[StrEnum], found: Iterable[StrEnum | None]) -> tuple[Bar, ...]:
    """A bar for each kind that occurs, and one for what has none."""
    counts = Counter(found)
    return tuple(
        Bar(label=label(each or "not said"), count=counts[each])
        for each in (*kinds, None)
        if counts[each]
    )
