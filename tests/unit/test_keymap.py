"""The user's own keys: what may be chosen, and what clashes."""

import ast
import re
import string
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.keys import _character_to_key

import pmtui
from pmtui.commands import COMMANDS, key_of, with_keys
from pmtui.commands.in_use import use
from pmtui.commands.key_names import readable_key, textual_key
from pmtui.commands.keymap import keymap
from pmtui.commands.parts import PARTS, outwards

SAID = {
    "another command of the page": ({"page.next": "f7"}, "page.next", "(page.previous) already"),
    "another in a part inside": ({"find": "d"}, "find", "(item.delete) already"),
    "another in a part around": ({"tree.stop": "u"}, "tree.stop", "(undo) already"),
    "one that works in boxes": ({"paste.one.1": "f3"}, "paste.one.1", "(park) already"),
    "a letter for everywhere": ({"copy": "x"}, "copy", "needed to type text"),
    "a key to move with": ({"undo": "Tab"}, "undo", "needed to type and to move"),
    "what is Tab in a terminal": ({"undo": "Ctrl+I"}, "undo", "arrives as Tab"),
    "no key": ({"undo": "hyper+x"}, "undo", "“hyper+x” is no key"),
    "no command": ({"un.do": "f10"}, "un.do", "no such command"),
}


@pytest.mark.parametrize(("wanted", "name", "said"), SAID.values(), ids=SAID.keys())
def test_keys_that_do_not_fit_do_not_apply_and_are_told(wanted, name, said):
    found = keymap(wanted | {"redo": "f12"})
    assert found.keys == {"redo": "f12"}, "the others apply"
    assert name in {each.id for each in found.troubles}
    assert said in found.troubles[0].message


def test_keys_that_fit():
    wanted = {"undo": "F10, Ctrl+T", "find": ",", "tree.child": "o", "tree.sibling": "a"}
    found = keymap(wanted)
    assert found.troubles == ()
    assert found.keys == {
        "undo": "f10,ctrl+t",
        "find": "comma",
        "tree.child": "o",
        "tree.sibling": "a",
    }


def test_two_commands_that_want_the_same_key_both_keep_their_own():
    found = keymap({"undo": "f11", "redo": "f11"})
    assert found.keys == {}
    assert [each.id for each in found.troubles] == ["undo", "redo"]


def test_a_key_that_becomes_free_only_by_a_clash_is_not_free():
    found = keymap({"page.next": "f7", "page.previous": "f6", "undo": "f8"})
    assert found.keys == {}, "F6 is the clock's, so F7 and F8 stay where they are"


def test_the_tables_as_they_are_do_not_clash_within_a_part():
    for one in COMMANDS:
        for other in COMMANDS:
            if one.id < other.id and one.where == other.where and one.action != other.action:
                assert not {*one.keys.split(",")} & {*other.keys.split(",")}, (one.id, other.id)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_a_key_reads_as_it_is_written():
    for sign in string.punctuation:
        assert textual_key(sign) == _character_to_key(sign)
        assert readable_key(_character_to_key(sign)) == sign
    for command in COMMANDS:
        for key in command.keys.split(","):
            assert textual_key(key) == key
            assert textual_key(readable_key(key)) == key


def test_the_parts_of_every_widget_and_screen_lie_in_one_of_them():
    kinds = set()
    for module in walk_packages([str(Path(pmtui.__file__).parent)], "pmtui."):
        if ".screens." in module.name or ".widgets." in module.name:
            names = vars(import_module(module.name)).values()
            kinds |= {each.KIND for each in names if isinstance(getattr(each, "KIND", None), str)}
    assert "items" in kinds
    for kind in kinds:
        parts = set(kind.split())
        assert not parts or any(parts <= outwards(each) for each in parts), kind
    assert {command.where for command in COMMANDS} <= PARTS.keys()
    assert outwards("timeline") == {"timeline", "items", "guide", "any", "app"}


A_KEY = re.compile(
    r"\b(?:F\d\d?|Esc|Ctrl\+[A-Z]|PgUp|PgDn)\b|[←→↑↓]\s*[←→↑↓·]"
    r"|(?:^|[ ·,(])[b-zB-HJ-Z] (?!more|and|or|min|times|of|is|are|was)[a-z]+"
)
"""The name of a key in a sentence: "Esc closes", "u takes it back"."""

NO_COMMAND = ("= s note", ": 4 h from", "Esc goes back to the text", ": Enter keeps it, Esc:")
"""What is typed into a line; and Esc where it belongs to the line itself."""


def sentences(tree):
    """The texts of a module that are no docstrings, with their lines: a user may read them."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_sentence_names_a_key_that_may_be_another_one_by_now():
    root = Path(pmtui.__file__).parent
    rooms = [root / "app.py", *(root / each for each in ("screens", "widgets", "guide"))]
    found = [
        f"{file.relative_to(root)}:{line}: {text}"
        for file in root.rglob("*.py")
        if any(file.is_relative_to(each) for each in rooms) and file.name != "word_lists.py"
        for line, text in sentences(ast.parse(file.read_text()))
        if A_KEY.search(text) and not any(each in text for each in NO_COMMAND)
    ]
    assert found == []


def test_a_sentence_names_the_key_that_is_in_use():
    assert with_keys("{undo} takes it back; {out}, {rows.up}") == "u takes it back; Esc, Up"
    assert (key_of("timeline.zone"), key_of("timeline.zone", in_text=True)) == ("z", "Ctrl+Y")
    use({"undo": "f12,x", "timeline.zone": "v"})
    try:
        assert with_keys("{undo} takes it back.") == "F12 takes it back."
        assert key_of("timeline.zone", in_text=True) == "Esc, then v"
    finally:
        use({})
