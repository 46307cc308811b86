"""Words that blame: every rule by its examples, and what is never marked."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pmtui.guide.wording import FIELDS, built_in, hints
from pmtui.guide.wording.hints import _in_paragraph, found_in, masked
from tests.unit.growth import assert_no_quadratic_growth

DATA = json.loads((Path(__file__).parents[1] / "data" / "wording.json").read_text("utf-8"))
NAMES = tuple(DATA["names"])
CASES = DATA["rules"]


def found(text, field="summary", names=NAMES):
    return sorted({each.rule.id for each in hints(text, field, names)})


def scopes(rule):
    return FIELDS if CASES[rule]["scope"] == ["*"] else CASES[rule]["scope"]


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert sorted(CASES) == sorted(rule.id for rule in built_in().all)
    assert len(CASES) == 80
    assert [rule for rule, case in CASES.items() if not (case["fires"] and case["quiet"])] == []


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fires_on_its_examples_in_its_fields_only(rule: str) -> None:
    for text in CASES[rule]["fires"]:
        assert [field for field in FIELDS if rule in found(text, field)] == [
            field for field in FIELDS if field in scopes(rule)
        ], text


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_stays_quiet_on_what_only_looks_like_it(rule: str) -> None:
    for text in CASES[rule]["quiet"]:
        assert [field for field in scopes(rule) if rule in found(text, field)] == [], text


@pytest.mark.parametrize("sentence", DATA["sentences"], ids=lambda each: each["id"])
def test_the_labelled_sentences_agree(sentence: dict) -> None:
    assert found(sentence["text"], sentence["field"]) == sorted(sentence["rules"])


def test_there_are_56_of_them() -> None:
    assert len({each["id"] for each in DATA["sentences"]}) == 56


BLAME = "it was their fault"


@pytest.mark.parametrize(
    "text",
    [
        f'The scribe noted "{BLAME}" in the chat.',
        f"The scribe noted “{BLAME}” in the chat.",
        f"Notiert wurde: „{BLAME}“.",
        f"Noté : «{BLAME}».",
        f"They wrote ‘{BLAME}’ then.",
        f"'{BLAME}' is what they wrote.",
        f"They wrote ('it wasn't me, {BLAME}').",
        f'The scribe noted: "this was\nclear, {BLAME}" and more',
        f"The scribe noted: “this was\nclear, {BLAME}” and more",
        f"The scribe noted: ‘this was\nclear, {BLAME}’ and more",
        f"The scribe noted: 'this was\nclear, {BLAME}', and more",
        f"Noté : «\n{BLAME}».",
        f"> {BLAME}",
        f"The log has `{BLAME}` in it.",
        f"```\n{BLAME}\n\n{BLAME}\n```",
        "See https://example.org/their/fault?at fault=1".replace(" fault=", "-fault="),
    ],
)
@pytest.mark.parametrize("field", FIELDS)
def test_quotes_code_and_addresses_are_never_marked(text: str, field: str) -> None:
    assert "ATTR-FAULT" in found(BLAME, field)
    assert "ATTR-FAULT" not in found(text, field)


@pytest.mark.parametrize(
    "text",
    [
        f'a 5" disk, {BLAME}',
        f'a 5" disk, {BLAME}, a 6" disk',
        f'he said "no\n\n{BLAME}"',
        f'he said "no\n  \n{BLAME}"',
        f'- he said "no\n- {BLAME}"',
        f"the teams’ view: {BLAME}",
        f"the teams' view: {BLAME}. The engineers' view",
        f"we don't say {BLAME}, don't we",
        f"in the '90s {BLAME}, the teams' time",
        f"they wrote '{BLAME}",
    ],
)
def test_what_is_no_quote_is_looked_at(text: str) -> None:
    assert found(text) == ["ATTR-FAULT"]


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    text = f"“Quoted” first.\n\n  `code` — {BLAME} — 😀 and it’s their fault"
    assert [text[each.start : each.end] for each in hints(text, "cause")] == ["their fault"] * 2
    assert len(masked(text)) == len(text)


def test_a_hint_that_is_to_be_said_once_is_said_at_its_first_place() -> None:
    text = "The root cause was a lock.\n\nThe root cause was a report, and at fault, at fault."
    rules = [(each.rule.id, each.start) for each in hints(text, "summary")]
    assert [rule for rule, _ in rules] == ["LABEL-SINGLE-CAUSE", "ATTR-FAULT", "ATTR-FAULT"]
    assert rules[0][1] == 0


def test_at_one_place_the_warning_comes_first() -> None:
    for each in DATA["sentences"]:
        places = [
            (hint.start, hint.rule.severity == "hint")
            for hint in hints(each["text"], each["field"])
        ]
        assert places == sorted(places)


def test_names_are_those_that_are_given() -> None:
    assert found("Marta was told by @marta.", names=()) == []
    assert found("Marta was there.", names=("Marta",)) == ["NAME-INTERNAL"]
    assert found("marta was there.", names=("Marta",)) == []
    assert found("Martas and Marta's", names=("Marta",)) == ["NAME-INTERNAL"]
    assert found("ask @marta about it", names=("@marta",)) == ["NAME-INTERNAL"]
    assert found("Priya Raman failed to look", names=("Priya Raman", "Priya")) == [
        "ATTR-FAILED-TO",
        "NAME-INTERNAL",
    ]
    assert found("priya raman ignored it", names=("Priya Raman",)) == ["ATTR-IGNORED"]
    assert found("A.C failed to look; ABC failed to look", names=("A.C",)).count("ATTR-FAILED-TO")


def sentences_of(path: Path) -> list[str]:
    """The sentences of a document: five words or more, without headings, tables and code."""
    text = re.sub(r"```[\s\S]*?```", "", path.read_text("utf-8", "replace"))
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)", text)
    blocks = [" ".join(each.split()) for each in blocks]
    lines = [each for each in blocks if not each.startswith(("#", "|", "<"))]
    parts = [part for each in lines for part in re.split(r"(?<=[.!?])\s+(?=[A-Z`*\[(])", each)]
    return [part for part in parts if len(part.split()) >= 5]


def test_few_sentences_of_real_postmortems_get_a_mark() -> None:
    documents = sorted((Path(__file__).parents[1] / "data" / "corpus").rglob("*.md"))
    sentences = [each for path in documents for each in sentences_of(path)][:1000]
    rules = [found(each, "summary", ()) for each in sentences]
    marked = sum(map(bool, rules))
    often = Counter(rule for each in rules for rule in each).most_common(10)
    print(f"{marked} of {len(sentences)} sentences are marked, most by {often}")
    assert len(sentences) == 1000
    assert marked <= 50


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "\n",
        "\n \n",
        "engineer ",
        '"',
        '"\n',
        "'a ",
        "«\n",
        "`",
        "``` ",
        "‘",
        "x@y",
        "@a",
        ". who ",
        "the team ",
        "at fault domain ",
        "human error rate at fault. ",
    ],
)
def test_no_text_takes_more_than_its_length_is_worth(piece: str) -> None:
    def look(part: str) -> None:
        found_in.cache_clear()
        _in_paragraph.cache_clear()
        hints(part, "report_internal", NAMES)

    assert_no_quadratic_growth(look, piece * (16_000 // len(piece)))
