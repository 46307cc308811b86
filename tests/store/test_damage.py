"""Files that are cut, foreign or links: reported, never written over."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.store.errors import Damaged, Exists, TooNew, Unavailable
from pmtui.store.folder import FolderLibrary

from .conftest import EXAMPLE, titled


@given(st.integers(0, 76_000))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_cut_anywhere_is_reported_and_left(tmp_path: Path, cut: int) -> None:
    library = FolderLibrary(tmp_path / f"cut-{cut}")
    stored = library.create(EXAMPLE)
    path = library.folder / "2026" / f"{EXAMPLE.id}.json"
    whole = path.read_bytes()
    data = whole[: cut % (len(whole) - 2)]
    path.write_bytes(data)
    for call in (
        lambda: library.load(EXAMPLE.id),
        lambda: library.change(EXAMPLE.id, titled("x")),
        lambda: library.save(titled("x")(EXAMPLE), stored),
    ):
        with pytest.raises(Damaged, match="It was left as it is"):
            call()
    with pytest.raises(Exists):
        library.create(EXAMPLE)
    assert path.read_bytes() == data
    assert [problem.path for problem in library.listing().problems] == [str(path)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\x00" * 9000,
        b"null",
        b"[]",
        b"{}",
        b'{"postmortem": {}}',
        b'{"a": {"1": {}}}',
        b'{"postmortem": {"1": {}, "2": {}}}',
        b'{"postmortem": []}',
        b"<html>",
        b"{" * 10000,
    ],
)
def test_a_file_of_somebody_else_is_reported_and_left(
    library: FolderLibrary, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        library.change(EXAMPLE.id, titled("x"))
    assert path.read_bytes() == content
    assert library.listing().problems[0].path == str(path)


@given(st.integers(0, 76_000), st.integers(0, 7))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_flipped_bit_never_raises_anything_unexpected(
    tmp_path: Path, place: int, bit: int
) -> None:
    library = FolderLibrary(tmp_path / f"flipped-{place}-{bit}")
    library.create(EXAMPLE)
    path = library.folder / "2026" / f"{EXAMPLE.id}.json"
    flipped = bytearray(path.read_bytes())
    flipped[place % len(flipped)] ^= 1 << bit
    path.write_bytes(flipped)
    try:
        library.load(EXAMPLE.id)
    except (Damaged, TooNew):
        assert path.read_bytes() == flipped


def test_a_year_that_is_a_link_is_not_followed(library: FolderLibrary, path: Path) -> None:
    stored = library.load(EXAMPLE.id)
    elsewhere = library.folder.with_name("elsewhere")
    path.parent.rename(elsewhere)
    path.parent.symlink_to(elsewhere)
    before = sorted(elsewhere.iterdir())
    for call in (
        lambda: library.load(EXAMPLE.id),
        lambda: library.change(EXAMPLE.id, titled("x")),
        lambda: library.save(titled("x")(EXAMPLE), stored),
        lambda: library.create(replace(EXAMPLE, id="2026-01-01-another")),
    ):
        with pytest.raises(Unavailable, match="2026 is a link"):
            call()
    assert sorted(elsewhere.iterdir()) == before
    assert library.listing().summaries == ()


def test_links_are_not_followed(library: FolderLibrary, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    path.rename(other)
    path.symlink_to(other)
    before = other.read_bytes()
    for call in (
        lambda: library.load(EXAMPLE.id),
        lambda: library.change(EXAMPLE.id, titled("x")),
    ):
        with pytest.raises(Unavailable, match="link"):
            call()
    assert library.listing().problems[0].path == str(path)
    assert other.read_bytes() == before
