"""Linking what was learned or recommended to causes, by a list that narrows while one types."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from pmtui.commands import key_of
from pmtui.edits import Put
from pmtui.model import address
from pmtui.model.causes import ruled_out, uncovered
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import PickDialog
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row


class LinkingPanel(DetailedPanel):
    """A list of which each item names causes; c links and unlinks one."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("linked"))

    def details_beside(self, focused: Widget) -> bool:
        """The room goes to the items while somebody types."""
        return focused is self.rows

    def action_causes_link(self) -> None:
        """Link a cause to the selected item, or take the link back."""
        if (selected := self.selected()) is None:
            return
        where, record = f"{selected}.causes", self.session.record
        linked: tuple[str, ...] = address.get(record, where)
        item_id = selected.rpartition(".")[2]

        def link(cause_id: str) -> None:
            kept = tuple(each for each in linked if each != cause_id)
            added = (*linked, cause_id) if kept == linked else kept
            word = "answers" if self.list_address == "actions" else "names"
            not_now = "" if kept == linked else "no longer "
            self.change([(where, added)], f"{item_id} {not_now}{word} {cause_id}.")

        def rows(typed: str) -> list[Row]:
            return _cause_rows(self, linked, typed)

        title = f"Causes of {item_id}: Enter links one, or takes its link back"
        self.app.push_screen(PickDialog(title, rows, link, empty="no cause; page 3 has them"))

    def change(self, puts: Sequence[Put], said: str) -> bool:
        """Make changes as one step of undo and say so, or what is in the way."""
        try:
            self.session.seal()
            self.session.apply(puts)
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
            return False
        self.post_message(Problem(f"{said} {key_of('undo')} takes it back."))
        return True


def _cause_rows(panel: LinkingPanel, linked: tuple[str, ...], typed: str) -> list[Row]:
    """The causes that hold the words: linked ones, those that nothing acts on, then the others."""
    record, wanted = panel.session.record, typed.casefold().split()
    out, waiting = ruled_out(record), {cause.id for cause in uncovered(record)}
    causes = [each for each in record.causes if each.id not in out or each.id in linked]
    causes.sort(key=lambda each: (each.id not in linked, each.id not in waiting))
    rows = list[Row]()
    for cause in causes:
        state = "linked" if cause.id in linked else "nothing yet" if cause.id in waiting else ""
        text = f"{cause.id} {state} {cause.statement or ''}".casefold()
        if all(word in text for word in wanted):
            spans = (
                (f"{cause.id:<4}", "dim"),
                (f"{state:<12}", "strong" if cause.id in linked else "warn"),
                (cause.statement or "", ""),
            )
            rows.append(Row(cause.id, spans))
    return rows
