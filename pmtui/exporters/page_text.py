"""What a reader, a search engine or a program finds in an HTML page: text, attributes, remarks."""

import re
from html.parser import HTMLParser

_SKIPPED = frozenset({"style", "script"})
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "em",
        "i",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "tspan",
        "u",
    )
)
_NOT_WORDS = re.compile(r"#|data:")
"""How attributes begin that lead within the page, say a colour, or hold a picture."""


def text_of(page: str) -> str:
    """The words of a page, those of its head, of its pictures and of attributes included.

    What stands beside each other on the page without a blank does so here, whatever its markup.
    """
    reader = _Words()
    reader.feed(page)
    reader.close()
    return "\n".join(("".join(reader.words), *reader.attributes))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.attributes: list[str] = []
        self._skipped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go on a new line, unless the element is part of one; keep what attributes say."""
        self._skipped = tag in _SKIPPED
        if tag not in _INLINE:
            self.words.append("\n")
        told = dict(attrs)
        if "http-equiv" in told:
            return
        for value in told.values():
            if value and not _NOT_WORDS.match(value):
                self.attributes.append(re.sub(r"url\(#[^)]*\)", "", value))

    def handle_endtag(self, tag: str) -> None:
        """Go on a new line after an element that is no part of one."""
        self._skipped = False
        if tag not in _INLINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text, but for styles."""
        if not self._skipped:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep remarks, which are sent, too."""
        self.words.append(f"\n{data}\n")
