"""Earlier causes that mean the same in other words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pmtui.guide.recurrence.earlier import Past
from pmtui.guide.recurrence.index import FAINT, NEAR, Index
from pmtui.guide.recurrence.outcome import decided, open_then
from pmtui.guide.recurrence.shared import shared_words
from pmtui.guide.recurrence.terms import terms
from pmtui.guide.recurrence.told import is_later, told
from pmtui.model.factors import Causal, Cause, TriggerKind
from pmtui.model.kinds import ActionStatus, CauseRole, Confidence, Precision, Relation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Milestones
from pmtui.model.types import Moment
from tests.recurrence.labelled import labelled
from tests.recurrence.measure import measure
from tests.recurrence.methods import BASELINE, USED, plain_words
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.whole_record import LIBRARY, instant

POOL = "The connection pool of the order database was exhausted"
SAME = "Checkout ran out of free sessions to Postgres"


def postmortem(day, *statements, services=(), tags=(), trigger=None, at="10:00"):
    start = Moment(at=instant(f"{day}T{at}"), precision=Precision.EXACT)
    return Postmortem(
        id=f"{day}-x{len(statements)}",
        services=services,
        tags=tags,
        milestones=Milestones(impact_start=start),
        causal=Causal(trigger_kind=trigger),
        causes=tuple(Cause(id=f"c{n}", statement=text) for n, text in enumerate(statements, 1)),
    )


def past(*records):
    return Past({each.id: told(each) for each in records})


def test_the_set_is_as_large_and_as_hard_as_is_said():
    earlier, questions = labelled()
    pairs = [each for each in questions if each.answer is not None]
    far = [each for each in pairs if each.far]
    shared = [plain_words(each.text) & plain_words(earlier[each.answer]) for each in far]
    assert len(pairs) >= 80
    assert len(far) >= len(pairs) / 2
    assert sum(len(words) <= 1 for words in shared) == len(far)
    assert len(earlier) - len(pairs) >= 300
    assert sum(each.trap is not None for each in questions) >= 40


def test_other_words_are_found_and_few_others_are():
    plain, used = measure(BASELINE), measure(USED)
    assert used.recall >= plain.recall + 0.4
    assert used.recall_far >= 0.9 > 0.1 > plain.recall_far
    assert used.shown >= plain.shown + 0.3
    assert used.alarms <= 0.07
    assert used.trapped <= 0.3
    assert used.real >= plain.real + 0.15


def test_a_phrase_is_one_meaning_and_the_longest_counts():
    assert terms("We ran out") == terms("exhausted") == {"~exhausted"}
    assert "~lock" in terms("The row was locked")
    assert "~lock" not in terms("The user was locked out")
    assert terms("In 2026 it was 12 of them") == set()
    assert terms("") == terms("\x1b[31m\u200f") - {"31m"} == set()


def test_the_words_that_match_are_told_once_and_both_where_they_differ():
    why = shared_words(SAME, POOL, lambda _: 1.0)
    assert "exhausted ~ ran out of" in why
    assert "connection pool ~ free sessions" in why
    assert len(why) == len(set(why))
    assert shared_words("lock", "lock", lambda _: 1.0) == ("lock",)


def test_the_same_statement_is_alike_in_full_and_another_not_at_all():
    index = Index([terms(POOL), terms("The page was late"), frozenset()])
    assert index.near(terms(POOL))[0] == (pytest.approx(1), 0)
    assert index.near(terms("Rainfall")) == []
    assert index.near(frozenset()) == []
    assert Index([]).near(terms(POOL)) == []


def test_only_what_began_before_counts_as_earlier():
    here = postmortem("2026-05-05", SAME)
    before, after = postmortem("2026-05-04", POOL), postmortem("2026-05-06", POOL)
    morning = replace(postmortem("2026-05-05", POOL, at="09:00"), id="m")
    evening = replace(postmortem("2026-05-05", POOL, at="23:00"), id="e")
    twin = replace(postmortem("2026-05-05", POOL), id="t")
    undated = Postmortem(id="undated", causes=before.causes)
    found = past(here, before, after, morning, evening, twin, undated).of(told(here))
    assert {each.id for each in found} == {before.id, "m", "undated"}
    assert found[0].address == "causes.c1"
    assert (found[0].ours, found[0].theirs) == ("c1", "c1")
    assert all(each.score >= NEAR for each in found)


def test_a_day_is_compared_with_a_time_by_the_day():
    timed = told(postmortem("2026-05-05", POOL))
    day = told(Postmortem(id="2026-05-05-x"))
    assert day.began == "2026-05-05"
    assert not is_later(day, timed)
    assert is_later(told(Postmortem(id="2026-05-06-x")), timed)
    assert not is_later(told(Postmortem(id="2026-05-04-x")), timed)


def test_effects_and_what_was_ruled_out_are_no_causes():
    record = postmortem("2026-05-04", POOL, POOL, POOL)
    effect, rejected, below = record.causes
    causes = (
        replace(effect, role=CauseRole.EFFECT),
        replace(rejected, confidence=Confidence.REJECTED),
        replace(below, parents=("c2",)),
    )
    assert told(replace(record, causes=causes)).causes == ()
    assert past(replace(record, causes=causes)).like(SAME) == []


def test_an_earlier_cause_is_told_once_by_the_nearest_here():
    here = postmortem("2026-05-05", "The pool was full of sessions", POOL)
    found = past(here, postmortem("2026-05-04", POOL)).of(told(here))
    assert [(each.ours, each.theirs) for each in found] == [("c2", "c1")]


def test_service_and_tag_or_trigger_of_late_come_last():
    touched = {"services": ("Checkout",), "tags": ("lock",)}
    here = postmortem("2026-05-05", SAME, trigger=TriggerKind.CONFIG, **touched)
    kin = postmortem("2026-01-01", services=("checkout",), tags=("Lock", "more"))
    one = replace(kin, id="2026-01-02-service", tags=())
    trigger = postmortem("2026-04-04", "It rained", trigger=TriggerKind.CONFIG)
    other = postmortem("2026-04-04", "It", "rained", trigger=TriggerKind.TRAFFIC)
    old = postmortem("2025-11-05", "It", "was", "dry", trigger=TriggerKind.CONFIG)
    cause = postmortem("2026-04-01", POOL, "b", "c", "d", trigger=TriggerKind.CONFIG, **touched)
    found = past(here, kin, one, trigger, other, old, cause).of(told(here))
    assert [(each.id, each.relation) for each in found] == [
        (cause.id, Relation.SHARES_CAUSE),
        (kin.id, Relation.SAME_SYMPTOM),
        (trigger.id, Relation.SAME_TRIGGER),
    ]
    assert found[1].score < FAINT
    assert found[1].why == ("checkout", "Lock")


def test_what_was_decided_and_whether_it_helped():
    checkout = next(each for each in LIBRARY if each.id.startswith("2025-11-06"))
    told_ = [(each.id, each.state) for each in decided(checkout, "c5")]
    assert told_ == [("a4", "declined"), ("k1", "risk accepted, to be looked at on 2026-11-06")]
    assert decided(checkout, "c3")[0].id == "a4"  # through c4, which leads to it
    helped = decided(checkout, "c8")
    assert [(each.id, each.state) for each in helped] == [("a1", "verified, effective")]


def test_the_state_at_a_time_is_that_of_the_history():
    july = next(each for each in LIBRARY if each.id.startswith("2026-07-11"))
    action = next(each for each in july.actions if each.id == "a1")
    accepted = action.history[0].at

    def then(at):
        return [(each.id, state) for each, state in open_then(july, "c6", at)]

    assert then(accepted - timedelta(days=1)) == []
    assert then(accepted) == [("a1", ActionStatus.ACCEPTED)]
    assert then(accepted + timedelta(days=365)) == [("a1", ActionStatus.IN_PROGRESS)]
    silent = replace(action, history=())
    assert list(open_then(replace(july, actions=(silent,)), "c6", accepted)) == []


def test_looking_costs_by_what_there_is():
    earlier, questions = labelled()
    asked = [terms(each.text.words) for each in questions[:10]]
    many = [frozenset({*terms(each.words), str(n)}) for n in range(40) for each in earlier]

    def look(statements):
        index = Index(statements)
        for each in asked:
            index.near(each)

    assert_no_quadratic_growth(look, many)
