"""SVG as text. Every text and value is escaped here, so that none can become an element."""

from collections.abc import Iterable
from html import escape
from typing import NewType

from pmtui.exporters.pictures.measure import ASCENT, LINE
from pmtui.model.text import clip, one_line

Svg = NewType("Svg", str)
"""Markup that was made by this module; a plain string cannot take its place."""

Value = str | float

_LONGEST = 300
"""Characters of a title, which is read out as a whole."""


def element(name: str, *inner: Svg, **attributes: Value) -> Svg:
    """An element; ``text_anchor`` and ``class_`` are the attributes text-anchor and class."""
    shown = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
    )
    return Svg(f"<{name}{shown}>{''.join(inner)}</{name}>" if inner else f"<{name}{shown}/>")


def words(text: str) -> Svg:
    """A text as the content of an element, on one line."""
    return Svg(escape(one_line(text), quote=False))


def group(parts: Iterable[Svg]) -> Svg:
    """Several elements after each other."""
    return Svg("".join(parts))


def label(text: str, x: float, y: float, size: float, **attributes: Value) -> Svg:
    """One line of text whose baseline starts at x, y (px)."""
    return element("text", words(text), x=x, y=y, font_size=size, **attributes)


def lines(texts: Iterable[str], x: float, top: float, size: float, **attributes: Value) -> Svg:
    """Lines of text below each other, the first one's upper edge at `top` (px)."""
    return group(
        label(each, x, top + size * (LINE * number + ASCENT), size, **attributes)
        for number, each in enumerate(texts)
    )


def picture(name: str, title: str, said: str, inner: Svg, box: tuple[float, ...]) -> Svg:
    """A whole picture named by a title and a description; `box` is x, y, width, height (px).

    `name` begins the ids of title and description and is used once in a page.
    """
    return element(
        "svg",
        element("title", words(clip(title, _LONGEST)), id=f"{name}-title"),
        element("desc", words(said), id=f"{name}-desc"),
        inner,
        viewBox=" ".join(map(_plain, box)),
        width=box[2],
        height=box[3],
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _plain(value: Value) -> str:
    """A value of an attribute; coordinates with one decimal where they need it."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
