"""Which fields customers are told: the default for each, and what was chosen instead.

By default these are the texts written for customers (else the summary of the impact and the
narrative), the milestones that customers can see, status updates sent to them, and commitments.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, CommsAudience
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import slots
from pmtui.model.sign_off import says
from pmtui.model.story import Milestones

PUBLIC = (
    "impact_start",
    "detected_at",
    "first_public_update",
    "mitigated_at",
    "impact_end",
    "resolved_at",
)
"""The milestones that customers can see or are told."""

FINISHED = (ActionStatus.DONE, ActionStatus.VERIFIED)

_INTERNAL = "only milestones and what customers see of the story are told"
_CAUSES = "causes are told in the text for customers"
_NEVER = {
    "quote": "Quotes stay inside.",
    "source": "Lines of logs and chats stay inside.",
    "prep": "Who took part, and the evidence, stay inside.",
    "report": "What is said of the report itself stays inside.",
    "notes": "Notes stay inside.",
}
_ITEMS = ("timeline", "communications", "causes", "lessons", "actions", "impact.immediate")
_FIELDS = ("title", "severity.final", "services", "impact.summary", "impact.details")
_WORDS = {each.partition(".")[0] for each in (*_ITEMS, *_FIELDS)} | {"analysis", "flags", "report"}
_TEXTS = ("title", "summary", "what_happened", "what_we_do")


@dataclass(frozen=True, slots=True)
class Visible:
    """A field or item that can be told customers. `why` says why it is, or is not."""

    address: str
    shown: bool
    why: str
    chosen: bool = False


def visibility(record: Postmortem) -> tuple[Visible, ...]:
    """Everything that is there and could be told, with whether it is."""
    return tuple(_chosen(record, each) for each in _defaults(record))


def never_told(record: Postmortem) -> tuple[Visible, ...]:
    """What is there and leaves in no case: quotes, lines of logs, evidence, people, notes."""
    found = [
        Visible(f"timeline.{each.id}.{name}", False, _NEVER[name])
        for name in ("quote", "source")
        for each in record.timeline
        if getattr(each, name)
    ]
    for where in ("prep.evidence", "prep.people"):
        items = address.get(record, where)
        found += [Visible(f"{where}.{each.id}", False, _NEVER["prep"]) for each in items]
    if record.notes:
        found.append(Visible("notes", False, _NEVER["notes"]))
    return tuple(found)


def is_shown(record: Postmortem, where: str) -> bool:
    """Whether customers are told a field or item."""
    return any(each.shown for each in visibility(record) if each.address == where)


def tells_more(before: Postmortem, after: Postmortem, field: str) -> bool:
    """Whether customers are told something that they were not before a field changed.

    That is another text, or another choice of what is told. Times, and how the work on an action
    goes, have no words that could betray anything.
    """
    parts = field.split(".")
    if parts[0] not in _WORDS or (parts[0] == "report" and parts[1] != "external"):
        return False
    was, now = _told(before), _told(after)
    if now - was:
        return True
    written = says(field) or parts[0] == "communications"
    return written and any(f"{field}.".startswith(f"{each}.") for each in now)


def _told(record: Postmortem) -> set[str]:
    return {each.address for each in visibility(record) if each.shown}


def tellable(record: Postmortem, where: str) -> str:
    """The address of what is told or not as a whole when somebody stands on a field of it.

    Raises `BadValue` with the reason where it never leaves, and `UnknownField`.
    """
    address.slot_at(where)
    parts = where.split(".")
    if parts[-1] in ("quote", "source", "origin", "known_then"):
        raise BadValue(f"{where} never leaves. {_NEVER.get(parts[-1], _NEVER['source'])}")
    texts = [f"report.external.{name}" for name in _TEXTS]
    for each in (*_FIELDS, *texts, "analysis.narrative"):
        if where == each:
            return each
    if parts[0] == "milestones" and len(parts) > 1:
        return ".".join(parts[:2])
    for each in _ITEMS:
        if where.startswith(f"{each}.") and address.has(record, where):
            return ".".join(parts[: each.count(".") + 2])
    why = _NEVER.get(parts[0], "The report for customers has no place for it.")
    raise BadValue(f"{where} never leaves. {why}")


def turned(record: Postmortem, where: str) -> tuple[list[tuple[str, object]], Visible]:
    """The puts that tell customers what they were not told, or the other way round.

    Raises `BadValue` for what never leaves or says nothing.
    """
    found = tellable(record, where)
    now = next((each for each in visibility(record) if each.address == found), None)
    if now is None:
        raise BadValue(f"{found} is empty: there is nothing to tell or to hold back.")
    lists = {"shown": record.report.external.shown, "held_back": record.report.external.held_back}
    left = {name: tuple(each for each in words if each != found) for name, words in lists.items()}
    default = next(each.shown for each in _defaults(record) if each.address == found)
    if default is now.shown:
        name = "held_back" if now.shown else "shown"
        left[name] = (*left[name], found)
    puts: list[tuple[str, object]] = [
        (f"report.external.{name}", words) for name, words in left.items() if words != lists[name]
    ]
    return puts, Visible(found, not now.shown, "you chose so", chosen=True)


def _chosen(record: Postmortem, each: Visible) -> Visible:
    external = record.report.external
    if each.address in external.held_back:
        return Visible(each.address, False, "held back by you", chosen=True)
    if each.address in external.shown:
        return Visible(each.address, True, "told because you chose so", chosen=True)
    return each


def _defaults(record: Postmortem) -> Iterator[Visible]:
    yield from _texts(record)
    for where in ("severity.final", "services", "impact.details"):
        if address.get(record, where):
            yield Visible(where, False, "the default is three plain sections")
    for name in slots(Milestones):
        if getattr(record.milestones, name) is not None:
            seen = name in PUBLIC
            yield Visible(f"milestones.{name}", seen, "" if seen else _INTERNAL)
    yield from (Visible(f"timeline.{each.id}", False, _INTERNAL) for each in record.timeline)
    for update in record.communications:
        why = "" if _is_public(update.audience) else "it was not written for customers"
        if not why and update.state in (None, "postmortem"):
            why = "it says nothing of how the incident went"
        yield Visible(f"communications.{update.id}", not why, why)
    yield from (Visible(f"causes.{each.id}", False, _CAUSES) for each in record.causes)
    yield from _commitments(record)
    lessons = "lessons are for those who work here"
    yield from (Visible(f"lessons.{each.id}", False, lessons) for each in record.lessons)
    figures = "figures are told in the text for customers"
    for measure in record.impact.immediate:
        yield Visible(f"impact.immediate.{measure.id}", False, figures)


def _texts(record: Postmortem) -> Iterator[Visible]:
    """The texts for customers, and those of the record that stand in for them."""
    external = record.report.external
    instead = {"title": "title", "summary": "impact.summary", "what_happened": "analysis.narrative"}
    for name in _TEXTS:
        own = (getattr(external, name) or "").strip()
        if own:
            yield Visible(f"report.external.{name}", True, "")
        other = instead.get(name)
        if other and str(address.get(record, other) or "").strip():
            why = f"report.external.{name} is told instead" if own else ""
            yield Visible(other, not own, why)


def _commitments(record: Postmortem) -> Iterator[Visible]:
    """The actions; in a matter of security, open ones wait until they are done (guide 6.4)."""
    written = (record.report.external.what_we_do or "").strip()
    for action in record.actions:
        why = ""
        if action.status not in (*FINISHED, *OPEN_ACTIONS):
            why = f"it is {action.status}, no commitment"
        elif record.flags.security and action.status not in FINISHED:
            why = "it is not done yet, and the incident touches security"
        elif written:
            why = "report.external.what_we_do is told instead"
        yield Visible(f"actions.{action.id}", not why, why)


def _is_public(audience: CommsAudience | None) -> bool:
    return audience in (CommsAudience.PUBLIC, CommsAudience.CUSTOMERS)
