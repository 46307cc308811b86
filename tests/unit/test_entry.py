"""Entry lines: what each list understands, and that nothing typed is lost."""

from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import example as case
from hypothesis import given
from hypothesis import strategies as st

from pmtui.guide.entry import ENTRIES, parse_entry
from pmtui.guide.examples import EXAMPLES
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.factors import Thread
from pmtui.model.kinds import CauseRole, Confidence, Precision, ThreadKind
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import slots
from pmtui.model.story import MILESTONE_OF_KIND
from pmtui.model.text import clean
from pmtui.store.codec import from_json, from_plain, to_plain
from tests.unit.entry_cases import CASES

NAME = "2026-09-15-card-authorisations-failed.json"
DEMO = from_json((files("pmtui.demo") / NAME).read_bytes(), NAME)
NEW = Postmortem(
    id="2026-09-15-new",
    prep=Preparation(
        people=(Participant(id="p1", name="Anneke Vos", handle="@avos", roles=("responder",)),)
    ),
)
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
LISTS = [each for each in address.list_addresses() if each != "conflicts"]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def add(record, parent, text, zone=None):
    """The record with the line added, and the new item."""
    puts = parse_entry(record, parent, text, NOW, zone)
    for where, value in puts:
        record = address.put(record, where, value)
    assert from_plain(to_plain(record), "test") == record
    return record, address.get(record, puts[0][0])


def told(item):
    """What the line said of the item: the fields that are not at their default."""
    told = {each.name: getattr(item, each.name) for each in fields(item) if each.name != "id"}
    return {
        name: value
        for name, value in told.items()
        if value not in (None, ()) and value != type(item).__dataclass_fields__[name].default
    }


@pytest.mark.parametrize("parent", LISTS)
def test_every_list_reads_its_own_example(parent):
    record, item = add(DEMO, parent, EXAMPLES[parent])
    assert item.id == address.next_id(DEMO, parent)
    assert len(address.get(record, parent)) == len(address.get(DEMO, parent)) + 1
    assert getattr(item, ENTRIES[parent].main) or parent == "follow_up.reviews"
    assert ENTRIES[parent].main in slots(type(item))


@pytest.mark.parametrize("parent", LISTS)
@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_line_is_refused_with_an_example(parent, text):
    with pytest.raises(BadValue, match="nothing to add"):
        parse_entry(DEMO, parent, text, NOW)


def test_a_field_that_is_no_list_takes_no_lines():
    with pytest.raises(BadValue, match="takes no entry lines"):
        parse_entry(DEMO, "impact.slo", "x", NOW)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "14:05 alert: p99 over 3 s @ibaptista #e2 !",
            {
                "at": utc("2026-09-15 14:05"),
                "precision": "exact",
                "entered": "14:05",
                "entered_tz": "UTC",
                "kind": "alert",
                "text": "p99 over 3 s",
                "actor_role": "responder",
                "evidence": ("e2",),
                "surprise": True,
            },
        ),
        ("plain text", {"text": "plain text"}),
        ("impact start: x", {"kind": "impact_start", "text": "x"}),
        ("ACK: x", {"kind": "acknowledged", "text": "x"}),
        ("hypothesis: x", {"kind": "hypothesis", "text": "x"}),
        ("hypothesis ruled out: x", {"kind": "hypothesis_ruled_out", "text": "x"}),
        ("impact: x", {"text": "impact: x"}),
        ("note: http://x", {"kind": "note", "text": "http://x"}),
        ("http://x is down", {"text": "http://x is down"}),
        ("resolved", {"kind": "resolved", "text": "resolved"}),
        ("resolved:", {"kind": "resolved", "text": "resolved"}),
        ("! odd", {"text": "odd", "surprise": True}),
        ("odd !", {"text": "odd", "surprise": True}),
        ("odd!", {"text": "odd!"}),
        ("- from a list", {"text": "from a list"}),
        ("decision: @on-call rolls back", {"kind": "decision", "text": "rolls back"}),
        ("calls @ibaptista for help", {"text": "calls @ibaptista for help"}),
        ("graph #E02 #e03", {"text": "graph", "evidence": ("e2", "e3")}),
        ("see #e2 again", {"text": "see #e2 again", "evidence": ("e2",)}),
        ("ticket #e99", {"text": "ticket #e99"}),
        ("a\x1b[2Jb\nc", {"text": "a␛[2Jb c"}),
        ("2140 merchants affected", {"text": "2140 merchants affected"}),
    ],
)
def test_a_timeline_line(text, what):
    _, item = add(DEMO, "timeline", text)
    found = told(item)
    if "on-call" in text:
        assert found.pop("actor_role") == "on-call"
    assert found == what


