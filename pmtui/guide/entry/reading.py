"""How a line will be read, said while it is typed and before it is added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pmtui.guide.context import known_day, story_day, zones_shown
from pmtui.guide.entry import ENTRIES, line_of, parse_entry
from pmtui.guide.entry.line import Line, head, ref_ids
from pmtui.guide.entry.story import Told, milestone_put, told, when_and_what, year_assumed
from pmtui.guide.entry.telling import TOLD
from pmtui.guide.lines import line as item_line
from pmtui.guide.words import find_choices, label
from pmtui.model.errors import BadValue, Unclear
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.leading_time import says_day_and_zone
from pmtui.model.margin import margin_words
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.text import clip
from pmtui.model.types import Moment
from pmtui.model.walltime import in_zone
from pmtui.model.zones import leading_zone, short_zone

_LIKE_A_TIME = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d(?:ish)?|\d{1,2}\s?(?:[ap]m|min\w*|h|hours?)|half|quarter|noon|midnight|later"
    r"|o.clock|\w+ (?:past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|(?:last|this) (?:night|morning|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""Words that tell a time as people say it, of which a line cannot be sure."""

_BEGINNING = 60
"""Characters of a line in which its time is likely to be told."""

_LONGEST_TITLE = 30
"""Characters of an evidence's title that are enough to know it by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: what it means, and the whole line with the answer in it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line is read: in `words`, or else why it cannot be added.

    `problem` is the sentence that adding it now would give. `question` is the problem when the
    line can mean several things; each of the `choices` settles it.
    """

    words: str = ""
    problem: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()


def reading(
    record: Postmortem, list_address: str, text: str, now: datetime, zone: str | None = None
) -> Reading:
    """How the line would be added to the list, without adding it; empty for a blank line.

    Meant for every key: each item of the list is looked at a few times at most.
    """
    line = line_of(record, list_address, text, now, zone)
    if not line.text:
        return Reading()
    if list_address == "timeline":
        return _of_event(line)
    if list_address in TOLD:
        return _of_marks(line)
    try:
        item = parse_entry(record, list_address, text, now, zone)[0][1]
    except BadValue as problem:
        return Reading(problem=str(problem))
    return Reading(item_line(record, list_address, item))


def _of_marks(line: Line) -> Reading:
    """The reading of a line by its marks, also while its words are still to come."""
    tell, ask = TOLD[line.parent]
    entry = ENTRIES[line.parent]
    try:
        item = entry.read(line)[0][1]
    except BadValue as problem:
        return Reading(problem=str(problem))
    return Reading("; ".join(tell(line, item)), "" if getattr(item, entry.main) else ask)


def _of_event(line: Line) -> Reading:
    """The reading of a line of the timeline, also while its words are still to come.

    What may be not as it was meant comes first and the zones last: they are what may be cut off.
    """
    try:
        found = told(line)
    except Unclear as question:
        when = when_and_what(line.record, line.text)[0]
        choices = tuple(
            Choice(meaning, line.text.replace(when, words, 1))
            for words, meaning in question.choices
        )
        return Reading(problem=str(question), question=question.question, choices=choices)
    except BadValue as problem:
        return Reading(problem=str(problem))
    parts = [*_doubts(line, found), *_kind(line, found), *_who(line, found)]
    parts += [*_evidence(line, found), *(["surprise"] if found.surprise else [])]
    parts += _times(line, found)
    missing = "" if found.text or found.kind else "Say what happened in a few words."
    return Reading("; ".join(parts), missing)


def time_words(moment: Moment, zones: Sequence[str], day: date | None = None) -> str:
    """A moment in each of the zones: "16:05 UTC, 18:05 Berlin, approximate".

    The date is named unless it is `day`. Only the date of a moment known to the day.
    """
    if moment.at is None:
        return "time not known"
    walls = [_wall(moment.at, zone) for zone in zones]
    first = walls[0][0]
    if moment.precision is Precision.DAY:
        return f"{in_zone(moment.at, moment.entered_tz or zones[0]):%Y-%m-%d}, the day only"
    shown = dict.fromkeys(f"{_clock(wall)} {name}{_days(first, wall)}" for wall, name in walls)
    begin = "" if first.date() == day else f"{first:%Y-%m-%d} "
    sure = {Precision.APPROX: ", approximate", Precision.UNKNOWN: ", not known well"}
    return f"{begin}{', '.join(shown)}{sure.get(moment.precision, '')}{margin_words(moment)}"


