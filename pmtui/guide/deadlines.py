"""The duties to notify that may apply to an incident: facts and arithmetic, no advice.

The rules are data (``deadlines.json``) with the day as of which they hold and the source of each.
Hours are clock time that passes in UTC; a month ends on the same day of the next month, or on its
last; working days are Monday to Friday without the record's days off. A weekend is named, and
nothing is moved for it.
"""

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pmtui.guide import policy
from pmtui.model.dates import later
from pmtui.model.errors import BadValue
from pmtui.model.harm import Deadline
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.walltime import in_zone

_DATA = Path(__file__).with_name("deadlines.json")
_AWARE = "aware"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One step of a regime. `starts` says what starts its clock.

    `clock` is "aware" where detection is taken for it, or the step whose submission it is; without
    one, only the record's own list of deadlines can say. A rule without hours, days, working days
    and months has no fixed end, such as "without undue delay". `hours_from_awareness` ends a clock
    that was started within them. `since` is the first day on which the rule applies.
    """

    regime: str
    step: str
    source: str
    when: str
    to: str
    starts: str
    limit: str
    clock: str = ""
    hours: int = 0
    days: int = 0
    working_days: int = 0
    months: int = 0
    hours_from_awareness: int = 0
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A deadline that may apply: when its clock started, ends, and when it was met; None unknown.

    `from_detection` is True where detection was taken for the moment of awareness; `weekend` where
    the end is on a Saturday or Sunday in UTC or a zone of the record.
    """

    rule: Rule
    start: datetime | None
    due: datetime | None
    done: datetime | None
    from_detection: bool
    weekend: bool


def as_of() -> date:
    """The day as of which the rules hold."""
    return date.fromisoformat(_data()["as_of"])


def banner() -> str:
    """What stands above every list of deadlines."""
    return f"{_data()['banner']} Rules as of {as_of()}."


def may_apply(record: Postmortem) -> tuple[Notice, ...]:
    """The deadlines that nothing in the record rules out, in the order of the rules.

    Those on personal data may apply until somebody says that there was no breach, those on major
    incidents for SEV1 and SEV2, those on products also for a security incident. One that the
    record's own list marks as not applying is left out, and all of its regime where that is the
    only one of it in the list.
    """
    aware = _aware(record)
    return tuple(
        _notice(record, rule, aware)
        for rule in map(_rule, range(len(_data()["rules"])))
        if _meant(record, rule.when)
        and not _ruled_out(record, rule)
        and (not rule.since or aware is None or aware.date() >= date.fromisoformat(rule.since))
    )


def end_of(
    rule: Rule, start: datetime, aware: datetime | None, days_off: Collection[date] = ()
) -> datetime | None:
    """When a clock ends, in UTC; None for a rule without a fixed end or past the year 9999.

    `days_off` are no working days, as Saturdays and Sundays are not.
    """
    begin = start.astimezone(UTC)
    try:
        if rule.months:
            return datetime.combine(later(begin.date(), rule.months, "m"), begin.timetz())
        if rule.working_days:
            return policy.after(policy.Limit(rule.working_days, working=True), begin, days_off)
        if not (rule.hours or rule.days):
            return None
        end = begin + timedelta(hours=rule.hours, days=rule.days)
        if rule.hours_from_awareness and aware:
            last = aware.astimezone(UTC) + timedelta(hours=rule.hours_from_awareness)
            return min(end, last) if begin <= last else end
    except (OverflowError, ValueError):
        return None
    return end


def _notice(record: Postmortem, rule: Rule, aware: datetime | None) -> Notice:
    own = _own(record, rule.regime, rule.step)
    start = own.clock_start if own else None
    before = _own(record, rule.regime, rule.clock)
    from_detection = start is None and rule.clock == _AWARE and aware is not None
    if from_detection:
        start = aware
    elif start is None and before is not None:
        start = before.done
    due = end_of(rule, start, aware, record.days_off) if start else None
    return Notice(
        rule=rule,
        start=start,
        due=due,
        done=own.done if own else None,
        from_detection=from_detection,
        weekend=due is not None and _at_weekend(record, due),
    )


def _at_weekend(record: Postmortem, due: datetime) -> bool:
    """Whether it is Saturday or Sunday in UTC or a zone of the record that is known."""
    for zone in ("UTC", *record.display_timezones):
        with suppress(BadValue):
            if in_zone(due, zone).weekday() > 4:
                return True
    return False


def _aware(record: Postmortem) -> datetime | None:
    """Detection, which stands for awareness until the record's own list says otherwise."""
    found = record.milestones.detected_at
    known = found is not None and found.precision in {Precision.EXACT, Precision.APPROX}
    return found.at if found is not None and known else None


def _own(record: Postmortem, regime: str, step: str) -> Deadline | None:
    """The deadline of that regime and step in the record's own list."""
    wanted = (regime.casefold(), step.casefold())
    return next((each for each in record.deadlines if _named(each) == wanted), None)


def _named(each: Deadline) -> tuple[str, str]:
    return (each.regime or "").strip().casefold(), (each.step or "").strip().casefold()


def _meant(record: Postmortem, when: str) -> bool:
    if when == "personal_data":
        return record.impact.data.personal_data_breach is not False
    return policy.is_major(record) or (when == "security" and record.flags.security is True)


def _ruled_out(record: Postmortem, rule: Rule) -> bool:
    own = _own(record, rule.regime, rule.step)
    if own is not None:
        return own.applies is False
    listed = [each for each in record.deadlines if _named(each)[0] == rule.regime.casefold()]
    return bool(listed) and all(each.applies is False for each in listed)


@cache
def _rule(place: int) -> Rule:
    return Rule(**_data()["rules"][place])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data
