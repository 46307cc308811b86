"""Hints on a record: by address, once per document, without what was ignored; the team's file."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pmtui.guide.fields import PAGES, Field
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.wording import FIELDS, built_in, hints, names_in, record_hints, shown_on, with_team
from pmtui.guide.wording.record import TEXTS
from pmtui.guide.wording.slow import is_slow
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.whole_record import LIBRARY

NO_SENTENCES = {
    *("reference", "services", "tags", "display_timezones", "prep.meeting.format"),
    *("prep.meeting.link", "prep.ground_rules", "analysis.recollection_declined", "impact.unit"),
    *("impact.data.integrity", "impact.slo.name", "impact.slo.kind", "report.version"),
    *("follow_up.shared_outside", "follow_up.reopen_if"),
    *("prep.people.name", "prep.people.handle", "prep.people.team", "prep.people.roles"),
    *("prep.stakeholders.who", "prep.stakeholders.interest", "prep.evidence.title"),
    "prep.agenda.name",
    *("prep.evidence.ref", "prep.evidence.retention_risk", "timeline.actor_role"),
    *("timeline.quote", "timeline.source", "timeline.origin", "communications.channel"),
    *("communications.state", "threads.question", "causes.stop.ref", "causes.how_often"),
    *("causes.tags", "causal.barriers.name", "causal.barriers.layer", "impact.immediate.metric"),
    *("impact.immediate.unit", "impact.financial.item", "impact.financial.currency"),
    *("impact.financial.basis", "impact.long_term.horizon", "deadlines.regime"),
    *("deadlines.step", "deadlines.rule", "deadlines.note", "parking_lot.to"),
    *("actions.verification.method", "actions.verification.result", "actions.ticket"),
    *("actions.effectiveness.metric", "actions.effectiveness.baseline", "actions.effort"),
    *("actions.effectiveness.target", "actions.effectiveness.result"),
    *("report.signoffs.role", "report.signoffs.comment", "report.distribution.to"),
    *("report.distribution.channel", "report.distribution.version"),
    *("report.redactions.rule", "report.redactions.decision", "report.redactions.instead"),
    *("report.names.customers", "report.names.suppliers", "report.names.code_names"),
    *("report.comments.text", "report.readers.version"),
    *("report.versions.version", "report.versions.note", "follow_up.recurrence_links.there"),
}
"""Texts that are names, numbers, quotes or a few words."""


def event(number, text, **other):
    return Event(id=f"t{number}", kind=EventKind.NOTE, text=text, **other)


def places(record, rules=None):
    return [(each.address, each.hint.rule.id) for each in record_hints(record, rules or built_in())]


def test_every_text_of_the_guide_is_looked_at_or_known_to_be_no_sentence() -> None:
    texts = [part.address for parts in PAGES.values() for part in parts if isinstance(part, Field)]
    texts += [f"{parent}.{each.address}" for parent, all_ in ITEM_FIELDS.items() for each in all_]
    slots = {where: address.slot_at(_with_id(where)) for where in texts}
    sentences = {
        where for where, slot in slots.items() if slot.shape in ("text", "prose") and not slot.mark
    }
    assert sentences - TEXTS.keys() - NO_SENTENCES == set()
    assert TEXTS.keys() <= sentences
    assert set(TEXTS.values()) <= set(FIELDS)


def _with_id(where):
    for parent in address.list_addresses():
        if where.startswith(f"{parent}."):
            return where.replace(parent, f"{parent}.x1", 1)
    return where


def test_hints_are_found_by_address_and_page() -> None:
    record = Postmortem(
        id="x",
        title="Human error",
        timeline=(event(2, "He ignored it", quote="my fault", source="their fault"),),
        lessons=(Lesson(id="l3", text="If only we had known"),),
    )
    found = record_hints(record, built_in())
    assert [(each.address, each.words) for each in found] == [
        ("title", "Human error"),
        ("timeline.t2.text", "He ignored"),
        ("lessons.l3.text", "If only"),
    ]
    assert [each.address for each in shown_on("lessons", found)] == ["lessons.l3.text"]
    assert shown_on("impact", found) == ()


def test_a_hint_that_is_to_be_said_once_appears_once_in_a_record() -> None:
    text = "The root cause was a lock."
    record = Postmortem(id="x", title=text, lessons=(Lesson(id="l1", text=text),))
    assert places(record) == [("title", "LABEL-SINGLE-CAUSE")]
    (place,) = record_hints(record, built_in())
    assert places(replace(record, wording_ignored=place.ignoring)) == []
    assert places(replace(record, title=None)) == [("lessons.l1.text", "LABEL-SINGLE-CAUSE")]


def test_of_hints_on_the_same_words_one_stands_for_all() -> None:
    (place,) = record_hints(Postmortem(id="x", title="Root cause: human error"), built_in())
    assert place.words == "Root cause: human"
    assert [each.rule.id for each in place.also] == ["ATTR-HUMAN-ERROR"]
    assert places(Postmortem(id="x", title=place.text, wording_ignored=place.ignoring)) == []


def test_ignored_here_is_the_sentence_wherever_it_stands() -> None:
    text = "It was their fault. Then it was human error. It was at fault."
    record = Postmortem(id="x", timeline=(event(1, text),))
    here = record_hints(record, built_in())[0].ignoring
    ignoring = replace(record, wording_ignored=here)
    assert [each.words for each in record_hints(ignoring, built_in())] == [
        "human error",
        "at fault",
    ]
    moved = replace(ignoring, timeline=(), title="So. it was  THEIR fault. ")
    assert places(moved) == []
    changed = replace(ignoring, timeline=(event(1, "It was all their fault."),))
    assert places(changed) == [("timeline.t1.text", "ATTR-FAULT")]


def test_an_ignored_rule_is_quiet_everywhere_in_the_record() -> None:
    record = Postmortem(id="x", title="Their fault", timeline=(event(1, "At fault, human error"),))
    ignoring = replace(record, wording_ignored=("ATTR-FAULT",))
    assert places(ignoring) == [("timeline.t1.text", "ATTR-HUMAN-ERROR")]


def test_names_are_those_of_the_people_and_no_words() -> None:
    people = (
        Participant(id="p1", name="Anneke Vos", handle="@avos"),
        Participant(id="p2", name="Will Grace", handle="wgrace"),
        Participant(id="p3", name="Mark"),
        Participant(id="p4"),
    )
    record = Postmortem(id="x", prep=Preparation(people=people))
    assert names_in(record) == ("@avos", "@wgrace", "Anneke", "Anneke Vos", "Will Grace")
    lessons = [
        "Will it mark the grace period?",
        "Anneke saw it.",
        "Will Grace did.",
        "Ask @wgrace then",
    ]
    record = replace(
        record, lessons=tuple(Lesson(id=f"l{n}", text=text) for n, text in enumerate(lessons, 1))
    )
    assert places(record) == [(f"lessons.l{n}.text", "NAME-INTERNAL") for n in (2, 3, 4)]


def test_the_examples_are_written_without_blame() -> None:
    warned = [
        (record.id, place.address, place.words)
        for record in LIBRARY
        for place in record_hints(record, built_in())
        if place.hint.rule.severity == "warn"
    ]
    assert warned == []


def test_folding_and_ignoring_grow_with_the_text_alone() -> None:
    def look(words: list[str]) -> None:
        record = Postmortem(id="x", notes=" ".join(words), wording_ignored=("ATTR-FAULT 0",))
        record_hints(record, with_team(b'off = ["MIN-JUST"]'))
        with_team.cache_clear()

    assert_no_quadratic_growth(look, ["At fault, human error."] * 1200)


TEAM = b"""
off = ["ATTR-FAULT"]

