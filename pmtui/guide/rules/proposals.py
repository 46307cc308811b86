"""What page 6 looks at in each recommendation that is not done: can it be done, and seen?"""

from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.beside import REMEDIES, Beside
from pmtui.guide.rules import action_words
from pmtui.guide.rules.rule import BesideRule, DayRule, Problem, Rule, said
from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, ActionType, Strength
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant

_PENDING = OPEN_ACTIONS | {ActionStatus.PROPOSED}


def pending(record: Postmortem) -> list[Action]:
    """The actions that are proposed, accepted, in progress or blocked."""
    return [action for action in record.actions if action.status in _PENDING]


def _titled(record: Postmortem) -> Iterator[tuple[Action, str, str]]:
    """The pending actions that have a title, with its address."""
    for action in pending(record):
        if said(action.title):
            yield action, action.title or "", f"actions.{action.id}.title"


def _no_verb(record: Postmortem) -> Iterator[Problem]:
    for action, title, where in _titled(record):
        if not action_words.vague(title) and not action_words.begins_with_verb(title):
            yield where, f"{action.id}: begin with what is done, such as add, limit or remove."


def _vague(record: Postmortem) -> Iterator[Problem]:
    for action, title, where in _titled(record):
        words = action_words.vague(title)
        question = action.type is ActionType.INVESTIGATE
        if not words or (question and action_words.is_bounded_question(action.detail or "")):
            continue
        yield (
            where,
            f"{action.id}: “{words}” has no end. "
            + (
                "Give the question, what is handed over and the time for it in the detail."
                if question
                else "Say what will be there when it is done."
            ),
        )


def _beyond_window(record: Postmortem, today: date) -> Iterator[Problem]:
    """The date as it was accepted: one that is moved later has its reason in the history."""
    for action in pending(record):
        start = _counted_from(action, today)
        usual = policy.usual_due(action.priority, start) if start else None
        if start and usual and action.due and action.due > usual:
            days = (action.due - start).days
            since = "from now" if action.status is ActionStatus.PROPOSED else "after acceptance"
            yield (
                f"actions.{action.id}.due",
                f"{action.id} is due {days} days {since}; {action.priority} has "
                f"{(usual - start).days}. Move the date, or give it another priority.",
            )


def _counted_from(action: Action, today: date) -> date | None:
    """The day on which the date was agreed: today, or that of the acceptance; else None."""
    if action.status is ActionStatus.PROPOSED:
        return today
    timed = [(step.at, step) for step in action.history if step.at]
    accepted = [at for at, step in timed if step.after == ActionStatus.ACCEPTED]
    if not accepted or any(at > accepted[-1] and step.field == "due" for at, step in timed):
        return None
    return accepted[-1].date()


def _no_strength(record: Postmortem) -> Iterator[Problem]:
    for action in pending(record):
        if action.strength is None:
            yield (
                f"actions.{action.id}.strength",
                f"{action.id}: does it still work when people are tired? Give its strength.",
            )
        elif not said(action.strength_reason):
            yield (
                f"actions.{action.id}.strength_reason",
                f"{action.id}: say what makes it {action.strength}.",
            )


def _vigilance(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    hints = beside.hints(record)
    for action in pending(record):
        for field in ("title", "detail"):
            where, text = f"actions.{action.id}.{field}", getattr(action, field) or ""
            for hint in hints(where, text, REMEDIES)[:1]:
                yield (
                    where,
                    f"{action.id}: “{text[hint.start : hint.end]}” asks people to pay more "
                    f"attention. What would make that needless?",
                )


def _compound(record: Postmortem) -> Iterator[Problem]:
    for action, title, where in _titled(record):
        if words := action_words.compound(title):
            yield where, f"{action.id} has two actions in one line (“{words}”). Split it."


def _open_elsewhere(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    for action, title, where in _titled(record):
        if same := beside.elsewhere.like(title, record.id):
            yield (
                where,
                f"{action.id} is much like {same.id} of {same.record}, which is open: "
                f"“{same.title}”. Link it instead of adding a copy.",
            )


def _unbounded(record: Postmortem) -> Iterator[Problem]:
    for action, title, where in _titled(record):
        if words := action_words.unbounded(title):
            yield where, f"{action.id}: “{words}” leaves open when it is done. Give it an end."


def _not_agreed(record: Postmortem) -> Iterator[Problem]:
    for action in pending(record):
        if said(action.owner) and not action.owner_confirmed:
            yield (
                f"actions.{action.id}.owner_confirmed",
                f"{action.id}: ask its owner whether they take it, and note that they agreed.",
            )


def _side_effects(record: Postmortem) -> Iterator[Problem]:
    for action in pending(record):
        if action.strength is Strength.STRONG and not said(action.side_effects):
            yield (
                f"actions.{action.id}.side_effects",
                f"{action.id} is a strong change. What could it break or complicate?",
            )


def _out_of_reach(record: Postmortem) -> Iterator[Problem]:
    there = {_key(each.team) for each in record.prep.people if each.attended}
    for action in pending(record):
        owner = participant(record, action.owner)
        near = owner is not None and (owner.attended or _key(owner.team) in there - {""})
        if said(action.owner) and not action.owner_confirmed and not near:
            yield (
                f"actions.{action.id}.owner",
                f"{action.id}: nobody of its owner's team was in the room. Is it in our reach?",
            )


def _key(team: str | None) -> str:
    return (team or "").strip().casefold()


RULES = (
    Rule("AL01", "warn", _no_verb),
    Rule("AL02", "warn", _vague),
    DayRule("AL04", "warn", _beyond_window),
    Rule("AL06", "warn", _no_strength),
    BesideRule("AL09", "warn", _vigilance),
    Rule("AL10", "hint", _compound),
    BesideRule("AL14", "hint", _open_elsewhere),
    Rule("AL15", "warn", _unbounded),
    Rule("AL16", "warn", _not_agreed),
    Rule("AL19", "hint", _side_effects),
    Rule("AL20", "hint", _out_of_reach),
)
