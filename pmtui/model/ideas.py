"""What becomes of a parked idea: it is promoted, declined with a reason, merged, or open again.

Each decision is given as puts, addresses with what they are to hold, so that one step of undo
takes it back and other edits of the idea stay.
"""

import re
from dataclasses import replace
from typing import Any

from pmtui.model import address
from pmtui.model.commitments import Action, Idea
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import WITHDRAWN_ACTIONS, IdeaStatus
from pmtui.model.postmortem import Postmortem

Puts = list[tuple[str, Any]]

_ITEM = re.compile(r"[ai]\d+")


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
    """The ids that an idea can be merged into: live actions, and ideas that go not in a circle."""
    merged = replace(_idea(record, idea_id), status=IdeaStatus.MERGED)
    known = [each.id for each in record.actions] + [each.id for each in record.parking_lot]
    return tuple(each for each in known if not dead_end(record, replace(merged, to=each)))


def dead_end(record: Postmortem, idea: Idea) -> str:
    """Why nothing comes of an idea that is promoted or merged, after "i1 is"; "" where it does.

    An id that the record does not have is a matter of its own (TR08) and passed over.
    """
    if idea.status not in (IdeaStatus.PROMOTED, IdeaStatus.MERGED):
        return ""
    if not (to := (idea.to or "").strip()):
        return f"{idea.status} and names nothing"
    promoted = idea.status is IdeaStatus.PROMOTED
    said = f"{idea.status} {'to' if promoted else 'into'} {to}"
    if to in (action := {each.id: each.status for each in record.actions}):
        return f"{said}, which is {action[to]}" if action[to] in WITHDRAWN_ACTIONS else ""
    if to not in {each.id for each in record.parking_lot}:
        return "" if _ITEM.fullmatch(to) else f"{said}, which is no item of this postmortem"
    if promoted:
        return f"{said}, which is an idea and no recommendation"
    way = _way(record, idea.id, to)
    return f"merged in a circle: {' → '.join(way)}" if way[-1] in way[:-1] else ""


def refuse_dead_end(record: Postmortem, idea_id: str, to: str | None) -> None:
    """Raises `CannotDecide` where an idea is to name what nothing would come of.

    One that is not decided on may name what it is merged into, before it is.
    """
    idea = _idea(record, idea_id)
    status = idea.status if idea.status is IdeaStatus.PROMOTED else IdeaStatus.MERGED
    if to is not None and (why := dead_end(record, replace(idea, to=to, status=status))):
        raise CannotDecide(f"{idea_id} would be {why}. Name a recommendation that goes on.")


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
        if why := dead_end(record, replace(idea, status=status)):
            raise CannotDecide(f"{idea.id} would be {why}. Set {where}.to first.")
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


def _way(record: Postmortem, *begin: str) -> list[str]:
    """The ideas that lead on from the last of these, one into the next; a circle is closed."""
    into = {idea.id: idea.to for idea in record.parking_lot}
    way = list(begin)
    while way[-1] not in way[:-1] and (to := into.get(way[-1])) in into:
        way.append(str(to))
    return way


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
