"""Page 6: what is to be changed, by whom, until when, and what is left as it is."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.guide.lines import person
from pmtui.guide.needs import risk_needs
from pmtui.model.commitments import RiskAcceptance
from pmtui.screens.linking import LinkingPanel
from pmtui.screens.page import Page
from pmtui.screens.recommending import RecommendationsPanel
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Row
from pmtui.widgets.told_line import ToldLine


class RisksPanel(LinkingPanel):
    """The risks that are accepted: which cause, by whose decision, until when."""

    KIND = "linked items"
    EMPTY = "nothing is left as it is"

    def make_entry(self) -> EntryLine:
        """The entry line."""
        marks = "#c4 what stays because of what @who by 2027-01-15"
        return ToldLine(self.session, self.list_address, idle=lambda: marks)

    def row(self, item: RiskAcceptance) -> Row:
        """The causes, by whose decision until when or what is missing, and what stays."""
        lacking = risk_needs(item)
        by = person(self.session.record, item.accepted_by)
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{','.join(item.causes)} ", "strong"),
                (f"needs {', '.join(lacking)} " if lacking else "", "warn"),
                (f"{by} " if by else "", "dim"),
                (f"until {item.review_on}  " if item.review_on else "", "dim"),
                (item.statement or "", ""),
                (f"  because {item.reason}" if item.reason else "", "dim"),
            ),
        )

    def show_value(self) -> None:
        """Show the risks, and what the line takes."""
        super().show_value()
        self.query_one(ToldLine).tell()


class RecommendationsPage(Page):
    """Recommendations, the causes on which nothing acts, and the risks accepted instead."""

    def panel(self, items: Items) -> Widget:
        """Both lists have panels of their own."""
        kind = RisksPanel if items.address == "risk_acceptances" else RecommendationsPanel
        return kind(self.session, items.address, items.title)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """What nothing acts on depends on causes and risks, too."""
        more = field.startswith(("causes", "risk_acceptances", "lessons"))
        return super().concerns(panel, field) or more

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        for panel in self.query(RecommendationsPanel):
            self.call_after_refresh(panel.show_value)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return RecommendationsPage(session, "recommendations")
