"""Help for what has the focus, and the list of all commands."""

from typing import Any

from textual.screen import Screen

from pmtui.commands import Command, commands_for, key_of, with_keys
from pmtui.commands.parts import PARTS
from pmtui.guide.examples import EXAMPLES
from pmtui.screens.dialogs import Dialog, PickDialog, TextDialog
from pmtui.screens.frame import in_text
from pmtui.widgets.answer import Answer
from pmtui.widgets.choice import Choice
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.rows import Row


class HelpDialog(TextDialog):
    """What can be done here; F1 closes it again."""

    action_help = TextDialog.action_close


def show_help(screen: Screen[Any]) -> None:
    """What has the focus is for, then the keys that work here, from the focus outwards."""
    screen.app.push_screen(HelpDialog("Help", "\n".join([*_about_focus(screen), *_keys(screen)])))


def show_commands(screen: Screen[Any]) -> None:
    """All commands that work here, to be found by their words."""
    commands = {command.id: command for command in commands_here(screen) if not command.moves}

    def rows(words: str) -> list[Row]:
        return [
            Row(c.id, ((f"{c.key_name:<8}", "strong"), (f"{c.name:<12}", ""), (c.help, "dim")))
            for c in commands.values()
            if words.casefold() in f"{c.name} {c.help} {c.key_name}".casefold()
        ]

    def run(key: str) -> None:
        screen.call_later(_run_where_known, screen, commands[key])

    screen.app.push_screen(PickDialog("Commands", rows, run))


def commands_here(screen: Screen[Any]) -> list[Command]:
    """The commands of the focused widget, its surroundings and the screen, nearest first."""
    here = commands_for(*_parts_here(screen))
    nearest = {command.action: command for command in reversed(here)}
    return [command for command in here if nearest[command.action] is command]


def _parts_here(screen: Screen[Any]) -> list[str]:
    """The parts of the program from the focused widget outwards."""
    focused = screen.focused
    chain = focused.ancestors_with_self if focused is not None else [screen]
    kinds = " ".join(getattr(each, "KIND", "") for each in chain).split()
    everywhere = ("app",) if isinstance(screen, Dialog) else ("any", "app")
    return list(dict.fromkeys([*kinds, *everywhere]))


async def _run_where_known(screen: Screen[Any], command: Command) -> None:
    """Run a command on the nearest widget that knows it."""
    focused = screen.focused
    name = f"action_{command.action.partition('(')[0]}"
    for each in focused.ancestors_with_self if focused is not None else [screen]:
        if hasattr(each, name):
            await screen.app.run_action(command.action, each)
            return


def _about_focus(screen: Screen[Any]) -> list[str]:
    """What the widget in focus is for, and whether letters are text there."""
    about = _about(screen)
    if in_text(screen.focused):
        about.append(with_keys("Here letters are text; after {out} they are commands."))
    return [*about, ""] if about else []


def _about(screen: Screen[Any]) -> list[str]:
    focused = screen.focused
    if isinstance(focused, EntryLine):
        return [
            "Type one line and press Enter; it is added and you can type the next.",
            f"For example: {EXAMPLES[focused.list_address]}",
            *focused.ABOUT,
        ]
    if isinstance(focused, Choice):
        return [
            f"Field {getattr(focused, 'place', '')}: type the first letters, or "
            f"{key_of('choice.previous')}, {key_of('choice.next')}.",
            with_keys("{choice.unknown}: not known."),
        ]
    if isinstance(focused, Answer):
        return [f"Field {focused.place}. What you type is kept with every key."]
    return []


def _keys(screen: Screen[Any]) -> list[str]:
    """The keys under a heading for each part; a key that something nearer has is not repeated."""
    lines: list[str] = []
    taken: set[str] = set()
    for part in _parts_here(screen):
        told = []
        for command in commands_for(part):
            keys = [key for key in command.key_names.split(", ") if key not in taken]
            if keys:
                told.append(f"{', '.join(keys):<10} {command.name:<12} {command.help}")
                taken.update(keys)
        if told:
            lines += [PARTS[part].title, *told, ""]
    return lines[:-1]
