"""A document as sections: a heading, the field it stands for, and the blocks below it."""

import dataclasses
from collections.abc import Iterable

from pmtui.importers.blocks import Block
from pmtui.importers.headings import field_of, is_of_actions, is_template_title
from pmtui.importers.times import split_time
from pmtui.importers.words import is_placeholder, plain

_KEEPS_ALL = {"timeline", "action_items", "appendix"}
_PREAMBLE = "preamble"


@dataclasses.dataclass(slots=True)
class Section:
    """A heading with the blocks up to the next one.

    `field` is what the heading stands for, taken from the headings above where it says nothing;
    None for what has no field. `own` says that the heading itself named it. `time` holds the
    words of a heading that is a point in time, `words` the heading without that time.
    """

    field: str | None
    heading: Block | None = None
    level: int = 0
    own: bool = False
    words: str = ""
    time: str = ""
    parent: "Section | None" = None
    blocks: list[Block] = dataclasses.field(default_factory=list)

    @property
    def lines(self) -> set[int]:
        """The lines of the blocks, the heading's not among them."""
        return {line for block in self.blocks for line in range(block.start, block.end)}

    @property
    def heading_lines(self) -> range:
        """The lines of the heading; none for what stands before the first."""
        return range(self.heading.start, self.heading.end) if self.heading else range(0)


def read_sections(blocks: Iterable[Block], title: str | None) -> list[Section]:
    """The blocks as sections in their order.

    The first first-level heading is the title and stands for no field; where front matter gave
    the document a `title`, only a heading that repeats it.
    """
    titled = False
    sections = [Section(None)]
    above: list[Section] = []
    for block in blocks:
        if block.kind != "heading":
            if block.kind == "table" and _are_actions(block, sections[-1]):
                sections += _with_actions(block, sections[-1])
            elif block.kind != "markup":
                sections[-1].blocks.append(block)
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        words = plain(block.text)
        if block.level == 1 and not titled and title in {None, words}:
            titled = not is_template_title(words)
            section = Section(_PREAMBLE, block, 1, own=True, words=words)
        else:
            section = _section(block, above[-1] if above else None)
        above.append(section)
        sections.append(section)
    return sections


def _are_actions(block: Block, section: Section) -> bool:
    """Whether a table tells actions where no heading says so."""
    return section.field in {None, _PREAMBLE} and is_of_actions(block.rows[0].cells)


def _with_actions(block: Block, section: Section) -> list[Section]:
    """A table of actions as a section of its own, and one for what goes on after it."""
    actions = Section("action_items", level=section.level, parent=section, blocks=[block])
    return [actions, Section(section.field, level=section.level, parent=section)]


def _section(block: Block, parent: Section | None) -> Section:
    words = plain(block.text)
    inherited = parent.field if parent and parent.field != _PREAMBLE else None
    name = None if inherited in _KEEPS_ALL else field_of(block.text)
    if (inherited or "").startswith("lessons.") and name and not _may_follow_lessons(name):
        name = None
    time, rest = split_time(words) if inherited in {None, "timeline"} and not name else ("", "")
    if is_placeholder(words):
        time = ""
    if time and inherited is None and ":" not in time:
        time = ""
    if time:
        return Section("timeline", block, block.level, True, rest, time, parent)
    own = name is not None
    return Section(name or inherited, block, block.level, own, words, "", parent)


def _may_follow_lessons(name: str) -> bool:
    return name.startswith("lessons.") or name == "action_items"
