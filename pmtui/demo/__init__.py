"""Postmortems of a company that does not exist, to look at and to try things on.

Copperline Pay, its people and its suppliers are invented. The records lie beside this file as
JSON, one a postmortem, named by their ids: five told in full, and those of two years told in short.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable


def records() -> tuple[bytes, ...]:
    """The five told in full as UTF-8 JSON in the record's own schema, oldest incident first."""
    return _in(files(__name__))


def earlier() -> tuple[bytes, ...]:
    """Those told in short, in the same form: near misses and faults of suppliers among them."""
    return _in(files(__name__) / "earlier")


def _in(folder: Traversable) -> tuple[bytes, ...]:
    found = (each for each in folder.iterdir() if each.name.endswith(".json"))
    return tuple(each.read_bytes() for each in sorted(found, key=lambda each: each.name))
