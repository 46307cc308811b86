"""The list of the library and its catalog."""

import os
import shutil
from pathlib import Path

import pytest

from pmtui.demo import records
from pmtui.store import catalog
from pmtui.store.codec import from_json
from pmtui.store.folder import FolderLibrary

from .conftest import EXAMPLE, titled


def test_the_list_is_newest_first_and_follows_every_change(library: FolderLibrary) -> None:
    for data in records():
        library.create(from_json(data, "example"))
    listing = library.listing()
    assert [each.id for each in listing.summaries] == sorted(
        (each.id for each in listing.summaries), reverse=True
    )
    library.change(EXAMPLE.id, titled("Other words"))
    assert library.listing().summaries[0].title == "Other words"
    (library.folder / "2026" / f"{EXAMPLE.id}.json").unlink()
    assert EXAMPLE.id not in {each.id for each in library.listing().summaries}


def test_the_second_list_reads_no_record(library: FolderLibrary, path: Path, monkeypatch) -> None:
    first = library.listing()
    monkeypatch.setattr(FolderLibrary, "_decode", lambda *args: 1 / 0)
    assert library.listing() == first


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 0, "entries": []}', b"\xff" * 99, b'{"\xff": 1}']
)
def test_a_broken_catalog_is_made_again(library: FolderLibrary, path: Path, content: bytes) -> None:
    first = library.listing()
    kept = catalog.catalog_path(library.folder)
    kept.write_bytes(content)
    assert library.listing() == first
    assert kept.read_bytes() != content


def test_without_a_place_for_the_catalog_the_list_still_works(
    library: FolderLibrary, path: Path, cache: Path
) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    cache.write_text("a file where the folder should be")
    assert [each.id for each in library.listing().summaries] == [EXAMPLE.id]


def test_other_files_in_the_folder_are_left_alone(library: FolderLibrary, path: Path) -> None:
    (library.folder / "README.md").write_text("ours")
    (library.folder / ".git").mkdir()
    (library.folder / ".git" / "x.json").write_text("not ours")
    (path.parent / "notes.txt").write_text("ours")
    assert [each.id for each in library.listing().summaries] == [EXAMPLE.id]
    assert library.listing().problems == ()


def test_a_file_under_another_name_or_in_another_folder_is_named(
    library: FolderLibrary, path: Path
) -> None:
    (path.parent / "2026-09-15-copy.json").write_bytes(path.read_bytes())
    (library.folder / "2025").mkdir()
    (library.folder / "2025" / path.name).write_bytes(path.read_bytes())
    (path.parent / "Not An Id.json").write_text("{}")
    listing = library.listing()
    assert [each.id for each in listing.summaries] == [EXAMPLE.id]
    named = {os.path.relpath(problem.path, library.folder) for problem in listing.problems}
    assert named == {"2026/2026-09-15-copy.json", f"2025/{path.name}", "2026/Not An Id.json"}
    assert library.resolve("2026-09-15-card") == EXAMPLE.id
