"""What becomes of each line of a paste, seen and changed before anything is added."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label, Static

from pmtui.commands import key_of, with_keys
from pmtui.guide.context import zones_shown
from pmtui.guide.entry.paste import read_lines
from pmtui.guide.entry.pasted import Became, PastedLine, counts, puts, turned
from pmtui.guide.lines import words
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import Precision
from pmtui.model.text import one_line
from pmtui.model.walltime import in_zone
from pmtui.model.zones import short_zone
from pmtui.screens.dialogs import Dialog
from pmtui.session import Session
from pmtui.widgets.bars import Line
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows
from pmtui.widgets.timeline_entry import PASTED

TURNED = f"{PASTED}.turned"
"""The draft that holds what was changed by hand: numbers of lines and what they became."""

FATES: tuple[Became, ...] = ("event", "joined", "note", "skipped")
_SHOWN = {"event": "event  ", "joined": "└ above", "note": "note   ", "skipped": "skipped"}
_DATES = {None: "asked", True: "day first", False: "month first"}


class PasteScreen(Dialog):
    """A row for each line. The lines and what was changed are drafts until they are taken."""

    KIND = "paste box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("paste"))
    FOOT = (
        "{paste.turn}: event, above, note, skipped · {paste.one.1} {paste.one.2} {paste.one.3} "
        "{paste.one.4} this · {paste.all.1} {paste.all.2} {paste.all.3} {paste.all.4} all · "
        "{paste.again} as read\n{rows.choose} takes them all · {paste.zone} zone · "
        "{paste.dates} 03/04 · {box.close} keeps the paste for later"
    )

    def __init__(self, session: Session, zone: str, say: Callable[[str, str], None]) -> None:
        super().__init__()
        self._say = say
        self.session = session
        self.zone = zone
        self._day_first: bool | None = None
        self._by_hand = _by_hand(session.drafts.get(TURNED, ""))
        self._lines: tuple[PastedLine, ...] = ()

    def body(self) -> ComposeResult:
        """The lines, the selected one in full, the counts."""
        yield Rows("there is no line")
        yield Static("", markup=False, classes="line")
        yield Label("", markup=False, classes="counts")

    def on_mount(self) -> None:
        """Read the paste and show it."""
        self.set_focus(self.query_one(Rows))
        self._read()

    def _read(self) -> None:
        """Read the lines in the zone, then turn those that were turned by hand."""
        text, now = self.session.drafts.get(PASTED, ""), self.session.now()
        self._lines = read_lines(
            self.session.record, text, now, zone=self.zone, day_first=self._day_first
        )
        for place, line in enumerate(self._lines):
            if (became := self._by_hand.get(line.line)) is not None:
                self._lines = turned(self._lines, place, became)
        self._show()

    def _show(self) -> None:
        rows = self.query_one(Rows)
        rows.show([_row(line, self.zone) for line in self._lines])
        found = counts(self._lines)
        private = sum(bool(line.private) for line in self._lines)
        self.query_one(".counts", Label).update(
            f"{len(self._lines)} lines: events {found['event']}, joined to the one above "
            f"{found['joined']}, notes {found['note']}, skipped {found['skipped']}"
            + (f"; {private} with a secret or a phone number" if private else "")
        )
        zone, dates = short_zone(self.zone), _DATES[self._day_first]
        title = f"A paste of {len(self._lines)} lines, read in {zone}; 03/04: {dates}"
        self.query_one(".title", Label).update(title)
        self._show_line()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Say what was assumed for the selected line."""
        event.stop()
        self._show_line()

    def _show_line(self) -> None:
        place = self._place()
        line = self._lines[place] if place is not None else None
        text = Text(no_wrap=True)
        if line is not None:
            at = f"{in_zone(line.at, self.zone):%a %-d %B %Y %H:%M:%S}  " if line.at else ""
            text.append(f"line {line.line}: {at}{one_line(line.issue)}\n", "bold")
            text.append(one_line(line.source))
        self.query_one(".line", Static).update(text)

    def _place(self) -> int | None:
        """The position of the selected line."""
        key = self.query_one(Rows).key
        return next((n for n, line in enumerate(self._lines) if str(line.line) == key), None)

    def action_paste_turn(self) -> None:
        """Make the selected line the next of the four."""
        if (place := self._place()) is not None:
            fate = FATES.index(self._lines[place].became)
            self._turn(place, FATES[(fate + 1) % len(FATES)])
            if self._lines[place].became == FATES[fate]:  # nothing stands above the first line
                self._turn(place, FATES[(fate + 2) % len(FATES)])
            self._show()

    def action_paste_one(self, number: int) -> None:
        """Make the selected line one of the four, and go on to the next."""
        if (place := self._place()) is not None:
            self._turn(place, FATES[number - 1])
            self._show()
            self.query_one(Rows).action_move(1)

    def action_paste_all(self, number: int) -> None:
        """Make every line one of the four."""
        for place in range(len(self._lines)):
            if self._lines[place].became != FATES[number - 1]:
                self._turn(place, FATES[number - 1])
        self._show()

    def action_paste_again(self) -> None:
        """Take back what was changed by hand."""
        self._by_hand.clear()
        self._keep()
        self._read()

    def _turn(self, place: int, became: Became) -> None:
        before = self._lines
        self._lines = turned(before, place, became)
        for old, new in zip(before, self._lines, strict=True):
            if old.became != new.became:
                self._by_hand[new.line] = new.became
        self._keep()

    def _keep(self) -> None:
        """Keep what was changed by hand as a draft."""
        turned_lines = " ".join(f"{line}:{became}" for line, became in self._by_hand.items())
        self.session.draft(TURNED, turned_lines)

    def action_paste_zone(self) -> None:
        """Read times without a zone in the next zone of the people."""
        zones = list(dict.fromkeys([*zones_shown(self.session.record), self.zone]))
        self.zone = zones[(zones.index(self.zone) + 1) % len(zones)]
        self._read()

    def action_paste_dates(self) -> None:
        """Read 03/04 as day first, then as month first, then not at all."""
        order = list(_DATES)
        self._day_first = order[(order.index(self._day_first) + 1) % len(order)]
        self._read()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take all lines as one step of undo."""
        event.stop()
        taken = puts(self.session.record, self._lines)
        try:
            self.session.seal()
            self.session.apply(taken)
        except PmtuiError as error:
            self.query_one("#message", Line).say(str(error))
            return
        self.session.draft(PASTED, "")
        self.session.draft(TURNED, "")
        found = counts(self._lines)
        self.dismiss()
        self._say(
            f"{len(self._lines)} lines: entries {found['event']}, joined to them "
            f"{found['joined']}, in the notes {found['note']}, skipped {found['skipped']}. "
            f"{key_of('undo')} takes it all back.",
            taken[0][0] if found["event"] else "",
        )

    def action_close(self) -> None:
        """Keep the paste for later."""
        self.dismiss()
        self._say(with_keys("The paste waits. In the list, {timeline.paste} goes on with it."), "")


def _by_hand(draft: str) -> dict[int, Became]:
    """What a draft says of lines that were turned; words that say nothing are passed over."""
    found: dict[int, Became] = {}
    for each in draft.split():
        number, _, fate = each.partition(":")
        if number.isdigit() and fate in FATES:
            found[int(number)] = fate
    return found


def _row(line: PastedLine, zone: str) -> Row:
    time = f"{in_zone(line.at, zone):%H:%M}" if line.at else "  -  " if _is_event(line) else ""
    about = "~" if line.precision is Precision.APPROX else " "
    look = {"event": "strong", "skipped": "dim"}.get(line.became, "")
    return Row(
        str(line.line),
        (
            (f"{line.line:>4} ", "dim"),
            (f"{_SHOWN[line.became]} ", look),
            (f"{about}{time:<5} ", ""),
            (f"{words(line.kind)[:12]:<13}" if line.kind else "", "dim"),
            (f"({line.private}) " if line.private else "", "warn"),
            (_told(line), "dim" if line.became == "skipped" else ""),
            (f"  ({line.issue})" if line.issue and not line.at else "", "warn"),
        ),
    )


def _told(line: PastedLine) -> str:
    """The words of an entry or of what joins one; other lines stay whole."""
    return line.words if line.became in ("event", "joined") else line.source.strip()


def _is_event(line: PastedLine) -> bool:
    return line.became == "event"
