"""The index of searches: it finds what a look at every record finds, whatever happens to it."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.store import faces
from pmtui.store.codec import TABLE, to_plain
from pmtui.store.folder import FolderLibrary
from pmtui.store.json_text import to_json
from pmtui.store.search import finding, segment
from pmtui.store.search.query import parse

from .conftest import EXAMPLE, titled

WORDS = ("lock", "migration", "blocked", "Zoë", "über", "p99", "a.b", "x_y", "3.5", "no", "12")
SPOKEN = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
RECORDS = st.builds(
    lambda number, title, notes, texts: Postmortem(
        id=f"2026-01-{number:02}-x",
        title=title,
        notes=notes,
        timeline=tuple(Event(id=f"t{at}", text=text) for at, text in enumerate(texts, 1)),
    ),
    st.integers(1, 6),
    SPOKEN,
    SPOKEN | st.none(),
    st.lists(SPOKEN, max_size=3),
)
ASKED = st.lists(st.sampled_from((*WORDS, "o", "ock mig", "ber p99", "a.", "_", "zoe")), max_size=2)


@pytest.fixture
def index(library: FolderLibrary) -> Path:
    """The folder of the segments."""
    return faces.cache_file(library.folder, "search")


def put(folder: Path, record: Postmortem) -> Path:
    """Write a record behind the library's back."""
    path = folder / record.id[:4] / f"{record.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_json({TABLE: {"1": to_plain(record)}}))
    return path


def found(library: FolderLibrary, *words: str) -> set[tuple[str, str]]:
    return {(each.id, each.address) for each in library.search(parse(words), 10_000).matches}


def spoken(record: Postmortem) -> Iterator[tuple[str, str]]:
    """What there is to find in these records."""
    yield "id", record.id
    yield from ((name, getattr(record, name) or "") for name in ("title", "notes"))
    yield from ((f"timeline.{each.id}.text", each.text or "") for each in record.timeline)


def by_brute_force(records: dict[str, Postmortem], words: list[str]) -> set[tuple[str, str]]:
    plain = [
        re.compile(r"\s+".join(map(re.escape, word.split())), re.IGNORECASE)
        for word in (word.translate(str.maketrans("ëü", "eu")) for word in words)
    ]
    matches = set()
    for record in records.values():
        texts = [(at, text.translate(str.maketrans("ëü", "eu"))) for at, text in spoken(record)]
        if plain and all(any(each.search(text) for _, text in texts) for each in plain):
            some = {at for at, text in texts if any(each.search(text) for each in plain)}
            matches |= {(record.id, at) for at in some}
    return matches


@given(st.lists(st.tuples(st.none() | RECORDS, ASKED), min_size=1, max_size=8), st.randoms())
@settings(max_examples=40, deadline=None)
def test_it_finds_what_a_look_at_every_record_finds(steps, random) -> None:
    """Records come, change and go behind its back; after each step it is asked."""
    with TemporaryDirectory() as place, patch.dict(os.environ, XDG_CACHE_HOME=f"{place}/cache"):
        folder, records, size = Path(place) / "library", dict[str, Postmortem](), 0
        folder.mkdir()
        with patch.object(faces, "YOUNG", -(10**12)):
            for record, words in steps:
                if record is not None:
                    size += 1  # two writes in one tick of the clock differ by their length
                    record = replace(record, reference="\u2027" * size)
                    records[record.id] = record
                    put(folder, record)
                elif records:
                    gone = records.pop(random.choice(sorted(records)))
                    (folder / "2026" / f"{gone.id}.json").unlink()
                assert found(FolderLibrary(folder), *words) == by_brute_force(records, words)


def test_a_record_changed_behind_its_back_is_found_by_its_new_words(
    library: FolderLibrary, path: Path, settled: None
) -> None:
    assert not found(library, "zeppelin")
    before = path.stat()
    data = path.read_bytes().replace(b"Card authorisations", b"Zeppelin authoring.")
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(library, "zeppelin") == {(EXAMPLE.id, "title")}
    path.write_bytes(data.replace(b"Zeppelin", b"Balloon"))
    assert not found(library, "zeppelin")
    assert found(library, "balloon")
    path.unlink()
    assert not found(library, "lock")


def test_any_text_is_found_however_the_file_writes_it(library: FolderLibrary, path: Path) -> None:
    library.change(EXAMPLE.id, titled('Überlast "im" Köln\\Bonn and\nmore \x1b'))
    for escaped in (False, True):
        if escaped:
            path.write_bytes(path.read_bytes().replace("Ü".encode(), rb"\u00dc"))
        for words in (
            "überlast",
            "KÖLN",
            '"im"',
            'Überlast "im"',
            "Köln\\Bonn",
            "and more",
            "\x1b",
        ):
            assert (EXAMPLE.id, "title") in found(library, words), words


