"""A report that somebody has changed by hand: which record says what it says now.

The marks in the comment tell which lines are not as they were written. For each of them, fields are
tried that the old line shows; a try is kept when the report that is rendered from it reads as the
line does now. So no table says where a field stands in a report, and nothing is taken for
understood that is not.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from pmtui.carried import Carried, Line, lines_of
from pmtui.exporters.audience import Audience
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.tries import Change, Try, read_into, tries

TextOf = Callable[[Postmortem], str]

_HEADING = re.compile(r"(#{1,6}) ")
_MOST_TRIES, _MOST_LINES = 600, 120_000
_MOST_COMPARED = 2_500
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Edited:
    """The record as the text has it.

    `left` are lines that were changed or added and that no field took, `gone` lines that were
    taken out and that the record still says.
    """

    record: Postmortem
    left: tuple[Line, ...] = ()
    gone: tuple[Line, ...] = ()


def usual_text(record: Postmortem) -> str:
    """The Markdown of an internal report in its usual form."""
    return to_markdown(build(record, Audience.INTERNAL))


def read_edited(carried: Carried, now: datetime, text_of: TextOf = usual_text) -> Edited:
    """The record of a report with what was changed by hand; `now` is that of relative dates.

    `text_of` gives the text of a record's report, in the form that the team has chosen.
    """
    text = lines_of(carried.text)
    if [line.mark for line in text] == list(carried.marks):
        return Edited(carried.record)
    before = lines_of(text_of(carried.record))
    changes = list(_changes(carried, before, text))
    search = _Search(carried.record, before, now, text_of)
    for change in changes:
        search.settle(change)
    unsettled = [change for change in changes if not search.is_settled(change)]
    left = tuple(change.new for change in unsettled if change.new)
    gone = tuple(change.old for change in unsettled if change.old and not change.new)
    return Edited(search.record, left, gone)


class _Search:
    """The record so far, and the report that it gives."""

    def __init__(
        self, record: Postmortem, lines: list[Line], now: datetime, text_of: TextOf
    ) -> None:
        self.record, self.lines, self.now, self.text_of = record, lines, now, text_of
        self.tries = min(_MOST_TRIES, _MOST_LINES // (len(self.lines) + 1))
        self.read: list[Change] = []
        self.first = Counter(line.bare for line in self.lines)

    def settle(self, change: Change) -> None:
        """Try what may be meant until the report reads so; each try may bring a cell of it."""
        for _ in change.cells:
            if self.is_settled(change) or not self._settle_one(change):
                break
        if not self.is_settled(change) and change.old is None:
            self._read(change)

    def is_settled(self, change: Change) -> bool:
        """Whether the record has what was changed: the report reads so, or it was read anew."""
        return change in self.read or self._score(change, self.lines) == len(change.cells)

    def _settle_one(self, change: Change) -> bool:
        before = self._score(change, self.lines)
        for meant in tries(self.record, change, self._open(change), self.now):
            if self.tries == 0:
                return False
            self.tries -= 1
            if (found := self._made(meant)) and self._score(change, found[1]) > before:
                self.record, self.lines = found
                return True
        return False

    def _made(self, meant: Try) -> tuple[Postmortem, list[Line]] | None:
        try:
            record = meant()
            return record, lines_of(self.text_of(record))
        except (PmtuiError, ValueError):
            return None

    def _open(self, change: Change) -> tuple[int, ...]:
        """The changed cells that the report does not say yet."""
        rows = [
            line.cells for line in self.lines if change.new and line.anchor == change.new.anchor
        ]
        if not change.new or not change.new.anchor or not rows:
            return change.cells
        return tuple(
            at for at in change.cells if rows[0][at : at + 1] != change.new.cells[at : at + 1]
        )

    def _read(self, change: Change) -> None:
        """A new line as an import reads it; the report may say it in other words."""
        if found := read_into(self.record, change, self.now):
            self.record, self.lines = found, lines_of(self.text_of(found))
            self.read.append(change)

    def _score(self, change: Change, lines: list[Line]) -> int:
        """How many of the cells that were changed read as they were written."""
        old, new = change.old, change.new
        if new is None:
            assert old is not None
            there = sum(line.bare == old.bare for line in lines)
            return int(there < self.first[old.bare])
        if old is None or not new.anchor or len(old.cells) != len(new.cells):
            there = sum(line.bare == new.bare for line in lines)
            return len(change.cells) if there > self.first[new.bare] else 0
        rows = [line.cells for line in lines if line.anchor == new.anchor]
        if not rows or len(rows[0]) != len(new.cells):
            return 0
        return sum(rows[0][at] == new.cells[at] for at in change.cells)


def _changes(carried: Carried, before: list[Line], text: list[Line]) -> list[Change]:
    """What differs between the lines that were written and those that are there.

    A line that was only moved is no change.
    """
    shown = {line.mark: line for line in before}
    anchored = {line.anchor: line for line in shown.values() if line.anchor}
    known = shown.keys() - set(carried.marks)
    place = {line.number: at for at, line in enumerate(text)}
    source = carried.text.split("\n")
    marks = [line.mark for line in text]
    lacking = Counter(carried.marks) - Counter(marks)
    extra = Counter(marks) - Counter(carried.marks)
    steps = SequenceMatcher(None, carried.marks, marks, autojunk=False).get_opcodes()
    changes = []
    for kind, start, end, at, until in steps:
        if kind == "equal":
            continue
        old = [
            shown[each]
            for each in carried.marks[start:end]
            if each in shown and _one(lacking, each)
        ]
        new = [line for line in text[at:until] if _one(extra, line.mark)]
        for was, now_is in _paired(old, new):
            if now_is is None:
                changes.append(Change(was, None))
            elif now_is.mark not in known:
                was = was or anchored.get(now_is.anchor)
                changes.append(_change(was, text, place[now_is.number], source))
    return changes


def _one(left: Counter[str], mark: str) -> bool:
    """Whether there is one left, which is taken."""
    left[mark] -= 1
    return left[mark] >= 0


def _change(old: Line | None, text: list[Line], at: int, source: list[str]) -> Change:
    new, before = text[at], text[at - 1] if at else None
    after = text[at + 1] if at + 1 < len(text) else None
    start = before.number + 1 if before else 0
    between = "\n".join(source[start : new.number + 1])
    return Change(old, new, before, after, between, _context(text, at))


def _context(text: list[Line], at: int) -> tuple[str, ...]:
    """The headings above a line, and the head of the table that it is a row of."""
    above: dict[int, str] = {}
    for line in text[:at]:
        if found := _HEADING.match(line.raw):
            above = {level: each for level, each in above.items() if level < len(found[1])}
            above[len(found[1])] = line.raw
    context = [each for level, each in above.items() if level > 1]
    first = at
    while first and text[first].raw.startswith("|") and text[first - 1].raw.startswith("|"):
        first -= 1
    if at >= first + 2:
        context.append(f"{text[first].raw}\n{text[first + 1].raw}")
    return tuple(context)


def _paired(old: list[Line], new: list[Line]) -> list[tuple[Line | None, Line | None]]:
    """Old lines with the new ones they became, of one address or alike; then what is gone."""
    free = list(old)
    pairs: list[tuple[Line | None, Line | None]] = []
    few = len(old) * len(new) <= _MOST_COMPARED
    for line in new:
        same = next((each for each in free if each.anchor and each.anchor == line.anchor), None)
        near = free if few else free[:1]
        like = same or max(near, key=lambda each: _likeness(each, line), default=None)
        if like and (same or _likeness(like, line) > _ALIKE):
            free.remove(like)
            pairs.append((like, line))
        else:
            pairs.append((None, line))
    return [*pairs, *((line, None) for line in free)]


def _likeness(one: Line, other: Line) -> float:
    """How alike two lines are, from 0 to 1; lines of two addresses are never."""
    if one.anchor and other.anchor:
        return 0.0
    return SequenceMatcher(None, one.bare, other.bare).quick_ratio()
