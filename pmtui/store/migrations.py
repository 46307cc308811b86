"""From the plain values of an older schema to those of the present one, version by version."""

from collections.abc import Callable
from typing import Any

from pmtui.model.postmortem import SCHEMA_VERSION
from pmtui.store.errors import Damaged

Plain = dict[str, Any]

MIGRATIONS: dict[int, Callable[[Plain], Plain]] = {}
"""For each older schema, what makes the next one of it: a pure function that changes no argument.

Schema 1 is the first; a file without a version is one of schema 1.
"""


def version_of(plain: Plain) -> int:
    """The schema that a record's plain values are written in."""
    version = plain.get("schema_version", 1)
    return version if type(version) is int else 1


def migrate(plain: Plain) -> Plain:
    """The same record in the present schema; a newer one is returned as it is.

    Raises `Damaged` for a version that never was, and for values that do not fit theirs.
    """
    for version in range(version_of(plain), SCHEMA_VERSION):
        try:
            plain = {**MIGRATIONS[version](plain), "schema_version": version + 1}
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise Damaged(f"It does not fit schema {version}: {error!r}") from error
    return plain
