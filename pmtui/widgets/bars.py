"""The single lines of the frame: top line, rail, prompt, message and keys."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from pmtui.commands import Command
from pmtui.guide.steps import STEPS
from pmtui.model.text import clip, one_line, visible
from pmtui.widgets.keys import bindings

MOST_KEYS = 6
RAIL_WIDTH = 17
"""Cells of a line of the list of pages."""


READING = 4.0
"""Seconds that a message stays at least, whatever is typed."""

BLANK = " "
"""The words of an empty line that keeps its place."""

NUDGE = "•"
"""The quiet mark of a page on which there are warnings or hints; F5 lists them."""


class TopLine(Widget):
    """What is open on the left; its state on the right, which is never cut.

    `clock` are the words of the right that tell the time, and how the time stands: "late", "over".
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"top-line--late", "top-line--over"}

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    clock: reactive[tuple[str, str]] = reactive(("", ""))

    def render(self) -> Text:
        """Both sides on one line."""
        width = self.size.width
        right = Text(clip(visible(self.right), max(width - 12, 10)))
        words, level = self.clock
        if level and words in right.plain:
            start = right.plain.index(words)
            style = self.get_component_rich_style(f"top-line--{level}", partial=True)
            right.stylize(style, start, start + len(words))
        left = Text(one_line(self.left))
        left.truncate(max(width - len(right) - 2, 0), overflow="ellipsis", pad=True)
        return left.append("  ").append(right)


@dataclass(frozen=True, slots=True)
class PageState:
    """What the rail says of a page; `minutes` is its part of the meeting, None for none.

    `nudged` says that there are warnings or hints on it.
    """

    name: str
    words: str
    minutes: int | None = None
    nudged: bool = False


class Rail(Widget, can_focus=True):
    """The nine pages with their state in words."""

    KIND = "rail"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("rail"))

    page: reactive[str] = reactive("")
    states: reactive[tuple[PageState, ...]] = reactive(())
    names: reactive[dict[str, str]] = reactive(dict[str, str])
    """Who else is on a page, where anybody is."""

    @dataclass
    class Picked(Message):
        """A page was picked; `enter` asks for the focus to go into it."""

        name: str
        enter: bool

    def render(self) -> Text:
        """Two lines a page, or one where there is no room for two."""
        states = {state.name: state for state in self.states}
        roomy = self.size.height >= 2 * len(STEPS)
        text = Text(no_wrap=True)
        for step in STEPS:
            here = step.name == self.page
            style = ("reverse" if self.has_focus else "bold") if here else ""
            mark = "▸" if here else " "
            name = f"{mark}{step.number} {step.title}"
            known = states.get(step.name, PageState(step.name, ""))
            state = known.words
            if roomy:
                box = "" if known.minutes is None else f" {known.minutes} min"
                below = f"{state:<{13 - len(box)}}{box}".rjust(17)
                if names := one_line(self.names.get(step.name, "")):
                    name, below = _with_names(name, f"    {state}", names)
                dot = NUDGE if known.nudged else " "
                text.append(f"{name:<17}\n", style)
                text.append(f" {dot}{below[2:]}\n", "dim")
            else:
                text.append(f"{mark}{step.number} {clip(step.title, 8):<8} ", style)
                dot = NUDGE if known.nudged else ""
                text.append(f"{state.replace(' to do', '!')}{dot}\n", "dim")
        text.rstrip()
        return text

    def action_go(self, by: int) -> None:
        """Pick the page before or after."""
        names = [step.name for step in STEPS]
        place = names.index(self.page) + by
        if 0 <= place < len(names):
            self.post_message(self.Picked(names[place], enter=False))

    def action_enter(self) -> None:
        """Go into the page."""
        self.post_message(self.Picked(self.page, enter=True))


def _with_names(first: str, second: str, names: str) -> tuple[str, str]:
    """The two lines of a page, with names in the one that has more room."""
    rooms = [RAIL_WIDTH - 1 - len(first), RAIL_WIDTH - 1 - len(second)]
    if rooms[0] >= min(rooms[1], len(names)):
        return f"{first} {clip(names, rooms[0]):>{rooms[0]}}", second
    return first, f"{second} {clip(names, rooms[1]):>{rooms[1]}}"


class Line(Static):
    """One line of plain words, hidden while there are none."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", markup=False, id=id)
        self.display = False
        self._words = ""

    def say(self, words: str) -> None:
        """Show other words; none hide the line."""
        if words != self._words:
            self._words = words
            self.update(Text(one_line(words)))
            self.display = bool(words)


class MessageLine(Line):
    """What the program has to say, until a key is pressed after there was time to read it.

    The line then stays, empty, so that nothing moves under a hand that types; the next page gets
    its room. `always` is what stays while it is so, such as why nothing can be saved.
    """

    always = ""
    _since = 0.0

    def say(self, words: str) -> None:
        """Show other words; none take a message away."""
        self._since = time.monotonic()
        super().say(words or self.always)

    def key_comes(self) -> None:
        """A key is pressed: what has been read by now goes."""
        read = time.monotonic() - self._since >= READING
        if read and self._words not in ("", self.always, BLANK):
            super().say(self.always or BLANK)

    def give_room(self) -> None:
        """Keep no empty line."""
        if self._words == BLANK:
            super().say("")


class KeyLine(Widget):
    """At most six keys and what they do."""

    commands: reactive[tuple[Command, ...]] = reactive(())

    def render(self) -> Text:
        """The keys in the order of their rank."""
        text = Text(no_wrap=True, overflow="ellipsis")
        for command in self.commands:
            text.append(f" {command.key_name} ", "reverse").append(f" {command.name}  ")
        return text

    def offer(self, groups: Sequence[Sequence[Command]]) -> None:
        """Offer the ranked commands, six at most: those of the nearest group before others.

        Those of the last group, which work everywhere, stand first, so that they keep their place.
        """
        ranked = [sorted((c for c in group if c.rank), key=lambda c: c.rank) for group in groups]
        chosen = [command for group in ranked for command in group][:MOST_KEYS]
        chosen.sort(key=lambda command: command not in ranked[-1])
        if tuple(chosen) != self.commands:
            self.commands = tuple(chosen)
