"""``pmtui config``: the file of what a user has chosen."""

import json
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from pmtui.commands import COMMANDS
from pmtui.configuration import SETTINGS, THEMES, config_file, load


@pytest.fixture
def pmtui(run):
    """Run ``pmtui`` and look at its exit code."""

    def call(*arguments, code=0):
        done = run(*arguments)
        assert done.exit_code == code, done.output
        return done

    return call


@pytest.fixture
def file(home: Path) -> Path:  # a home of its own
    """The file, in a folder that is there."""
    path = config_file()
    path.parent.mkdir(parents=True)
    return path


def test_the_themes_are_textuals():
    assert sorted(THEMES) == sorted(BUILTIN_THEMES)


def test_everything_is_shown_and_set(pmtui, home):
    assert not config_file().exists()
    shown = json.loads(pmtui("config", "--json").stdout)
    assert shown.keys() == {"file", *SETTINGS, "keys"}
    assert (shown["file"], shown["keys"]) == (str(config_file()), {})
    assert (shown["theme"], shown["mouse"], shown["bell"]) == (None, "on", "off")
    assert not config_file().exists(), "looking makes no file"
    pmtui("config", "theme", "ansi-light")
    pmtui("config", "mouse", "off")
    pmtui("config", "keys.page.next", "F10")
    assert pmtui("config", "theme").stdout == "ansi-light\n"
    assert pmtui("config", "keys.page.next").stdout == "F10\n"
    assert "mouse\toff\t" in pmtui("config").stdout
    assert config_file().read_text() == (
        'theme = "ansi-light"\nmouse = false\n\n[keys]\n"page.next" = "F10"\n'
    )


def test_all_that_is_in_the_file_stays(pmtui, file):
    file.write_text(
        "# mine\nmouse = true  # at home\n\n"
        "[keys]\n# left hand\nundo = 'f11'\n\n[other]\nx = [\n1,\n]\n"
    )
    pmtui("config", "mouse", "off")
    pmtui("config", "bell", "on")
    pmtui("config", "keys.undo", "f12")
    pmtui("config", "keys.redo", "f11")
    assert file.read_text() == (
        "# mine\nmouse = false  # at home\nbell = true\n\n"
        '[keys]\n# left hand\nundo = "f12"\nredo = "f11"\n\n[other]\nx = [\n1,\n]\n'
    )


def test_a_form_that_cannot_be_changed_by_line_is_left_alone(pmtui, file):
    text = 'keys = {undo = "f11"}\n'
    file.write_text(text)
    done = pmtui("config", "keys.undo", "f12", code=2)
    assert "Edit it there" in done.stderr
    assert file.read_text() == text
    assert load().keys == {"undo": "f11"}


def test_a_bad_file_is_told_by_its_line_and_defaults_hold(pmtui, file):
    file.write_text("mouse = false\ntheme = \n")
    done = pmtui("config", code=1)
    assert "mouse\ton" in done.stdout
    assert f"{file} cannot be read" in done.stderr
    assert "line 2" in done.stderr
    assert pmtui("config", "bell", "on", code=2).stdout == ""
    assert file.read_text() == "mouse = false\ntheme = \n"


def test_a_line_that_does_not_fit_is_told_and_the_others_hold(pmtui, file):
    file.write_text('mouse = "off"\ntheme = "nord"\ncolour = 1\n[keys]\n"page.next" = 10\n')
    done = pmtui("config", code=1)
    assert "mouse\ton" in done.stdout
    assert "theme\tnord" in done.stdout
    assert f"{file}, line 1: mouse is one of: true, false." in done.stderr
    assert "line 3: there is no setting “colour”" in done.stderr
    assert "line 5: keys.page.next takes keys in quotes" in done.stderr


@pytest.mark.parametrize(("key", "value"), [("them", "nord"), ("theme", "pink"), ("bell", "loud")])
def test_what_there_is_not_is_refused(pmtui, home, key, value):
    assert pmtui("config", key, value, code=2).stdout == ""
    assert not config_file().exists()


def test_the_keys_of_every_command_in_the_order_of_the_table(pmtui, file):
    file.write_text('[keys]\nundo = "f11"\n')
    rows = json.loads(pmtui("config", "keys", "--json").stdout)
    assert [row["id"] for row in rows] == [command.id for command in COMMANDS]
    undo = next(row for row in rows if row["id"] == "undo")
    assert (undo["keys"], undo["default"], undo["where"]) == ("F11", "u", "On every page")
    lines = pmtui("config", "keys").stdout.splitlines()
    assert len(lines) == len(COMMANDS)
    assert any(line.startswith("undo\tF11 (changed; was u)\tOn every page\t") for line in lines)


@pytest.mark.parametrize(
    ("name", "keys", "said"),
    [
        ("undo", "?", "? is “Help” (help.outside) already"),
        ("undo", "ctrl+i", "arrives as Tab"),
        ("undo", "hyper+x", "“hyper+x” is no key"),
        ("page.next", "tab", "needed to type and to move"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_and_nothing_written(pmtui, file, name, keys, said):
    file.write_text('[keys]\nredo = "f11"\n')
    done = pmtui("config", f"keys.{name}", keys, code=2)
    assert f"keys.{name}: " in done.stderr
    assert said in done.stderr
    assert file.read_text() == '[keys]\nredo = "f11"\n'
    assert "f11" in pmtui("config", "keys.undo", "f11", code=2).stderr.casefold()
    pmtui("config", f"keys.{name}", "f12")
    assert load().keys[name] == "f12"


def test_a_clash_in_the_file_is_told_and_the_default_holds(pmtui, file):
    file.write_text('[keys]\nundo = "?"\n')
    done = pmtui("config", "keys", code=1)
    assert "undo\tu\t" in done.stdout
    assert "keys.undo: ? is “Help”" in done.stderr
    pmtui("config", "keys.undo", "f11")
    assert pmtui("config", "keys").stderr == ""
