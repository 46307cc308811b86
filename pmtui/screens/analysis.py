"""Page 2: the timeline, typed line by line while people tell it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.guide.lines import words
from pmtui.guide.values import story_zone
from pmtui.model.kinds import Precision
from pmtui.model.story import MILESTONE_OF_KIND, Event
from pmtui.model.timeline import in_order
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Row


class TimelinePanel(DetailedPanel):
    """The timeline in order of time, with a line where a day begins."""

    EMPTY = "14:05 alert: p99 over 3 s @avos #e2 !   then Enter; the cursor stays"

    @property
    def items(self) -> Sequence[Event]:
        """The entries in order of time."""
        return in_order(self.session.record.timeline)

    def make_rows(self) -> list[Row]:
        """The entries and the days they fall on, in the first display time zone."""
        name = story_zone(self.session.record)
        zone, day, rows = ZoneInfo(name), "", list[Row]()
        for event in self.items:
            local = event.at.astimezone(zone) if event.at else None
            if local is not None and f"{local:%a %-d %B %Y}" != day:
                day = f"{local:%a %-d %B %Y}"
                rows.append(Row("", ((f"{day}, times in {name}", "dim"),)))
            time = f"{local:%H:%M}" if local else "--:--"
            rows.append(self._event_row(event, time))
        return rows

    def _event_row(self, event: Event, time: str) -> Row:
        about = event.precision is Precision.APPROX
        time = {Precision.DAY: "day  "}.get(event.precision, time)
        look = "strong" if event.kind in MILESTONE_OF_KIND else "dim"
        mark = "!" if event.surprise else " "
        return Row(
            event.id,
            (
                (f"{'~' if about else ' '}{time}{mark} ", ""),
                (f"{words(event.kind)[:12]:<12} ", look),
                (event.text or "", ""),
                (f"  {event.actor_role}" if event.actor_role else "", "dim"),
                (f"  {words(event.evidence)}" if event.evidence else "", "dim"),
            ),
        )


class AnalysisPage(Page):
    """The timeline fills the page; milestones and the narrative are one key away."""

    def panel(self, items: Items) -> Widget:
        """The timeline has a panel of its own."""
        if items.address == "timeline":
            return TimelinePanel(self.session, items.address, items.title)
        return super().panel(items)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """The timeline also depends on the zone it is shown in."""
        return super().concerns(panel, field) or field == "display_timezones"


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return AnalysisPage(session, "analysis")
