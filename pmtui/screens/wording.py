"""Looking for words that blame while somebody types, away from the keyboard's thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from pmtui.session import Session

if TYPE_CHECKING:  # the rules are read when the first page has been seen
    from pmtui.guide.wording import Place

FIRST = 1.0
"""Seconds from the first page to the first look; the first keys come before."""


class Wording:
    """The hints on an open record. `told` is called with what is wrong with the team's file."""

    def __init__(self, screen: Screen[None], session: Session, told: Callable[[str], None]) -> None:
        self._screen = screen
        self._session = session
        self._told = told
        self._seen: object = None
        self._looking = False
        self._places: tuple[Place, ...] = ()

    def start(self) -> None:
        """Look for the first time, soon."""
        asyncio.get_running_loop().call_later(FIRST, self.look)

    def look(self) -> None:
        """Look at the record as it is now, unless that was done; what was typed since is next."""
        changed = self._seen is not self._session.record
        if changed and not self._looking and self._screen.is_attached:
            self._looking = True
            self._screen.run_worker(self._look(), exit_on_error=False)

    async def _look(self) -> None:
        record = self._session.record
        try:
            found, trouble = await asyncio.to_thread(self._find)
        finally:
            self._looking = False
        self._seen, self._places = record, found
        self._told(trouble)
        self.look()

    def now(self, page: str) -> "tuple[Place, ...]":
        """The hints on a page as the record is now; little is to be done where it was looked at."""
        from pmtui.guide.wording import shown_on

        record = self._session.record
        self._places, trouble = self._find()
        self._seen = record
        self._told(trouble)
        return shown_on(page, self._places)

    def mark(self, page: str) -> str:
        """How many hints there are on a page, in words; nothing where there is none."""
        if not self._places:
            return ""
        from pmtui.guide.wording import shown_on

        count = len(shown_on(page, self._places))
        return f"{count} wording {'hint' if count == 1 else 'hints'}: F9" if count else ""

    def _find(self) -> "tuple[tuple[Place, ...], str]":
        from pmtui.guide.wording import record_hints
        from pmtui.store.wording import rules_of

        rules, trouble = rules_of(self._session.library)
        return record_hints(self._session.record, rules), trouble