[[rules]]
id = "OUR-COWBOY"
pattern = '{{ROLE}} cowboys?'
exceptions = ['cowboys? hat']
why = "A label."
scope = ["lesson", "cause"]
severity = "warn"
repeat = "once_per_document"
case_sensitive = true
"""


def test_a_team_adds_rules_and_switches_others_off() -> None:
    rules = with_team(TEAM)
    text = "Their fault. The vendor cowboys; an admin cowboys hat; an Admin cowboy; vendor cowboys"
    assert [each.rule.id for each in hints(text, "lesson")] == ["ATTR-FAULT"]
    found = hints(text, "lesson", (), rules)
    assert [(each.rule.id, each.rule.severity) for each in found] == [("OUR-COWBOY", "warn")]
    assert text[found[0].start : found[0].end] == "vendor cowboys"
    assert hints(text, "notes", (), rules) == ()
    assert with_team(None) is built_in()
    assert with_team(b"").all == built_in().all


RULE = '[[rules]]\nid = "OUR"\nwhy = "w"\npattern = "p"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("off = [", "it is no TOML: "),
        (b"\xff\xfe", "it is no TOML: "),
        ('of = ["A"]', "“of” is not known. Use off and [[rules]]"),
        ("off = 3", "off is a list such as"),
        ("rules = 3", "off is a list such as"),
        ("rules = [3]", "a rule begins with the line [[rules]]"),
        ('off = ["NO-SUCH"]', "there is no rule “NO-SUCH” to switch off"),
        ("[[rules]]\n", "rule number 1 (line 1): id is missing"),
        ('[[rules]]\nid = "OUR"\n', "rule OUR (line 1): pattern is missing"),
        (RULE.replace('"w"', '""'), "rule OUR (line 1): why is missing"),
        (RULE.replace('"p"', '"("'), "rule OUR (line 1): “(” is no regular expression: missing )"),
        (RULE + 'exceptions = ["["]', "rule OUR (line 1): “[” is no regular expression: "),
        (
            RULE + 'exceptions = "a"',
            "rule OUR (line 1): exceptions is a list of texts in quotation marks",
        ),
        (RULE + 'severity = "bad"', "rule OUR (line 1): severity is one of warn, hint"),
        (RULE + 'repeat = "often"', "rule OUR (line 1): repeat is one of every, once_per_document"),
        (
            RULE + 'scope = ["all"]',
            "rule OUR (line 1): there is no “all” to look at; there are summary",
        ),
        (RULE + "ask = 3", "rule OUR (line 1): ask is a text in quotation marks"),
        (RULE + "case_sensitive = 1", "rule OUR (line 1): case_sensitive is true or false"),
        (RULE + 'colour = "red"', "rule OUR (line 1): “colour” is not known. Use id, pattern, why"),
        (RULE.replace("OUR", "a b"), "rule a b (line 1): an id is letters, digits and hyphens"),
        (RULE.replace("OUR", "ATTR-WHO"), "there are two rules “ATTR-WHO”. Give yours another id"),
        (RULE + RULE, "there are two rules “OUR”"),
        (f"off = []\n{RULE}".replace('"p"', "'(a+)+$'"), "rule OUR (line 2): “(a+)+$” would take"),
        (RULE + "exceptions = ['x(,+ ?)*y']", "rule OUR (line 1): “x(,+ ?)*y” would take for ever"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_what_is_wrong(text: str | bytes, said: str) -> None:
    with pytest.raises(BadValue) as raised:
        with_team(text if isinstance(text, bytes) else text.encode())
    assert str(raised.value).startswith(f"wording.toml of the library: {said}")
    assert str(raised.value).endswith(". Until that is mended only the built-in rules count.")


SLOW = (
    *(r"(a|aa)+$", r"(\w+\s?)*$", r"x(a+)+y", r"((ab)*)*c", r"(?:\d+){2,}:", r"([é)]+)+$"),
    *(r"(\)+)+$", r"(foo|fo+o?)*z"),
)
QUICK = (
    *(r"\bcowboy\w*\b", r"(?:\w+\s+)*x", r"(?:\w+\s+){0,6}?x", r"(?:a|b)+", r"(a+)++$"),
    *(r"\b(?:\w+-)+\w+\b", r"(ab|cd)*ef", r"\bfoo.*bar\b", r"(a)(?:\1)+"),
)


def test_a_pattern_that_would_never_end_is_found_without_waiting_for_its_end() -> None:
    assert [each for each in (*SLOW, *QUICK) if is_slow(each, re.IGNORECASE)] == list(SLOW)


def test_the_example_of_the_readme_is_a_file_that_fits() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    files = [each.split("```")[0] for each in readme.split("```toml\n")[1:]]
    rules = with_team(next(each for each in files if "[[rules]]" in each).encode())
    found = hints("Obviously a cowboy.", "lesson", (), rules)
    assert [(each.rule.id, each.rule.severity) for each in found] == [("OUR-COWBOY", "warn")]
