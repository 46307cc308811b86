"""A file in the user's own editor: which program that is, and what comes back from it."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from pmtui.model.errors import PmtuiError
from pmtui.model.text import from_bytes

COMMON = ("sensible-editor", "vi", "nano")
"""What is looked for where neither VISUAL nor EDITOR is set."""


class EditorFailed(PmtuiError):
    """The editor did not start, or ended with an error; nothing is taken from it."""

    exit_code = 5


def edited(path: Path) -> str:
    """Open a file in the editor and wait; its text as it is then, without the last line's end.

    An editor that was killed has ended, too: what it had saved by then is taken. Raises
    `EditorFailed`.
    """
    command = _command()
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise EditorFailed(
            f"{command[0]} could not be started ({reason}). Set EDITOR. Nothing was changed."
        ) from error
    if status > 0:
        raise EditorFailed(f"{command[0]} ended with an error ({status}). Nothing was changed.")
    try:
        return from_bytes(path.read_bytes()).removesuffix("\n")
    except OSError as error:
        raise EditorFailed(
            f"{command[0]} left no file that can be read ({error.strerror}). Nothing was changed."
        ) from error


def _command() -> list[str]:
    """The editor as words of a command. Raises `EditorFailed` for an open quotation mark."""
    for name in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(os.environ.get(name, "")):
                return words
        except ValueError as error:
            raise EditorFailed(
                f"{name} cannot be read as a command ({error}). Nothing was changed."
            ) from error
    return [next(filter(shutil.which, COMMON), COMMON[1])]
