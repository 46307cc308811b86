"""A short run of the harness: nothing of ours is lost, and it sees what TinyDB alone loses."""

import subprocess
import sys
from pathlib import Path
from random import Random

from tests.torture.disk import Data, Flush, Names, Said, Size, State, images

ROOT = Path(__file__).parents[2]


def test_a_short_run_finds_nothing_lost() -> None:
    command = [sys.executable, "-m", "tests.torture", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_was_flushed_is_in_every_state_after_a_cut() -> None:
    steps = [
        Names(0, (("a", 1),)),
        Data(1, 0, b"whole"),
        Flush(1),
        Flush(0),
        Said(1),
        Size(1, 0),
        Data(1, 0, b"new"),
    ]
    last = State({1: bytearray()}, {0: {}})
    found = list(images(last, steps, Random(0)))
    assert {image.tree.get("a") for image in found if image.acknowledged < 1} == {
        *(None, b"", b"wh", b"whole", bytes(5)),
    }
    assert {image.tree["a"] for image in found if image.acknowledged == 1} == {
        *(b"whole", b"", b"nhole", b"\0\0\0le", b"newle", b"n", b"\0\0\0", b"new"),
    }
