"""A record in the making, and for each source line where its words went."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pmtui.importers.sections import Section
from pmtui.model import address
from pmtui.model.postmortem import Postmortem


@dataclass(slots=True)
class Draft:
    """What the readers of sections have found so far.

    `claims` says for a line at which addresses its words are; `labels` are lines that only name
    or order what stands elsewhere (headings, table heads, statements of a zone); they are kept
    at the end of the notes. `prose` holds the lines that a prose field takes verbatim, `leads` the
    words that stand above them there. `name` is that of the document, `day` the day of the incident
    where the document names one, `people` the ids of people by name.
    """

    lines: Sequence[str]
    sections: Sequence[Section]
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    items: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    prose: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    leads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: set[int] = field(default_factory=set)
    day: date | None = None
    people: dict[str, str] = field(default_factory=dict)

    def add(self, parent: str, lines: Iterable[int], **values: Any) -> str:
        """A new item of the list at `parent`, made from those lines; gives its id."""
        part = address.slot_at(parent).part
        item = part(id=f"{part.PREFIX}{len(self.items[parent]) + 1}", **values)
        self.items[parent].append(item)
        self.claim(lines, f"{parent}.{item.id}")
        return str(item.id)

    def claim(self, lines: Iterable[int], where: str) -> None:
        """The words of the lines are in the field or item at that address."""
        for line in lines:
            self.claims[line].add(where)

    def keep(self, where: str, lines: Iterable[int]) -> None:
        """The lines go to a prose field as they stand."""
        self.prose[where].update(lines)

    def label(self, lines: Iterable[int]) -> None:
        """The lines were understood and have no words of their own to place."""
        self.labels.update(lines)

    def excerpt(self, chosen: set[int], bare: Section | None = None) -> tuple[str, set[int]]:
        """Chosen lines as Markdown below their headings, and all the lines that it holds.

        The headings of `bare` are left out, as the field itself says what they say.
        """
        parts: list[str] = []
        held: set[int] = set()
        for section in self.sections:
            mine = sorted((section.lines | set(section.heading_lines)) & chosen)
            if not mine:
                continue
            for above in _path(section):
                if above is not bare and not held.issuperset(above.heading_lines):
                    parts.append(self._run(list(above.heading_lines)))
                    held.update(above.heading_lines)
            if mine := [line for line in mine if line not in held]:
                parts.append(self._run(mine))
                held.update(mine)
        return "\n\n".join(part for part in parts if part), held

    def build(self, record: Postmortem) -> Postmortem:
        """The record with all that was found; prose lines are claimed on the way."""
        for where in {**self.leads, **self.prose}:
            chosen, leads = self.prose[where], self.leads.get(where, [])
            first = next((each for each in self.sections if each.lines & chosen), None)
            bare = None if where == "analysis.narrative" else first
            text, held = self.excerpt(chosen, bare)
            self.claim(held, where)
            record = address.put(record, where, "\n\n".join(filter(None, [*leads, text])) or None)
        for where, value in self.values.items():
            record = address.put(record, where, value)
        for where, items in self.items.items():
            record = address.put(record, where, tuple(items))
        return record

    def _run(self, numbers: list[int]) -> str:
        """The lines with the blank ones between them; one blank line for what is left out."""
        parts: list[str] = []
        for before, number in zip([numbers[0] - 1, *numbers], numbers, strict=False):
            between = self.lines[before + 1 : number]
            if any(line.strip() for line in between):
                between = [] if _are_rows(self.lines[before], self.lines[number]) else [""]
            parts.extend([*between, self.lines[number]])
        return "\n".join(parts).strip("\n")


def _are_rows(*lines: str) -> bool:
    return all(line.lstrip().startswith("|") for line in lines)


def _path(section: Section) -> list[Section]:
    """The section with those above it, outermost first, without the document's title."""
    path: list[Section] = []
    above: Section | None = section
    while above is not None:
        if above.field != "preamble":
            path.append(above)
        above = above.parent
    return path[::-1]
