"""Chats that somebody pasted into a document: each message is an entry of the timeline."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pmtui.importers.draft import Draft
from pmtui.importers.sections import Section
from pmtui.importers.times import Watch
from pmtui.importers.words import fit, plain
from pmtui.model.text import one_line

_HEAD = re.compile(
    r"^[ >]*(?:\*\*)?(?P<who>[\w.@'’-]+(?: [\w.@'’-]+){0,3}?)(?:\*\*)?\s+"
    r"(?:\[(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"|\d+ (?:minute|hour|day)s? ago)\]"
    r"|(?P<bare>\d{1,2}:\d{2}\s?[AaPp][Mm]))\s*$"
)
_QUOTED = re.compile(r"^[ ]{0,3}>+ ?")
_LEAST = 3
_TEXT = 240


class Message(NamedTuple):
    """A message on the lines from `start` to before `end`; `time` is as it was typed."""

    start: int
    end: int
    who: str
    time: str


def messages_of(lines: Sequence[str], start: int, end: int) -> list[Message]:
    """The messages among some lines, where a name and a time stand alone above their words.

    Fewer than three of them are no chat.
    """
    heads = [(at, found) for at in range(start, end) if (found := _HEAD.match(lines[at]))]
    if len(heads) < _LEAST:
        return []
    ends = [at for at, _ in heads[1:]] + [end]
    return [
        Message(at, stop, found["who"], found["time"] or found["bare"])
        for (at, found), stop in zip(heads, ends, strict=True)
    ]


def read_talk(draft: Draft, section: Section, watch: Watch) -> bool:
    """The chat in a section as entries that keep its lines; False where there is none.

    The messages are of the day of the incident, in the zone of the times before them; what stands
    above the first message stays.
    """
    if section.heading is None or not section.blocks:
        return False
    start, end = section.heading.end, max(block.end for block in section.blocks)
    messages = messages_of(draft.lines, start, end)
    if not messages:
        return False
    watch.begin(draft.day or watch.first or watch.day)
    for message in messages:
        _add(draft, message, watch)
    watch.chats += len(messages)
    draft.label(section.heading_lines)
    return True


def _add(draft: Draft, message: Message, watch: Watch) -> None:
    lines = draft.lines[message.start : message.end]
    words = [_QUOTED.sub("", line).rstrip() for line in lines[1:]]
    told = plain("\n".join(word for word in words if not word.startswith("```")))
    moment = watch.read(message.time)
    draft.add(
        "timeline",
        range(message.start, message.end),
        text=fit(one_line(told or message.who), _TEXT),
        actor_role=message.who,
        source="\n".join(lines).rstrip(),
        origin=f"chat {draft.name}:{message.start + 1}",
        at=moment.at,
        precision=moment.precision,
        entered=moment.entered,
        entered_tz=moment.entered_tz,
    )
