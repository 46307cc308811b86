"""A library of any size whose incidents are invented: of many services, causes and years.

The same number always gives the same record, about 20 KB on the disk. Nothing in it is true.
"""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from pmtui.model.commitments import (
    Action,
    Effectiveness,
    Lesson,
    RiskAcceptance,
    Step,
    Verification,
)
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.harm import Impact, Segment
from pmtui.model.kinds import (
    ActionStatus,
    ActionType,
    CauseRole,
    Confidence,
    EventKind,
    LessonKind,
    Precision,
    Priority,
    RecordKind,
    ReportStatus,
    ReviewKind,
    Severity,
    StopReason,
    Strength,
    ThreadKind,
    Verdict,
)
from pmtui.model.people import Evidence, Participant, Preparation, SeverityHistory
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import FollowUp, Report, Review
from pmtui.model.story import Analysis, Event, Milestones
from pmtui.model.text import slug
from pmtui.model.types import Moment
from pmtui.store.codec import TABLE, to_plain
from pmtui.store.json_text import to_json

FIRST, DAYS = date(2019, 1, 7), 2860
"""The day of the earliest incident, and how many days there are: to November 2026."""

SEED = 8

WORDS = tomllib.loads((Path(__file__).parent / "invented.toml").read_text("utf-8"))
"""What incidents are made of: fictional systems, causes, people and measures."""


def records(count: int, seed: int = SEED) -> Iterator[Postmortem]:
    """So many records, oldest and newest mixed."""
    return (_Invention(number, seed).record() for number in range(count))


def fill(folder: Path, count: int, seed: int = SEED) -> Path:
    """Write a library as a clone of a repository leaves it: the records without their history."""
    for record in records(count, seed):
        year = folder / record.id[:4]
        year.mkdir(parents=True, exist_ok=True)
        data = to_json({TABLE: {"1": to_plain(record)}})
        (year / f"{record.id}.json").write_bytes(data)
    return folder


@cache
def _services() -> tuple[str, ...]:
    return tuple(f"{area}-{part}" for area in WORDS["areas"] for part in WORDS["parts"])


