"""A list of lines of which only the visible ones are drawn, however many there are."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar, overload

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmtui.model.text import one_line
from pmtui.widgets.keys import bindings
from pmtui.widgets.typing import SIGN

Span = tuple[str, str]
"""Words and how to draw them: "" plain, "dim", "strong", "warn"."""

KEPT = 1000
"""Lines that are kept as they were drawn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `key` names what it shows and is empty where there is nothing to choose.

    `sign` is one cell before the words.
    """

    key: str
    spans: tuple[Span, ...]
    sign: str = ""


class RowsMade(Sequence[Row]):
    """Lines with these keys, of which each is made by `make` when it is drawn."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], Row]) -> None:
        self.keys = keys
        self._make = make

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """One line, or some."""
        if isinstance(place, slice):
            return tuple(map(self._make, range(*place.indices(len(self)))))
        return self._make(place)


class Rows(ScrollView, can_focus=True):
    """Lines to move among with the arrow keys or j and k, and to choose with Enter."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--dim",
        "rows--strong",
        "rows--warn",
        "rows--cursor",
        "rows--cursor-focused",
    }
    KIND = "rows"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("rows"))

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """Another line is selected."""

        rows: "Rows"
        key: str

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a line."""

        rows: "Rows"
        key: str

        @property
        def control(self) -> "Rows":
            """The list it happened in."""
            return self.rows

    def __init__(
        self, empty: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._keys: Sequence[str] = ()
        self.empty = empty
        self._drawn: dict[tuple[object, ...], Strip] = {}
        self._marked: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What the selected line shows, or an empty string."""
        return self._keys[self.cursor] if 0 <= self.cursor < len(self._keys) else ""

    def show(self, rows: Sequence[Row], key: str | None = None) -> None:
        """Show other lines; the selection stays on `key` or on what it was on.

        What was selected also stays where it is on the screen, as far as there are lines for that.
        """
        before, wanted = self.cursor, self.key if key is None else key
        shown, self._rows = self._rows, rows if isinstance(rows, RowsMade) else tuple(rows)
        self._keys = rows.keys if isinstance(rows, RowsMade) else [row.key for row in rows]
        self._resize()
        named = self._place_of(wanted)
        self.cursor = self._near(before) if named is None else named
        if key is None and named not in (None, before):
            self.scroll_to(
                y=self.scroll_offset.y + self.cursor - before,
                animate=False,
                immediate=True,
                force=True,
            )
        taller = self.styles.is_auto_height and len(shown) != len(self._rows)
        if taller or not (shown and self._rows):
            self.refresh(layout=taller)
        else:
            self._refresh_what_differs(shown)

    def mark(self, keys: frozenset[str]) -> None:
        """Mark the lines that somebody else is changing."""
        if keys != self._marked:
            self._marked = keys
            self._drawn.clear()
            self.refresh()

    def _resize(self) -> None:
        """Take the number of lines over; the screen is laid out only where that shows a need."""
        height = max(len(self._rows), 1)
        size = Size(self.virtual_size.width, height)
        is_longer = height > self.container_size.height
        if self.styles.is_auto_height or is_longer != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(Rows.virtual_size, size)
        if is_longer:
            self.vertical_scrollbar.window_virtual_size = height
        self.scroll_y = self.scroll_y  # no further than there are lines

    def _refresh_what_differs(self, shown: Sequence[Row]) -> None:
        """Draw the lines in view from the first to the last that are not as they were."""
        top, count = self.scroll_offset.y, max(len(shown), len(self._rows))
        places = range(top, min(top + self.size.height, count))
        differ = [each for each in places if shown[each : each + 1] != self._rows[each : each + 1]]
        if differ:
            lines = differ[-1] - differ[0] + 1
            self.refresh(Region(0, differ[0] - top, self.size.width, lines))

    def select(self, key: str) -> None:
        """Select the line that shows `key`.

        Where it is out of view, it comes to the middle, so that what is before and after it is seen
        and the next lines that are added near it move little.
        """
        if (place := self._place_of(key)) is not None:
            self.cursor = place
        top, height = self.scroll_offset.y, self.size.height
        if not top <= self.cursor < top + height:
            self.scroll_to(y=self.cursor - height // 2, animate=False, immediate=True, force=True)

    def _place_of(self, key: str) -> int | None:
        """The line that shows `key`, if there is one."""
        with suppress(ValueError):
            return self._keys.index(key) if key else None
        return None

    def _near(self, place: int) -> int:
        """The first line from `place` on that can be chosen, else the last one, else 0."""
        after = range(max(place, 0), len(self._keys))
        before = range(min(place, len(self._keys)) - 1, -1, -1)
        return next((each for each in chain(after, before) if self._keys[each]), 0)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        place, width = y + self.scroll_offset.y, self.size.width
        if not self._rows and place == 0:
            return self._strip(((self.empty, "dim"),), width, selected=False)
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        return self._line(place, width)

    def notify_style_update(self) -> None:
        """Draw all lines anew in other styles."""
        self._drawn.clear()
        super().notify_style_update()

    def _line(self, place: int, width: int) -> Strip:
        """One line as it was drawn before, unless it looks different now."""
        row, selected = self._rows[place], place == self.cursor
        marked = bool(row.key) and row.key in self._marked
        sign = SIGN if marked else row.sign
        key = (row.spans, width, selected, selected and self.has_focus, sign)
        if (drawn := self._drawn.get(key)) is None:
            if len(self._drawn) >= KEPT:
                self._drawn.clear()
            drawn = self._drawn[key] = self._strip(row.spans, width, selected, sign)
        return drawn

    def _strip(self, spans: tuple[Span, ...], width: int, selected: bool, sign: str = "") -> Strip:
        style = self.rich_style
        if selected:
            name = "rows--cursor-focused" if self.has_focus else "rows--cursor"
            style = self.get_component_rich_style(name)
        mark = f"{'▸' if selected else ''}{sign}".ljust(2) if self._rows else ""
        segments = [Segment(mark, style)]
        for text, look in spans:
            own = self.get_component_rich_style(f"rows--{look or 'plain'}")
            shown = style + Style(bold=own.bold) if selected else own
            segments.append(Segment(one_line_keeping_edges(text), shown))
        return Strip(segments).adjust_cell_length(width, style)

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two lines concerned and tell what is selected now."""
        for place in (old, new):
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
        if 0 <= new < len(self._rows):
            self.post_message(self.Moved(self, self._keys[new]))

    def action_move(self, by: int) -> None:
        """Select a line further up or down, passing lines that cannot be chosen."""
        place = self.cursor + by
        while 0 <= place < len(self._keys) and not self._keys[place]:
            place += by
        if 0 <= place < len(self._rows):
            self.cursor = place
            self._follow()
        elif by < 0:
            self.screen.focus_previous()

    def action_turn(self, by: int) -> None:
        """Move a page up or down."""
        last = len(self._rows) - 1
        place = max(0, min(last, self.cursor + by * max(self.size.height - 1, 1)))
        self.cursor = self._near(place)
        self._follow()

    def action_edge(self, last: int) -> None:
        """Move to the first or the last line."""
        self.cursor = self._near(len(self._rows) - 1 if last else 0)
        self._follow()

    def action_choose(self) -> None:
        """Open what the selected line shows."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def _follow(self) -> None:
        """Scroll so that the selected line is in view, with a heading that is right above it."""
        headed = 0 < self.cursor < len(self._keys) and not self._keys[self.cursor - 1]
        place = Region(0, self.cursor - headed, self.size.width, 1 + headed)
        self.scroll_to_region(place, animate=False, immediate=True, force=True)


_WORDS = re.compile(r" *[^ ]+")


def words_of(line: str, look: str) -> tuple[Span, ...]:
    """A line of a drawing as spans, a word each, so that all its blanks are kept."""
    return tuple((word, look) for word in _WORDS.findall(line))


def one_line_keeping_edges(text: str) -> str:
    """One visible line that keeps the blanks at its edges, which indent and separate."""
    inner = one_line(text)
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :] if inner else ""
    return before + inner + after
