"""What lies beside an open record, read once and away from the keyboard's thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from pmtui.session import Session
from pmtui.widgets.background import begin

if TYPE_CHECKING:  # the rules are read when the first page has been seen
    from pmtui.guide.beside import Beside

FIRST = 1.5
"""Seconds from the first page on; the first keys and the first look at the words come before."""


class Nearby:
    """What rules look at beside the record; `told` is called when it has been read."""

    def __init__(self, screen: Screen[None], session: Session, told: Callable[[], None]) -> None:
        self._screen = screen
        self._session = session
        self._told = told
        self.found: Beside | None = None

    def start(self) -> None:
        """Read it, soon."""
        asyncio.get_running_loop().call_later(FIRST, self._read)

    def _read(self) -> None:
        if self._screen.is_attached:
            begin(self._screen, self._reading, exit_on_error=False)

    def settle(self) -> None:
        """Read it now, if that was not done: somebody asks what is missing."""
        if self.found is None:
            self.found = self._look()

    async def _reading(self) -> None:
        self.found = await asyncio.to_thread(self._look)
        self._told()

    def _look(self) -> "Beside":
        """Read it, and look at the rules once: what they compile and compare is remembered."""
        from pmtui.guide.checks import check
        from pmtui.store.beside import beside

        found = beside(self._session.library)
        check(self._session.record, self._session.now().date(), found)
        return found
