"""Reviews, effects and accepted risks over the days: what the guide says, beside what pmtui says.

The oracle is written from steps 7 and 8 of the guide: it knows days, verdicts and decisions, and
nothing of the record.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pmtui.edits import put_all
from pmtui.guide.beside import ALONE
from pmtui.guide.checks import RULES, Finding, _page
from pmtui.guide.closing import closing
from pmtui.guide.due import due_on
from pmtui.model.actions import move
from pmtui.model.causes import uncovered
from pmtui.model.commitments import Action, Effectiveness, RiskAcceptance
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Thread
from pmtui.model.follow_up import accepting, adjusting, deciding, holding, judging, opening_again
from pmtui.model.kinds import (
    ActionStatus,
    Priority,
    ReportStatus,
    RiskDecision,
    Severity,
    Verdict,
)
from pmtui.model.orphans import Kind, orphans
from pmtui.model.people import SeverityHistory
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import moving

BEGIN = datetime(2026, 10, 1, 9, tzinfo=UTC)
CHECKS = {"a1": 60, "a2": 40}
"""The day on which each effect is looked at, counted from the beginning."""

YEAR = 365
RISK = RiskAcceptance(
    id="k1",
    causes=("c4",),
    statement="One region",
    reason="it is rare",
    accepted_by="Cleo",
    review_on=BEGIN.date() + timedelta(days=50),
)


@dataclass
class Risk:
    """What the oracle knows of an accepted risk."""

    causes: tuple[str, ...]
    review: int
    over: bool = False
    acted: bool = False


@dataclass
class Work:
    """What the oracle knows of an action."""

    causes: tuple[str, ...]
    done: bool = True
    verdict: str | None = None
    adjusted: bool = False
    urgent: bool = False
    check: int | None = None

    @property
    def short(self) -> bool:
        return self.done and self.verdict not in (None, "effective")


def first_record() -> Postmortem:
    return Postmortem(
        id="x",
        title="Payments failed",
        severity=SeverityHistory(final=Severity.SEV1),
        threads=(Thread(id="w1", root="c1"),),
        causes=(
            Cause(id="c1", thread="w1"),
            *(Cause(id=each, thread="w1", parents=("c1",)) for each in ("c2", "c3", "c4")),
        ),
        actions=tuple(
            Action(
                id=each,
                title="Add a limit",
                causes=(cause,),
                priority=priority,
                owner="Ann",
                status=ActionStatus.DONE,
                effectiveness=Effectiveness(
                    metric="waits", check_on=BEGIN.date() + timedelta(days=CHECKS[each])
                ),
            )
            for each, cause, priority in (("a1", "c2", Priority.P1), ("a2", "c3", Priority.P2))
        ),
        risk_acceptances=(replace(RISK, accepted_at=BEGIN),),
    )


class FollowUp(RuleBasedStateMachine):
    """Somebody publishes, and then looks again from time to time, or too late."""

    @initialize()
    def begin(self) -> None:
        self.record = first_record()
        self.day = 0
        self.reviews: dict[str, tuple[int, bool]] = {}
        self.work = {
            "a1": Work(("c2",), urgent=True, check=CHECKS["a1"]),
            "a2": Work(("c3",), check=CHECKS["a2"]),
        }
        self.risks = {"k1": Risk(("c4",), 50)}
        self.published = self.closed = False

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(days=self.day)

    @property
    def today(self) -> date:
        return self.now.date()

    def date_of(self, day: int) -> date:
        return BEGIN.date() + timedelta(days=day)

    def attempt(self, allowed: bool, make) -> bool:
        """Make puts; they are refused exactly where the oracle does not allow them."""
        try:
            puts = make()
        except PmtuiError:
            assert not allowed
            return False
        assert allowed
        self.record = put_all(self.record, puts)
        return True

    @rule(days=st.integers(1, 45))
    def days_pass(self, days: int) -> None:
        self.day += days

    @precondition(lambda self: self.record.report.status is not ReportStatus.PUBLISHED)
    @rule()
    def publish(self) -> None:
        puts = moving(self.record, ReportStatus.PUBLISHED, by="Ann", at=self.now)
        self.record = put_all(self.record, puts)
        if not self.published:
            for days in (30, 90):
                self.reviews[f"v{len(self.reviews) + 1}"] = (self.day + days, False)
        self.published = True

    @precondition(lambda self: self.record.report.status is ReportStatus.PUBLISHED)
    @rule()
    def change_what_was_published(self) -> None:
        longer = f"{self.record.title} again"
        self.record = put_all(self.record, [("title", longer)])
        assert self.record.report.status is ReportStatus.DRAFT

    @precondition(lambda self: any(not held for _, held in self.reviews.values()))
    @rule(
        ago=st.integers(-2, 3),
        present=st.sampled_from([(), ("Ann", "Ben")]),
        notes=st.sampled_from([None, " ", "looked at all"]),
        decisions=st.sampled_from([(), ("go on",)]),
    )
    def hold(self, ago, present, notes, decisions) -> None:
        name = min(each for each, (_, held) in self.reviews.items() if not held)
        allowed = ago >= 0 and bool(present) and (notes == "looked at all" or bool(decisions))
        at = self.now - timedelta(days=ago)
        told = {"present": present, "notes": notes, "decisions": decisions}
        if self.attempt(allowed, lambda: holding(self.record, name, at=at, now=self.now, **told)):
            self.reviews[name] = (self.day - ago, True)

    @rule(
        number=st.integers(0, 5),
        verdict=st.sampled_from(Verdict),
        result=st.sampled_from([None, "much better", "3 of 20"]),
    )
    def judge(self, number, verdict, result) -> None:
        name = sorted(self.work)[number % len(self.work)]
        work = self.work[name]
        if self.attempt(
            work.done and result == "3 of 20",
            lambda: judging(self.record, name, verdict, result=result, by="Ben", now=self.now),
        ):
            work.verdict = str(verdict)

    @rule(number=st.integers(0, 5), why=st.sampled_from(["", "it missed cron jobs"]))
    def adjust(self, number, why) -> None:
        name = sorted(self.work)[number % len(self.work)]
        work = self.work[name]
        if self.attempt(
            work.short and bool(why),
            lambda: adjusting(self.record, name, what="Add another limit", why=why),
        ):
            work.adjusted = True
            new = self.record.actions[-1].id
            self.work[new] = Work(work.causes, done=False)

    @rule(number=st.integers(0, 5))
    def accept(self, number) -> None:
        causes = self.work[sorted(self.work)[number % len(self.work)]].causes
        risk = replace(RISK, causes=causes, review_on=self.date_of(self.day + 30))
        self.record = put_all(self.record, accepting(self.record, risk, now=self.now))
        self.risks[self.record.risk_acceptances[-1].id] = Risk(causes, self.day + 30)

    @rule(
        number=st.integers(0, 5),
        decision=st.sampled_from(RiskDecision),
        ahead=st.sampled_from([-1, 0, 90, 400]),
        note=st.sampled_from([None, "it is gone"]),
    )
    def decide(self, number, decision, ahead, note) -> None:
        name = sorted(self.risks)[number % len(self.risks)]
        risk = self.risks[name]
        allowed = {
            RiskDecision.KEEP: 0 < ahead <= YEAR,
            RiskDecision.ACT: True,
            RiskDecision.CLOSED: note is not None,
        }[decision]
        until = self.date_of(self.day + ahead)
        if not self.attempt(
            allowed,
            lambda: deciding(self.record, name, decision, until=until, note=note, now=self.now),
        ):
            return
        risk.over = decision is not RiskDecision.KEEP
        risk.acted = decision is RiskDecision.ACT
        if decision is RiskDecision.KEEP:
            risk.review = self.day + ahead
        if decision is RiskDecision.ACT:
            self.work[self.record.actions[-1].id] = Work(risk.causes, done=False)

    @precondition(lambda self: any(each.done for each in self.work.values()))
    @rule()
    def take_up_again(self) -> None:
        name = min(each for each, work in self.work.items() if work.done)
        self.record = move(
            self.record,
            name,
            ActionStatus.IN_PROGRESS,
            by=None,
            note="it is not enough",
            due=None,
            owner=None,
            today=self.today,
            now=self.now,
        )
        self.work[name].done, self.work[name].verdict = False, None

    @precondition(lambda self: not self.closed)
    @rule(
        note=st.sampled_from([None, "It works."]),
        reopen_if=st.sampled_from([None, "waits over 3 s"]),
        reason=st.sampled_from([None, "the team is gone"]),
    )
    def close(self, note, reopen_if, reason) -> None:
        lacks = self.lacking() or note is None
        if self.attempt(
            bool(reopen_if) and (not lacks or bool(reason)),
            lambda: closing(
                self.record, note=note, reopen_if=reopen_if, reason=reason, who="Ann", now=self.now
            ),
        ):
            self.closed = True
            assert (self.record.progress.follow_up.override is not None) == bool(lacks)

    @precondition(lambda self: self.closed)
    @rule(reason=st.sampled_from([None, "it came back"]))
    def open_again(self, reason) -> None:
        self.record = put_all(self.record, opening_again(self.record, reason, self.now))
        self.closed = False
        assert self.record.progress.follow_up.done_at is None
        if reason:
            self.reviews[self.record.follow_up.reviews[-1].id] = (self.day, False)

    def asked(self, page: str) -> list[Finding]:
        return _page(self.record, page, RULES[page], self.today, ALONE)

    def late_reviews(self) -> set[str]:
        return {each for each, (day, held) in self.reviews.items() if not held and day <= self.day}

    def late_risks(self) -> set[str]:
        return {k for k, risk in self.risks.items() if not risk.over and risk.review <= self.day}

    def lacking(self) -> set[tuple[str, str]]:
        """What X8.1 to X8.4 ask for, each with the item that it is about."""
        accepted = {each for risk in self.risks.values() if not risk.acted for each in risk.causes}
        found = {("X8.1", each) for each in self.late_reviews()}
        for name, work in self.work.items():
            if work.urgent and work.verdict is None:
                found.add(("X8.2", name))
            told = work.adjusted or accepted.intersection(work.causes)
            if work.short and work.verdict != "inconclusive" and not told:
                found.add(("X8.3", name))
        return found | {("X8.4", each) for each in self.late_risks()}

    @invariant()
    def the_rules_ask_for_what_the_guide_asks_for(self) -> None:
        if self.closed:
            return
        found = {
            (each.rule, each.message.split()[0] if each.rule == "X8.3" else each.address)
            for each in self.asked("follow_up")
            if each.level == "must" and each.rule != "X8.5"
        }
        where = {"X8.1": "follow_up.reviews.{}.held", "X8.3": "{}"}
        where |= {"X8.2": "actions.{}.effectiveness.verdict"}
        where |= {"X8.4": "risk_acceptances.{}.review.decision"}
        assert found == {(name, where[name].format(item)) for name, item in self.lacking()}

    @invariant()
    def what_is_due_is_due_on_its_day(self) -> None:
        found = {each.address for each in due_on(self.record, self.today)}
        wanted = set() if self.closed else {f"follow_up.reviews.{v}" for v in self.late_reviews()}
        wanted |= {f"risk_acceptances.{each}" for each in self.late_risks()}
        for name, work in self.work.items():
            if work.check is not None and work.verdict is None and work.check <= self.day:
                wanted.add(f"actions.{name}.effectiveness")
        assert found == wanted

    @invariant()
    def a_cause_is_open_again_until_something_else_answers_it(self) -> None:
        answered = {each for risk in self.risks.values() if not risk.acted for each in risk.causes}
        for work in self.work.values():
            answered |= set() if work.short else set(work.causes)
        wanted = {"c2", "c3", "c4"} - answered
        assert {each.id for each in uncovered(self.record)} == wanted
        orphaned = {o.item for o in orphans(self.record) if o.kind is Kind.UNANSWERED_CAUSE}
        assert orphaned == wanted
        asked = {f.address for f in self.asked("recommendations") if f.rule == "AL08"}
        assert asked == {f"causes.{each}" for each in wanted}


TestFollowUp = FollowUp.TestCase
TestFollowUp.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
