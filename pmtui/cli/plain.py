"""Terminals that cannot show every character: what is sent to them instead, cell by cell.

All output passes here as the last step, screens included; nothing else knows of it.
"""

import codecs
import os
import sys
import unicodedata
from collections.abc import Mapping

ASCII, CONSOLE = "pmtui_ascii", "pmtui_console"
"""Encodings of a stream: for a locale without UTF-8, and for the console of Linux, whose font
has the letters of Europe and the signs of code page 437."""

SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("─━╍═–—−▔▁▂", "-"),
        **dict.fromkeys("│┃╏║▏▎▌▕▐▊", "|"),
        **dict.fromkeys("┌┐└┘┏┓┗┛╔╗╚╝╭╮╰╯├┤┬┴┼▖▗▘▝▙▛▜▟", "+"),
        **dict.fromkeys("▃▄▅▆▇█▀▓▒░", "#"),
        **dict.fromkeys("▸►›⟩→▶", ">"),
        **dict.fromkeys("‹⟨←", "<"),
        **dict.fromkeys("✓✔☑", "x"),
        **{"↑": "^", "↓": "v", "…": ".", "·": "-", "•": "*", "●": "*", "×": "x", "±": "~"},
        **{"≈": "~", "✎": "_"},
    }
)
_NOT_IN_CONSOLE = {
    code: sign
    for code, sign in SIGNS.items()
    if not chr(code).encode("cp437", "ignore") and chr(code) not in "╭╮╰╯↑↓→←•"
} | str.maketrans("╭╮╰╯", "┌┐└┘")


def encoding_for(environ: Mapping[str, str], *, coerced: bool) -> str | None:
    """The encoding for a terminal that cannot show all of UTF-8; None for one that can.

    `coerced` is whether Python has put a locale of its own into LC_CTYPE (PEP 538). A locale that
    is not set says nothing of the terminal.
    """
    names = ("LC_ALL", "LANG") if coerced else ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    charset = locale.partition(".")[2].partition("@")[0]
    if locale in {"C", "POSIX"} or (charset and charset.casefold().replace("-", "") != "utf8"):
        return ASCII
    return CONSOLE if environ.get("TERM") == "linux" else None


def terminal_encoding() -> str | None:
    """The encoding for the terminal of this process; None where it can show all of UTF-8."""
    coerced = sys.flags.utf8_mode == 1 and os.environ.get("LC_CTYPE") == "C.UTF-8"
    found = encoding_for(os.environ, coerced=coerced)
    if found:
        codecs.register(_codec)
        codecs.register_error(ASCII, _by_width)
    return found


def _to_ascii(text: str, _errors: str = "") -> tuple[bytes, int]:
    return text.translate(SIGNS).encode("ascii", ASCII), len(text)


def _to_console(text: str, _errors: str = "") -> tuple[bytes, int]:
    return text.translate(_NOT_IN_CONSOLE).encode("utf-8", "replace"), len(text)


def _by_width(error: UnicodeError) -> tuple[str, int]:
    """Letters without their marks where those have the same width; else a ? for each cell."""
    from rich.cells import cell_len

    assert isinstance(error, UnicodeEncodeError)
    run = error.object[error.start : error.end]
    plain = unicodedata.normalize("NFKD", run).encode("ascii", "ignore").decode()
    width = cell_len(run)
    return (plain if len(plain) == width else "?" * width), error.end


class _AsciiEncoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002
        return _to_ascii(text)[0]


class _ConsoleEncoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002
        return _to_console(text)[0]


_CODECS = {ASCII: (_to_ascii, _AsciiEncoder), CONSOLE: (_to_console, _ConsoleEncoder)}


def _codec(name: str) -> codecs.CodecInfo | None:
    if name not in _CODECS:
        return None
    encode, incremental = _CODECS[name]
    return codecs.CodecInfo(
        encode,
        codecs.utf_8_decode,
        incrementalencoder=incremental,
        incrementaldecoder=codecs.getincrementaldecoder("utf-8"),
        name=name,
    )
