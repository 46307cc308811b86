"""What a room is shown of a record: the page, its question, and what is in hand there.

It rests on the record and on the place where somebody is; how it is drawn is a matter of screens.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pmtui.guide import values
from pmtui.guide.context import story_zone
from pmtui.guide.fields import PAGES, Field, Items
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.lines import line
from pmtui.guide.prompts.of_pages import prompts
from pmtui.guide.steps import STEPS, Step
from pmtui.guide.words import label
from pmtui.model import address
from pmtui.model.causes import children
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import LessonKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.timeline import in_order
from pmtui.model.walltime import in_zone
from pmtui.model.zones import short_zone

MARKS = "+=/"
"""What a place begins with that is no address: an entry line, an entry in edit, one being cut."""

NOTHING_YET = "nothing yet"

_MAIN = ("text", "statement", "title", "question", "name", "who", "metric", "item", "notes")
"""The fields of which one says what an item is."""

_KEPT_BACK = frozenset({"prep.pre_talks", "prep.stakeholders"})
"""Lists of those who lead; a room is not told whom somebody talked with before."""

_UNTOLD = frozenset({"at", "source", "origin", "quote", "parents"})
"""Fields that say nothing more to a room, or that stay with those who collected them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A few words with what leads to them: a time, an id, a label. `depth` indents them."""

    lead: str
    words: str
    notes: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown at a place.

    `hand` is what one is on, in full; `place` is where it stands in `lines`, which are the others
    around it, shortly told; None where it is none of them. `around` says that it is read in the
    midst of them, as a story is; else they are a list of their own. `time` is a time of day that
    belongs to it.
    """

    page: str
    question: str
    heading: str
    hand: Told
    lines: tuple[Told, ...]
    place: int | None = None
    around: bool = False
    time: str = ""


def scene(record: Postmortem, page: str, place: str = "", prompt: int = 0, *, today: date) -> Scene:
    """The scene for somebody on a page, at a place, who asks a prompt of that page on a day.

    Where this record does not have the page or the place, or not yet, it is the nearest one.
    """
    step = next((each for each in STEPS if each.name == page), STEPS[0])
    where = place.lstrip(MARKS)
    found = next((each for each in address.list_addresses() if _within(where, each)), "")
    asked = prompts(record, step, today)
    number = prompt if 0 <= prompt < len(asked) else 0
    head = f"{step.number} {step.title}", f"{number + 1}/{len(asked)} {asked[number].text}"
    if found in _KEPT_BACK or found not in ITEM_FIELDS:
        return _fields(record, step, where, head)
    item_id = where.removeprefix(found).strip(".").partition(".")[0]
    return _MAKERS.get(found, _list)(record, found, item_id, head)


def place_words(place: str) -> str:
    """What people call a place: the label of a field, the title of a list, the id of an item."""
    where = place.lstrip(MARKS)
    for part in (part for page in PAGES.values() for part in page):
        if part.address == where or (place[:1] == "+" and _within(where, part.address)):
            return part.label if isinstance(part, Field) else part.title
    found = next((each for each in address.list_addresses() if _within(where, each)), "")
    return where.removeprefix(found).strip(".").partition(".")[0] if found else ""


_Head = tuple[str, str]


def _within(where: str, list_address: str) -> bool:
    return f"{where}.".startswith(f"{list_address}.")


def _fields(record: Postmortem, step: Step, where: str, head: _Head) -> Scene:
    """A field in full with the others of its page; without one, the page as a whole."""
    if not where and isinstance(first := PAGES[step.name][0], Items):
        return _overview(record, first.address, step, head)
    lines, place, hand = list[Told](), None, Told("", step.purpose)
    for part in PAGES[step.name]:
        if isinstance(part, Items):
            many = 0 if part.address in _KEPT_BACK else len(address.get(record, part.address))
            lines += [Told(part.title, str(many))] if many else []
            continue
        said = values.show(record, part.address)
        if part.address == where:
            hand, place = Told(part.label, said or NOTHING_YET), len(lines)
        if said or part.address == where:
            lines.append(Told(part.label, said or NOTHING_YET))
    return Scene(*head, "This page", hand, tuple(lines), place)


def _overview(record: Postmortem, where: str, step: Step, head: _Head) -> Scene:
    """What a page is for, with the list that it begins with: of causes, the first question."""
    begin = next((each.root or "" for each in record.threads), "") if where == "causes" else ""
    made = _MAKERS.get(where, _list)(record, where, begin, head)
    return replace(made, hand=Told("", step.purpose), place=None, around=False, time="")


def _list(record: Postmortem, where: str, item_id: str, head: _Head) -> Scene:
    """An item in full, by default the last one that was added, and the list that it is in."""
    items = _ordered(where, address.get(record, where))
    newest = max(items, key=_number, default=None)
    place = _place(items, item_id or (newest.id if newest else ""))
    hand = _item(record, where, items[place]) if place is not None else Told("", NOTHING_YET)
    lines = tuple(Told(item.id, line(record, where, item)) for item in items)
    return Scene(*head, f"{_title(where)} ({len(items)})", hand, lines, place)


