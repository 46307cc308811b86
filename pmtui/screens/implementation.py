"""Page 8: the recommendations as commitments, each moved along its states."""

from dataclasses import fields
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from pmtui.edits import Put
from pmtui.guide.fields import Items
from pmtui.guide.lines import person, words
from pmtui.model import address
from pmtui.model.actions import NEXT, is_overdue, move
from pmtui.model.commitments import Action
from pmtui.model.dates import parse_date
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row


class ActionsPanel(DetailedPanel):
    """The actions with their states; s moves the selected one."""

    KIND = "actions"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("actions"))
    EMPTY = "no recommendation yet; page 6 is where they are made"

    def make_entry(self) -> EntryLine | None:
        """Actions are not added here."""
        return None

    def row(self, item: Action) -> Row:
        """Status, what it is, whose it is and until when."""
        late = is_overdue(item, self.session.now().date())
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{words(item.status):<12}", "strong"),
                ("OVERDUE " if late else "", "warn"),
                (item.title or "", ""),
                (f"  {person(self.session.record, item.owner) or 'no owner'}", "dim"),
                (f"  due {item.due}" if item.due else "  no date", "dim"),
            ),
        )

    def action_action_state(self) -> None:
        """Ask for the next state and what it needs."""
        if (selected := self.selected()) is None:
            return
        action: Action = address.get(self.session.record, selected)
        allowed = NEXT[action.status]
        if not allowed:
            self.post_message(Problem(f"{action.id} is {words(action.status)}: it stays so."))
            return
        questions = [
            Question("state", "State", words(allowed[0]), tuple(allowed)),
            Question("by", "By", self.session.who, hint="who decides or verifies"),
            Question("note", "Note", hint="reason, result or link, where the state needs one"),
            Question("due", "Due", str(action.due or ""), hint="2026-10-31"),
        ]
        then = lambda answers: self._move(action, answers)  # noqa: E731
        title = f"{action.id} is {words(action.status)}. Move it to"
        self.app.push_screen(AskDialog(title, questions, then, self.session))

    def _move(self, action: Action, answers: Answers) -> str | None:
        """Move an action; the sentence of what is missing, or None."""
        record, now = self.session.record, self.session.now()
        try:
            due = parse_date(answers["due"], now.date()) if answers["due"].strip() else None
            moved = move(
                record,
                action.id,
                ActionStatus(answers["state"].replace(" ", "_")),
                by=answers["by"].strip() or None,
                note=answers["note"].strip() or None,
                due=due,
                owner=None,
                today=now.date(),
                now=now,
            )
            where = f"actions.{action.id}"
            self.session.seal()
            self.session.apply(_differences(where, action, address.get(moved, where)))
        except PmtuiError as error:
            return str(error)
        self.post_message(Problem(f"{action.id} is {answers['state']} now."))
        return None


def _differences(where: str, before: Action, after: Action) -> list[Put]:
    """The fields of an action that a move changed, so that other edits of it stay."""
    return [
        (f"{where}.{each.name}", getattr(after, each.name))
        for each in fields(Action)
        if getattr(after, each.name) != getattr(before, each.name)
    ]


class ImplementationPage(Page):
    """The list of commitments fills the page."""

    def panel(self, items: Items) -> Widget:
        """The actions have a panel of their own."""
        return ActionsPanel(self.session, items.address, items.title)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return ImplementationPage(session, "implementation")
