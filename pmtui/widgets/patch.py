"""Other words in a field that somebody may be typing in: only what differs is changed."""

from textual.document._document import Document
from textual.widgets import Input, TextArea


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The stretch of `old` (start, end) that becomes another text, and that text."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, new[start : len(new) - end]


def put_text(field: Input | TextArea, new: str) -> None:
    """Put a text into a field; the cursor stays at the words where it was."""
    if isinstance(field, TextArea):
        start, end, words = difference(field.text, new)
        assert isinstance(field.document, Document)
        place = field.document.get_location_from_index
        field.replace(words, place(start), place(end), maintain_selection_offset=True)
        return
    start, end, words = difference(field.value, new)
    cursor = field.cursor_position
    if cursor >= end:
        cursor += len(words) - (end - start)
    field.value = new
    field.cursor_position = min(cursor, len(new))
