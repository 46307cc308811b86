"""What the board of actions shows: how it is looked at, its lines, and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pmtui.across import Changes, Turned
from pmtui.commands import key_of, with_keys
from pmtui.guide.board import GROUPINGS, ActionLine, Show, grouped
from pmtui.model.text import one_line
from pmtui.widgets.board_rows import row_maker
from pmtui.widgets.rows import Row, RowsMade


@dataclass
class BoardLook:
    """How the board is looked at. It outlives its screen while a postmortem is open.

    `by` is one of `GROUPINGS`; `key` is what was selected, `marked` are keys of `ActionLine`, and
    `known` is what was read last. `done` are the moves that can be taken back, `undone` those that
    can be brought again, newest last. `is_home` says that one comes back to the board.
    """

    typed: str = ""
    by: str = next(iter(GROUPINGS))
    finished: bool = False
    key: str = ""
    marked: frozenset[str] = frozenset()
    known: Sequence[ActionLine] = ()
    done: list[Changes] = field(default_factory=list)
    undone: list[Changes] = field(default_factory=list)
    is_home: bool = True

    def next_grouping(self) -> None:
        """Group by what comes next."""
        names = list(GROUPINGS)
        self.by = names[(names.index(self.by) + 1) % len(names)]


@dataclass
class BoardLines:
    """The actions that are shown, by the key of their line.

    An action of several services has a line under each; the first has the key of the action.
    """

    rows: Sequence[Row] = ()
    by_key: dict[str, ActionLine] = field(default_factory=dict)

    @property
    def found(self) -> dict[str, ActionLine]:
        """The actions that are shown, each once, by their own keys."""
        return {each.key: each for each in self.by_key.values()}


def board_lines(look: BoardLook, width: int, today: date) -> BoardLines:
    """The lines for a list of that width; each is made when it is drawn."""
    show = Show(words=look.typed, finished=look.finished)
    found = [each for each in look.known if show.fits(each, today)]
    make = row_maker(found, width, today, look.marked, state=look.by != "state")
    keys: list[str] = []
    lines: list[ActionLine | str] = []
    by_key: dict[str, ActionLine] = {}
    for group in grouped(found, look.by, today):
        count = f" ({len(group.lines):,})" if group.counted else ""
        keys.append("")
        lines.append(f"{group.title}{count}")
        for each in group.lines:
            key = f"{each.key} {len(keys)}" if each.key in by_key else each.key
            by_key[key] = each
            keys.append(key)
            lines.append(each)

    def row(place: int) -> Row:
        line = lines[place]
        return Row("", ((line, "dim"),)) if isinstance(line, str) else make(keys[place], line)

    return BoardLines(RowsMade(keys, row), by_key)


def counted(lines: BoardLines, look: BoardLook) -> str:
    """How many actions are shown, by what they are grouped, and how many are marked."""
    parts = [f"{len(lines.found):,} of {len(look.known):,}", f"by {look.by}"]
    if look.marked:
        parts.append(f"{len(look.marked):,} marked")
    return f"{' · '.join(parts)} "


def nothing(look: BoardLook) -> str:
    """Why the board is empty, and what to do."""
    if not look.known:
        return "no action yet; they are made on page 6 of a postmortem"
    if look.typed:
        return with_keys("nothing fits; {board.out} shows all, {board.finished} the finished, too")
    return with_keys("nothing is left to do; {board.finished} shows what is finished")


def said_of_turn(turned: Turned, *, back: bool) -> str:
    """What a move that was taken back, or without `back` brought again, did."""
    if not turned.changes:
        return next(iter(turned.kept.values()))
    done = "Taken back" if back else "Brought back"
    number = len(turned.changes)
    where = "1 postmortem" if number == 1 else f"{number} postmortems"
    if turned.kept:
        where = f"{number} of {number + len(turned.kept)} postmortems"
    return f"{done} in {where}. {key_of('board.redo' if back else 'board.undo')} " + (
        "brings it again." if back else "takes it back."
    )


def told(line: ActionLine | None, today: date) -> str:
    """Two lines on an action: how it stands, and where it comes from."""
    if line is None:
        return ""
    day = line.waits_until
    stands = (
        line.owner or "nobody owns it yet",
        *((f"due {day}",) if day else ()),
        *line.notes(today),
        *((f"ticket {line.ticket}",) if line.ticket else ()),
    )
    origin = (line.record or line.ref, ", ".join(line.services))
    parts = (" · ".join(filter(None, each)) for each in (stands, origin))
    return "\n".join(one_line(each) for each in parts)
