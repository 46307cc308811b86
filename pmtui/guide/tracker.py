"""Addresses of tickets: a file of the team (TOML) says where its tracker is.

``tracker = "https://tracker.example/browse/{ticket}"`` in ``team.toml`` beside the records. A
ticket that is an address already stays as it is. Addresses are shown and copied, never opened: no
text of a user reaches a shell or a program.
"""

import re
from urllib.parse import quote

from pmtui.guide.team_file import TeamFile

TEAM_FILE = "team.toml"
"""The name of the file, in the folder of the library."""

PLACE = "{ticket}"
"""Stands in the pattern for the ticket."""

_UNTIL = "Until that is mended tickets have no address."
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)


def tracker_of(data: bytes | None) -> str | None:
    """The pattern of the file, None without one. Raises `BadValue` with what is wrong and where."""
    if data is None:
        return None
    file = TeamFile.read(TEAM_FILE, data, _UNTIL)
    for name in file.plain:
        if name != "tracker":
            raise file.wrong((name,), f"“{name}” is not known. Use tracker", name)
    pattern = file.plain.get("tracker")
    if pattern is None:
        return None
    if not isinstance(pattern, str) or not _ADDRESS.fullmatch(pattern) or PLACE not in pattern:
        raise file.wrong(
            ("tracker",),
            f'tracker is an address with {PLACE} in it, such as "https://tracker.example/browse/'
            f'{PLACE}"',
        )
    return pattern


def links(tickets: str | None, pattern: str | None) -> tuple[str, ...]:
    """The addresses of tickets with commas between them; none of what has no address.

    A number sign before a ticket is left out, and what may not stand in an address is written with
    percent signs (RFC 3986), so that a ticket cannot lead elsewhere.
    """
    found = (each.strip() for each in re.split(r"[,;]", tickets or ""))
    made = (
        each
        if _ADDRESS.fullmatch(each)
        else (pattern or "").replace(PLACE, quote(each.lstrip("#"), safe=""))
        for each in found
        if each.lstrip("#")
    )
    return tuple(address for address in made if address)
