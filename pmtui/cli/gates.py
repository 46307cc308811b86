"""What ``edit`` asks before a page is done, a report is published, or a state is moved."""

import re
from typing import TYPE_CHECKING, Any

from pmtui.cli.params import now, today
from pmtui.model.errors import PmtuiError

if TYPE_CHECKING:
    from pmtui.edits import Put
    from pmtui.model.postmortem import Postmortem

_DONE = re.compile(r"progress\.(\w+)\.done_at")
_ACTION_STATUS = re.compile(r"actions\.(a\d+)\.status")
_IDEA = re.compile(r"parking_lot\.(i\d+)\.(status|to)")


class StillOpen(PmtuiError):
    """A page that lacks what its done mark needs."""


def refuse_while_open(record: "Postmortem", field: str, value: Any) -> None:
    """Raises `StillOpen` for a done mark, or for publishing, while a "must" rule is open.

    A reason written into the page's override lowers its rules, so that both pass.
    """
    found = _DONE.fullmatch(field)
    page = found[1] if found and value is not None else None
    if field == "report.status" and value == "published":
        page = "report"
    if page is None:
        return
    from pmtui.guide.checks import check

    # no must asks for other postmortems
    here = [each for each in check(record, today()) if each.step == page]
    missing = dict.fromkeys(each.rule for each in here if each.level == "must")
    if missing:
        rules = ", ".join(missing)
        raise StillOpen(
            f"{page} still lacks {rules}. See: pmtui check {record.id} --step {page}. To go on "
            f"without, write the reason into progress.{page}.override first."
        )


def moved_report(record: "Postmortem", field: str, value: Any, who: str) -> "list[Put] | None":
    """The puts of a report whose status is set; or raises with what it lacks.

    A reason written into the page's override stands in for what is missing.
    """
    if field != "report.status" or value is record.report.status:
        return None
    from pmtui.guide.context import person
    from pmtui.model.sign_off import lacks, moving

    puts = moving(record, value, by=person(record, who), at=now())
    missing = () if (record.progress.report.override or "").strip() else lacks(record, value)
    if missing:
        sentences = " ".join(dict.fromkeys(sentence for _, sentence in missing))
        raise StillOpen(
            f"{sentences} To go on without, write the reason into progress.report.override first."
        )
    return puts


def decided_idea(record: "Postmortem", field: str, value: Any) -> "list[Put] | None":
    """The puts that decide on a parked idea whose status is set, as on the screen; or raises.

    What it leads to is refused where nothing would come of it.
    """
    found = _IDEA.fullmatch(field)
    if not found:
        return None
    from pmtui.model.ideas import decision, refuse_dead_end

    if found[2] == "to":
        refuse_dead_end(record, found[1], value)
        return None
    return decision(record, found[1], value)


def moved_action(record: "Postmortem", field: str, value: Any, who: str) -> "Put | None":
    """The put of an action whose status is set: it moves as by ``pmtui action``, or raises."""
    found = _ACTION_STATUS.fullmatch(field)
    if not found:
        return None
    from pmtui.model.actions import move
    from pmtui.model.address import get
    from pmtui.model.kinds import ActionStatus

    item = f"actions.{found[1]}"
    if get(record, item).status == value:
        return item, get(record, item)
    moved = move(
        record,
        found[1],
        value,
        by=who if value is ActionStatus.ACCEPTED else None,
        note=None,
        due=None,
        owner=None,
        today=today(),
        now=now(),
    )
    return item, get(moved, item)
