"""What can go wrong with a library, in sentences that say what to do."""

from enum import StrEnum

from pmtui.model.errors import PmtuiError


class State(StrEnum):
    """What a file of a library is found to be."""

    WHOLE = "whole"
    EMPTY = "empty"
    CUT = "cut"
    GARBAGE = "no JSON"
    CONFLICT = "conflict markers"
    FOREIGN = "no postmortem"
    DOUBLE_KEYS = "double keys"
    SCHEMA = "does not fit"
    NEWER = "newer schema"
    IDS = "malformed or double ids"
    NAME = "name is not the id"
    NO_ID = "name is no id"
    PLACE = "wrong folder"
    FOLDER = "folder"
    LINK = "link"
    LARGE = "too large"
    DEVICE = "pipe or device"
    UNREADABLE = "unreadable"


class NotFound(PmtuiError):
    """No such postmortem."""

    exit_code = 3


class Ambiguous(PmtuiError):
    """A reference that fits several postmortems; `candidates` are their ids."""

    exit_code = 3

    def __init__(self, message: str, candidates: list[str]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Exists(PmtuiError):
    """A postmortem or file that is there already."""

    exit_code = 4


class Damaged(PmtuiError):
    """A file that is not a whole postmortem; it is left exactly as it is."""

    exit_code = 4

    def __init__(self, message: str, state: State = State.SCHEMA) -> None:
        super().__init__(message)
        self.state = state


class TooNew(PmtuiError):
    """A file of a newer schema; it can be read by that version only."""

    exit_code = 4


class Moved(PmtuiError):
    """The record on disk is no longer the one that the change started from."""

    exit_code = 4


class Unavailable(PmtuiError):
    """The machine refused: no space, no permission, no folder, a lock that stays taken."""

    exit_code = 5
