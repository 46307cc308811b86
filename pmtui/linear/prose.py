"""A field of several lines: each line is kept as it comes, all are taken at a line with a dot."""

from pmtui.guide import values
from pmtui.guide.fields import Field
from pmtui.linear.talk import Handler, Talk
from pmtui.model.errors import PmtuiError

END = "."
"""The line at which the lines before it are taken."""


class Prose:
    """The lines of one field that are typed and not taken yet; they are a draft meanwhile."""

    def __init__(self, talk: Talk, field: Field, place: str) -> None:
        self._talk = talk
        self._field = field
        self._place = place
        self._shown = values.show(talk.session.record, place)
        before = talk.session.drafts.get(place)
        self._lines = before.split("\n") if before else []
        self._typed = False

    def ask(self, own: dict[str, Handler]) -> None:
        """Ask until the lines are taken. Enter alone, before any line, keeps what is there."""
        self._read_out()
        own |= {"add": self._go_on, "no": self._forget}
        while (text := self._talk.listen(self._field.label, own)).strip() != END:
            if not text.strip() and not self._typed:
                if self._lines:
                    self._talk.say("What you typed is kept for another time.")
                return
            self._keep([*self._lines, text])
        self._take()

    def _read_out(self) -> None:
        """Say what is there, what was typed before, and how to answer."""
        talk = self._talk
        hint = f"Hint: {self._field.hint}. " if self._field.hint else ""
        talk.say("Now:" if self._shown else "Now: not known")
        if self._shown:
            talk.lines.read_out(self._shown)
        talk.say_hint(
            f"{hint}Type lines, and end with a line that is only a dot ({END}): they take the "
            "place of what is there. Enter alone keeps it, :add goes on after it."
        )
        if self._lines:
            talk.say("Typed before, and not taken:")
            talk.lines.read_out("\n".join(self._lines))
            talk.say(f"More lines go after these. {END} takes them, :no forgets them.")

    def _go_on(self, words: str) -> bool:
        """Begin with what the field has, and perhaps a line."""
        known = self._shown.rstrip("\n").split("\n") if self._shown and not self._lines else []
        self._keep([*known, *self._lines, *([words] if words else [])])
        self._talk.say(f"Go on after: {self._lines[-1] if self._lines else 'nothing yet'}")
        return False

    def _forget(self, words: str) -> bool:
        """Forget the last line or, before any is typed, those that were read out."""
        kept = self._lines[:-1] if self._typed else []
        self._keep([*kept, words] if words else kept)
        self._talk.say(
            f"The last line is: {self._lines[-1]}" if self._lines else "No line is left."
        )
        return False

    def _keep(self, lines: list[str]) -> None:
        self._lines, self._typed = lines, True
        self._talk.session.draft(self._place, "\n".join(lines))

    def _take(self) -> None:
        """Make the lines the value; without any, the value stays."""
        talk, session, number = self._talk, self._talk.session, len(self._lines)
        if not "".join(self._lines).strip():
            talk.say("No line was typed: it stays as it is.")
            return
        text = "\n".join(self._lines) + "\n"  # its end says of a list that each line is one
        try:
            session.seal()
            session.put(
                self._place, values.parse(session.record, self._place, text, now=session.now())
            )
            session.seal()
        except PmtuiError as error:
            talk.say(f"{error} What you typed is kept.")
            return
        session.draft(self._place, "")
        talk.saved(f"{self._field.label}: {number} line{'' if number == 1 else 's'} taken.")
