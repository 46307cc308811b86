"""Telling the other postmortem of a link, or of one that is gone, whatever made or took it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from pmtui.screens.autosave import Autosave
from pmtui.screens.dialogs import Dialog
from pmtui.session import Session
from pmtui.widgets.background import begin

if TYPE_CHECKING:  # most sessions link nothing
    from pmtui.linked import News

AGAIN = 5.0
"""Seconds until a postmortem that could not be told is told again."""


class Linked:
    """Follows the links of an open record, undo and redo included, once it is saved itself.

    What is taken over from others is left to them. `say` is called with what went wrong, `told`
    when another record was changed.
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        autosave: Autosave,
        say: Callable[[str], None],
        told: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._session = session
        self._autosave = autosave
        self._say = say
        self._told = told
        self._before = session.record
        self._waiting: list[News] = []
        self._lock = asyncio.Lock()
        self._said = ""

    def start(self) -> None:
        """Follow from now on."""
        self._before = self._session.record
        self._session.listeners.append(self._changed)

    def stop(self) -> None:
        """Follow no more."""
        if self._changed in self._session.listeners:
            self._session.listeners.remove(self._changed)

    def _changed(self, fields: frozenset[str]) -> None:
        before, after = self._before, self._session.record
        self._before = after
        if not fields or before.follow_up.recurrence_links == after.follow_up.recurrence_links:
            return
        from pmtui.linked import news

        self._waiting += news(before, after)
        self._begin()

    def _begin(self) -> None:
        if self._waiting and self._screen.is_attached:
            begin(self._screen, self.now, exit_on_error=False)

    async def now(self) -> None:
        """Tell what waits; what could not be told is tried again soon."""
        async with self._lock:
            if not self._waiting or not await self._autosave.now():
                self._later()
                return
            from pmtui.linked import tell

            failed: list[News] = []
            trouble = ""
            news, self._waiting = self._waiting, []
            for each in news:
                said = await asyncio.to_thread(tell, self._session.library, each)
                if said:
                    failed.append(each)
                    trouble = f"Tried again until it works: {said}"
            self._waiting = [*failed, *self._waiting]
            if trouble != self._said:
                self._said = trouble
                self._tell_user(trouble)
            if len(failed) < len(news):
                self._told()
            self._later()

    def _tell_user(self, trouble: str) -> None:
        """Say it on the page, and in the box that hides the page."""
        front = self._screen.app.screen
        if trouble and isinstance(front, Dialog):
            front.say(trouble)
        self._say(trouble)

    def _later(self) -> None:
        if self._waiting:
            asyncio.get_running_loop().call_later(AGAIN, self._begin)
