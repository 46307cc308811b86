"""Lines of the lists other than the timeline and the causes, and what they say of the item."""

from datetime import UTC, date, datetime
from typing import Any

from pmtui.guide.outside.decisions import hash_of
from pmtui.model.kinds import SignoffState


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("lessons", "went well: x #c4", {"kind": "went_well", "text": "x", "causes": ("c4",)}),
    ("lessons", "Got-lucky: x", {"kind": "got_lucky", "text": "x"}),
    ("lessons", "r: x", {"text": "r: x"}),
    ("lessons", "lucky: x", {"kind": "got_lucky", "text": "x"}),
    ("lessons", "HARD: x", {"kind": "was_hard", "text": "x"}),
    ("lessons", "w: x", {"text": "w: x"}),
    (
        "lessons",
        "risk: x, elsewhere: two more #c4",
        {"kind": "risk", "text": "x", "generalises_to": "two more", "causes": ("c4",)},
    ),
    ("lessons", "felt elsewhere", {"text": "felt elsewhere"}),
    ("parking_lot", "x @hkrug by tomorrow", {"text": "x @hkrug by tomorrow"}),
    (
        "open_questions",
        "Who knew? @avos by 3 Nov",
        {"text": "Who knew?", "asked_of": "p1", "due": date(2026, 11, 3)},
    ),
    (
        "actions",
        "prevent: Reject sessions @tzielin by 2026-09-25 P0 #c4 #C10",
        {
            "type": "prevent",
            "title": "Reject sessions",
            "owner": "p4",
            "due": date(2026, 9, 25),
            "priority": "P0",
            "causes": ("c4", "c10"),
        },
    ),
    (
        "actions",
        "x #c4 P2 due in 2 weeks @Jo_Smith",
        {
            "title": "x",
            "owner": "@Jo_Smith",
            "due": date(2026, 11, 3),
            "priority": "P2",
            "causes": ("c4",),
        },
    ),
    (
        "actions",
        "detect: Alert on x (strong: it pages, too) P1 +30d @jo_smith c4,c10 l2",
        {
            "type": "detect",
            "title": "Alert on x",
            "strength": "strong",
            "strength_reason": "it pages, too",
            "priority": "P1",
            "due": date(2026, 11, 19),
            "owner": "@jo_smith",
            "causes": ("c4", "c10"),
            "lesson": "l2",
        },
    ),
    (
        "actions",
        "Cut x #l1 c4, #c10 2026-12-01 (weak)",
        {
            "title": "Cut x",
            "due": date(2026, 12, 1),
            "causes": ("c10", "c4"),
            "lesson": "l1",
            "strength": "weak",
        },
    ),
    ("actions", "Replay the day of 2026-12-01", {"title": "Replay the day of 2026-12-01"}),
    ("actions", "Replay 2026-09-15", {"title": "Replay 2026-09-15"}),
    ("actions", "Read 2026-13-45", {"title": "Read 2026-13-45"}),
    ("actions", "Fix c99 (staging) c4,c99", {"title": "Fix c99 (staging) c4,c99"}),
    ("actions", "replay P1 by hand", {"title": "replay P1 by hand"}),
    ("actions", "done by Friday", {"title": "done by Friday"}),
    ("actions", "x p1", {"title": "x p1"}),
    (
        "risk_acceptances",
        "#c12 #c20 x @krug by 2027-01-15",
        {
            "causes": ("c12", "c20"),
            "statement": "x",
            "accepted_by": "p9",
            "review_on": date(2027, 1, 15),
        },
    ),
    (
        "risk_acceptances",
        "#c12 x stays because y costs more @krug +90d",
        {
            "causes": ("c12",),
            "statement": "x stays",
            "reason": "y costs more",
            "accepted_by": "p9",
            "review_on": date(2027, 1, 18),
        },
    ),
    ("risk_acceptances", "#c12 #c99 x", {"causes": ("c12",), "statement": "#c12 #c99 x"}),
    (
        "prep.people",
        "Jo Lin @jo, SRE, Berlin, IC, change author, involved, absent",
        {
            "name": "Jo Lin",
            "handle": "@jo",
            "team": "SRE",
            "tz": "Europe/Berlin",
            "roles": ("incident_commander", "change_author"),
            "involved": True,
            "attended": False,
        },
    ),
    ("prep.people", "@jo", {"handle": "@jo"}),
    (
        "prep.people",
        "Jo, not involved, Legal, keeper of keys",
        {"name": "Jo", "involved": False, "team": "Legal", "roles": ("keeper of keys",)},
    ),
    (
        "prep.stakeholders",
        "Finance: file on time (consult)",
        {"who": "Finance", "interest": "file on time", "needs": "consult"},
    ),
    ("prep.stakeholders", "Legal (soon)", {"who": "Legal (soon)"}),
    (
        "prep.evidence",
        "log: locks 16:38 log://idem-db/x @sapte",
        {"kind": "log", "title": "locks 16:38", "ref": "log://idem-db/x", "collected_by": "p6"},
    ),
    ("prep.evidence", "log: log://x", {"kind": "log", "ref": "log://x"}),
    ("prep.evidence", "log://x", {"ref": "log://x"}),
    ("prep.pre_talks", "Rohan Kulkarni", {"person": "p2"}),
    ("prep.pre_talks", "@rohank not done", {"person": "p2", "done": False}),
    (
        "prep.pre_talks",
        "@rohank, done on 16 Sep 09:30",
        {"person": "p2", "done": True, "at": utc("2026-09-16 09:30")},
    ),
    (
        "impact.immediate",
        "merchants: 2,140 of 6,870 merchants (measured) #e1",
        {
            "metric": "merchants",
            "value": 2140,
            "of": 6870,
            "unit": "merchants",
            "basis": "measured",
            "evidence": ("e1",),
        },
    ),
    (
        "impact.immediate",
        "tickets: 30-50 (from the queue)",
        {"metric": "tickets", "low": 30, "high": 50, "note": "from the queue"},
    ),
    ("impact.immediate", "rate: 38 %", {"metric": "rate", "value": 38, "unit": "%"}),
    ("impact.immediate", "tickets: many", {"metric": "tickets: many"}),
    (
        "impact.segments",
        "16:41-16:58 1,260 affected 13020/62000",
        {
            "start": utc("2026-09-15 16:41"),
            "end": utc("2026-09-15 16:58"),
            "affected": 1260,
            "failed": 13020,
            "attempts": 62000,
        },
    ),
    (
        "impact.segments",
        "23:50 to 00:20 38 % failed, 12 users",
        {
            "start": utc("2026-09-15 23:50"),
            "end": utc("2026-09-16 00:20"),
            "affected": 12,
            "failure_share": 0.38,
        },
    ),
    (
        "impact.segments",
        "18:41 Berlin – 19:00 Berlin",
        {"start": utc("2026-09-15 16:41"), "end": utc("2026-09-15 17:00")},
    ),
    ("impact.segments", "16:41 5", {"start": utc("2026-09-15 16:41"), "affected": 5}),
    (
        "impact.financial",
        "fees: 33,000-52,000 EUR (61 % retried)",
        {
            "item": "fees",
            "low": 33000,
            "high": 52000,
            "currency": "EUR",
            "basis": "61 % retried",
        },
    ),
    (
        "impact.financial",
        "credits: EUR 18500",
        {"item": "credits", "best": 18500, "currency": "EUR"},
    ),
    ("impact.financial", "fees: a lot (guess)", {"item": "fees: a lot (guess)"}),
    (
        "impact.long_term",
        "trust: x by 2026-12-15 @meeraj",
        {"area": "trust", "text": "x", "owner": "p5", "review_on": date(2026, 12, 15)},
    ),
    (
        "deadlines",
        "DORA initial: 4 h from classification by 21:50Z",
        {
            "regime": "DORA",
            "step": "initial",
            "rule": "4 h from classification",
            "due": utc("2026-09-15 21:50"),
        },
    ),
    ("deadlines", "GDPR", {"regime": "GDPR"}),
    (
        "communications",
        "17:26 public investigating: two\nlines",
        {
            "at": utc("2026-09-15 17:26"),
            "audience": "public",
            "state": "investigating",
            "text": "two\nlines",
        },
    ),
    ("communications", "resolved: all good", {"state": "resolved", "text": "all good"}),
    ("communications", "They said: hello", {"text": "They said: hello"}),
    (
        "report.signoffs",
        "Postmortem owner: @tzielin",
        {"role": "postmortem_owner", "person": "p4"},
    ),
    ("report.signoffs", "owner @tzielin", {"role": "owner", "person": "p4"}),
    (
        "report.signoffs",
        "approver: Krug approved",
        {"role": "approver", "person": "p9", "state": SignoffState.APPROVED},
    ),
    (
        "report.distribution",
        "internal: engineering, support",
        {"variant": "internal", "to": ("engineering", "support")},
    ),
    ("report.redactions", "people: replace", {"rule": "people", "decision": "replace"}),
    (
        "report.redactions",
        "replace “db-3” by our main database in report.external.summary",
        {
            "rule": "internal host",
            "decision": "replace",
            "instead": "our main database",
            "field": "report.external.summary",
            "match_hash": hash_of("db-3"),
            "at": utc("2026-10-20 09:00"),
        },
    ),
    (
        "report.redactions",
        "keep the Ledger",
        {
            "rule": "code name",
            "decision": "keep",
            "match_hash": hash_of("the ledger"),
            "at": utc("2026-10-20 09:00"),
        },
    ),
    (
        "follow_up.reviews",
        "30 day 2026-10-16",
        {"kind": "30_day", "at": utc("2026-10-16 00:00")},
    ),
    (
        "follow_up.reviews",
        "90d: 2026-12-15 10:00 by video",
        {"kind": "90_day", "at": utc("2026-12-15 10:00"), "notes": "by video"},
    ),
    ("follow_up.reviews", "ad hoc", {"kind": "ad_hoc"}),
    (
        "follow_up.recurrence_links",
        "INC-0711 shares cause: still there #c8",
        {
            "to": "INC-0711",
            "relation": "shares_cause",
            "note": "still there",
            "causes": ("c8",),
        },
    ),
    ("follow_up.recurrence_links", "INC-0711: x", {"to": "INC-0711", "note": "x"}),
    (
        "follow_up.adjustments",
        "Move it because it came back #a3",
        {"what": "Move it", "why": "it came back", "action": "a3"},
    ),
    ("threads", "detection: How so?", {"kind": "detection", "question": "How so?"}),
    ("threads", "And then: what?", {"question": "And then: what?"}),
    (
        "causal.barriers",
        "canary (detect): absent",
        {"name": "canary", "layer": "detect", "state": "absent"},
    ),
    ("causal.barriers", "canary: who knows", {"name": "canary: who knows"}),
]
