"""The look of a report: a logo and colours, which a team may choose."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_VARIABLE = re.compile(rf"--([\w-]+):\s*({COLOUR.pattern})\s*;")
COLOURS = ("paper", "card", "tint", "line", "ink", "soft", "accent", "mark", "on-mark")
"""The names that a team may give a colour; the style sheet says what each is for."""

LEAST = {
    **{(text, ground): 4.5 for text in (*COLOURS[4:7], "alarm") for ground in COLOURS[:3]},
    ("on-mark", "mark"): 4.5,
    ("mark", "paper"): 3.0,
    ("mark", "card"): 3.0,
}
"""The least contrast of WCAG AA: 4.5 for text on a ground, 3 for shapes.

https://www.w3.org/TR/WCAG22/#contrast-minimum, and #non-text-contrast.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A logo as an address that holds it (``data:``), its name, and its own words; colours.

    Colours are those that differ from the usual ones, by name, such as ``accent``: ``#0b5a6b``.
    """

    logo: str = ""
    logo_text: str = ""
    logo_words: str = ""
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)


USUAL = Look()


@cache
def usual_colours() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The colours of the style sheet by name, on light and on dark paper."""
    from importlib.resources import files

    style = files("pmtui.exporters").joinpath("style.css").read_text(encoding="utf-8")
    light, dark = (dict(_VARIABLE.findall(root)) for root in _ROOT.findall(style)[:2])
    return light, dark


def contrast(one: str, other: str) -> float:
    """The ratio of the luminances of two colours, 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_close(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of these colours with less contrast than `LEAST`, and their ratio."""
    for (front, ground), least in LEAST.items():
        if front in colours and ground in colours:
            ratio = contrast(colours[front], colours[ground])
            if ratio < least:
                yield front, ground, ratio


def colour_rules(look: Look) -> str:
    """The style rules of the team's colours; on paper the usual ones hold."""
    rules = ""
    for scheme, colours in (("light", look.light), ("dark", look.dark)):
        if colours:
            body = " ".join(f"--{name}: {value};" for name, value in sorted(colours.items()))
            rules += (
                f"@media screen and (prefers-color-scheme: {scheme}) {{ :root {{ {body} }} }}\n"
            )
    return rules


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
