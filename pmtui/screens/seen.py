"""Looking for earlier causes while causes are typed, away from the keyboard's thread."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause
from pmtui.session import Session
from pmtui.widgets.background import begin

if TYPE_CHECKING:  # the lexicon is read when the first page has been seen
    from pmtui.guide.recurrence.earlier import Match, Past

FIRST = 2.0
"""Seconds from the page to the first look; the first keys and the other looks come before."""


class Seen:
    """The earlier causes that those of the open record may repeat.

    `told` is called when others were found. The library is read once; `fresh` reads it again.
    """

    def __init__(self, widget: Widget, session: Session, told: Callable[[], None]) -> None:
        self._widget = widget
        self._session = session
        self._told = told
        self._past: Past | None = None
        self._looked: tuple[Cause, ...] | None = None
        self._looking = False
        self._matches: Sequence[Match] = ()

    def start(self) -> None:
        """Look for the first time, soon."""
        asyncio.get_running_loop().call_later(FIRST, self._begin)

    def look(self) -> None:
        """Look again, if causes have changed since."""
        if self._past is not None and self._session.record.causes != self._looked:
            self._begin()

    def counts(self) -> Counter[str]:
        """How many earlier causes wait to be judged, by the cause here that reads like them."""
        from pmtui.guide.recurrence.judging import waiting

        return Counter(
            each.ours for each in waiting(self._session.record, self._matches) if each.ours
        )

    def fresh(self) -> "list[Match]":
        """What the library has now, faint likeness included; looked for at once."""
        from pmtui.guide.recurrence.index import FAINT
        from pmtui.guide.recurrence.told import told

        self._past = self._read()
        return self._past.of(told(self._session.record), FAINT)

    def _begin(self) -> None:
        if not self._looking and self._widget.is_attached:
            self._looking = True
            begin(self._widget, self._look, exit_on_error=False)

    async def _look(self) -> None:
        record = self._session.record
        try:
            self._matches = await asyncio.to_thread(self._find)
        except PmtuiError:  # a library that cannot be listed has nothing to offer
            self._matches = ()
        finally:
            self._looking = False
        self._looked = record.causes
        self._told()
        self.look()

    def _find(self) -> "Sequence[Match]":
        from pmtui.guide.recurrence.told import told

        self._past = self._past or self._read()
        return self._past.of(told(self._session.record))

    def _read(self) -> "Past":
        from pmtui.guide.recurrence.earlier import Past
        from pmtui.store.recurrence import CAUSES

        return Past(self._session.library.faces(CAUSES))
