"""The room's view: large and read only, always what the facilitator is on."""

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from pmtui.commands import commands_for
from pmtui.guide.fields import page_of
from pmtui.guide.room import place_words, scene
from pmtui.guide.steps import STEPS
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.screens.clock import MeetingClock
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.following import Following
from pmtui.screens.leader import leader
from pmtui.session import Session
from pmtui.store.presence import Here, Visitor
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.room_view import RoomView
from pmtui.widgets.top_line import fitted

_TITLES = {step.name: step.title for step in STEPS}


class RoomScreen(EveryScreen):
    """Follows one of those who write; nobody sees that it is open, as it changes nothing.

    `wanted` are words for the one to follow; without them it is who leads.
    """

    KIND = "room"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("room", "any"))
    AUTO_FOCUS = "RoomView"

    def __init__(self, session: Session, wanted: str = "") -> None:
        super().__init__()
        self.session = session
        self.clock = MeetingClock(self, session, show=self.show_top, say=self.say)
        self.following = Following(self, session, None, self._seen, self._failed)
        self._wanted = wanted
        self._visitors: tuple[Visitor, ...] = ()
        self._followed: Visitor | None = None
        self._here: Here | None = None
        self._shown: tuple[Postmortem, Here] | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Top line, the picture, who is followed, the keys."""
        yield TopLine(id="top")
        yield RoomView(id="room")
        yield MessageLine(id="message")
        yield Line(id="where")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look for who is here, and go on looking."""
        self.session.listeners.append(self._changed)
        self.query_one(KeyLine).offer([commands_for("room", "any")])
        self.show_top()
        self.query_one("#where", Line).say("Looking for who is here …")
        self.following.start()

    def on_unmount(self) -> None:
        """Stop following the session."""
        self.session.listeners.remove(self._changed)

    def show_top(self) -> None:
        """Show title, severity, the meeting's clock."""
        record, top = self.session.record, self.query_one(TopLine)
        clock = self.clock.words()
        severity = record.severity.final or record.severity.peak
        top.left = f" {record.title or record.id}"
        top.right = fitted([severity, clock[0]], self.app.size.width, ()) + " "
        top.clock = clock

    # what is followed

    def _seen(self, visitors: tuple[Visitor, ...]) -> None:
        """Go where the one who is followed is now."""
        if not self.is_attached:
            return
        self._visitors = visitors
        self._followed = leader(self.session.record, visitors, self._wanted, self._followed)
        if self._followed is not None:
            self._here = self._followed.here
        elif self._here is None:
            self._here = last_changed(self.session)
        self._show()

    def _show(self) -> None:
        """Draw the scene where it has changed, and say who is followed."""
        record, here = self.session.record, self._here
        if here is not None and (self._shown is None or self._shown != (record, here)):
            self._shown = (record, here)
            self.say("")
            today = self.session.now().date()
            made = scene(record, here.page, here.place, here.prompt, today=today)
            self.query_one(RoomView).show(made)
        self.query_one("#where", Line).say(self._words())

    def _words(self) -> str:
        """Who is followed and what they do, and where the others are."""
        followed = self._followed
        if followed is None:
            wanted = self._wanted.partition("@")[0]
            who = f"{wanted} is not here" if wanted else "Nobody has this open"
            last = _TITLES.get(self._here.page, "") if self._here else ""
            return f"{who}: last on {last}. Goes on when somebody comes."
        others = [each for each in self._visitors if each != followed]
        where = place_words(followed.here.place)
        doing = f" types: {where}" if followed.here.types and where else ""
        said = [f"{each.name}: {_TITLES.get(each.here.page, '?')}" for each in others]
        return " · ".join([f"Following {followed.name}{doing}", *said])

    def _failed(self, sentence: str) -> None:
        """Say why the record cannot be read; what was shown stays."""
        if sentence != self._trouble:
            self._trouble = sentence
            self.say(sentence)

    def _changed(self, _fields: frozenset[str]) -> None:
        if self._followed is None:
            self._here = last_changed(self.session)
        self.show_top()
        self._show()

    def say(self, words: str) -> None:
        """Show a message; it goes when the room moves on."""
        self.query_one("#message", Line).say(words)

    def on_problem(self, event: Problem) -> None:
        """Show what went wrong, or what was done."""
        self.say(event.text)

    # the keys

    def action_room_look(self) -> None:
        """Look around, beginning where the room is."""
        from pmtui.screens.looking import LookAround

        here = self._here or Here(STEPS[0].name)
        self.app.push_screen(LookAround(self.session, here.page, here.place))

    def action_room_next(self) -> None:
        """Follow the next one who is here."""
        sessions = [each.session for each in self._visitors]
        if not sessions:
            self.say("Nobody has this open whom one could follow.")
            return
        here = sessions.index(self._followed.session) if self._followed else -1
        following = self._visitors[(here + 1) % len(sessions)]
        alone = [each.name for each in self._visitors].count(following.name) == 1
        self._wanted, self._followed = following.name if alone else following.session, following
        self._seen(self._visitors)

    async def action_quit(self) -> None:
        """Leave; there is nothing to save."""
        self.app.exit(0)


def last_changed(session: Session) -> Here:
    """Where the record was last changed, as far as a page shows it; else the first page."""
    with suppress(PmtuiError):
        for entry in reversed(session.library.history(session.record.id).entries):
            for change in entry.changes:
                page = page_of(change.field)
                if page and not change.field.startswith("turns"):
                    return Here(page, change.field)
    return Here(STEPS[0].name)
