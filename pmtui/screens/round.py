"""Round the room: who has spoken, for the eyes of the one who leads. It is in no file.

The guide asks "Who has not spoken?" and wants the counts stored nowhere (step 2, "One voice"). They
live as long as the record is open in this program; neither the record nor the drafts, the log of
keys or what others see of this user has any part of them.
"""

from collections import Counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line
from pmtui.screens.dialogs import Dialog
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows


class RoundDialog(Dialog):
    """The people of the record; those who attended or were involved come first.

    `spoken` counts by the id of a participant, and is changed here.
    """

    KIND = "round box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("round"))
    FOOT = (
        "{round.spoke} has spoken · {round.less} one less · {round.again} new round · "
        "{box.close} closes\n"
        "Kept in memory only, forgotten when you leave."
    )

    def __init__(self, record: Postmortem, spoken: Counter[str]) -> None:
        super().__init__()
        self._people = in_the_room(record)
        self._spoken = spoken
        self.title = self._title()

    def body(self) -> ComposeResult:
        """The people."""
        yield Rows("nobody is listed yet: add people on the page Preparation")

    def on_mount(self) -> None:
        """Show who has spoken; begin with the first who has not."""
        self._show()
        rows = self.query_one(Rows)
        rows.select(next((each.id for each in self._people if not self._spoken[each.id]), ""))
        self.set_focus(rows)

    def action_round_spoke(self) -> None:
        """The selected person has spoken, or has once more."""
        self._count(1)

    def action_round_less(self) -> None:
        """The selected person has spoken once less."""
        self._count(-1)

    def action_round_again(self) -> None:
        """Begin a new round: nobody has spoken yet."""
        self._spoken.clear()
        self._show()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter does what Space does."""
        event.stop()
        self._count(1)

    def _count(self, by: int) -> None:
        if person := self.query_one(Rows).key:
            self._spoken[person] = max(self._spoken[person] + by, 0)
            self._show()

    def _show(self) -> None:
        self.query_one(Rows).show([_row(each, self._spoken[each.id]) for each in self._people])
        self.query_one(".title", Label).update(self._title())

    def _title(self) -> str:
        count = sum(self._spoken[each.id] > 0 for each in self._people)
        return f"Round the room: {count} of {len(self._people)} have spoken"


def in_the_room(record: Postmortem) -> tuple[Participant, ...]:
    """The participants: those who attended, then those who were involved, then the others."""
    people = record.prep.people
    return tuple(sorted(people, key=lambda each: (not each.attended, not each.involved)))


def _row(person: Participant, times: int) -> Row:
    said = f"{times}×" if times else "not yet"
    name = one_line(person.name or person.handle or person.id)
    more = " · ".join(filter(None, [", ".join(person.roles).replace("_", " "), person.team]))
    look = "" if times else "strong"
    return Row(person.id, ((f"{said:>7}  ", look), (f"{name}  ", look), (one_line(more), "dim")))
