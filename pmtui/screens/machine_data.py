"""Machine data from a file into the timeline: read in a thread, looked at, then imported."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import Input, Label, Static

from pmtui.commands import key_of
from pmtui.guide.context import story_day, story_start, story_zone
from pmtui.importers.machine import Found, Options, read_events
from pmtui.importers.placing import place, sentence
from pmtui.model.clock import parse_instant
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.text import one_line
from pmtui.model.zones import read_zone
from pmtui.screens.dialogs import Dialog
from pmtui.session import Session
from pmtui.widgets.background import begin
from pmtui.widgets.bars import Line
from pmtui.widgets.line_input import LineInput

FIELDS = (
    ("path", "File", "a log, a chat export, an alert, a table; say ~/incident/app.log"),
    ("date", "Date", "the day of times without one, e.g. 2026-09-15; else the story's"),
    ("zone", "Zone", "the zone of times without one, e.g. Berlin; else the story's"),
    ("since", "Since", "only from this time on, e.g. 16:05"),
    ("until", "Until", "only up to this time, e.g. 19:20"),
    ("match", "Match", "only lines that hold this (a regular expression)"),
    ("dates", "Dates", "03/04 is: day first, or month first; where the file does not show it"),
)
LOOK = 0.2
"""Seconds between two looks at how far the reading is."""

MEGABYTE = 1_000_000


class Reading:
    """One reading of a file, in a thread of its own, that can be given up."""

    def __init__(self) -> None:
        self.done = 0
        self.whole = 0
        self.given_up = False

    def progress(self, done: int, whole: int) -> None:
        """How many bytes are read of how many. Raises `BadValue` once it is given up."""
        self.done, self.whole = done, whole
        if self.given_up:
            raise BadValue("The reading was given up.")

    @property
    def words(self) -> str:
        """How far it is."""
        share = f" ({self.done * 100 // self.whole} %)" if self.whole else ""
        return f"reading… {self.done / MEGABYTE:.1f} of {self.whole / MEGABYTE:.1f} MB{share}"


class MachineDialog(Dialog):
    """Enter reads the file and says what is in it; Enter again imports it as one step of undo."""

    TITLE = "Bring in machine data"
    FOOT = "Tab next field · Enter reads the file, then imports it · {box.close} closes"

    def __init__(self, session: Session, say: Callable[[str, str], None]) -> None:
        super().__init__()
        self.title = self.TITLE
        self.session = session
        self._say = say
        self._found: Found | None = None
        self._reading: Reading | None = None

    def body(self) -> ComposeResult:
        """The fields, and what was found."""
        with Grid(classes="form"):
            for name, label, hint in FIELDS:
                yield Label(label, markup=False)
                yield LineInput(self.session.drafts.get(f"?import.{name}", ""), hint, name=name)
        yield Static("", markup=False, classes="found")

    def on_mount(self) -> None:
        """Begin with the file."""
        self.set_focus(self.query(LineInput).first())
        self.set_interval(LOOK, self._show_progress)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep each key; what was found before counts no longer."""
        self.session.draft(f"?import.{event.input.name}", event.value)
        self._give_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file; when it is read, import it."""
        event.stop()
        if self._found is not None:
            self._import(self._found)
        elif self._reading is None:
            self._start()

    def _start(self) -> None:
        words = {field.name: field.value.strip() for field in self.query(LineInput)}
        try:
            path, options = self._asked(words)
        except BadValue as error:
            self.query_one("#message", Line).say(str(error))
            return
        self._reading = Reading()
        read = partial(self._read, path, options, self._reading)
        begin(self, read, exit_on_error=False)

    def _asked(self, words: dict[str | None, str]) -> tuple[Path, Options]:
        """The file and what of it. Raises `BadValue`."""
        if not words["path"]:
            raise BadValue("Type the path of a file first.")
        record, now = self.session.record, self.session.now()
        own = read_zone(words["zone"])[0] if words["zone"] else None
        zone = own or story_zone(record)
        asked = parse_date(words["date"], now.date()) if words["date"] else None
        day = asked or story_day(record, now, zone)
        since, until = (
            parse_instant(words[name], day=day, zone=zone) if words[name] else None
            for name in ("since", "until")
        )
        options = Options(
            zone=own,
            day=asked,
            since=since,
            until=until,
            match=words["match"] or None,
            day_first=_day_first(words["dates"]),
            story_start=story_start(record),
            story_zone=story_zone(record),
        )
        return Path(words["path"]).expanduser(), options

    async def _read(self, path: Path, options: Options, reading: Reading) -> None:
        try:
            found = await asyncio.to_thread(
                read_events,
                path,
                path.name,
                options,
                now=self.session.now(),
                progress=reading.progress,
            )
        except (PmtuiError, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else None
            self._ended(reading, f"{path}: {why}. Nothing was read." if why else str(error))
            return
        if self._ended(reading, "Enter imports it."):
            self._found = found
            placed = place(self.session.record, found)
            lines = [f"{found.form}: {sentence(found, placed)}", *found.details]
            self.query_one(".found", Static).update("\n".join(one_line(each) for each in lines))

    def _ended(self, reading: Reading, said: str) -> bool:
        """Say how a reading ended; False for one that nobody waits for any more."""
        if reading is not self._reading:
            return False
        self._reading = None
        self.query_one(".found", Static).update("")
        self.query_one("#message", Line).say(said)
        return True

    def _show_progress(self) -> None:
        if self._reading is not None:
            self.query_one("#message", Line).say(self._reading.words)

    def _give_up(self) -> None:
        """Forget what was found, and let go of a reading that is under way."""
        self._found = None
        if self._reading is not None:
            self._reading.given_up = True
            self._reading = None
        self.query_one("#message", Line).say("")

    def _import(self, found: Found) -> None:
        placed = place(self.session.record, found)
        try:
            self.session.seal()
            self.session.apply(placed.puts)
        except PmtuiError as error:
            self.query_one("#message", Line).say(str(error))
            return
        for name, _, _ in FIELDS:
            self.session.draft(f"?import.{name}", "")
        self.dismiss()
        first = placed.puts[0][0] if placed.events else ""
        self._say(
            f"{found.name}: {sentence(found, placed)}. {key_of('undo')} takes it back.", first
        )

    def action_close(self) -> None:
        """Close; a file that is being read is let go of."""
        self._give_up()
        self.dismiss()


def _day_first(words: str) -> bool | None:
    """How 03/04 is read; None leaves it to the file. Raises `BadValue`."""
    if not words:
        return None
    if (first := words[0].lower()) not in "dm":
        raise BadValue("Dates: write day first, or month first.")
    return first == "d"
