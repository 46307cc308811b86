"""Lines of the why tree that are no cause: how causes combine, where the questions end, a link.

``&`` says that what is below the cause in hand was needed together, ``+`` that it made it
likelier, ``|`` that any one of it is enough; ``c16`` links a cause that is there already; ``= s``
ends the questions, with the start of a reason and perhaps a note: ``= outside: they own the DNS``.
"""

import re

from pmtui.guide.entry.line import Puts
from pmtui.guide.words import find_choice, label
from pmtui.model.cause_paths import refuse_circle
from pmtui.model.errors import BadValue
from pmtui.model.factors import Stop
from pmtui.model.kinds import Gate, StopReason
from pmtui.model.postmortem import Postmortem

GATE_SIGNS = {"&": Gate.AND, "+": Gate.CONTRIB, "|": Gate.OR}
"""What is typed for each way in which causes combine."""

_LINK = re.compile(r"#?(c\d+)", re.IGNORECASE)


def read_sign(record: Postmortem, under: str, text: str) -> Puts | None:
    """What a sign or an id on a line of its own changes at the cause in hand; None for words.

    Raises `BadValue` for a link that would be a circle.
    """
    words = text.strip()
    if words in GATE_SIGNS:
        return ((f"causes.{under}.gate", GATE_SIGNS[words]),)
    found = _LINK.fullmatch(words)
    return link(record, found[1].lower(), under) if found else None


def link(record: Postmortem, cause_id: str, under: str) -> Puts:
    """The put that makes a cause, which is there already, lead to another one, too.

    Raises `BadValue` where it is not there, leads there already or would be a circle.
    """
    cause = next((each for each in record.causes if each.id == cause_id), None)
    if cause is None:
        raise BadValue(f"There is no cause {cause_id}.")
    if under in cause.parents:
        raise BadValue(f"{cause_id} leads to {under} already.")
    refuse_circle(record, cause_id, [under])
    return ((f"causes.{cause_id}.parents", (*cause.parents, under)),)


def move(record: Postmortem, cause_id: str, old: str, new: str) -> Puts:
    """The put that makes a cause lead to `new` in place of `old`; its other parents stay.

    Raises `BadValue` where that would be a circle.
    """
    cause = next(each for each in record.causes if each.id == cause_id)
    refuse_circle(record, cause_id, [new])
    parents = [new if each == old else each for each in cause.parents] or [new]
    return ((f"causes.{cause_id}.parents", tuple(dict.fromkeys(parents))),)


def read_stop(text: str) -> Stop | None:
    """The reason and the note of a line that begins with ``=``; None for any other line.

    Raises `BadValue` for a reason that is not one.
    """
    if not text.strip().startswith("="):
        return None
    said = text.strip()[1:].strip()
    before, _, note = said.partition(":")
    reason = find_choice(StopReason, before) if before else None
    if reason is None:
        word, _, note = said.partition(" ")
        reason = find_choice(StopReason, word)
    if reason is None:
        reasons = ", ".join(label(each) for each in StopReason)
        raise BadValue(f"“{said}” is no reason to stop. Write = and one of: {reasons}.")
    return Stop(reason=reason, note=note.strip() or None)
