"""Changes that make the rules of pages 5 to 9 speak, and changes that do not."""

from dataclasses import replace
from datetime import date

from pmtui.model.commitments import Effectiveness, RiskAcceptance, RiskReview
from pmtui.model.kinds import (
    ActionStatus,
    ActionType,
    Availability,
    CommsAudience,
    IdeaStatus,
    LessonKind,
    Priority,
    ReportStatus,
    RiskDecision,
    SignoffState,
    Strength,
    Variant,
    Verdict,
)
from pmtui.model.publication import Adjustment, Comment, Reading
from tests.unit.whole_record import (
    LONG_AGO,
    MINOR,
    SIGNOFFS,
    SUMMARY,
    TODAY,
    WHOLE,
    YESTERDAY,
    all_actions,
    instant,
    many,
    moment,
    without,
)

LATER = instant("2026-12-01T10:00")

FULL = Availability.FULL
SHORT = {"report.exec_summary": "Payments failed."}

FIRES = [
    ("X5.1", "lessons", {"lessons": ()}),
    ("X5.1", "lessons", {"lessons": WHOLE.lessons[:2]}),
    ("AL08", "causes.c6", {"actions.a2.status": ActionStatus.DECLINED}),
    ("AL08", "causes.c12", {"risk_acceptances.k1.reason": None}),
    ("X5.3", "parking_lot.i4.status", {"parking_lot.i4.status": IdeaStatus.OPEN}),
    ("X5.3", "parking_lot.i4.reason", {"parking_lot.i4.reason": None}),
    ("AL03", "actions.a1.owner", {"actions.a1.owner": "SRE"}),
    ("AL03", "actions.a1.owner", {"actions.a1.owner": "Anna or Bob"}),
    ("AL04", "actions.a1.due", {"actions.a1.due": None}),
    (
        "AL04",
        "actions.a1.due",
        {"actions.a1.due": YESTERDAY, "actions.a1.status": ActionStatus.PROPOSED},
    ),
    ("AL05", "actions.a1.verification.method", {"actions.a1.verification.method": "it works"}),
    (
        "AL05",
        "actions.a1.verification.method",
        {"actions.a1.verification.method": "It was deployed to production"},
    ),
    ("AL07", "actions.a5.causes", {"actions.a5.causes": ()}),
    ("AL18", "actions.a1.effectiveness.target", {"actions.a1.effectiveness.target": " "}),
    ("TR02", "risk_acceptances.k9.causes", {"risk_acceptances.k9": RiskAcceptance(id="k9")}),
    ("TR03", "actions.a5.causes", {"actions.a5.causes": ("c26",)}),
    ("TR04", "actions.a1.verification.result", {"actions.a1.verification.result": None}),
    ("TR05", "actions.a1.effectiveness.result", {"actions.a1.effectiveness.result": None}),
    ("TR06", "actions.a1.effectiveness.verdict", {"actions.a1.status": ActionStatus.BLOCKED}),
    ("TR07", "parking_lot.i3.to", {"parking_lot.i3.to": None}),
    ("AL11", "actions", {"actions": many(8)}),
    ("AL11", "actions", {"actions": many(4)}),
    ("AL12", "actions", {"actions": all_actions(strength=Strength.WEAK)}),
    ("AL13", "actions", {"actions.a3.type": ActionType.PREVENT}),
    ("AL13", "actions", {"actions.a4.type": ActionType.PREVENT}),
    ("AL13", "actions", {"actions": all_actions(type=ActionType.REPAIR)}),
    ("X5.6", "lessons", {"lessons": without(WHOLE.lessons, "l4", "l5")}),
    ("X5.7", "follow_up.survey", {"follow_up.survey.asked": None}),
    ("ES1", "report.exec_summary", {"report.exec_summary": None}),
    ("ES1", "report.exec_summary", {"report.exec_summary": " ".join(SUMMARY[:30])}),
    ("ES1", "report.exec_summary", {"report.exec_summary": " ".join(SUMMARY + SUMMARY)}),
    ("ES1", "report.exec_summary", {"report.exec_summary": "It was so. " * 21}),
    ("ES2", "report.exec_summary", {"report.exec_summary": "Payments failed for 9 minutes."}),
    ("ES2", "report.exec_summary", {"report.exec_summary": "Payments failed on 15 September."}),
    (
        "ES3",
        "report.exec_summary",
        {"report.exec_summary": "On 15 September 2026 payments failed, 16:41 to 18:29, 108 min."},
    ),
    ("ES5", "report.exec_summary", {"report.exec_summary": "Payments failed."}),
    ("ES6", "report.exec_summary", {"report.exec_summary": "Payments failed."}),
    ("ES4", "report.exec_summary", {"report.exec_summary": "Payments failed."}),
    ("ES4", "report.exec_summary", {"impact.availability": FULL, **SHORT}),
    ("ES7", "report.exec_summary", {"report.exec_summary": "Tomasz Zielin rolled back."}),
    ("ES7", "report.exec_summary", {"report.exec_summary": "The idem-db waited."}),
    ("ES7", "report.exec_summary", {"report.exec_summary": "The QXR was full."}),
    ("ES8", "report.exec_summary", {"report.exec_summary": "A careless change broke it."}),
    ("ES8", "report.exec_summary", {"report.exec_summary": "The outage took 9 minutes."}),
    ("X6.2", "report.signoffs", {"report.signoffs": without(SIGNOFFS, "o1")}),
    ("X6.2", "report.signoffs", {"report.signoffs": without(SIGNOFFS, "o2")}),
    ("X6.2", "report.signoffs", {"report.signoffs.o3.state": SignoffState.PENDING}),
    ("X6.2", "report.signoffs", {"report.signoffs": SIGNOFFS[:1], **MINOR}),
    ("X6.3", "report.redaction_review_at", {"report.redaction_review_at": None}),
    ("X6.4", "report.distribution", {"report.distribution": ()}),
    ("X6.5", "report.seen_by_all", {"report.seen_by_all": None}),
    ("X6.7", "report.published_at", {"report.published_at": None}),
    ("X6.7", "report.published_at", {"report.published_at": instant("2026-09-29T19:21")}),
    (
        "X6.2",
        "report.signoffs",
        {"report.status": ReportStatus.DRAFT, "report.version": "1.3"},
    ),
    ("X6.2", "report.signoffs", {"report.signoffs.o3.state": SignoffState.CHANGES_REQUESTED}),
    (
        "X6.5",
        "report.readers",
        {"report.seen_by_all": None, "report.readers": (Reading(id="R1", person="p2"),)},
    ),
    ("RV1", "report.comments.C1", {"report.comments": (Comment(id="C1", text="Really?"),)}),
    ("RV2", "report.distribution.n1.to", {"report.distribution.n1.to": ()}),
    (
        "RV3",
        "report.distribution.n1.to",
        {"flags.security": True, "report.distribution.n1.to": ("all of engineering",)},
    ),
    (
        "SP1",
        "communications.u1.at",
        {"milestones.declared_at": moment("2026-09-15T17:09")},
    ),
    ("SP2", "communications.u3.at", {"communications.u2.audience": CommsAudience.INTERNAL}),
    ("SP3", "communications.u1.text", {"communications.u1.text": "We are looking into it."}),
    (
        "SP3",
        "communications.u3.text",
        {"communications.u3.text": "We see it.", "communications.u3.next_update_at": None},
    ),
    ("SP4", "communications.u5.text", {"communications.u5.text": "This is resolved."}),
    ("X7.1", "actions.a2.status", {"actions.a2.status": ActionStatus.BLOCKED}),
    ("X7.1", "actions.a2.review_on", {"actions.a2.status": ActionStatus.DEFERRED}),
    ("X7.1", "actions.a2.status", {"actions.a2.status": ActionStatus.DECLINED}),
    ("X7.2", "actions.a3.status", {"actions.a3.status": ActionStatus.DONE}),
    ("AL17", "actions.a1.verification.by", {"actions.a1.verification.by": "Tomasz Zielin"}),
    (
        "X7.3",
        "actions.a2.due",
        {"actions.a2.status": ActionStatus.ACCEPTED, "actions.a2.due": LONG_AGO},
    ),
    ("X7.4", "actions.a1.ticket", {"actions.a1.ticket": None}),
    ("X8.1", "follow_up.reviews.v2.held", {"follow_up.reviews.v2.held": None}),
    (
        "X8.1",
        "follow_up.reviews",
        {"follow_up.reviews": without(WHOLE.follow_up.reviews, "v1")},
    ),
    ("X8.2", "actions.a1.effectiveness.verdict", {"actions.a1.effectiveness": Effectiveness()}),
    (
        "X8.2",
        "actions.a2.effectiveness.check_on",
        {
            "actions.a2.done_at": date(2026, 10, 1),
            "actions.a2.effectiveness": Effectiveness(check_on=date(2026, 10, 14)),
        },
    ),
    (
        "X8.3",
        "follow_up.adjustments",
        {"actions.a1.effectiveness.verdict": Verdict.INEFFECTIVE},
    ),
    (
        "X8.3",
        "follow_up.adjustments",
        {"actions.a1.effectiveness.verdict": Verdict.INCONCLUSIVE},
    ),
    (
        "X8.3",
        "follow_up.adjustments",
        {
            "actions.a1.effectiveness.verdict": Verdict.PARTLY,
            "follow_up.adjustments": (Adjustment(id="j1", of="a2", action="a1"),),
        },
    ),
    (
        "AL08",
        "causes.c11",
        {"actions.a1.effectiveness.verdict": Verdict.INEFFECTIVE},
    ),
    (
        "X8.4",
        "risk_acceptances.k1.review.decision",
        {"risk_acceptances.k1.review_on": TODAY},
    ),
    (
        "X8.4",
        "risk_acceptances.k1.review.decision",
        {
            "risk_acceptances.k1.review_on": TODAY,
            "risk_acceptances.k1.review": RiskReview(at=YESTERDAY, decision=RiskDecision.KEEP),
        },
    ),
    ("X8.5", "follow_up.closing_note", {"follow_up.closing_note": ""}),
    ("X8.5", "milestones.closed_at", {"milestones.closed_at": None}),
    ("X8.6", "follow_up.shared_outside", {"follow_up.shared_outside": None}),
]

