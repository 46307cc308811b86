"""Changes that make the rules of pages 1 to 4 speak, and changes that do not."""

from dataclasses import replace

from pmtui.model.factors import Stop, Thread
from pmtui.model.harm import Cost, Measure
from pmtui.model.kinds import (
    Basis,
    Category,
    CauseRole,
    Confidence,
    Depth,
    EventKind,
    Precision,
    RecordKind,
    StopReason,
)
from pmtui.model.people import Evidence
from pmtui.model.story import Milestones, OpenQuestion
from pmtui.model.types import Moment
from tests.unit.whole_record import (
    C2,
    C60,
    LINKED,
    MINOR,
    NOT_MEASURED,
    TODAY,
    WHOLE,
    all_causes,
    chain,
    events,
    instant,
    leaf,
    moment,
    on_day,
    stopped,
    without,
)

CIRCLES = {
    "causes.c2.parents": ("c2",),
    "causes.c3.parents": ("c4", "c1"),
    "causes.c4.parents": ("c3",),
}
"""Two of them: a cause that leads to itself, and two that lead to each other."""


def asking(**changes):
    """An end that waits for evidence, with the open question that it comes with."""
    base = OpenQuestion(id="q99", text="Which pool?", asked_of="p1", due=TODAY)
    waiting = stopped(StopReason.NEEDS_EVIDENCE, ref="q99")
    return {**waiting, "open_questions.q99": replace(base, **changes)}


