"""The guide in plain lines: what is asked, heard, kept and refused."""

import signal
import time
from dataclasses import replace

import pytest

from pmtui.edits import put_all
from pmtui.guide.steps import STEPS
from pmtui.guide.values import parse
from pmtui.linear.answers import numbered
from pmtui.linear.run import NotSaved
from pmtui.model.address import get
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Severity
from pmtui.session import Session
from pmtui.store.errors import Unavailable
from tests.unit.linear_talk import talk
from tests.unit.sessions import ID, START

HERE = ".pmtui/here/*/*"


def drafts(library):
    session = Session(library, library.load(ID))
    session.recover()
    words = dict(session.drafts)
    session.close()
    return words


def change(library, *puts):
    """What somebody else does at the same time."""
    return lambda: library.change(ID, lambda record: put_all(record, puts))


def test_a_block_says_page_question_prompt_label_hint_and_value(library):
    said, _ = talk(library, "X failed", "")
    block = said[said.index("Page 1 of 9, Preparation. Question 1") :].splitlines()
    assert block[:6] == [
        "Page 1 of 9, Preparation. Question 1 of 10.",
        f"For the room: 1/9 {STEPS[0].prompts[0]}",
        "Title (title)",
        "Hint: the effect in one line, not a guess at the cause.",
        "Now: not known",
        "Title> Title: X failed. Saved " + block[5][-9:],
    ]


def test_answers_of_every_kind_are_saved_and_enter_keeps(library):
    said, record = talk(
        library,
        *("X failed", "2", "api, web", "Ann", "", "2026-03-04 10:00", "12:00"),
        *("Ann Lee @ann, SRE, Berlin, involved", "", "", ""),
        *("Why so long?", "Who saw it?", ".", ":page 1", "", ""),
    )
    assert (record.title, record.severity.final) == ("X failed", Severity.SEV2)
    assert record.services == ("api", "web")
    assert record.prep.scope_start.hour == 10
    assert record.prep.people[0].handle == "@ann"
    assert record.title == "X failed"
    assert record.prep.goals == ("Why so long?", "Who saw it?")
    said, record = talk(library, ":go goals", ":add And then?", ".", ":go services", ":unknown")
    assert record.prep.goals == ("Why so long?", "Who saw it?", "And then?")
    assert record.services == ()
    assert "  Who saw it?\n" in said


def test_the_number_of_a_choice_is_its_own_digit():
    assert numbered(["P0", "P1", "NM"]) == {"0": "P0", "1": "P1", "2": "NM"}
    assert numbered(["went_well", "risk"]) == {"1": "went well", "2": "risk"}


def test_what_cannot_be_read_is_refused_as_on_the_screens_and_kept(library):
    with pytest.raises(BadValue) as refused:
        parse(library.load(ID).record, "prep.scope_end", "25:99", START)
    said, record = talk(library, ":go Story ends", "25:99", ":quit")
    assert f"{refused.value} What you typed is kept: 25:99" in said
    assert record.prep.scope_end is None
    assert drafts(library) == {"prep.scope_end": "25:99"}
    said, _ = talk(library, ":go Story ends", "")
    assert "Typed before, and not taken: 25:99." in said
    assert drafts(library) == {}


def test_an_entry_is_said_before_it_is_taken_and_the_next_line_takes_it(library):
    said, record = talk(
        library,
        *(
            "10:05 alert: p99",
            ":no 10:06 alert: p99 high",
            "10:09 symptom: errors",
            "",
            "",
            ":quit",
        ),
        page="analysis",
    )
    assert [(each.at.minute, each.text) for each in record.timeline] == [
        (6, "p99 high"),
        (9, "errors"),
    ]
    assert said.index("Read as: alert, sets first alert; 10:06 UTC") < said.index("t1 is added")
    assert "t2 10:09 UTC, symptom: errors" in talk(library, page="analysis")[0]


def test_at_the_end_of_the_lines_the_entry_that_waits_is_taken(library):
    assert talk(library, "10:05 x", page="analysis")[1].timeline[0].text == "x"


def test_ctrl_c_leaves_at_once_and_an_entry_that_waits_stays_a_draft(library):
    said, record = talk(
        library, "10:05 x", lambda: signal.raise_signal(signal.SIGINT), page="analysis"
    )
    assert record.timeline == ()
    assert drafts(library) == {"+timeline": "10:05 x"}
    assert "Everything is saved. What was typed and not taken is kept, too." in said
    said, record = talk(library, "", page="analysis")
    assert "Typed before, and not taken: 10:05 x\nRead as: 10:05 UTC" in said
    assert record.timeline[0].text == "x"
    assert drafts(library) == {}


def test_a_time_that_means_two_instants_is_asked_about(library):
    said, record = talk(library, "03/04 10:00 a", "2", "05/06 b", "10:20 c", "", page="analysis")
    assert "“03/04” is read differently in different countries.\n  1 3 April" in said
    assert [(each.text, each.at and each.at.date().isoformat()) for each in record.timeline] == [
        ("a", "2026-03-04"),
        ("05/06 b", None),
        ("c", "2026-03-04"),
    ]


