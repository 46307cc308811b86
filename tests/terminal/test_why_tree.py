"""The why tree of a whole incident, by the keyboard alone and with few spare keys."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from pmtui.demo import records
from pmtui.exporters.audience import Audience
from pmtui.exporters.report import build
from pmtui.exporters.terminal import print_report
from pmtui.store.codec import from_json
from tests.drafts import kept_words
from tests.terminal.conftest import ID
from tests.terminal.program import KEYS

TREE = Path(__file__).parents[1] / "data" / "example-tree.txt"
"""The tree of the example as it is printed, each line unwrapped."""

MOST_KEYS = 0.25
"""Keys spent beyond the text itself, as a share of it."""

ENTER, TAB, UP, DOWN = "\r", "\t", KEYS["Up"], KEYS["Down"]
HOME, END, ABOVE, ESC = "\x1b[H", "\x1b[F", KEYS["ShiftTab"], "\x1b"
SEQUENCES = (HOME, END, ABOVE, UP, DOWN)

SYSTEMIC = ("=s", ENTER, "y", ENTER, "y", ENTER, "y", ENTER)
"""Systemic and changeable, with its three questions."""

OWN = ("w", "ano", ENTER)
"""A question of one's own."""

OFFERED = (DOWN, "w", ENTER)
"""Into the tree, and the question that the record asks for next."""


@pytest.fixture
def prepared(library):
    """The example before its causes are asked for: times, evidence, and what came of it."""
    data = next(each for each in records() if b"card-authorisations" in each)
    record = replace(from_json(data, "example"), causes=(), threads=(), id=ID, schema_version=1)
    library.save(record, library.load(ID))
    return record, {cause.id: cause.statement for cause in from_json(data, "example").causes}


def told(say):
    """The keys of the session in their order; text in tuples of one, which are counted as text."""
    return [
        *(ESC, *OWN, "oc:", ("How did authorisations come to fail?",), ENTER),
        *(say[1], "[t c e1 e3]", ENTER, "t:", say[2], "[t c e3 e4]", ENTER),
        *(say[3], "[t c e3]", ENTER, say[4], "[t c e3 e4]", ENTER, "&"),
        *(DOWN, UP, UP, "a", say[5], "[e c e1 e10]", TAB, "l:", say[6], "[pr c e10]", ENTER),
        *(*SYSTEMIC, DOWN, DOWN, "a", say[7], "[t c e5]", TAB, "l:", say[8], "[pr c e5]", TAB),
        *("l:", say[9], "[pr c e5 e6]", ENTER, *SYSTEMIC, DOWN, DOWN, "a", say[10], "[t c e4]"),
        *(TAB, "l:", say[11], "[pr c e4]", ENTER, *SYSTEMIC, "l:", say[12], "[e l e4]", ENTER),
        *("=a", ENTER, "+", ENTER, *OFFERED, say[13], "[t c e7]", ENTER, say[14], "[t c e2]"),
        *(ENTER, say[15], "[t c e8 e2]", ENTER, "&", ENTER, TAB, "l:", say[16], "[pr c e8]"),
        *(ENTER, *SYSTEMIC, DOWN, UP, UP, "a", "l:", say[17], "[pr c e2]", ENTER, *SYSTEMIC),
        *(*OFFERED, say[18], "[pr c e6]", ENTER, "a:", say[19], "[e c e13 e12]", TAB),
        *("l:", say[20], "[t c e12 e3]", ENTER, "=a", ENTER, ABOVE, "a:", say[21]),
        *("[pr c e6 e11]", ENTER, "+", ENTER, TAB, "l:", say[22], "[pr c e11]", ENTER, *SYSTEMIC),
        *(DOWN, *OWN, "a:", ("How did 1,912 cards come to carry a second hold?",), ENTER),
        *(say[23], "[t c e14]", ENTER, say[24], "[t c e9]", TAB, say[25], "[pr l e8 e9]", TAB),
        *("c16", ENTER, DOWN, HOME, DOWN, "a", "h:", say[26], "[e r e13]", ENTER, "=r "),
        *(("Acquirer reply at 17:37 and their error rate.",), ENTER),
        *(DOWN, END, UP, UP, "a", "a:", say[27], "[pr c e14]", ENTER, "=o", ENTER, "+", ENTER),
    ]


def printed(record):
    """The tree as the report prints it, without blank lines and however long its lines are."""
    out = io.StringIO()
    print_report(build(record, Audience.INTERNAL), Console(file=out, width=400))
    tree = out.getvalue().partition("APPENDIX: TREE OF CAUSES")[2]
    return [line.rstrip() for line in tree.partition("Terms")[0].split("\n") if line.strip()]


def test_the_tree_of_the_example_is_typed_with_few_spare_keys(guide, library, prepared):
    _, statements = prepared
    keys = told({number: (statements[f"c{number}"],) for number in range(1, 28)})
    program = guide("root_cause")
    text = sum(len(key[0]) for key in keys if isinstance(key, tuple))
    rest = [key for key in keys if isinstance(key, str)]
    spare = sum(1 if key in SEQUENCES else len(key) for key in rest)
    program.press("Esc")
    program.write("".join(key if isinstance(key, str) else key[0] for key in keys[1:]))
    program.wait_for("Below c23: contributing.")
    print(f"{text} characters of text, {spare} keys beyond: {spare / text:.1%}")
    program.press("Esc", "q")
    assert program.wait() == 0
    assert printed(library.load(ID).record) == TREE.read_text().splitlines()
    assert kept_words(library, ID) == {}
    assert spare / text <= MOST_KEYS
