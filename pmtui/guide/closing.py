"""Closing a postmortem: what it asks. How it is opened again is in `model.follow_up`."""

from datetime import datetime

from pmtui.guide.done import mark, open_musts, says_why
from pmtui.model import address
from pmtui.model.follow_up import CLOSED, CannotSettle, Puts
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Mark, Postmortem
from pmtui.model.types import Moment

PAGE = "follow_up"
_MARK = f"progress.{PAGE}"


def closing(
    record: Postmortem,
    *,
    note: str | None,
    reopen_if: str | None,
    reason: str | None,
    who: str,
    now: datetime,
    at: Moment | None = None,
) -> Puts:
    """The record closed, now or at another moment, and its last page marked as done.

    Raises `CannotSettle` while a must of the page is open (X8.1 to X8.5) and no reason is given,
    and without an answer to what would make somebody open it again.
    """
    at = at or Moment(at=now, precision=Precision.EXACT)
    said: Puts = [
        ("follow_up.closing_note", (note or "").strip("\n") or None),
        ("follow_up.reopen_if", (reopen_if or "").strip() or None),
        (CLOSED, at),
    ]
    if said[1][1] is None:
        raise CannotSettle("Say what would make us open it again (follow_up.reopen_if).")
    closed = record
    for where, value in [*said, (_MARK, Mark())]:
        closed = address.put(closed, where, value)
    lacking = _lacking(closed, now)
    if lacking and not says_why(reason or ""):
        raise CannotSettle(f"It cannot be closed yet. {' '.join(lacking)}")
    return [*said, (_MARK, mark(who, now, (reason or "") if lacking else ""))]


def _lacking(record: Postmortem, now: datetime) -> list[str]:
    """What keeps the page from being done, a sentence for each rule and place."""
    from pmtui.guide.checks import check

    found = open_musts(PAGE, check(record, now.date()))
    return [f"{each.rule}: {each.message}" for each in found]
