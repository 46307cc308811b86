"""Page 2: the timeline, typed line by line while people tell it."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.problem import Problem
from pmtui.widgets.timeline_entry import PASTED, TimelineEntry
from pmtui.widgets.timeline_table import ImportAsked, TimelineTable


class AnalysisPage(Page):
    """The timeline fills the page; milestones and the narrative are one key away."""

    def on_mount(self) -> None:
        """Go on with a paste that was looked at when the program ended."""
        if PASTED in self.session.drafts:
            self.post_message(TimelineEntry.Pasted())

    def on_timeline_entry_pasted(self, event: TimelineEntry.Pasted) -> None:
        """Look at a paste before it is added."""
        from pmtui.screens.paste import PasteScreen

        event.stop()
        zone = self.query_one(TimelineTable).zone
        self.app.push_screen(PasteScreen(self.session, zone, self._say))

    def on_import_asked(self, event: ImportAsked) -> None:
        """Bring in machine data from a file."""
        from pmtui.screens.machine_data import MachineDialog

        event.stop()
        self.app.push_screen(MachineDialog(self.session, self._say))

    def _say(self, words: str, added: str) -> None:
        """Say what became of a paste or a file, and go to the first entry that it added."""
        if added:
            self.query_one(TimelineTable).post_message(EntryLine.Added(added))
        self.post_message(Problem(words))

    def panel(self, items: Items) -> Widget:
        """The timeline has a panel of its own."""
        if items.address == "timeline":
            return TimelineTable(self.session, items.address, items.title)
        return super().panel(items)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """The timeline also depends on milestones and on the zones it is shown in."""
        more = field.startswith(("display_timezones", "milestones"))
        return super().concerns(panel, field) or (more and isinstance(panel, TimelineTable))


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return AnalysisPage(session, "analysis")
