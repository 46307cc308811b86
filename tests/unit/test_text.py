"""Text as it enters the record and as it leaves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.text import clean, clip, one_line, slug, visible

ANY = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain\ttab\nline", "plain\ttab\nline"),
        ("dos\r\nmac\runix\n", "dos\nmac␍unix\n"),
        ("end\r", "end\n"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("nul\0", "nul␀"),
        ("\x9b31m c1", "\ufffd31m c1"),
        ("next\x85line\u2028para\u2029", "next\nline\npara\n"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("família 👩‍👩‍👧 e\u0301", "família 👩‍👩‍👧 e\u0301"),
        ("del\x7f", "del␡"),
    ],
)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


@given(ANY)
def test_no_text_can_act_on_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not any(ord(each) < 0x20 and each not in "\n\t" for each in shown)
    assert not any(0x7F <= ord(each) <= 0x9F for each in shown)
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff") & set(shown)
    assert "\n" not in one_line(text)


def test_hidden_characters_are_written_out() -> None:
    assert visible("a\u202eb\u200bc") == "a⟨U+202E⟩b⟨U+200B⟩c"
    assert visible("שלום עליכם") == "שלום עליכם"


def test_one_line() -> None:
    assert one_line("  two\n  lines\tand a tab ") == "two lines and a tab"


def test_clip() -> None:
    assert clip("abcdef", 6) == "abcdef"
    assert clip("abcdef", 5) == "abcd…"
    assert clip("abc", 1) == "…"


@given(ANY, st.integers(1, 80))
def test_slugs_are_ascii_words(text: str, length: int) -> None:
    made = slug(text, length)
    assert len(made) <= length
    assert made.isascii()
    assert made == made.lower()
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


def test_slugs_are_cut_at_a_word() -> None:
    assert slug("Card authorisations failed", 20) == "card-authorisations"
    assert slug("Überlast in Köln", 20) == "uberlast-in-koln"
