"""Edits: every change to a record, on the screen or the command line, is one of these."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pmtui.model import address
from pmtui.model.action_history import noted
from pmtui.model.ideas import left_by
from pmtui.model.kinds import ReportStatus
from pmtui.model.milestones import milestones_followed
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Review, Version
from pmtui.model.references import references, rename_value
from pmtui.model.sign_off import edited_when_published
from pmtui.model.story import Event

if TYPE_CHECKING:
    from pmtui.store.history import Change

Put = tuple[str, Any]
"""An address and the value that it is to hold; None removes an item, an `Order` arranges a list."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the address of a list is put to for another order of its items: their ids.

    It says nothing of the items themselves, so that taking it back leaves what somebody else
    wrote in them meanwhile.
    """

    ids: tuple[str, ...]

    def arrange(self, items: Sequence[Any]) -> tuple[Any, ...]:
        """The items in this order; one that it does not name keeps its place."""
        return address.arranged(items, self.ids)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: who put which value where, when, and what was there before.

    `place` is the position of an item in its list, for bringing a removed one back.
    """

    field: str
    value: Any
    who: str
    when: datetime
    before: Any = None
    place: int | None = None

    def inverse(self, who: str, when: datetime) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.field, self.before, who, when, self.value, self.place)


Step = tuple[Edit, ...]
"""Edits that belong together: what one undo takes back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An undo or redo, which changed something when it is `done`.

    `at` is when a step from before this session was made, else None. `blocked` are the fields
    that were left as they are, because they have been changed since, the last time by `by`
    (None: not known).
    """

    done: bool = True
    at: datetime | None = None
    blocked: tuple[str, ...] = ()
    by: str | None = None


def make_edit(record: Postmortem, put: Put, who: str, when: datetime) -> Edit:
    """The edit for a put, with what it replaces. Raises `UnknownField`."""
    field, value = put
    if isinstance(value, Order):
        before = Order(tuple(item.id for item in address.get(record, field)))
        return Edit(field, value, who, when, before)
    if not address.has(record, field):
        address.slot_at(field)
        return Edit(field, value, who, when)
    before = address.get(record, field)
    item = address.get_item(record, field)
    place = address.index_of(record, field) if item is not None else None
    return Edit(field, value, who, when, before, place)


def step_between(old: Postmortem, new: Postmortem, who: str, when: datetime) -> Step:
    """The edits that lead from one state of a record to another."""
    from pmtui.store.changes import differences

    edits: list[Edit] = []
    for change in differences(old, new):
        side = old if change.after is None else new
        at = address.index_of(side, change.field) if change.of_item else None
        before, after = (value_or_none(each, change.field) for each in (old, new))
        edits.append(Edit(change.field, after, who, when, before, at))
    for parent in address.list_addresses():
        was, now = (tuple(item.id for item in address.get(each, parent)) for each in (old, new))
        if [each for each in was if each in now] != [each for each in now if each in was]:
            edits.append(Edit(parent, Order(now), who, when, Order(was)))
    return tuple(edits)


def changes_of(step: Iterable[Edit]) -> "tuple[Change, ...]":
    """Edits as a log has them; the order of a list is that of its ids."""
    from pmtui.store.history import Change

    def plain(value: Any) -> Any:
        return value.ids if isinstance(value, Order) else value

    return tuple(Change(e.field, plain(e.before), plain(e.value), e.place) for e in step)


