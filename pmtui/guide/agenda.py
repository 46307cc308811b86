"""The agenda of the meeting: the usual time boxes by depth, or the record's own blocks.

The boxes follow Etsy's debriefing guide, which gives most of the hour to the timeline.
"""

from dataclasses import dataclass, replace

from pmtui.guide import policy
from pmtui.model.address import next_id
from pmtui.model.kinds import Depth, Severity
from pmtui.model.meeting import Block, PageName
from pmtui.model.postmortem import Postmortem

_DEPTHS = {Severity.SEV1: Depth.DEEP, Severity.SEV2: Depth.STANDARD}
"""The depth that a severity asks for; every other one asks for a quick meeting."""


@dataclass(frozen=True, slots=True)
class Box:
    """A usual block: its name, its page, its minutes in a quick, standard and deep meeting."""

    name: str
    page: PageName
    minutes: tuple[int, int, int]


BOXES = (
    Box("Opening", PageName.PREPARATION, (2, 5, 7)),
    Box("Timeline", PageName.ANALYSIS, (12, 25, 35)),
    Box("Causes", PageName.ROOT_CAUSE, (8, 15, 25)),
    Box("Impact", PageName.IMPACT, (1, 4, 6)),
    Box("Lessons", PageName.LESSONS, (5, 8, 12)),
    Box("Close", PageName.RECOMMENDATIONS, (2, 3, 5)),
)
"""The blocks of 30, 60 and 90 minutes."""


def depth_of(record: Postmortem) -> Depth:
    """The depth that was chosen or, without a choice, the one that the severity asks for."""
    level = policy.severity(record)
    return record.prep.depth or (_DEPTHS.get(level, Depth.QUICK) if level else Depth.QUICK)


def usual(depth: Depth) -> tuple[Block, ...]:
    """The usual blocks of a meeting of that depth."""
    place = list(Depth).index(depth)
    ids = [f"{Block.PREFIX}{number}" for number in range(1, len(BOXES) + 1)]
    return tuple(
        Block(id=each, name=box.name, page=box.page, minutes=box.minutes[place])
        for each, box in zip(ids, BOXES, strict=True)
    )


def agenda(record: Postmortem) -> tuple[Block, ...]:
    """The blocks of the meeting: the record's own, else the usual ones for its depth."""
    return record.prep.agenda or usual(depth_of(record))


def minutes_on(record: Postmortem, page: str) -> int | None:
    """The minutes that the agenda gives to a page; None for a page without a block."""
    here = [block.planned for block in agenda(record) if block.page == page]
    return sum(here) if here else None


def of_own(record: Postmortem) -> tuple[tuple[str, Block], ...]:
    """The puts that write the agenda into the record, so that it can be changed; none if it is."""
    if record.prep.agenda:
        return ()
    return tuple((f"prep.agenda.{block.id}", block) for block in numbered(record, depth_of(record)))


def numbered(record: Postmortem, depth: Depth) -> tuple[Block, ...]:
    """The usual blocks of a depth with ids that no block of the record ever had."""
    first = int(next_id(record, "prep.agenda")[1:])
    return tuple(
        replace(block, id=f"{Block.PREFIX}{number}")
        for number, block in enumerate(usual(depth), first)
    )
