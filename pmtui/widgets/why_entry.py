"""The entry line of the why tree: Enter adds beside, Tab goes below, Enter on nothing asks on."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from pmtui.commands import key_of, with_keys
from pmtui.edits import Put
from pmtui.guide.entry.why_line import GATE_SIGNS, read_sign, read_stop
from pmtui.guide.lines import words
from pmtui.guide.why import GATES, asks_gate
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.keys import bindings

HINT = "Enter adds an answer, {causes.deeper} goes below, {entry.down} into the tree"


class Tree(Protocol):
    """What the line asks of the tree around it."""

    @property
    def key(self) -> str:
        """The selected cause or thread."""

    def select(self, key: str) -> None:
        """Select a cause."""

    def change(self, puts: Sequence[Put], said: str) -> bool:
        """Make changes as one step of undo, and say so; False when they were refused."""

    def stop(self, cause_id: str, stop: Stop) -> None:
        """End the questions at a cause."""

    def ask_on(self) -> None:
        """Show the next question about the cause in hand."""

    def show_place(self) -> None:
        """Show what is in hand, and what is asked."""


class CauseEntry(EntryLine):
    """Adds below `under`, the cause or thread in hand. A sign on a line of its own is no cause."""

    KIND = "causes entry"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("causes"))

    ABOUT: ClassVar[tuple[str, ...]] = (
        "At its end, in any order, starts of words are enough: [process, confirmed, e1 e3].",
        "Before it its role: trigger: latent: aggravating: hypothesis:",
        "",
        "A line of its own may also be",
        "& + |     below the cause in hand: needed together, contributing, any one is enough",
        "c16       that cause leads to the one in hand, too",
        "= s note  the questions end at the selected cause: systemic, outside, accepted, ruled out",
        "          Enter on an empty line: the next question about the cause in hand",
    )

    def __init__(self, session: Session, tree: Tree) -> None:
        super().__init__(session, "causes", example=with_keys(HINT))
        self.around = tree
        self.under = ""
        self.asking = ""
        """The cause of which it is asked how what is below it combines; empty for none."""

    @property
    def stands(self) -> str:
        """The place of the line, with the cause or thread that is in hand."""
        return f"{self.place}.{self.under}" if self.under else self.place

    @property
    def question(self) -> str:
        """What is asked on the line below, which one key answers while nothing is typed."""
        if not self.asking:
            return ""
        answers = [f"{sign} {GATES[gate]}" for sign, gate in GATE_SIGNS.items()]
        return "  ".join([f"{self.asking}:", *answers])

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """The words as a cause below the one that is in hand."""
        under = f"{self.under}: " if self.under else ""
        return super().read(record, under + text)

    def turn(self, key: str) -> None:
        """Take another cause or thread in hand."""
        self.under, self.asking = key, ""
        self.around.show_place()

    def added(self, item_address: str) -> None:
        """Show the cause; the root of a thread is at once what the next answers lead to."""
        cause: Cause = address.get(self.session.record, item_address)
        self.around.select(cause.id)
        if not cause.parents:
            self.turn(cause.id)
            return
        self.asking = self.under if asks_gate(self.session.record, self.under) else ""
        self.around.show_place()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add what is typed; on an empty line, go on asking."""
        event.stop()
        event.prevent_default()
        if self.value.strip():
            self.take()
        else:
            self.around.ask_on()

    def take(self) -> bool:
        """Do what the line says; False when it cannot be read, and then it stays."""
        try:
            stop = read_stop(self.value)
            puts = None if stop else read_sign(self.session.record, self.under, self.value)
        except PmtuiError as error:
            self.refused(error)
            return False
        if stop is None and puts is None:
            return self.commit()
        if stop is not None:
            self.around.stop(self.around.key, stop)
        elif puts and not self._settle(puts):
            return False
        self.value = ""
        self.session.draft(self.place, "")
        return True

    def on_key(self, event: events.Key) -> None:
        """While it is asked how causes combine, one key on the empty line answers."""
        if self.asking and not self.value and event.character in GATE_SIGNS:
            event.stop()
            event.prevent_default()
            self._settle(read_sign(self.session.record, self.asking, event.character) or ())

    def _settle(self, puts: Sequence[Put]) -> bool:
        """Make the change of a sign or an id, and end the question that it may answer."""
        where, value = puts[0]
        _, cause_id, field = where.split(".")
        said = f"Below {cause_id}: {GATES[value]}." if field == "gate" else ""
        said = said or f"{cause_id} leads to {words(value)}."
        self.asking = ""
        done = self.around.change(puts, f"{said} {key_of('undo', in_text=True)} takes it back.")
        self.around.show_place()
        return done

    def action_deeper(self) -> None:
        """Add what is typed, then go below what was added last; onwards where there is nothing."""
        if self.value.strip() and not self.take():
            return
        if self.around.key.startswith("c") and self.around.key != self.under:
            self.turn(self.around.key)
        else:
            self.screen.focus_next()

    def action_higher(self) -> None:
        """Go one level up; out of the line from the top."""
        cause = address.get_item(self.session.record, f"causes.{self.under}")
        if cause is None or not cause.parents:
            self.screen.focus_previous()
            return
        self.around.select(self.under)
        self.turn(cause.parents[0])