def step_from(
    record: Postmortem, changes: "Iterable[Change]", who: str, when: datetime
) -> tuple[Step, tuple[str, ...]]:
    """The edits that make recorded changes again, and the fields in which something is in the way.

    That is every field which does not hold what the change found there.
    """
    from pmtui.store.changes import sides_of

    puts: list[tuple[Put, int | None]] = []
    blocked: list[str] = []
    for change in sorted(changes, key=lambda each: -1 if each.place is None else each.place):
        before, after = sides_of(change) or (record, None)
        if value_or_none(record, change.field) != before:
            blocked.append(change.field)
        elif change.of_item and after is None:
            puts += [(each, None) for each in removal(record, change.field)]
        else:
            puts.append(((change.field, after), change.place))
    edits: list[Edit] = []
    for each, place in puts:
        edit = make_edit(record, each, who, when)
        if edit.before != edit.value:
            edits.append(edit if edit.place is not None else replace(edit, place=place))
            record = put(record, edit.field, edit.value, edits[-1].place)
    return tuple(edits), tuple(blocked)


def value_or_none(record: Postmortem, field: str) -> Any:
    """The value at an address; None for an item that is not there."""
    return address.get(record, field) if address.has(record, field) else None


def item_puts(where: str, before: Any, after: Any) -> list[Put]:
    """The fields in which two states of an item differ, so that other edits of it stay."""
    return [
        (f"{where}.{each.name}", getattr(after, each.name))
        for each in fields(before)
        if getattr(after, each.name) != getattr(before, each.name)
    ]


def moved_puts(before: Postmortem, after: Postmortem) -> list[Put]:
    """The puts by which actions moved: the risks accepted with that, then what differs in each."""
    risks = [
        (f"risk_acceptances.{each.id}", each)
        for each in after.risk_acceptances
        if each not in before.risk_acceptances
    ]
    pairs = zip(before.actions, after.actions, strict=True)
    return risks + [put for a, b in pairs for put in item_puts(f"actions.{a.id}", a, b)]


def put_all(
    record: Postmortem, puts: Iterable[Put], by: str | None = None, at: datetime | None = None
) -> Postmortem:
    """The record after the puts and what follows from each; `by` and `at` where they are known."""
    for field, value in puts:
        for where, what in [(field, value), *consequences(record, field, value, by, at)]:
            record = put(record, where, what)
    return record


def put(record: Postmortem, field: str, value: Any, place: int | None = None) -> Postmortem:
    """The record after one put; a new item comes at a position of its list, else at the end."""
    if isinstance(value, Order):
        return address.put(record, field, value.arrange(address.get(record, field)))
    new = address.get_item(record, field) is None
    return address.put(record, field, value, place if new else None)


def new_items(record: Postmortem, puts: Sequence[Put]) -> int:
    """How many of the first puts add an item each to one list, and so can be made in one go."""
    parent = puts[0][0].rpartition(".")[0]
    if parent not in address.list_addresses():
        return 0
    known = {item.id for item in address.get(record, parent)}
    for count, (field, value) in enumerate(puts):
        where, _, name = field.rpartition(".")
        if where != parent or value is None or name in known:
            return count
        known.add(name)
    return len(puts)


def consequences(
    record: Postmortem, field: str, value: Any, by: str | None = None, at: datetime | None = None
) -> list[Put]:
    """What else changes when a field does; `by` and `at` say who changes it and when, if known.

    Milestones follow the timeline entry that sets them; a commitment whose owner or date changes
    says so in its history; a published report becomes the next draft, and brings the reviews that
    are held after it; what customers are told is gone through again when it says something else.
    """
    followed = _followed(record, field, value) + noted(record, field, value, by=by, at=at)
    if record.report.status is ReportStatus.PUBLISHED and _differs(record, field, value):
        followed += edited_when_published(record, field)
        if isinstance(value, Version):
            followed += _reviews(record, field, value)
    if record.report.redaction_review_at is not None and _is_news_outside(record, field, value):
        followed.append(("report.redaction_review_at", None))
    return followed


def _is_news_outside(record: Postmortem, field: str, value: Any) -> bool:
    """Whether a put tells customers something that nobody has gone through."""
    from pmtui.guide.outside.visibility import tells_more

    return _differs(record, field, value) and tells_more(record, put(record, field, value), field)


