"""Moving actions along their states: one box asks for the state and for what that needs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import ClassVar

from textual.binding import BindingType
from textual.dom import DOMNode
from textual.widgets import Input, Label

from pmtui.edits import moved_puts
from pmtui.guide import moves
from pmtui.guide.action_story import story
from pmtui.guide.lines import words
from pmtui.guide.moves import Mover
from pmtui.model import address
from pmtui.model.commitments import Action
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.screens.dialogs import Answers, AskDialog, KeepsDrafts, Question, TextDialog
from pmtui.screens.tickets import copy_address
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem

Asks = Mapping[ActionStatus, Sequence[Question]]
"""What each state asks for, in the order in which the states are offered."""

_FIELDS = {"note": "blocked_reason", "method": "verification.method", "by": "verification.by"}
"""The fields of an action that words are for, where their names differ."""


class MoveDialog(AskDialog):
    """The next state, and below it what that state needs and nothing else.

    A field that several states ask for is one field, so that words typed for one state are still
    there when another one is chosen. `then` takes the state and the answers, and returns the
    sentence of what is missing, or None.
    """

    def __init__(
        self,
        title: str,
        asks: Asks,
        then: Callable[[ActionStatus, Answers], str | None],
        keeper: KeepsDrafts | None = None,
        place: str = "",
    ) -> None:
        self._asks = {words(state): {ask.name: ask for ask in each} for state, each in asks.items()}
        self._states = {words(state): state for state in asks}
        self._move = then
        names = dict.fromkeys(ask.name for ask in chain.from_iterable(asks.values()))
        fields = [
            Question(name, name, where=f"{place}.{_FIELDS.get(name, name)}" if place else "")
            for name in names
        ]
        state = Question("state", "State", next(iter(self._states)), tuple(self._states))
        super().__init__(title, [state, *fields], self._answered, keeper)
        self._typed = {name for name in names if self._place(name) in self._drafts}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, also when another state is chosen."""
        super().on_input_changed(event)
        self._typed.add(event.input.name or "")

    def _show_fields(self, first: str) -> None:
        """Show what a state asks for, with what it offers where nothing is typed yet."""
        wanted = self._asks.get(first, {})
        for label, field in self._pairs:
            if not isinstance(field, Input) or not isinstance(label, Label):
                continue
            ask = wanted.get(field.name or "")
            label.display = field.display = ask is not None
            if ask is not None:
                label.update(ask.label)
                field.placeholder = ask.hint
                self._offer(field, ask.value)

    def _offer(self, field: Input, value: str) -> None:
        """Fill a field; what is typed there stays, and what is offered is no draft."""
        if field.name not in self._typed:
            with field.prevent(Input.Changed):
                field.value = value

    def _answered(self, answers: Answers) -> str | None:
        state = self._states.get(answers.pop("state"))
        return self._move(state, answers) if state else f"Choose one of: {', '.join(self._states)}."


def tell_kept(node: DOMNode, said: str, why: Iterable[str]) -> None:
    """Say which actions were not moved, and why: each sentence names its action."""
    told = TextDialog(said, "\n\n".join(["These stay as they were:", *why]))
    node.call_later(node.app.push_screen, told)  # the box that asked closes first


class MovingPanel(DetailedPanel):
    """A list of actions, of which the marked ones or the selected one are moved."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("actions"))

    def __init__(self, session: Session, list_address: str, title: str) -> None:
        super().__init__(session, list_address, title)
        self._marked: set[str] = set()

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked actions that are still there, in the order of the list."""
        return tuple(each.id for each in self.items if each.id in self._marked)

    @property
    def mover(self) -> Mover:
        """Who moves actions here, and when."""
        now = self.session.now()
        return Mover(self.session.who, now.date(), now)

    def selected_action(self) -> Action | None:
        """The selected action."""
        selected = self.selected()
        found: Action | None = address.get_item(self.session.record, selected) if selected else None
        return found

    def action_action_mark(self) -> None:
        """Mark the selected action, or take the mark back, and go on to the next line."""
        if (action := self.selected_action()) is not None:
            self._marked ^= {action.id}
            self.rows.show(self.make_rows())
            self.rows.action_move(1)

    def action_action_history(self) -> None:
        """Show all of the selected action, with its history."""
        if (action := self.selected_action()) is not None:
            title = f"{self.session.record.id} · {action.id}"
            told = story(self.session.record, action, self.mover.today)
            self.app.push_screen(TextDialog(title, told))

    def action_action_ticket(self) -> None:
        """Copy the address of the selected action's ticket."""
        if (action := self.selected_action()) is not None:
            library = self.session.library
            self.post_message(Problem(copy_address(self.app, library, action.id, action.ticket)))

    def action_action_state(self) -> None:
        """Ask for the next state of the marked actions, or of the selected one."""
        if self.marked:
            self._ask_for_several(self.marked)
        elif (action := self.selected_action()) is not None:
            self._ask_for_one(action)

    def _ask_for_one(self, action: Action) -> None:
        """Ask for the next state and exactly what it needs."""
        record, mover = self.session.record, self.mover
        asks = {to: moves.asks(record, action, to, mover) for to in moves.ways(action)}
        if not asks:
            self.post_message(Problem(f"{action.id} is {words(action.status)}: it stays so."))
            return
        title = f"{action.id} is {words(action.status)}. Move it to"
        where = f"actions.{action.id}"
        then = lambda to, answers: self._move(action.id, to, answers)  # noqa: E731
        self.app.push_screen(MoveDialog(title, asks, then, self.session, where))

    def _move(self, action_id: str, to: ActionStatus, answers: Answers) -> str | None:
        """Move one action; the sentence of what is missing, or None."""
        try:
            self.session.seal()
            record = self.session.record
            after = moves.moved(record, action_id, to, answers, self.mover)
            self.session.apply(moved_puts(record, after))
        except PmtuiError as error:
            return str(error)
        self.post_message(Problem(f"{action_id} is {words(to)} now."))
        return None

    def _ask_for_several(self, ids: Sequence[str]) -> None:
        """Ask once for what several actions need, and move those that can as one step of undo."""
        actions = [each for each in self.items if each.id in ids]
        asks = moves.asks_of_several([each.status for each in actions], self.session.who)
        then = lambda to, answers: self._move_several(ids, to, answers)  # noqa: E731
        title = f"Move {len(ids)} marked actions to"
        self.app.push_screen(MoveDialog(title, asks, then))

    def _move_several(self, ids: Sequence[str], to: ActionStatus, answers: Answers) -> str | None:
        record = self.session.record
        after, kept = moves.all_moved(record, ids, to, answers, self.mover)
        if len(kept) == len(ids):
            return next(iter(kept.values()))
        try:
            self.session.seal()
            self.session.apply(moved_puts(record, after))
        except PmtuiError as error:
            return str(error)
        self._marked = set(kept)
        self.show_value()
        said = f"{len(ids) - len(kept)} of {len(ids)} are {words(to)} now."
        self.post_message(Problem(said))
        if kept:
            tell_kept(self, said, kept.values())
        return None
