"""Seeing what others do with the same record, within a second, and being seen by them."""

import asyncio
from collections.abc import Callable

from textual.screen import Screen

from pmtui.model.errors import PmtuiError
from pmtui.session import Session
from pmtui.store.presence import Visitor

EVERY = 0.8
"""Seconds between two looks at the file and at who else is here."""


class Following:
    """Takes over what others save. `told` is called when somebody comes, goes or turns a page."""

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        page: Callable[[], str],
        told: Callable[[tuple[Visitor, ...]], None],
    ) -> None:
        self._screen = screen
        self._session = session
        self._page = page
        self._told = told
        self._presence = session.library.presence(session.record.id)
        self._seen: tuple[Visitor, ...] = ()
        self._looking = False

    def start(self) -> None:
        """Look from now on, for as long as the screen is there."""
        self._screen.set_interval(EVERY, self._start_look)

    def leave(self) -> None:
        """Be seen no more."""
        self._presence.leave()

    def _start_look(self) -> None:
        if not self._looking:
            self._looking = True
            self._screen.run_worker(self._look(), exit_on_error=False)

    async def _look(self) -> None:
        try:
            seen = await asyncio.to_thread(self._look_at_disk, self._page())
        except PmtuiError:  # a save that fails says why; looking goes on
            return
        finally:
            self._looking = False
        self._session.take_over()
        if seen != self._seen:
            self._seen = seen
            self._told(seen)

    def _look_at_disk(self, page: str) -> tuple[Visitor, ...]:
        self._presence.beat(page)
        self._session.look()
        return self._presence.others()
