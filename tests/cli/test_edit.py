"""``pmtui edit``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run, one_sentence, tree

ID = "2026-11-20-payments-failed"


@pytest.fixture
def draft(run: Run) -> str:
    return run("new", "Payments failed", "--start", "2026-11-20 14:00").stdout.strip()


def field(run: Run, address: str, ref: str = ID):
    value = json.loads(run("show", ref, "--json").stdout)
    for name in address.split("."):
        value = (
            value[name] if isinstance(value, dict) else next(v for v in value if v["id"] == name)
        )
    return value


@pytest.mark.parametrize(
    ("address", "text", "value"),
    [
        ("title", "Payments failed at 2 %", "Payments failed at 2 %"),
        ("severity.final", "sev1", "SEV1"),
        ("flags.security", "no", False),
        ("prep.depth", "deep", "deep"),
        ("services", "api, web", ["api", "web"]),
        ("prep.meeting.minutes", "60", 60),
        ("impact.slo.target", "99.95 %", 0.9995),
        ("milestones.detected_at", "14:17", {"at": "2026-11-20T14:17:00Z", "precision": "exact"}),
        ("milestones.mitigated_at", "~15:31", {"precision": "approx"}),
        ("report.retention_until", "2031-09-22", "2031-09-22"),
        ("analysis.narrative", "It began\n\nat *noon*", "It began\n\nat *noon*"),
    ],
)
def test_sets_one_field(run: Run, draft, address, text, value) -> None:
    result = run("edit", draft, address, text)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    found = field(run, address)
    if isinstance(value, dict):
        found = {name: found[name] for name in value}
    assert found == value


def test_a_hyphen_reads_the_standard_input(run: Run, draft) -> None:
    result = run("edit", draft, "analysis.narrative", "-", input="# Night\n\nTwo lines\nhere\n")
    assert result.exit_code == 0
    assert field(run, "analysis.narrative") == "# Night\n\nTwo lines\nhere"


def test_bytes_of_another_encoding_are_not_lost(run: Run, draft) -> None:
    result = run("edit", draft, "analysis.narrative", "-", input=b"caf\xe9 \x1b[2J\n")
    assert result.exit_code == 0
    assert field(run, "analysis.narrative") == "café \u241b[2J"


def test_adds_items_and_prints_their_ids(run: Run, draft) -> None:
    ids = [
        run("edit", draft, address, "--add", text).stdout.strip()
        for address, text in [
            ("timeline", "14:05 alert: p99 over 3 s"),
            ("timeline", "+5 trigger: deploy of the gateway"),
            ("causes", "A retry without a limit"),
            ("lessons", "went well: the on-call was found within two minutes"),
            ("parking_lot", "Ask the vendor for a sandbox"),
            ("prep.people", "Anneke Vos @avos"),
        ]
    ]
    assert ids == ["t1", "t2", "c1", "l1", "i1", "p1"]
    assert field(run, "timeline.t2.at") == "2026-11-20T14:10:00Z"
    assert field(run, "milestones.trigger_at.at") == "2026-11-20T14:10:00Z"
    assert field(run, "prep.people.p1.handle") == "@avos"


def test_what_an_added_line_leaves_in_its_text_is_told(run: Run, draft) -> None:
    run("edit", draft, "causes", "--add", "No limit")
    wrong = run(
        "edit", draft, "actions", "--add", "Limit it #c1 @anna P0 strong due 2026-12-30 #c9"
    )
    assert wrong.stdout == "a1\n"
    assert "a1: needs owner, due; for c1 No limit; #c9 is no cause: stays text." in wrong.stderr
    assert "Left in its text: “#c1 @anna P0 strong due 2026-12-30 #c9”." in wrong.stderr
    for address, text in (
        ("actions", "Limit it #c1 @anna P0 (strong) due 2026-12-30"),
        ("timeline", "14:05 alert: p99 over 3 s @avos"),
        ("parking_lot", "Ask @anna for #c1"),
    ):
        assert run("edit", draft, address, "--add", text).stderr == ""


def test_remove_says_what_becomes_of_the_causes_below(run: Run, draft) -> None:
    for line in ("Payments failed", "c1: A lock was held", "c2: No limit", "c2: No alert"):
        run("edit", draft, "causes", "--add", line)
    told = run("edit", draft, "causes.c2", "--remove").stderr
    assert told == "pmtui: causes.c2 is removed. Causes below it: c3, c4. They go to c1.\n"
    assert run("edit", draft, "causes.c4", "--remove").stderr == ""
    told = run("edit", draft, "causes.c1", "--remove").stderr
    assert told == "pmtui: causes.c1 is removed. Causes below it: c3. They stand on their own.\n"


def test_add_puts_one_more_word_into_a_list_of_words(run: Run, draft) -> None:
    for word in ("db", "lock", "db"):
        assert run("edit", draft, "tags", "--add", word).exit_code == 0
    assert field(run, "tags") == ["db", "lock"]


def test_remove_empties_a_field_or_removes_an_item_with_its_references(run: Run, library) -> None:
    before = json.loads(run("show", EXAMPLE, "--json").stdout)
    assert any("c2" in cause["parents"] for cause in before["causes"])
    assert run("edit", EXAMPLE, "causes.c2", "--remove").exit_code == 0
    assert run("edit", EXAMPLE, "impact.summary", "--remove").exit_code == 0
    assert run("edit", EXAMPLE, "tags", "--remove").exit_code == 0
    after = json.loads(run("show", EXAMPLE, "--json").stdout)
    assert after["impact"]["summary"] is None
    assert after["tags"] == []
    assert not {"c2"} & {cause["id"] for cause in after["causes"]}
    assert '"c2"' not in json.dumps({**after, "retired": []})
    assert run("edit", EXAMPLE, "causes", "--add", "Another one").stdout.strip() != "c2"


def test_a_circle_of_causes_is_refused_with_the_sentence_that_shows_it(run: Run, draft) -> None:
    for line in ("Payments failed", "c1: A lock was held", "c2: Nobody limits locks"):
        assert run("edit", draft, "causes", "--add", line).exit_code == 0
    result = run("edit", draft, "causes.c1.parents", "c3")
    assert result.exit_code == 2
    assert "c3 already leads to c1; this would be a circle. c3 → c2 → c1" in result.stderr
    assert field(run, "causes.c1.parents") == []


def test_an_id_is_never_used_twice(run: Run, draft) -> None:
    assert run("edit", draft, "timeline", "--add", "14:05 one").stdout == "t1\n"
    run("edit", draft, "timeline.t1", "--remove")
    assert run("edit", draft, "timeline", "--add", "14:06 two").stdout == "t2\n"


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["impact.sumary", "x"], 3, "impact.sumary"),
        (["timeline.t9.text", "x"], 3, "timeline.t9"),
        (["timeline.t9", "--remove"], 3, "t9"),
        (["nowhere", "--add", "x"], 3, "nowhere"),
        (["milestones.detected_at", "soonish"], 2, "soonish"),
        (["severity.final", "SEV9"], 2, "SEV1, SEV2"),
        (["report.retention_until", "03/04"], 2, "different countries"),
        (["prep.meeting.minutes", "-"], 2, "number"),
        (["id", "other"], 2, "kept by the program"),
        (["timeline", "14:05 x"], 2, "--add"),
        (["impact.slo", "x"], 2, "fields of its own"),
        (["kind", "--remove"], 2, "cannot be empty"),
        (["timeline", "--add", "   "], 2, "nothing to add"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    run: Run, draft, folder: Path, arguments, code, hint
) -> None:
    before = tree(folder)
    result = run("edit", draft, *arguments, input="many words")
    assert result.exit_code == code
    assert hint in one_sentence(result)
    assert result.stdout == ""
    assert tree(folder) == before


@pytest.mark.parametrize(
    "arguments", [["title", "x", "--remove"], ["title", "--add", "x"], ["tags", "x", "--add", "y"]]
)
def test_a_wrong_command_line(run: Run, draft, folder: Path, arguments) -> None:
    before = tree(folder)
    result = run("edit", draft, *arguments)
    assert result.exit_code == 2
    assert "Error:" in result.stderr
    assert tree(folder) == before


def test_without_value_and_terminal_no_editor_opens(run: Run, draft) -> None:
    result = run("edit", draft, "impact.summary")
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_the_status_of_an_action_moves_like_the_action_command(run: Run, draft) -> None:
    run("edit", draft, "actions", "--add", "Refuse a deploy while traffic is high")
    refused = run("edit", draft, "actions.a1.status", "accepted")
    assert refused.exit_code == 1
    assert "cannot be accepted yet" in one_sentence(refused)
    assert field(run, "actions.a1.status") == "proposed"


def test_the_status_of_an_idea_is_a_decision(run: Run, draft) -> None:
    for idea in ("Alert on the queue", "Rewrite it", "An alert"):
        run("edit", draft, "parking_lot", "--add", idea)
    refused = run("edit", draft, "parking_lot.i2.status", "declined")
    assert refused.exit_code == 1
    assert "Set parking_lot.i2.reason first." in one_sentence(refused)
    assert (
        "set parking_lot.i3.to first"
        in run("edit", draft, "parking_lot.i3.status", "merged").stderr
    )
    run("edit", draft, "parking_lot.i2.reason", "A year of work")
    run("edit", draft, "parking_lot.i3.to", "i1")
    for idea, status in (("i1", "promoted"), ("i2", "declined"), ("i3", "merged")):
        assert run("edit", draft, f"parking_lot.{idea}.status", status).exit_code == 0
        assert field(run, f"parking_lot.{idea}.status") == status
    became = field(run, "parking_lot.i1.to")
    for idea, to, why in (("i1", "i2", "an idea and no"), ("i2", "i2", "a circle: i2 → i2")):
        refused = run("edit", draft, f"parking_lot.{idea}.to", to)
        assert refused.exit_code == 1
        assert why in one_sentence(refused)
    assert field(run, f"actions.{became}.title") == "Alert on the queue"
    run("edit", draft, f"actions.{became}", "--remove")
    assert field(run, "parking_lot.i1.status") == "open"


def test_a_page_is_done_only_with_its_musts_or_a_reason(run: Run, draft) -> None:
    refused = run("edit", draft, "progress.impact.done_at", "2026-11-21 10:00")
    assert refused.exit_code == 1
    assert "X4.1" in one_sentence(refused)
    assert field(run, "progress.impact.done_at") is None
    assert run("edit", draft, "progress.impact.override", "No figures exist").exit_code == 0
    assert run("edit", draft, "progress.impact.done_at", "2026-11-21 10:00").exit_code == 0
    assert field(run, "progress.impact.done_at") == "2026-11-21T10:00:00Z"


def test_a_report_is_published_only_with_its_musts(run: Run, draft) -> None:
    refused = run("edit", draft, "report.status", "published")
    assert refused.exit_code == 1
    assert field(run, "report.status") == "draft"


def test_concurrent_edits_never_lose_each_other(draft, folder: Path) -> None:
    words = [f"{time:02d}:{process:02d} entry" for process in range(4) for time in range(8)]
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom pmtui.cli import cli\n"
        "for text in sys.argv[1:]:\n"
        f"    CliRunner().invoke(cli, ['edit', '{ID}', 'timeline', '--add', text])\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, *words[n::4]], env=dict(os.environ))
        for n in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    record = json.loads((folder / "2026" / f"{ID}.json").read_text())["postmortem"]["1"]
    assert len({event["id"] for event in record["timeline"]}) == len(words)