def test_an_actor_is_a_role_or_else_a_handle():
    assert add(DEMO, "timeline", "x @rohank")[1].actor_role == "incident commander"
    assert add(NEW, "timeline", "@avos: x")[1].actor_role == "responder"
    assert add(NEW, "timeline", "x @database_owner")[1].actor_role == "database owner"
    unlisted = add(NEW, "timeline", "x @database_owner #E99 !")[1]
    assert (unlisted.actor_role, unlisted.text) == ("database owner", "x #E99")
    quiet = Preparation(people=(Participant(id="p1", handle="@avos"),))
    assert add(Postmortem(id="x", prep=quiet), "timeline", "x @AVOS")[1].actor_role == "@avos"


@pytest.mark.parametrize("kind", MILESTONE_OF_KIND)
def test_a_kind_fills_its_milestone_once(kind):
    name = MILESTONE_OF_KIND[kind]
    first, item = add(NEW, "timeline", f"~14:05 {kind}: x")
    milestone = getattr(first.milestones, name)
    assert (milestone.at, milestone.precision) == (item.at, Precision.APPROX)
    assert milestone.entered == "~14:05"
    second, _ = add(first, "timeline", f"14:10 {kind}: again")
    assert second.milestones == first.milestones
    assert add(NEW, "timeline", f"{kind}: x")[0].milestones == NEW.milestones


def typed(record, *lines, zone=None):
    """The instants of lines added one after the other."""
    found = []
    for line in lines:
        record, item = add(record, "timeline", line, zone)
        found.append(item.at)
    return found


def test_lines_follow_each_other_over_midnight():
    assert typed(NEW, "23:50 a", "+5 b", "00:10 c", "+1h d", "no time e", "01:30 f") == [
        utc("2026-09-15 23:50"),
        utc("2026-09-15 23:55"),
        utc("2026-09-16 00:10"),
        utc("2026-09-16 01:10"),
        None,
        utc("2026-09-16 01:30"),
    ]


def test_lines_after_a_dated_one_are_on_its_day_while_no_start_is_known():
    assert typed(NEW, "2026-09-10 09:00 a", "09:30 b", "2024-01-01 c", "10:00 d") == [
        utc("2026-09-10 09:00"),
        utc("2026-09-10 09:30"),
        utc("2024-01-01 00:00"),
        utc("2026-09-10 10:00"),
    ]


def test_a_latent_condition_does_not_move_the_story():
    assert typed(NEW, "2023-04-18 09:00 latent: a", "14:05 b")[1] == utc("2026-09-15 14:05")
    assert typed(NEW, "2023-04-18 09:00 latent: a", "+5 b")[1] == utc("2023-04-18 09:05")


def test_a_late_entry_of_the_aftermath_does_not_move_the_story():
    assert DEMO.timeline[-1].at == utc("2026-09-17 09:00")
    assert typed(DEMO, "14:05 forgotten")[0] == utc("2026-09-15 14:05")
    assert typed(DEMO, "00:10 after midnight")[0] == utc("2026-09-16 00:10")
    assert typed(DEMO, "+5 after the last")[0] == utc("2026-09-17 09:05")


