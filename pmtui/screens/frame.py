"""The frame that leads through a postmortem: top line, rail, page, prompt and keys."""

import asyncio
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.widget import Widget

from pmtui.commands import commands_for
from pmtui.guide.steps import STEPS, Step
from pmtui.model.kinds import Severity
from pmtui.model.text import one_line
from pmtui.screens.autosave import Autosave
from pmtui.screens.beside import Nearby
from pmtui.screens.clock import MeetingClock
from pmtui.screens.drawing import DrawnScreen
from pmtui.screens.following import Following
from pmtui.screens.linked import Linked
from pmtui.screens.questions import Questions
from pmtui.screens.wording import Wording
from pmtui.session import Session
from pmtui.widgets.bars import KeyLine, Line, MessageLine, PageState, Rail, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.one_key import hold_keys
from pmtui.widgets.problem import Problem
from pmtui.widgets.top_line import fitted, nudge_words

if TYPE_CHECKING:  # the frame is to be seen before what fills it is imported
    from pmtui.guide.checks import Finding
    from pmtui.screens.company import Company
    from pmtui.screens.page import Page
    from pmtui.store.presence import Here, Visitor
    from pmtui.widgets.items import OpenItem

CHECK_PAUSE = 0.4
"""Seconds after the last change before the rules are looked at again."""


