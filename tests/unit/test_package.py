"""What somebody gets who installs the wheel."""

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

import pmtui

ROOT = Path(__file__).parents[2]
DIST_INFO = f"pmtui-{pmtui.__version__}.dist-info/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the working tree without a network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    built = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as opened:
        yield opened


def test_every_file_of_the_package_is_in_it(wheel):
    files = [each for each in (ROOT / "pmtui").rglob("*") if each.is_file()]
    wanted = {
        each.relative_to(ROOT).as_posix() for each in files if "__pycache__" not in each.parts
    }
    assert any(name.endswith(".json") for name in wanted)
    assert sorted(wanted - set(wheel.namelist())) == []


def test_nothing_else_is_in_it(wheel):
    strangers = [name for name in wheel.namelist() if not name.startswith(("pmtui/", DIST_INFO))]
    assert strangers == []
    assert [name for name in wheel.namelist() if name.endswith(".pyc")] == []


def test_the_licence_is_in_it(wheel):
    licence = wheel.read(f"{DIST_INFO}licenses/LICENSE")
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert b"License-Expression: MIT" in wheel.read(f"{DIST_INFO}METADATA")


def test_the_command_is_in_it(wheel):
    entry_points = ConfigParser()
    entry_points.read_string(wheel.read(f"{DIST_INFO}entry_points.txt").decode())
    assert dict(entry_points["console_scripts"]) == {"pmtui": "pmtui.cli:main"}
