"""Looking for words that blame while somebody types, away from the keyboard's thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from pmtui.commands import key_of
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.widgets.background import begin

if TYPE_CHECKING:  # the rules are read when the first page has been seen
    from pmtui.guide.wording import Place

FIRST = 1.0
"""Seconds from the first page to the first look; the first keys come before."""


_State = tuple[Postmortem | None, dict[str, str]]
"""A record, and the words that are typed and no part of it yet."""


class Wording:
    """The hints on an open record and on what is typed there.

    `told` is called with what is wrong with the team's file.
    """

    def __init__(self, screen: Screen[None], session: Session, told: Callable[[str], None]) -> None:
        self._screen = screen
        self._session = session
        self._told = told
        self._seen: _State = (None, {})
        self._looking = False
        self._places: tuple[Place, ...] = ()

    def start(self) -> None:
        """Look for the first time, soon."""
        asyncio.get_running_loop().call_later(FIRST, self.look)

    def look(self) -> None:
        """Look at the record as it is now, unless that was done; what was typed since is next."""
        record, drafts = self._seen
        changed = record is not self._session.record or drafts != self._session.drafts
        if changed and not self._looking and self._screen.is_attached:
            self._looking = True
            begin(self._screen, self._look, exit_on_error=False)

    async def _look(self) -> None:
        state = self._state()
        try:
            found, trouble = await asyncio.to_thread(self._find, *state)
        finally:
            self._looking = False
        self._seen, self._places = state, found
        self._told(trouble)
        self.look()

    def now(self, page: str) -> "tuple[Place, ...]":
        """The hints on a page as the record is now; little is to be done where it was looked at."""
        from pmtui.guide.wording import shown_on

        self._seen = self._state()
        self._places, trouble = self._find(*self._seen)
        self._told(trouble)
        return shown_on(page, self._places)

    def mark(self, page: str) -> str:
        """How many hints there are on a page, in words; nothing where there is none."""
        if not self._places:
            return ""
        from pmtui.guide.wording import shown_on

        count = len(shown_on(page, self._places))
        return (
            f"{count} wording {'hint' if count == 1 else 'hints'}: {key_of('wording')}"
            if count
            else ""
        )

    def _state(self) -> tuple[Postmortem, dict[str, str]]:
        """What there is to look at; the drafts as they are now, as keys go on changing them."""
        return self._session.record, dict(self._session.drafts)

    def _find(self, record: Postmortem, drafts: dict[str, str]) -> "tuple[tuple[Place, ...], str]":
        from pmtui.guide.wording import record_hints
        from pmtui.guide.wording.typed import typed_in
        from pmtui.store.wording import rules_of

        rules, trouble = rules_of(self._session.library)
        typed = typed_in(record, drafts, self._session.now())
        return record_hints(record, rules, typed), trouble
