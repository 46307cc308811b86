"""One action told in full: how it stands, every field that is filled, and its history."""

from collections.abc import Iterator
from datetime import date

from pmtui.guide.board import action_line, days, times
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.lines import person, words
from pmtui.model import address
from pmtui.model.commitments import Action, Step
from pmtui.model.kinds import OPEN_ACTIONS
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line


def standing(record: Postmortem, action: Action, today: date) -> str:
    """In sentences whether it is overdue, how often its date was moved, since when it is silent."""
    known = action_line(record, action)
    late, silent = known.days_late(today), known.days_silent(today)
    told = [
        f"Overdue by {days(late)}." if late else "",
        f"Its date was moved {times(known.moved)}." if known.moved else "",
        f"Nothing was said of it for {days(silent)}." if silent else "",
        "Its history is empty." if action.status in OPEN_ACTIONS and not action.history else "",
    ]
    return " ".join(filter(None, told))


def history(record: Postmortem, action: Action) -> tuple[str, ...]:
    """A line for each step of an action, the newest first; instants in UTC."""
    return tuple(_step(record, each) for each in reversed(action.history))


def story(record: Postmortem, action: Action, today: date) -> str:
    """All of an action as lines of text; none of its words acts as a line end."""
    head = (one_line(action.title or "no title"), words(action.status))
    past = history(record, action)
    lines = [
        " · ".join(head),
        standing(record, action, today),
        "",
        *_fields(record, action),
        "",
        "History, the newest first (UTC):" if past else "It has no history yet.",
        *past,
    ]
    return "\n".join(line for i, line in enumerate(lines) if line or i != 1)


def _fields(record: Postmortem, action: Action) -> Iterator[str]:
    for field in ITEM_FIELDS["actions"]:
        where = f"actions.{action.id}.{field.address}"
        value = address.get(record, where)
        if field.address == "title" or value is None or value == ():
            continue
        if address.slot_at(where).mark == "person" and isinstance(value, str):
            value = person(record, value)
        yield f"{field.label}: {one_line(words(value))}"


def _step(record: Postmortem, step: Step) -> str:
    """When, what became what, by whom and why."""
    at = words(step.at) or "time not known"
    before, after = _said(record, step, step.before), _said(record, step, step.after)
    what = f"{before} → {after}" if step.before else after
    kind = "" if step.field in (None, "status") else f"{words(step.field).replace('_', ' ')} "
    by = f", {person(record, step.by)}" if step.by else ""
    return one_line(f"{at}  {kind}{what}{by}" + (f": {step.reason}" if step.reason else ""))


def _said(record: Postmortem, step: Step, value: str | None) -> str:
    """One side of a step in words; an owner by name."""
    if value is None:
        return "none"
    return person(record, value) if step.field == "owner" else value.replace("_", " ")