FIRES = [
    ("X1.1", "prep.facilitator", {"prep.facilitator": None}),
    ("X1.1", "prep.owner", {"prep.owner": None}),
    ("X1.2", "prep.people", {"prep.people": WHOLE.prep.people[:1]}),
    ("X1.3", "services", {"services": ()}),
    ("X1.3", "severity.final", {"severity.final": None}),
    ("X1.4", "prep.evidence", {"prep.evidence": WHOLE.prep.evidence[:2]}),
    ("X1.4", "prep.evidence", {"prep.evidence": (), **MINOR}),
    ("X1.5", "prep.scope_start", {"prep.scope_start": None}),
    ("X1.5", "prep.scope_end", {"prep.scope_end": None}),
    ("X1.5", "prep.scope_end", {"prep.scope_end": WHOLE.prep.scope_start}),
    ("X1.6", "prep.facilitator", {"prep.facilitator": "p2"}),
    ("X1.7", "prep.pre_talks", {"prep.pre_talks": WHOLE.prep.pre_talks[:1]}),
    ("X1.7", "prep.pre_talks", {"prep.pre_talks.b2.done": False}),
    ("X1.8", "prep.meeting.start", {"prep.meeting.start": instant("2026-09-18T19:21")}),
    ("X1.9", "flags.security", {"flags.security": None}),
    ("X1.9", "flags.legal_hold", {"flags.legal_hold": None}),
    ("X1.10", "prep.meeting.agenda_sent", {"prep.meeting.agenda_sent": None}),
    (
        "X1.10",
        "prep.meeting.agenda_sent",
        {"prep.meeting.agenda_sent": instant("2026-09-17T08:01")},
    ),
    ("X2.1", "milestones.impact_end", {"milestones.impact_end": None}),
    ("X2.1", "milestones.detected_at", {"milestones.detected_at": Moment()}),
    ("X2.2", "timeline", {"timeline": WHOLE.timeline[:4]}),
    ("X2.2", "timeline", {"timeline": WHOLE.timeline[:2], "prep.depth": Depth.QUICK}),
    ("X2.3", "analysis.trigger_unknown_reason", {"timeline.t5.kind": EventKind.CHANGE}),
    ("X2.4", "timeline", {"timeline": without(WHOLE.timeline, "t17")}),
    ("X2.4", "timeline", {"timeline": without(WHOLE.timeline, "t16")}),
    ("X2.5", "timeline.t14.known_then", {"timeline.t14.known_then": " "}),
    ("X2.6", "timeline.t1.evidence", {"timeline": events(evidence=())}),
    ("X2.7", "timeline", {"timeline": WHOLE.timeline[5:]}),
    ("X2.8", "timeline.t14", {"timeline": without(WHOLE.timeline, "t15", "t16")}),
    (
        "X2.8",
        "timeline",
        {"timeline": without(WHOLE.timeline, *(f"t{n}" for n in range(6, 12)))},
    ),
    ("PRIVATE", "timeline.t3.text", {"timeline.t3.text": "login with password=hunter22 refused"}),
    ("PRIVATE", "timeline.t3.source", {"timeline.t3.source": "called +49 30 1234567 at once"}),
    ("CL00", "milestones.detected_at", {"milestones.detected_at": moment("2026-09-15T16:40")}),
    ("CL00", "milestones.acknowledged_at", {"milestones.acknowledged_at": moment("2026-09-15")}),
    ("CL00", "milestones.engaged_at", {"milestones.engaged_at": moment("2026-09-15T16:57")}),
    (
        "CL00",
        "milestones.resolved_at",
        {
            "milestones.mitigated_at": None,
            "milestones.impact_end": None,
            "milestones.resolved_at": moment("2026-09-15T16:57"),
        },
    ),
    ("CL00", "milestones.resolved_at", {"milestones.resolved_at": on_day("2026-09-14")}),
    ("X2.11", "analysis.room_agrees_at", {"analysis.room_agrees_at": None}),
    ("X3.1", "threads", {"threads": ()}),
    ("X3.1", "threads.w5", {"threads": (*WHOLE.threads, Thread(id="w5"))}),
    ("X3.1", "threads.w5", {"threads": (*WHOLE.threads, Thread(id="w5", root="c26"))}),
    ("X3.2", f"{C60}.stop.reason", leaf(stop=Stop())),
    ("X3.2", f"{C60}.stop.note", stopped(StopReason.OUTSIDE_OUR_CONTROL)),
    ("X3.2", f"{C60}.stop.ref", stopped(StopReason.ACCEPTED_RISK, ref="k9")),
    ("X3.2", f"{C60}.stop.reason", stopped(StopReason.RULED_OUT, note="no")),
    (
        "X3.2",
        f"{C60}.stop.note",
        leaf(confidence=Confidence.REJECTED, stop=Stop(reason=StopReason.RULED_OUT)),
    ),
    ("X3.2", f"{C60}.stop.ref", stopped(StopReason.NEEDS_EVIDENCE, note="ask")),
    ("X3.2", f"{C60}.stop.ref", stopped(StopReason.NEEDS_EVIDENCE, ref="q77")),
    ("X3.2", f"{C60}.stop.ref", asking(due=None)),
    ("X3.2", f"{C60}.stop.ref", asking(asked_of=" ")),
    ("X3.2", f"{C60}.stop.reason", asking()),
    ("X3.2", f"{C60}.stop.reason", asking(answer="the pool")),
    ("X3.2", f"{C60}.stop.reason", stopped(StopReason.TIME_BOX)),
    ("CL01", "causes.c2.parents", {"causes.c2.parents": ("c2",)}),
    ("CL01", "causes.c2.parents", CIRCLES),
    ("CL01", "causes.c3.parents", CIRCLES),
    ("CL03", f"{C60}.statement", leaf(category=Category.PEOPLE, made_sense="usual")),
    ("X3.4", "causal.no_trigger_reason", {"causes": all_causes(role=CauseRole.LATENT)}),
    ("X3.5", f"{C2}.confidence", {f"{C2}.confidence": None}),
    ("CL09", f"{C2}.evidence", {f"{C2}.evidence": ()}),
    ("TR01", "prep.evidence.e99", {"prep.evidence.e99": Evidence(id="e99")}),
    ("TR08", f"{C2}.parents", {f"{C2}.parents": ("c1", "c99")}),
    ("CL04", "causes.c50", chain(3)),
    ("CL05", f"{C2}.leads_to", {f"{C2}.leads_to": None}),
    ("CL07", C60, leaf(parents=("c1",))),
    ("CL08", "causes", {"causes": all_causes(category=Category.PROCESS)}),
    ("CL10", "threads.w5", chain(9)),
    ("CL11", "causes.c10.gate", {"causes.c10.gate": None}),
    ("CL12", f"{C2}.confidence", {f"{C2}.confidence": Confidence.POSSIBLE}),
    ("CL13", f"{C2}.made_sense", {f"{C2}.made_sense": ""}),
    ("X3.7", "causes", {"causes": WHOLE.causes[:1]}),
    ("X3.7", "causes", {"causes": all_causes(category=Category.PROCESS)}),
    ("X3.8", "causal.mitigating", {"causal.mitigating": ()}),
    ("X3.9", f"{C2}.made_sense", {f"{C2}.category": Category.PEOPLE, f"{C2}.made_sense": None}),
    ("X4.1", "impact.summary", {"impact.summary": None}),
    ("X4.1", "impact.availability", {"impact.availability": None}),
    ("X4.2", "impact.immediate", {"impact.immediate": NOT_MEASURED}),
    ("X4.2", "impact.immediate", {"impact.immediate": (Measure(id="m1", basis=Basis.GUESS),)}),
    ("X4.3", "impact.duration_confirmed", {"impact.duration_confirmed": None}),
    ("X4.4", "impact.long_term", {"impact.long_term": ()}),
    ("X4.5", "impact.data.loss", {"impact.data.loss": None}),
    ("X4.5", "impact.data.personal_data_breach", {"impact.data.personal_data_breach": None}),
    ("X4.6", "impact.segments", {"impact.segments": ()}),
    ("X4.6", "impact.segments", {"impact.segments": WHOLE.impact.segments[:2]}),
    ("X4.6", "impact.segments", {"impact.segments": WHOLE.impact.segments[1:]}),
    (
        "X4.6",
        "impact.segments.g2.start",
        {"impact.segments.g2.start": WHOLE.impact.segments[0].start, **MINOR},
    ),
    (
        "X4.6",
        "impact.segments.g2.end",
        {"impact.segments.g2.end": WHOLE.impact.segments[1].start, **MINOR},
    ),
    ("X4.6", "impact.segments.g1.failed", {"impact.segments.g1.failed": 62_001, **MINOR}),
    ("X4.6", "impact.segments.g1.failed", {"impact.segments.g1.attempts": 0, **MINOR}),
    ("X4.6", "impact.segments.g1.failure_share", {"impact.segments.g1.failure_share": 1.5}),
    (
        "X4.6",
        "impact.segments.g1.start",
        {"impact.segments.g1.start": instant("2026-09-15T16:40"), **MINOR},
    ),
    (
        "X4.6",
        "impact.segments.g3.end",
        {"impact.segments.g3.end": instant("2026-09-16T00:10"), **MINOR},
    ),
    ("X4.4", "impact.long_term.h1.horizon", {"impact.long_term.h1.horizon": None}),
    ("X4.4", "impact.long_term.h2.owner", {"impact.long_term.h2.owner": None}),
    ("X4.4", "impact.long_term.h3.review_on", {"impact.long_term.h3.review_on": None}),
    ("X4.7", "impact.immediate.m3.of", {"impact.immediate.m3.value": 99_999}),
    ("X4.7", "impact.immediate.m3.value", {"impact.immediate.m3.low": 2_400}),
    ("X4.7", "impact.financial.f1.high", {"impact.financial.f1.high": 33}),
    ("X4.7", "impact.slo.target", {"impact.slo.target": 0.4}),
    ("X4.7", "impact.slo.target", {"impact.slo.target": 1}),
    ("X4.7", "impact.slo.kind", {"impact.slo.kind": "banana"}),
    ("X4.7", "impact.immediate.m2.basis", {"impact.immediate.m2.basis": None}),
    ("X4.7", "impact.financial.f3.basis", {"impact.financial": (Cost(id="f3", best=1),)}),
]

