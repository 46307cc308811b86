"""A disk that is full and a library that goes away while the screen is open."""

import signal
from pathlib import Path

from tests.drafts import kept_words
from tests.terminal.conftest import ID

FULL = """
import errno, os
real = os.fsync
def fsync(handle):
    if os.path.exists({flag!r}):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return real(handle)
os.fsync = fsync
"""


def full_disk(home: Path) -> tuple[dict[str, str], Path]:
    """An environment in which nothing can be written while a flag is there, and the flag."""
    flag, folder = home / "disk-is-full", home / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FULL.format(flag=str(flag)))
    return {"PYTHONPATH": str(folder)}, flag


def test_a_full_disk_is_said_the_text_stays_and_is_saved_later(guide, library, home):
    env, flag = full_disk(home)
    program = guide(env=env)
    program.write("Before")
    program.wait_for("saved ")
    flag.touch()
    program.write(" and after")
    program.wait_for("NOT SAVED")
    program.wait_for("The disk is full")
    program.press("Tab", "F8")
    program.write("14:05 note: still typing")
    program.wait_for("still typing")
    assert "NOT SAVED" in program.lines[0]
    assert "The disk is full" in program.text, "the reason stays while one types"
    assert library.load(ID).record.title == "Before"
    program.press("Esc")
    program.write("q")
    program.settle(0.5)
    assert program.running(), "what is not saved is not left behind"
    assert "NOT SAVED" in program.lines[0]
    flag.unlink()
    program.wait_for(" saved ")
    program.wait_until(lambda: "The disk is full" not in program.text)
    assert library.load(ID).record.title == "Before and after"
    assert kept_words(library, ID) == {"+timeline": "14:05 note: still typing"}


def test_a_library_that_goes_away_and_comes_back(guide, library):
    folder, aside = library.folder, library.folder.with_name("aside")
    program = guide()
    folder.rename(aside)
    folder.write_text("a file")
    program.write("Title")
    program.wait_for("NOT SAVED")
    assert any(line.split()[-2:] == ["Title", "Title"] for line in program.lines)
    assert folder.read_text() == "a file"
    folder.unlink()
    aside.rename(folder)
    program.wait_for(" saved ")
    program.wait_until(lambda: library.load(ID).record.title == "Title")


def test_what_could_not_be_saved_is_said_after_the_screen_is_gone(guide, home):
    env, flag = full_disk(home)
    program = guide(env=env)
    flag.touch()
    program.write("Title")
    program.wait_for("NOT SAVED")
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    last = program.sent.decode().rpartition("\x1b[?1049l")[2]
    assert "pmtui: not saved: The disk is full" in last