class Frame(DrawnScreen):
    """What surrounds the pages of one open postmortem, and how they are turned."""

    KIND = "guide"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("guide", "any"))
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (120, "-wide")]  # noqa: RUF012

    def __init__(self, session: Session, page: str, field: str = "") -> None:
        super().__init__()
        self.session = session
        self.autosave = Autosave(self, session, self._saved)
        self.following = Following(
            self, session, None if session.read_only else self._here, self._seen
        )
        self.wording = Wording(self, session, self._looked)
        self.nearby = Nearby(self, session, self.check_now)
        self.linked = Linked(self, session, self.autosave, self.say, self.nearby.start)
        self.clock = MeetingClock(
            self, session, show=self.show_top, say=self.say, check=self.check_now
        )
        self.company: Company | None = None
        self.findings: tuple[Finding, ...] = ()
        self._nudges: dict[str, int] = {}
        self._start = page
        self._start_field = field
        self.questions = Questions(self)
        self._state = "read only" if session.read_only else "saved"
        self._check_waiting = False
        self._resumed = False
        self._hints = self._rules_trouble = ""

    def compose(self) -> ComposeResult:
        """The frame; pages are mounted when they are visited."""
        yield TopLine(id="top")
        with Horizontal(id="middle"):
            yield Rail(id="rail")
            yield Container(id="pages")
        yield Line(id="conflict")
        yield MessageLine(id="message")
        yield Line(id="prompt")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the frame at once, then the first page in it; keys wait for the page."""
        hold_keys(self, True)
        fitting = [
            name for width, name in self.HORIZONTAL_BREAKPOINTS if width <= self.app.size.width
        ]
        self.add_class(fitting[-1])
        self.query_one(Rail).page = self._start
        self.show_top()
        self.questions.begin()
        self.call_later(self._open)

    async def _open(self) -> None:
        """Show the first page and follow the session."""
        from pmtui.screens.company import Company

        self.query_one(Rail).page = ""
        await self.show_page(self._start, field=self._start_field)
        self.session.listeners.append(self._changed)
        self.company = Company(self)
        hold_keys(self, False)
        self.autosave.soon()
        self.call_after_refresh(self.check_now)
        self.call_after_refresh(self.following.start)
        self.wording.start()
        self.nearby.start()
        self.linked.start()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Trust the styles the first time: everything was mounted with them just now."""
        event.refresh_styles, self._resumed = self._resumed, True

    def on_unmount(self) -> None:
        """Stop following the session."""
        if self._changed in self.session.listeners:
            self.session.listeners.remove(self._changed)
        else:  # it was gone before its page was there
            hold_keys(self, False)
        self.following.leave()
        self.linked.stop()

    # pages

    @property
    def step(self) -> Step:
        """The step whose page is shown."""
        name = self.query_one(Rail).page
        return next(step for step in STEPS if step.name == name)

    @property
    def page(self) -> "Page":
        """The page that is shown."""
        from pmtui.screens.page import Page

        return self.query_one(f"#page-{self.step.name}", Page)

    async def show_page(self, name: str, *, enter: bool = True, field: str = "") -> None:
        """Turn to a page, at a field or its first; what was typed on the one before is saved."""
        rail = self.query_one(Rail)
        if rail.page and rail.page != name:
            self.page.commit()
            self.session.seal()
            self.autosave.soon(0)
        fresh = not self.query(f"#page-{name}")
        if fresh:
            module = import_module(f"pmtui.screens.{name}")
            page = module.page(self.session)
            page.display = False
            await self.query_one("#pages").mount(page)
        if rail.page and rail.page != name:  # only now: an empty page costs as much as a full one
            self.page.display = False
            self.draw_when_settled(self.query_one(f"#page-{name}"))
        rail.page = name
        self._message.give_room()
        self.page.display = True
        if not fresh:
            self.page.show_changes(frozenset())
        self.clock.turn(name)
        self._hints = self.wording.mark(name)
        self.questions.begin()
        self.show_top()
        self.show_conflict()
        self.session.stand(name, field)
        if self.company is not None:
            self.company.mark()
        if field and await self.page.go_to(field):
            return
        if enter and (first := self.page.first()) is not None:
            self.set_focus(first)

    async def go_to(self, step: str, address: str) -> None:
        """Turn to a page, or to the one that shows the field, and put the focus on the field."""
        from pmtui.guide.fields import on_page, page_of

        page = step if on_page(step, address) else page_of(address)
        await self.show_page(page or step, enter=False)
        if not await self.page.go_to(address):
            self.say(f"{address} is not on this page.")

    def on_rail_picked(self, event: Rail.Picked) -> None:
        """Turn to the page that was picked on the rail."""
        self.call_later(self.show_page, event.name, enter=event.enter)

    # what is shown around the page

    def show_top(self) -> None:
        """Show title, severity, page and state."""
        record, top = self.session.record, self.query_one(TopLine)
        severity: Severity | None = record.severity.final or record.severity.peak
        narrow = self.has_class("-narrow")
        page = f"{self.step.number}/{len(STEPS)} {self.step.title}: " if narrow else ""
        top.left = f" {page}{record.title or record.id}"
        clock, nudges = self.clock.words(), nudge_words(self._nudges.get(self.step.name, 0))
        for company in self.company.words() if self.company else ("",):  # the short words last
            parts = [severity, nudges, self._hints, clock[0], company, self._state]
            spare = (nudges, self._hints, company)
            top.right = fitted(parts, self.app.size.width, spare) + " "
            if one_line(company) in top.right:
                break
        top.clock = clock

    def show_conflict(self) -> None:
        """Show what somebody else wrote in a field of this page that was changed here, too."""
        record, said = self.session.record, ""
        if record.conflicts:
            from pmtui.conflicts import conflict_on, sentence

            found = conflict_on(record, self.step.name)
            said = sentence(record, found) if found else ""
        self.query_one("#conflict", Line).say(said)

    def say(self, words: str) -> None:
        """Show a message until it is read or the next one comes; none takes it away."""
        self._message.say(words)

    @property
    def _message(self) -> MessageLine:
        return self.query_one("#message", MessageLine)

    def on_problem(self, event: Problem) -> None:
        """Show what a field says."""
        self.say(event.text)

    def on_resize(self) -> None:
        """Fit the top line to the new width."""
        self.call_after_refresh(self.show_top)

    def on_descendant_focus(self) -> None:
        """Offer the keys that work where the focus is; the next time one comes back to it."""
        if place := getattr(self.focused, "place", ""):
            self.session.stand(self.step.name, place)
        self.offer_keys()

    def offer_keys(self) -> None:
        """Offer the keys that work where the focus is."""
        focused, kinds = self.focused, ["guide"]
        if focused is not None and not in_text(focused):
            names = " ".join(getattr(each, "KIND", "") for each in focused.ancestors_with_self)
            kinds = [*dict.fromkeys(names.split())]
        offered = [
            commands_for(*(("guide", "any") if kind == "guide" else (kind,))) for kind in kinds
        ]
        self.query_one(KeyLine).offer(offered)

    def on_open_item(self, event: "OpenItem") -> None:
        """Show every field of an item."""
        from pmtui.screens.item_dialog import ItemDialog

        self.app.push_screen(ItemDialog(self.session, event.item_address, event.field))

    # the session

    def _changed(self, fields: frozenset[str]) -> None:
        self.page.show_changes(fields)
        if self.company is not None:
            self.company.changed(fields)
        if not fields or any(field.startswith("conflicts") for field in fields):
            self.show_conflict()
        self.autosave.soon()
        if not self._check_waiting:
            self._check_waiting = True
            asyncio.get_running_loop().call_later(CHECK_PAUSE, self._paused)

    def _paused(self) -> None:
        """Look at the record again after a pause in typing."""
        self.check_now()
        self.wording.look()

    def check_now(self) -> None:
        """Look at the rules again and show the state of the pages."""
        from pmtui.guide.agenda import minutes_on
        from pmtui.guide.beside import NOT_YET
        from pmtui.guide.checks import check
        from pmtui.guide.state import nudges_on, state_of

        self._check_waiting = False
        if not self.is_attached:
            return
        record = self.session.record
        self.questions.look()
        beside = replace(self.nearby.found or NOT_YET, walk=self.clock.walk())
        self.findings = check(record, self.session.now().date(), beside)
        self._nudges = {step.name: nudges_on(step.name, self.findings) for step in STEPS}
        self.show_top()
        self.page.show_findings(self.findings)
        self.query_one(Rail).states = tuple(
            PageState(
                step.name,
                state_of(record, step.name, self.findings),
                minutes_on(record, step.name),
                nudged=self._nudges[step.name] > 0,
            )
            for step in STEPS
        )

    def _here(self) -> "Here":
        """Where this user is now; asked only once the first page is there."""
        assert self.company is not None
        return self.company.here()

    def _seen(self, visitors: "tuple[Visitor, ...]") -> None:
        """Show who else is here now."""
        if self.company is not None and self.is_attached:
            self.company.seen(visitors)

    def _looked(self, trouble: str) -> None:
        """Show how many hints there are, and once what is wrong with the team's own rules."""
        if self.is_attached:
            self._hints = self.wording.mark(self.step.name)
            self.show_top()
            if trouble != self._rules_trouble:
                self._rules_trouble = trouble
                self.say(trouble)

    def _saved(self, state: str, trouble: str) -> None:
        self._state = state
        if self.is_mounted and self.is_attached:
            self.show_top()
            before, self._message.always = self._message.always, trouble
            if trouble != before:
                self.say(trouble)


def open_session(app: App[Any]) -> Session | None:
    """The open postmortem, whatever stands over it; None in the library."""
    return next((each.session for each in app.screen_stack if isinstance(each, Frame)), None)


def in_text(widget: Widget | None) -> bool:
    """Whether letters typed in a widget are text rather than commands."""
    return widget is not None and widget.check_consume_key("a", "a")