class _Invention:
    """One incident; what is told of it in one place is told in the others, too."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = random = Random(f"{seed} {number}")
        self.number = number
        day = FIRST + timedelta(days=random.randrange(DAYS))
        self.start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
            minutes=random.randrange(24 * 60)
        )
        self.service, self.client = random.sample(_services(), 2)
        self.area = self.service.partition("-")[0]
        self.people = random.sample(WORDS["people"], 4)
        self.trigger = self.said(random.choice(WORDS["triggers"]))

    def said(self, pattern: str) -> str:
        """A pattern with this incident's words and with figures of its own."""
        random = self.random
        return pattern.format(
            area=self.area,
            service=self.service,
            client=self.client,
            trigger=getattr(self, "trigger", ""),
            region=random.choice(WORDS["regions"]),
            team=random.choice(WORDS["teams"]),
            host=f"{self.service}-{random.randrange(40)}",
            hash=f"{random.getrandbits(40):010x}",
            build=random.randrange(1000, 9999),
            previous=random.randrange(1000, 9999),
            ticket=f"OPS-{random.randrange(100_000)}",
            share=random.randrange(1, 99),
            minutes=random.randrange(2, 180),
            count=random.randrange(12, 9000),
            factor=random.randrange(2, 30),
            years=random.randrange(2, 9),
        )

    def record(self) -> Postmortem:
        """The whole record."""
        random = self.random
        title = self.said(random.choice(WORDS["effects"]))
        level = random.choices(tuple(Severity), (1, 4, 8, 6, 2, 2))[0]
        age = (FIRST + timedelta(days=DAYS) - self.start.date()).days
        return Postmortem(
            id=f"{self.start:%Y-%m-%d}-{slug(title, 40)}-{self.number}",
            reference=f"INC-{self.start:%Y}-{self.number:05}",
            title=title[0].upper() + title[1:],
            kind=RecordKind.NEAR_MISS if level is Severity.NM else RecordKind.INCIDENT,
            severity=SeverityHistory(declared=level, final=level),
            services=(self.service, self.client),
            tags=tuple(random.sample(WORDS["tags"], 3)),
            prep=self.preparation(),
            analysis=Analysis(narrative=self.story()),
            milestones=self.milestones(),
            timeline=self.timeline(),
            threads=(Thread(id="w1", kind=ThreadKind.OCCURRENCE, question="How did it begin?"),),
            causes=self.causes(),
            impact=self.impact(title),
            lessons=self.lessons(),
            actions=tuple(self.action(number, age) for number in range(1, random.randrange(2, 5))),
            risk_acceptances=self.risks(),
            report=Report(
                status=random.choices(tuple(ReportStatus), (2, 1, 1, 9, 1))[0],
                exec_summary=f"{title}. {self.trigger[0].upper()}{self.trigger[1:]}.",
            ),
            follow_up=FollowUp(reviews=self.reviews(age)),
            notes=self.said("Link to the chat: #inc-{ticket}, request {hash}."),
        )

    def at(self, minutes: float) -> datetime:
        """An instant so many minutes after the start."""
        return self.start + timedelta(minutes=minutes)

    def preparation(self) -> Preparation:
        """Who met, and what was looked at."""
        people = tuple(
            Participant(
                id=f"p{number}",
                name=name,
                handle=f"@{name.split()[0].lower()}",
                team=self.random.choice(WORDS["teams"]),
                attended=True,
            )
            for number, name in enumerate(self.people, 1)
        )
        evidence = tuple(
            Evidence(id=f"e{number}", title=self.said(title), ref=self.said("dash://{area}/{hash}"))
            for number, title in enumerate(("Error rate of {service}", "Log of {host}"), 1)
        )
        return Preparation(owner="p1", facilitator="p2", people=people, evidence=evidence)

    def story(self) -> str:
        """Some paragraphs."""
        random = self.random
        told = [
            f"At {self.start:%H:%M} {self.trigger}.",
            *(self.said(f"{each}. ") for each in random.sample(WORDS["conditions"], 3)),
            *(self.said(f"{each}.") for _, each in random.sample(WORDS["events"], 4)),
        ]
        return "\n\n".join(told)

    def milestones(self) -> Milestones:
        """Points in time; some are not known."""
        names = ("impact_start", "detected_at", "acknowledged_at", "mitigated_at", "impact_end")
        minutes, known = 0.0, {}
        for name in names:
            if name == "impact_start" or self.random.random() < 0.9:
                known[name] = Moment(at=self.at(minutes), precision=Precision.EXACT)
            minutes += self.random.randrange(2, 60)
        return Milestones(**known)

    def timeline(self) -> tuple[Event, ...]:
        """Eight to fourteen entries in the order of time."""
        found = self.random.sample(WORDS["events"], self.random.randrange(8, 15))
        return tuple(
            Event(
                id=f"t{number}",
                at=self.at(7 * number),
                precision=Precision.EXACT,
                kind=EventKind(kind),
                text=self.said(text),
                actor_role="on-call engineer",
            )
            for number, (kind, text) in enumerate(found, 1)
        )

    def causes(self) -> tuple[Cause, ...]:
        """The effect, its trigger and the conditions below."""
        found = self.random.sample(WORDS["conditions"], self.random.randrange(2, 5))
        first = Cause(id="c1", thread="w1", statement=self.trigger, role=CauseRole.TRIGGER)
        rest = tuple(
            Cause(
                id=f"c{number}",
                thread="w1",
                parents=(f"c{number - 1}",),
                statement=self.said(text),
                role=self.random.choice((CauseRole.CONTRIBUTING, CauseRole.LATENT)),
                made_sense=self.said(self.random.choice(WORDS["senses"])),
                confidence=self.random.choice(tuple(Confidence)),
            )
            for number, text in enumerate(found, 2)
        )
        stop = Stop(reason=StopReason.SYSTEMIC_AND_CHANGEABLE)
        return (first, *rest, Cause(id="c9", thread="w1", parents=("c2",), stop=stop))

    def impact(self, title: str) -> Impact:
        """What was lost."""
        end = self.at(self.random.randrange(5, 400))
        share = self.random.randrange(1, 100) / 100
        return Impact(
            summary=f"{title}. {self.said('{count} customers, {minutes} minutes.')}",
            segments=(Segment(id="g1", start=self.start, end=end, failure_share=share),),
        )

    def lessons(self) -> tuple[Lesson, ...]:
        """Two lessons."""
        return tuple(
            Lesson(id=f"l{number}", kind=LessonKind(kind), text=self.said(text))
            for number, (kind, text) in enumerate(self.random.sample(WORDS["lessons"], 2), 1)
        )

    def action(self, number: int, age: int) -> Action:
        """One measure in any state; `age` is how many days ago the incident was."""
        random = self.random
        kind, strength, title = random.choice(WORDS["fixes"])
        weights = (1, 2, 2, 1, 3, 9, 1, 2, 1) if age > 90 else (3, 5, 4, 1, 1, 1, 1, 1, 1)
        status = random.choices(tuple(ActionStatus), weights)[0]
        due = self.start.date() + timedelta(days=random.choice((15, 30, 90, 180)))
        over = status in {ActionStatus.DONE, ActionStatus.VERIFIED}
        step = Step(at=self.at(3000), by="p2", before="proposed", after=status, reason="agreed")
        return Action(
            id=f"a{number}",
            title=self.said(title),
            detail=self.said("See {ticket}; first for {host}, then for the others."),
            type=ActionType(kind),
            strength=Strength(strength),
            causes=(f"c{number}",),
            owner=random.choice(("p1", "p3", "p4")),
            due=due,
            priority=random.choice(tuple(Priority)),
            status=status,
            ticket=self.said("{ticket}"),
            done_at=due - timedelta(days=random.randrange(-40, 14)) if over else None,
            review_on=due if status is ActionStatus.DEFERRED else None,
            verification=self.verified(status, due),
            effectiveness=self.effect(status, due),
            history=() if status is ActionStatus.PROPOSED else (step,),
        )

    def verified(self, status: ActionStatus, due: date) -> Verification:
        """How somebody else saw it."""
        if status is not ActionStatus.VERIFIED:
            return Verification(method="tried in staging")
        return Verification(method="tried in staging", by="p2", at=due, result="passed")

    def effect(self, status: ActionStatus, due: date) -> Effectiveness:
        """Whether it helped, where somebody has looked."""
        seen = status is ActionStatus.VERIFIED and self.random.random() < 0.7
        return Effectiveness(
            metric=self.said("failed requests of {service}"),
            check_on=due + timedelta(days=60),
            verdict=self.random.choice(tuple(Verdict)) if seen else None,
        )

    def risks(self) -> tuple[RiskAcceptance, ...]:
        """In some records, a risk that is taken for now."""
        if self.random.random() < 0.8:
            return ()
        text, day = self.random.choice(WORDS["conditions"]), self.start.date() + timedelta(days=365)
        return (
            RiskAcceptance(
                id="k1", statement=self.said(text), accepted_by="p1", review_on=day, causes=("c2",)
            ),
        )

    def reviews(self, age: int) -> tuple[Review, ...]:
        """The two usual ones, most of them held."""
        return tuple(
            Review(
                id=f"v{number}",
                kind=kind,
                at=self.at(days * 24 * 60),
                held=True if age > days and self.random.random() < 0.9 else None,
            )
            for number, (kind, days) in enumerate(
                ((ReviewKind.DAY_30, 30), (ReviewKind.DAY_90, 90)), 1
            )
        )
