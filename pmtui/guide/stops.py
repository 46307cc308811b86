"""Where the questions end at a cause: what a reason needs besides, and what it changes (3.2)."""

from dataclasses import replace
from typing import Any

from pmtui.guide.lines import words
from pmtui.model import address
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import Confidence, StopReason
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import OpenQuestion

CHANGEABLE = {
    "matters": "Would a change here matter?",
    "ours": "Can we change it?",
    "others": "Would it act on others, too?",
}
"""What all has to be answered with yes before the questions end at what can be changed."""

EVIDENCE = {
    "text": ("What is asked?", "which evidence would settle it"),
    "asked_of": ("Of whom?", "@handle or name"),
    "due": ("By when?", "e.g. fri, +3d, 2026-10-01"),
}
"""What is asked where evidence is missing: the field of the open question → label and hint."""

ALL_THREE = "Evidence comes when somebody is asked, by a date. Fill in all three."
"""What is said where one of them has no answer."""

_WANTED = {
    StopReason.OUTSIDE_OUR_CONTROL: "Say what we can change at the boundary.",
    StopReason.ACCEPTED_RISK: "Name the accepted risk, such as k1.",
    StopReason.TIME_BOX: "It stays open.",
}
"""What a reason still needs when nothing but the reason is given."""


def evidence_question(record: Postmortem, cause: Cause, stop: Stop) -> OpenQuestion:
    """The open question that a stop names; else a new one, with the words of the note.

    A note that is there already belongs to the reason before.
    """
    known = {each.id: each for each in record.open_questions}
    if (found := known.get(stop.ref or "")) is not None:
        return found
    note = None if cause.stop.reason else stop.note
    return OpenQuestion(id=address.next_id(record, "open_questions"), text=note)


def ending(
    record: Postmortem, cause_id: str, stop: Stop, question: OpenQuestion | None = None
) -> tuple[list[tuple[str, Any]], str]:
    """The puts that end the questions at a cause, and what is said of it.

    What is ruled out is rejected, too; a risk that names the cause is the accepted one; where
    evidence is missing, the open question goes with it.
    """
    puts: list[tuple[str, Any]] = []
    if question is not None:
        stop = replace(stop, ref=question.id)
        puts.append((f"open_questions.{question.id}", question))
    if stop.reason is StopReason.RULED_OUT:
        puts.append((f"causes.{cause_id}.confidence", Confidence.REJECTED))
    named = [risk.id for risk in record.risk_acceptances if cause_id in risk.causes]
    if stop.reason is StopReason.ACCEPTED_RISK and not stop.ref and named:
        stop = Stop(reason=stop.reason, note=stop.note, ref=named[0])
    puts.append((f"causes.{cause_id}.stop", stop))
    wanted = "" if stop.note or stop.ref or not stop.reason else _WANTED.get(stop.reason, "")
    said = f"{cause_id}: {words(stop.reason)}." if stop.reason else f"{cause_id} is open again."
    asked = f"{stop.ref} is asked." if question else ""
    return puts, " ".join(filter(None, [said, asked, wanted]))
