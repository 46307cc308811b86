"""One library for a group of users on one host, and private ones."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic
from pmtui.store import presence as presence_of
from pmtui.store.errors import Damaged, Unavailable
from pmtui.store.folder import FolderLibrary
from pmtui.store.key_log import Typed
from pmtui.store.presence import Here
from tests.drafts import kept_words

ID = "2026-01-01-shared"
GROUP, ANNA, BEN = 54_321, 54_322, 54_323
"""Numbers of a group and of two users that need no name."""

root_only = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as other users")


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o027])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {
        str(each.relative_to(folder)): oct(stat.S_IMODE(each.stat().st_mode))
        for each in folder.rglob("*")
    }


def used(library: FolderLibrary) -> None:
    """Everything that makes a file."""
    library.create(Postmortem(id=ID))
    library.change(ID, lambda record: Postmortem(id=ID, title="Another"))
    desk = library.desk(ID)
    desk.keep_words({"title": "half a sent"})
    desk.log.add(Typed(drafts={"title": "half a sent"}))
    desk.stand("preparation", "title")
    desk.close(keep=True)
    library.presence(ID).beat(Here("preparation"))


def test_a_shared_library_is_for_the_group_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o2770)
    used(FolderLibrary(folder))
    found = modes(folder)
    assert f"2026/{ID}.json.previous" in found
    assert f".pmtui/locks/{ID}.lock" in found
    for name, mode in found.items():
        assert mode == ("0o2770" if (folder / name).is_dir() else "0o660"), name


def test_a_private_library_is_for_the_user_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "a" / "library"
    used(FolderLibrary(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name, mode in modes(folder).items():
        assert mode == ("0o700" if (folder / name).is_dir() else "0o600"), name


@pytest.mark.parametrize("mode", [0o0770, 0o2750, 0o2700])
def test_group_writable_alone_or_setgid_alone_is_not_shared(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    folder.chmod(mode)
    used(FolderLibrary(folder))
    assert (folder / "2026" / f"{ID}.json").stat().st_mode & 0o077 == 0


def test_the_version_before_of_somebody_else_is_copied(
    library: FolderLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(Postmortem(id=ID))
    path = library.folder / "2026" / f"{ID}.json"
    first, owner = path.read_bytes(), os.geteuid()
    monkeypatch.setattr(atomic.os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(atomic.os, "link", lambda *paths: pytest.fail("linked"))
    library.change(ID, lambda record: Postmortem(id=ID, title="Another"))
    assert Path(f"{path}.previous").read_bytes() == first


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users can reach; those of pytest are private."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def as_user(user: int, work: Callable[[], object], umask: int = 0o077) -> str:
    """What a user of the group gets from a piece of work, done in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([GROUP])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        os.umask(umask)
        try:
            said = str(work())
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shared(place: Path, tmp_path: Path) -> FolderLibrary:
    """A library of the group; all that a child may import has been used before."""
    warm = FolderLibrary(tmp_path / "warm")
    used(warm)
    warm.listing()
    with pytest.raises(Damaged):
        warm.decode(b"", tmp_path)
    folder = place / "library"
    folder.mkdir()
    os.chown(folder, 0, GROUP)
    folder.chmod(0o2770)
    return FolderLibrary(folder)


def titles(library: FolderLibrary) -> str:
    listing = library.listing()
    return f"{[each.title for each in listing.summaries]} {listing.problems}"


def give_title(library: FolderLibrary, title: str) -> str | None:
    return library.change(ID, lambda record: replace(record, title=title)).record.title


@root_only
def test_two_users_of_a_group_edit_one_library(shared: FolderLibrary) -> None:
    def keep(text: str) -> str | None:
        shared.desk(ID).keep_words({"title": text})
        return kept_words(shared, ID)["title"]

    assert "shared" in as_user(ANNA, lambda: shared.create(Postmortem(id=ID)).record.id)
    assert as_user(BEN, lambda: give_title(shared, "by Ben")) == "by Ben"
    assert as_user(ANNA, lambda: give_title(shared, "by Anna")) == "by Anna"
    assert as_user(BEN, lambda: keep("half a sent")) == "half a sent"
    assert as_user(ANNA, lambda: keep("another half")) == "another half"
    assert as_user(BEN, lambda: give_title(shared, "by Ben again")) == "by Ben again"
    assert as_user(ANNA, lambda: titles(shared)) == "['by Ben again'] ()"
    for each in shared.folder.rglob("*"):
        assert each.stat().st_gid == GROUP, each
        mode = stat.S_IMODE(each.stat().st_mode)
        assert mode == (0o2770 if each.is_dir() else 0o660), each


@root_only
def test_two_users_of_a_group_see_each_other(
    shared: FolderLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence_of, "_runs", lambda process: True)  # each ends when it was seen

    def beat(page: str) -> str:
        presence = shared.presence(ID)
        presence.beat(Here(page))
        return " ".join(sorted(each.here.page for each in presence.others()))

    assert "shared" in as_user(ANNA, lambda: shared.create(Postmortem(id=ID)).record.id)
    assert as_user(ANNA, lambda: beat("impact")) == ""
    assert as_user(BEN, lambda: beat("lessons")) == "impact"
    assert as_user(ANNA, lambda: beat("report")) == "impact lessons"


@root_only
def test_a_private_library_says_so_to_somebody_else(shared: FolderLibrary, place: Path) -> None:
    folder = place / "anna" / "library"
    folder.parent.mkdir()
    os.chown(folder.parent, ANNA, ANNA)
    private = FolderLibrary(folder)
    assert "shared" in as_user(ANNA, lambda: private.create(Postmortem(id=ID)))
    for work in (private.listing, lambda: private.load(ID), lambda: give_title(private, "x")):
        said = as_user(BEN, work)
        assert said.startswith("Unavailable: No permission")
        assert f"{folder} is private to user {ANNA}" in said
        assert "chmod 2770" in said


@root_only
def test_a_year_that_cannot_be_read_is_named_and_the_others_are_shown(
    shared: FolderLibrary,
) -> None:
    as_user(ANNA, lambda: shared.create(Postmortem(id=ID, title="of 2026")))
    (shared.folder / "2025").mkdir(mode=0o700)
    said = as_user(BEN, lambda: titles(shared))
    assert said.startswith("['of 2026']")
    assert f"{shared.folder / '2025'} is private to root" in said


def test_permission_that_is_missing_for_another_reason(
    library: FolderLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(Postmortem(id=ID))
    monkeypatch.setattr(atomic.os, "open", _denied)
    with pytest.raises(Unavailable, match="owner and mode"):
        library.load(ID)


def _denied(path: object, *rest: object) -> int:
    raise PermissionError(13, "Permission denied", str(path))
