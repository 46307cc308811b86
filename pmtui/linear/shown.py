"""Items as they are said: one line each, with the id by which commands name them."""

from collections.abc import Iterator

from pmtui.guide import values
from pmtui.guide.agenda import agenda
from pmtui.guide.context import known_day, story_zone
from pmtui.guide.entry.reading import time_words
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.lines import line, words
from pmtui.guide.next_steps import effect_words
from pmtui.guide.why import GATES, coverage_words, together_words
from pmtui.guide.words import label
from pmtui.model import address
from pmtui.model.causes import open_ends, outlines, strays, uncovered
from pmtui.model.factors import Cause
from pmtui.model.kinds import LessonKind
from pmtui.model.milestones import moment_of
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.timeline import in_order


def item_lines(record: Postmortem, list_address: str) -> list[str]:
    """A line for each item of a list, in the order in which people tell them."""
    if list_address == "timeline":
        return [f"{event.id} {event_line(record, event)}" for event in in_order(record.timeline)]
    if list_address == "causes":
        return list(_cause_lines(record))
    items = agenda(record) if list_address == "prep.agenda" else address.get(record, list_address)
    return [f"{item.id} {line(record, list_address, item)}" for item in items]


def effect_lines(record: Postmortem) -> list[str]:
    """A line for the effect of each action."""
    return [f"{each.id} {' · '.join(filter(None, effect_words(each)))}" for each in record.actions]


def beside(record: Postmortem, list_address: str) -> Iterator[str]:
    """What is always said of a list: open ends, what nothing acts on, kinds that nobody named."""
    if list_address == "causes" and record.causes:
        ends = ", ".join(cause.id for cause in open_ends(record)) or "none"
        yield f"Open ends: {ends}. {coverage_words(record)}."
        for thread in record.threads:
            yield from together_words(record, thread.id).values()
    if list_address == "actions" and (gaps := uncovered(record)):
        yield f"Nothing acts on {', '.join(cause.id for cause in gaps)}."
    if list_address == "lessons" and record.lessons:
        named = {lesson.kind for lesson in record.lessons}
        missing = [label(kind) for kind in LessonKind if kind not in named]
        if missing:
            yield f"Nothing yet on: {', '.join(missing)}."


def item_line(record: Postmortem, item_address: str) -> str:
    """The line of one item, without its id."""
    item = address.get(record, item_address)
    if isinstance(item, Event):
        return event_line(record, item)
    if isinstance(item, Cause):
        return _of_cause(item)
    return line(record, item_address.rpartition(".")[0], item)


def event_line(record: Postmortem, event: Event) -> str:
    """A timeline entry: its time in the zone of the story, its kind, its words, its marks."""
    zone = story_zone(record)
    kind = f"{label(event.kind)}: " if event.kind else ""
    time = time_words(moment_of(event), [zone], known_day(record, zone))
    told = [
        f"{time}, {kind}{event.text or ''}",
        f"by {event.actor_role}" if event.actor_role else "",
        f"evidence {words(event.evidence)}" if event.evidence else "",
        "surprise" if event.surprise else "",
        f"known then: {event.known_then}" if event.known_then else "",
    ]
    return "; ".join(filter(None, told))


def fields_of(record: Postmortem, item_address: str) -> Iterator[tuple[str, str]]:
    """What is known of an item: the label of each field and its value."""
    for field in ITEM_FIELDS.get(item_address.rpartition(".")[0], ()):
        if shown := values.show(record, f"{item_address}.{field.address}"):
            yield field.label, shown


def list_of(record: Postmortem, named: str) -> str | None:
    """The address of the item that an id names, such as t12 or T12; None where there is none."""
    wanted = {named, named.lower()}
    for each in address.list_addresses():
        for item in address.get(record, each):
            if item.id in wanted:
                return f"{each}.{item.id}"
    return None


def _cause_lines(record: Postmortem) -> Iterator[str]:
    """The threads, each with its causes, depth first; those in no thread at the end."""
    for thread in record.threads:
        yield f"{thread.id} asks: {thread.question or ''}"
        for row in outlines(record)[thread.id]:
            again = " (again, told above)" if row.repeated else ""
            yield f"{row.cause.id} {_of_cause(row.cause) if not again else ''}{again}".strip()
    for cause in strays(record):
        yield f"{cause.id}, in no thread: {_of_cause(cause)}"


def _of_cause(cause: Cause) -> str:
    """What it leads to, what it is, how sure, how what is below combines, where it ends."""
    under = f"under {words(cause.parents)}" if cause.parents else "the effect"
    role = f"{words(cause.role)}: " if cause.role else ""
    marks = [
        words(cause.category),
        words(cause.confidence),
        words(cause.evidence),
        f"below it: {GATES[cause.gate]}" if cause.gate else "",
        f"ends: {words(cause.stop.reason)}" if cause.stop.reason else "",
    ]
    return f"{under}; {role}{cause.statement or ''}; {', '.join(filter(None, marks))}"
