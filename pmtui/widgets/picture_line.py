"""The incident as one line with a legend, redrawn as entries come."""

from datetime import datetime, timedelta

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from pmtui.model.picture import picture
from pmtui.model.postmortem import Postmortem
from pmtui.model.zones import read_zone

LONGEST = timedelta(hours=24)
"""How long after its start the impact may end while nobody has said when it did."""


class PictureLine(Widget):
    """Takes no room while there is nothing to draw."""

    drawn: reactive[str] = reactive("")

    def show(self, record: Postmortem, zone: str) -> None:
        """Draw what the record knows, with times in a zone."""
        sizes = (each.content_size for each in self.ancestors if isinstance(each, Widget))
        width = next((size.width for size in sizes if size), 0)  # of what is laid out already
        found = picture(record.milestones, _told_until(record), read_zone(zone)[1], width)
        drawn = f"{found.line}\n{found.legend}".strip() if found else ""
        if drawn != self.drawn:
            self.drawn = drawn
            rows = 1 + -(-len(found.legend) // max(width, 1)) if found else 0
            if self.styles.height is None or self.styles.height.value != rows:
                self.styles.height = rows
            self.display = bool(drawn)

    def render(self) -> Text:
        """The line and its legend."""
        return Text(self.drawn)


def _told_until(record: Postmortem) -> datetime | None:
    """The last entry that can belong to the impact."""
    start = record.milestones.impact_start
    if start is None or start.at is None:
        return None
    told = (event.at for event in record.timeline if event.at)
    return max((at for at in told if start.at < at <= start.at + LONGEST), default=None)
