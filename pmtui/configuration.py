"""What a user has chosen for all postmortems: one file (TOML) in the folder for configuration."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pmtui.model.errors import BadValue

ON_OFF = ("on", "off")
THEMES = (
    *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe"),
    *("catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki"),
    *("gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon"),
    *("solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night"),
)
"""Textual's themes, which are named here so that a command need not import it."""


class Setting(NamedTuple):
    """One thing to choose: its values, the one without a choice ("": it depends), its help."""

    values: tuple[str, ...]
    default: str
    help: str


SETTINGS = {
    "theme": Setting(THEMES, "", "the colours; ansi-dark and ansi-light are the terminal's own"),
    "mouse": Setting(
        ON_OFF,
        "on",
        "whether pmtui takes the mouse; off leaves it to the terminal, as GNU screen has it",
    ),
    "output": Setting(
        ("changes", "plain"), "changes", "what is sent: the cells that changed, or whole lines"
    ),
    "bell": Setting(
        ON_OFF,
        "off",
        "ring when a block of the meeting comes to 80 % of its minutes, and to the end",
    ),
}
KEYS = "keys"
"""The table of the user's own keys: the id of a command → its keys."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is chosen: values of `SETTINGS`, keys by id, and a sentence for each line at fault."""

    values: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()

    def value(self, name: str) -> str:
        """What is chosen for a setting, or its default."""
        return self.values.get(name, SETTINGS[name].default)


def config_file() -> Path:
    """The file, whether or not it exists."""
    from platformdirs import user_config_path

    return user_config_path("pmtui", appauthor=False) / "config.toml"


def load() -> Configuration:
    """What is chosen, without the lines at fault; never raises."""
    path = config_file()
    try:
        text = _read(path)
        found = _parsed(path, text)
    except BadValue as error:
        return Configuration(troubles=(str(error),))
    except OSError as error:
        return Configuration(troubles=(f"{path} cannot be read: {error.strerror}.",))
    values: dict[str, str] = {}
    keys: dict[str, str] = {}
    troubles = []
    for name, value in found.items():
        if said := _unfit(name, value):
            troubles.append(f"{path}{_line(text, name)}: {said} The line has no effect.")
        elif name in SETTINGS:
            values[name] = _shown(value)
        else:
            keys[name.removeprefix(f"{KEYS}.")] = value
    return Configuration(values, keys, tuple(troubles))


def is_on(name: str) -> bool:
    """Whether a switch is on."""
    return load().value(name) == "on"


def put(name: str, value: str) -> None:
    """Choose a value, for a setting or for ``keys.ID``; everything else in the file stays.

    Raises `BadValue` for a value that does not fit, and for a file that cannot be read or changed,
    and `OSError`.
    """
    from pmtui.store.atomic import write_atomically

    path = config_file().resolve()
    text = _read(path)
    before = _parsed(path, text)
    switch = name in SETTINGS and SETTINGS[name].values == ON_OFF
    chosen: Any = value == "on" if switch and value in ON_OFF else value
    if said := _unfit(name, chosen):
        raise BadValue(said)
    after = _with_line(text, name, ("true" if chosen else "false") if switch else _quoted(chosen))
    try:
        whole = _parsed(path, after) == {**before, name: chosen}
    except BadValue:
        whole = False
    if not whole:
        raise BadValue(f"{path} has {name} in a form that is not changed here. Edit it there.")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, after.encode())


def _read(path: Path) -> str:
    """The text of the file; none where there is no file. Raises `BadValue` and `OSError`."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise BadValue(f"{path} is no text in UTF-8: correct or remove it.") from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """The values by their dotted names. Raises `BadValue`."""
    if not text:
        return {}
    import tomllib

    try:
        return dict(_flat(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        said = str(error).replace("at end of document", f"at line {len(text.splitlines())}")
        raise BadValue(f"{path} cannot be read: {said}. Correct the line.") from None


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    return [
        pair
        for name, value in table.items()
        for pair in (
            _flat(value, f"{before}{name}.")
            if isinstance(value, dict)
            else [(f"{before}{name}", value)]
        )
    ]


def _unfit(name: str, value: object) -> str:
    """Why a value of the file has no effect; nothing where it has."""
    if name.startswith(f"{KEYS}."):
        return "" if isinstance(value, str) else f'{name} takes keys in quotes, such as "f10".'
    if name not in SETTINGS:
        return f"there is no setting “{name}”. See: pmtui config."
    if isinstance(value, bool) is (SETTINGS[name].values == ON_OFF) and (
        _shown(value) in SETTINGS[name].values
    ):
        return ""
    values = SETTINGS[name].values
    return f"{name} is one of: {', '.join(('true', 'false') if values == ON_OFF else values)}."


def _shown(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _line(text: str, name: str) -> str:
    """Where a value stands, as far as it is to be seen."""
    last = re.escape(name.removeprefix(f"{KEYS}."))
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*(?:{KEYS}\.)?["']?{last}["']?\s*=""", line):
            return f", line {number}"
    return ""


def _quoted(text: str) -> str:
    """A string of TOML, whose escapes are those of JSON."""
    import json

    return json.dumps(text, ensure_ascii=False)


_HEAD = r"\s*\["
_KEYS_HEAD = rf"\s*\[\s*{KEYS}\s*\]"
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|\w+)"""


def _with_line(text: str, name: str, literal: str) -> str:
    """The text with the line of one value changed or added; all else stays, comments too."""
    lines = text.splitlines()
    in_keys = name.startswith(f"{KEYS}.")
    last = name.removeprefix(f"{KEYS}.")
    if in_keys and not any(re.match(_KEYS_HEAD, line) for line in lines):
        lines += ["", f"[{KEYS}]"] if lines else [f"[{KEYS}]"]
    begin, end = _section(lines, in_keys)
    line = re.compile(rf"""(\s*["']?{re.escape(last)}["']?\s*=\s*){_VALUE}(\s*(?:#.*)?)$""")
    for number in range(begin, end):
        if found := line.match(lines[number]):
            lines[number] = f"{found[1]}{literal}{found[2]}"
            return "\n".join(lines) + "\n"
    while end > begin and not lines[end - 1].strip():
        end -= 1
    lines.insert(end, f"{last if last.isidentifier() else _quoted(last)} = {literal}")
    return "\n".join(lines) + "\n"


def _section(lines: list[str], in_keys: bool) -> tuple[int, int]:
    """The first line and the one after the last, of the table of keys or of the top."""
    begin = (
        next(n for n, line in enumerate(lines, 1) if re.match(_KEYS_HEAD, line)) if in_keys else 0
    )
    end = next((n for n in range(begin, len(lines)) if re.match(_HEAD, lines[n])), len(lines))
    return begin, end
