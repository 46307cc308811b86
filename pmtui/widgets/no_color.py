"""Drawing without colours: what stood out by its background stands out by reversal."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class WithoutColor(LineFilter):
    """Takes every colour away and keeps bold, dim, underlined and reversed."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """The segments without colours."""
        return [
            Segment(text, None if style is None else _plain(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _plain(style: Style) -> Style:
    """A style without its colours, reversed where its background is the lighter of the two."""
    plain = style.without_color
    if style.color is None or style.bgcolor is None:
        return plain
    front, back = (Color.from_rich_color(each).brightness for each in (style.color, style.bgcolor))
    return plain + Style(reverse=not style.reverse) if back > front else plain
