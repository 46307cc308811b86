"""The guide through one postmortem: what each of its commands does."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App

from pmtui.commands import with_keys
from pmtui.edits import Put
from pmtui.guide.fields import page_of
from pmtui.guide.steps import STEPS
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Mark
from pmtui.screens.frame import Frame, in_text
from pmtui.screens.navigation import ShowLibrary
from pmtui.widgets.bars import Rail
from pmtui.widgets.clock_bar import ClockBar

if TYPE_CHECKING:  # dialogs are imported when they are opened: the first page is to be seen early
    from pmtui.screens.dialogs import Answers


class GuideScreen(Frame):
    """One open postmortem, with the commands of the guide.

    `traced` is the line of the trace from which one went to a place.
    """

    traced = ""

    def action_prompt_next(self) -> None:
        """The next question for the room."""
        self.questions.go_on()

    async def action_page(self, number: int) -> None:
        """Turn to a page by its number."""
        await self.show_page(STEPS[number - 1].name)

    async def action_page_next(self) -> None:
        """Turn to the next page."""
        await self.show_page(STEPS[self.step.number % len(STEPS)].name)

    async def action_page_previous(self) -> None:
        """Turn to the page before."""
        await self.show_page(STEPS[self.step.number - 2].name)

    async def action_more(self) -> None:
        """Show or hide the fields that are needed less often."""
        await self.page.show_more(not self.page.more_shown)
        self.say(
            ""
            if not self.page.more_shown
            else with_keys("All fields are shown. {more} hides them again.")
        )

    def action_park(self) -> None:
        """Put an idea into the parking lot and go on."""
        from pmtui.screens.parking import park

        park(self, self.say)

    async def action_editor(self) -> None:
        """Write the text of the field in $EDITOR."""
        from pmtui.screens.editor import edit_in_editor

        self.say(await edit_in_editor(self))

    def action_comment(self) -> None:
        """Say something of the field in hand."""
        from pmtui.screens.comments import CommentsDialog, field_in_hand
        from pmtui.screens.company import place_in_hand

        self.app.push_screen(CommentsDialog(self, field_in_hand(place_in_hand(self.app))))

    def action_visibility(self) -> None:
        """Tell customers the field in hand, or hold it back."""
        self.say(self.turn_visibility())

    def turn_visibility(self) -> str:
        """Tell customers the field in hand, or hold it back; what was done, or why not."""
        from pmtui.guide.outside.visibility import turned
        from pmtui.screens.comments import field_in_hand
        from pmtui.screens.company import place_in_hand

        try:
            puts, now = turned(self.session.record, field_in_hand(place_in_hand(self.app)))
        except PmtuiError as error:
            return str(error)
        told = "Customers are told" if now.shown else "Customers are not told"
        return self.attempt(puts, "") or f"{told} {now.address}."

    def action_findings(self) -> None:
        """What is missing on this page."""
        from pmtui.screens.finding_list import pick_finding

        self.nearby.settle()
        self.check_now()
        here = [finding for finding in self.findings if finding.step == self.step.name]
        title = f"Missing on {self.step.title} ({len(here)})"
        pick_finding(self, title, here, "nothing is missing here")

    @cached_property
    def spoken(self) -> Counter[str]:
        """How often each participant has spoken, by id: here alone, and gone with this screen."""
        return Counter()

    def action_round(self) -> None:
        """Round the room: who has spoken, and who has not."""
        from pmtui.screens.round import RoundDialog

        self.app.push_screen(RoundDialog(self.session.record, self.spoken))

    def action_wording(self) -> None:
        """Words on this page that blame: why, and what to ask instead."""
        from pmtui.screens.wording_dialog import WordingDialog

        self.app.push_screen(WordingDialog(self))

    def action_trace(self) -> None:
        """From evidence to effect, and where that ends too early."""
        from pmtui.screens.trace import TraceDialog

        self.app.push_screen(TraceDialog(self))

    def action_figures(self) -> None:
        """The figures of impact and response, and how each was computed."""
        from pmtui.screens.explained import ExplainedDialog
        from pmtui.widgets.explained import figures

        self.app.push_screen(ExplainedDialog("Figures", figures(self.session.record)))

    def action_find(self) -> None:
        """Find words in this postmortem."""
        from pmtui.screens.dialogs import PickDialog
        from pmtui.widgets.rows import Row

        texts = [(where, each) for where, each in address.walk(self.session.record) if each]

        def rows(words: str) -> list[Row]:
            found = [
                (where, str(each))
                for where, each in texts
                if words and words.casefold() in str(each).casefold()
            ]
            return [Row(where, ((f"{where}  ", "dim"), (each, ""))) for where, each in found[:200]]

        def go(key: str) -> None:
            self.call_later(self._go_anywhere, key)

        self.app.push_screen(PickDialog("Find in this postmortem", rows, go, empty="type words"))

    async def _go_anywhere(self, where: str) -> None:
        """Turn to the page that shows a field."""
        if (name := page_of(where)) is not None:
            await self.go_to(name, where)
        else:
            self.say(f"{where} is not on a page. See: pmtui show --json")

    async def action_clock(self) -> None:
        """Start the meeting clock; while it runs, ask: pause, or more minutes."""
        await self.clock.press(self.step.name)

    def action_meeting_ready(self) -> None:
        """What is missing before the meeting can start; Enter goes there."""
        from pmtui.guide.ready import missing
        from pmtui.screens.finding_list import pick_finding

        self.check_now()
        lacks = missing(self.session.record, self.findings)
        title = f"Before the meeting can start ({len(lacks)})"
        pick_finding(self, title, lacks, "nothing is missing: the meeting may start")

    def action_meeting_invite(self) -> None:
        """Write the invitation to the meeting."""
        from pmtui.screens.invitation import ask_invitation

        ask_invitation(self.page, self.session.record)

    def on_clock_bar_chosen(self, event: ClockBar.Chosen) -> None:
        """Do what was chosen for the running clock."""
        self.clock.choose(event.what)

    def action_undo(self) -> None:
        """Take the last change back."""
        from pmtui.said import of_undo

        self.say(of_undo(self.session.undo()))

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        from pmtui.said import of_redo

        self.say(of_redo(self.session.redo()))

    def action_conflict_take(self) -> None:
        """Take what somebody else wrote in a field that was changed here, too."""
        self._settle(take=True, said=with_keys("Taken. {undo} brings back what was here."))

    def action_conflict_keep(self) -> None:
        """Keep what is here in a field that somebody else changed, too."""
        self._settle(take=False, said=with_keys("Kept. {undo} brings the other value back."))

    def _settle(self, *, take: bool, said: str) -> None:
        from pmtui.conflicts import conflict_on, settled

        record = self.session.record
        if (conflict := conflict_on(record, self.step.name)) is None:
            self.say("Nobody else changed a field of this page at the same time.")
        elif trouble := self.attempt(settled(record, conflict, take), said):
            self.say(trouble)

    def action_done(self) -> None:
        """Mark the page as done; an open must asks for a written reason."""
        name = self.step.name
        mark: Mark = getattr(self.session.record.progress, name)
        if mark.done_at is not None:
            if trouble := self.attempt([(f"progress.{name}", Mark())], "The mark is taken back."):
                self.say(trouble)
            return
        self.nearby.settle()
        self.check_now()
        from pmtui.guide.done import open_musts, says_why

        missing = open_musts(name, self.findings)
        if not missing:
            if trouble := self._mark():
                self.say(trouble)
            return
        from pmtui.screens.dialogs import AskDialog, Question

        def override(answers: "Answers") -> str | None:
            if not says_why(answers["reason"]):
                return with_keys(
                    "A written reason is needed, or {box.close} and {findings}: what is missing."
                )
            return self._mark(answers["reason"])

        title = f"{len(missing)} still to do on {self.step.title}: done all the same?"
        self.app.push_screen(
            AskDialog(title, [Question("reason", "Reason")], override, self.session)
        )

    def _mark(self, reason: str = "") -> str | None:
        from pmtui.guide.done import mark

        done = mark(self.session.who, self.session.now(), reason)
        return self.attempt([(f"progress.{self.step.name}", done)], f"{self.step.title} is done.")

    def attempt(self, puts: Sequence[Put], said: str) -> str | None:
        """Make changes as one step of undo; the sentence of what went wrong, or None."""
        try:
            self.session.seal()
            self.session.apply(puts)
        except PmtuiError as error:
            return str(error)
        self.say(said)
        return None

    async def action_out(self) -> None:
        """Out of the text; from outside it, to the library."""
        if in_text(self.focused):
            self.page.commit()
            self.set_focus(self.page.outside() or self.query_one(Rail))
            return
        if await self.leave():
            self.app.post_message(ShowLibrary())

    async def action_quit(self) -> None:
        """Save and leave; where saving fails, ask."""
        if await self.leave():
            self.app.exit(0)
            return
        from pmtui.screens.dialogs import AskDialog, Question

        def leave(answers: "Answers") -> str | None:
            if answers["leave"] == "yes":
                self.app.exit(5)
            return None

        questions = [Question("leave", "Leave", "no", ("no", "yes"))]
        self.app.push_screen(AskDialog("NOT SAVED. Leave and lose it?", questions, leave))

    async def leave(self) -> bool:
        """Save before leaving; False, with the reason on the screen, when that failed."""
        self.page.commit()
        self.session.seal()
        saved = await self.autosave.now()
        await self.linked.now()
        return saved


def open_guide(app: App[Any]) -> GuideScreen | None:
    """The guide of the open postmortem, whatever stands over it; None in the library."""
    return next((each for each in app.screen_stack if isinstance(each, GuideScreen)), None)