def test_what_was_known_is_asked_and_an_entry_is_no_answer(library):
    _, record = talk(
        library,
        *("10:05 decision: restart", "", "the graph was green"),
        *("10:07 trigger: deploy", "", "10:09 alert: p99", "", "", ":quit"),
        page="analysis",
    )
    known = [(each.text, each.known_then) for each in record.timeline]
    assert known == [("restart", "the graph was green"), ("deploy", None), ("p99", None)]


def test_what_was_known_is_asked_until_the_entry_is_gone(library):
    said, record = talk(
        library,
        *("10:05 decision: restart", "", ":park x", ":edit t1 kind", "", "it was green"),
        *("10:07 trigger: deploy", "", ":remove t2", "no answer but an entry", "", ":quit"),
        page="analysis",
    )
    assert said.count("What was known at that moment (t1)?") == 2
    assert [(each.id, each.text, each.known_then) for each in record.timeline] == [
        ("t1", "restart", "it was green"),
        ("t3", "no answer but an entry", None),
    ]


def test_a_line_of_a_pipe_that_cannot_be_read_goes_to_the_notes(library):
    said, record = talk(library, "25:99", "10:05 x", page="analysis", by_hand=False)
    assert record.notes == "25:99"
    assert "It went to the notes: “25:99”." in said
    assert record.timeline[0].text == "x"


def test_prose_that_is_not_ended_is_kept_and_offered_again(library):
    said, record = talk(library, "One", "", "Two :smile", ":park an idea", "::so", page="report")
    assert record.report.exec_summary is None
    assert record.parking_lot[0].text == "an idea"
    assert drafts(library) == {"report.exec_summary": "One\n\nTwo :smile\n:so"}
    said, record = talk(library, "Three", ":no Four", ".", page="report")
    assert "Typed before, and not taken:\n  One\n\n  Two :smile\n  :so\n" in said
    assert record.report.exec_summary == "One\n\nTwo :smile\n:so\nFour"
    assert drafts(library) == {}
    assert talk(library, "x", ":no", ":no", "", page="report")[1].report == record.report


def test_what_others_do_is_told_and_kept(library):
    said, record = talk(
        library,
        change(library, ("title", "Theirs"), ("services", ("db",))),
        *("Mine", "", ":take", ":up"),
    )
    assert "has changed services." in said
    assert "wrote in title: “Theirs”. :take takes that, :keep keeps what is here." in said
    assert "Now: db" in said
    assert record.title == "Theirs"
    assert record.conflicts == ()


def test_others_see_where_one_is(library):
    def wait():
        while not seen("impact impact.summary 0 "):
            time.sleep(0.02)

    def seen(begin):
        return any(path.read_text().startswith(begin) for path in library.folder.glob(HERE))

    talk(library, ":go impact.summary", wait, page="report")
    assert not seen("")


def test_read_only_reads_the_pages_and_changes_nothing(library):
    talk(library, "X \x1b[2J failed", "", "a, b")
    said, record = talk(library, "Y", read_only=True, page=None)
    assert [line for line in said.splitlines() if " of 9: " in line] == [
        f"Page {step.number} of 9: {step.title}. {step.purpose}" for step in STEPS
    ]
    assert "Title: X ␛[2J failed\n" in said
    assert "Services: a, b\n" in said
    assert record.title == "X ␛[2J failed"


def test_nothing_that_is_said_acts_on_a_terminal(library):
    hostile = "a\x1b[31m\x07\u202eb \x9b2J [/dev/sda] {0} %s"
    change(
        library, ("title", hostile), ("notes", f"{hostile}\n{hostile}"), ("services", (hostile,))
    )()
    said, _ = talk(
        library, hostile, ":show", f":park {hostile}", ":go notes", f":go {hostile}", hostile
    )
    assert all(each.isprintable() or each == "\n" for each in said)
    assert "\u202e" not in said


def test_a_disk_that_refuses_is_told_and_what_was_typed_comes_back(library, monkeypatch):
    save = library.save

    def refuse(*_):
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(library, "save", refuse)
    with pytest.raises(NotSaved, match="The disk is full") as refused:
        talk(library, "Not on the disk")
    assert refused.value.exit_code == 5
    monkeypatch.setattr(library, "save", save)
    said, record = talk(library, "")
    assert "Brought back what was typed before pmtui was stopped" in said
    assert record.title == "Not on the disk"


def test_a_save_that_fails_is_tried_again_with_the_next_answer(library, monkeypatch):
    save, refusals = library.save, [Unavailable("The disk is full.")]

    def once(*arguments):
        if refusals:
            raise refusals.pop()
        return save(*arguments)

    monkeypatch.setattr(library, "save", once)
    said, record = talk(library, "X", "2")
    assert "Title: X. NOT SAVED: The disk is full. It is kept, and tried again." in said
    assert (record.title, record.severity.final) == ("X", Severity.SEV2)


def test_each_answer_is_on_the_disk_before_the_next_question(library):
    seen = []
    talk(library, "X failed", lambda: seen.append(library.load(ID).record.title), "1")
    assert seen == ["X failed"]


def test_a_record_of_a_newer_pmtui_is_read_and_not_asked(library, monkeypatch):
    load = library.load
    monkeypatch.setattr(library, "load", lambda name: replace(load(name), newer=True))
    said, record = talk(library, "Y", page="impact")
    assert said.startswith("A newer pmtui wrote this: it is open to read only.\n")
    assert get(record, "title") is None
