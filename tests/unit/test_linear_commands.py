"""What can be typed after a colon in plain lines, and the causes, which have signs of their own."""

import re
from datetime import UTC, datetime

from pmtui.commands import BY_ID
from pmtui.commands.lines import LINES
from pmtui.edits import put_all
from pmtui.linear import dispatch
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.kinds import ActionStatus, Gate, IdeaStatus, StopReason
from pmtui.model.publication import Review
from tests.unit.linear_talk import ID, talk

OWN = {"unknown", "add", "no", "under"}
"""Commands of some questions alone."""

EARLIER = datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_every_command_is_done_and_is_that_of_the_screens():
    assert {each.word for each in LINES} == {*dispatch._DOES, *OWN}
    assert all(each.help.strip() for each in LINES)
    assert {each.id for each in LINES if each.id} <= set(BY_ID)


def test_a_tree_of_causes_is_made_by_ids(library):
    said, record = talk(
        library,
        *("Payments failed", "trigger: A deploy [process, likely]", "c2: No limit", "&"),
        *(":under c3", "Nobody looked", "c2", "= outside: they own it"),
        *("= sys", "yes", "1", "2", ":under c77", "c9: x", ":remove c3", "yes", ":quit"),
        page="root_cause",
    )
    causes = {each.id: each for each in record.causes}
    assert list(causes) == ["c1", "c2", "c4"]
    assert causes["c1"].gate is Gate.AND
    assert causes["c4"].parents == ("c2",)
    assert causes["c4"].stop.reason is StopReason.OUTSIDE_OUR_CONTROL
    assert causes["c4"].stop.note == "they own it"
    assert "It takes three times yes." in said
    assert "There is no cause c9" in said
    assert "c2 leads to c3 already." not in said
    assert "c4: outside our control. Saved" in said


def test_of_a_large_tree_what_is_in_hand_is_said_and_what_is_open(library):
    lines = [f"Condition {number}" for number in range(9)]
    talk(library, "Payments failed", *lines, "c3: Below three", "", "", page="root_cause")
    said, _ = talk(library, ":under c3", ":edit c3 category", "1", page="root_cause")
    first, again = said.split("Causes (causes): 11\n")[1:]
    assert "c1 and what is below it; :show causes says all:\n  c1 the effect" in first
    assert "Below three" not in first.split("Open ends: c2, ")[0]
    assert "c3 and what is below it" in again
    assert "  c11 under c3; contributing: Below three; possible\n" in again


def test_a_thread_of_ones_own_has_a_tree_of_its_own(library):
    said, record = talk(
        library,
        *("Payments failed", ":thread", ":thread detection: How was it unnoticed?", ":under w2"),
        *(":edit w2 kind", "", "Nobody was told", "", "No alert", "", "", ":quit"),
        page="root_cause",
    )
    assert "w2: How was it unnoticed?\n" in said
    assert record.threads[1].root == "c2"
    assert [(each.thread, each.parents) for each in record.causes] == [
        ("w1", ()),
        ("w2", ()),
        ("w2", ("c2",)),
    ]


def test_missing_evidence_asks_its_question(library):
    _, record = talk(
        library,
        *("Payments failed", "", "= needs: Was it on?", "", "@tom", "+3d", ":quit"),
        page="root_cause",
    )
    assert record.causes[0].stop.ref == "q1"
    assert record.open_questions[0].text == "Was it on?"
    assert record.open_questions[0].asked_of == "@tom"


def test_items_are_edited_removed_and_brought_back(library):
    talk(library, "well: paged at once", "risk: the pool is shared", page="lessons")
    said, record = talk(
        library,
        *(":edit l1 where else", "two services", ":edit L2.kind", "1", ":remove l1", ":undo"),
        *(":edit l1", ":skip", ":up", "better words", ".", ":out", ":edit l9", ":edit l1 colour"),
        page="lessons",
    )
    first, second = record.lessons
    assert (first.text, first.generalises_to) == ("better words", "two services")
    assert second.kind == "went_well"
    assert "l1 is removed. :undo brings it back." in said
    assert "There is no l9." in said
    assert "l1 has no “colour”. It has: " in said


def test_actions_and_ideas_move_along_their_states(library):
    said, record = talk(
        library,
        *(":park Limit the run time", ":park Paint it", ":state i1", "1", ":state i2", "2", "no"),
        *(":state a1", "1", "", "", "", "", "", ":state", ":page 8", "add it here", ":quit"),
        page="lessons",
    )
    assert [each.status for each in record.parking_lot] == [
        IdeaStatus.PROMOTED,
        IdeaStatus.DECLINED,
    ]
    assert record.actions[0].status is ActionStatus.PROPOSED
    assert "a1 cannot be accepted yet: it has no owner" in said
    assert "Here nothing is added; that is done on page 6. Not taken: add it here" in said


