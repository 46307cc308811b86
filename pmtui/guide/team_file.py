"""A file of settings (TOML) that a team keeps beside its records, and the places in it."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pmtui.model.errors import BadValue

LARGEST = 64 * 1024
"""Bytes; looking for a place in a larger file would take long."""

Steps = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and numbers of items from 0."""


@dataclass(frozen=True)
class TeamFile:
    """What a file of the team says.

    `name` is its name in the folder of the library, `until` the sentence on what counts while
    something is wrong with it.
    """

    name: str
    until: str
    text: str
    plain: dict[str, Any]

    @classmethod
    def read(cls, name: str, data: bytes, until: str) -> "TeamFile":
        """Raises `BadValue` for what is no TOML, with the place that `tomllib` names."""
        if len(data) > LARGEST:
            raise BadValue(f"{name} of the library: it has over {LARGEST // 1024} KB. {until}")
        try:
            text = data.decode("utf-8-sig")
            return cls(name, until, text, _parsed(text))
        except (ValueError, RecursionError) as error:  # what is no TOML, and what is no UTF-8
            raise BadValue(f"{name} of the library: it is no TOML: {error}. {until}") from None

    def wrong(self, path: Steps, what: str, value: str = "") -> BadValue:
        """That something is wrong at a place, as a sentence that names it."""
        line, column = self.place(path, value)
        return BadValue(
            f"{self.name} of the library, line {line}, column {column}: {what}. {self.until}"
        )

    def place(self, path: Steps, value: str = "") -> tuple[int, int]:
        """Line and column, from 1, of a key, or of a value as it is written there.

        The shortest beginning of the file that has the key ends with its statement.
        """
        lines = self.text.splitlines(keepends=True)

        def whole(count: int) -> int:
            """The largest number of lines, up to `count`, that are TOML by themselves."""
            return next(n for n in range(count, -1, -1) if _is_toml("".join(lines[:n])))

        def there(count: int) -> bool:
            return _has(_parsed("".join(lines[: whole(count)])), path)

        end = bisect_left(range(len(lines) + 1), True, key=there)
        begin = whole(max(end - 1, 0))
        words = value or next((str(each) for each in reversed(path) if isinstance(each, str)), "")
        for number in range(begin, min(end, len(lines))):
            if (column := lines[number].find(words)) >= 0:
                return number + 1, column + 1
        return begin + 1, 1


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # only teams that have a file need it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        lines = text.splitlines() or [""]
        end = f"at line {len(lines)}, column {len(lines[-1]) + 1}"
        raise ValueError(str(error).replace("at end of document", end)) from None


@lru_cache(maxsize=256)
def _is_toml(text: str) -> bool:
    try:
        _parsed(text)
    except (ValueError, RecursionError):
        return False
    return True


def _has(plain: Any, path: Steps) -> bool:
    for step in path:
        try:
            plain = plain[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