def test_bare_times_are_read_in_the_zone_given():
    berlin = typed(NEW, "18:38 a", "18:40 Kolkata b", zone="Europe/Berlin")
    assert berlin == [utc("2026-09-15 16:38"), utc("2026-09-15 13:10")]


@pytest.mark.parametrize(
    ("parent", "text", "words"),
    [
        ("timeline", "25:99 x", "not a time of day"),
        ("timeline", "14:05 IST x", "Asia/Kolkata"),
        ("timeline", "03/04 14:05 x", "2026-04-03 or 2026-03-04"),
        ("timeline", "14:05", "what happened"),
        ("timeline", "@avos #e2 !", "what happened"),
        ("causes", "c99: x", "no cause c99"),
        ("causes", "w9: x", "no thread w9"),
        ("causes", "c4: trigger: #e2", "no statement"),
        ("lessons", "went well: #c4", "no words"),
        ("actions", "@hkrug P0", "no words"),
        ("actions", "x by 03/04/2026", "2026-04-03"),
        ("actions", "x by 2026-02-30", "not a day"),
        ("risk_acceptances", "#c12", "no words"),
        ("risk_acceptances", "#c12 x by 2027-10-21", "within 12 months: on 2027-10-20"),
        ("impact.segments", "about an hour", "start with a time"),
        ("impact.segments", "16:41-later", "time of the end"),
        ("impact.segments", "17:00-16:00", "not after the start"),
        ("impact.segments", "16:41-16:58 all of them", "no place"),
        ("impact.segments", "16:41-16:58 100 300/200", "has 300 failed of 200 attempts"),
        ("impact.segments", "16:41-16:58 100 5/0", "has 5 failed of 0 attempts"),
        ("impact.immediate", "cards: 52-33 (guess)", "“at least” (52) is more than “at most” (33)"),
        ("impact.immediate", "cards: 33-60-52", "“value” (60) is more than “at most” (52)"),
        ("impact.immediate", "cards: 30 (33-52)", "“at least” (33) is more than “value” (30)"),
        ("impact.immediate", "cards: 99999 of 6870", "“value” (99,999) is more than “of” (6,870)"),
        ("impact.financial", "refunds: 90-10 EUR", "“at least” (90) is more than “at most” (10)"),
        ("communications", "~17:00 public: x", "not exact enough"),
        ("prep.pre_talks", "@rohank done at noon", "cannot be read"),
        ("deadlines", "DORA initial by Friday", "cannot be read"),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_with_a_sentence(parent, text, words):
    with pytest.raises(BadValue) as refused:
        parse_entry(DEMO, parent, text, NOW)
    assert words in str(refused.value)


def test_the_first_cause_starts_the_first_thread():
    record, root = add(NEW, "causes", "Payments failed")
    assert (root.id, root.role, root.thread, root.parents) == ("c1", CauseRole.EFFECT, "w1", ())
    (thread,) = record.threads
    assert (thread.kind, thread.root) == (ThreadKind.OCCURRENCE, "c1")
    assert thread.question == "How did it come about?"
    record, child = add(record, "causes", "A lock was held")
    assert (child.parents, child.role, child.thread) == (("c1",), CauseRole.CONTRIBUTING, "w1")
    assert (child.confidence, child.gate) == (Confidence.POSSIBLE, None)


def test_a_thread_without_a_root_takes_the_next_cause_as_its_root():
    record = address.put(DEMO, "threads.w9", Thread(id="w9", kind=ThreadKind.OTHER))
    record, root = add(record, "causes", "w9: Nobody could see it")
    assert (root.role, root.thread, root.parents) == (CauseRole.EFFECT, "w9", ())
    assert address.get(record, "threads.w9.root") == root.id
    assert add(record, "causes", "W9: a cause of it")[1].parents == (root.id,)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("c4: x", {"parents": ("c4",), "role": "contributing", "thread": "w1"}),
        ("C04 < x", {"parents": ("c4",), "role": "contributing", "thread": "w1"}),
        ("c14: x", {"parents": ("c14",), "role": "contributing", "thread": "w2"}),
        ("#c4, c6: x", {"parents": ("c4", "c6"), "role": "contributing", "thread": "w1"}),
        ("latent: x", {"parents": ("c1",), "role": "latent", "thread": "w1"}),
        (
            "c4: [process] trigger: x #e2",
            {
                "parents": ("c4",),
                "role": "trigger",
                "thread": "w1",
                "category": "process",
                "evidence": ("e2",),
            },
        ),
        (
            "trigger: [tech] x",
            {"parents": ("c1",), "role": "trigger", "thread": "w1", "category": "technology"},
        ),
    ],
)
def test_a_cause_line(text, what):
    _, item = add(DEMO, "causes", text)
    assert told(item) == {"statement": "x", "confidence": "possible", **what}


