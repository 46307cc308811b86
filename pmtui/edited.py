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
    before = _Report(text_of(carried.record))
    changes = _changes(carried, before.lines, text)
    search = _Search(carried.record, before, now, text_of)
    search.settle(changes)
    unsettled = [change for change in changes if not search.is_settled(change)]
    left = tuple(change.new for change in unsettled if change.new)
    gone = tuple(change.old for change in unsettled if change.old and not change.new)
    return Edited(search.record, left, gone)


class _Report:
    """What a report says: its lines, by address and by how often they stand there."""

    def __init__(self, text: str) -> None:
        self.lines = lines_of(text)
        self.rows = {line.anchor: line for line in reversed(self.lines) if line.anchor}
        self.counts = Counter(line.bare for line in self.lines)


class _Search:
    """The record so far, and the report that it gives."""

    def __init__(self, record: Postmortem, first: _Report, now: datetime, text_of: TextOf) -> None:
        self.record, self.now, self.text_of = record, now, text_of
        self.first = self.report = first
        self.tries = min(_MOST_TRIES, _MOST_LINES // (len(self.report.lines) + 1))
        self.read: list[Change] = []

    def settle(self, changes: list[Change]) -> None:
        """Find what is meant: first for all at once, as most changes are of one field."""
        sure = self._together(changes)
        if len(sure) < len(changes):
            self._together(sure)
        for change in changes:
            if not self.is_settled(change):
                self._settle(change)

    def is_settled(self, change: Change) -> bool:
        """Whether the record has what was changed: the report reads so, or it was read anew."""
        return change in self.read or self._score(change, self.report) == len(change.cells)

    def _together(self, changes: list[Change]) -> list[Change]:
        """The changes whose likeliest meaning is right; taken if that is so for all of them."""
        record = self.record
        for change in changes:
            if change.old and change.new and change.old.anchor:
                meant = next(tries(record, change, change.cells, self.now), None)
                record = (meant and _made(meant)) or record
        if not (report := self._of(record)):
            return []
        right = [each for each in changes if self._score(each, report) == len(each.cells)]
        if len(right) == len(changes):
            self.record, self.report = record, report
        return right

    def _of(self, record: Postmortem) -> _Report | None:
        """The report of a record; None where the team's own form cannot be made of it."""
        try:
            return _Report(self.text_of(record))
        except PmtuiError:
            return None

    def _settle(self, change: Change) -> None:
        """Try what may be meant until the report reads so; each try may bring a cell of it."""
        for _ in change.cells:
            if self.is_settled(change) or not self._settle_one(change):
                break
        if not self.is_settled(change) and change.old is None:
            self._read(change)

    def _settle_one(self, change: Change) -> bool:
        before = self._score(change, self.report)
        if not self.tries:
            return False
        for meant in tries(self.record, change, self._open(change), self.now):
            if not self.tries:
                return False
            self.tries -= 1
            record = _made(meant)
            report = self._of(record) if record else None
            if record and report and self._score(change, report) > before:
                self.record, self.report = record, report
                return True
        return False

    def _open(self, change: Change) -> tuple[int, ...]:
        """The changed cells that the report does not say yet."""
        row = self.report.rows.get(change.new.anchor) if change.new else None
        if row is None or change.new is None or len(row.cells) != len(change.new.cells):
            return change.cells
        return tuple(at for at in change.cells if row.cells[at] != change.new.cells[at])

    def _read(self, change: Change) -> None:
        """A new line as an import reads it; the report may say it in other words."""
        found = read_into(self.record, change, self.now) if self.tries else None
        report = self._of(found) if found else None
        if found and report:
            self.tries -= 1
            self.record, self.report = found, report
            self.read.append(change)

    def _score(self, change: Change, report: _Report) -> int:
        """How many of the cells that were changed read as they were written."""
        old, new = change.old, change.new
        if new is None:
            assert old is not None
            return int(report.counts[old.bare] < self.first.counts[old.bare])
        if old is None or not new.anchor or len(old.cells) != len(new.cells):
            more = report.counts[new.bare] > self.first.counts[new.bare]
            return len(change.cells) if more else 0
        row = report.rows.get(new.anchor)
        if row is None or len(row.cells) != len(new.cells):
            return 0
        return sum(row.cells[at] == new.cells[at] for at in change.cells)


def _made(meant: Try) -> Postmortem | None:
    try:
        return meant()
    except (PmtuiError, ValueError):
        return None


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
