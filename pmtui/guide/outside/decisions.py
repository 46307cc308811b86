"""What somebody decided on something that was found: keep it, take it out, or write other words.

A decision is kept in the record under the hash of the words, for one field or for all.
"""

import hashlib
import re
from datetime import datetime
from typing import Any

from pmtui.guide.outside.kinds import SECRET
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Redaction

KEEP, REMOVE, REPLACE = "keep", "remove", "replace"


def hash_of(words: str) -> str:
    """What stands for the words in the record, whatever their case and blanks."""
    plain = re.sub(r"[\s_-]+", " ", words).strip().casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def decision_on(record: Postmortem, words: str, field: str) -> Redaction | None:
    """The decision on words in a field: that for the field, else that for all, the last of each."""
    found: Redaction | None = None
    wanted = hash_of(words)
    for each in record.report.redactions:
        counts = each.match_hash == wanted and each.decision and each.field in (None, field)
        if counts and (each.field or not (found and found.field)):
            found = each
    return found


def is_kept(record: Postmortem, words: str) -> bool:
    """Whether somebody decided that the words may leave, in one field or in all."""
    wanted = hash_of(words)
    return any(
        each.match_hash == wanted and each.decision == KEEP for each in record.report.redactions
    )


def deciding(
    record: Postmortem,
    words: str,
    decision: str,
    *,
    kind: str,
    field: str | None,
    instead: str | None = None,
    by: str | None = None,
    at: datetime | None = None,
) -> list[tuple[str, Any]]:
    """The puts of a decision; one on the same words and field is changed.

    Raises `BadValue` for a secret, which never leaves, and for a replacement without words.
    """
    if kind == SECRET:
        raise BadValue("A secret never leaves. Take it out of the record, and have it replaced.")
    if decision == REPLACE and not (instead or "").strip():
        raise BadValue("Say by which words it is replaced.")
    wanted = hash_of(words)
    known = record.report.redactions
    same = [each.id for each in known if (each.match_hash, each.field) == (wanted, field)]
    name = same[-1] if same else address.next_id(record, "report.redactions")
    made = Redaction(
        id=name,
        rule=kind,
        match_hash=wanted,
        field=field,
        decision=decision,
        instead=(instead or "").strip() or None if decision == REPLACE else None,
        by=by,
        at=at,
    )
    return [(f"report.redactions.{name}", made)]


def forgetting(record: Postmortem, words: str, field: str) -> list[tuple[str, Any]]:
    """The puts that take back the decision which counts for words in a field, if there is one."""
    found = decision_on(record, words, field)
    return [(f"report.redactions.{found.id}", None)] if found else []
