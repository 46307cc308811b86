"""Whether an action helped, and what follows where it did not.

An action that is judged anything but effective acts on its causes no longer: a cause that nothing
else answers is open again, until there is a new action or an accepted risk, or until the action
itself is taken up again (domain guide, step 8 and 5.4).
"""

from collections import defaultdict

from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, WITHDRAWN_ACTIONS, ActionStatus, Verdict
from pmtui.model.postmortem import Postmortem

BUILT = frozenset({ActionStatus.DONE, ActionStatus.VERIFIED})
"""The states in which an effect can be looked at."""

FELL_SHORT = frozenset(Verdict) - {Verdict.EFFECTIVE}
"""The verdicts that ask for an adjustment or an accepted risk."""

_NOT_WORKED_ON = WITHDRAWN_ACTIONS | {ActionStatus.PROPOSED}


def committed(action: Action) -> bool:
    """Whether somebody is to carry the action out, or has done so: its effect is looked at."""
    return action.status not in _NOT_WORKED_ON


def fell_short(action: Action) -> bool:
    """Whether the action is judged not to have helped enough, and is not being worked on again."""
    settled = action.status not in OPEN_ACTIONS | WITHDRAWN_ACTIONS
    return settled and action.effectiveness.verdict in FELL_SHORT


def short_on(record: Postmortem) -> dict[str, tuple[Action, ...]]:
    """The actions that fell short, by the causes that they were to act on."""
    found: dict[str, list[Action]] = defaultdict(list)
    for action in record.actions:
        for cause in dict.fromkeys(action.causes if fell_short(action) else ()):
            found[cause].append(action)
    return {cause: tuple(actions) for cause, actions in found.items()}


def verdict_words(action: Action) -> str:
    """What an action that fell short showed: "a1 was partly effective (3 of 20)"."""
    verdict = action.effectiveness.verdict
    said = f"{action.id} was {_SAID.get(verdict, verdict) if verdict else 'not judged'}"
    result = " ".join((action.effectiveness.result or "").split())
    return f"{said} ({result})" if result else said


_SAID = {Verdict.PARTLY: "partly effective"}
