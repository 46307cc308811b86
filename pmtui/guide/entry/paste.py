"""Many lines at once: what becomes of each line of a paste, and nothing is dropped.

A line with a time is an entry of the timeline; a line without one belongs to the entry above it;
what stands before the first entry is kept as a note. Skipping is done by hand only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pmtui.guide.context import person, story_day, story_zone
from pmtui.guide.entry.line import Line
from pmtui.guide.entry.pasted import Became, PastedLine, merged
from pmtui.guide.entry.shapes import Shape, continues, shapes_of, speaker
from pmtui.guide.entry.story import (
    Told,
    actor,
    event_of,
    follows,
    told_at,
    without_own_name,
    year_assumed,
)
from pmtui.model.clock import parse_moment
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.leading_time import leaves_year_open, says_day_and_zone
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.story import Event
from pmtui.model.text import clean
from pmtui.model.time_words import is_later
from pmtui.model.types import Moment
from pmtui.model.zones import read_zone


def read_lines(
    record: Postmortem,
    text: str,
    now: datetime,
    *,
    zone: str | None = None,
    day: date | None = None,
    day_first: bool | None = None,
) -> tuple[PastedLine, ...]:
    """What becomes of each line that is not blank, read as if it followed the record's last entry.

    Bare times are read in `zone`, else in the record's first, and on `day`, else on the day of
    the story; each later line follows the one before, also over midnight. `day_first` says how
    03/04 is read. A time that is not clear leaves its entry without one and is the row's issue.
    Raises `BadValue` for a zone that is not known.
    """
    lines = [(n, raw) for n, raw in enumerate(clean(text).split("\n"), 1) if raw.strip()]
    shapes = shapes_of([raw for _, raw in lines])
    paste = _Paste(record, now, read_zone(zone)[0] if zone else None, day, day_first)
    paste.look_at(shapes)
    rows = [paste.row(n, raw, shape) for (n, raw), shape in zip(lines, shapes, strict=True)]
    return merged(rows)


@dataclass(slots=True)
class _Paste:
    """What the lines so far have told of the lines to come."""

    record: Postmortem
    now: datetime
    zone_given: str | None
    day_given: date | None
    day_first: bool | None
    day: date = field(init=False)
    after: datetime | None = None
    timed: bool = False
    bulleted: bool = False
    day_told: bool = False
    near: date = field(init=False)
    """The day by which a missing year is read: no year that was assumed moves it."""
    above: Shape | None = None

    def __post_init__(self) -> None:
        self.day = self.day_given or story_day(self.record, self.now, self.zone)
        self.day_told = self.day_given is not None
        self.near = self.day

    @property
    def zone(self) -> str:
        """The zone of times without one."""
        return self.zone_given or story_zone(self.record)

    def look_at(self, shapes: Sequence[Shape]) -> None:
        """Whether the lines have times at all, and whether those that have are list items."""
        timed = [shape for shape in shapes if shape.when and not shape.day]
        self.timed = bool(timed)
        self.bulleted = any(shape.bullet for shape in timed)

    def row(self, number: int, raw: str, shape: Shape) -> PastedLine:
        """What becomes of the next line."""
        words = raw.strip()
        if shape.day and (row := self._turn(number, raw, shape.day)):
            return row
        became = self._becomes(raw, shape)
        if became != "event":
            issue = "no time, and no entry above it" if became == "note" else ""
            words = words if shape.when or became == "note" else shape.text
            return PastedLine(number, raw, became, words, Event(id="", text=words), issue)
        if raw.strip().endswith(shape.text):
            when, text = without_own_name(self.record, words, shape.when, shape.text)
            shape = replace(shape, when=when, text=text)
        self.above = shape
        moment, issue = self._time(shape.when)
        if shape.when and moment.at is None:
            shape = replace(shape, when="", who="", text=words)
        found = self._told(raw, shape, moment)
        return PastedLine(number, raw, "event", found.text, event_of(found, ""), issue)

    def _turn(self, number: int, raw: str, words: str) -> PastedLine | None:
        """The note of a line that is only a date; bare times from here on are on that day."""
        try:
            at = self._moment(words, None).at
        except BadValue:
            return None
        assert at is not None
        year = self._turn_to(words, at)
        self.after, self.day_told = None, True
        issue = ", ".join(filter(None, [f"the lines below are on {self.day}", year]))
        return PastedLine(number, raw, "note", raw.strip(), Event(id="", text=raw.strip()), issue)

    def _turn_to(self, when: str, at: datetime) -> str:
        """Go on from the day of a time; the year where that was assumed."""
        on = at.astimezone(read_zone(self.zone)[1]).date()
        near = min(self.near, self.day, key=lambda day: abs(on - day))
        assumed = year_assumed(when, on, near)
        if says_day_and_zone(when)[0] and not leaves_year_open(when):
            self.near = on
        self.day = on
        return assumed

    def _moment(self, words: str, after: datetime | None) -> Moment:
        """A time of the story. Raises `BadValue`."""
        return parse_moment(
            words,
            day=self.near if leaves_year_open(words) else self.day,
            zone=self.zone,
            after=after,
            day_first=self.day_first,
            latest=Line(self.record, "timeline", words, self.now, self.zone).latest,
        )

    def _becomes(self, raw: str, shape: Shape) -> Became:
        if self.above is not None and continues(raw):
            return "joined"
        if shape.when or not self.timed:
            return "event"
        deeper = self.above is not None and shape.indent > self.above.indent
        waits = self.above is not None and not self.above.text and bool(self.above.when)
        if not deeper and not waits and (self._kind(shape) or (shape.bullet and self.bulleted)):
            return "event"
        return "joined" if self.above is not None else "note"

    def _kind(self, shape: Shape) -> EventKind | None:
        line = Line(self.record, "timeline", shape.text, self.now, self.zone)
        return shape.kind or told_at(line, "", Moment(), shape.text).kind

    def _time(self, when: str) -> tuple[Moment, str]:
        """The moment of a line and what was assumed for it, or why it is not clear."""
        if not when:
            return Moment(), "no time: stays in its place"
        after = self.after
        if after is None and (not self.day_told or is_later(when)):
            after = follows(self.record, when)
        try:
            moment = self._moment(when, after)
        except BadValue as problem:
            return Moment(entered=when), str(problem)
        assert moment.at is not None
        issue = self._assumed(when, moment.at)
        if moment.precision is not Precision.DAY:
            self.after = moment.at
        return moment, issue

    def _assumed(self, when: str, at: datetime) -> str:
        """What the words of a time leave open and was taken from elsewhere."""
        day_said, zone_said = says_day_and_zone(when)
        on = at.astimezone(read_zone(self.zone)[1]).date()
        parts, before = list[str](), self.day
        if year := self._turn_to(when, at):
            parts.append(year)
        if not day_said and on != before:
            parts.append(f"after midnight: day {on} assumed")
        elif not day_said and not self.day_told:
            parts.append(f"day {on} assumed")
        if not zone_said and self.zone_given is None:
            parts.append(f"zone {self.zone} assumed")
        self.day_told = self.day_told or day_said
        return ", ".join(parts)

    def _told(self, raw: str, shape: Shape, moment: Moment) -> Told:
        """The parts of an entry; a speaker is its actor where the record knows who that is."""
        line = Line(self.record, "timeline", raw.strip(), self.now, self.zone)
        text = shape.text
        who = shape.who or speaker(text)[0]
        known = participant(self.record, person(self.record, who)) if len(who) > 1 else None
        if known is not None:
            text = text if shape.who else speaker(text)[1]
        elif shape.who:
            text = f"{shape.who}: {text}" if text else shape.who
        found = told_at(line, shape.when, moment, text)
        if known is not None:
            found = replace(found, actor=actor(self.record, known.id), mention=who)
        if shape.kind is not None:
            found = replace(found, kind=shape.kind)
        return found
