"""The log of status updates, looked at after the fact (domain guide, 6.5).

====  ==========================================================================================
SP1   the first update for customers came late after the declaration
SP2   a long silence in the first two hours
SP3   an update that does not say the effect, who is affected, or when the next one comes
SP4   a last update that says nothing of what lingers
====  ==========================================================================================

The limits are PagerDuty's, as the guide has them.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from pmtui.guide import policy
from pmtui.guide.rules.rule import Problem, Rule
from pmtui.model.kinds import CommsAudience
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Communication

_FIRST = timedelta(minutes=15)
_GAP = timedelta(minutes=30)
_BUSY = timedelta(hours=2)
_SAYS_LITTLE = {"resolved", "postmortem", "summary", None}
_BEGINNING = {"investigating", "identified"}

_EFFECT = re.compile(
    r"fail|error|slow|delay|degrad|unavailab|down\b|cannot|can't|can’t|unable|not\b|lost|los[es]"
    r"|miss|wait|reject|interrupt|affect|disrupt|impact|works?\b|time[ds]?[ -]?out",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\d|\b(?:all|some|most|many|few|half|part|share|only|every|any|one|two|several|customers?|users?"
    r"|merchants?|region|everybody|everyone|nobody|number)\b|%",
    re.IGNORECASE,
)
_NEXT = re.compile(r"next update|update (?:you|again|by|at|in)|will update", re.IGNORECASE)
_LINGERS = re.compile(
    r"remain|still|linger|follow|lasting|left\b|backlog|hold|delay|catch|caught|queue|later|again"
    r"|no (?:further|other|data)|nothing|nobody|fully|all .*(?:normal|back|work)|will be",
    re.IGNORECASE,
)


def _to_customers(record: Postmortem) -> list[Communication]:
    """The updates for customers during the incident, first to last."""
    seen = (CommsAudience.PUBLIC, CommsAudience.CUSTOMERS)
    found = [each for each in record.communications if each.audience in seen and each.at]
    during = [each for each in found if each.state != "postmortem"]
    return sorted(during, key=lambda each: each.at or datetime.max)


def _late(record: Postmortem) -> Iterator[Problem]:
    declared, updates = record.milestones.declared_at, _to_customers(record)
    if declared is None or declared.at is None or not policy.is_major(record) or not updates:
        return
    first = updates[0].at
    if first is not None and first - declared.at > _FIRST:
        minutes = round((first - declared.at).total_seconds() / 60)
        yield (
            f"communications.{updates[0].id}.at",
            f"The first update came {minutes} minutes after the declaration; policy says 15. What "
            f"would have made it possible sooner?",
        )


def _silent(record: Postmortem) -> Iterator[Problem]:
    updates = _to_customers(record)
    for before, after in pairwise(updates):
        start, end = before.at, after.at
        if start is None or end is None or updates[0].at is None:
            continue
        if before.next_update_at is not None and end <= before.next_update_at:
            continue  # it came when it was promised
        if end - start > _GAP and end - updates[0].at <= _BUSY:
            minutes = round((end - start).total_seconds() / 60)
            yield (
                f"communications.{after.id}.at",
                f"{minutes} minutes of silence before {after.id}; in the first two hours an update "
                f"is due every 30 minutes.",
            )


def _says_too_little(record: Postmortem) -> Iterator[Problem]:
    for update in _to_customers(record):
        if update.state in _SAYS_LITTLE or not (update.text or "").strip():
            continue
        if missing := " and ".join(_missing(update)):
            yield f"communications.{update.id}.text", f"{update.id} does not say {missing}."


def _missing(update: Communication) -> Iterator[str]:
    text = update.text or ""
    rest = _NEXT.split(text)[0]
    if update.state in _BEGINNING and not _EFFECT.search(rest):
        yield "what customers notice"
    if update.state in _BEGINNING and not _SCOPE.search(rest):
        yield "who or how many are affected"
    if update.next_update_at is None and not _NEXT.search(text):
        yield "when the next update comes"


def _ends_without(record: Postmortem) -> Iterator[Problem]:
    updates = [each for each in _to_customers(record) if each.state == "resolved"]
    if updates and not _LINGERS.search(updates[-1].text or ""):
        yield (
            f"communications.{updates[-1].id}.text",
            f"{updates[-1].id} closes the incident: say what lingers, or that nothing does.",
        )


RULES = (
    Rule("SP1", "hint", _late),
    Rule("SP2", "hint", _silent),
    Rule("SP3", "hint", _says_too_little),
    Rule("SP4", "hint", _ends_without),
)
