"""Counts as bars beside each other's names."""

from collections.abc import Iterator

from pmtui.exporters.blocks import Tally
from pmtui.exporters.pictures.measure import fit, width
from pmtui.exporters.pictures.svg import Svg, element, group, label, picture

_SIZE = 12.0
_ROW, _BAR = 24.0, 14.0
_NAMES = 0.45
"""The most of the room that the names take."""


def tally_picture(block: Tally, name: str, room: float) -> Iterator[Svg]:
    """The picture, `room` px wide; none where nothing is counted."""
    if not any(block.counts):
        return
    names = [fit(row[0], room * _NAMES, _SIZE) for row in block.rows]
    left = max(width(each, _SIZE) for each in names) + 12
    right = max(width(f"{count:,}", _SIZE) for count in block.counts) + 10
    scale = (room - left - right) / max(block.counts)
    parts = list[Svg]()
    for number, (text, count) in enumerate(zip(names, block.counts, strict=True)):
        top, long = number * _ROW + (_ROW - _BAR) / 2, count * scale
        parts.append(label(text, left - 12, top + 11, _SIZE, text_anchor="end"))
        parts.append(element("rect", class_="bar", x=left, y=top, width=long, height=_BAR))
        parts.append(label(f"{count:,}", left + long + 6, top + 11, _SIZE, class_="soft"))
    said = f"{len(names)} bars, one for each row of the table “{block.caption}”."
    box = (0, 0, room, len(names) * _ROW)
    yield picture(name, f"{block.caption}, as bars", said, group(parts), box)
