"""Fields that two people changed at the same time: what the other one wrote, and settling it."""

from datetime import datetime
from typing import Any

from pmtui.commands import key_of
from pmtui.edits import Put, bringing_back, removal
from pmtui.guide.fields import page_of
from pmtui.guide.lines import words
from pmtui.model import address
from pmtui.model.conflict import Conflict
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line
from pmtui.store.kept_values import as_text, other_value
from pmtui.store.prose import alike

SHOWN = 80
"""Characters of the other value that are shown."""


def conflict_on(record: Postmortem, page: str) -> Conflict | None:
    """The first conflict about a field of a page, or about one that is on no page."""
    return next(
        (each for each in record.conflicts if page_of(each.field or "") in (page, None)), None
    )


def sentence(record: Postmortem, conflict: Conflict, take: str = "", keep: str = "") -> str:
    """Who wrote what, and what can be done: `take` and `keep` are typed for it, or the keys."""
    by, field = conflict.by or "Somebody else", conflict.field or ""
    value = other_value(conflict)
    if value is None and address.get_item(record, field) is not None:
        said = f"{by} removed {field} while it was changed here."
    else:
        theirs, mine = (one_line(words(each)) for each in (value, _held(record, field)))
        said = f"{by} wrote in {field}: “{_where_it_differs(theirs, mine)}”."
    take, keep = take or key_of("conflict.take"), keep or key_of("conflict.keep")
    return f"{said} {take} takes that, {keep} keeps what is here."


def settled(record: Postmortem, conflict: Conflict, take: bool) -> list[Put]:
    """The puts that settle a conflict: with the other value, or with what the field holds."""
    gone: Put = (f"conflicts.{conflict.id}", None)
    field, value = conflict.field or "", other_value(conflict)
    if not take or not address.has(record, field):
        return [gone]
    if value is None and address.get_item(record, field) is not None:
        return [gone, *removal(record, field)]
    return [gone, (field, value)]


def kept_in_use(before: Postmortem, record: Postmortem, item: str, now: datetime) -> list[Put]:
    """The puts that keep an item which is in use here and was removed by somebody else.

    As in a merge, it stays and is marked: the page asks what is to become of it.
    """
    number = address.next_id(record, "conflicts")
    conflict = Conflict(id=number, field=item, value=as_text(None), at=now)
    return [*bringing_back(before, record, item), (f"conflicts.{number}", conflict)]


def _held(record: Postmortem, field: str) -> Any:
    return address.get(record, field) if address.has(record, field) else None


def _where_it_differs(text: str, other: str) -> str:
    """`SHOWN` characters of a text, those among them that are not as in another one."""
    same = alike(text, other)
    if same <= SHOWN // 2 or len(text) <= SHOWN:
        return clip(text, SHOWN)
    start = min(same - SHOWN // 4, len(text) - SHOWN)
    return f"…{clip(text[start + 1 :], SHOWN - 1)}"
