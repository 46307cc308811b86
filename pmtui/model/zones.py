"""Time zones as people write them: UTC, CEST, +02:00, Europe/Berlin or Berlin."""

import re
import unicodedata
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pmtui.model.errors import BadValue, Unclear

_HOURS = {
    **{"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "JST": 9, "AEST": 10, "AEDT": 11},
    **{"WET": 0, "WEST": 1, "MSK": 3, "SGT": 8, "HKT": 8, "KST": 9, "NZST": 12, "NZDT": 13},
    **{"EDT": -4, "EST": -5, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8},
}
"""Abbreviations that mean one offset in the log files of the world, in hours east of UTC."""

_AMBIGUOUS = {
    "IST": {"+05:30": "Asia/Kolkata", "+01:00": "Europe/Dublin", "+02:00": "Asia/Jerusalem"},
    "CST": {"-06:00": "America/Chicago", "+08:00": "Asia/Shanghai", "-05:00": "America/Havana"},
    "CDT": {"-05:00": "America/Chicago", "-04:00": "America/Havana"},
}
"""Abbreviations that are used in several places, each with its offset there."""

_PLACES = {"ET": "America/New_York", "PT": "America/Los_Angeles"}
"""Abbreviations that mean the time of one zone, in summer and in winter."""

_UTC = {"Z", "UTC", "GMT"}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_REGIONS = frozenset(
    {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_WORDS = frozenset(
    {
        "act",
        "center",
        "easter",
        "general",
        "knox",
        "midway",
        "north",
        "nsw",
        "south",
        "wake",
        "west",
    }
)
"""Last parts of zone names that are words or abbreviations rather than cities."""

_FULL_NAME = r"(?:Etc/GMT[+\-]\d{1,2}|[A-Za-z][A-Za-z_]+(?:/[A-Za-z][A-Za-z_\-]+){1,2})"
_SHORT = "|".join([*_HOURS, *_AMBIGUOUS])
_SAID = rf"[+\-−]\d{{2}}:?\d{{2}}|{_SHORT}"
_QUALIFIED = re.compile(rf"({_SAID})(?:\s\[?|\[)({_FULL_NAME})\]?")
_LEADING = re.compile(
    r"(?i:UTC|GMT)(?:[+\-−]\d{1,2}(?::\d{2})?)?(?!\w|:\S)"
    r"|[+\-−](?:\d{2}:\d{2}|(?:0\d|1[0-4])(?:00|15|30|45))(?![\w:%])"
    rf"|{_FULL_NAME}(?![\w/])"
    r"|[+\-−](?:0\d|1[0-4]|[2-9])(?![\w:.,%-])"
    rf"|(?:{_SHORT}|{'|'.join(_PLACES)}|Z|cest|cet)(?![\w'’/-])"
)
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){0,3}(?![\w'’/-])")
_MOST = timedelta(hours=14)


def find_zone(text: str) -> str | None:
    """The IANA name that the text means: any case, blanks for ``_``, or its city alone."""
    key = _key(text)
    if key in {"utc", "gmt", "z"}:
        return "UTC"
    return _names().get(key) or _cities().get(key)


def read_zone(text: str) -> tuple[str, tzinfo]:
    """The name to keep and the zone for its words; an offset keeps the name ``+02:00``.

    Raises `BadValue` for an abbreviation with several meanings and for what is no zone.
    """
    words = text.strip().strip("()[]").strip()
    short = words.upper()
    if short in _UTC:
        return "UTC", UTC
    if short in _AMBIGUOUS:
        raise _several(words, _AMBIGUOUS[short])
    if short in _HOURS:
        return _fixed(timedelta(hours=_HOURS[short]))
    if found := _OFFSET.fullmatch(words):
        return _offset(found)
    words = _PLACES.get(short, words)
    name = words if _is_name(words) else find_zone(words)
    if name is None:
        raise BadValue(
            f"“{words}” is not a time zone known here. Write UTC, +02:00, a name such as "
            "Europe/Berlin or its city alone."
        )
    return name, UTC if name == "UTC" else ZoneInfo(name)


def qualified_zone(text: str) -> tuple[str, str]:
    """An offset or abbreviation before a full name, such as "-05:00 America/Chicago", and the name.

    Log files write them as ``-05:00[America/Chicago]``. The first is "" where there is none.
    """
    found = _QUALIFIED.fullmatch(text)
    if found is None:
        return "", text
    if found[1] in _HOURS or found[1] in _AMBIGUOUS:
        return found[1], found[2]
    return read_zone(found[1])[0] or found[1], found[2]


def short_zone(name: str) -> str:
    """The zone by its city: "New York" for America/New_York; offsets and UTC as they are."""
    return name.rpartition("/")[2].replace("_", " ")


def leading_zone(text: str) -> int:
    """How many characters at the start of the text are a zone; 0 where it starts otherwise.

    Only what is unlikely to be a word of a sentence counts: offsets (but no vote such as +1),
    upper-case abbreviations, full names and capitalised cities.
    """
    inner = text[1:] if text.startswith("(") else text
    length = _fixed_length(inner) or _city_length(inner)
    if not length or inner is text:
        return length
    return length + 2 if inner[length : length + 1] == ")" else 0


def _fixed_length(text: str) -> int:
    found = _QUALIFIED.match(text)
    if found and find_zone(found[2]):
        return found.end()
    found = _LEADING.match(text)
    if found is None or ("/" in found[0] and find_zone(found[0]) is None):
        return 0
    return found.end()


def _city_length(text: str) -> int:
    """The longest run of capitalised words that is a city with a zone of its own."""
    found = _CAPITALISED.match(text)
    words = found[0].split(" ") if found else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if _key(name) in _cities():
            return len(name)
    return 0


def _several(words: str, places: dict[str, str]) -> Unclear:
    """The question which place was meant by an abbreviation."""
    named = [f"{place} ({offset})" for offset, place in places.items()]
    return Unclear(
        f"“{words}” can be {', '.join(named[:-1])} or {named[-1]}.",
        "Write one of these instead.",
        tuple(zip(places, named, strict=True)),
    )


def _is_name(words: str) -> bool:
    """Whether the words are a full zone name as they stand, without a list of all names."""
    try:
        return "/" in words and bool(ZoneInfo(words))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False


def _offset(found: re.Match[str]) -> tuple[str, tzinfo]:
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if size > _MOST or int(found[3] or 0) > 59:
        raise BadValue(f"“{found[0]}” is no offset from UTC; they run from -12:00 to +14:00.")
    return _fixed(size if found[1] == "+" else -size)


def _fixed(offset: timedelta) -> tuple[str, tzinfo]:
    zone = timezone(offset)
    return zone.tzname(None).removeprefix("UTC") or "UTC", zone


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().replace("_", " ").split())


@cache
def _names() -> dict[str, str]:
    """Zone names by key; those of the machine itself are no names for other people."""
    machine = {"localtime", "Factory", "posixrules"}
    return {_key(name): name for name in sorted(available_timezones()) if name not in machine}


@cache
def _cities() -> dict[str, str]:
    """Zone names by city; of aliases for one city the most specific name."""
    cities: dict[str, str] = {}
    for name in sorted(available_timezones(), key=lambda name: (name.count("/"), name)):
        region, _, city = name.partition("/")
        key = _key(city.rpartition("/")[2])
        if region in _REGIONS and key not in _WORDS:
            cities[key] = name
    return cities
