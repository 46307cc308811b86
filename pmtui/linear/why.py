"""The causes: each line is a condition that made the one in hand possible."""

from collections.abc import Sequence

from pmtui.edits import Put
from pmtui.guide.entry.reading import Reading
from pmtui.guide.entry.why_line import GATE_SIGNS, read_sign, read_stop
from pmtui.guide.lines import words
from pmtui.guide.why import GATES, asks_gate
from pmtui.linear.ending import end_questions
from pmtui.linear.entries import FEW, Entries
from pmtui.linear.plain import INDENT
from pmtui.linear.shown import item_line
from pmtui.linear.talk import Handler
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop

_SIGNS = ", ".join(f"{sign} {GATES[gate]}" for sign, gate in GATE_SIGNS.items())


class CauseEntries(Entries):
    """Adds below the cause or thread in hand, which stays so until another one is taken."""

    HOW = (
        f"{Entries.HOW} A line may begin with the cause that it made possible, such as c2: No "
        "limit; :under c2 takes that in hand. A line of its own may be one of these signs for "
        f"those below the one in hand, {_SIGNS}; an id, that cause leads to it, too; or = and a "
        "reason and a note, the questions end at the cause added last."
    )

    @property
    def under(self) -> str:
        """The cause or thread in hand; "" for none."""
        return self.talk.in_hand.get("under", "")

    @under.setter
    def under(self, key: str) -> None:
        self.talk.in_hand["under"] = key

    def begin(self, where: str) -> None:
        """Say the tree, and what is asked of the cause in hand."""
        record = self.talk.session.record
        if not self._is_there(self.under):
            roots = [thread.root or thread.id for thread in record.threads]
            self.under = roots[0] if roots else ""
        super().begin(where)
        self._say_in_hand()

    def say_items(self, lines: Sequence[str]) -> None:
        """Say the tree; of a large one what is in hand and below it."""
        if len(lines) <= FEW or not self.under:
            super().say_items(lines)
            return
        record = self.talk.session.record
        self.talk.say(f"{self.under} and what is below it; :show causes says all:")
        for cause in record.causes:
            if self.under in (cause.id, *(cause.parents or (cause.thread,))):
                self.talk.say(f"{cause.id} {item_line(record, f'causes.{cause.id}')}", INDENT)

    def commands(self) -> dict[str, Handler]:
        """Those of every list, and what takes another cause in hand."""
        return {**super().commands(), "under": self._turn}

    def hear(self, text: str) -> str:
        """Read a line: a cause, or a sign on a line of its own."""
        self.take()
        record = self.talk.session.record
        try:
            stop = read_stop(text)
            puts = None if stop else read_sign(record, self.under, text)
        except PmtuiError as error:
            self.turn_down(text, str(error))
            return ""
        if stop is None and puts is None:
            return self.offer(text)
        if stop is not None:
            self._end(stop)
        else:
            self._settle(puts or ())
        return ""

    def read(self, text: str) -> Reading:
        """How a line would be added, below the cause in hand unless it names one."""
        try:
            puts = self.puts(text)
        except PmtuiError as error:
            return Reading(problem=str(error))
        cause: Cause = puts[0][1]
        above = words(cause.parents) or "no cause: it is the effect of its thread"
        marks = filter(
            None, (words(cause.category), words(cause.confidence), words(cause.evidence))
        )
        return Reading(f"under {above}; {words(cause.role)}: {cause.statement}; {', '.join(marks)}")

    def puts(self, text: str) -> Sequence[Put]:
        """The words as a cause below the one that is in hand."""
        named = text.lstrip("#")[:1] in "cCwW" and text.lstrip("#")[1:2].isdigit()
        under = f"{self.under}: " if self.under and not named else ""
        return super().puts(under + text)

    def added(self, item_address: str) -> None:
        """The root of a thread is at once in hand; of several below one it is asked how."""
        record = self.talk.session.record
        cause: Cause = address.get(record, item_address)
        self.talk.in_hand["last"] = cause.id
        if not cause.parents:
            self.under = cause.id
            self._say_in_hand()
        elif asks_gate(record, cause.parents[0]):
            self.talk.say(f"How do those below {cause.parents[0]} combine? {_SIGNS}")

    def _say_in_hand(self) -> None:
        record = self.talk.session.record
        if self.under.startswith("w"):
            self.talk.say(f"{self.under}: {address.get(record, f'threads.{self.under}.question')}")
        elif self.under:
            statement = address.get(record, f"causes.{self.under}.statement")
            self.talk.say(f"What made {self.under} possible? {statement}")

    def _is_there(self, key: str) -> bool:
        """Whether there is a cause or thread of that id."""
        parent = "threads" if key.startswith("w") else "causes"
        return address.get_item(self.talk.session.record, f"{parent}.{key}") is not None

    def _turn(self, name: str) -> bool:
        """Take another cause or thread in hand."""
        self.take()
        key = name.lower()
        if not self._is_there(key):
            self.talk.say("Name a cause or a thread that is there, such as :under c2.")
        else:
            self.under = key
            self._say_in_hand()
        return False

    def _settle(self, puts: Sequence[Put]) -> None:
        """Make the change of a sign or an id."""
        where, value = puts[0]
        _, cause_id, field = where.split(".")
        if field == "gate":
            self.talk.apply(puts, f"Below {cause_id}: {GATES[value]}.")
        else:
            self.talk.apply(puts, f"{cause_id} leads to {words(value)}.")

    def _end(self, stop: Stop) -> None:
        """End the questions at the cause added last, else at the one in hand."""
        record = self.talk.session.record
        in_hand = (self.talk.in_hand.get("last", ""), self.under)
        there = [each for each in in_hand if each[:1] == "c" and self._is_there(each)]
        key = next(iter(there), "")
        if not key:
            self.talk.say("There is no cause yet at which the questions could end.")
            return
        self.talk.say(f"The questions end at {key}: {item_line(record, f'causes.{key}')}")
        end_questions(self.talk, key, stop)
