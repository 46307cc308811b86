"""Text as it enters the record and as it may leave it."""

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
LINE_ENDS = re.compile(r"\r\n|\r(?=\n|$)|[\u2028\u2029\x85]")
HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def from_bytes(data: bytes) -> str:
    """Bytes as text: UTF-8 without its mark, or, where they are none, Windows-1252.

    Any bytes can be read so, and no letter of an older editor or tool is lost.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Text as it is kept: LF line ends, no control characters, no lone surrogates.

    A control character becomes its picture (ESC is kept as U+241B), so that what was typed or
    read stays readable and can never act on a terminal. A lone surrogate becomes U+FFFD.
    Nothing else is changed; in particular there is no Unicode normalisation.
    """
    if text.isprintable():  # so mostly, and nothing of what is replaced below is
        return text
    text = LINE_ENDS.sub("\n", text)
    text = CONTROL.sub(lambda found: _picture(ord(found[0])), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def visible(text: str) -> str:
    """Text as it may meet a terminal or a file: hidden and direction-changing characters shown.

    Right-to-left letters stay as they are; only characters that change the order or hide
    without a shape of their own are written out, such as ``⟨U+202E⟩``.
    """
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", clean(text))


def one_line(text: str) -> str:
    """`visible` text on one line: runs of white space become one blank."""
    return " ".join(visible(text).split())


def clip(text: str, length: int) -> str:
    """At most `length` characters; what was cut is marked with an ellipsis."""
    return text if len(text) <= length else text[: max(length - 1, 0)] + "…"


def slug(text: str, length: int) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word where possible."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
    if len(words) <= length:
        return words
    cut = words[: length + 1].rpartition("-")[0] or words[:length]
    return cut[:length]


def _picture(code: int) -> str:
    """The visible stand-in of one control character."""
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
