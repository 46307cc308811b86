import io
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len
from rich.console import Console

from pmtui.exporters.audience import Audience
from pmtui.exporters.report import build
from pmtui.exporters.terminal import print_report
from pmtui.model.text import one_line
from tests.unit.faces import example, nasty_record, nasty_values


def printed(record, width=80, terminal=False, audience=Audience.INTERNAL):
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system=None)
    print_report(build(record, audience), console)
    return out.getvalue()


@pytest.mark.parametrize("item", nasty_values(), ids=[item["id"] for item in nasty_values()])
def test_no_value_reaches_the_terminal_as_control(item):
    text = printed(nasty_record(item["input"]))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.encode("utf-8")


@pytest.mark.parametrize("item", nasty_values(), ids=[item["id"] for item in nasty_values()])
def test_plain_values_are_seen_as_they_are(item):
    shown = one_line(item["input"][:60])
    first = printed(nasty_record(item["input"][:60]), width=400).split("\n")[0]
    assert first.rstrip() == (shown.rstrip() or "Untitled incident")


@pytest.mark.parametrize("width", [40, 50, 80, 125])
@pytest.mark.parametrize("terminal", [False, True])
def test_lines_fit_and_nothing_is_lost(width, terminal):
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed(example(), width, terminal))
    assert max(cell_len(line) for line in text.split("\n")) <= width
    seen = re.sub(r"\s", "", text)
    for words in ("leaveslockwaitsunlimited", "flagispastitsenddate", "TTM):91min(impactstart"):
        assert words in seen


def test_without_a_terminal_there_are_no_escapes_or_drawings():
    text = printed(example(), 120)
    assert "\x1b" not in text
    assert not re.search("[\u2500-\u257f]", text)


def test_the_timeline_is_readable_at_80_columns():
    lines = printed(example(), 80).split("\n")
    at = lines.index(next(line for line in lines if line.startswith("2026-09-15 16:41  18:41")))
    assert "impact start" in lines[at]
    assert lines[at + 1].startswith("    Authorisation success rate falls below 99.95 %")


def test_rich_is_imported_only_to_print():
    code = "import sys, pmtui.exporters.terminal; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
