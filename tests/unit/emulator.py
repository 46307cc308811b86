"""A terminal that reads what is sent to it; half of a wide character does not outlive the other."""

import unicodedata

import pyte


class _Screen(pyte.Screen):
    wide = False

    def draw(self, data):
        self.wide = self.wide or any(unicodedata.east_asian_width(each) in "WF" for each in data)
        if not self.wide:
            super().draw(data)
            return
        for each in data:
            if not unicodedata.combining(each):
                self._part(unicodedata.east_asian_width(each) in "WF")
            super().draw(each)

    def _part(self, wide):
        """Blank what is left of wide characters of which one half is about to be overwritten."""
        line, x = self.buffer[self.cursor.y], self.cursor.x
        if line[x].data == "" and x:
            line[x - 1] = line[x - 1]._replace(data=" ")
        end = x + 1 + wide
        if end < self.columns and line[end].data == "":
            line[end] = line[end]._replace(data=" ")

    def insert_lines(self, count=None):
        super().insert_lines(count)
        self._erase(self.cursor.y, self.cursor.y + (count or 1))

    def delete_lines(self, count=None):
        super().delete_lines(count)
        end = self.margins.bottom + 1 if self.margins else self.lines
        self._erase(end - (count or 1), end)

    def _erase(self, first, last):
        """Give lines that became free the colours that are set; some terminals are sent none."""
        for y in range(first, last):
            for x in range(self.columns):
                self.buffer[y][x] = self.cursor.attrs


class Emulator:
    """A terminal that does not wrap long lines, as Textual asks it to; `sent` counts bytes."""

    def __init__(self, columns, rows):
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.sent = 0
        self._stream.feed("\x1b[?7l")

    def feed(self, text):
        self.sent += len(text.encode())
        self._stream.feed(text)

    def spoil(self):
        """Let another program write all over the screen."""
        rows, columns = self._screen.lines, self._screen.columns
        self._stream.feed(
            "".join(f"\x1b[{y};1H\x1b[35;4m" + "#" * columns for y in range(rows + 1))
        )
        self._stream.feed("\x1b[0m")

    def resize(self, columns, rows):
        """Become larger or smaller, and spoil what was there."""
        self._screen.resize(rows, columns)
        self.spoil()

    @property
    def cells(self):
        """All cells: character, both colours, bold, underlined and so on.

        Of a blank, also below a mark that was sent without its character, only what can be seen: no
        colour or weight of a character that is not there.
        """
        lines, columns = range(self._screen.lines), range(self._screen.columns)
        return [[_seen(self._screen.buffer[y][x]) for x in columns] for y in lines]


def _seen(cell):
    if cell.data[:1] != " " or cell.underscore or cell.strikethrough or cell.reverse or cell.blink:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)
