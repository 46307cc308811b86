"""One line for each item of a list, as the screens show it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance
from pmtui.model.harm import Cost, LongTerm, Measure, Segment
from pmtui.model.meeting import Block, Turn
from pmtui.model.people import Evidence, Participant, PreTalk, Stakeholder
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import (
    Comment,
    Distribution,
    Reading,
    Redaction,
    Review,
    Signoff,
    Version,
)
from pmtui.model.roster import participant
from pmtui.model.schema import slots
from pmtui.model.story import Communication, OpenQuestion
from pmtui.model.types import Number


def words(value: Any) -> str:
    """A value in words: choices without underscores, instants to the minute in UTC."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, tuple):
        return ", ".join(words(each) for each in value)
    return str(value).replace("_", " ") if type(value) is not str else value


def person(record: Postmortem, ref: str | None) -> str:
    """The name of somebody in the record, or the words as typed."""
    found = participant(record, ref)
    return (found.name or found.handle if found else None) or ref or ""


def line(record: Postmortem, list_address: str, item: Any) -> str:
    """The item on one line, without its id."""
    make = _LINES.get(list_address)
    if make is not None:
        return make(record, item)
    texts = [getattr(item, name) for name in slots(type(item)) if name != "id"]
    return _join(*(words(each) for each in texts if each and isinstance(each, str | tuple)))


