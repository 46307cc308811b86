"""The Textual application: first screen, signals, the end. Wiring only."""

import asyncio
import gc
import os
import sys
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from pmtui.configuration import Configuration, load
from pmtui.model.errors import PmtuiError
from pmtui.screens.any_terminal import AnyTerminal, takes_mouse
from pmtui.screens.as_before import AsBefore, resume_whole
from pmtui.screens.hang_up import GRACE, HangUp, leave_early
from pmtui.screens.navigation import FollowRecord, OpenRecord, ShowBoard, ShowLibrary
from pmtui.screens.warming import warm
from pmtui.session import Session
from pmtui.store.library import Library
from pmtui.widgets.background import begin

if TYPE_CHECKING:
    from pmtui.screens.board_lines import BoardLook
    from pmtui.screens.library_lines import Look

TURN = 0.0005
"""Seconds after which the threads that read keys and write to the terminal get their turn."""


class Crashed(PmtuiError):
    """A mistake in pmtui itself ended the screens."""


class PmtuiApp(AnyTerminal):
    """The library and the guide."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        *(f"screens/{each}.tcss" for each in ("guide", "library", "dialogs", "room")),
    ]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "pmtui"

    def __init__(
        self,
        library: Library,
        record_id: str | None,
        step: str | None,
        read_only: bool,
        color: bool = True,
        configuration: Configuration | None = None,
        shown: FollowRecord | ShowBoard | None = None,
    ) -> None:
        super().__init__(color, configuration or Configuration())
        self.library = library
        self.session: Session | None = None
        self._first = record_id
        self._instead = shown
        self._look: Look | None = None
        self._board: BoardLook | None = None
        self._step = step
        self._read_only = read_only
        self._leaving: asyncio.Task[None] | None = None
        self.before = AsBefore()

    def on_mount(self) -> None:
        """Watch for the line being dropped, and show the first screen."""
        self.choose_colors()
        if not self.is_headless:
            HangUp(self._leave_at_once, self.keep, self.before.restore).watch()
            resume_whole(self._driver)
        first = ShowLibrary() if self._first is None else OpenRecord(self._first)
        self.post_message(self._instead or first)

    async def on_show_library(self) -> None:
        """Show the list of postmortems; after one that was opened on the board, the board."""
        if self.session is not None and self._board is not None and self._board.is_home:
            await self.on_show_board()
            return
        from pmtui.screens.library import LibraryScreen
        from pmtui.screens.library_lines import Look

        session, self.session = self.session, None
        self._look = self._look or Look()
        await self._only(LibraryScreen(self.library, self._look))
        if session is not None:
            session.close()
        self._say_first()

    async def on_show_board(self) -> None:
        """Show the actions of all postmortems."""
        from pmtui.screens.board import BoardScreen
        from pmtui.screens.board_lines import BoardLook

        session, self.session = self.session, None
        self._board = self._board or BoardLook()
        self._board.is_home = True
        await self._only(BoardScreen(self.library, self._board))
        if session is not None:
            session.close()
        self._say_first()

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
        page, field = step or event.page, event.field
        if not page:
            page, field = session.begin_at()
        await self._only(GuideScreen(session, page, field))
        said = ["A newer pmtui wrote this: it is open to read only."] if stored.newer else []
        if found is not None:
            from pmtui.said import of_return

            said.append(of_return(found))
        self._say_first(*said)

    async def on_follow_record(self, event: FollowRecord) -> None:
        """Show a room what somebody is on in a postmortem."""
        from pmtui.screens.room import RoomScreen

        self.session = Session(self.library, event.stored, read_only=True)
        await self._only(RoomScreen(self.session, event.person))
        self._say_first()

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
        self.say_room()

    def _say_first(self, *sentences: str) -> None:
        """Say what is to be known from the start, once: what of the configuration has no effect."""
        troubles, self.troubles = self.troubles, []
        more = f" ({len(troubles) - 1} more: pmtui config keys)" if troubles[1:] else ""
        if said := " ".join([*sentences, *troubles[:1]]):
            self.call_later(self._say, said + more)

    def _painted(self) -> None:
        """The first screen is there: collect garbage again, and import what comes next.

        All that is there by now stays until the end, and need not be looked at again.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        begin(self, warm)

    def action_copy(self) -> None:
        """Copy the selection; without one, ask whether to leave."""
        chosen = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if chosen:
            self.copy_to_clipboard(chosen)
            self._say("Sent to your terminal to be copied; not every terminal takes it.")
        elif self.screen_stack[1:]:
            from pmtui.screens.leaving import ask_to_leave

            ask_to_leave(self.screen)

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

    def keep(self) -> str | None:
        """Put all that is typed on the disk; the sentence of what went wrong, or None."""
        if self.session is None:
            return None
        try:
            self.session.save()
        except PmtuiError as error:
            return str(error)
        return None

    def _leave_at_once(self, number: int) -> None:
        """Keep what is typed, then end as the signal asks."""
        self.keep()
        self._leaving = asyncio.create_task(self._leave(128 + number))

    async def _leave(self, code: int) -> None:
        """Keep the keys that had come but not yet done their work, too."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.delivered(), GRACE / 2)
        self.keep()
        self.exit(code)


def run(
    library: Library,
    record_id: str | None = None,
    step: str | None = None,
    read_only: bool = False,
    color: bool = True,
    mouse: bool = True,
    shown: FollowRecord | ShowBoard | None = None,
) -> int:
    """Open the screens; the exit code. What could not be saved is said after the screen is gone.

    They begin with what is `shown`, else with the record, else with the library.
    Raises `Crashed` where a mistake in pmtui ended them.
    """
    sys.setswitchinterval(TURN)
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # the terminal itself says how large it is, and it changes
    configuration = load()
    mouse = mouse and takes_mouse(configuration, os.environ)
    app = PmtuiApp(library, record_id, step, read_only, color, configuration, shown)
    leave_early(app.before.restore)
    try:
        code = app.run(mouse=mouse)
    finally:
        trouble = app.keep()
        if app.session is not None:
            app.session.close()
        if trouble is not None:
            print(f"pmtui: not saved: {trouble}", file=sys.stderr)
    if app.crash is not None:
        raise Crashed(_last_words(app, kept=trouble is None)) from app.crash
    return code if code is not None else app.return_code or 0


def _last_words(app: PmtuiApp, *, kept: bool) -> str:
    """What is to be known after a mistake in pmtui: that nothing is lost, and how to go on."""
    error = f"{type(app.crash).__name__}: {app.crash}"
    said = [f"A mistake in pmtui, not yours, has ended it ({error})."]
    if app.session is not None and kept:
        where, name = app.library.where, app.session.record.id
        said.append(f"All that you typed is kept in {where}: pmtui open {name}.")
    return " ".join([*said, "PMTUI_DEBUG=1 shows where it happened; please report it."])
