"""Saving after each answer, and what others do with the same record meanwhile."""

import threading
import time
from contextlib import suppress

from pmtui.guide.steps import STEPS
from pmtui.model.errors import PmtuiError
from pmtui.session import Session
from pmtui.store.changes import differences
from pmtui.store.presence import Here, Visitor

EVERY = 0.75
"""Seconds between two looks at the file and at who else is here."""

TYPING = 3.0
"""Seconds after a line for which its writer counts as typing."""

MOST_NAMED = 4
"""Fields that are named when others changed them; of more, their number is said."""

_TITLES = {step.name: step.title for step in STEPS}


class Keeper:
    """Keeps an open record on the disk, and looks there in a thread of its own.

    What others changed is taken over only when `news` is asked for, so that nothing changes
    between a question and its answer: what both changed is then a conflict, and is told.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.trouble = ""
        self._presence = session.library.presence(session.record.id)
        self._here = Here(STEPS[0].name)
        self._typed = float("-inf")
        self._others: tuple[Visitor, ...] = ()
        self._looking = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    def start(self) -> None:
        """Look, and be seen by others, from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Save what is left, and be seen no more."""
        self._ended.set()
        self._thread.join()
        self._presence.leave()
        self.save()

    def stand(self, page: str, place: str, prompt: int) -> None:
        """Be at a question from now on; the next `open` begins there."""
        self._here = Here(page, place, prompt)
        self.session.stand(page, place)

    def types(self) -> None:
        """A line was typed here just now."""
        self._typed = time.monotonic()

    def save(self) -> str:
        """Put all on the disk; how that went, in a sentence."""
        with self._looking:
            try:
                self.session.save()
            except PmtuiError as error:
                self.trouble = str(error)
                return f"NOT SAVED: {self.trouble} It is kept, and tried again."
        self.trouble = ""
        alone = "" if self.session.library.locks else " (this disk has no locks)"
        return f"Saved {self.session.now().astimezone():%H:%M:%S}{alone}."

    def news(self) -> str:
        """Take over what others changed; the sentence that tells it, "" for nothing."""
        before = self.session.record
        with self._looking:
            self.session.take_over()
        if self.session.record is before:
            return ""
        changed = [each.field for each in differences(before, self.session.record)]
        fields = [each for each in changed if not each.startswith("conflicts.")]
        if not fields:
            return ""
        more = len(fields) - MOST_NAMED
        named = ", ".join(fields[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"{self._writer_of(fields)} has changed {named}."

    def company(self) -> str:
        """Who else is here, and on which page; "" for nobody."""
        said = [
            f"{each.name} ({_TITLES[each.here.page]})" if each.here.page in _TITLES else each.name
            for each in self._others
        ]
        return f"Here, too: {', '.join(said)}." if said else ""

    def look(self) -> None:
        """See who is here and whether somebody has saved; what cannot be read is told by a save."""
        here = self._here
        types = bool(here.place) and time.monotonic() - self._typed < TYPING
        self._presence.beat(Here(here.page, here.place, here.prompt, types))
        self._others = self._presence.others()
        with self._looking:
            self.session.look()

    def _writer_of(self, fields: list[str]) -> str:
        """Who changed one of the fields last, as far as that is known."""
        with suppress(PmtuiError):
            for entry in reversed(self.session.library.history(self.session.record.id).entries):
                if entry.by and any(change.field in fields for change in entry.changes):
                    return entry.by
        return "Somebody else"

    def _look_on(self) -> None:
        while not self._ended.wait(EVERY):
            try:
                self.look()
            except PmtuiError:
                continue  # looking goes on; a save tells what is wrong
