"""A record without any finding, and the changes that the tables of cases are made of."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.commitments import Verification
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.harm import Measure
from pmtui.model.kinds import (
    ActionStatus,
    Category,
    Confidence,
    Depth,
    IdeaStatus,
    Precision,
    Severity,
    StopReason,
    Verdict,
)
from pmtui.model.types import Moment
from pmtui.store.codec import from_json

TODAY = date(2026, 12, 20)
LONG_AGO, YESTERDAY = date(2026, 11, 1), date(2026, 12, 19)
LIBRARY = [from_json(data, "demo") for data in records()]
DEMO = next(record for record in LIBRARY if record.reference == "INC-2026-0915")


def put(record, changes):
    for where, value in changes.items():
        record = address.put(record, where, value)
    return record


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def moment(text):
    return Moment(at=instant(text))


def on_day(text):
    return Moment(at=instant(text), precision=Precision.DAY)


def finished(action):
    proof = action.verification
    other = "p8" if action.owner != "p8" else "p9"
    return replace(
        action,
        status=ActionStatus.VERIFIED,
        verification=Verification(method=proof.method, by=other, at=TODAY, result="passed"),
        effectiveness=replace(action.effectiveness, verdict=Verdict.EFFECTIVE, result="0 seen"),
    )


WHOLE = put(
    DEMO,
    {
        "parking_lot.i4.status": IdeaStatus.DECLINED,
        "parking_lot.i4.reason": "the acquirer offers it next year",
        "actions": tuple(map(finished, DEMO.actions)),
        "follow_up.reviews.v2.held": True,
        "follow_up.closing_note": "Both paths are closed.",
        "follow_up.shared_outside": "talk at the platform guild",
        "milestones.closed_at": moment("2026-12-18T10:00"),
        "milestones.declared_at": moment("2026-09-15T17:12"),
    },
)
SIGNOFFS = WHOLE.report.signoffs
SUMMARY = (WHOLE.report.exec_summary or "").split()


def events(**changes):
    return tuple(replace(event, **changes) for event in WHOLE.timeline)


def all_actions(**changes):
    return tuple(replace(action, **changes) for action in WHOLE.actions)


def all_causes(**changes):
    return tuple(replace(cause, **changes) for cause in WHOLE.causes)


def without(items, *ids):
    return tuple(item for item in items if item.id not in ids)


def many(number):
    """The actions and so many more that are open, all of one owner and P0."""
    return WHOLE.actions + tuple(
        replace(WHOLE.actions[0], id=f"a{20 + n}", status=ActionStatus.ACCEPTED, due=TODAY)
        for n in range(number)
    )


def chain(length, *, thread="w5"):
    """A thread in which each cause has one below it."""
    causes = [Cause(id="c50", thread=thread, confidence=Confidence.LIKELY)]
    for number in range(51, 51 + length):
        above = (causes[-1].id,)
        causes.append(replace(causes[0], id=f"c{number}", parents=above, leads_to="so it happened"))
    stop = Stop(reason=StopReason.OUTSIDE_OUR_CONTROL, note="ask the supplier")
    causes[-1] = replace(causes[-1], stop=stop)
    return {
        "threads": (*WHOLE.threads, Thread(id=thread, root="c50")),
        "causes": (*WHOLE.causes, *causes),
        "actions.a1.causes": (*WHOLE.actions[0].causes, causes[-1].id),
    }


def leaf(**changes):
    """One more end of the questions, under the root of the first thread."""
    base = Cause(
        id="c60",
        thread="w1",
        parents=("c2",),
        leads_to="so it queued",
        confidence=Confidence.LIKELY,
        category=Category.PROCESS,
        stop=Stop(reason=StopReason.SYSTEMIC_AND_CHANGEABLE),
    )
    return {
        "causes": (*WHOLE.causes, replace(base, **changes)),
        "actions.a1.causes": (*WHOLE.actions[0].causes, "c60"),
    }


def stopped(reason, **rest):
    return leaf(stop=Stop(reason=reason, **rest))


C2, C60 = "causes.c2", "causes.c60"
MINOR = {"severity.final": Severity.SEV3}
NOT_MEASURED = (Measure(id="m1", metric="tickets", value=3),)
LINKED = {"timeline": WHOLE.timeline[:4], "prep.depth": Depth.QUICK}