QUIET = [
    ("X5.1", {"lessons": WHOLE.lessons[:1], **MINOR}),
    ("AL08", {"actions.a2.status": ActionStatus.DEFERRED}),
    ("AL05", {"actions.a1.verification.method": "it works", "actions.a1.priority": Priority.P2}),
    ("AL07", {"actions.a5.causes": (), "actions.a5.lesson": "l1"}),
    ("AL18", {"actions.a2.effectiveness.target": None}),
    ("AL11", {"actions": many(3)}),
    ("AL13", {"actions": ()}),
    (
        "X5.6",
        {
            "lessons.l4.kind": LessonKind.WAS_HARD,
            "lessons.l5.kind": None,
            "no_luck_reason": "nothing came by chance",
        },
    ),
    ("ES4", {"report.exec_summary": "Refunds and payouts kept working."}),
    ("ES4", {"report.exec_summary": "Nothing else was affected."}),
    ("ES7", {"report.exec_summary": "The queue exchange relay (QXR) was full; API and SLO."}),
    ("ES8", {"impact.availability": FULL, "report.exec_summary": "The outage took 9 minutes."}),
    ("ES5", {"report.exec_summary": "A full disk was enough on its own."}),
    (
        "ES5",
        {
            "report.exec_summary": "An index migration asked for an exclusive lock while a "
            "settlement report on the primary held a shared one."
        },
    ),
    ("X6.2", {"report.signoffs": SIGNOFFS[:2], **MINOR}),
    ("X6.3", {"report.redaction_review_at": None, "report.variants": (Variant.INTERNAL,)}),
    (
        "X6.2",
        {
            "report.status": ReportStatus.DRAFT,
            "report.version": "1.3",
            "report.signoffs": tuple(replace(each, at=LATER) for each in SIGNOFFS),
        },
    ),
    (
        "X6.5",
        {
            "report.seen_by_all": None,
            "report.readers": tuple(
                Reading(id=f"R{number}", person=each.id)
                for number, each in enumerate(WHOLE.prep.people)
            ),
        },
    ),
    (
        "RV1",
        {"report.comments": (Comment(id="C1", text="Really?", resolved_at=LATER),)},
    ),
    ("RV2", {"report.distribution": WHOLE.report.distribution[1:]}),
    ("RV3", {"flags.security": True, "report.distribution.n1.to": ("the security list",)}),
    ("SP1", {"milestones.declared_at": moment("2026-09-15T17:09"), **MINOR}),
    ("SP2", {"communications.u3.at": instant("2026-09-15T18:16")}),
    ("SP3", {"communications.u2.next_update_at": None}),
    ("SP3", {"communications.u5.text": "Over."}),
    ("SP4", {"communications.u5.text": "All is back to normal; nothing lingers."}),
    ("X6.7", {"report.published_at": None, **MINOR}),
    ("X7.1", {"actions.a2.status": ActionStatus.DEFERRED, "actions.a2.review_on": TODAY}),
    ("X7.2", {"actions.a2.status": ActionStatus.DONE}),
    ("X7.3", {"actions.a2.status": ActionStatus.ACCEPTED, "actions.a2.due": YESTERDAY}),
    ("X7.4", {"actions.a1.ticket": None, "actions.a1.status": ActionStatus.PROPOSED}),
    ("X8.1", {"follow_up.reviews": WHOLE.follow_up.reviews[:1], **MINOR}),
    (
        "X8.1",
        {
            "follow_up.reviews.v2.held": None,
            "report.status": ReportStatus.SUPERSEDED,
            "report.superseded_by": "another",
        },
    ),
    (
        "X8.1",
        {
            "follow_up.reviews.v2.held": None,
            "milestones.closed_at": moment("2026-12-14T10:00"),
        },
    ),
    ("X8.2", {"actions.a2.effectiveness": Effectiveness()}),
    (
        "X8.2",
        {
            "actions.a2.done_at": date(2026, 10, 1),
            "actions.a2.effectiveness": Effectiveness(check_on=date(2026, 10, 15)),
        },
    ),
    (
        "X8.3",
        {
            "actions.a1.effectiveness.verdict": Verdict.PARTLY,
            "risk_acceptances.k1.causes": ("c11", "c12"),
        },
    ),
    (
        "X8.3",
        {
            "actions.a1.effectiveness.verdict": Verdict.PARTLY,
            "actions.a1.status": ActionStatus.IN_PROGRESS,
        },
    ),
    (
        "AL08",
        {
            "actions.a1.effectiveness.verdict": Verdict.INEFFECTIVE,
            "risk_acceptances.k1.causes": ("c11", "c12"),
        },
    ),
    (
        "X8.4",
        {
            "risk_acceptances.k1.review_on": TODAY,
            "risk_acceptances.k1.review": RiskReview(at=TODAY, decision=RiskDecision.KEEP),
        },
    ),
    (
        "X8.4",
        {
            "risk_acceptances.k1.review_on": YESTERDAY,
            "risk_acceptances.k1.review": RiskReview(at=YESTERDAY, decision=RiskDecision.CLOSED),
        },
    ),
    (
        "X8.3",
        {
            "actions.a1.effectiveness.verdict": Verdict.PARTLY,
            "follow_up.adjustments": (Adjustment(id="j1", what="a1 also covers cron jobs"),),
        },
    ),
    (
        "X8.3",
        {
            "actions.a1.effectiveness.verdict": Verdict.PARTLY,
            "follow_up.adjustments": (Adjustment(id="j1", action="a2"),),
            "actions.a2.causes": ("c11", "c6"),
        },
    ),
]
