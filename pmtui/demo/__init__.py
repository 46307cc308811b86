"""Five postmortems of a company that does not exist, to look at and to try things on.

Copperline Pay, its people and its suppliers are invented. The records lie beside this file as
JSON, one a postmortem, named by their ids.
"""

from importlib.resources import files


def records() -> tuple[bytes, ...]:
    """The postmortems as UTF-8 JSON text in the record's own schema, oldest incident first."""
    found = (each for each in files(__name__).iterdir() if each.name.endswith(".json"))
    return tuple(each.read_bytes() for each in sorted(found, key=lambda each: each.name))