def _wall(at: datetime, zone: str) -> tuple[datetime, str]:
    """The wall time in a zone and the zone's short name; UTC where the calendar ends."""
    wall = in_zone(at, zone)
    return wall, "UTC" if wall.tzinfo is UTC else short_zone(zone)


def _clock(wall: datetime) -> str:
    """The time of day; seconds and parts of a second where there are any."""
    if wall.microsecond:
        return wall.time().isoformat().rstrip("0")
    return f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"


def _days(first: datetime, wall: datetime) -> str:
    """The days that a zone is ahead of the first one or behind it."""
    days = (wall.date() - first.date()).days
    return f" {days:+d} d" if days else ""


def _doubts(line: Line, found: Told) -> list[str]:
    """What was not taken as what it looks like, and what was assumed."""
    return [
        *_when_in_doubt(line, found),
        *_like_a_zone(found),
        *_like_a_kind(found),
        *_like_evidence(line),
    ]


def _when_in_doubt(line: Line, found: Told) -> list[str]:
    """That there is no time, or which year was assumed for it."""
    if found.moment.at is None:
        like = _LIKE_A_TIME.search(line.text[:_BEGINNING])
        why = " read (first, as 14:10, ~14:10 or +5)" if like else ""
        return [f"no time{why}: stays after the entry above"]
    near = story_day(line.record, line.now, line.zone)
    year = year_assumed(found.when, in_zone(found.moment.at, line.zone).date(), near)
    return [year] if year else []


def _times(line: Line, found: Told) -> list[str]:
    if found.moment.at is None:
        return []
    zones = zones_shown(line.record)
    day = known_day(line.record, zones[0])
    own = found.moment.entered_tz
    shown = zones if own is None or own in zones else (*zones, own)
    return [time_words(found.moment, shown, day)]


def _like_a_zone(found: Told) -> list[str]:
    """A word after the time that would be its zone if it were written as one."""
    word = re.split(r"[\s:,]", found.text, maxsplit=1)[0]
    if not word.islower() or says_day_and_zone(found.when)[1]:
        return []
    zones = [each for each in (word.capitalize(), word.upper()) if leading_zone(each) == len(word)]
    return [f"“{word}” stays text: the zone is {zones[0]}"] if zones else []


def _kind(line: Line, found: Told) -> list[str]:
    """The kind with the milestone it fills."""
    if found.kind is None:
        return []
    filled = [where for where, _ in milestone_put(line.record, found.kind, found.moment)]
    fills = f", sets {label(filled[0].partition('.')[2].removesuffix('_at'))}" if filled else ""
    return [f"{label(found.kind)}{fills}"]


def _like_a_kind(found: Told) -> list[str]:
    """Why the words before a colon are no kind, where they could be several."""
    words = head(found.text)[0] if found.kind is None else ""
    kinds = [label(each) for each in find_choices(EventKind, words)]
    return [f"“{words}” can be {' or '.join(kinds)}: stays text"] if words and kinds[1:] else []


def _who(line: Line, found: Told) -> list[str]:
    if found.actor is None:
        return []
    known = participant(line.record, found.mention)
    name = known.name if known else None
    return [f"by {name} ({found.actor})" if name else f"by {found.actor}"]


def _evidence(line: Line, found: Told) -> list[str]:
    """The evidence by its titles."""
    titles = {each.id: each.title for each in line.record.prep.evidence}
    known = [
        f"{each} {clip(titles[each] or '', _LONGEST_TITLE)}".rstrip() for each in found.evidence
    ]
    return [f"evidence {', '.join(known)}"] if known else []


def _like_evidence(line: Line) -> list[str]:
    """References that are on no list."""
    titles = {each.id for each in line.record.prep.evidence}
    unknown = [each for each in ref_ids(line.text) if each[0] == "e" and each not in titles]
    return [f"#{each} is on no list of evidence: stays text" for each in dict.fromkeys(unknown)]
