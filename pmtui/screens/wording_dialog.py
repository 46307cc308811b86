"""The hints on the words of a page: why, what to ask instead, and ignoring them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from pmtui.commands import key_of
from pmtui.guide.wording import Place
from pmtui.model.text import clip, one_line
from pmtui.screens.dialogs import Dialog
from pmtui.widgets.bars import Line
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen

AROUND = 60
"""Characters before the words that are meant, and after them, that are shown."""


class WordingDialog(Dialog):
    """A row for each hint, the selected one explained below."""

    KIND = "wording box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("wording"))
    FOOT = (
        "{rows.choose} goes there · {wording.here} ignore here · {wording.rule} ignore the rule · "
        "{box.close} closes"
    )

    def __init__(self, guide: "GuideScreen") -> None:
        super().__init__()
        self.title = f"Wording on {guide.step.title}"
        self._guide = guide
        self._look: Callable[[], Sequence[Place]] = lambda: guide.wording.now(guide.step.name)
        self._places: Sequence[Place] = ()

    def body(self) -> ComposeResult:
        """The hints and the explanation."""
        yield Rows("no hints on this page")
        yield Static("", markup=False, classes="why")

    def on_mount(self) -> None:
        """Show the hints."""
        self._show()
        self.set_focus(self.query_one(Rows))

    def _show(self) -> None:
        self._places = self._look()
        self.query_one(Rows).show(
            [_row(str(number), each) for number, each in enumerate(self._places)]
        )
        self.on_rows_moved()

    def _selected(self) -> Place | None:
        key = self.query_one(Rows).key
        return self._places[int(key)] if key else None

    def on_rows_moved(self) -> None:
        """Explain the selected hint."""
        place = self._selected()
        self.query_one(".why", Static).update(_explained(place) if place else Text())

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close, and go to the field; the line that is being typed has the focus already."""
        event.stop()
        guide, place = self._guide, self._places[int(event.key)]
        self.dismiss()
        if not place.typed or place.typed != getattr(guide.focused, "place", ""):
            guide.call_later(guide.go_to, guide.step.name, place.goes_to)

    def action_wording_here(self) -> None:
        """Show this hint no more, as long as its sentence stays as it is."""
        if place := self._selected():
            self._ignore(place.ignoring, "Ignored here.")

    def action_wording_rule(self) -> None:
        """Show the hints of this rule no more in this postmortem."""
        if place := self._selected():
            rule = place.hint.rule.id
            self._ignore((rule,), f"{rule} is ignored in this postmortem.")

    def _ignore(self, what: tuple[str, ...], said: str) -> None:
        kept = self._guide.session.record.wording_ignored
        said = f"{said} On the page, {key_of('undo')} brings it back."
        trouble = self._guide.attempt([("wording_ignored", (*kept, *what))], said)
        self.query_one("#message", Line).say(trouble or said)
        self._show()


def _row(key: str, place: Place) -> Row:
    severity = place.hint.rule.severity
    where = "in the line you type" if place.typed.startswith("+") else place.address
    return Row(
        key,
        (
            (f"{severity}  ", "warn" if severity == "warn" else "dim"),
            (f"{where}  ", "dim"),
            (f"“{one_line(place.words)}”", ""),
        ),
    )


def _explained(place: Place) -> Text:
    """The words in their place, why they were marked, what to write and to ask instead."""
    hint, text = place.hint, Text()
    before, after = place.text[: hint.start], place.text[hint.end :]
    text.append(one_line(f"{'…' * (len(before) > AROUND)}{before[-AROUND:]}|")[:-1], "dim")
    text.append(one_line(place.words), "bold")
    text.append(one_line(f"|{clip(after, AROUND)}")[1:] + "\n", "dim")
    for label, words in (("", hint.rule.why), ("Ask: ", hint.rule.ask), ("", hint.rule.reframe)):
        if words:
            text.append(label, "bold").append(one_line(words) + "\n")
    ids = ", ".join(each.rule.id for each in (hint, *place.also))
    return text.append(f"Rule {ids}", "dim")
