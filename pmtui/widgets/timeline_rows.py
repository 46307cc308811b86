"""How the timeline looks: a row for each entry, each day that begins, each gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pmtui.guide import policy
from pmtui.guide.lines import words
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event
from pmtui.model.timeline import Gap, gaps, in_order
from pmtui.model.walltime import in_zone
from pmtui.model.zones import short_zone
from pmtui.widgets.rows import Row, Span

GAP = timedelta(minutes=policy.GAP_ASKED_MINUTES)
"""Longer stretches of the impact without an entry are asked about (guide, step 2, prompt 10)."""

GAP_KEY = "gap:"
"""What the key of a row that asks about a gap begins with."""

_SHORT = {EventKind.HYPOTHESIS_RULED_OUT: "ruled out", EventKind.CLASSIFICATION: "classified"}


@dataclass(frozen=True, slots=True)
class EventRow:
    """The row of an entry, the day it falls on, and its words for the filter."""

    row: Row
    day: str
    words: str


class TimelineRows:
    """Makes the rows. What did not change is not made anew, so that 500 entries cost little."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Event, str, EventRow]] = {}
        self.gaps: dict[str, Gap] = {}
        self.shown = 0

    def make(self, record: Postmortem, zone: str, wanted: Sequence[str] = ()) -> list[Row]:
        """The rows of the entries that hold all the words; days as they are in the zone.

        Gaps are shown only where nothing is filtered out. `shown` then tells the entries.
        """
        events = in_order(record.timeline)
        found = [(event.id, self._event_row(event, zone)) for event in events]
        if wanted:
            found = [each for each in found if all(word in each[1].words for word in wanted)]
        self.gaps = {} if wanted else _gaps_by_place(record)
        rows, day = list[Row](), ""
        for event_id, made in found:
            if made.day and made.day != day:
                day = made.day
                rows.append(Row("", ((f"{day}, times in {short_zone(zone)}", "dim"),)))
            rows.append(made.row)
            if event_id in self.gaps:
                rows.append(self._gap_row(event_id, zone))
        if "" in self.gaps:
            rows.insert(0, self._gap_row("", zone))
        self.shown = len(found)
        return rows

    def _event_row(self, event: Event, zone: str) -> EventRow:
        known = self._made.get(event.id)
        if known is not None and known[0] is event and known[1] == zone:
            return known[2]
        made = _make(event, zone)
        self._made[event.id] = (event, zone, made)
        return made

    def _gap_row(self, after: str, zone: str) -> Row:
        gap = self.gaps[after]
        start, end = in_zone(gap.start, zone), in_zone(gap.end, zone)
        asked = f"{start:%H:%M}–{end:%H:%M} nothing for {gap.minutes} min: what happened?"
        return Row(f"{GAP_KEY}{after}", ((f"       ▒ {asked}", "warn"),))


def _gaps_by_place(record: Postmortem) -> dict[str, Gap]:
    """The gaps by the id of the entry that they come after."""
    start, end = record.milestones.impact_start, record.milestones.impact_end
    found = gaps(record.timeline, start.at if start else None, end.at if end else None, GAP)
    return {gap.after: gap for gap in found}


def _make(event: Event, zone: str) -> EventRow:
    local = in_zone(event.at, zone) if event.at else None
    time = f"{local:%H:%M}" if local else "--:--"
    time = "day  " if event.precision is Precision.DAY else time
    about = "~" if event.precision is Precision.APPROX else " "
    kind = _SHORT.get(event.kind, words(event.kind)) if event.kind else ""
    spans: tuple[Span, ...] = (
        (f"{about}{time}{'!' if event.surprise else ' '} ", ""),
        (f"{kind[:12]:<12} ", "strong" if event.kind in MILESTONE_OF_KIND else "dim"),
        (event.text or "", ""),
        (f"  {event.actor_role}" if event.actor_role else "", "dim"),
        (f"  {words(event.evidence)}" if event.evidence else "", "dim"),
    )
    searched = " ".join(text for text, _ in spans)
    more = f"{words(event.kind)} {event.known_then or ''} {event.quote or ''}"
    day = f"{local:%a %-d %B %Y}" if local else ""
    return EventRow(Row(event.id, spans), day, f"{searched} {more}".casefold())
