"""The timeline: times that mean several instants are asked about, and what was known then."""

from pmtui.edits import Put
from pmtui.guide.entry.story import asks_known_then, is_own_entry, kept_as_typed
from pmtui.guide.fields import Items
from pmtui.linear.entries import Entries
from pmtui.linear.talk import Talk
from pmtui.model import address
from pmtui.model.story import Event


class TimelineEntries(Entries):
    """Of some kinds of entries it is then asked what was known at that moment."""

    def __init__(self, talk: Talk, items: Items) -> None:
        super().__init__(talk, items)
        self._asked = ""
        """The id of the entry of which it is asked what was known."""

    def added(self, item_address: str) -> None:
        """Ask what was known then where that makes the entry understood."""
        event: Event = address.get(self.talk.session.record, item_address)
        if asks_known_then(self.talk.session.record, event):
            self._asked = event.id
            self.talk.say(
                f"What was known at that moment ({event.id})? Words without a time answer; "
                "the next entry goes on; Enter alone leaves it open."
            )

    def enter(self) -> bool:
        """Enter alone: take the line that waits, or leave open what was known."""
        if super().enter():
            return True
        asked, self._asked = self._asked, ""
        return bool(asked)

    def hear(self, text: str) -> str:
        """Read a line: an entry, or what was known at the moment of the last one."""
        self.take()
        asked, self._asked = self._asked, ""
        if not asked or is_own_entry(text):
            return self.offer(text)
        put: Put = (f"timeline.{asked}.known_then", text)
        self.talk.apply([put], f"Known then, {asked}: {text}.")
        return ""

    def leave_open(self, text: str) -> None:
        """Nobody said which time is meant: the entry is kept without one."""
        puts = kept_as_typed(self.talk.session.record, text)
        added = puts[0][1].id
        said = f"{added} is kept without a time; :edit {added} time sets it."
        self.talk.apply(puts, said, self.draft)

    def refuse(self, words: str) -> bool:
        """Do not take the line that waits; one that was an answer by mistake is none."""
        self._asked = ""
        return super().refuse(words)
