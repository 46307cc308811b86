"""The team's own rules of wording: a TOML file in the library.

``off = ["MIN-OBVIOUS"]`` switches built-in rules off. Each ``[[rules]]`` adds one, with the names
of `Rule`'s fields; it needs an ``id``, a ``pattern`` and a ``why``. A pattern that would stop the
program on some text (`slow`) is not taken.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from pmtui.guide.team_file import TeamFile
from pmtui.guide.wording.rules import (
    EVERYWHERE,
    FIELDS,
    ONCE,
    SEVERITIES,
    Rule,
    Rules,
    built_in,
    compiled,
    rule_of,
)
from pmtui.guide.wording.slow import is_slow
from pmtui.model.errors import BadValue

TEAM_FILE = "wording.toml"
"""The name of the file, in the folder of the library."""

_UNTIL = "Until that is mended only the built-in rules count."
_CHOICES = {"severity": SEVERITIES, "repeat": ("every", ONCE)}
_LISTS = ("scope", "exceptions")
_NEEDED = ("id", "pattern", "why")


@lru_cache(maxsize=4)
def with_team(data: bytes | None) -> Rules:
    """The built-in rules as the team's file changes them; None is no file.

    Raises `BadValue` with what is wrong with the file and where; then none of it counts.
    """
    if data is None:
        return built_in()
    file = TeamFile.read(TEAM_FILE, data, _UNTIL)
    plain = dict(file.plain)
    known = {rule.id: rule for rule in built_in().all}
    off, own = plain.pop("off", []), plain.pop("rules", [])
    for name in plain:
        raise _wrong(f"“{name}” is not known. Use off and [[rules]]")
    if not _is_words(off) or not isinstance(own, list):
        raise _wrong('off is a list such as ["MIN-OBVIOUS"], and a rule begins with [[rules]]')
    for name in off:
        if known.pop(name, None) is None:
            raise _wrong(f"there is no rule “{name}” to switch off")
    for number, each in enumerate(own, 1):
        rule = _rule(each, number, file)
        if rule.id in known:
            raise _wrong(f"there are two rules “{rule.id}”. Give yours another id")
        known[rule.id] = rule
    return Rules(list(known.values()))


def _rule(plain: Any, number: int, file: TeamFile) -> Rule:
    """The rule of one table of the file. Raises `BadValue`."""
    if not isinstance(plain, dict):
        raise _wrong("a rule begins with the line [[rules]]")
    name = plain["id"] if isinstance(plain.get("id"), str) else f"number {number}"
    for trouble in _troubles(plain):
        line, _ = file.place(("rules", number - 1))
        raise _wrong(f"rule {name} (line {line}): {trouble}")
    return rule_of(plain)


def _troubles(plain: dict[str, Any]) -> Iterator[str]:
    """What does not fit in the table of a rule."""
    known = [each.name for each in fields(Rule)]
    yield from (f"“{name}” is not known. Use {', '.join(known)}" for name in plain.keys() - known)
    for name in known:
        if name in _NEEDED and not plain.get(name):
            yield f"{name} is missing"
        elif name in plain:
            yield from _of_value(name, plain[name])


def _of_value(name: str, value: Any) -> Iterator[str]:
    """What does not fit in one value."""
    if name == "case_sensitive":
        if not isinstance(value, bool):
            yield "case_sensitive is true or false"
        return
    if name in _LISTS:
        if not _is_words(value):
            yield f"{name} is a list of texts in quotation marks"
            return
    elif not isinstance(value, str):
        yield f"{name} is a text in quotation marks"
        return
    if name in _CHOICES and value not in _CHOICES[name]:
        yield f"{name} is one of {', '.join(_CHOICES[name])}"
    if name == "scope" and (strange := set(value) - {*FIELDS, EVERYWHERE}):
        yield f"there is no “{min(strange)}” to look at; there are {', '.join(FIELDS)}"
    for pattern in [value] if name == "pattern" else value if name == "exceptions" else ():
        yield from _of_pattern(pattern)
    if name == "id" and not re.fullmatch(r"\w[\w-]*", value):
        yield "an id is letters, digits and hyphens"


def _of_pattern(pattern: str) -> Iterator[str]:
    """What is wrong with a regular expression."""
    try:
        ready = compiled(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        yield f"“{pattern}” is no regular expression: {error}"
        return
    if is_slow(ready.pattern, ready.flags):
        yield (
            f"“{pattern}” would take for ever on some texts. Do not repeat a group that holds a "
            "repeat, as (a+)+ does"
        )


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _wrong(what: str) -> BadValue:
    return BadValue(f"{TEAM_FILE} of the library: {what}. {_UNTIL}")
