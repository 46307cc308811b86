"""The list of the library, and the faces of records in the cache that it is made of."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pmtui.demo import records
from pmtui.store import faces
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


def test_the_second_list_reads_no_record(
    library: FolderLibrary, path: Path, settled: None, monkeypatch
) -> None:
    first = library.listing()
    monkeypatch.setattr(FolderLibrary, "_decode", lambda *args: 1 / 0)
    assert library.listing() == first


@pytest.mark.parametrize("content", [b"", b"{", b"\xff" * 99, b"\0" * 99])
def test_a_broken_cache_is_made_again(library: FolderLibrary, path: Path, content: bytes) -> None:
    first = library.listing()
    kept = faces.cache_file(library.folder, "list")
    kept.write_bytes(content)
    assert library.listing() == first
    assert kept.read_bytes() != content


def test_a_cut_or_altered_cache_is_never_believed(
    library: FolderLibrary, path: Path, settled: None
) -> None:
    first = library.listing()
    kept = faces.cache_file(library.folder, "list")
    whole = kept.read_bytes()
    place = whole.index(b"authorisations")
    altered = whole[:place] + b"X" + whole[place + 1 :]
    for content in (whole[:-1], whole[: len(whole) // 2], altered, whole + b"\0"):
        kept.write_bytes(content)
        assert library.listing() == first
        assert kept.read_bytes() == whole


def titles(version: int) -> faces.Face[str]:
    return faces.Face("titles", version, str, lambda record, _: f"{version} {record.title}")


def test_a_face_of_another_version_or_of_another_library_is_made_again(
    library: FolderLibrary, path: Path, settled: None, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(faces.zlib, "crc32", lambda *_: 0)
    assert library.faces(titles(1))[EXAMPLE.id][:2] == "1 "
    assert library.faces(titles(2))[EXAMPLE.id][:2] == "2 "
    shutil.copytree(library.folder, tmp_path / "other")
    assert FolderLibrary(tmp_path / "other").faces(titles(2)) == library.faces(titles(2))


def test_only_what_changed_is_made_again(
    library: FolderLibrary, path: Path, settled: None, monkeypatch
) -> None:
    for number in range(9):
        library.create(replace(EXAMPLE, id=f"2026-01-0{number + 1}-more"))
    face, made = titles(1), []
    library.faces(face)
    monkeypatch.setattr(
        FolderLibrary,
        "_decode",
        lambda self, data, path, real=FolderLibrary._decode: (
            made.append(path) or real(self, data, path)
        ),
    )
    assert len(library.faces(face)) == 10
    assert made == []
    library.change("2026-01-04-more", titled("Other words"))
    made.clear()
    assert library.faces(face)["2026-01-04-more"] == "1 Other words"
    assert [each.stem for each in made] == ["2026-01-04-more"]
    (path.parent / "2026-01-05-more.json").unlink()
    assert set(library.faces(face)) == set(library.faces(titles(2)))


def test_a_file_changed_behind_its_back_is_seen(
    library: FolderLibrary, path: Path, settled: None
) -> None:
    library.listing()
    before = path.stat()
    with path.open("r+b") as file:  # the same inode and size, and then the same time of writing
        data = file.read().replace(b"Card authorisations", b"Gift authorisations")
        file.seek(0)
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert library.listing().summaries[0].title.startswith("Gift")


def test_a_file_as_young_as_its_clock_is_coarse_is_read_again(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    library.listing()
    data = path.read_bytes().replace(b"Card authorisations", b"Gift authorisations")
    same = path.stat()
    path.write_bytes(data)
    monkeypatch.setattr(FolderLibrary, "_files", lambda self: [(f"2026/{path.name}", same)])
    assert library.listing().summaries[0].title.startswith("Gift")


def test_several_at_once_are_never_wrong(library: FolderLibrary, path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for number in range(8):
            library.change(EXAMPLE.id, titled(f"Title {number}"))
            work = [pool.submit(library.faces, titles(each % 2)) for each in range(4)]
            wanted = {f"{version} Title {number}" for version in (0, 1)}
            assert {each.result()[EXAMPLE.id] for each in work} == wanted


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


def test_the_list_as_it_was_is_there_without_a_look_at_any_file(
    library: FolderLibrary, path: Path, cache: Path
) -> None:
    assert library.remembered() == ()
    first = library.listing().summaries
    path.unlink()
    assert FolderLibrary(library.folder).remembered() == first != ()
    assert library.listing().summaries == ()
    assert library.remembered() == ()
