"""Empty forms: their headings are known, and what they ask for is no fact."""

import re
from pathlib import PurePath

from pmtui.importers.blocks import Block
from pmtui.importers.draft import Draft
from pmtui.importers.entries import entries_of
from pmtui.importers.headings import is_template_title
from pmtui.importers.sections import Section
from pmtui.importers.words import asks_for_words, is_placeholder, is_prompt, plain

_NAMED = re.compile(r"(?:^|[\W_])template(?:$|[\W_])", re.IGNORECASE)
_QUOTE = re.compile(r"^[ ]{0,3}>[ ]?")
_BLANK_LINE = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\*\*|__|_)?[A-Z][\w ()/#-]{0,30}(?:\*\*|__|_)?:[\s*_]*$"
)


def set_aside_prompts(draft: Draft) -> None:
    """Takes what only says what is to be written out of the sections of a document.

    Of one with a title that is what asks for words in italics, and what says that there are none. A
    form has no title but a placeholder. Placeholders, what stands in italics, and headings with
    nothing below them are labels; where the file is called a template, too, so is all that stands
    below a heading that is known.
    """
    first = next((each for each in draft.sections if each.level == 1), None)
    if first and first.words and not is_template_title(first.words):
        for section in draft.sections:
            _set_aside(draft, section, _silent(draft, section))
        return
    named = bool(_NAMED.search(PurePath(draft.name).stem))
    if not named and first is None:
        return
    for section in draft.sections:
        asked = named and section.field is not None
        if is_placeholder(section.words) and section.heading:
            asked = True
            draft.label(section.heading_lines)
        _set_aside(
            draft,
            section,
            [
                each
                for each in section.blocks
                if asked or _asks(draft, each) or _is_comment(draft, each)
            ],
        )
    _label_empty(draft)


def _set_aside(draft: Draft, section: Section, blocks: list[Block]) -> None:
    for block in blocks:
        draft.label(block.lines)
    section.blocks = [each for each in section.blocks if each not in blocks]


def _silent(draft: Draft, section: Section) -> list[Block]:
    """The blocks of a document that is filled in which were left as its form had them."""
    return [each for each in section.blocks if _is_comment(draft, each) or _says_nothing(each)]


def _is_comment(draft: Draft, block: Block) -> bool:
    return block.kind == "aside" and draft.lines[block.start].lstrip().startswith("<!--")


def _says_nothing(block: Block) -> bool:
    text = block.text
    return block.kind == "paragraph" and (is_placeholder(plain(text)) or asks_for_words(text))


def _asks(draft: Draft, block: Block) -> bool:
    """Whether nothing in a block is a fact."""
    if block.kind == "other":
        lines = [_QUOTE.sub("", draft.lines[line]) for line in range(block.start, block.end)]
        return all(is_placeholder(line) for line in lines)
    if all(_BLANK_LINE.match(draft.lines[line]) for line in range(block.start, block.end)):
        return True
    entries = list(entries_of(block))
    return bool(entries) and all(
        is_placeholder(each.text) or is_prompt(each.head) for each in entries
    )


def _label_empty(draft: Draft) -> None:
    filled: list[Section] = []
    for section in draft.sections:
        above: Section | None = section if section.blocks else None
        while above is not None:
            filled.append(above)
            above = above.parent
    for section in draft.sections:
        if section not in filled:
            draft.label(section.heading_lines)
