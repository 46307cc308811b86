"""The pictures of a block as part of a page, each in a wide and in a narrow form."""

from collections.abc import Iterator

from pmtui.exporters.blocks import Block, Course, Scatter, Tally, Timeline, Tree
from pmtui.exporters.pictures.course import course_picture
from pmtui.exporters.pictures.scatter import scatter_picture
from pmtui.exporters.pictures.svg import Svg, element, group, words
from pmtui.exporters.pictures.tally import tally_picture
from pmtui.exporters.pictures.timeline import timeline_picture
from pmtui.exporters.pictures.why import why_pictures

_ROOMS = {"wide": 760.0, "narrow": 336.0}
"""Px for the pictures of a usual screen, and of a phone; the style sheet shows one of them."""


def figure(block: Block, title: str, name: str) -> str:
    """The block's pictures as HTML, empty where it has none or too little to draw.

    `title` says what a tree is about; `name` begins the ids and is used once in a page.
    """
    drawn = {
        kind: tuple(_pictures(block, title, f"{name}-{kind}", room))
        for kind, room in _ROOMS.items()
    }
    if not drawn["wide"]:
        return ""
    boxes = (element("div", *found, class_=kind) for kind, found in drawn.items())
    said = element("figcaption", words(_caption(block)))
    return element("figure", group(boxes), said, class_="picture") + "\n"


def _pictures(block: Block, title: str, name: str, room: float) -> Iterator[Svg]:
    match block:
        case Tree():
            yield from why_pictures(block, title, name, room)
        case Timeline():
            yield from timeline_picture(block, name, room)
        case Course():
            yield from course_picture(block, name, room)
        case Scatter():
            yield from scatter_picture(block, name, room)
        case Tally():
            yield from tally_picture(block, name, room)


def _caption(block: Block) -> str:
    """What the picture leaves to the text beside it."""
    match block:
        case Timeline(focus=None):
            return "The table says the same."
        case Timeline():
            return "‹ and › count what lies before and after; the table says the same, and more."
        case Course():
            return "Each bar is a row of the table, as long as it lasted."
        case Scatter(middle=None):
            return "Each dot is a row of the table. A step of the scale is a multiple."
        case Scatter():
            return (
                "Each dot is a row of the table. A step of the scale is a multiple. The line is "
                "the median, the box where it may be in 95 of 100 cases."
            )
        case Tally():
            return "Each bar is a row of the table."
    return "The list says the same, line by line."
