"""The single lines of the frame: top line, rail, prompt, message and keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from pmtui.commands import Command
from pmtui.guide.steps import STEPS
from pmtui.model.text import clip, one_line

MOST_KEYS = 6


class TopLine(Widget):
    """What is open on the left; its state on the right, which is never cut."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> Text:
        """Both sides on one line."""
        width = self.size.width
        right = clip(one_line(self.right), max(width - 12, 10))
        left = Text(one_line(self.left))
        left.truncate(max(width - len(right) - 2, 0), overflow="ellipsis", pad=True)
        return left.append("  ").append(right)


@dataclass(frozen=True, slots=True)
class PageState:
    """What the rail says of a page."""

    name: str
    words: str


class Rail(Widget, can_focus=True):
    """The nine pages with their state in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", "Page before", show=False),
        Binding("down,j", "go(1)", "Next page", show=False),
        Binding("right,enter", "enter", "Into the page", show=False),
    ]

    page: reactive[str] = reactive("")
    states: reactive[tuple[PageState, ...]] = reactive(())

    @dataclass
    class Picked(Message):
        """A page was picked; `enter` asks for the focus to go into it."""

        name: str
        enter: bool

    def render(self) -> Text:
        """Two lines a page, or one where there is no room for two."""
        words = {state.name: state.words for state in self.states}
        roomy = self.size.height >= 2 * len(STEPS)
        text = Text(no_wrap=True)
        for step in STEPS:
            here = step.name == self.page
            style = ("reverse" if self.has_focus else "bold") if here else ""
            mark = "▸" if here else " "
            name = f"{mark}{step.number} {step.title}"
            state = words.get(step.name, "")
            if roomy:
                text.append(f"{name:<17}\n", style).append(f"    {state}\n", "dim")
            else:
                text.append(f"{mark}{step.number} {clip(step.title, 8):<8} ", style)
                text.append(f"{state.replace(' to do', '!')}\n", "dim")
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
        """Offer the ranked commands, those of the nearest group first, six at most."""
        ranked = [sorted((c for c in group if c.rank), key=lambda c: c.rank) for group in groups]
        chosen = [command for group in ranked for command in group][:MOST_KEYS]
        if tuple(chosen) != self.commands:
            self.commands = tuple(chosen)
