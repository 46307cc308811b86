"""What becomes of a parked idea: it is promoted, declined with a reason, merged, or open again.

Each decision is given as puts, addresses with what they are to hold, so that one step of undo
takes it back and other edits of the idea stay.
"""

from typing import Any

from pmtui.model import address
from pmtui.model.commitments import Action, Idea
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import IdeaStatus
from pmtui.model.postmortem import Postmortem

Puts = list[tuple[str, Any]]


class CannotDecide(PmtuiError):
    """A decision on an idea that lacks something, or that was made already."""


def promotion(record: Postmortem, idea_id: str) -> Puts:
    """The idea as a recommendation with its words, which is the first of the puts.

    Raises `CannotDecide` where the idea was decided on or has no words.
    """
    idea = _undecided(record, idea_id)
    if not (idea.text or "").strip():
        raise CannotDecide(f"{idea.id} has no words to make a recommendation of. Write them first.")
    action_id = address.next_id(record, "actions")
    return [
        (f"actions.{action_id}", Action(id=action_id, title=idea.text)),
        *_decided(idea, IdeaStatus.PROMOTED, to=action_id),
    ]


def decline(record: Postmortem, idea_id: str, reason: str) -> Puts:
    """The idea declined. Raises `CannotDecide` without a reason."""
    idea = _undecided(record, idea_id)
    if not reason.strip():
        raise CannotDecide(f"{idea.id} is declined with a reason only. Say why.")
    return _decided(idea, IdeaStatus.DECLINED, reason=reason.strip())


def merger(record: Postmortem, idea_id: str, into: str) -> Puts:
    """The idea merged into an action, or into another idea that is not merged into it itself.

    Raises `CannotDecide` for anything else.
    """
    idea = _undecided(record, idea_id)
    if into not in mergers(record, idea_id):
        raise CannotDecide(
            f"{idea.id} can be merged into an action or into another idea. Name one, such as a3."
        )
    return _decided(idea, IdeaStatus.MERGED, to=into)


def mergers(record: Postmortem, idea_id: str) -> tuple[str, ...]:
    """The ids that an idea can be merged into; merged ideas never lead round to themselves."""
    ends = {idea.id: idea.to or "" for idea in record.parking_lot}
    known = [action.id for action in record.actions]
    for each in ends:
        passed, end = [each], ends[each]
        while end in ends and end not in passed:
            passed.append(end)
            end = ends[end]
        known += [] if idea_id in passed else [each]
    return tuple(known)


def reopening(record: Postmortem, idea_id: str) -> Puts:
    """The idea open again, without its reason; what it became stays, as it may have been edited.

    Raises `CannotDecide` where it is open.
    """
    idea = _idea(record, idea_id)
    if idea.status is IdeaStatus.OPEN:
        raise CannotDecide(f"{idea.id} is open already: promote, decline or merge it.")
    return _decided(idea, IdeaStatus.OPEN)


def decision(record: Postmortem, idea_id: str, status: IdeaStatus) -> Puts:
    """The puts where somebody sets the status alone, as a script does.

    The reason, and what an idea became or is merged into, are those that its fields hold by then;
    promoted without an action, it becomes a new one. Raises `CannotDecide` with the sentence that
    says what to set first.
    """
    idea = _idea(record, idea_id)
    where = f"parking_lot.{idea.id}"
    if status is idea.status:
        return [(f"{where}.status", status)]
    if status is IdeaStatus.OPEN:
        return reopening(record, idea_id)
    if status is IdeaStatus.PROMOTED and (idea.to or "").startswith(Action.PREFIX):
        return _decided(_undecided(record, idea_id), status, to=idea.to)
    if status is IdeaStatus.PROMOTED:
        return promotion(record, idea_id)
    if status is IdeaStatus.DECLINED and not (idea.reason or "").strip():
        raise CannotDecide(f"{idea.id} is declined with a reason only. Set {where}.reason first.")
    if status is IdeaStatus.DECLINED:
        return decline(record, idea_id, idea.reason or "")
    if idea.to is None:
        raise CannotDecide(f"Say what {idea.id} is merged into: set {where}.to first.")
    return merger(record, idea_id, idea.to)


def left_by(record: Postmortem, item_id: str) -> Puts:
    """The puts that open the ideas again which had become an item that goes away."""
    ideas = [idea for idea in record.parking_lot if idea.to == item_id and idea.id != item_id]
    return [(f"parking_lot.{idea.id}.status", IdeaStatus.OPEN) for idea in ideas]


def _idea(record: Postmortem, idea_id: str) -> Idea:
    idea: Idea = address.get(record, f"parking_lot.{idea_id}")
    return idea


def _undecided(record: Postmortem, idea_id: str) -> Idea:
    """The idea; raises `CannotDecide` where it was decided on already."""
    idea = _idea(record, idea_id)
    if idea.status is not IdeaStatus.OPEN:
        into = f" ({idea.to})" if idea.to else ""
        raise CannotDecide(f"{idea.id} is {idea.status}{into} already. Open it again first.")
    return idea


def _decided(
    idea: Idea, status: IdeaStatus, *, to: str | None = None, reason: str | None = None
) -> Puts:
    where = f"parking_lot.{idea.id}"
    return [(f"{where}.status", status), (f"{where}.to", to), (f"{where}.reason", reason)]