def test_only_what_changed_is_read_again(
    library: FolderLibrary, path: Path, settled: None, monkeypatch
) -> None:
    for number in range(1, 10):
        put(library.folder, replace(EXAMPLE, id=f"2026-02-0{number}-x"))
    assert len({each[0] for each in found(library, "lock")}) == 10
    read = list[Path]()
    real = FolderLibrary._decode
    monkeypatch.setattr(
        FolderLibrary,
        "_decode",
        lambda self, data, path: read.append(path) or real(self, data, path),
    )
    found(library, "lock")
    assert read == []
    put(library.folder, replace(EXAMPLE, id="2026-02-03-x", title="Zeppelin"))
    assert {each[0] for each in found(library, "zeppelin")} == {"2026-02-03-x"}
    assert [each.stem for each in read] == ["2026-02-03-x"]


def test_a_rare_word_opens_only_the_blocks_that_have_it(
    library: FolderLibrary, settled: None, monkeypatch
) -> None:
    for number in range(1, 31):
        words = "zeppelin" if number == 7 else "lock"
        put(library.folder, Postmortem(id=f"2026-02-{number:02}-x", title=words))
    found(library, "lock")
    opened = list[int]()
    real = segment.Segment.block
    monkeypatch.setattr(
        segment.Segment, "block", lambda self, number: opened.append(number) or real(self, number)
    )
    assert len(found(library, "zeppelin")) == 1
    assert len(opened) == 1


def test_segments_stay_few_and_what_does_not_count_goes(
    library: FolderLibrary, index: Path, settled: None
) -> None:
    for number in range(1, 33):
        put(library.folder, Postmortem(id=f"2026-01-{number:02}-x", title=f"lock {number}"))
        assert len(found(library, "lock")) == number
    assert len(os.listdir(index)) <= 6
    rmtree(library.folder / "2026")
    put(library.folder, EXAMPLE)
    assert {each[0] for each in found(library, "lock")} == {EXAMPLE.id}
    assert len(os.listdir(index)) == 1


def test_a_broken_index_is_made_again(
    library: FolderLibrary, path: Path, index: Path, settled: None
) -> None:
    wanted = found(library, "lock")
    (kept,) = index.iterdir()
    whole = kept.read_bytes()
    places = [0, 9, 40, len(whole) // 3, len(whole) // 2, len(whole) - 9]
    broken = [b"", whole[:10], whole[:-1], whole[: len(whole) // 2], whole + b"\0", b"\0" * 99]
    broken += [whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :] for at in places]
    for data in broken:
        for each in index.iterdir():
            each.unlink()
        (index / "1-1.seg").write_bytes(data)
        assert found(library, "lock") == wanted
        assert found(library, "lock") == wanted


def test_without_a_place_for_the_index_the_search_still_works(
    library: FolderLibrary, path: Path, cache: Path
) -> None:
    wanted = found(library, "lock")
    rmtree(cache, ignore_errors=True)
    cache.write_text("a file where the folder should be")
    assert found(library, "lock") == wanted
    library.change(EXAMPLE.id, titled("Zeppelin"))
    assert found(library, "zeppelin")


def test_a_young_file_is_not_kept(library: FolderLibrary, path: Path, index: Path) -> None:
    assert found(library, "lock")
    assert not index.exists()


def test_several_at_once_are_never_wrong(
    library: FolderLibrary, path: Path, index: Path, settled: None
) -> None:
    def search(number: int) -> set[tuple[str, str]]:
        return found(FolderLibrary(library.folder), f"n{number}")

    with ThreadPoolExecutor(4) as pool:
        for number in range(10, 30):
            put(library.folder, Postmortem(id=f"2026-01-{number}-x", title=f"n{number}"))
            work = [pool.submit(search, number) for _ in range(4)]
            wanted = {(f"2026-01-{number}-x", "title")}
            assert all(each.result() == wanted for each in work)


def test_a_segment_that_another_process_took_away_is_looked_for_again(
    library: FolderLibrary, path: Path, index: Path, settled: None, monkeypatch
) -> None:
    wanted = found(library, "lock")
    real = finding.Index._kept
    asked = list[int]()

    def stale(self: finding.Index) -> list[Path]:
        asked.append(1)
        return [index / "gone.seg", *real(self)] if len(asked) == 1 else real(self)

    monkeypatch.setattr(finding.Index, "_kept", stale)
    monkeypatch.setattr(FolderLibrary, "_decode", lambda *_: 1 / 0)
    assert found(library, "lock") == wanted


def test_damaged_files_are_named_and_the_others_found(library: FolderLibrary, path: Path) -> None:
    (path.parent / "2026-01-01-bad.json").write_text("{")
    result = library.search(parse(["lock"]), 5)
    assert result.matches
    assert [Path(each.path).stem for each in result.problems] == ["2026-01-01-bad"]


def test_the_likeliest_spelling_of_what_nothing_has(library: FolderLibrary, path: Path) -> None:
    put(library.folder, Postmortem(id="2026-01-01-x", title="mitigation"))
    result = library.search(parse(["migratoin"]), 5)
    assert result.instead == {"migratoin": "migration"}
    assert result.matches
    assert all("migration" in each.words for each in result.matches)
    assert library.search(parse(["title:migratoin", "lock"]), 5).matches
    assert library.search(parse(["zeppelin"]), 5).instead == {}
    assert library.search(parse(["lokc"]), 5).matches == ()