def test_a_report_moves_on_with_what_it_needs_or_a_reason(library):
    lines = ("published", ":done late", ":page 7", ":go status", "published")
    said, record = talk(library, ":go report.status", *lines)
    assert "To go on without, mark the page as done with a reason: :done" in said
    assert record.report.status == "published"
    assert record.report.published_at is not None
    assert len(record.report.versions) == 1


def test_missing_goes_to_one_and_done_asks_for_a_reason(library):
    said, record = talk(
        library,
        *(":missing", "1", "a title", ":missing 99", "", ":done", "no", ":done", "too late"),
        ":done",
    )
    assert said.count("Missing on Preparation (") == 2
    assert "A written reason is needed." in said
    assert "Preparation is done. Saved" in said
    assert "Preparation: the mark is taken back." in said
    assert record.progress.preparation.done_at is None


def test_going_about_the_pages(library):
    said, record = talk(
        library,
        *(
            ":up",
            ":skip",
            ":next",
            ":back",
            ":page rep",
            ":page x",
            ":go impact.summary",
            "All of it",
        ),
        *(".", ":go detection.source", ":go nowhere", ":foo", ":no", ":prompt", "?", ":out"),
        *("hello", "", ":more", ":show", ":page 9", ":out", ""),
    )
    turned = [line for line in said.splitlines() if line.startswith("Page ") and ": " in line]
    titles = [line.split(": ")[1].split(".")[0] for line in turned if " of 9: " in line]
    assert titles == [
        *("Preparation", "Analysis", "Preparation", "Report", "Impact", "Analysis", "Root cause"),
        *("Root cause", "Follow-up"),
    ]
    assert record.impact.summary == "All of it"
    assert "Name one page of: 1 Preparation" in said
    assert "There is no :foo." in said
    assert ":no answers no question of this kind." in said
    assert "Here is nothing to answer" in said
    assert said.count("Everything is saved.") == 1


def test_the_clock_runs_with_the_pages_and_is_no_step_of_undo(library):
    said, record = talk(
        library, ":clock", ":clock", ":page 2", ":clock more", ":undo", ":clock pause", ":undo"
    )
    assert [turn.page for turn in record.turns] == ["analysis", None]
    assert "The clock runs, and follows the pages. Saved" in said
    assert "Clock: Opening 0/2 · 0/30 min. :clock pause, or :clock more." in said
    assert "\nClock: Timeline 0/12 · 0/30 min.\n" in said
    assert "Timeline has 3 min more, taken from Causes. Saved" in said
    assert {block.moved for block in record.prep.agenda} <= {None, 0}


def test_questions_do_not_grow_into_one_another(library):
    said, record = talk(library, *[":done"] * 9, "no", ":edit i1", ":park x", *[":edit i1"] * 3)
    assert said.count("Back to the question that was asked first") >= 2
    assert record.progress.preparation.done_at is None
    assert "i1 is asked here: :out leaves it first." in said


def test_the_follow_up_is_gone_through_by_ids(library):
    built = Action(id="a1", title="Add a limit", status=ActionStatus.DONE, causes=("c1",))
    puts = [("actions.a1", built), ("follow_up.reviews.v1", Review(id="v1", at=EARLIER))]
    risk = RiskAcceptance(id="k1", statement="One region", review_on=EARLIER.date())
    puts.append(("risk_acceptances.k1", risk))
    library.change(ID, lambda record: put_all(record, puts))
    said, record = talk(
        library,
        *(":state v1", "", "Ann, Ben", "", "go on", ":state a1", "waits", "3 of 20", "2"),
        *("1", "Limit cron jobs", "they wait, too", "Ann", "+30"),
        *(":state k1", "2", "Add a region"),
        *(":state close", "It holds.", "", "", ":state close", "", "a wait over 3 s", ""),
        *(":state close", "it came back", "", ":quit"),
        page="follow_up",
    )
    assert "What is next; :state and the first word of a line does it:" in said
    assert re.search(r"v1, \d+ days late, hold review", said)
    assert record.follow_up.reviews[0].held
    assert record.follow_up.reviews[0].decisions == ("go on",)
    assert record.actions[0].effectiveness.verdict == "partly"
    assert "a1 was partly effective (3 of 20). What follows?" in said
    assert "a1 partly · waits: ? → ? · result 3 of 20" in said
    assert record.follow_up.adjustments[0].of == "a1"
    assert (record.actions[1].title, record.actions[1].owner) == ("Limit cron jobs", "Ann")
    assert record.risk_acceptances[0].review.decision == "act"
    assert record.actions[2].title == "Add a region"
    assert "Keep until" not in said
    refused, _, said = said.partition("Say what would make us open it again")
    assert "is closed" not in refused
    assert "what worked, what stays. Enter alone: “It holds.”." in said
    assert "This postmortem is closed." in said
    assert record.follow_up.closing_note == "It holds."
    assert record.follow_up.reopen_if == "a wait over 3 s"
    assert "It is open again." in said
    assert record.milestones.closed_at is None
    assert record.follow_up.reviews[-1].notes == "it came back"
