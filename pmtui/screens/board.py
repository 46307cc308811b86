"""The actions of all postmortems: grouped, filtered as you type, and moved along their states."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from pmtui.across import Changes, move_across, take_back
from pmtui.commands import commands_for, with_keys
from pmtui.guide import moves
from pmtui.guide.action_story import story
from pmtui.guide.board import ActionLine
from pmtui.guide.lines import words
from pmtui.guide.moves import Mover
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.screens.action_state import Asks, MoveDialog, tell_kept
from pmtui.screens.board_lines import (
    BoardLines,
    BoardLook,
    board_lines,
    counted,
    nothing,
    said_of_turn,
    told,
)
from pmtui.screens.dialogs import Answers, TextDialog
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.navigation import OpenRecord, ShowLibrary
from pmtui.screens.tickets import copy_address
from pmtui.store.commitments import ACTIONS
from pmtui.store.library import Library
from pmtui.store.new_words import NewWords
from pmtui.widgets.background import begin
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Rows

PAGE = "implementation"
"""The page at which an action is opened."""


class BoardScreen(EveryScreen):
    """The list of actions, and below it two lines on the selected one."""

    KIND = "board"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("board", "any"))
    AUTO_FOCUS = None

    def __init__(self, library: Library, look: BoardLook) -> None:
        super().__init__()
        self.library = library
        self.look = look
        self.lines = BoardLines()

    def compose(self) -> ComposeResult:
        """Top line, filter, list, what is selected, keys."""
        yield TopLine(id="top")
        hint = "{board.filter} filters: words, or overdue, slipped, stale"
        yield LineInput(self.look.typed, with_keys(hint), id="filter")
        yield Rows("reading…", id="list")
        yield Static(id="told", markup=False)
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Offer the keys and put the focus on the list."""
        self.query_one(KeyLine).offer([commands_for("board", "any")])
        top = self.query_one(TopLine)
        top.left, top.right = " Actions of all postmortems", "reading… "
        self.set_focus(self.query_one(Rows))

    def on_screen_resume(self) -> None:
        """Read the actions anew whenever one comes back to them."""
        begin(self, self._read, exclusive=True)

    async def _read(self) -> None:
        """Read them away from the keyboard's thread, the newest postmortem first."""
        try:
            found = await asyncio.to_thread(self.library.faces, ACTIONS)
        except PmtuiError as error:
            self.say(str(error))
            self.query_one(TopLine).right = "not read "
            return
        refs = sorted(found, reverse=True)
        self.look.known = [line for ref in refs for line in found[ref]]
        self.look.marked &= {each.key for each in self.look.known}
        self._show(self.look.key)
        if found.problems:
            more = f" (and {len(found.problems) - 1} more)" if found.problems[1:] else ""
            self.say(f"{found.problems[0].message}{more}")

    def on_resize(self) -> None:
        """Draw the lines for the new width."""
        if self.look.known:
            self.call_after_refresh(self._show)

    def _show(self, key: str | None = None) -> None:
        """Show what fits, and say how much of it there is."""
        rows = self.query_one(Rows)
        self.lines = board_lines(self.look, rows.size.width, _now().date())
        rows.empty = nothing(self.look)
        rows.show(self.lines.rows, key or None)
        self.query_one(TopLine).right = counted(self.lines, self.look)
        self._tell()

    def _tell(self) -> None:
        self.query_one("#told", Static).update(told(self._selected, _now().date()))

    @property
    def _selected(self) -> ActionLine | None:
        return self.lines.by_key.get(self.query_one(Rows).key)

    def say(self, text: str) -> None:
        """Show a message until it is read or the next one comes."""
        self.query_one("#message", Line).say(text)

    def on_problem(self, event: Problem) -> None:
        """Show what a dialog says."""
        self.say(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed; the first of what fits is selected."""
        if event.value != self.look.typed:
            self.look.typed = event.value
            self._show()
            if event.value:
                self.query_one(Rows).action_edge(0)

    def on_input_submitted(self) -> None:
        """From the filter into the list."""
        self.set_focus(self.query_one(Rows))

    def on_key(self, event: events.Key) -> None:
        """From the filter, the arrow keys go into the list."""
        if event.key in ("down", "up") and isinstance(self.focused, Input):
            event.stop()
            self.set_focus(self.query_one(Rows))

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Tell of what is selected."""
        self.look.key = event.key or self.look.key
        self._tell()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_board_open()

    def action_board_open(self) -> None:
        """Open the postmortem at the selected action."""
        if (line := self._selected) is not None:
            self.app.post_message(OpenRecord(line.ref, PAGE, f"actions.{line.id}"))

    def action_board_filter(self) -> None:
        """Type words to filter by."""
        self.set_focus(self.query_one(Input))

    def action_board_group(self) -> None:
        """Group by what comes next; the selection stays."""
        self.look.next_grouping()
        self._show(line.key if (line := self._selected) else None)

    def action_board_finished(self) -> None:
        """Show or hide what needs nothing more."""
        self.look.finished = not self.look.finished
        self._show()
        shown = "shown" if self.look.finished else "hidden"
        self.say(f"What is verified, declined or merged is {shown}.")

    def action_board_mark(self) -> None:
        """Mark the selected action, or take the mark back; go on to the next."""
        if (line := self._selected) is not None:
            self._mark(self.look.marked ^ {line.key})
            self.query_one(Rows).action_move(1)

    def action_board_mark_all(self) -> None:
        """Mark all that are shown."""
        self._mark(self.look.marked | self.lines.found.keys())

    def action_board_mark_none(self) -> None:
        """Take all marks away, also of what is not shown."""
        self._mark(frozenset())

    def _mark(self, keys: frozenset[str]) -> None:
        self.look.marked = keys
        self._show()

    def action_board_history(self) -> None:
        """Show all of the selected action, with its history."""
        if (line := self._selected) is None:
            return
        try:
            record = self.library.load(line.ref).record
            told = story(record, address.get(record, f"actions.{line.id}"), _now().date())
        except PmtuiError as error:
            self.say(str(error))
            return
        self.app.push_screen(TextDialog(f"{line.ref} · {line.id}", told))

    def action_board_ticket(self) -> None:
        """Copy the address of the selected action's ticket."""
        if (line := self._selected) is not None:
            self.say(copy_address(self.app, self.library, line.id, line.ticket))

    def action_board_state(self) -> None:
        """Ask for the next state of the marked actions, or of the selected one."""
        lines = [each for each in self.look.known if each.key in self.look.marked]
        if lines:
            asks = moves.asks_of_several([each.status for each in lines], self.library.who)
            self._ask(f"Move {len(lines)} marked actions to", asks, lines)
        elif (line := self._selected) is not None:
            self._ask_for_one(line)

    def _ask_for_one(self, line: ActionLine) -> None:
        """Ask for the next state and exactly what it needs, of the record as it is now."""
        mover = self._mover
        try:
            record = self.library.load(line.ref).record
            action = address.get(record, f"actions.{line.id}")
        except PmtuiError as error:
            self.say(str(error))
            return
        asks = {to: moves.asks(record, action, to, mover) for to in moves.ways(action)}
        state = words(action.status)
        if asks:
            self._ask(f"{line.id} is {state}. Move it to", asks, [line])
        else:
            self.say(f"{line.id} is {state}: it stays so.")

    def _ask(self, title: str, asks: Asks, lines: Sequence[ActionLine]) -> None:
        """Open the box; what is half typed there is kept for the next time."""
        kept = NewWords(self.library.desk())
        then = lambda to, answers: self._move(lines, to, answers)  # noqa: E731
        place = lines[0].key if len(lines) == 1 else ""
        self.app.push_screen(MoveDialog(title, asks, then, kept, place), lambda _: kept.close())

    def _move(self, lines: Sequence[ActionLine], to: ActionStatus, answers: Answers) -> str | None:
        """Move the actions that can be; what is missing when none can, else None."""
        chosen: defaultdict[str, list[str]] = defaultdict(list)
        for each in lines:
            chosen[each.ref].append(each.id)
        moved = move_across(self.library, chosen, to, answers, self._mover)
        kept = moved.kept
        if len(kept) == len(lines):
            return next(iter(kept.values()))
        self.look.done.append(moved.changes)
        self.look.undone.clear()
        said = f"{lines[0].id} is {words(to)} now."
        if len(lines) > 1:
            self.look.marked = frozenset("/".join(each) for each in kept)
            said = f"{len(lines) - len(kept)} of {len(lines)} are {words(to)} now."
        self.say(said)
        if kept:
            tell_kept(self, said, (f"{ref}: {why}" for (ref, _), why in kept.items()))
        return None

    def action_board_undo(self) -> None:
        """Take the last move back."""
        self._turn(self.look.done, self.look.undone, back=True)

    def action_board_redo(self) -> None:
        """Bring back what was taken back last."""
        self._turn(self.look.undone, self.look.done, back=False)

    def _turn(self, source: list[Changes], target: list[Changes], *, back: bool) -> None:
        """Make the newest changes the other way round; what the machine refused stays to do."""
        if not source:
            self.say("No move to take back." if back else "Nothing to bring back.")
            return
        turned = take_back(self.library, source.pop(), self._mover)
        if turned.left:
            source.append(turned.left)
        if turned.changes:
            target.append(turned.changes)
            begin(self, self._read, exclusive=True)
        said = said_of_turn(turned, back=back)
        self.say(said)
        if turned.changes and turned.kept:
            tell_kept(self, said, turned.kept.values())

    @property
    def _mover(self) -> Mover:
        now = _now()
        return Mover(self.library.who, now.date(), now)

    def action_board_out(self) -> None:
        """Out of the filter, which empties it; from outside it, to the library."""
        if isinstance(self.focused, Input) or self.look.typed:
            self.query_one(Input).value = ""
            self.set_focus(self.query_one(Rows))
            return
        self.look.is_home = False
        self.app.post_message(ShowLibrary())

    def action_quit(self) -> None:
        """Leave; there is nothing unsaved here."""
        self.app.exit(0)


def _now() -> datetime:
    return datetime.now(UTC)
