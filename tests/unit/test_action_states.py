"""Actions moved at random for months, against the guide's own table (section 5.3) and a calendar.

The table is written down here a second time, from the guide and not from the program. Nothing here
looks at a clock: the day is the machine's own.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pmtui.edits import moved_puts, put_all
from pmtui.guide import moves
from pmtui.guide.board import action_line
from pmtui.model.actions import move
from pmtui.model.commitments import Action, Verification
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause
from pmtui.model.kinds import ActionStatus, Priority
from pmtui.model.overdue import is_overdue
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem

NEEDS = {
    ("proposed", "accepted"): {"fit", "decision"},
    ("proposed", "declined"): {"reason"},
    ("proposed", "merged"): {"target"},
    ("accepted", "in_progress"): set(),
    ("accepted", "deferred"): {"reason", "review date"},
    ("in_progress", "deferred"): {"reason", "review date"},
    ("accepted", "declined"): {"reason", "coverage"},
    ("in_progress", "declined"): {"reason", "coverage"},
    ("blocked", "declined"): {"reason", "coverage"},
    ("in_progress", "blocked"): {"reason"},
    ("blocked", "in_progress"): set(),
    ("in_progress", "done"): {"link or note"},
    ("done", "verified"): {"another person", "result"},
    ("done", "in_progress"): {"reason"},
    ("verified", "in_progress"): {"reason"},
    ("deferred", "proposed"): set(),
    ("declined", "proposed"): set(),
}
"""From and to → what the guide asks for."""

OPEN = {"accepted", "in_progress", "blocked"}
PEOPLE = (
    Participant(id="p1", name="Anneke Vos", handle="@avos", team="SRE"),
    Participant(id="p2", name="Rohan Kulkarni", handle="@rohan"),
)
WHO = {None: None, "p1": "p1", "@AVOS": "p1", "Rohan Kulkarni": "p2", "Ines Baptista": "ines"}
"""Ways to name somebody → who it is."""

NOT_ONE_PERSON = {"SRE", "TBD", "Anneke and Rohan"}
IDS = ("a1", "a2", "a3")
CAUSES = ("c1", "c2")
START = date(2026, 9, 20)

people = st.sampled_from(sorted(filter(None, WHO)))
notes = st.sampled_from([None, "  ", "because it waits", "as a1", "as a2 and a3"])
days = st.one_of(st.none(), st.integers(-3, 60))


@dataclass
class Known:
    """What the test knows of an action by its own book-keeping."""

    status: str
    owner: str | None
    due: date | None
    urgent: bool
    proof: bool
    causes: tuple[str, ...]
    ticket: bool
    review_on: date | None = None
    changes_of_due: int = 0
    heard: date | None = None


class Actions(RuleBasedStateMachine):
    """Three actions of a record with two causes; time goes on."""

    @initialize(data=st.data())
    def begin(self, data):
        self.day, self.known, made = START, {}, []
        for each in IDS:
            known = Known(
                status="proposed",
                owner=data.draw(st.sampled_from([None, "p1", "p2", *sorted(NOT_ONE_PERSON)])),
                due=data.draw(st.sampled_from([None, START, START + timedelta(days=20)])),
                urgent=data.draw(st.booleans()),
                proof=data.draw(st.booleans()),
                causes=data.draw(st.sampled_from([(), ("c1",), CAUSES])),
                ticket=data.draw(st.booleans()),
            )
            self.known[each] = known
            method = "Hold a lock in staging; expect exit code 75" if known.proof else "deployed"
            made.append(
                Action(
                    id=each,
                    title="Limit lock waits",
                    owner=known.owner,
                    due=known.due,
                    priority=Priority.P1 if known.urgent else Priority.P2,
                    verification=Verification(method=method),
                    causes=known.causes,
                    ticket="PAY-1" if known.ticket else None,
                )
            )
        causes = tuple(Cause(id=each, statement="a condition") for each in CAUSES)
        self.record = Postmortem(
            id="x", prep=Preparation(people=PEOPLE), actions=tuple(made), causes=causes
        )

    @property
    def now(self):
        return datetime.combine(self.day, time(9), UTC)

    @rule(passed=st.integers(1, 25))
    def time_passes(self, passed):
        self.day += timedelta(days=passed)

    @rule(
        each=st.sampled_from(IDS),
        to=st.sampled_from(list(ActionStatus)),
        by=st.one_of(st.none(), people),
        note=notes,
        ahead=days,
        owner=st.one_of(st.none(), st.sampled_from(["p1", "@rohan"])),
    )
    def move_it(self, each, to, by, note, ahead, owner):
        due = None if ahead is None else self.day + timedelta(days=ahead)
        after = self.expected(each, str(to), by, note, due, owner)
        asked = {"by": by, "note": note, "due": due, "owner": owner}
        times = {"today": self.day, "now": self.now}
        if after is None:
            with pytest.raises(PmtuiError, match=r"\w"):
                move(self.record, each, to, **asked, **times)
            return
        self.record = move(self.record, each, to, **asked, **times)
        self.note(each, after)
        step = self.action(each).history[-1]
        assert (step.at, step.reason) == (self.now, (note or "").strip() or None)

    @rule(each=st.sampled_from(IDS), data=st.data())
    def answer_what_is_asked(self, each, data):
        """Who answers all that the box asks for is never refused, save for what no box can ask."""
        action, mover = self.action(each), moves.Mover("rohan", self.day, self.now)
        ways = [to for to in moves.ways(action) if to is not action.status]
        assert {str(to) for to in ways} == {b for a, b in NEEDS if a == self.known[each].status}
        if not ways:
            return
        to = data.draw(st.sampled_from(ways))
        asked = moves.asks(self.record, action, to, mover)
        answers = {ask.name: self.answer(each, ask) for ask in asked}
        if to is ActionStatus.MERGED and not answers["into"]:
            return
        before = self.record
        after = moves.moved(before, each, to, answers, mover)
        self.record = put_all(before, moved_puts(before, after), "rohan", self.now)
        assert self.record == after
        self.note(each, self.read(each))
        for leave_out in answers:
            if answers[leave_out] and leave_out not in ("by", "note", "causes"):
                with pytest.raises(PmtuiError):
                    moves.moved(before, each, to, {**answers, leave_out: ""}, mover)

    def answer(self, each, ask):
        later = (self.day + timedelta(days=14)).isoformat()
        others = [
            a for a in IDS if a != each and self.known[a].status not in ("declined", "merged")
        ]
        given = {
            "by": "Ines Baptista",
            "note": "it is so",
            "due": later,
            "review_on": later,
            "owner": "@avos",
            "accepted_by": "@rohan",
            "method": "Hold a lock in staging; expect exit code 75",
            "causes": "c1",
            "into": (others or [""])[0],
        }
        return given[ask.name]

    @rule(each=st.sampled_from(IDS), ahead=st.integers(-5, 90))
    def date_is_typed_in_the_form(self, each, ahead):
        known, due = self.known[each], self.day + timedelta(days=ahead)
        self.record = put_all(self.record, [(f"actions.{each}.due", due)], "avos", self.now)
        if known.status in OPEN | {"deferred"} and known.due != due:
            known.changes_of_due += known.due is not None
            known.heard = self.day
            assert self.action(each).history[-1].by == "p1"
        known.due = due

    def expected(self, each, to, by, note, due, owner):
        """The action as the guide has it after the move; None where the guide refuses."""
        known, said = self.known[each], (note or "").strip()
        if due is not None and due != known.due and due < self.day:
            return None
        owner = WHO.get(owner, "p2") if owner else known.owner
        after = replace(known, status=to, owner=owner)
        if due is not None and to == "deferred":
            after.review_on = due
        elif due is not None:
            after.due = due
        if to == known.status:
            changed = (after.owner, after.due, after.review_on)
            same = changed == (known.owner, known.due, known.review_on)
            return None if same else self.counted(known, after)
        needs = NEEDS.get((known.status, to))
        met = {
            "fit": self.fit(after),
            "decision": bool(by or said),
            "reason": bool(said),
            "result": bool(said),
            "link or note": known.ticket or bool(said),
            "target": any(f"a{n}" in said and self.goes_on(f"a{n}", each) for n in (1, 2, 3)),
            "review date": after.review_on is not None and after.review_on >= self.day,
            "another person": bool(by) and WHO[by] not in (known.owner, owner),
            "coverage": not self.bare(each, known),
        }
        if known.status == "done" and to == "verified" and not by:
            planned = self.action(each).verification.by
            met["another person"] = bool(planned) and planned not in (known.owner, owner)
        if needs is None or not all(met[need] for need in needs):
            return None
        if to == "proposed":
            after.review_on = None
        return self.counted(known, after)

    def fit(self, action):
        one = action.owner is not None and action.owner not in NOT_ONE_PERSON
        dated = action.due is not None and action.due >= self.day
        return one and dated and (action.proof or not action.urgent) and bool(action.causes)

    def goes_on(self, other, each):
        return other != each and self.known[other].status not in ("declined", "merged")

    def bare(self, each, known):
        """The causes that nothing would act on without this action."""
        others = [self.known[a] for a in IDS if self.goes_on(a, each)]
        acted_on = {cause for other in others for cause in other.causes}
        accepted = {cause for risk in self.record.risk_acceptances for cause in risk.causes}
        return set(known.causes) - acted_on - accepted

    def counted(self, known, after):
        after.changes_of_due += known.due is not None and after.due != known.due
        after.heard = self.day
        return after

    def read(self, each):
        """After the box: what was asked is known, the rest is as it was."""
        action, known = self.action(each), self.known[each]
        after = replace(
            known,
            status=str(action.status),
            owner=action.owner,
            due=action.due,
            review_on=action.review_on,
            causes=action.causes,
            proof=known.proof or "exit code" in (action.verification.method or ""),
        )
        return self.counted(known, after)

    def note(self, each, after):
        self.known[each] = after

    def action(self, each):
        return next(action for action in self.record.actions if action.id == each)

    @invariant()
    def the_record_is_as_the_book_says(self):
        for each in getattr(self, "known", {}):
            known, action = self.known[each], self.action(each)
            found = (str(action.status), action.owner, action.due, action.review_on)
            assert found == (known.status, known.owner, known.due, known.review_on)

    @invariant()
    def overdue_slipped_and_stale_are_those_of_the_guide(self):
        for each in getattr(self, "known", {}):
            known, action = self.known[each], self.action(each)
            shown = action_line(self.record, action)
            overdue = known.status in OPEN and known.due is not None and known.due < self.day
            assert is_overdue(action, self.day) == overdue
            assert (shown.days_late(self.day) > 0) == overdue
            assert shown.moved == known.changes_of_due
            silent = (self.day - known.heard).days if known.heard else 0
            stale = known.status in OPEN and silent > 30
            assert shown.days_silent(self.day) == (silent if stale else 0)

    @invariant()
    def each_state_has_what_it_stands_for(self):
        for action in getattr(self, "record", Postmortem(id="x")).actions:
            proof, state = action.verification, str(action.status)
            assert (state == "blocked") == (action.blocked_reason is not None)
            assert (state in ("done", "verified")) == (action.done_at is not None)
            assert (state == "verified") == (proof.result is not None and proof.at is not None)
            assert state != "deferred" or action.review_on is not None
            if state == "verified":
                assert proof.by not in (None, action.owner)


Actions.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestActions = Actions.TestCase
