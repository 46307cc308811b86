"""Seeing what others do with the same record, within a second, and being seen by them."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from textual.screen import Screen

from pmtui.model.errors import PmtuiError
from pmtui.session import Session
from pmtui.store.presence import Here, Visitor
from pmtui.widgets.background import begin

TICK = 0.25
"""Seconds after which it is asked whether it is time to look."""

EVERY = 0.75
"""Seconds between two looks at the file and at who else is here."""

MOVED = 0.5
"""The same, where one has gone to another place meanwhile: others see it soon."""


class Following:
    """Takes over what others save.

    `told` is called with who else is here after each look, `trouble` with the sentence of why the
    record cannot be read, or an empty one. Somebody who cannot write, as `here` is None, is not
    seen by the others, and looks more often.
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        here: Callable[[], Here] | None,
        told: Callable[[tuple[Visitor, ...]], None],
        trouble: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._screen = screen
        self._session = session
        self._here = here
        self._told = told
        self._trouble = trouble
        self._presence = session.library.presence(session.record.id)
        self._shown: Here | None = None
        self._looked = float("-inf")
        self._looking = False

    def start(self) -> None:
        """Look from now on, for as long as the screen is there."""
        self._screen.set_interval(TICK, self._tick)

    def leave(self) -> None:
        """Be seen no more."""
        self._presence.leave()

    def _tick(self) -> None:
        """Look when it is time; that costs no more than a comparison until then."""
        here = self._here() if self._here else None
        waited = time.monotonic() - self._looked
        wanted = EVERY if here == self._shown else MOVED
        if not self._looking and (here is None or waited > wanted - TICK / 2):
            self._looking = True
            self._shown, self._looked = here, time.monotonic()
            begin(self._screen, partial(self._look, here), exit_on_error=False)

    async def _look(self, here: Here | None) -> None:
        try:
            seen = await asyncio.to_thread(self._look_at_disk, here)
        except PmtuiError as error:  # looking goes on
            self._trouble(str(error))
            return
        finally:
            self._looking = False
        self._session.take_over()
        self._trouble("")
        self._told(seen)

    def _look_at_disk(self, here: Here | None) -> tuple[Visitor, ...]:
        if here is not None:
            self._presence.beat(here)
        self._session.look()
        return self._presence.others()
