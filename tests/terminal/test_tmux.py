"""Within a real tmux: the screen as text, F-keys, Esc, a new size, and the terminal afterwards."""

import shlex
import shutil
import subprocess
import time

import pytest

from tests.terminal.conftest import ID
from tests.terminal.program import PMTUI
from tests.unit.faces import as_golden, same_as_golden

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 60


@pytest.fixture
def tmux(library, home, tmp_path):
    """Commands of a tmux of its own, in which pmtui was opened between two looks at the modes."""
    socket = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    look = f"stty -g > {home}/before; {shlex.quote(PMTUI)} open {ID} --step analysis"
    size = ["-x", "80", "-y", "24"]
    after = f"echo code $? > {home}/code; stty -g > {home}/m; mv {home}/m {home}/after; sleep 60"
    subprocess.run([*socket, "new-session", "-d", *size, f"{look}; {after}"], check=True)

    def call(*arguments):
        done = subprocess.run([*socket, *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    yield call
    call("kill-server")


def shown(tmux, text):
    """The screen once a text is on it."""
    end = time.monotonic() + PATIENCE
    while text not in (screen := tmux("capture-pane", "-p")):
        assert time.monotonic() < end, f"{text!r} did not appear:\n{screen}"
        time.sleep(0.1)
    return screen


def test_keys_sizes_and_the_end_within_tmux(tmux, home):
    shown(tmux, " Esc  Out")
    screen = shown(tmux, "12 min")
    assert same_as_golden(as_golden(screen), "screen-analysis.txt")
    tmux("send-keys", "14:05 alert: p99", "Enter", "F8")
    shown(tmux, "▸3 Root cause")
    tmux("send-keys", "F1")
    shown(tmux, "Esc closes")
    tmux("resize-window", "-x", "60", "-y", "20")
    shown(tmux, "╰" + "─" * 52 + "╯")
    tmux("send-keys", "Escape")
    shown(tmux, "3/9 Root cause: ")
    tmux("send-keys", "Escape", "q")
    end = time.monotonic() + PATIENCE
    while not (home / "after").exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert (home / "code").read_text() == "code 0\n"
    assert (home / "before").read_text() == (home / "after").read_text()
    assert tmux("display", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1\n"
