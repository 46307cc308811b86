"""Log entries that are objects: JSON of any program, ECS, journald, and logfmt's pairs."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pmtui.importers.stamps import split_stamp
from pmtui.model.kinds import EventKind

_TIMES = (
    *("@timestamp", "timestamp", "time", "ts", "datetime", "eventTime", "created_at", "createdAt"),
    *("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP", "asctime", "date", "at", "t"),
)
_TEXTS = (
    *("message", "msg", "MESSAGE", "text", "event", "summary", "title", "description", "log"),
    *("body", "error"),
)
_LEVELS = ("level", "log.level", "severity", "levelname", "lvl", "PRIORITY")
_KINDS = ("kind", "event_type", "eventType", "type", "action")
_PRIORITIES = {"0": "emergency", "1": "alert", "2": "critical", "3": "error", "4": "warning"}
_LOUD = re.compile(r"(?:emerg|alert|crit|fatal|panic|err|warn)", re.IGNORECASE)

KIND_OF_WORD = {
    "alert": EventKind.ALERT,
    "triggered": EventKind.ALERT,
    "firing": EventKind.ALERT,
    "acknowledged": EventKind.ACKNOWLEDGED,
    "acked": EventKind.ACKNOWLEDGED,
    "escalated": EventKind.ESCALATION,
    "deploy": EventKind.CHANGE,
    "deployed": EventKind.CHANGE,
    "deployment": EventKind.CHANGE,
    "release": EventKind.CHANGE,
    "rollout": EventKind.CHANGE,
    "rollback": EventKind.ACTION,
    "resolved": EventKind.RESOLVED,
}
"""Kinds of events by the word that other programs have for them, where it leaves no doubt."""

_PAIR = re.compile(r'(?<![\w.@/-])([A-Za-z_@][\w.@/-]*)=(?:"((?:[^"\\]|\\.)*)"|(\S*))')
_PAIRS_ONLY = re.compile(r'\s*[A-Za-z_@][\w.@/-]*=(?:"|\S*(?:\s|$))')


class Fields:
    """An entry as an object; [1], [2] and [3] are its time, fraction and zone, as in a match."""

    __slots__ = ("_stamp", "values")

    def __init__(
        self, values: Mapping[str, Any], stamp: tuple[str, str | None, str | None]
    ) -> None:
        self.values = values
        self._stamp = stamp

    def __getitem__(self, part: int) -> str | None:
        return self._stamp[part - 1]


def read_json(line: str) -> Fields | None:
    """The object in a line, or None where there is none or it has no time."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        values = msgspec.json.decode(line.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return None
    return of_object(values)


def of_object(values: Any) -> Fields | None:
    """An object with its time, or None for what is none or has no time."""
    if not isinstance(values, dict):
        return None
    stamp = next((found for name in _TIMES if (found := _stamp(values.get(name)))), None)
    return Fields(values, stamp) if stamp else None


def read_pairs(line: str) -> Fields | None:
    """The pairs of a logfmt line, or None for one that does not begin so or has no time."""
    if not _PAIRS_ONLY.match(line):
        return None
    return of_object(
        {found[1]: found[3] if found[2] is None else found[2] for found in _PAIR.finditer(line)}
    )


def kind_of(words: object) -> EventKind | None:
    """The kind that a word such as "acknowledged" leaves no doubt about, or a kind's own name."""
    word = str(words).strip().casefold().replace(" ", "_").replace("-", "_")
    known = KIND_OF_WORD.get(word)
    return known or (EventKind(word) if word in set(EventKind) else None)


def tell(fields: Fields) -> tuple[EventKind | None, str]:
    """The kind of an entry where it leaves no doubt, and its words."""
    values = fields.values
    text = next((found for name in _TEXTS if (found := _words(values.get(name)))), "")
    cause = _words(values.get("error"))
    if cause and cause != text:
        text = f"{text}: {cause}"
    level = _words(next((values[name] for name in _LEVELS if name in values), None)) or _nested(
        values
    )
    level = _PRIORITIES.get(level, level)
    who = [_words(values.get(name)) for name in ("_HOSTNAME", "SYSLOG_IDENTIFIER")]
    parts = [" ".join(filter(None, who)), level.lower() if _LOUD.match(level) else "", text]
    said = ": ".join(filter(None, parts)) if text else _pairs(values.items())
    return next((kind for name in _KINDS if (kind := kind_of(values.get(name)))), None), said


def _stamp(value: Any) -> tuple[str, str | None, str | None] | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return split_stamp(repr(value) if isinstance(value, float) else str(value))


def _nested(values: Mapping[str, Any]) -> str:
    """The level of an entry as ECS may write it: an object in an object."""
    log = values.get("log")
    return _words(log.get("level")) if isinstance(log, dict) else ""


def _words(value: Any) -> str:
    """A text, a number, or the bytes that journald writes for what is no UTF-8; else ""."""
    if isinstance(value, list) and value and all(isinstance(each, int) for each in value):
        return bytes(each & 255 for each in value).decode("utf-8", "replace")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _pairs(items: Iterable[tuple[str, Any]]) -> str:
    told = ((name, value) for name, value in items if name not in _TIMES and value is not None)
    return " ".join(f"{name}={value}" for name, value in told)
