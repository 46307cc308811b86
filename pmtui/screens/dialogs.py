"""Dialogs: a few questions, a list to pick from, words to read."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from pmtui.commands import with_keys
from pmtui.guide.questions import Question as Question
from pmtui.guide.questions import draft_place
from pmtui.model.text import visible
from pmtui.widgets.bars import Line
from pmtui.widgets.choice import Choice
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows


class Dialog(ModalScreen[None]):
    """A box over the screen; Esc closes it and keeps what was typed."""

    AUTO_FOCUS = None
    KIND = "box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("box"))
    TITLE = ""
    FOOT = "{box.close} closes"

    def compose(self) -> ComposeResult:
        """Title, body, message, a line on the keys."""
        with Vertical(id="box"):
            yield Label(Text(visible(self.title or "")), classes="title", markup=False)
            yield from self.body()
            yield Line(id="message")
            yield Label(with_keys(self.FOOT), classes="foot", markup=False)

    def body(self) -> ComposeResult:
        """What stands in the box."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Close the box."""
        self.dismiss()

    def action_help(self) -> None:
        """What the field is for, and the keys that work in a box."""
        from pmtui.screens.help import show_help

        show_help(self)

    def action_comment(self) -> None:
        """Say something of the field in hand."""
        from pmtui.screens.guide import open_guide

        if (guide := open_guide(self.app)) is not None:
            guide.action_comment()

    def action_visibility(self) -> None:
        """Tell customers the field in hand, or hold it back."""
        from pmtui.screens.guide import open_guide

        if (guide := open_guide(self.app)) is not None:
            self.say(guide.turn_visibility())

    def action_park(self) -> None:
        """Put an idea into the parking lot and come back to the box."""
        from pmtui.screens.parking import park

        park(self, self.say)

    async def action_editor(self) -> None:
        """Write the text of the field in $EDITOR."""
        from pmtui.screens.editor import edit_in_editor

        self.say(await edit_in_editor(self))

    def say(self, words: str) -> None:
        """Show a sentence in the box."""
        self.query_one("#message", Line).say(words)

    def on_problem(self, event: Problem) -> None:
        """Show what a field says, in the box itself."""
        event.stop()
        self.say(event.text)


Answers = dict[str, str]


class KeepsDrafts(Protocol):
    """An open record, or what keeps the words for a new one."""

    drafts: dict[str, str]

    def draft(self, place: str, text: str) -> None:
        """Keep words typed at a place; empty forgets them."""


class AskDialog(Dialog):
    """A few questions. `then` takes the answers and returns a sentence when they do not fit.

    Where there is something that keeps drafts, half-typed answers are kept under the address that
    they are for, else under the dialog's name.
    """

    FOOT = "Enter goes on, on the last line it finishes · {box.close} cancels"

    def __init__(
        self,
        title: str,
        questions: Sequence[Question],
        then: Callable[[Answers], str | None],
        keeper: KeepsDrafts | None = None,
    ) -> None:
        super().__init__()
        self.title = title
        self._questions = tuple(questions)
        self._then = then
        self._keeper = keeper

    def body(self) -> ComposeResult:
        """A label and a field for each question."""
        with Grid(classes="form"):
            for question in self._questions:
                yield Label(question.label, markup=False)
                if question.choices:
                    yield Choice(question.choices, question.value, name=question.name)
                    continue
                value = self._drafts.get(self._place(question.name), question.value)
                yield LineInput(value, question.hint, name=question.name)

    def on_mount(self) -> None:
        """Begin with the first question; where it is a choice, the other fields follow it."""
        first = self._fields[0]
        if isinstance(first, Choice):
            self.watch(first, "shown", self._show_fields)
        self.set_focus(first)

    def _show_fields(self, first: str) -> None:
        """Show what is asked with that answer to the first question, and nothing else."""
        for question, (label, field) in zip(self._questions, self._pairs, strict=True):
            label.display = field.display = question.is_asked(first)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        if self._keeper is not None and event.input.name:
            self._keeper.draft(self._place(event.input.name), event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next question, or finish."""
        event.stop()
        self._next(event.input)

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """Go on to the next question, or finish."""
        event.stop()
        self._next(event.choice)

    def _next(self, field: Input | Choice) -> None:
        if field is self._fields[-1]:
            self._finish()
        else:
            self.set_focus(self._fields[self._fields.index(field) + 1])

    def _finish(self) -> None:
        answers = {str(each.name): _text(each) for each in self._fields}
        trouble = self._then(answers)
        if trouble:
            self.say(trouble)
            return
        for question in self._questions:
            if self._keeper is not None:
                self._keeper.draft(self._place(question.name), "")
        self.dismiss()

    @property
    def _fields(self) -> list[Input | Choice]:
        """The fields that are asked."""
        found = (each for each in self.query("*") if isinstance(each, Input | Choice))
        return [each for each in found if each.display]

    @property
    def _pairs(self) -> list[tuple[Widget, Widget]]:
        """The label and the field of each question."""
        grid = list(self.query_one(Grid).children)
        return list(zip(grid[::2], grid[1::2], strict=True))

    @property
    def _drafts(self) -> dict[str, str]:
        return self._keeper.drafts if self._keeper is not None else {}

    def _place(self, name: str) -> str:
        question = next(each for each in self._questions if each.name == name)
        return draft_place(self.title or "", question)


class PickDialog(Dialog):
    """A list to pick from; words typed above it narrow it. `then` takes the key of a row."""

    FOOT = "Type to narrow · Up, Down move · Enter picks · {box.close} closes"

    def __init__(
        self,
        title: str,
        rows: Callable[[str], Sequence[Row]],
        then: Callable[[str], None],
        empty: str = "nothing found",
    ) -> None:
        super().__init__()
        self.title = title
        self._make_rows = rows
        self._then = then
        self._empty = empty

    def body(self) -> ComposeResult:
        """The words to narrow by and the list."""
        yield LineInput(hint="words")
        yield Rows(self._empty)

    def on_mount(self) -> None:
        """Show the whole list."""
        self.query_one(Rows).show(self._make_rows(""))
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.query_one(Rows).show(self._make_rows(event.value))
        self.query_one(Rows).action_edge(0)

    def on_key(self, event: events.Key) -> None:
        """Move in the list without leaving the words."""
        rows = self.query_one(Rows)
        moves = {"down": 1, "up": -1}
        if event.key in moves and self.focused is not rows:
            event.stop()
            rows.action_move(moves[event.key])

    def on_input_submitted(self) -> None:
        """Pick the selected row."""
        self.query_one(Rows).action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close and hand the choice on."""
        event.stop()
        self.dismiss()
        self._then(event.key)


class TextDialog(Dialog):
    """Words to read."""

    FOOT = "Up, Down scroll · {box.close} closes"

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.title = title
        self._words = words

    def body(self) -> ComposeResult:
        """The words."""
        with VerticalScroll(can_focus=True):
            yield Static(Text("\n".join(visible(each) for each in self._words.split("\n"))))

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.set_focus(self.query_one(VerticalScroll))


def _text(field: Input | Choice) -> str:
    return field.value if isinstance(field, Input) else field.shown