def _reviews(record: Postmortem, field: str, published: Version) -> list[Put]:
    """The reviews that follow on a publication, as far as they are not planned yet."""
    from pmtui.guide.policy import unplanned

    puts: list[Put] = []
    after = address.put(record, field, published) if published.at else record
    for kind, at in unplanned(after) if published.at else ():
        name = address.next_id(after, "follow_up.reviews")
        puts.append((f"follow_up.reviews.{name}", Review(id=name, kind=kind, at=at)))
        after = address.put(after, *puts[-1])
    return puts


def _differs(record: Postmortem, field: str, value: Any) -> bool:
    """Whether a put changes what the record says; the order of a list is no change."""
    return not isinstance(value, Order) and value_or_none(record, field) != value


def _followed(record: Postmortem, field: str, value: Any) -> list[Put]:
    parts = field.split(".")
    if parts[0] != "timeline" or len(parts) != 3 or parts[2] not in {"at", "kind"}:
        return []
    event: Event = address.get(record, f"timeline.{parts[1]}")
    after: Event = address.get(address.put(record, field, value), f"timeline.{parts[1]}")
    return _milestone_puts(record, event, after)


def deletion(record: Postmortem, item_address: str) -> list[Put]:
    """The puts of `removal`, and what else follows when a person deletes something.

    A milestone that a deleted entry set is no longer known by it; an idea that had become what is
    deleted is open again.
    """
    item = address.get(record, item_address)
    told = _milestone_puts(record, item, None) if isinstance(item, Event) else []
    return [*removal(record, item_address), *told, *left_by(record, item.id)]


def _milestone_puts(record: Postmortem, before: Event, after: Event | None) -> list[Put]:
    found = milestones_followed(record, before, after)
    return [(f"milestones.{name}", moment) for name, moment in found]


def removal(record: Postmortem, item_address: str) -> list[Put]:
    """The puts that remove an item and every reference to it.

    Causes below a removed cause move up to its parents, so that no branch is lost. What names a
    field by its address keeps it, as ids are never used twice.
    """
    item = address.get(record, item_address)
    puts: list[Put] = []
    for where in dict.fromkeys(where for where, named in references(record) if named == item.id):
        if where.startswith((f"{item_address}.", "conflicts.")) or not address.has(record, where):
            continue
        if address.slot_at(where).mark == "address":
            continue
        value = address.get(record, where)
        if isinstance(value, tuple):
            heirs = item.parents if where.endswith(".parents") else ()
            puts.append((where, tuple(dict.fromkeys(_without(value, item.id, heirs)))))
        else:
            puts.append((where, None))
    return [*puts, (item_address, None)]


def bringing_back(before: Postmortem, now: Postmortem, item_address: str) -> list[Put]:
    """The puts that bring back an item which somebody removed, as it was before.

    It comes to its old place, and a reference to it comes back where nothing was changed since.
    """
    parent = item_address.rpartition(".")[0]
    order = Order(tuple(item.id for item in address.get(before, parent)))
    puts: list[Put] = [(item_address, address.get(before, item_address)), (parent, order)]
    for where, left in deletion(before, item_address):
        if where != item_address and value_or_none(now, where) == left:
            puts.append((where, address.get(before, where)))
    return puts


def _rename(field: str, value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Order):
        return Order(tuple(names.get(each, each) for each in value.ids))
    return rename_value(field, value, names)


def renamed(step: Step, names: Mapping[str, str]) -> Step:
    """Edits that follow items to their new ids (old → new)."""
    if not names:
        return step
    return tuple(
        replace(
            edit,
            field=".".join(names.get(part, part) for part in edit.field.split(".")),
            value=_rename(edit.field, edit.value, names),
            before=_rename(edit.field, edit.before, names),
        )
        for edit in step
    )


def _without(refs: tuple[str, ...], gone: str, heirs: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for each in refs:
        kept += heirs if each == gone else (each,)
    return kept
