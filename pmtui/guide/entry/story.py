"""Entry lines of the story: timeline, open questions, status updates."""

import re
from datetime import datetime, timedelta

from pmtui.guide.context import last_added, story_start
from pmtui.guide.entry.line import Entry, Line, Puts, Taker, choice_head, first, head, peel
from pmtui.guide.words import find_choice, label
from pmtui.model.clock import split_leading_time
from pmtui.model.errors import BadValue
from pmtui.model.kinds import CommsAudience, EventKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.story import MILESTONE_OF_KIND, Communication, Event, OpenQuestion
from pmtui.model.types import Moment

_STATES = frozenset(
    {"investigating", "identified", "update", "monitoring", "resolved", "postmortem", "summary"}
)
_TOGETHER = timedelta(hours=12)
"""Entries further apart than this are not one stretch of the story."""

_MENTION = re.compile(r"(@\w[\w.+-]*):?\s+(?=\S)")


def read_event(line: Line) -> Puts:
    """A timeline entry; an entry of a kind that marks a milestone fills an empty one."""
    bullet, text = _start(r"[-*•!]", line.text)
    when, text = split_leading_time(text)
    moment = line.moment(when, _follows(line.record, when)) if when else Moment()
    bang, text = _start("!", text)
    text, marks = peel(text, _marks(line))
    kind, text = choice_head(EventKind, text)
    actor = first(marks["mention"])
    if actor is None and (found := _MENTION.match(text)):
        actor, text = _actor(line, found[1]), text[found.end() :]
    text, kind = _words(line, text, kind)
    event = Event(
        id=line.id,
        at=moment.at,
        precision=moment.precision,
        entered=moment.entered,
        entered_tz=moment.entered_tz,
        kind=kind,
        text=text,
        actor_role=actor,
        evidence=line.refs("prep.evidence"),
        surprise=True if marks["surprise"] or bang or "!" in bullet else None,
    )
    return line.item(event, *_milestone(line, kind, moment))


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
        "mention": lambda words: _actor(line, words),
        "ref": line.known("prep.evidence"),
        "surprise": lambda _: True,
    }


def _words(line: Line, text: str, kind: EventKind | None) -> tuple[str, EventKind | None]:
    """The entry's text and kind; a kind on its own is also its text. Raises `BadValue`."""
    if text:
        alone = next((each for each in EventKind if label(each) == text.casefold()), None)
        return text, kind or alone
    if kind is None:
        raise BadValue(f"“{line.text}” does not say what happened. Add that in a few words.")
    return label(kind), kind


def _actor(line: Line, words: str) -> str:
    """The role of whoever is mentioned; roles rather than names, so that no one is blamed."""
    found = participant(line.record, words)
    if found is None:
        return label(words.lstrip("@"))
    return label(found.roles[0]) if found.roles else found.handle or words


def _follows(record: Postmortem, when: str) -> datetime | None:
    """The instant that a typed time follows.

    "+5" follows the entry added last. So does a time of day, unless that entry lies days after
    all others: then it follows the last of the entries that hang together with the start.
    """
    last, start = last_added(record), story_start(record)
    if start is None or last is None or re.match(r"\D*\+", when):
        return last
    reached = start
    for at in sorted(event.at for event in record.timeline if event.at):
        if start <= at <= reached + _TOGETHER:
            reached = max(reached, at)
    return last if last <= reached else reached


def _milestone(line: Line, kind: EventKind | None, moment: Moment) -> Puts:
    name = MILESTONE_OF_KIND.get(kind) if kind else None
    if not name or moment.at is None or getattr(line.record.milestones, name) is not None:
        return ()
    return ((f"milestones.{name}", moment),)


ENTRIES = {
    "timeline": Entry(read_event, "text"),
    "open_questions": Entry(read_question, "text"),
    "communications": Entry(read_update, "text"),
}