def _story(record: Postmortem, where: str, item_id: str, head: _Head) -> Scene:
    """An entry of the timeline amid those before and after it."""
    zone, events = story_zone(record), in_order(record.timeline)
    newest = max(events, key=_number, default=None)
    place = _place(events, item_id or (newest.id if newest else ""))
    lines = tuple(
        Told(_clock(each, zone), each.text or "", (label(each.kind),) if each.kind else ())
        for each in events
    )
    heading = f"{_title(where)} ({len(events)}), times in {short_zone(zone)}"
    if place is None:
        return Scene(*head, heading, Told("", NOTHING_YET), lines, around=True)
    event = events[place]
    hand = _item(record, where, event, _UNTOLD | {"kind"})
    day = f"{in_zone(event.at, zone):%A %-d %B %Y}" if event.at else "time not known"
    lead = " · ".join(filter(None, [label(event.kind) if event.kind else "", day]))
    return Scene(
        *head,
        heading,
        Told(lead, hand.words, hand.notes),
        lines,
        place,
        around=True,
        time=_clock(event, zone),
    )


def _tree(record: Postmortem, where: str, item_id: str, head: _Head) -> Scene:
    """A cause on the way down from the effect, with what is right below it."""
    known = {cause.id: cause for cause in record.causes}
    if where == "threads":
        way, thread = list[Cause](), address.get_item(record, f"threads.{item_id}")
    else:
        newest = max(record.causes, key=_number, default=None)
        way = _way(known, item_id or (newest.id if newest else ""))
        thread = _thread(record, way)
    roots = (known[thread.root],) if thread and thread.root in known else ()
    below = children(record, way[-1].id) if way else roots
    asked = [Told(thread.id, thread.question or "")] if thread else []
    path = [Told(each.id, each.statement or "", depth=place) for place, each in enumerate(way, 1)]
    more = [Told(each.id, each.statement or "", depth=len(way) + 1) for each in below]
    above = [*asked, *path]
    hand = Told("", NOTHING_YET)
    if way:
        hand = _item(record, "causes", way[-1])
    elif asked:
        hand = asked[0]
    heading = f"{_title('causes')} ({len(record.causes)})"
    place = len(above) - 1 if above else None
    return Scene(*head, heading, hand, (*above, *more), place, around=True)


def _way(known: dict[str, Cause], cause_id: str) -> list[Cause]:
    """The causes from the effect down to one, by the first of several parents."""
    way, here = list[Cause](), known.get(cause_id)
    while here is not None and here not in way:
        way.append(here)
        here = next((known[each] for each in here.parents if each in known), None)
    return way[::-1]


def _thread(record: Postmortem, way: Sequence[Cause]) -> Thread | None:
    """The question that a way belongs to."""
    tops = {way[0].id, way[0].thread} if way else set()
    return next((each for each in record.threads if tops & {each.root, each.id}), None)


def _item(record: Postmortem, where: str, item: Any, untold: Set[str] = _UNTOLD) -> Told:
    """An item in full: what it is, then every other field that says something."""
    here = f"{where}.{item.id}"
    said = {
        field: words
        for field in ITEM_FIELDS[where]
        if field.address not in untold and (words := values.show(record, f"{here}.{field.address}"))
    }
    main = next((field for field in said if field.address in _MAIN), None)
    words = said.pop(main) if main else line(record, where, item)
    return Told(item.id, words, tuple(f"{field.label}: {each}" for field, each in said.items()))


def _clock(event: Event, zone: str) -> str:
    """The time of an entry as it stands in the story."""
    if event.at is None:
        return "--:--"
    local = in_zone(event.at, zone)
    if event.precision is Precision.DAY:
        return f"{local:%-d %b}"
    return f"{'~' if event.precision is Precision.APPROX else ''}{local:%H:%M}"


def _ordered(where: str, items: Sequence[Any]) -> Sequence[Any]:
    """The items as their page lists them: lessons by their kinds, others as they were added."""
    if where != "lessons":
        return items
    kinds = (None, *LessonKind)
    return sorted(items, key=lambda lesson: kinds.index(lesson.kind))


def _place(items: Sequence[Any], item_id: str) -> int | None:
    return next((place for place, each in enumerate(items) if each.id == item_id), None)


def _number(item: Any) -> int:
    return int(item.id[1:]) if item.id[1:].isdecimal() else 0


def _title(where: str) -> str:
    """What the pages call a list."""
    parts = (part for page in PAGES.values() for part in page)
    return next(part.title for part in parts if isinstance(part, Items) and part.address == where)


_MAKERS = {"timeline": _story, "causes": _tree, "threads": _tree}
"""How the lists are told that are no plain ones."""
