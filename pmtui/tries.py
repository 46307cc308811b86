"""What somebody may have meant who changed a line of a report: records to try, in their order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from pmtui.carried import Line, bare
from pmtui.edits import consequences, deletion, put, put_all
from pmtui.guide import values
from pmtui.guide.context import story_day
from pmtui.importers.markdown import read_markdown
from pmtui.model import address
from pmtui.model.address import slot_at
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant, person_id
from pmtui.model.schema import slots
from pmtui.model.text import one_line

Try = Callable[[], Postmortem]
_Leaves = list[tuple[str, Any]]

_MOST_IN_A_CELL, _LONGEST_CELL = 3, 1_000
_NEW_ITEMS = ("timeline", "actions", "lessons", "open_questions", "prep.people")
_ITEM = re.compile(r"\s*(?:\||[-*+] |\d{1,9}[.)] )")
_NEW_TEXTS = ("report.exec_summary", "analysis.narrative", "impact.summary", "impact.details")
_PEOPLE = "prep.people."
"""People come last: where a name stands that is not theirs to change, another one is meant."""
_IN_UTC = {"instant", "moment"}


@dataclass(frozen=True, slots=True)
class Change:
    """A line as it was and as it is; one of them is None for what was added or taken out.

    `before` and `after` are the lines that stood around it and still do, `between` its own source
    with the blank lines above it, `context` the headings that it stands below and the head of its
    table.
    """

    old: Line | None
    new: Line | None
    before: Line | None = None
    after: Line | None = None
    between: str = ""
    context: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[int, ...]:
        """Which cells differ; all where the line is not one row before and after."""
        if self.old is None or self.new is None or len(self.old.cells) != len(self.new.cells):
            return (0,)
        pairs = zip(self.old.cells, self.new.cells, strict=True)
        return tuple(at for at, (old, new) in enumerate(pairs) if old != new)


def tries(
    record: Postmortem, change: Change, cells: tuple[int, ...], now: datetime
) -> Iterator[Try]:
    """Records that may be meant, each as a function that may raise what `values.parse` raises.

    `cells` are those of a changed row that the record does not say yet.
    """
    if change.old and change.new:
        if len(change.old.cells) == len(change.new.cells):
            yield from _replacements(record, change.old, change.new, cells, now)
    elif change.new:
        yield from _insertions(record, change)
    elif change.old:
        yield from _removals(record, change.old)


def _replacements(
    record: Postmortem, old: Line, new_line: Line, cells: tuple[int, ...], now: datetime
) -> Iterator[Try]:
    pairs = [(old.cells[at], new_line.cells[at]) for at in cells]
    own = _own(record, old.anchor)
    yield from _swaps(record, own, pairs, now)
    for was, now_is in pairs:
        yield from _several(record, own, was, now_is, now)
    leaves = _filled(record)
    yield from _prose_lines(leaves, record, old, new_line)
    yield from _swaps(record, leaves, pairs, now)
    for _, now_is in pairs:
        yield from _unknown(record, old.anchor, now_is, now)


def _swaps(
    record: Postmortem, leaves: _Leaves, pairs: list[tuple[str, str]], now: datetime
) -> Iterator[Try]:
    """Fields whose words changed in a cell, those with the most words first."""
    for was, now_is in pairs:
        found = []
        for where, value in leaves:
            for shown in _shown(record, where, value):
                if new := _swapped(was, shown, now_is):
                    found.append((where.startswith(_PEOPLE), -len(shown), where, shown, new[0]))
        for _, _, where, shown, words in sorted(found):
            yield partial(_put, record, where, shown, words, now)


def _several(
    record: Postmortem, leaves: _Leaves, was: str, now_is: str, now: datetime
) -> Iterator[Try]:
    """Two or three fields of an item that one cell shows, where more than one of them changed."""
    places: list[tuple[int, int, str]] = []
    texts = [(where, value) for where, value in leaves if isinstance(value, str)]
    for where, value in sorted(texts, key=lambda each: -len(each[1])):
        for shown in _shown(record, where, value):
            start = was.find(shown)
            end = start + len(shown)
            if shown and start >= 0 and all(end <= each[0] or start >= each[1] for each in places):
                places.append((start, end, where))
    if not 2 <= len(places) <= _MOST_IN_A_CELL or len(now_is) > _LONGEST_CELL:
        return
    pattern, at = "", 0
    for start, end, _ in sorted(places):
        pattern, at = f"{pattern}{re.escape(was[at:start])}(.*?)", end
    if found := re.fullmatch(pattern + re.escape(was[at:]), now_is):
        words = zip(sorted(places), found.groups(), strict=True)
        yield partial(
            _put_all, record, [(where, was[a:b], new) for (a, b, where), new in words], now
        )


def _put_all(record: Postmortem, told: list[tuple[str, str, str]], now: datetime) -> Postmortem:
    for where, shown, words in told:
        if shown != words:
            record = _put(record, where, shown, words, now)
    return record


def _own(record: Postmortem, anchor: str) -> _Leaves:
    """The fields of the item at an address, without those of its parts."""
    item = address.get_item(record, anchor) if anchor else None
    return [
        (f"{anchor}.{name}", value)
        for name in (slots(type(item)) if item else ())
        if name != "id" and (value := getattr(item, name)) not in (None, ())
    ]


def _filled(record: Postmortem) -> _Leaves:
    """The fields that hold something."""
    leaves = [(where, value) for where, value in address.walk(record) if value not in (None, ())]
    return [each for each in leaves if not address.is_fixed(each[0]) and each[0] != "id"]


def _shown(record: Postmortem, where: str, value: Any) -> Iterator[str]:
    """How a value may read in a report."""
    slot = slot_at(where)
    if slot.shape == "part":
        return
    if slot.many:
        for each in value:
            if isinstance(each, str) and one_line(each):
                yield one_line(each)
        return
    if isinstance(value, str) and slot.shape in {"text", "prose"} and not slot.mark:
        if "\n" not in value:
            yield one_line(value)
        return
    if slot.mark == "person" and (found := participant(record, value)) and found.name:
        yield one_line(found.name)
    told = values.show(record, where)
    yield told.removesuffix("Z").replace("T", " ") if slot.shape in _IN_UTC else told


def _swapped(was: str, shown: str, now_is: str) -> tuple[str] | None:
    """The words in place of `shown` when `was` became `now_is`, if all else is as it was."""
    if not shown or shown not in was:
        return None
    start, _, end = was.partition(shown)
    if not (now_is.startswith(start) and now_is.endswith(end)):
        return None
    words = now_is[len(start) : len(now_is) - len(end)]
    return (words,) if len(start) + len(end) <= len(now_is) else None


def _put(record: Postmortem, where: str, shown: str, words: str, now: datetime) -> Postmortem:
    slot = slot_at(where)
    value = address.get(record, where)
    if slot.many:
        texts = [words if one_line(str(each)) == shown else str(each) for each in value]
        new = values.parse(record, where, "\n".join([*texts, ""]), now)
    else:
        mark = " UTC" if slot.shape in _IN_UTC and words else ""
        new = values.parse(record, where, words + mark, now)
    return _with(record, where, new)


def _with(record: Postmortem, where: str, value: Any, place: int | None = None) -> Postmortem:
    """The record after one put and what follows from it, as when somebody had typed it."""
    followed = consequences(record, where, value)
    return put_all(put(record, where, value, place), followed)


def _unknown(record: Postmortem, anchor: str, words: str, now: datetime) -> Iterator[Try]:
    """The fields of the anchored item that nobody has filled in."""
    if not anchor or not address.has(record, anchor):
        return
    for where, value in address.walk(record):
        if where.startswith(f"{anchor}.") and value in (None, ()):
            yield partial(_put, record, where, "", words, now)


def _prose_lines(leaves: _Leaves, record: Postmortem, old: Line, new: Line | None) -> Iterator[Try]:
    """A line of a longer text; without a new one the line goes."""
    for where, value in leaves:
        if not isinstance(value, str) or slot_at(where).shape != "prose":
            continue
        lines = value.split("\n")
        for number, line in enumerate(lines):
            if line.strip() == old.raw.strip():
                written = [new.raw.strip()] if new else []
            elif bare(line) in {old.bare, old.raw.strip()} and line.strip():
                written = [new.bare] if new else []
            else:
                continue
            told = [*lines[:number], *written, *lines[number + 1 :]]
            yield partial(_with, record, where, "\n".join(told).strip("\n") or None)


def _insertions(record: Postmortem, change: Change) -> Iterator[Try]:
    assert change.new is not None
    for where, value in _filled(record):
        slot = slot_at(where)
        if slot.shape == "prose" and isinstance(value, str):
            yield from _longer(record, where, value, change)
        elif slot.many and slot.shape == "text" and not slot.mark:
            for beside, step in ((change.before, 1), (change.after, 0)):
                texts = [one_line(each) for each in value]
                if beside and beside.cells[0] in texts:
                    at = texts.index(beside.cells[0]) + step
                    told = (*value[:at], change.new.cells[0], *value[at:])
                    yield partial(_with, record, where, told)


def _longer(record: Postmortem, where: str, value: str, change: Change) -> Iterator[Try]:
    """A text with the new line behind the one before it, or in front of the one after it."""
    assert change.new is not None
    lines = value.split("\n")
    for beside, step in ((change.before, 1), (change.after, 0)):
        known = {beside.raw.strip(), beside.bare} if beside else set()
        for number, line in enumerate(lines):
            if line.strip() and line.strip() in known:
                at = number + step
                told = change.between.strip("\n").split("\n")
                blank = [""] if change.between.startswith("\n") else []
                put_in = [*blank, *told] if step else [*told, *blank]
                whole = "\n".join([*lines[:at], *put_in, *lines[at:]])
                yield partial(_with, record, where, whole)


def read_into(record: Postmortem, change: Change, now: datetime) -> Postmortem | None:
    """The record with what an import finds in a new line below its headings; None for nothing."""
    assert change.new is not None
    joint = "\n" if change.new.raw.startswith("|") else "\n\n"
    text = "\n\n".join(["# Added", *change.context]) + joint + change.new.raw + "\n"
    result = read_markdown(text, "added.md", day=story_day(record, now, "UTC"), zone="UTC")
    if result.notes:
        return None
    grown = record
    for parent in _NEW_ITEMS if _ITEM.match(change.new.raw) else ():
        for item in address.get(result.record, parent):
            name = address.next_id(grown, parent)
            known = {"owner": person_id(grown, item.owner)} if getattr(item, "owner", None) else {}
            item = replace(item, id=name, **known)
            grown = _with(grown, f"{parent}.{name}", item, _place(grown, change, parent))
    for where in _NEW_TEXTS:
        if address.get(grown, where) is None:
            grown = _with(grown, where, address.get(result.record, where))
    return None if grown == record else grown


def _place(record: Postmortem, change: Change, parent: str) -> int | None:
    """Where in its list a new item comes: behind that of the line before; None for the end."""
    beside = change.before.anchor if change.before else ""
    if beside.rpartition(".")[0] != parent or not address.has(record, beside):
        return None
    return address.index_of(record, beside) + 1


def _removals(record: Postmortem, old: Line) -> Iterator[Try]:
    if old.anchor and address.has(record, old.anchor) and address.get_item(record, old.anchor):
        yield lambda: put_all(record, deletion(record, old.anchor))
        return
    leaves = _filled(record)
    yield from _prose_lines(leaves, record, old, None)
    for where, value in leaves:
        slot = slot_at(where)
        if slot.many and slot.shape == "text" and not slot.mark:
            kept = tuple(each for each in value if one_line(each) != old.cells[0])
            if len(kept) < len(value):
                yield partial(_with, record, where, kept)
        elif isinstance(value, str) and slot.shape == "text" and value.strip() == old.cells[0]:
            parent = where.rpartition(".")[0]
            if parent and address.get_item(record, parent):
                yield partial(lambda at: put_all(record, deletion(record, at)), parent)
