"""What a terminal gets that cannot show every character: as many cells, of what it can show."""

import io

import pytest
from rich.cells import cell_len

from pmtui.cli import plain
from pmtui.cli.plain import ASCII, CONSOLE, encoding_for, terminal_encoding

LOCALES = [
    ({}, False, None),
    ({"LANG": "C"}, False, ASCII),
    ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, ASCII),
    ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False, None),
    ({"LC_CTYPE": "C.UTF-8"}, True, None),
    ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, False, ASCII),
    ({"LANG": "de_DE.ISO-8859-1"}, False, ASCII),
    ({"LANG": "de_DE.utf8@euro"}, False, None),
    ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, False, CONSOLE),
    ({"LANG": "C", "TERM": "linux"}, False, ASCII),
]


@pytest.mark.parametrize(("environ", "coerced", "found"), LOCALES)
def test_the_locale_and_the_terminal_decide(environ, coerced, found):
    assert encoding_for(environ, coerced=coerced) == found


def written(text, encoding, monkeypatch):
    monkeypatch.setattr(plain, "encoding_for", lambda *_, **__: encoding)
    assert terminal_encoding() == encoding
    raw = io.BytesIO()
    with io.TextIOWrapper(raw) as stream:
        stream.reconfigure(encoding=encoding, errors="backslashreplace")
        stream.write(text)
        stream.flush()
        return raw.getvalue().decode()


TEXT = "▸ “Zürich” — 日本 … e\u0301 👨‍👩‍👧 ±5 →\x1b[1m│\udc80"


def test_every_cell_is_kept_in_ascii(monkeypatch):
    sent = written(TEXT, ASCII, monkeypatch)
    assert sent.isascii()
    assert sent.startswith('> "Zurich" - ???? . e ')
    assert sent.endswith(" ~5 >\x1b[1m|?")
    assert len(sent) == cell_len(TEXT.replace("\x1b[1m", "xxxx"))


def test_the_console_keeps_letters_and_the_lines_of_its_font(monkeypatch):
    assert written("▸ “Zürich” ╭─│ … ±5 ↓", CONSOLE, monkeypatch) == '> "Zürich" ┌─│ . ±5 ↓'
