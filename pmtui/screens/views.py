"""The views of the library: kept, recalled, renamed, deleted."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from pmtui import views
from pmtui.commands import with_keys
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import Answers, AskDialog, Dialog, Question
from pmtui.screens.library_lines import Look
from pmtui.store.library import Library
from pmtui.store.listed.orders import ORDERS
from pmtui.store.listed.views import View
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows

EVERYTHING = View("Everything")
"""The view that is always there: nothing is filtered, the newest come first."""


class ViewsDialog(Dialog):
    """The views by name; the first nine have a number, which recalls them in the library."""

    KIND = "views box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("views"))
    FOOT = (
        "{rows.choose} shows it · {view.keep} keeps what is shown now · {view.rename} renames · "
        "{view.delete} deletes · {box.close} closes"
    )

    def __init__(self, library: Library, look: Look, recall: Callable[[View], None]) -> None:
        super().__init__()
        self.title = "Views"
        self._library = library
        self._look = look
        self._recall = recall
        self._views: tuple[View, ...] = ()

    def body(self) -> ComposeResult:
        """The list."""
        yield Rows()

    def on_mount(self) -> None:
        """Read and show them."""
        self.set_focus(self.query_one(Rows))
        self._show()

    def _show(self) -> None:
        try:
            self._views = views.views_of(self._library)
        except PmtuiError as error:
            self.say(str(error))
        rows = [_row(" ", EVERYTHING, "everything")]
        for number, view in enumerate(self._views):
            rows.append(_row(str(number + 1) if number < 9 else " ", view, str(number)))
        self.query_one(Rows).show(rows)

    @property
    def _selected(self) -> View | None:
        """The selected view, unless it is the one that is always there."""
        key = self.query_one(Rows).key
        return self._views[int(key)] if key.isdigit() else None

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close, and show the library so."""
        event.stop()
        view = self._selected or EVERYTHING
        self.dismiss()
        self._recall(view)

    def action_view_keep(self) -> None:
        """Ask for a name, and for whom."""
        look = self._look

        def then(answers: Answers) -> str | None:
            team = answers["for"] == "the team"
            view = View(answers["name"], look.typed, look.order, look.headings, team)
            return self._done(lambda: views.keep(self._library, view))

        questions = [
            Question("name", "Name", hint="such as: drafts of checkout"),
            Question("for", "For", "me", ("me", "the team")),
        ]
        self.app.push_screen(AskDialog(f"Keep a view: {_told(look)}", questions, then))

    def action_view_rename(self) -> None:
        """Ask for another name."""
        view = self._selected
        if view is None:
            return

        def then(answers: Answers) -> str | None:
            return self._done(lambda: views.rename(self._library, view, answers["name"]))

        question = Question("name", "Name", view.name)
        self.app.push_screen(AskDialog("Rename the view", [question], then))

    def action_view_delete(self) -> None:
        """Forget it; what it showed is said, so that it can be kept again."""
        if (view := self._selected) is not None:
            said = self._done(lambda: views.delete(self._library, view))
            self.say(said or f"“{view.name}” is deleted; it was: {view.line}")

    def _done(self, change: Callable[[], None]) -> str | None:
        """Change the views and show them; the sentence of what went wrong, or None."""
        try:
            change()
        except PmtuiError as error:
            return str(error)
        self.say("")
        self._show()
        return None


def view_number(library: Library, number: int) -> View | str:
    """The view of that number, from 1, or a sentence on why there is none."""
    try:
        known = views.views_of(library)
    except PmtuiError as error:
        return str(error)
    if number <= len(known):
        return known[number - 1]
    return with_keys(f"There is no view {number} yet; {{library.views}} keeps one.")


def _row(number: str, view: View, key: str) -> Row:
    team = " (team)" if view.team else ""
    line = view.line if view is not EVERYTHING else ORDERS[view.order].said
    return Row(key, ((f"{number} ", "strong"), (f"{view.name}{team}  ", ""), (line, "dim")))


def _told(look: Look) -> str:
    """What is shown now, in a line."""
    said = ORDERS[look.order].said
    return f"“{look.typed.strip()}”, {said}" if look.typed.strip() else f"all, {said}"
