"""The conversation: what every question says, hears and keeps."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pmtui.conflicts import conflict_on, sentence
from pmtui.edits import Put
from pmtui.guide import meeting
from pmtui.guide.prompts.asking import Asking
from pmtui.guide.prompts.of_pages import prompts
from pmtui.guide.prompts.prompt import Prompt
from pmtui.guide.steps import STEPS, Step
from pmtui.linear.keeping import Keeper
from pmtui.linear.plain import PlainLines
from pmtui.linear.ways import Again, Answered
from pmtui.model.errors import PmtuiError
from pmtui.session import Session

if TYPE_CHECKING:  # the rules are looked at when somebody asks, and at the end of a page
    from pmtui.guide.beside import Beside
    from pmtui.guide.checks import Finding

DEEPEST = 3
"""Commands in whose questions other commands are typed, one in the other."""

Handler = Callable[[str], bool]
"""Takes what follows a command of one question; True where the question is settled by it."""

Dispatch = Callable[["Talk", str, str], None]
"""Carries out a command of every question, by its word and what follows it."""


class Talk:
    """One open record, the lines, and the page that one is on."""

    def __init__(self, session: Session, lines: PlainLines, dispatch: Dispatch) -> None:
        self.session = session
        self.lines = lines
        self.keeper = Keeper(session)
        self.step: Step = STEPS[0]
        self.place = self.item = ""
        self.hint = ""
        self.more: set[str] = set()
        """The pages whose fields that are needed less often are asked, too."""
        self.in_hand: dict[str, str] = {}
        """The ids that a list goes on with when it is asked again, by what they are for."""
        self._told: set[str] = set()
        self._deep = 0
        self._asking = Asking()
        self._dispatch = dispatch

    def say(self, text: str = "", indent: str = "") -> None:
        """Say something in a paragraph."""
        self.lines.say(text, indent)

    def turn(self, page: str) -> None:
        """Turn to a page, and say what it is for and who is here."""
        self.step = next(step for step in STEPS if step.name == page)
        session = self.session
        turned = meeting.turn(session.record, page, session.now(), session.who)
        if turned:
            session.apply(turned, to_undo=False)
        self._asking.begin(self._prompts())
        self.say()
        self.say(f"Page {self.step.number} of {len(STEPS)}: {self.step.title}. {self.step.purpose}")
        self._tell(self.keeper.company())

    def begin(self, label: str, place: str, where: str) -> None:
        """Begin a question: its place, what is asked in the room, its label.

        `where` says which question of the page or the item it is.
        """
        self._tell(self.keeper.news())
        self._asking.look(self._prompts())
        self.place, self.hint = place, ""
        self.keeper.stand(self.step.name, place, self._asking.number)
        self.say()
        self.say(f"Page {self.step.number} of {len(STEPS)}, {self.step.title}. {where}.")
        self.say_clock()
        self.say_prompt()
        self.say_conflict()
        self.say(label)

    def say_hint(self, hint: str, once: str = "") -> None:
        """Say what is to be typed, which `:help` says again; what is said `once` only then."""
        self.hint = f"{hint} {once}".strip()
        self.say(hint if once in self._told else self.hint)
        self._told.add(once)

    def say_clock(self) -> None:
        """Say where the meeting is in its time, while its clock runs."""
        now = meeting.where(self.session.record, self.session.now())
        if now.running:
            self.say(f"Clock: {meeting.words(now)[0]}.")

    def say_prompt(self) -> None:
        """Say the question for the room."""
        if self._asking.words:
            self.say(f"For the room: {self._asking.words}")

    def next_prompt(self) -> None:
        """Ask the next question for the room; one about what is in hand comes first."""
        self._asking.go_on(self._prompts(), self.place)
        self.say_prompt()

    def say_conflict(self) -> None:
        """Say what somebody else wrote in a field of this page that was changed here, too."""
        record = self.session.record
        if record.conflicts and (found := conflict_on(record, self.step.name)):
            self.say(sentence(record, found, ":take", ":keep"))

    def listen(
        self,
        mark: str,
        own: Mapping[str, Handler] | None = None,
        before: Callable[[], object] = lambda: None,
    ) -> str:
        """What is typed; commands are carried out, those of the question itself first.

        `before` is called before any other command. Raises a `Way` where one leads elsewhere.
        """
        while True:
            line = self.lines.ask(f"{mark}>")
            if line.startswith("::"):
                return line[1:]
            if line.strip() == "?":
                line = ":help"
            if not line.startswith(":"):
                self.keeper.types()
                return line
            word, _, rest = line[1:].partition(" ")
            if own and word in own:
                if own[word](rest.strip()):
                    raise Answered
            else:
                before()
                self._carry_out(word, rest.strip())

    def _carry_out(self, word: str, rest: str) -> None:
        """Do what a command says; where questions lie deep in one another, leave them first."""
        if self._deep == DEEPEST:
            self.say("Back to the question that was asked first; type the command there.")
            raise Again
        self._deep += 1
        try:
            self._dispatch(self, word, rest)
        finally:
            self._deep -= 1

    def choose(self, choices: Sequence[str], mark: str = "Number") -> int | str:
        """Which of some choices is meant, by number or word, counted from 0; else what is typed."""
        for number, choice in enumerate(choices, 1):
            self.say(f"{number} {choice}", "  ")
        text = self.listen(mark).strip()
        if text in choices:
            return choices.index(text)
        number = int(text) if text.isascii() and text.isdecimal() else 0
        return number - 1 if 1 <= number <= len(choices) else text

    def pick(self, choices: Sequence[str], mark: str = "Number") -> int | None:
        """The same, asked until it is one of the choices, or Enter alone: None."""
        while True:
            chosen = self.choose(choices, mark)
            if isinstance(chosen, int) or not chosen:
                return chosen if isinstance(chosen, int) else None
            self.say(f"Type a number from 1 to {len(choices)}, or Enter alone to go back.")

    def apply(self, puts: Sequence[Put], said: str, draft: str = "") -> bool:
        """Make changes as one step of undo, save them and say so; False when they are refused.

        `draft` is the place of the words that become a value by them.
        """
        try:
            self.session.seal()
            self.session.apply(puts)
            self.session.seal()
        except PmtuiError as error:
            self.say(str(error))
            return False
        if draft:
            self.session.draft(draft, "")
        self.saved(said)
        return True

    def saved(self, said: str) -> None:
        """Save, say what was done and how the save went, and what others did meanwhile."""
        self.say(f"{said} {self.keeper.save()}".strip())
        self._tell(self.keeper.news())

    @cached_property
    def _beside(self) -> "Beside":
        from pmtui.store.beside import beside

        return beside(self.session.library)

    def findings(self) -> "tuple[Finding, ...]":
        """What the rules find in the record now."""
        from pmtui.guide.checks import check

        return check(self.session.record, self.session.now().date(), self._beside)

    def _prompts(self) -> tuple[Prompt, ...]:
        return prompts(self.session.record, self.step, self.session.now().date())

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.say(sentence)
