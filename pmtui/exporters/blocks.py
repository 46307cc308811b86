"""The small vocabulary that every report is made of, whatever it is written as.

All texts are plain and are shown exactly as they are; only `Prose` is read as Markdown.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from pmtui.exporters.look import USUAL, Look


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that a person wrote; it may look as it likes but cannot leave its place."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text kept character by character, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading within a section; what stands below a `detail` may be passed over at first."""

    text: str
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and a value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head; `caption` names the table where it is not seen in its context.

    `anchors` holds one address a row, such as ``actions.a3``, or nothing. `links` holds one file
    of reports a row (`prose.REPORT_FILE`), to which its first cell leads, or nothing.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline(Table):
    """A table whose rows happened at instants; it is drawn where there are pictures.

    Rows with the same word in the column `lane` share a line of the picture; `clock` is the
    column with their times. `instants` has one for each row, None where it is not known; `focus`
    is the time to draw, the others are counted at its edges; `band` is the impact, shaded.
    """

    instants: tuple[datetime | None, ...] = ()
    lane: int = 0
    clock: int = 0
    focus: tuple[datetime, datetime] | None = None
    band: tuple[datetime, datetime] | None = None


class Figures(NamedTuple):
    """The figures of a column, one for each row, from 0; `full` is the highest there can be."""

    column: int
    values: tuple[float | None, ...]
    full: float | None = None


@dataclass(frozen=True, slots=True)
class Course(Table):
    """A table whose rows are stretches of time; it is drawn where there are pictures.

    `spans` has start and end of each row, None where they are not known or in no order.
    """

    spans: tuple[tuple[datetime, datetime] | None, ...] = ()
    figures: tuple[Figures, ...] = ()


@dataclass(frozen=True, slots=True)
class Scatter(Table):
    """A table whose rows are one number each; it is drawn as dots where there are pictures.

    `values` has the number of each row, 0 or more, and `unit` what it counts; `middle` is the
    lower end of the interval of the median, the median, and the upper end.
    """

    values: tuple[float, ...] = ()
    unit: str = ""
    middle: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tally(Table):
    """A table whose rows count something, `counts`; it is drawn where there are pictures."""

    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list; `depth` counts from 0, `anchor` is an address or empty."""

    text: str
    depth: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in printing order; a line belongs to the last line above it with less depth."""

    lines: tuple[Bullet, ...]


class Branch(NamedTuple):
    """What a line of a tree hangs on: for each level from the root, whether it is the last there.

    A `note` says more of the line above it; a `gate` says how the lines below that one combine.
    """

    ends: tuple[bool, ...]
    part: Literal["line", "note", "gate"] = "line"


@dataclass(frozen=True, slots=True)
class Tree(Bullets):
    """A list that is drawn as a tree where there is no markup; `branches` has one for each line."""

    branches: tuple[Branch, ...]


Block = Paragraph | Prose | Verbatim | Subheading | Facts | Table | Bullets


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. A section without blocks is left out of the report."""

    heading: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: its title, its head as pairs of label and value, its sections.

    The lines above and below it, the logo and the colours are the team's own.
    """

    title: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    header: str = ""
    footer: str = ""
    look: Look = USUAL


def addresses(block: Block) -> tuple[str, ...]:
    """The address of each row of a table and of each line of a list, empty where it has none."""
    if isinstance(block, Table):
        return block.anchors
    return tuple(line.anchor for line in block.lines) if isinstance(block, Bullets) else ()
