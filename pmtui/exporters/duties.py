"""How a deadline that may apply reads: when it ends, from when it counts, what to look at."""

from datetime import datetime

from pmtui.exporters.phrases import Phrases
from pmtui.guide.deadlines import Notice


def name(notice: Notice) -> str:
    """The regime and its step, such as "DORA initial"."""
    return f"{notice.rule.regime} {notice.rule.step}"


def end(notice: Notice, say_it: Phrases) -> str:
    """When the deadline ends, in UTC and the zones of the record, or why that is not known."""
    if notice.due is not None:
        return f"by {_time(notice.due, say_it)}"
    if notice.start is not None:
        return "no fixed time"
    return f"clock starts when {notice.rule.starts}"


def remarks(notice: Notice, say_it: Phrases) -> str:
    """Who is told, from when the clock counts, the rule in words, what to look at, when met."""
    rule, found = notice.rule, [f"to: {notice.rule.to}", notice.rule.limit]
    if notice.start is not None:
        detected = ", detection, taken as awareness" if notice.from_detection else ""
        found.append(f"from {_time(notice.start, say_it)}{detected}")
    if notice.weekend:
        found.append("ends on a weekend in UTC or a zone shown, nothing is moved")
    if rule.working_days and notice.due is not None:
        found.append(_calendar(say_it))
    if notice.done is not None:
        found.append(f"done {_time(notice.done, say_it)}")
    return "; ".join(found)


def _calendar(say_it: Phrases) -> str:
    """Which days a clock of working days counts."""
    off = sorted(say_it.record.days_off)
    if not off:
        return "Monday to Friday counted, no days off are entered (days_off)"
    return f"Monday to Friday counted without the days off {', '.join(map(str, off))}"


def _time(at: datetime, say_it: Phrases) -> str:
    return f"{at:%a} {say_it.time(at)}"
