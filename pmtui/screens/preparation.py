"""Page 1: who takes part, with what evidence, to understand what; and whether that is all."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from pmtui.commands import with_keys
from pmtui.guide.fields import Items
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.agenda import AgendaPanel
from pmtui.widgets.bars import Line

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding


class PreparationPage(Page):
    """The page with a line that says whether the meeting may start."""

    def compose(self) -> ComposeResult:
        """The line, then the fields."""
        ready = Line(id="ready")
        ready.display = True  # before it says anything, so that the page does not move then
        yield ready
        yield from super().compose()

    def panel(self, items: Items) -> Widget:
        """The panel for a list; the agenda has one of its own."""
        if items.address == "prep.agenda":
            return AgendaPanel(self.session, items.address, items.title)
        return super().panel(items)

    def show_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Say how much is missing before the meeting can start; once it has, nothing."""
        from pmtui.guide.meeting import where
        from pmtui.guide.ready import missing

        if where(self.session.record, self.session.now()).running:
            self.query_one("#ready", Line).say("")
            return
        lacks = missing(self.session.record, findings)
        musts = sum(each.level == "must" for each in lacks)
        things = "1 thing is" if musts == 1 else f"{musts} things are"
        said = f"Ready? {things} missing" if musts else "Ready: the meeting may start"
        keys = with_keys("{out}, then {meeting.ready} lists, {meeting.invite} invites")
        self.query_one("#ready", Line).say(f"{said}. {keys}")

    def show_changes(self, fields: frozenset[str]) -> None:
        """Show what changed; the usual agenda follows the severity and the depth."""
        super().show_changes(fields)
        if any(field.startswith(("severity.", "prep.depth")) for field in fields):
            for panel in self.query(AgendaPanel):
                panel.show_value()


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return PreparationPage(session, "preparation")
