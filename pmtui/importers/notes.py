"""What no field took goes to the notes, and the proof that nothing is missing."""

import re
from dataclasses import replace

from pmtui.importers.draft import Draft
from pmtui.importers.result import Imported, not_found
from pmtui.importers.words import tokens
from pmtui.model.postmortem import Postmortem

LABELS = "Headings, table heads and form lines of the source, as they stood:"
"""What stands above the lines of a source that were understood and have no words of their own."""

_UNTYPED = {None, "appendix"}


def with_notes(draft: Draft, record: Postmortem, details: tuple[str, ...]) -> Imported:
    """The record with every line that is not in its fields added to the notes.

    First what has no field, below its headings; then, as a block of its own, the lines that were
    understood and only named something, so that the source can be told from the record.
    """
    missing = set(not_found(draft.lines, record, draft.claims))
    mute = {line for line in missing & _typed_lines(draft) if not tokens(draft.lines[line])}
    left = missing - draft.labels - mute
    text, held = draft.excerpt(left)
    labels = sorted(missing - left - held)
    parts = [text, _block_of([draft.lines[line] for line in labels]) if labels else ""]
    record = replace(record, notes="\n\n".join(filter(None, parts)) or None)
    draft.claim([*held, *labels], "notes")
    lost = len(not_found(draft.lines, record, draft.claims))
    lines = sum(1 for line in draft.lines if line.strip())
    return Imported(record, lines - len(left) - lost, len(left), lost, details)


def _typed_lines(draft: Draft) -> set[int]:
    typed = [section.lines for section in draft.sections if section.field not in _UNTYPED]
    return set().union(*typed)


def _block_of(lines: list[str]) -> str:
    longest = max(len(run) for run in re.findall("~*", "".join(lines)))
    fence = "~" * max(3, longest + 1)
    return "\n".join([LABELS, "", f"{fence}text", *lines, fence])
