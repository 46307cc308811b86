"""Calls of the operating system that are made to fail."""

import os
from pathlib import Path
from typing import Any

import pytest

from pmtui.store import atomic

CALLS = (
    *("open", "close", "read", "write", "fsync", "fdatasync", "fchmod", "chmod", "fstat", "stat"),
    *("link", "replace", "unlink", "truncate", "ftruncate", "mkdir", "pread"),
)
"""What a save may ask of the operating system, as functions of `os`."""


def failing(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: int,
    after: int,
    *,
    times: float = float("inf"),
) -> list[int]:
    """Calls of a function of `os` fail, so many times, when `after` of them went well.

    What comes back counts the calls, and goes on doing so.
    """
    real: Any = getattr(os, name)
    calls = [0]

    def call(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] <= after or calls[0] > after + times:
            return real(*args, **kwargs)
        if name == "close":
            real(*args)  # Linux has closed the file even where it says that it failed
        raise OSError(code, os.strerror(code), args[0] if isinstance(args[0], Path) else None)

    monkeypatch.setattr(atomic.os, name, call)
    return calls
