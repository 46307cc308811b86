"""Sections that hold one thing after the other: causes, lessons, open questions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pmtui.importers.blocks import Block, Item
from pmtui.importers.draft import Draft
from pmtui.importers.headings import field_of
from pmtui.importers.sections import Section
from pmtui.importers.words import fit, is_placeholder, plain
from pmtui.model.kinds import CauseRole, LessonKind, ThreadKind

NARRATIVE = "analysis.narrative"
_CAUSE, _LESSON, _QUESTION = 200, 280, 240
_QUESTION_OF_THREAD = "How did it come to this?"

_BELOW_EFFECT: dict[str, Any] = {"thread": "w1", "parents": ("c1",)}

_LED = re.compile(r"([^:.!?]{3,40}):\s")

ROLES = {
    "root_cause": CauseRole.CONTRIBUTING,
    "contributing_factors": CauseRole.CONTRIBUTING,
    "aggravating_factors": CauseRole.AGGRAVATING,
    "trigger": CauseRole.TRIGGER,
}
LESSONS = {
    "lessons.went_well": LessonKind.WENT_WELL,
    "lessons.went_wrong": LessonKind.WAS_HARD,
    "lessons.lucky": LessonKind.GOT_LUCKY,
    "lessons.surprised": LessonKind.SURPRISED,
    "lessons.risk": LessonKind.RISK,
    "lessons.recurrence": LessonKind.RECURRENCE,
    "lessons.general": None,
}


def joined(texts: Iterable[str]) -> str:
    """Texts on one line; those without a mark at their end are set apart by a semicolon."""
    words = ""
    parts = [text for text in texts if text]
    for text, following in pairwise([*parts, ""]):
        mark = "" if not following or text[-1] in ":.!?;," else ";"
        words += f"{text}{mark} " if following else text
    return words


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph, list item or table row: its lines, its first paragraph, all its plain words.

    `code` says that some of it is code, so that the words alone are not enough.
    """

    lines: range
    head: str
    text: str
    code: bool = False
    children: tuple[Item, ...] = ()


def entries_of(block: Block) -> Iterator[Entry]:
    """The entries of a block; a table's head is none."""
    if block.kind == "paragraph":
        yield Entry(range(block.start, block.end), block.text, plain(block.text))
    for item in block.items:
        yield entry_of(item)
    for row in block.rows[1:]:
        words = " — ".join(text for cell in row.cells if (text := plain(cell)))
        yield Entry(row.lines, words, words)


def entry_of(item: Item) -> Entry:
    """A list item with everything below it as one entry."""
    head = plain(item.text)
    more = [text for each in item.more if (text := plain(each))]
    text = head
    if more:
        stop = "" if not head or head[-1] in ":.!?;," else ":"
        text = f"{head}{stop} {joined(more)}".strip()
    return Entry(range(item.start, item.end), item.text, text, item.code, item.children)


def read_causes(draft: Draft, section: Section) -> None:
    """Causes under the effect that the title names; longer reasoning also to the narrative."""
    role = ROLES[section.field or ""]
    _begin_causes(draft)
    _place(draft, section, "causes", "statement", _CAUSE, **_BELOW_EFFECT, role=role)


def add_cause(draft: Draft, lines: Iterable[int], statement: str, role: CauseRole) -> None:
    """A cause under the effect that the title names."""
    _begin_causes(draft)
    draft.add("causes", lines, statement=statement, **_BELOW_EFFECT, role=role)


def _begin_causes(draft: Draft) -> None:
    """Leave room for the effect, which is named in the end."""
    if not draft.items["causes"]:
        draft.items["causes"].append(None)
        draft.add(
            "threads", (), kind=ThreadKind.OCCURRENCE, question=_QUESTION_OF_THREAD, root="c1"
        )


def read_lessons(draft: Draft, section: Section) -> None:
    """Lessons of the section's kind; where the document names none, the kind is left open."""
    _place(draft, section, "lessons", "text", _LESSON, kind=LESSONS[section.field or ""])
    for at, lesson in enumerate(draft.items["lessons"]):
        named = _LED.match(lesson.text or "")
        if lesson.kind is None and named:
            kind = LESSONS.get(field_of(named[1]) or "")
            draft.items["lessons"][at] = replace(lesson, kind=kind)


def read_questions(draft: Draft, section: Section) -> None:
    """Questions that the room could not answer."""
    _place(draft, section, "open_questions", "text", _QUESTION)


def label_heads(draft: Draft, section: Section) -> None:
    """The heading and the table heads of a section that is read entry by entry."""
    draft.label(section.heading_lines)
    for block in section.blocks:
        if block.rows:
            first = block.rows[1].line if block.rows[1:] else block.end
            draft.label(range(block.start, first))


def is_lead_in(block: Block, following: Block | None) -> bool:
    """Whether a paragraph only introduces what follows it, such as "These were the causes:"."""
    leads = block.kind == "paragraph" and block.text.rstrip("*_ ").endswith(":")
    return leads and following is not None and following.kind != "aside"


def _place(
    draft: Draft, section: Section, parent: str, name: str, limit: int, **values: Any
) -> None:
    """Each entry becomes an item; what does not fit puts the section into the narrative too."""
    whole = True
    for block, following in pairwise([*section.blocks, None]):
        assert block is not None
        if block.kind == "other" or is_lead_in(block, following):
            whole = False
            continue
        for entry in entries_of(block):
            if is_placeholder(entry.text):
                continue
            short = fit(entry.text, limit)
            whole = whole and short == entry.text and not entry.code
            draft.add(parent, entry.lines, **{name: short}, **values)
    label_heads(draft, section)
    if not whole:
        draft.keep(NARRATIVE, section.lines)
