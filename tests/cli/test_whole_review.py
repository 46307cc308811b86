"""A whole postmortem, all nine pages, with ``edit`` and ``action`` alone."""

import json
from datetime import timedelta

from pmtui.cli.params import today

from .conftest import Run

SUMMARY = (
    "On 20 November 2026, from 14:00 to 14:40 UTC, 12 % of checkout requests failed for 2,100 "
    "customers in one region; orders in other regions were not affected. A gateway release sent "
    "every retry at once, which met a database limit that had been set for a smaller fleet. An "
    "alert on latency paged the on-call engineer after five minutes, and going back to the "
    "release before ended the impact after forty. No data was lost. What made it possible was a "
    "retry policy without a limit and a release process that reaches all hosts of a region in "
    "one step. We are adding a limit to retries by January and releasing in stages from "
    "February on; both have an owner and a date."
)


def test_everything_can_be_done_without_a_screen(run: Run) -> None:
    ref = run("new", "Checkout failed in one region", "--start", "2026-11-20 14:00").stdout.strip()
    later = (today() + timedelta(days=20)).isoformat()

    def put(field: str, value: str) -> None:
        result = run("edit", ref, field, value)
        assert result.exit_code == 0, (field, result.stderr)

    def add(field: str, text: str) -> str:
        result = run("edit", ref, field, "--add", text)
        assert result.exit_code == 0, (field, result.stderr)
        return result.stdout.strip()

    def clean(page: str) -> None:
        found = json.loads(run("check", ref, "--step", page, "--level", "must", "--json").stdout)
        assert found == [], page
        put(f"progress.{page}.done_at", "2026-11-24 12:00")

    # 1 Preparation
    for name in ("Ada Lund @ada", "Ben Ito @ben", "Caro Diaz @caro"):
        add("prep.people", name)
    put("prep.people.p2.involved", "yes")
    put("prep.people.p3.roles", "approver")
    put("prep.facilitator", "@ada")
    put("prep.owner", "@ben")
    put("severity.final", "SEV2")
    put("services", "checkout-api")
    put("prep.scope_start", "2026-11-20 13:30")
    put("prep.scope_end", "2026-11-20 15:30")
    for evidence in ("Dashboard of the gateway", "Release log", "Chat of the incident"):
        add("prep.evidence", evidence)
    for flag in ("security", "personal_data", "legal_hold"):
        put(f"flags.{flag}", "no")
    clean("preparation")

    # 2 Analysis
    for line in (
        "13:45 change: release 81 of the gateway starts in one region #e2",
        "13:58 trigger: release 81 reaches the last host #e2",
        "14:00 impact start: 12 % of checkout requests fail #e1",
        "14:05 detection: the on-call engineer is paged for latency #e1",
        "14:20 decision: go back to release 80 #e3",
        "14:32 mitigated: most requests succeed again #e1",
        "14:40 impact end: no failures for five minutes #e1",
        "15:00 resolved: the watch ends #e3",
    ):
        add("timeline", line)
    put("timeline.t2.known_then", "the release had passed its tests")
    put("timeline.t5.known_then", "release 81 was the only change that day")
    put("detection.source", "alert")
    put("analysis.room_agrees_at", "2026-11-23 10:30")
    clean("analysis")

    # 3 Root cause
    thread = add("threads", "How did checkout requests come to fail?")
    root = add("causes", "Checkout requests met a full connection pool")
    put(f"threads.{thread}.root", root)
    put(f"threads.{thread}.kind", "occurrence")
    leaves = []
    for statement in ("Retries of release 81 have no limit", "A release reaches a region at once"):
        leaf = add("causes", statement)
        leaves.append(leaf)
        put(f"causes.{leaf}.parents", root)
        put(f"causes.{leaf}.stop.reason", "systemic and changeable")
    for cause in (root, *leaves):
        put(f"causes.{cause}.thread", thread)
        put(f"causes.{cause}.confidence", "likely")
        put(f"causes.{cause}.category", "technology")
    put(f"causes.{root}.role", "effect")
    put(f"causes.{leaves[0]}.role", "trigger")
    clean("root_cause")

    # 4 Impact
    put("impact.summary", "12 % of checkout requests failed for 40 minutes in one region")
    put("impact.availability", "partial")
    figure = add("impact.immediate", "customers affected: 2,100")
    put(f"impact.immediate.{figure}.basis", "measured")
    put("impact.duration_confirmed", "yes")
    put("impact.no_long_term_reason", "Nobody was charged and nothing is left to repair")
    put("impact.data.loss", "no")
    put("impact.data.personal_data_breach", "no")
    clean("impact")

    # 5 Lessons
    add("lessons", "went well: going back took twelve minutes")
    add("lessons", "got lucky: it was not the day of the sale")
    add("lessons", "was hard: two dashboards showed different numbers")

    # 6 Recommendations
    actions = []
    for title, leaf in zip(
        ("Limit the retries of the gateway to two", "Release to a region in three stages"),
        leaves,
        strict=True,
    ):
        action = add("actions", title)
        actions.append(action)
        put(f"actions.{action}.causes", leaf)
        put(f"actions.{action}.type", "prevent")
        put(f"actions.{action}.strength", "strong")
        put(f"actions.{action}.priority", "P1")
        put(f"actions.{action}.owner", "@ben")
        put(f"actions.{action}.due", later)
        put(
            f"actions.{action}.verification.method",
            "a load test at double traffic shows no failure",
        )
        put(f"actions.{action}.effectiveness.metric", "failed checkout requests a week")
    clean("recommendations")
    clean("lessons")
    for action in actions:
        moved = run("action", ref, action, "accepted", "--by", "@caro")
        assert moved.exit_code == 0, moved.stderr

    # 7 Report
    put("report.exec_summary", SUMMARY)
    for role, person in (("owner", "@ben"), ("facilitator", "@ada"), ("approver", "@caro")):
        signoff = add("report.signoffs", f"{role} {person}")
        put(f"report.signoffs.{signoff}.role", role)
        put(f"report.signoffs.{signoff}.person", person)
        put(f"report.signoffs.{signoff}.state", "approved")
        put(f"report.signoffs.{signoff}.at", "2026-11-24 11:00")
    add("report.distribution", "engineering by mail")
    clean("report")
    put("report.published_at", "2026-11-24 12:00")
    put("report.status", "published")

    # 8 Implementation
    for action in actions:
        for state, note in (("in_progress", ""), ("done", "merged"), ("verified", "test passed")):
            moved = run("action", ref, action, state, "--by", "@caro", "--note", note)
            assert moved.exit_code == 0, moved.stderr
    clean("implementation")

    # 9 Follow-up
    for action in actions:
        put(f"actions.{action}.effectiveness.result", "none in four weeks")
        put(f"actions.{action}.effectiveness.verdict", "effective")
    put("follow_up.closing_note", "Both actions worked; nothing stays open.")
    put("milestones.closed_at", "2026-11-30 10:00")
    review = add("follow_up.reviews", "90 day 2026-11-29 10:00")
    put(f"follow_up.reviews.{review}.held", "yes")
    clean("follow_up")

    assert run("check", ref, "--level", "must").exit_code == 0
    assert run("due", "--on", "2027-12-31").exit_code == 0
    report = run("export", ref).stdout
    for words in (
        "Checkout failed in one region",
        "On 20 November 2026, from 14:00 to 14:40 UTC",
        "release 81 reaches the last host",
        "Retries of release 81 have no limit",
        "2,100",
        "going back took twelve minutes",
        "Release to a region in three stages",
        "Both actions worked; nothing stays open.",
        "40 min",
    ):
        assert words in report, words