def _join(*parts: str, by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def _person_line(_record: Postmortem, item: Participant) -> str:
    name = _join(item.name or "", item.handle or "", by=" ")
    return _join(
        name,
        words(item.roles).replace("_", " "),
        item.team or "",
        "involved" if item.involved else "",
    )


def _evidence_line(record: Postmortem, item: Evidence) -> str:
    saved = person(record, item.collected_by)
    until = f"by {item.save_by}" if item.save_by else ""
    return _join(
        words(item.kind),
        _join(saved, until, by=" "),
        item.title or "",
        item.ref or "",
        item.retention_risk or "",
    )


def _block_line(_record: Postmortem, item: Block) -> str:
    moved = f"({item.moved:+})" if item.moved else ""
    minutes = _join("no minutes" if item.minutes is None else f"{item.minutes} min", moved, by=" ")
    return _join(minutes, item.name or "", words(item.page).replace("_", " "))


def _turn_line(_record: Postmortem, item: Turn) -> str:
    return _join(words(item.at) or "time?", words(item.page) or "paused", item.by or "")


def _stakeholder_line(_record: Postmortem, item: Stakeholder) -> str:
    return _join(item.who or "", item.interest or "", words(item.needs))


def _talk_line(record: Postmortem, item: PreTalk) -> str:
    return _join(person(record, item.person), "done" if item.done else "to do", words(item.at))


def _question_line(record: Postmortem, item: OpenQuestion) -> str:
    return _join(item.text or "", person(record, item.asked_of), words(item.due), item.answer or "")


def _update_line(_record: Postmortem, item: Communication) -> str:
    return _join(words(item.at), words(item.audience), item.state or "", item.text or "")


def _measure_line(_record: Postmortem, item: Measure) -> str:
    of = f"of {words(item.of)}" if item.of is not None else ""
    figure = _join(_estimate(item.low, item.value, item.high), of, item.unit or "", by=" ")
    return _join(item.metric or "", figure, words(item.basis) or "no basis")


def _segment_line(_record: Postmortem, item: Segment) -> str:
    span = f"{item.start:%H:%M}" if item.start else "?"
    span += f"-{item.end:%H:%M}" if item.end else "-?"
    affected = f"{words(item.affected)} affected" if item.affected is not None else ""
    failed = f"{words(item.failed)} of {words(item.attempts)} failed" if item.attempts else ""
    share = f"{item.failure_share:.1%} failed" if item.failure_share is not None else ""
    return _join(span, affected, failed, share)


def _cost_line(_record: Postmortem, item: Cost) -> str:
    figure = _join(_estimate(item.low, item.best, item.high), item.currency or "", by=" ")
    return _join(item.item or "", figure, item.basis or "no basis")


def _estimate(low: Number | None, best: Number | None, high: Number | None) -> str:
    """The best figure with its range, or what is known of it."""
    if low is None and high is None:
        return words(best) or "not estimated"
    spread = f"{words(low) or '?'}-{words(high) or '?'}"
    return spread if best is None else f"{words(best)} ({spread})"


def _long_term_line(record: Postmortem, item: LongTerm) -> str:
    until = f"review {item.review_on}" if item.review_on else ""
    lasts = f"lasts {item.horizon}" if item.horizon else ""
    return _join(words(item.area), item.text or "", lasts, person(record, item.owner), until)


def _lesson_line(_record: Postmortem, item: Lesson) -> str:
    return _join(words(item.kind) or "kind?", item.text or "", item.generalises_to or "")


def _idea_line(_record: Postmortem, item: Idea) -> str:
    return _join(words(item.status), item.text or "", item.to or "", item.reason or "")


def _action_line(record: Postmortem, item: Action) -> str:
    owner = person(record, item.owner) or "no owner"
    due = f"due {item.due}" if item.due else "no date"
    head = _join(words(item.priority), words(item.status), by=" ")
    return _join(head, item.title or "", owner, due)


def _risk_line(record: Postmortem, item: RiskAcceptance) -> str:
    until = f"review {item.review_on}" if item.review_on else "no review date"
    by = person(record, item.accepted_by) or "nobody yet"
    return _join(words(item.causes), item.statement or "", by, until)


def _signoff_line(record: Postmortem, item: Signoff) -> str:
    return _join(item.role or "", person(record, item.person), words(item.state), words(item.at))


def _comment_line(record: Postmortem, item: Comment) -> str:
    state = "" if item.resolved_at is None else "resolved"
    said = _join(person(record, item.author), item.text or "", by=": ")
    return _join(item.field or "", said, words(item.at), state)


def _reading_line(record: Postmortem, item: Reading) -> str:
    version = f"version {item.version}" if item.version else ""
    return _join(person(record, item.person), version, words(item.at))


def _version_line(record: Postmortem, item: Version) -> str:
    by = f"by {person(record, item.by)}" if item.by else ""
    return _join(item.version or "", words(item.at), by, item.note or "")


def _redaction_line(record: Postmortem, item: Redaction) -> str:
    by = f"by “{item.instead}”" if item.instead else ""
    where = item.field or ("everywhere" if item.match_hash else "")
    done = _join(item.decision or "undecided", by, by=" ")
    return _join(item.rule or "", done, where, person(record, item.by), words(item.at))


def _distribution_line(_record: Postmortem, item: Distribution) -> str:
    return _join(words(item.variant), words(item.to), item.channel or "", words(item.at))


def _review_line(_record: Postmortem, item: Review) -> str:
    return _join(
        words(item.kind), words(item.at), "held" if item.held else "planned", item.notes or ""
    )


_LINES: dict[str, Callable[[Postmortem, Any], str]] = {
    "prep.people": _person_line,
    "prep.evidence": _evidence_line,
    "prep.agenda": _block_line,
    "turns": _turn_line,
    "prep.stakeholders": _stakeholder_line,
    "prep.pre_talks": _talk_line,
    "open_questions": _question_line,
    "communications": _update_line,
    "impact.immediate": _measure_line,
    "impact.segments": _segment_line,
    "impact.financial": _cost_line,
    "impact.long_term": _long_term_line,
    "lessons": _lesson_line,
    "parking_lot": _idea_line,
    "actions": _action_line,
    "risk_acceptances": _risk_line,
    "report.signoffs": _signoff_line,
    "report.comments": _comment_line,
    "report.readers": _reading_line,
    "report.versions": _version_line,
    "report.redactions": _redaction_line,
    "report.distribution": _distribution_line,
    "follow_up.reviews": _review_line,
}