QUIET = [
    ("X1.4", {"prep.evidence": WHOLE.prep.evidence[:1], **MINOR}),
    ("X1.7", {"prep.pre_talks": (), **MINOR}),
    ("X1.8", {"prep.meeting.start": instant("2026-10-18T08:00"), **MINOR}),
    (
        "X2.1",
        {
            "kind": RecordKind.NEAR_MISS,
            "milestones": Milestones(
                detected_at=WHOLE.milestones.detected_at, resolved_at=WHOLE.milestones.resolved_at
            ),
        },
    ),
    ("X2.2", LINKED),
    ("X2.3", {"timeline.t5.kind": None, "analysis.trigger_unknown_reason": "no log is left"}),
    ("X2.4", {"timeline.t17.kind": EventKind.NOTE}),
    ("X2.5", {"timeline.t14.known_then": None, "analysis.recollection_declined": "too long ago"}),
    ("X2.6", {"timeline": events(evidence=(), recollection=True)}),
    ("PRIVATE", {"timeline.t3.text": "the password was replaced; 412,600 tried since 2026-09-15"}),
    ("X2.8", {"timeline": without(WHOLE.timeline, "t15")}),
    ("CL00", {"milestones.detected_at": WHOLE.milestones.impact_start}),
    ("CL00", {"milestones.resolved_at": on_day("2026-09-15")}),
    ("X2.8", {"milestones.impact_end": None, "timeline": without(WHOLE.timeline, "t15", "t16")}),
    ("X3.2", stopped(StopReason.OUTSIDE_OUR_CONTROL, note="we can cache it")),
    ("X3.2", stopped(StopReason.ACCEPTED_RISK, ref="k1")),
    ("CL03", leaf(category=Category.PEOPLE, stop=Stop(reason=StopReason.OUTSIDE_OUR_CONTROL))),
    ("X3.4", {"causes": all_causes(role=None), "causal.no_trigger_reason": "slow growth"}),
    ("CL04", chain(2)),
    ("X3.7", {"causes": all_causes(category=Category.PROCESS), **MINOR}),
    ("X4.3", {"impact.duration_confirmed": None, "kind": RecordKind.NEAR_MISS}),
    ("X4.4", {"impact.long_term": (), "impact.no_long_term_reason": "all was retried"}),
    ("X4.6", {"impact.segments": (), **MINOR}),
    ("X4.6", {"impact.segments.g2.failed": 288_600}),
    (
        "X4.6",
        {
            "impact.segments.g1.start": instant("2026-09-15T16:37"),
            "milestones.impact_start": replace(
                WHOLE.milestones.impact_start, precision=Precision.APPROX
            ),
        },
    ),
    ("X4.7", {"impact.immediate.m3.value": 6_870, "impact.immediate.m3.low": 6_870}),
    ("X4.7", {"impact.slo.kind": "Requests", "impact.slo.target": 0.5}),
    ("X4.7", {"impact.financial": (Cost(id="f3", best=1, basis="contract"),)}),
]
