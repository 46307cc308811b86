"""The meeting: the blocks of its agenda, its turns from page to page, and the time of each block.

A turn says from when on the meeting is on a page. Turns are only added, so that two people can
make them at once, and all times are sums over them: nothing runs while nobody looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

MINUTE = timedelta(minutes=1)

MOST_MINUTES = 24 * 60
"""Minutes of a block or a meeting that are counted with."""


class PageName(StrEnum):
    """The nine pages, by the names that they have everywhere."""

    PREPARATION = "preparation"
    ANALYSIS = "analysis"
    ROOT_CAUSE = "root_cause"
    IMPACT = "impact"
    LESSONS = "lessons"
    RECOMMENDATIONS = "recommendations"
    REPORT = "report"
    IMPLEMENTATION = "implementation"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One time box of the agenda; the meeting is in it while it is on its `page`.

    `minutes` are those of the plan, `moved` those given to it in the meeting or, negative, taken
    from it. A block without a page is meant wherever no other block is.
    """

    PREFIX: ClassVar[str] = "B"

    id: str
    name: str | None = None
    page: PageName | None = None
    minutes: int | None = None
    moved: int | None = None

    @property
    def planned(self) -> int:
        """The minutes that the block has now, from 0 to a day."""
        return min(max((self.minutes or 0) + (self.moved or 0), 0), MOST_MINUTES)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """From `at` on the meeting is on `page`; without one it stands still. `by` turned it."""

    PREFIX: ClassVar[str] = "M"

    id: str
    at: datetime | None = None
    page: PageName | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """A block with the time that the meeting has been in it."""

    block: Block
    time: timedelta

    @property
    def left(self) -> timedelta:
        """The time that it has left; negative when it is over."""
        return self.block.planned * MINUTE - self.time


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a meeting stands: the time in each block, and what was spent outside all of them.

    `now` is the place in `blocks` of the one that the meeting is in, or was before it was paused;
    None outside the blocks. `began` is None for a meeting that has not been started.
    """

    began: datetime | None
    running: bool
    blocks: tuple[Spent, ...]
    outside: timedelta
    now: int | None

    @property
    def block(self) -> Spent | None:
        """The block that the meeting is in."""
        return None if self.now is None else self.blocks[self.now]

    @property
    def total(self) -> timedelta:
        """The time of the whole meeting, without pauses."""
        return sum((each.time for each in self.blocks), self.outside)

    @property
    def planned(self) -> int:
        """The minutes of the whole agenda; moving some from block to block changes nothing."""
        return sum(each.block.planned for each in self.blocks)


def in_order(turns: Sequence[Turn]) -> list[Turn]:
    """The turns whose time is known, from the first to the last."""
    known = [(turn.at, int(turn.id[1:]), turn) for turn in turns if turn.at is not None]
    return [turn for _, _, turn in sorted(known, key=lambda each: each[:2])]


def standing(blocks: Sequence[Block], turns: Sequence[Turn], now: datetime) -> Standing:
    """Where the meeting stands at an instant.

    Blocks that share a page are filled one after the other; the last of them takes what is over.
    A turn after `now`, from a clock that is ahead, has lasted no time yet.
    """
    known = in_order(turns)
    times: dict[PageName | None, timedelta] = {}
    paged = {each.page for each in blocks}
    for turn, end in zip(known, [*(each.at for each in known[1:]), now], strict=False):
        if turn.page is not None and turn.at is not None and end is not None:
            page = turn.page if turn.page in paged else None
            times[page] = times.get(page, timedelta()) + max(end - turn.at, timedelta())
    spent = tuple(_filled(blocks, times))
    outside = timedelta() if None in paged else times.get(None, timedelta())
    pages = [turn.page for turn in known if turn.page is not None]
    here = _place(spent, pages[-1] if pages and pages[-1] in paged else None) if pages else None
    if not known:
        return Standing(None, False, spent, outside, None)
    return Standing(known[0].at, known[-1].page is not None, spent, outside, here)


def _filled(blocks: Sequence[Block], times: Mapping[PageName | None, timedelta]) -> Iterator[Spent]:
    """Each block with its part of the time on its page."""
    left = dict(times)
    last = {block.page: place for place, block in enumerate(blocks)}
    for place, block in enumerate(blocks):
        time = left.get(block.page, timedelta())
        if place != last[block.page]:
            time = min(time, block.planned * MINUTE)
            left[block.page] = left.get(block.page, timedelta()) - time
        yield Spent(block, time)


def _place(spent: Sequence[Spent], page: PageName | None) -> int | None:
    """The first block of a page that has time left, else the last one of it; None for none."""
    of_page = [place for place, each in enumerate(spent) if each.block.page == page]
    unfinished = (place for place in of_page if spent[place].left > timedelta())
    return next(unfinished, of_page[-1] if of_page else None)
