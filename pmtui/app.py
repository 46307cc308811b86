"""The Textual application: first screen, keys one at a time, signals. Wiring only."""

import asyncio
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.filter import LineFilter

from pmtui.guide.steps import STEPS
from pmtui.model.address import has
from pmtui.model.errors import PmtuiError
from pmtui.screens.hang_up import GRACE, HangUp
from pmtui.screens.navigation import OpenRecord, ShowLibrary
from pmtui.screens.warming import warm
from pmtui.session import Session
from pmtui.store.library import Library
from pmtui.widgets.keys import bindings
from pmtui.widgets.no_color import WithoutColor
from pmtui.widgets.one_key import OneKeyAtATime

TURN = 0.0005
"""Seconds after which the threads that read keys and write to the terminal get their turn."""


class PmtuiApp(OneKeyAtATime):
    """The library and the guide."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        *(f"screens/{each}.tcss" for each in ("guide", "library", "dialogs")),
    ]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "pmtui"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))

    def __init__(
        self,
        library: Library,
        record_id: str | None,
        step: str | None,
        read_only: bool,
        color: bool = True,
    ) -> None:
        super().__init__()
        self._color = color and not self.no_color
        self.animation_level = "none"
        self.library = library
        self.session: Session | None = None
        self._first = record_id
        self._step = step
        self._read_only = read_only
        self._leaving: asyncio.Task[None] | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn."""
        filters = super().get_line_filters()
        return filters if self._color else [*filters, WithoutColor()]

    async def on_mount(self) -> None:
        """Watch for the line being dropped, and show the first screen."""
        if not self.is_headless:
            HangUp(self._leave_at_once, partial(keep, self)).watch()
        first = ShowLibrary() if self._first is None else OpenRecord(self._first)
        self.post_message(first)

    async def on_show_library(self) -> None:
        """Show the list of postmortems."""
        from pmtui.screens.library import LibraryScreen

        session, self.session = self.session, None
        await self._only(LibraryScreen(self.library))
        if session is not None:
            session.close()

    async def on_open_record(self, event: OpenRecord) -> None:
        """Open a postmortem; what is wrong with it is said in the library."""
        from pmtui.screens.guide import GuideScreen

        try:
            stored = self.library.load(event.record_id)
            session = Session(self.library, stored, read_only=self._read_only)
        except PmtuiError as error:
            if event.record_id == self._first:
                await self.on_show_library()
            self.call_later(self._say, str(error))
            return
        self.session = session
        found = session.recover()
        step, self._step = self._step, None
        page, field = (step, "") if step else place(session)
        await self._only(GuideScreen(session, page, field))
        if stored.newer:
            self.call_later(self._say, "A newer pmtui wrote this: it is open to read only.")
        if found is not None:
            from pmtui.screens.said import of_return

            self.call_later(self._say, of_return(found))

    async def _only(self, screen: Any) -> None:
        """Put a screen in the place of the one that is shown.

        Called by the application alone: a screen that waited for its own removal would wait for
        ever.
        """
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)
            screen.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """The first screen is there: collect garbage again, and import what comes next.

        All that is there by now stays until the end, and need not be looked at again.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(warm())

    def action_copy(self) -> None:
        """Copy the selection; without one, say how to leave."""
        chosen = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if chosen:
            self.copy_to_clipboard(chosen)
            self._say("Copied: sent to your terminal, which decides whether to take it.")
        else:
            self._say("What you type is saved as you type. To leave: Esc, then q.")

    async def action_quit(self) -> None:
        """Leave as q does, wherever one is."""
        for screen in reversed(self.screen_stack):
            leave = getattr(screen, "action_quit", None)
            if leave is not None:
                await leave()
                return
        self.exit(0)

    def _say(self, text: str) -> None:
        say = getattr(self.screen, "say", None)
        if say is not None:
            say(text)

    def _leave_at_once(self, number: int) -> None:
        """Keep what is typed, then end as the signal asks."""
        keep(self)
        self._leaving = asyncio.create_task(self._leave(128 + number))

    async def _leave(self, code: int) -> None:
        """Keep the keys that had come but not yet done their work, too."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.delivered(), GRACE / 2)
        keep(self)
        self.exit(code)


def place(session: Session) -> tuple[str, str]:
    """The page and the field to begin at: where one was the last time, as far as it is there."""
    page, field = session.desk.place()
    if page not in {each.name for each in STEPS}:
        return STEPS[0].name, ""
    there = field.startswith("+") or has(session.record, field)
    return page, field if there else ""


def keep(app: PmtuiApp) -> str | None:
    """Put all that is typed on the disk; the sentence of what went wrong, or None."""
    if app.session is None:
        return None
    try:
        app.session.save()
    except PmtuiError as error:
        return str(error)
    return None


def run(
    library: Library,
    record_id: str | None = None,
    step: str | None = None,
    read_only: bool = False,
    color: bool = True,
) -> int:
    """Open the screens; the exit code. What could not be saved is said after the screen is gone."""
    sys.setswitchinterval(TURN)
    app = PmtuiApp(library, record_id, step, read_only, color)
    try:
        code = app.run()
    finally:
        trouble = keep(app)
        if app.session is not None:
            app.session.close()
        if trouble is not None:
            print(f"pmtui: not saved: {trouble}", file=sys.stderr)
    return code if code is not None else app.return_code or 0
