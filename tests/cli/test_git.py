"""Two people who keep a library in git: their branches merge per field."""

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json, to_plain
from pmtui.store.folder import FolderLibrary
from pmtui.store.json_text import to_json
from pmtui.store.kept_values import other_value
from tests.cli.conftest import Run
from tests.unit.random_edits import edited, slot_of, unlike, values

BASE = from_json(min(records(), key=len), "example")
PAIRS, THROUGH_GIT = 100, 24
CONFIG = ("config", "merge.pmtui.driver", "pmtui merge %O %A %B -o %A")
ATTRIBUTES = "*.json merge=pmtui\n"
IGNORED = "*\n!*/\n!*.json\n!.git*\n"
LINES = [each for each, value in values(BASE).items() if slot_of(each).shape == "text" and value]
SHORT = [each for each in LINES if not slot_of(each).many and not slot_of(each).mark]


class Tree:
    """A work tree that is a library, with the merge driver that the help shows."""

    def __init__(self, folder: Path) -> None:
        self.library = FolderLibrary(folder)
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@example.org")
        self.git(*CONFIG)
        (folder / ".gitattributes").write_text(ATTRIBUTES)
        (folder / ".gitignore").write_text(IGNORED)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a library")

    def git(self, *words: str, fails: bool = False) -> str:
        """Run git with the installed pmtui on the path; the exit code is 1 when it `fails`."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["git", *words],
            cwd=self.library.folder,
            env=os.environ | {"PATH": path, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == int(fails), done.stdout + done.stderr
        return done.stdout

    def branch(self, name: str, record: Postmortem, start: str = "main") -> None:
        """A branch with one commit, in which the record is this."""
        self.git("checkout", "-q", "-B", name, start)
        if (self.library.folder / file_of(record)).exists():
            self.library.change(record.id, lambda _: record)
        else:
            self.library.create(record)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", name)

    def merge(self, ours: Postmortem, theirs: Postmortem, *, disputed: bool) -> Postmortem:
        """The record after a merge of two branches; git says so when something is disputed."""
        self.branch("theirs", theirs)
        self.branch("ours", ours)
        self.git("merge", "-q", "theirs", "-m", "both", fails=disputed)
        unmerged = self.git("diff", "--name-only", "--diff-filter=U").split()
        assert unmerged == ([file_of(ours)] if disputed else [])
        record = self.library.load(ours.id).record
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "settled")
        return record


def file_of(record: Postmortem) -> str:
    return f"{record.id[:4]}/{record.id}.json"


def pair(rng: Random) -> tuple[Postmortem, Postmortem]:
    """Two people's one to four edits each; in every third pair one field is the same."""
    sides = []
    where = rng.choice(SHORT)
    same = rng.random() < 1 / 3
    for _ in "ab":
        side = edited(BASE, rng, rng.randint(1, 3 if same else 4), kinds=("field", "field", "add"))
        sides.append(address.put(side, where, unlike(rng)) if same else side)
    return sides[0], sides[1]


def both_changed(ours: Postmortem, theirs: Postmortem) -> set[str]:
    """The fields to which both gave other values; lists hold those of both."""
    before, one, other = values(BASE), values(ours), values(theirs)
    return {
        where
        for where, value in before.items()
        if not slot_of(where).many and value != one[where] != other[where] != value
    }


def check(ours: Postmortem, theirs: Postmortem, merged: Postmortem) -> None:
    """Whatever either changed is in the merged record, of two values of a field both."""
    before, now = values(BASE), values(merged)
    told = {each.field: other_value(each) for each in merged.conflicts}
    prose = {each for each in before if slot_of(each).shape == "prose"}
    disputed = both_changed(ours, theirs)
    assert disputed - prose <= told.keys() <= disputed
    for side in (ours, theirs):
        words = set(re.findall(rb"word[0-9a-f]{12}", to_json(to_plain(side))))
        assert words <= set(re.findall(rb"word[0-9a-f]{12}", to_json(to_plain(merged))))
        for where, value in values(side).items():
            if where in before and before[where] != value and not slot_of(where).many:
                mine = now[where] == value or (side is theirs and told.get(where) == value)
                assert mine or (where in prose and where not in told)


@pytest.fixture
def tree(home: Path, tmp_path: Path) -> Tree:
    made = Tree(tmp_path / "tree")
    made.branch("main", BASE, "main")
    return made


def is_disputed(ours: Postmortem, theirs: Postmortem) -> bool:
    return any(slot_of(where).shape != "prose" for where in both_changed(ours, theirs))


def pairs(first: int, last: int) -> list[tuple[Postmortem, Postmortem]]:
    return [pair(Random(seed)) for seed in range(first, last)]


def test_branches_merge_per_field_through_git(tree: Tree) -> None:
    disputes = 0
    for ours, theirs in pairs(0, THROUGH_GIT):
        disputed = is_disputed(ours, theirs)
        check(ours, theirs, tree.merge(ours, theirs, disputed=disputed))
        disputes += disputed
    assert THROUGH_GIT // 5 < disputes < THROUGH_GIT // 2


def test_more_branches_merge_as_git_calls_it(run: Run, tmp_path: Path) -> None:
    """The same command on the same kind of files, without the time that git takes."""
    library = FolderLibrary(tmp_path / "one")
    library.create(BASE)
    file = library.folder / file_of(BASE)
    files = [tmp_path / f".merge_file_{name}" for name in ("base", "ours", "theirs")]
    files[0].write_bytes(file.read_bytes())
    for ours, theirs in pairs(THROUGH_GIT, PAIRS):
        for path, side in zip(files[1:], (ours, theirs), strict=True):
            library.change(BASE.id, lambda _, side=side: side)
            path.write_bytes(file.read_bytes())
        done = run("merge", *files, "-o", files[1])
        assert done.exit_code == int(is_disputed(ours, theirs)), done.stderr
        file.write_bytes(files[1].read_bytes())
        check(ours, theirs, library.load(BASE.id).record)


def test_a_file_that_both_branches_added(tree: Tree) -> None:
    new = Postmortem(id="2026-11-20-new", title="New")
    ours = address.put(new, "impact.summary", "Ours")
    theirs = address.put(new, "notes", "Theirs")
    merged = tree.merge(ours, theirs, disputed=False)
    assert merged == address.put(ours, "notes", "Theirs")


def test_a_damaged_side_is_left_to_people(tree: Tree) -> None:
    tree.branch("theirs", address.put(BASE, "title", "Theirs"))
    tree.branch("ours", address.put(BASE, "title", "Ours"))
    file = tree.library.folder / file_of(BASE)
    file.write_bytes(file.read_bytes()[:-40])
    tree.git("commit", "-q", "-a", "-m", "cut")
    before = file.read_bytes()
    tree.git("merge", "-q", "theirs", "-m", "both", fails=True)
    assert file.read_bytes() == before
