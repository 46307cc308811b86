"""Page 4: who was affected, how, how much, for how long, and what lasts."""

from collections.abc import Iterable, Iterator

from textual.widget import Widget

from pmtui.guide.deadlines import banner
from pmtui.guide.fields import Part
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.explained import ExplainedPanel, deadlines, figures
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Rows

WORDS = frozenset(
    f"impact.{name}"
    for name in (
        "summary",
        "details",
        "data.integrity",
        "internal.displaced",
        "no_long_term_reason",
    )
)
"""Fields that no figure comes from; a key in them computes nothing."""


class ImpactPage(Page):
    """The figures stand below the segments that they come from, and change with them."""

    def parts(self, parts: Iterable[Part]) -> Iterator[Widget]:
        """The fields and lists of the guide, with what is computed from them beside."""
        for each in super().parts(parts):
            address = each.list_address if isinstance(each, ItemsPanel) else ""
            if address == "impact.long_term":
                yield ExplainedPanel("Deadlines that may apply", deadlines, banner())
            yield each
            if address == "impact.segments":
                yield ExplainedPanel("Figures: = says how each was computed", figures)

    def on_mount(self) -> None:
        """Show what follows from the record as it is."""
        self._show_computed()

    def show_changes(self, fields: frozenset[str]) -> None:
        """Show what changed, and what follows from it."""
        super().show_changes(fields)
        if not fields or fields - WORDS:
            self._show_computed()

    def _show_computed(self) -> None:
        for panel in self.query(ExplainedPanel):
            panel.show(self.session.record)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter on a line explains it."""
        from pmtui.screens.explained import ExplainedDialog

        event.stop()
        panel = event.rows.query_ancestor(ExplainedPanel)
        lines = panel.explain(self.session.record)
        title = panel.title.partition(":")[0]
        self.app.push_screen(ExplainedDialog(title, lines, event.key))


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return ImpactPage(session, "impact")
