"""Entry lines of the story: timeline, open questions, status updates."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pmtui.guide.context import last_added, story_start
from pmtui.guide.entry.line import Entry, Line, Puts, Taker, choice_head, first, head, peel
from pmtui.guide.entry.people import ROLES
from pmtui.guide.words import find_choice, label
from pmtui.model import address
from pmtui.model.dates import NEAR
from pmtui.model.errors import BadValue
from pmtui.model.kinds import CommsAudience, EventKind
from pmtui.model.leading_time import leaves_year_open, split_leading_time, without_number
from pmtui.model.milestones import milestone_set
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.story import Communication, Event, OpenQuestion
from pmtui.model.text import clean
from pmtui.model.time_words import is_later
from pmtui.model.types import Moment

_STATES = frozenset(
    {"investigating", "identified", "update", "monitoring", "resolved", "postmortem", "summary"}
)
_CHOSEN = frozenset({EventKind.TRIGGER, EventKind.DECISION, EventKind.HYPOTHESIS})
"""Kinds that are understood only with what was known at that moment."""

_TOGETHER = timedelta(hours=12)
"""Entries further apart than this are not one stretch of the story."""

_MENTION = re.compile(r"(@\w[\w.+-]*):?\s+(?=\S)")
_ROLE = re.compile(r"(@\w[\w.+-]*(?:\s\w[\w.+-]*){1,3}):\s+(?=\S)")
"""Several words before a colon, such as "@on-call engineer: restarted"."""

_CLOCK_FIRST = re.compile(r"~?\d{1,2}[:h]\d\d")
_ZONE_PLACE = re.compile(r"\s(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line of the timeline says; `when` and `mention` are words of it, "" without any."""

    when: str
    moment: Moment
    kind: EventKind | None
    text: str
    mention: str
    actor: str | None
    evidence: tuple[str, ...]
    surprise: bool


def read_event(line: Line) -> Puts:
    """A timeline entry; an entry of a kind that marks a milestone fills an empty one."""
    found = told(line)
    event = event_of(found, line.id)
    if not event.text:
        raise BadValue(f"“{line.text}” does not say what happened. Add that in a few words.")
    return line.item(event, *milestone_put(line.record, event.kind, found.moment))


def told(line: Line) -> Told:
    """The parts of a line of the timeline, which may lack its words yet. Raises `BadValue`."""
    when, text, marked = when_and_what(line.record, line.text)
    moment = line.moment(when, follows(line.record, when)) if when else Moment()
    return told_at(line, when, moment, text, marked=marked)


def told_at(line: Line, when: str, moment: Moment, text: str, *, marked: bool = False) -> Told:
    """The parts of a line whose time is known already; `text` is what stands after the time."""
    bang, text = _start("!", text)
    text, marks = peel(text, _marks(line))
    known = line.known("prep.evidence")
    text = " ".join([text, *(mark for mark in marks["ref"] if known(mark) is None)]).strip()
    kind, text = choice_head(EventKind, text)
    mention = first(marks["mention"] or marks["who"])
    if mention is None and (found := _mention(line.record, text)):
        mention, text = found[1], text[found.end() :]
    return Told(
        when=when,
        moment=moment,
        kind=kind,
        text=text,
        mention=mention or "",
        actor=actor(line.record, mention) if mention else None,
        evidence=line.refs("prep.evidence"),
        surprise=bool(marks["surprise"] or bang or marked),
    )


def event_of(found: Told, event_id: str) -> Event:
    """The timeline entry that a line tells; a kind on its own is also its text."""
    alone = next((each for each in EventKind if label(each) == found.text.casefold()), None)
    return Event(
        id=event_id,
        at=found.moment.at,
        precision=found.moment.precision,
        entered=found.moment.entered,
        entered_tz=found.moment.entered_tz,
        kind=found.kind or alone,
        text=found.text or (label(found.kind) if found.kind else None),
        actor_role=found.actor,
        evidence=found.evidence,
        surprise=True if found.surprise else None,
    )


def asks_known_then(record: Postmortem, event: Event) -> bool:
    """Whether it is asked what was known at the moment of an entry (X2.5)."""
    declined = record.analysis.recollection_declined
    return event.kind in _CHOSEN and not (event.known_then or declined)


def is_own_entry(text: str) -> bool:
    """Whether words are an entry of their own, by a time or a kind, and no answer to a question."""
    when, rest = split_leading_time(text)
    return bool(when) or choice_head(EventKind, rest)[0] is not None


def kept_as_typed(record: Postmortem, text: str) -> Puts:
    """The put of an entry whose time is to be asked for: its words are the whole line."""
    words = clean(text).strip()
    event_id = address.next_id(record, "timeline")
    event = Event(id=event_id, text=words, entered=when_and_what(record, words)[0] or None)
    return ((f"timeline.{event_id}", event),)


