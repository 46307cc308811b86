"""The timeline: times that mean several instants are asked about, and what was known then."""

from pmtui.edits import Put
from pmtui.guide.entry.story import asks_known_then, is_own_entry, kept_as_typed
from pmtui.linear.entries import Entries
from pmtui.model import address
from pmtui.model.story import Event

_ASKED = "known then"
"""What the entry is in hand for of which it is asked what was known."""


class TimelineEntries(Entries):
    """Of some kinds of entries it is then asked what was known at that moment."""

    def begin(self, where: str) -> None:
        """Say the list, and again what is asked of an entry that is still there."""
        super().begin(where)
        asked = f"timeline.{self.talk.in_hand.get(_ASKED, '')}"
        if address.get_item(self.talk.session.record, asked) is None:
            self.talk.in_hand.pop(_ASKED, "")
        else:
            self.added(asked)

    def added(self, item_address: str) -> None:
        """Ask what was known then where that makes the entry understood."""
        event: Event = address.get(self.talk.session.record, item_address)
        self.talk.in_hand.pop(_ASKED, "")
        if asks_known_then(self.talk.session.record, event):
            self.talk.in_hand[_ASKED] = event.id
            self.talk.say(
                f"What was known at that moment ({event.id})? Words without a time answer; "
                "the next entry goes on; Enter alone leaves it open."
            )

    def enter(self) -> bool:
        """Enter alone: take the line that waits, or leave open what was known."""
        if super().enter():
            return True
        asked = self.talk.in_hand.pop(_ASKED, "")
        return bool(asked)

    def hear(self, text: str) -> str:
        """Read a line: an entry, or what was known at the moment of the last one."""
        self.take()
        asked = self.talk.in_hand.pop(_ASKED, "")
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
        self.talk.in_hand.pop(_ASKED, "")
        return super().refuse(words)
