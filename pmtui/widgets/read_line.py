"""The line below an entry line: how it will be read, or a question with numbered answers."""

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from pmtui.model.text import one_line

ASKING_ROWS = 3
"""Lines of a question with its answers."""


class ReadLine(Widget):
    """One line that never moves anything else, so that no key lays out the screen.

    Only a question takes more room, while it is asked.
    """

    words: reactive[str] = reactive("")
    question: reactive[str] = reactive("")

    def ask(self, question: str, answers: Sequence[str]) -> None:
        """Show a question, and its answers by the keys 1, 2 and so on; none ends it."""
        numbered = [f"[{number}] {one_line(each)}" for number, each in enumerate(answers, 1)]
        self.question = "  ".join([one_line(question), *numbered]) if question else ""
        self.styles.height = ASKING_ROWS if question else 1

    def render(self) -> Text:
        """The question, else the words."""
        if self.question:
            return Text(self.question, "bold")
        return Text(one_line(self.words), no_wrap=True, overflow="ellipsis")
