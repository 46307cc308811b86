"""Where the questions end at a cause: what some reasons ask for is asked."""

from dataclasses import replace

from pmtui.guide.stops import ALL_THREE, CHANGEABLE, EVIDENCE, ending, evidence_question
from pmtui.guide.values import parse
from pmtui.linear.talk import Talk
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import StopReason
from pmtui.model.lacking import lacking
from pmtui.model.story import OpenQuestion

_YES_OR_NO = ("yes", "no")


def end_questions(talk: Talk, cause_id: str, stop: Stop) -> None:
    """End the questions at a cause; the note is kept, also where the reason turns out wrong."""
    question: OpenQuestion | None = None
    where, record = f"causes.{cause_id}.stop", talk.session.record
    cause: Cause = address.get(record, f"causes.{cause_id}")
    asked = stop.reason in (StopReason.SYSTEMIC_AND_CHANGEABLE, StopReason.NEEDS_EVIDENCE)
    if asked and (stop.note or stop.ref):
        talk.apply([(where, replace(stop, reason=cause.stop.reason))], "The note is kept.")
    if stop.reason is StopReason.SYSTEMIC_AND_CHANGEABLE and not _is_changeable(talk):
        return
    if stop.reason is StopReason.NEEDS_EVIDENCE:
        question = _ask_evidence(talk, evidence_question(record, cause, stop))
        if question is None:
            return
    puts, said = ending(talk.session.record, cause_id, stop, question)
    talk.apply(puts, said)


def _is_changeable(talk: Talk) -> bool:
    """Whether all is answered with yes that systemic and changeable means."""
    for question in CHANGEABLE.values():
        talk.say(question)
        if talk.pick(_YES_OR_NO) != 0:
            talk.say("It takes three times yes. Go on asking, or choose another reason.")
            return False
    return True


def _ask_evidence(talk: Talk, question: OpenQuestion) -> OpenQuestion | None:
    """The open question that the evidence comes with; None where it is not filled in."""
    typed: dict[str, str] = {}
    for name, (label, hint) in EVIDENCE.items():
        known = question.text or "" if name == "text" else ""
        talk.say(f"{label} Hint: {hint}." + (f" Enter alone: {known}" if known else ""))
        typed[name] = talk.listen(label.rstrip("?")).strip() or known
        try:
            where = f"open_questions.{question.id}.{name}"
            value = parse(talk.session.record, where, typed[name], talk.session.now())
        except PmtuiError as error:
            talk.say(f"{error} {ALL_THREE}")
            return None
        question = replace(question, **{name: value})
    if lacking(question, typed):
        talk.say(ALL_THREE)
        return None
    return question
