"""``pmtui wording``: hints on any text."""

import json
from pathlib import Path

from tests.cli.conftest import Run

TEXT = """# Review

The engineer failed to check. He said "my fault".
Root cause: human error.
"""


def test_each_hint_has_its_rule_level_words_place_and_question(run: Run) -> None:
    said = run("wording", input=TEXT)
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "ATTR-FAILED-TO\twarn\tengineer failed to\t3:5\t"
        "What was the person busy with, and which signals did they have?",
        "LABEL-PERSON-CAUSE\twarn\tRoot cause: human\t4:1\t"
        "What let one action have this much effect?",
        "ATTR-HUMAN-ERROR\twarn\thuman error\t4:13\t"
        "What would have made the same action safe, visible or reversible?",
    ]
    assert said.stderr == ""


def test_json_has_the_explanation_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_text("It is obvious.\r\nSome customers saw errors.", encoding="utf-8")
    said = run("wording", str(file), "--field", "impact", "--json")
    assert said.exit_code == 0
    (hint,) = json.loads(said.stdout)
    assert list(hint) == ["rule", "level", "words", "line", "column", "why", "instead", "ask"]
    assert (hint["rule"], hint["level"], hint["words"]) == (
        "MIN-VAGUE-COUNT",
        "hint",
        "Some customers",
    )
    assert (hint["line"], hint["column"]) == (2, 1)
    assert hint["why"]
    assert hint["instead"]
    assert json.loads(run("wording", "--json", "-", input="Fine.").stdout) == []


def test_hints_alone_and_nothing_are_no_reason_to_fail(run: Run) -> None:
    assert run("wording", input="Obviously so.").exit_code == 0
    quiet = run("wording", "-", input="The pod failed to start.")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "pmtui: Nothing to point at.\n")
    assert run("wording", input="").exit_code == 0


def test_the_kind_of_text_decides_which_rules_count(run: Run) -> None:
    text = "Why didn't you escalate earlier?"
    assert run("wording", "--field", "action", input=text).exit_code == 0
    assert run("wording", "--field", "question", input=text).exit_code == 1
    wrong = run("wording", "--field", "poem", input=text)
    assert wrong.exit_code == 2
    assert "'summary', 'timeline'" in wrong.stderr


def test_text_that_acts_on_a_terminal_is_shown_as_it_is(run: Run) -> None:
    said = run("wording", input="their\x1b[2J \n at fault\x07, \ud800".encode("utf-8", "replace"))
    assert "\x1b" not in said.stdout
    assert "at fault" in said.stdout


def test_a_file_that_is_not_there_or_is_a_folder(run: Run, tmp_path: Path) -> None:
    missing = run("wording", str(tmp_path / "none.md"))
    assert missing.exit_code == 3
    assert "There is no file" in missing.stderr
    assert run("wording", str(tmp_path)).exit_code == 3


def test_the_team_of_a_library_has_rules_of_its_own(run: Run, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    rules = folder / "wording.toml"
    rules.write_text('off = ["ATTR-FAULT"]\n', encoding="utf-8")
    assert run("wording", input="Their fault").exit_code == 0
    rules.write_text("off = [", encoding="utf-8")
    broken = run("wording", input="Their fault")
    assert broken.exit_code == 1
    assert broken.stdout.startswith("ATTR-FAULT\twarn\tTheir fault\t1:1\t")
    assert "wording.toml of the library: it is no TOML" in broken.stderr
    rules.unlink()
    rules.mkdir()
    odd = run("wording", input="Their fault")
    assert (odd.exit_code, odd.stderr.count("\n")) == (1, 1)
    assert "wording.toml" in odd.stderr or "folder" in odd.stderr
