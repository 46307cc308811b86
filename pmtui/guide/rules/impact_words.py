"""What page 4 looks at in words and figures of the impact: vague counts, and figures too fine.

X4.8 is an exit of the page. The rest are the guide's nudges for it, numbered in their order; the
fourth, that nothing lasts, is X4.4.

====  ==========================================================================================
N4.1  a summary without a number or without a duration
N4.2  the duration of the response given as that of the impact
N4.3  "outage" where the service was lost in part only
N4.5  money to three digits and more, without a range
====  ==========================================================================================
"""

import re
from collections.abc import Iterator

from pmtui.guide.beside import VAGUE_COUNT, Beside
from pmtui.guide.rules.rule import BesideRule, Problem, Rule, said
from pmtui.model import figures
from pmtui.model.harm import Cost
from pmtui.model.kinds import Availability, RecordKind
from pmtui.model.postmortem import Postmortem

_TIME = r"\d{1,2}[:.]\d{2}"
_UNIT = r"s|sec(?:ond)?s?|min(?:ute)?s?|h|hrs?|hours?|days?|weeks?"
_DURATION = re.compile(
    rf"\b(\d+(?:[.,]\d+)*)[\s-]*(?:{_UNIT})\b|{_TIME}\s*(?:[-–]|to|until|and)\s*{_TIME}",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(\d+)[\s-]*min(?:ute)?s?\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:no|nobody|none|all|every|half|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_OUTAGE = re.compile(r"\boutages?\b", re.IGNORECASE)
_FINE_DIGITS = 3
_EXACT = re.compile(
    r"\b(?:measured|contracts?|invoiced?|invoices|bill(?:s|ed)?|paid|price list|ledger)\b",
    re.IGNORECASE,
)
"""Words of a basis that gives money to the last digit."""


def _vague_counts(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    hints = beside.hints(record)
    for where, text in _texts(record):
        for hint in hints(where, text, VAGUE_COUNT)[:1]:
            yield where, f"How many are “{text[hint.start : hint.end]}”? Give a number or a range."


def _texts(record: Postmortem) -> Iterator[tuple[str, str]]:
    """The texts of the impact, with their addresses."""
    impact = record.impact
    yield "impact.summary", impact.summary or ""
    yield "impact.details", impact.details or ""
    for measure in impact.immediate:
        yield f"impact.immediate.{measure.id}.note", measure.note or ""
    for effect in impact.long_term:
        yield f"impact.long_term.{effect.id}.text", effect.text or ""


def _no_number(record: Postmortem) -> Iterator[Problem]:
    summary = record.impact.summary or ""
    if not said(summary):
        return
    if not _NUMBER.search(_DURATION.sub("", summary)):
        yield "impact.summary", "Give count and share in the summary, or a range with its basis."
    if record.kind is not RecordKind.NEAR_MISS and not _DURATION.search(summary):
        yield "impact.summary", "Say in the summary how long it lasted."


def _response_for_impact(record: Postmortem) -> Iterator[Problem]:
    harm = figures.interval(record, "impact").minutes
    response = next(each.minutes for each in figures.since_detection(record) if each.name == "ttr")
    if response is None:
        return
    stated = {int(each) for each in _MINUTES.findall(record.impact.summary or "")}
    if harm == response:
        yield (
            "milestones.impact_start",
            f"The impact lasted as long as the response, {round(response)} minutes. When were "
            f"users first affected, and when no longer?",
        )
    elif response in stated and harm not in stated:
        yield (
            "impact.summary",
            f"{round(response)} minutes are the response, from detection to resolution. Say how "
            f"long users were affected.",
        )


def is_no_outage(record: Postmortem, text: str) -> bool:
    """Whether a text says "outage" where the service is known to have been lost in part only."""
    known = record.impact.availability not in (None, Availability.FULL)
    return known and _OUTAGE.search(text) is not None


def _not_an_outage(record: Postmortem) -> Iterator[Problem]:
    for where, text in (("title", record.title or ""), *_texts(record)):
        if is_no_outage(record, text):
            yield (
                where,
                f"“Outage” is the word for a full loss; here it was {record.impact.availability}. "
                f"Say what failed.",
            )


def _too_fine(record: Postmortem) -> Iterator[Problem]:
    for cost in record.impact.financial:
        if _is_too_fine(cost):
            yield (
                f"impact.financial.{cost.id}",
                f"{cost.item or cost.id}: round it to two digits or give a range. If it is exact, "
                f"say in the basis where it stands, such as an invoice.",
            )


def _is_too_fine(cost: Cost) -> bool:
    """Whether a figure of money stands alone with more digits than an estimate has."""
    alone = cost.best is not None and cost.low is None and cost.high is None
    if not alone or _EXACT.search(cost.basis or ""):
        return False
    digits = str(cost.best).replace(".", "").strip("0")
    return len(digits) >= _FINE_DIGITS


RULES = (
    BesideRule("X4.8", "warn", _vague_counts),
    Rule("N4.1", "hint", _no_number),
    Rule("N4.2", "hint", _response_for_impact),
    Rule("N4.3", "hint", _not_an_outage),
    Rule("N4.5", "hint", _too_fine),
)
