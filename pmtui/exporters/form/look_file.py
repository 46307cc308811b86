"""The logo and the colours that ``report.toml`` names."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pmtui.exporters.form.logo import Logo, read_logo
from pmtui.exporters.look import COLOUR, COLOURS, LEAST, Look, too_close, usual_colours
from pmtui.guide.team_file import Steps, TeamFile
from pmtui.model.errors import BadValue

Beside = Callable[[str], bytes | None]
"""Gives a file of the library by its name, or None."""

Parts = tuple[tuple[Steps, dict[str, Any]], ...]
"""The tables that count for an audience with the way to each; the last one counts most."""

_DARK = "dark"
_FILE = re.compile(r"\w[\w.-]*")


def look_of(file: TeamFile, parts: Parts, beside: Beside, header: str) -> Look:
    """The look of the reports; `header` names a logo that has no name. Raises `BadValue`."""
    logo, text = Logo("", ""), header or "Logo"
    for path, table in parts:
        if "logo" in table:
            logo = _logo(file, (*path, "logo"), table["logo"], beside)
        text = table.get("logo_text", text)
    light, dark = _colours(file, parts, ()), _colours(file, parts, (_DARK,))
    return Look(logo.address, text if logo.address else "", logo.words, light, dark)


def _logo(file: TeamFile, where: Steps, name: str, beside: Beside) -> Logo:
    """The logo in a file of the library; an empty name is none."""
    if not name:
        return Logo("", "")
    try:
        if not _FILE.fullmatch(name):
            raise BadValue(f"that is not the name of a file beside {file.name}")
        data = beside(name)
        if data is None:
            raise BadValue("there is no such file in the library")
        return read_logo(data)
    except BadValue as error:
        raise file.wrong(where, f"“{name}”: {error}") from None


def _colours(file: TeamFile, parts: Parts, scheme: tuple[str, ...]) -> dict[str, str]:
    """The colours that were chosen, on light paper or (`scheme`) on dark."""
    usual = usual_colours()[len(scheme)]
    chosen: dict[str, str] = {}
    places: dict[str, Steps] = {}
    for path, table in parts:
        here = (*path, "colours", *scheme)
        for name, value in _named(file, here, table.get("colours", {}), scheme):
            _check(file, (*here, name), name, value, usual)
            chosen[name], places[name] = value.lower(), (*here, name)
    colours = {**usual, **chosen}
    for front, ground, ratio in too_close(colours):
        if where := places.get(front) or places.get(ground):
            raise file.wrong(
                where,
                f"{front} {colours[front]} on {ground} {colours[ground]} has a contrast of "
                f"{ratio:.1f}:1; WCAG AA asks for {LEAST[front, ground]}:1",
            )
    return chosen


def _named(
    file: TeamFile, here: Steps, colours: dict[str, Any], scheme: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    """The pairs of one scheme in one table."""
    found = colours.get(_DARK, {}) if scheme else colours
    if not isinstance(found, dict):
        raise file.wrong(here, "dark is a table, which begins with the line [colours.dark]")
    return ((name, value) for name, value in found.items() if scheme or name != _DARK)


def _check(file: TeamFile, where: Steps, name: str, value: Any, usual: Mapping[str, str]) -> None:
    known = [each for each in COLOURS if each in usual]
    if name not in known:
        raise file.wrong(where, f"“{name}” is no colour. There are {', '.join(known)}")
    if not isinstance(value, str) or not COLOUR.fullmatch(value):
        raise file.wrong(where, f'a colour is written as {name} = "#0b5a6b"')
