"""A whole follow-up by `edit`: reviews, effects, what did not help, risks, closing and after."""

import json

from pmtui.cli.params import today

from .conftest import Run, one_sentence

A1, V1, K1 = "actions.a1.effectiveness", "follow_up.reviews.v1", "risk_acceptances.k1"


class Review:
    """A postmortem of a minor incident whose report is published."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.ref = run("new", "Payments failed", "--severity", "SEV3").stdout.strip()
        self.add("threads", "occurrence: How did it come to fail?")
        root = self.add("causes", "w1: Payments waited")
        for cause in ("The pool is shared", "Nothing limits a wait"):
            self.add("causes", f"{root}: {cause}")
        self.add("actions", "Add a limit #c2 @ann P1 by 2099-01-01")
        self.add("risk_acceptances", "#c3 One region because rare @cleo by +30d")
        self.put("report.published_at", "2026-01-01 10:00")
        self.put("progress.report.override", "this is a test")
        self.put("report.status", "published")

    def put(self, field: str, value: str) -> str:
        done = self.run("edit", self.ref, field, value)
        assert done.exit_code == 0, (field, done.stderr)
        return str(done.stderr)

    def refused(self, field: str, value: str) -> str:
        done = self.run("edit", self.ref, field, value)
        assert done.exit_code != 0, field
        return one_sentence(done)

    def add(self, parent: str, text: str) -> str:
        done = self.run("edit", self.ref, parent, "--add", text)
        assert done.exit_code == 0, done.stderr
        return str(done.stdout).strip()

    def all(self) -> dict:
        return json.loads(self.run("show", self.ref, "--json").stdout)

    def rules(self, step: str = "follow_up") -> dict[str, str]:
        found = json.loads(self.run("check", self.ref, "--step", step, "--json").stdout)
        return {each["rule"]: each["level"] for each in found}

    def due(self) -> set[tuple[str, str]]:
        found = json.loads(self.run("due", "--on", "2099-12-01", "--json").stdout)
        return {(each["kind"], each["field"]) for each in found}


def test_a_follow_up_from_publication_to_the_day_on_which_it_is_opened_again(run: Run) -> None:
    review = Review(run)
    held_and_judged(review)
    risk_comes_up(review)
    closed_and_opened(review)


def held_and_judged(review: Review) -> None:
    planned = review.all()["follow_up"]["reviews"]
    assert [(each["kind"], each["at"], each["held"]) for each in planned] == [
        ("30_day", "2026-01-31T10:00:00Z", None)
    ]
    assert {"X8.1", "X8.5"} <= review.rules().keys()
    assert ("review", V1) in review.due()
    assert f"{V1}.present" in review.refused(f"{V1}.held", "yes")
    review.put(f"{V1}.present", "Ann, Ben")
    assert f"{V1}.notes" in review.refused(f"{V1}.held", "yes")
    review.put(f"{V1}.decisions", "measure again in May")
    review.put(f"{V1}.held", "yes")
    assert "X8.1" not in review.rules()
    assert "finish it first" in review.refused(f"{A1}.verdict", "partly")
    for state in ("accepted", "in_progress", "done"):
        review.put("actions.a1.verification.method", "A replay shows that waits end after 3 s")
        moved = review.run("action", review.ref, "a1", state, "--note", "as agreed")
        assert moved.exit_code == 0, moved.stderr
    assert review.rules()["X8.2"] == "must"
    review.put(f"{A1}.check_on", "2026-02-01")
    assert ("effectiveness check", A1) in review.due()
    assert "a number" in review.refused(f"{A1}.verdict", "partly")
    review.put(f"{A1}.result", "3 of 20 still wait")
    told = review.put(f"{A1}.verdict", "partly")
    assert "a1 was partly effective (3 of 20 still wait): c2 is open again." in told
    assert ("effectiveness check", A1) not in review.due()
    assert review.all()["actions"][0]["history"][-1]["after"] == "partly"
    assert review.rules()["X8.3"] == "must"
    assert review.rules("recommendations")["AL08"] == "must"
    added = review.add("follow_up.adjustments", "Limit cron jobs because they wait #a1 @ben +30d")
    assert added == "j1"
    record = review.all()
    assert record["follow_up"]["adjustments"][0]["of"] == "a1"
    assert record["actions"][1]["causes"] == ["c2"]
    assert record["actions"][1]["title"] == "Limit cron jobs"
    assert record["report"]["status"] == "published", "the follow-up is no new version"
    assert "X8.3" not in review.rules()
    assert "AL08" not in review.rules("recommendations")


def risk_comes_up(review: Review) -> None:
    assert ("accepted risk", K1) in review.due()
    review.put(f"{K1}.review_on", "2026-02-01")
    assert review.rules()["X8.4"] == "must"
    assert "until a new date" in review.refused(f"{K1}.review.decision", "keep")
    assert "12 months" in review.refused(f"{K1}.review_on", "2099-01-01")
    review.put(f"{K1}.review_on", "+60d")
    kept = review.all()["risk_acceptances"][0]["review"]
    assert (kept["decision"], kept["at"]) == ("keep", today().isoformat())
    assert "X8.4" not in review.rules()
    assert ("accepted risk", K1) in review.due(), "it comes up again"
    assert f"{K1}.review.note" in review.refused(f"{K1}.review.decision", "closed")
    review.put(f"{K1}.review.note", "Two regions since May")
    review.put(f"{K1}.review.decision", "closed")
    seen = review.all()["risk_acceptances"][0]["review"]
    assert (seen["decision"], seen["at"]) == ("closed", today().isoformat())
    assert ("accepted risk", K1) not in review.due()
    review.put(f"{K1}.review.decision", "act")
    record = review.all()
    assert record["risk_acceptances"][0]["review"]["action"] == "a3"
    assert record["actions"][2]["causes"] == ["c3"]


def closed_and_opened(review: Review) -> None:
    assert "follow_up.reopen_if" in review.refused("milestones.closed_at", "2026-03-01 10:00")
    review.put("follow_up.reopen_if", "a wait of more than 3 s")
    assert "X8.5" in review.refused("milestones.closed_at", "2026-03-01 10:00")
    review.put("follow_up.closing_note", "It works well enough.")
    review.put("milestones.closed_at", "2026-03-01 10:00")
    assert review.all()["progress"]["follow_up"]["done_at"] is not None
    review.run("edit", review.ref, "milestones.closed_at", "--remove")
    record = review.all()
    assert record["milestones"]["closed_at"] is None
    assert record["progress"]["follow_up"]["done_at"] is None
    review.put(f"{A1}.verdict", "ineffective")
    review.run("edit", review.ref, "follow_up.adjustments.j1", "--remove")
    assert "X8.3" in review.refused("milestones.closed_at", "2026-03-02 10:00")
    review.put("progress.follow_up.override", "the service is switched off")
    review.put("milestones.closed_at", "2026-03-02 10:00")
    assert review.all()["progress"]["follow_up"]["override"] == "the service is switched off"