def when_and_what(record: Postmortem, text: str) -> tuple[str, str, bool]:
    """The time that a line begins with, the rest of it, and whether "!" stands before them.

    The time may follow the number of a list or a kind.
    """
    bullet, rest = _start(r"[-*•!]", text)
    rest = without_number(rest)
    when, what = without_own_name(record, rest, *split_leading_time(rest))
    if not when and choice_head(EventKind, rest)[0]:
        words, after = head(rest)
        when, what = without_own_name(record, after, *split_leading_time(after))
        if not _CLOCK_FIRST.match(when):
            return "", rest, "!" in bullet
        what = f"{words}: {what}"
    return when, what, "!" in bullet


def without_own_name(record: Postmortem, line: str, when: str, what: str) -> tuple[str, str]:
    """The time and the rest of a line that begins with them: a name in the record is no zone.

    In "14:05 Phoenix app crashed" it would be one, were there no service "Phoenix app".
    """
    place = _ZONE_PLACE.search(when)
    if place is None or not line.startswith(when):
        return when, what
    zone, rest = when[place.end() :].casefold(), line[place.end() :]
    teams = (each.team for each in record.prep.people)
    names = [each.casefold() for each in (*record.services, *teams) if each]
    if any(each.startswith(zone) and _begins(rest.casefold(), each) for each in names):
        return when[: place.start()], rest
    return when, what


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) :][:1].isalnum()


def _mention(record: Postmortem, text: str) -> re.Match[str] | None:
    """Who is named at the head: all words up to a colon, unless the first one is a participant."""
    one, role = _MENTION.match(text), _ROLE.match(text)
    if role is None or (one and participant(record, one[1]) and not _is_known(record, role[1])):
        return one
    return role


def read_question(line: Line) -> Puts:
    """A question for somebody, by a date."""
    text, marks = peel(line.text, {"mention": line.person, "due": line.due})
    asked, due = first(marks["mention"]), first(marks["due"])
    return line.item(OpenQuestion(id=line.id, text=text or None, asked_of=asked, due=due))


def read_update(line: Line) -> Puts:
    """A status update with its time, audience and state."""
    when, text = split_leading_time(line.text)
    before, rest = head(text)
    first_word, _, more = before.partition(" ")
    audience = find_choice(CommsAudience, first_word)
    state = (more if audience else before).strip().lower()
    if not audience and state not in _STATES:
        state, rest = "", text
    at = line.instant(when) if when else None
    update = Communication(
        id=line.id, at=at, audience=audience, state=state or None, text=rest or None
    )
    return line.item(update)


def _start(mark: str, text: str) -> tuple[str, str]:
    """The marks that stand alone at the start, and the text after them."""
    rest = re.sub(rf"^(?:{mark}\s+)+", "", text)
    return text.removesuffix(rest), rest


def _marks(line: Line) -> dict[str, Taker]:
    return {
        "mention": str,
        "who": lambda words: words if _is_known(line.record, words) else None,
        "ref": lambda words: words if words[1] in "eE" else None,
        "surprise": lambda _: True,
    }


def actor(record: Postmortem, words: str) -> str:
    """The role of whoever is mentioned; roles rather than names, so that no one is blamed."""
    found = participant(record, words)
    if found is None:
        return label(words.lstrip("@"))
    return label(found.roles[0]) if found.roles else found.handle or words


def _is_known(record: Postmortem, words: str) -> bool:
    """Whether words of several parts name a participant, a usual role, or one of the record."""
    role = _plain(words)
    return (
        role in ROLES
        or participant(record, words) is not None
        or any(role == _plain(each) for person in record.prep.people for each in person.roles)
        or any(role == _plain(event.actor_role or "") for event in record.timeline)
    )


def _plain(role: str) -> str:
    return re.sub(r"[\s-]+", "_", role.lstrip("@").casefold())


def year_assumed(when: str, on: date, near: date) -> str:
    """What to say of a time whose year was not said, where its day is far from that of the story.

    Empty where the year was said, and for days that are near.
    """
    if abs((on - near).days) <= NEAR or not leaves_year_open(when):
        return ""
    return f"year {on.year} assumed"


def follows(record: Postmortem, when: str) -> datetime | None:
    """The instant that a typed time follows.

    "+5" follows the entry added last. So does a time of day, unless that entry lies days after
    all others: then it follows the last of the entries that hang together with the start.
    """
    last, start = last_added(record), story_start(record)
    if start is None or last is None or is_later(when):
        return last
    reached = start
    for at in sorted(event.at for event in record.timeline if event.at and event.at >= start):
        if at > reached + _TOGETHER:
            break
        reached = at
    return last if last <= reached else reached


def milestone_put(record: Postmortem, kind: EventKind | None, moment: Moment) -> Puts:
    """What an entry of that kind sets: its milestone, if any."""
    name = milestone_set(record, kind, moment)
    return ((f"milestones.{name}", moment),) if name else ()


ENTRIES = {
    "timeline": Entry(read_event, "text"),
    "open_questions": Entry(read_question, "text"),
    "communications": Entry(read_update, "text"),
}
