"""Moving an action along its states, on the page of recommendations and on that of their work."""

from typing import ClassVar

from textual.binding import BindingType

from pmtui.edits import item_puts
from pmtui.guide.lines import words
from pmtui.guide.needs import usual_words
from pmtui.model import address
from pmtui.model.actions import NEXT, move
from pmtui.model.commitments import Action
from pmtui.model.dates import parse_date
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem


class MovingPanel(DetailedPanel):
    """A list of actions; s moves the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("actions"))

    def selected_action(self) -> Action | None:
        """The selected action."""
        selected = self.selected()
        found: Action | None = address.get_item(self.session.record, selected) if selected else None
        return found

    def action_action_state(self) -> None:
        """Ask for the next state and what it needs."""
        if (action := self.selected_action()) is None:
            return
        allowed = NEXT[action.status]
        if not allowed:
            self.post_message(Problem(f"{action.id} is {words(action.status)}: it stays so."))
            return
        usual = usual_words(action, self.session.now().date())
        questions = [
            Question("state", "State", words(allowed[0]), tuple(allowed)),
            Question("by", "By", self.session.who, hint="who decides or verifies"),
            Question(
                "note",
                "Note",
                hint="reason, result or link, where the state needs one",
                where=f"actions.{action.id}.blocked_reason",
            ),
            Question("due", "Due", str(action.due or ""), hint=f"2026-10-31, +30{usual}"),
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
            self.session.apply(item_puts(where, action, address.get(moved, where)))
        except PmtuiError as error:
            return str(error)
        self.post_message(Problem(f"{action.id} is {answers['state']} now."))
        return None
