"""A list: each line becomes an item, after it was said how it is read."""

from collections.abc import Sequence

from pmtui.edits import Put
from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.left_over import left_over
from pmtui.guide.entry.reading import Reading, reading
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.fields import Items
from pmtui.linear.plain import INDENT, Ended
from pmtui.linear.shown import beside, item_lines
from pmtui.linear.talk import Handler, Talk
from pmtui.model import address
from pmtui.model.errors import PmtuiError

FEW = 10
"""Items that are said when a list is asked; of more, the last ones."""

LAST = 5


class Entries:
    """Asks for lines of one list until an empty one.

    A line that was read waits until whatever comes next takes it; only `:no` does not. It is a
    draft meanwhile, as on the screens.
    """

    HOW = (
        "One a line. It is then said how the line is read; Enter or the next line takes it, "
        ":no LINE puts another in its place. Enter alone ends the list."
    )

    def __init__(self, talk: Talk, items: Items) -> None:
        self.talk = talk
        self.items = items
        self.draft = f"+{items.address}"
        self.waiting = ""
        """The line that was read and is not taken yet."""

    def ask(self, where: str) -> None:
        """Ask for lines."""
        self.begin(where)
        own = self.commands()
        try:
            self.hear_all(self.typed_before())
            while True:
                text = self.talk.listen(self.items.title, own, self.take).strip()
                if text:
                    self.hear_all(text)
                elif not self.enter():
                    return
        except Ended:
            self.take()
            raise

    def commands(self) -> dict[str, Handler]:
        """What can be typed after a colon here alone."""
        return {"no": self.refuse}

    def begin(self, where: str) -> None:
        """Say what is in the list, and how to go on."""
        talk, record, parent = self.talk, self.talk.session.record, self.items.address
        many = len(address.get(record, parent)) or "nothing yet"
        talk.begin(f"{self.items.title} ({parent}): {many}", self.draft, where)
        self.say_items(self.told())
        for sentence in beside(record, parent):
            talk.say(sentence)
        talk.say_hint(self.hint(), self.HOW)

    def told(self) -> list[str]:
        """A line for each item."""
        return item_lines(self.talk.session.record, self.items.address)

    def say_items(self, lines: Sequence[str]) -> None:
        """Say what is in the list, or the end of a long one."""
        if len(lines) > FEW:
            self.talk.say(f"The last {LAST}; :show {self.items.address} says all:")
            lines = lines[-LAST:]
        for line in lines:
            self.talk.say(line, INDENT)

    def hint(self) -> str:
        """An example of a line."""
        return f"Hint: e.g. {EXAMPLES[self.items.address]}."

    def typed_before(self) -> str:
        """A line that was typed before and not taken, which is said; "" for none."""
        if text := self.talk.session.drafts.get(self.draft, ""):
            self.talk.say(f"Typed before, and not taken: {text}")
        return text

    def hear_all(self, text: str) -> None:
        """Read a line, and what was typed where it was asked what that means."""
        while text:
            text = self.hear(text)

    def enter(self) -> bool:
        """Enter alone: take the line that waits; False where that ends the list."""
        return bool(self.waiting) and self.take()

    def hear(self, text: str) -> str:
        """Read a line that is typed; the next one, if it was typed meanwhile, else ""."""
        self.take()
        return self.offer(text)

    def offer(self, text: str) -> str:
        """Say how a line is read; it waits to be taken. One that cannot be read stays a draft."""
        self.talk.session.draft(self.draft, text)
        found = self.read(text)
        if found.question:
            return self.ask_meaning(text, found)
        if found.problem:
            self.turn_down(text, found.problem)
        else:
            self.waiting = text
            self.talk.say(f"Read as: {found.words or text}")
        return ""

    def ask_meaning(self, text: str, found: Reading) -> str:
        """Ask which of several things a line means; the next line, if that is typed instead."""
        self.talk.say(found.question)
        chosen = self.talk.choose([choice.label for choice in found.choices])
        if isinstance(chosen, int):
            return self.offer(found.choices[chosen].text)
        self.leave_open(text)
        return chosen

    def leave_open(self, text: str) -> None:
        """Nobody said what a line means: it stays a draft."""
        self.talk.say(f"Not taken, and kept: {text}")

    def turn_down(self, text: str, why: str) -> None:
        """Say why a line cannot be added; it stays a draft, or of a pipe goes to the notes."""
        if self.talk.lines.typed_by_hand:
            self.talk.session.draft(self.draft, text)
            self.talk.say(f"{why} What you typed is kept: {text}")
            return
        notes = f"{self.talk.session.record.notes or ''}\n{text}".strip()
        self.talk.apply([("notes", notes)], f"{why} It went to the notes: “{text}”.", self.draft)

    def read(self, text: str) -> Reading:
        """How a line would be added."""
        session = self.talk.session
        return reading(session.record, self.items.address, text, session.now())

    def puts(self, text: str) -> Sequence[Put]:
        """What a line changes. Raises a `PmtuiError` where it cannot be read."""
        session = self.talk.session
        return parse_entry(session.record, self.items.address, text, session.now())

    def take(self) -> bool:
        """Take the line that waits; True where there was one."""
        text, self.waiting = self.waiting, ""
        if not text:
            return False
        session = self.talk.session
        try:
            puts = self.puts(text)
            told = left_over(session.record, tuple(puts), text, session.now())
        except PmtuiError as error:
            self.turn_down(text, str(error))
            return True
        self.keep(puts, told)
        return True

    def keep(self, puts: Sequence[Put], told: str = "") -> None:
        """Add what a line says, and forget the line."""
        added = puts[0][0].rpartition(".")[2]
        if not self.talk.apply(puts, f"{added} is added.", self.draft):
            return
        if told:
            self.talk.say(told)
        self.added(puts[0][0])

    def added(self, item_address: str) -> None:
        """Called after an item was added."""

    def refuse(self, words: str) -> bool:
        """Do not take the line that waits; perhaps take another one."""
        known = self.waiting or self.talk.session.drafts.get(self.draft, "")
        self.waiting = ""
        self.talk.session.draft(self.draft, "")
        if words:
            self.hear_all(words)
        else:
            self.talk.say(f"Not taken: {known}" if known else "No line waits to be taken.")
        return False


class Moved(Entries):
    """Actions where they are carried out: none is added, they are moved on or edited."""

    HOW = "Enter alone goes on."

    def hint(self) -> str:
        """What can be done with them."""
        return ":state a1 moves one to its next state, :edit a1 asks its fields."

    def hear(self, text: str) -> str:
        """Say where actions are added."""
        self.talk.say(f"Here nothing is added; that is done on page 6. Not taken: {text}")
        return ""
