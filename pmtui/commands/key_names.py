"""How keys are called: by Textual, by people who read of them, by people who write them."""

import re

_SIGNS = {
    **{"exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$"},
    **{"percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "("},
    **{"right_parenthesis": ")", "asterisk": "*", "plus": "+", "comma": ",", "minus": "-"},
    **{"full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";", "less_than_sign": "<"},
    **{"equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@"},
    **{"left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]"},
    **{"circumflex_accent": "^", "underscore": "_", "grave_accent": "`"},
    **{"left_curly_bracket": "{", "vertical_line": "|", "right_curly_bracket": "}", "tilde": "~"},
}
_NAMES = {
    **{"escape": "Esc", "enter": "Enter", "delete": "Del", "tab": "Tab", "backspace": "Backspace"},
    **{"space": "Space", "insert": "Ins", "home": "Home", "end": "End", "pageup": "PgUp"},
    **{"pagedown": "PgDn", "left": "Left", "right": "Right"},
    **{"up": "Up", "down": "Down"},
}
_READABLE = {**_NAMES, **_SIGNS}
_WRITTEN = {shown.casefold(): name for name, shown in _READABLE.items()} | {
    name: name for name in _READABLE
}
_MODIFIERS = re.compile(r"(?:(ctrl|alt|shift)\+)(?=.)")

NEVER = {
    "ctrl+i": "arrives as Tab",
    "ctrl+m": "arrives as Enter",
    "ctrl+j": "arrives as Enter",
    "ctrl+h": "arrives as Backspace",
    "ctrl+[": "arrives as Esc",
}
"""Keys that a terminal does not tell from another one."""


def readable_key(key: str) -> str:
    """A key as a person reads it: F1, Esc, Ctrl+P, u."""
    *modifiers, plain = key.split("+")
    said = _READABLE.get(plain) or (plain.upper() if len(plain) > 1 or modifiers else plain)
    return "+".join([*(each.capitalize() for each in modifiers), said])


def readable_keys(keys: str) -> str:
    """All keys of a command as a person reads them."""
    return ", ".join(map(readable_key, keys.split(",")))


def types_text(key: str) -> bool:
    """Whether a key, by Textual's name, types a character or works on text."""
    return not (key.startswith(("ctrl+", "alt+")) or (key[0] == "f" and key[1:].isdigit()))


def textual_key(written: str) -> str | None:
    """Textual's name for a key as a person writes it; None where there is no such key.

    Both "F10" and "f10", "?" and "question_mark", "Ctrl+P" and "ctrl+p" are understood; of a
    single letter, its case counts.
    """
    if len(written) == 1 and written.isprintable():
        return "space" if written == " " else _WRITTEN.get(written, written)
    words = written.casefold()
    modifiers = ""
    while found := _MODIFIERS.match(words):
        modifiers += found[0]
        words = words[found.end() :]
    plain = _WRITTEN.get(words)
    if plain is None and (
        re.fullmatch(r"f([1-9]|1\d|2[0-4])", words) or (modifiers and re.fullmatch(r"\w", words))
    ):
        plain = words
    return modifiers + plain if plain else None
