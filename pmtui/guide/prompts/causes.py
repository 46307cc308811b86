"""What the tree of causes and the figures of the impact give reason to ask."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pmtui.guide.prompts.prompt import Ask, Prompt, about
from pmtui.guide.rules.rule import said
from pmtui.guide.threads import offers
from pmtui.model import causes, figures
from pmtui.model.kinds import Category, CauseRole, StopReason
from pmtui.model.postmortem import Postmortem

_OPEN_END = {
    None: "what made this possible? Or does it end here?",
    StopReason.NEEDS_EVIDENCE: "what evidence would settle this?",
    StopReason.TIME_BOX: "time ran out here. What made this possible?",
}
"""By why the questions wait at a cause (`model/causes.py`)."""


def _open_ends(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for cause in causes.open_ends(record):
        question, where = _OPEN_END[cause.stop.reason], f"causes.{cause.id}.stop.reason"
        yield about(cause.id, cause.statement, question, where)


def _gates(record: Postmortem, _today: date) -> Iterator[Prompt]:
    out = causes.ruled_out(record)
    alive = [cause for cause in record.causes if cause.id not in out]
    below = Counter(parent for cause in alive for parent in dict.fromkeys(cause.parents))
    for cause in alive:
        if below[cause.id] > 1 and cause.gate is None:
            question = "which of the causes below this were needed together?"
            yield about(cause.id, cause.statement, question, f"causes.{cause.id}.gate")


def _inside(record: Postmortem, _today: date) -> Iterator[Prompt]:
    """What a trigger, or a condition with people in it, looked like at the time."""
    out = causes.ruled_out(record)
    for cause in record.causes:
        lived = cause.role is CauseRole.TRIGGER or cause.category is Category.PEOPLE
        if lived and cause.id not in out and not said(cause.made_sense):
            question = "what made this sensible, or hard to see, at the time?"
            yield about(cause.id, cause.statement, question, f"causes.{cause.id}.made_sense")


def _threads(record: Postmortem, _today: date) -> Iterator[Prompt]:
    """The questions that the figures ask for and that nobody follows yet."""
    for offer in offers(record) if record.causes else ():
        yield Prompt(offer.question, "threads")


def _bases(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for each in record.impact.immediate:
        if each.basis is None:
            question = "how do we know the number, and how sure are we?"
            yield about(each.id, each.metric, question, f"impact.immediate.{each.id}.basis")


def _duration(record: Postmortem, _today: date) -> Iterator[Prompt]:
    minutes = figures.interval(record, "impact").minutes
    if minutes is not None and minutes >= 0 and not record.impact.duration_confirmed:
        question = f"Users were affected for {round(minutes)} minutes: how does that fit with "
        yield Prompt(f"{question}what they say?", "impact.duration_confirmed")


def _data(record: Postmortem, _today: date) -> Iterator[Prompt]:
    begun = said(record.impact.summary) or record.impact.immediate
    if begun and record.impact.data.loss is None:
        yield Prompt("What do we know of data that was lost or is wrong?", "impact.data.loss")
    if begun and record.impact.data.personal_data_breach is None:
        yield Prompt(
            "Who could see data of others meanwhile, and how do we know?",
            "impact.data.personal_data_breach",
        )


OF_ROOT_CAUSE: tuple[Ask, ...] = (_open_ends, _gates, _inside, _threads)
OF_IMPACT: tuple[Ask, ...] = (_bases, _duration, _data)
