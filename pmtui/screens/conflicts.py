"""Fields that two people changed at the same time: what the other one wrote, and settling it."""

from pmtui.edits import Put, removal
from pmtui.guide.fields import page_of
from pmtui.guide.lines import words
from pmtui.model import address
from pmtui.model.conflict import Conflict
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line
from pmtui.store.kept_values import other_value

SHOWN = 80
"""Characters of the other value that are shown."""


def conflict_on(record: Postmortem, page: str) -> Conflict | None:
    """The first conflict about a field of a page, or about one that is on no page."""
    return next(
        (each for each in record.conflicts if page_of(each.field or "") in (page, None)), None
    )


def sentence(record: Postmortem, conflict: Conflict) -> str:
    """Who wrote what, and what can be done about it."""
    by, field = conflict.by or "Somebody else", conflict.field or ""
    value = other_value(conflict)
    if value is None and address.get_item(record, field) is not None:
        said = f"{by} removed {field} while it was changed here."
    else:
        said = f"{by} wrote in {field}: “{clip(one_line(words(value)), SHOWN)}”."
    return f"{said} y takes that, n keeps what is here."


def settled(record: Postmortem, conflict: Conflict, take: bool) -> list[Put]:
    """The puts that settle a conflict: with the other value, or with what the field holds."""
    gone: Put = (f"conflicts.{conflict.id}", None)
    field, value = conflict.field or "", other_value(conflict)
    if not take or not address.has(record, field):
        return [gone]
    if value is None and address.get_item(record, field) is not None:
        return [gone, *removal(record, field)]
    return [gone, (field, value)]
