"""Histories to test with: any sequence of edits of the example, and entries made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.edits import put_all, removal
from pmtui.model import address
from pmtui.model.kinds import Precision, ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment
from pmtui.store.changes import differences
from pmtui.store.checked_lines import from_line, to_line
from pmtui.store.codec import from_json, to_plain
from pmtui.store.history import Change, Entry
from pmtui.store.json_text import to_json

EXAMPLE = address.put(from_json(records()[-1], "example"), "report.status", ReportStatus.DRAFT)
START = datetime(2026, 9, 18, 8, tzinfo=UTC)
LISTS = address.list_addresses()


def revision(record: Postmortem) -> str:
    return blake2b(to_json(to_plain(record)), digest_size=12).hexdigest()


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def entry(minutes: float, *changes: Change, by: str = "ada") -> Entry:
    return Entry(at(minutes), by, f"r{minutes}", changes)


def summary(before: str | None, after: str | None) -> Change:
    return Change("impact.summary", before, after)


def same(found: Postmortem, wanted: Postmortem) -> bool:
    """Whether two records are equal but for the ids that may not be used again."""
    return replace(found, retired=wanted.retired) == wanted


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
WORDS = st.text("abc é→\U0001f600\n", min_size=1, max_size=9)
SHAPES = {
    "text": WORDS,
    "prose": WORDS,
    "whole": st.integers(-5, 5),
    "number": st.sampled_from([0, 1, 0.25, 2.5]),
    "yesno": st.booleans(),
    "instant": INSTANTS,
    "date": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    "moment": st.builds(
        Moment, at=INSTANTS, precision=st.sampled_from(Precision), entered=st.none() | WORDS
    ),
}


@st.composite
def edited(draw: st.DrawFn, record: Postmortem) -> Postmortem:
    """The record after one more edit: an item added anywhere or removed, or a field set."""
    kind = draw(st.sampled_from(["add", "remove", "set", "set", "set"]))
    where = draw(st.sampled_from(LISTS))
    items = address.get(record, where)
    if kind == "add":
        item = address.slot_at(where).part(id=address.next_id(record, where))
        return address.put(record, f"{where}.{item.id}", item, draw(st.integers(0, len(items))))
    if kind == "remove" and items:
        return put_all(record, removal(record, f"{where}.{draw(st.sampled_from(items)).id}"))
    known = [each for each, _ in address.walk(record) if not address.is_fixed(each)]
    field = draw(st.sampled_from(known))
    slot = address.slot_at(field)
    if slot.shape == "part":
        return address.put(record, field, ())
    one = st.sampled_from(slot.part) if slot.shape == "choice" else SHAPES[slot.shape]
    if slot.many:
        return address.put(record, field, tuple(draw(st.lists(one, max_size=3))))
    return address.put(record, field, draw(st.none() | one if slot.optional else one))


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Postmortem], list[Entry]]:
    """States of the example one after the other, and the history of how they came about."""
    states = [EXAMPLE]
    entries = [Entry(START, "ada", revision(EXAMPLE), differences(None, EXAMPLE))]
    when = START
    for _ in range(draw(st.integers(1, 8))):
        new = states[-1]
        for _ in range(draw(st.integers(1, 3))):
            new = draw(edited(new))
        when += timedelta(seconds=draw(st.sampled_from([1, 100, 179, 180, 600])))
        by = draw(st.sampled_from(["ada", "ben"]))
        entries.append(Entry(when, by, revision(new), differences(states[-1], new)))
        states.append(new)
    return states, [from_line(to_line(each).rstrip(b"\n"), Entry) for each in entries]
