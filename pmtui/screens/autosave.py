"""Saving while somebody types: soon after the first unsaved key, in a thread of its own."""

import asyncio
from collections.abc import Callable

from textual.screen import Screen

from pmtui.model.errors import PmtuiError
from pmtui.session import Session
from pmtui.widgets.background import begin

SOON = 0.5
"""Seconds from the first unsaved key to the save; not pushed back by later keys."""

AGAIN = 3.0
"""Seconds until a save that failed is tried again."""


class Autosave:
    """Keeps a session on the disk. `told` is called with words on how the last save went."""

    def __init__(
        self, screen: Screen[None], session: Session, told: Callable[[str, str], None]
    ) -> None:
        self._screen = screen
        self._session = session
        self._told = told
        self._waiting = False
        self._lock = asyncio.Lock()

    def soon(self, delay: float = SOON) -> None:
        """Save after a short while; asked again meanwhile, it stays one save.

        The loop's own timer is used: Textual's `set_timer` never fires when the machine is so
        busy that its moment has passed before it is looked at.
        """
        if not self._waiting and self._session.dirty:
            self._waiting = True
            asyncio.get_running_loop().call_later(delay, self._start)

    def _start(self) -> None:
        self._waiting = False
        if self._screen.is_attached:
            begin(self._screen, self.now, exit_on_error=False)

    async def now(self) -> bool:
        """Save at once, away from the keyboard's thread; False when it failed."""
        async with self._lock:
            if not self._session.dirty:
                return True
            try:
                await asyncio.to_thread(self._session.save)
            except Exception as error:  # whatever it is: not saved is not saved, and is said
                known = isinstance(error, PmtuiError)
                self._told("NOT SAVED", str(error) if known else f"A mistake in pmtui: {error!r}")
                self.soon(AGAIN)
                return False
            self._session.take_over()
            alone = "" if self._session.library.locks else " (this disk has no locks)"
            self._told(f"saved {self._session.now().astimezone():%H:%M:%S}{alone}", "")
        self.soon()
        return True
