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


class Review:
    """One postmortem, edited like somebody with a shell would."""

    def __init__(self, run: Run) -> None:
        self.run = run
        made = run("new", "Checkout failed in one region", "--start", "2026-11-20 14:00")
        self.ref = made.stdout.strip()
        self.actions: list[str] = []
        self.leaves: list[str] = []

    def put(self, field: str, value: str) -> None:
        result = self.run("edit", self.ref, field, value)
        assert result.exit_code == 0, (field, result.stderr)

    def add(self, field: str, text: str) -> str:
        result = self.run("edit", self.ref, field, "--add", text)
        assert result.exit_code == 0, (field, result.stderr)
        return result.stdout.strip()

    def move(self, action: str, state: str, note: str = "") -> None:
        result = self.run("action", self.ref, action, state, "--by", "@caro", "--note", note)
        assert result.exit_code == 0, result.stderr

    def clean(self, page: str) -> None:
        """Nothing that the page must have is missing; it is marked as done."""
        options = ("--step", page, "--level", "must", "--json")
        assert json.loads(self.run("check", self.ref, *options).stdout) == [], page
        self.put(f"progress.{page}.done_at", "2026-11-24 12:00")


def preparation(review: Review) -> None:
    for name in ("Ada Lund @ada", "Ben Ito @ben", "Caro Diaz @caro"):
        review.add("prep.people", name)
    review.put("prep.people.p2.involved", "yes")
    review.put("prep.people.p3.roles", "approver")
    review.put("prep.facilitator", "@ada")
    review.put("prep.owner", "@ben")
    review.put("severity.final", "SEV2")
    review.put("services", "checkout-api")
    review.put("prep.scope_start", "2026-11-20 13:30")
    review.put("prep.scope_end", "2026-11-20 15:30")
    for evidence in ("Dashboard of the gateway", "Release log", "Chat of the incident"):
        review.add("prep.evidence", evidence)
    for flag in ("security", "personal_data", "legal_hold"):
        review.put(f"flags.{flag}", "no")
    review.clean("preparation")


def analysis(review: Review) -> None:
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
        review.add("timeline", line)
    review.put("timeline.t2.known_then", "the release had passed its tests")
    review.put("timeline.t5.known_then", "release 81 was the only change that day")
    review.put("detection.source", "alert")
    review.put("analysis.room_agrees_at", "2026-11-23 10:30")
    review.clean("analysis")


def root_cause(review: Review) -> None:
    thread = review.add("threads", "How did checkout requests come to fail?")
    root = review.add("causes", "Checkout requests met a full connection pool")
    review.put(f"threads.{thread}.root", root)
    review.put(f"threads.{thread}.kind", "occurrence")
    for statement in ("Retries of release 81 have no limit", "A release reaches a region at once"):
        leaf = review.add("causes", statement)
        review.leaves.append(leaf)
        review.put(f"causes.{leaf}.parents", root)
        review.put(f"causes.{leaf}.stop.reason", "systemic and changeable")
    for cause in (root, *review.leaves):
        review.put(f"causes.{cause}.thread", thread)
        review.put(f"causes.{cause}.confidence", "likely")
        review.put(f"causes.{cause}.category", "technology")
    review.put(f"causes.{root}.role", "effect")
    review.put(f"causes.{review.leaves[0]}.role", "trigger")
    review.clean("root_cause")


def impact(review: Review) -> None:
    review.put("impact.summary", "12 % of checkout requests failed for 40 minutes in one region")
    review.put("impact.availability", "partial")
    figure = review.add("impact.immediate", "customers affected: 2,100")
    review.put(f"impact.immediate.{figure}.basis", "measured")
    review.put("impact.duration_confirmed", "yes")
    review.put("impact.no_long_term_reason", "Nobody was charged and nothing is left to repair")
    review.put("impact.data.loss", "no")
    review.put("impact.data.personal_data_breach", "no")
    review.clean("impact")


def lessons(review: Review) -> None:
    review.add("lessons", "went well: going back took twelve minutes")
    review.add("lessons", "got lucky: it was not the day of the sale")
    review.add("lessons", "was hard: two dashboards showed different numbers")


def recommendations(review: Review) -> None:
    later = (today() + timedelta(days=20)).isoformat()
    for title, leaf in zip(
        ("Limit the retries of the gateway to two", "Release to a region in three stages"),
        review.leaves,
        strict=True,
    ):
        action = review.add("actions", title)
        review.actions.append(action)
        review.put(f"actions.{action}.causes", leaf)
        review.put(f"actions.{action}.type", "prevent")
        review.put(f"actions.{action}.strength", "strong")
        review.put(f"actions.{action}.priority", "P1")
        review.put(f"actions.{action}.owner", "@ben")
        review.put(f"actions.{action}.due", later)
        review.put(
            f"actions.{action}.verification.method",
            "a load test at double traffic shows no failure",
        )
        review.put(f"actions.{action}.effectiveness.metric", "failed checkout requests a week")
    review.clean("recommendations")
    review.clean("lessons")
    for action in review.actions:
        review.move(action, "accepted")


def report(review: Review) -> None:
    review.put("report.exec_summary", SUMMARY)
    for role, person in (("owner", "@ben"), ("facilitator", "@ada"), ("approver", "@caro")):
        signoff = review.add("report.signoffs", f"{role} {person}")
        review.put(f"report.signoffs.{signoff}.role", role)
        review.put(f"report.signoffs.{signoff}.person", person)
        review.put(f"report.signoffs.{signoff}.state", "approved")
        review.put(f"report.signoffs.{signoff}.at", "2026-11-24 11:00")
    review.add("report.distribution", "engineering by mail")
    review.clean("report")
    review.put("report.published_at", "2026-11-24 12:00")
    review.put("report.status", "published")


def implementation(review: Review) -> None:
    for action in review.actions:
        for state, note in (("in_progress", ""), ("done", "merged"), ("verified", "test passed")):
            review.move(action, state, note)
    review.clean("implementation")


def follow_up(review: Review) -> None:
    for action in review.actions:
        review.put(f"actions.{action}.effectiveness.result", "0 in four weeks")
        review.put(f"actions.{action}.effectiveness.verdict", "effective")
    held = review.add("follow_up.reviews", "90 day 2026-11-29 10:00")
    review.put(f"follow_up.reviews.{held}.present", "@ben, @ada")
    review.put(f"follow_up.reviews.{held}.notes", "both alerts fired in a drill")
    review.put(f"follow_up.reviews.{held}.held", "yes")
    review.put("follow_up.closing_note", "Both actions worked; nothing stays open.")
    review.put("follow_up.reopen_if", "the pool is full again for more than a minute")
    review.put("milestones.closed_at", "2026-11-30 10:00")
    review.clean("follow_up")


PAGES = (
    preparation,
    analysis,
    root_cause,
    impact,
    lessons,
    recommendations,
    report,
    implementation,
    follow_up,
)


def test_everything_can_be_done_without_a_screen(run: Run) -> None:
    review = Review(run)
    for page in PAGES:
        page(review)
    assert run("check", review.ref, "--level", "must").exit_code == 0
    assert run("due", "--on", "2027-12-31").exit_code == 0
    text = run("export", review.ref).stdout
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
        assert words in text, words
