"""Who wrote a document and who took part."""

import re
from collections.abc import Iterable

from pmtui.importers.draft import Draft
from pmtui.importers.entries import entries_of, label_heads
from pmtui.importers.sections import Section
from pmtui.importers.words import is_placeholder

_NAMES = re.compile(r"\s*(?:[,;]|\band\b|&)\s*")
_PERSON = re.compile(r"\[?(?P<name>[^<>()\[\]?]+?)\]?\s*(?:[<(](?P<handle>[^<>()]+)[>)])?$")
_ROLE = re.compile(r"^([A-Z][A-Za-z /-]{2,30}):\s+(.+)$")
_LONGEST = 160


def read_people(draft: Draft, section: Section) -> None:
    """Authors or participants: one in each list item or table row, or names between commas."""
    author = section.field == "meta.authors"
    for block in section.blocks:
        for entry in entries_of(block):
            words, *roles = entry.text.split(" — ") if block.kind == "table" else [entry.text]
            if not is_placeholder(words):
                add_people(draft, entry.lines, words, tuple(roles), author=author)
    label_heads(draft, section)


def add_people(
    draft: Draft,
    lines: Iterable[int],
    words: str,
    roles: tuple[str, ...] = (),
    *,
    author: bool,
    attended: bool | None = True,
) -> None:
    """The people named in the words; the first author owns the postmortem.

    `attended` says whether they were in the meeting, which is not known of authors.
    """
    if found := _ROLE.match(words):
        roles, words = (found[1], *roles), found[2]
    for each in _NAMES.split(words):
        person = _PERSON.match(each.strip()) if len(each) <= _LONGEST else None
        if person is None:
            continue
        name = person["name"].strip().lstrip("@")
        if name in draft.people:
            draft.claim(lines, f"prep.people.{draft.people[name]}")
            continue
        draft.people[name] = draft.add(
            "prep.people",
            lines,
            name=name,
            handle=person["handle"],
            roles=("author", *roles) if author else roles,
            attended=None if author else attended,
        )
        if author:
            draft.values.setdefault("prep.owner", draft.people[name])
