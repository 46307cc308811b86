"""The line below an entry line: how it will be read, or a question with numbered answers."""

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from pmtui.model.text import one_line

ASKING_ROWS = 4
"""Lines of a question with its answers."""


class ReadLine(Widget):
    """A line or two that never move anything else, so that no key lays out the screen.

    Only a question takes more room, while it is asked. What is too long ends with an ellipsis.
    """

    words: reactive[str] = reactive("")
    question: reactive[str] = reactive("")

    def ask(self, question: str, answers: Sequence[str], keys: str) -> None:
        """Show a question, its answers by number, and what the keys do; no question ends it."""
        numbered = [f"[{number}] {one_line(each)}" for number, each in enumerate(answers, 1)]
        self.question = "  ".join([one_line(question), *numbered, keys]) if question else ""
        self.styles.height = ASKING_ROWS if question else None

    def render(self) -> Text:
        """The question, else the words."""
        if self.question:
            return self._fitted(Text(self.question, "bold"))
        return self._fitted(Text(one_line(self.words)))

    def _fitted(self, text: Text) -> Text:
        """The text wrapped into the room that is there; the last line is cut where it must be."""
        width, rows = self.size
        if text.cell_len <= width or not width or not rows:
            return text
        lines = text.wrap(self.app.console, width)
        kept = [line.plain.rstrip() for line in lines[:rows]]
        if len(lines) > rows:
            kept[-1] = " ".join(line.plain.strip() for line in lines[rows - 1 :])
        last = Text(kept[-1], text.style)
        last.truncate(width, overflow="ellipsis")
        return Text("\n", text.style).join([*(Text(line, text.style) for line in kept[:-1]), last])
