"""The planned and actual minutes of the meeting, block by block."""

from pmtui.exporters.blocks import Block, Paragraph, Table
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, say
from pmtui.guide.agenda import agenda
from pmtui.model.meeting import MINUTE, Spent, in_order, standing


def meeting_blocks(say_it: Phrases) -> list[Block]:
    """What each block of the agenda was to take and took; nothing without a run of the clock.

    A clock that still runs is counted up to its last turn, so that the same record says the same.
    """
    record = say_it.record
    turns = in_order(record.turns)
    if not turns or turns[-1].at is None:
        return []
    meeting = standing(agenda(record), turns, turns[-1].at)
    rows = [_row(each) for each in meeting.blocks]
    taken = [round(each.time / MINUTE) for each in meeting.blocks]
    if outside := round(meeting.outside / MINUTE):
        rows.append(("Outside the blocks", "", "", str(outside)))
    rows.append(("Total", str(meeting.planned), "", str(sum(taken) + outside)))
    head = ("Block", "Planned (min)", "Moved (min)", "Actual (min)")
    table = Table("Minutes of the meeting", head, tuple(rows))
    running = [Paragraph("The clock was still running.")] if meeting.running else []
    return [Heading("Minutes of the meeting"), table, *running]


def _row(spent: Spent) -> tuple[str, ...]:
    block = spent.block
    planned = NOT_KNOWN if block.minutes is None else str(block.minutes)
    moved = f"{block.moved:+}" if block.moved else ""
    return (say(block.name, block.id), planned, moved, str(round(spent.time / MINUTE)))
