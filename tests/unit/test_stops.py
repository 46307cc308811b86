"""Where the questions end at a cause, and when a page is done: what screens and lines share."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pmtui.edits import item_puts, put_all
from pmtui.guide.checks import check
from pmtui.guide.done import mark, open_musts, says_why
from pmtui.guide.entry.story import asks_known_then, is_own_entry
from pmtui.guide.stops import ending, evidence_question
from pmtui.guide.why import asks_gate
from pmtui.model.commitments import RiskAcceptance
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import Confidence, EventKind, Gate, StopReason
from pmtui.model.postmortem import Analysis, Postmortem
from pmtui.model.story import Event, OpenQuestion

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
CAUSE = Cause(id="c1", statement="No limit")
RECORD = Postmortem(id="2026-03-04-x", causes=(CAUSE,))


def ended(record: Postmortem, stop: Stop, question: OpenQuestion | None = None):
    puts, said = ending(record, "c1", stop, question)
    return put_all(record, puts), said


def test_what_is_ruled_out_is_rejected_too() -> None:
    record, said = ended(RECORD, Stop(reason=StopReason.RULED_OUT, note="not that day"))
    assert record.causes[0].confidence is Confidence.REJECTED
    assert said == "c1: ruled out."


def test_an_accepted_risk_that_names_the_cause_is_the_one() -> None:
    risk = RiskAcceptance(id="k3", causes=("c1",))
    record, said = ended(
        replace(RECORD, risk_acceptances=(risk,)), Stop(reason=StopReason.ACCEPTED_RISK)
    )
    assert record.causes[0].stop.ref == "k3"
    assert said == "c1: accepted risk."
    assert "such as k1" in ended(RECORD, Stop(reason=StopReason.ACCEPTED_RISK))[1]


def test_missing_evidence_takes_its_open_question_along() -> None:
    stop = Stop(reason=StopReason.NEEDS_EVIDENCE, note="Was it on?")
    question = evidence_question(RECORD, CAUSE, stop)
    assert (question.id, question.text) == ("q1", "Was it on?")
    record, said = ended(RECORD, stop, question)
    assert record.open_questions == (question,)
    assert record.causes[0].stop.ref == "q1"
    assert said == "c1: needs evidence. q1 is asked."
    assert evidence_question(record, record.causes[0], record.causes[0].stop) == question
    again = replace(CAUSE, stop=Stop(reason=StopReason.TIME_BOX, note="later"))
    assert evidence_question(RECORD, again, again.stop).text is None


def test_how_causes_combine_is_asked_once_at_the_third() -> None:
    below = tuple(Cause(id=f"c{each}", parents=("c1",)) for each in (2, 3, 4, 5))
    asked = [asks_gate(replace(RECORD, causes=(CAUSE, *below[:many])), "c1") for many in range(5)]
    assert asked == [False, False, False, True, False]
    settled = replace(CAUSE, gate=Gate.AND)
    assert not asks_gate(replace(RECORD, causes=(settled, *below[:3])), "c1")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("the dashboard was green", False),
        ("14:05 the pager rang", True),
        ("alert: p99", True),
        ("+5 rollback", True),
    ],
)
def test_words_without_time_and_kind_answer_a_question(text: str, own: bool) -> None:
    assert is_own_entry(text) is own


def test_what_was_known_is_asked_once_and_not_where_it_was_declined() -> None:
    event = Event(id="t1", kind=EventKind.DECISION, text="roll back")
    assert asks_known_then(RECORD, event)
    assert not asks_known_then(RECORD, replace(event, known_then="all of it"))
    assert not asks_known_then(RECORD, replace(event, kind=EventKind.ALERT))
    declined = replace(RECORD, analysis=Analysis(recollection_declined="the on-call"))
    assert not asks_known_then(declined, event)


def test_a_page_is_done_with_its_musts_or_a_reason() -> None:
    missing = open_musts("analysis", check(RECORD, NOW.date()))
    assert missing
    assert {(each.level, each.step) for each in missing} == {("must", "analysis")}
    assert [says_why(each) for each in ("", " ok ", "too late")] == [False, False, True]
    assert mark("ann", NOW, " too late ").override == "too late"
    assert mark("ann", NOW).override is None


def test_only_what_differs_in_an_item_is_put() -> None:
    changed = replace(CAUSE, gate=Gate.OR)
    assert item_puts("causes.c1", CAUSE, changed) == [("causes.c1.gate", Gate.OR)]