def test_words_that_only_look_like_marks_stay_in_the_statement():
    for text in ("[sic] x", "queue: x", "x (see c4)", "x #c4 #e99"):
        assert add(DEMO, "causes", text)[1].statement == text


@pytest.mark.parametrize(("parent", "text", "what"), CASES)
def test_a_line_of_another_list(parent, text, what):
    _, item = add(DEMO, parent, text)
    assert told(item) == what


PLAIN = ["timeline", "causes", "lessons", "actions", "parking_lot", "open_questions"]
WORDS = st.sampled_from(
    ["graphs", "3", "s", "https://x/y", "[/dev/sda]", "b:c", "50%", "#e99", "(maybe)", "P9", "é"]
)


@given(st.sampled_from(PLAIN), st.lists(WORDS, min_size=1).map(" ".join))
def test_words_without_a_meaning_stay_in_the_text(parent, text):
    _, item = add(DEMO, parent, text)
    assert getattr(item, ENTRIES[parent].main) == text


TIMES = ["14:05", "1405", "+5", "16:41-16:58", "2026-09-15", "Berlin", "30", "day", "by", "due"]
FIGURES = ["38", "%", "12/50", "5", "of", "9", "EUR", "log://x", "P0", "(measured)", "(consult)"]
HEADS = ["alert:", "trigger:", "prevent:", "went", "well:", "trust:", "public", "c4:", "w2:", "<"]
SIGNS = ["!", "-", ":", "(", ")", "[", "]", ",", ";", "#e2", "#c4", "#c99", "@avos", "@nobody"]
MARKS = st.sampled_from([*TIMES, *FIGURES, *HEADS, *SIGNS, "done", "because", "not", "involved"])
ANIMALS = ["zebra", "quokka", "Wombat", "okapi"]


@given(
    st.sampled_from(LISTS),
    st.lists(MARKS | st.sampled_from(ANIMALS), min_size=1, max_size=9).map(" ".join),
    st.sampled_from([DEMO, NEW]),
)
def test_no_word_of_a_line_that_was_added_is_lost(parent, text, record):
    with suppress(BadValue):
        kept = repr(parse_entry(record, parent, text, NOW)).casefold()
        assert not [each for each in ANIMALS if each in text and each.casefold() not in kept]


@given(st.sampled_from(LISTS), st.text(min_size=1, max_size=60), st.sampled_from([DEMO, NEW]))
@case("timeline", "+9999 days x", NEW)
@case("impact.immediate", "x: ١٢", NEW)
def test_any_line_is_added_or_refused_with_a_sentence(parent, text, record):
    with suppress(BadValue):
        add(record, parent, text)


@given(st.text(max_size=60))
def test_a_parked_idea_is_kept_word_for_word(text):
    kept = clean(text).strip()
    if kept:
        item = add(NEW, "parking_lot", text)[1]
        assert item.text == " ".join(part.strip() for part in kept.split("\n"))
