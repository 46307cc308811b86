"""The file of a history: private, durable, bounded, and read in spite of damage."""

import errno
import os
import stat
import zlib
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from pmtui.store import history
from pmtui.store.history import Change, Entry, append, history_path, read
from tests.unit.history_stories import START, at, entry, summary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return history_path(tmp_path / "2026-09-15-x.json")


def save(path: Path, minutes: float, *changes: Change, by: str = "ada") -> Entry:
    append(path, at(minutes), by, f"r{minutes}", changes)
    return entry(minutes, *changes, by=by)


def test_the_file_is_private_and_beside_the_record(path: Path) -> None:
    made = [save(path, 0, Change("id", None, "x")), save(path, 1, summary("ä\n", None))]
    assert path.name == "2026-09-15-x.json.history"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes().splitlines()) == 2
    assert read(path) == history.History(tuple(made), 0)


def test_the_file_of_a_shared_library_is_for_the_group(path: Path) -> None:
    before = os.umask(0o077)
    try:
        for number in range(8):
            long = summary("x" * 50_000, f"{number}" * 50_000)
            append(path, at(10 * number), "ada", "r", [long], mode=0o660)
            assert stat.S_IMODE(path.stat().st_mode) == 0o660
    finally:
        os.umask(before)
    assert path.read_bytes()[:2] != b'["'  # it was written anew to be compact


def test_no_file_is_no_history(path: Path) -> None:
    assert read(path) == history.History()


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "else").write_text("kept\n")
    path.symlink_to(tmp_path / "else")
    with pytest.raises(OSError, match="symbolic links"):
        save(path, 0)
    assert (tmp_path / "else").read_text() == "kept\n"


def test_the_time_is_kept_in_whole_seconds_of_utc(path: Path) -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    append(path, (START + timedelta(milliseconds=900)).astimezone(india), "ada", "r", [])
    assert read(path).entries[0].at == START
    assert b"2026-09-18T08:00:00Z" in path.read_bytes()


def test_a_name_that_is_no_unicode_is_kept_as_well_as_it_can_be(path: Path) -> None:
    append(path, START, "ad\udce4\x1b", "r", [])
    assert read(path).entries[0].by == "ad\ufffd␛"


def test_torn_at_every_byte_of_the_last_line(path: Path) -> None:
    first = save(path, 0, summary(None, "a“\n"))
    start = path.stat().st_size
    second = save(path, 1, summary("a“\n", "b"))
    data = path.read_bytes()
    for cut in range(start, len(data)):
        path.write_bytes(data[:cut])
        whole = cut == len(data) - 1
        kept = (first, second) if whole else (first,)
        assert read(path) == history.History(kept, int(start < cut and not whole))
        third = save(path, 2, summary("b", "c"))
        assert read(path).entries == (*kept, third)
        assert read(path).damaged == int(start < cut and not whole)


def test_a_damaged_line_costs_only_itself(path: Path) -> None:
    first = save(path, 0, summary(None, "a"))
    start = path.stat().st_size
    save(path, 1, summary("a", "b"))
    end = path.stat().st_size - 1
    third = save(path, 2, summary("b", "c"))
    data = path.read_bytes()
    for place in range(start, end):
        for bit in (0x01, 0x20, 0x80):
            broken = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
            path.write_bytes(broken)
            found = read(path)
            assert found.entries == (first, third)
            assert found.damaged in (1, 2)


@pytest.mark.parametrize(
    "text", [b"{}", b'{"at":5}', b'{"at":"2026-09-18T08:00:00Z","changes":[{}]}', b"[" * 5000]
)
def test_a_line_of_something_else_is_damaged(path: Path, text: bytes) -> None:
    path.write_bytes(b'["%08x",%s]\n\0\0\0\nwords\n' % (zlib.crc32(text), text))
    assert read(path) == history.History((), 3)


def test_a_line_of_a_later_version_is_read(path: Path) -> None:
    text = b'{"at":"2026-09-18T08:00:00Z","mood":"good","changes":[{"field":"title","why":1}]}'
    path.write_bytes(b'["%08x",%s]\n' % (zlib.crc32(text), text))
    assert read(path).entries == (Entry(START, changes=(Change("title"),)),)


def test_short_writes_are_gone_on_with(path: Path, monkeypatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:7])))
    made = [save(path, number, summary(str(number), "x")) for number in range(3)]
    assert read(path).entries == tuple(made)


@pytest.mark.parametrize("call", ["write", "fdatasync"])
def test_a_full_disk_leaves_the_history_as_it_was(path: Path, monkeypatch, call: str) -> None:
    first = save(path, 0, summary(None, "a"))
    before, write = path.read_bytes(), os.write

    def full(handle: int, data: bytes = b"") -> int:
        if call == "write" and len(data) > 20:
            return write(handle, bytes(data[:20]))
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(OSError, match="No space"):
            save(path, 1, summary("a", "b"))
    assert path.read_bytes() == before
    second = save(path, 1, summary("a", "b"))
    assert read(path) == history.History((first, second), 0)


def test_a_save_does_not_read_the_history(path: Path, monkeypatch) -> None:
    for number in range(40):
        save(path, number, Change(f"f{number}", None, "x" * 10_000))
    asked = []
    pread = os.pread

    def counted(handle: int, length: int, offset: int) -> bytes:
        asked.append(length)
        return pread(handle, length, offset)

    monkeypatch.setattr(history, "read_file", None)
    monkeypatch.setattr(os, "read", None)
    monkeypatch.setattr(os, "pread", counted)
    save(path, 41, summary("a", "b"))
    assert sum(asked) < 50


def test_the_file_is_made_compact_as_it_grows_and_seldom(path: Path, monkeypatch) -> None:
    rewritten = []
    write = history.write_atomically

    def counted(*args, **more) -> None:
        rewritten.append(len(args[1]))
        write(*args, **more)

    monkeypatch.setattr(history, "write_atomically", counted)
    real = [Change(f"services.{n}", None, "x" * 5000) for n in range(90)]
    for number, change in enumerate(real):
        append(path, at(10 * number), "ada", f"s{number}", [change])
    text = "w" * 2000
    for number in range(1200):
        typed = summary(f"{text}{number}", f"{text}{number + 1}")
        append(path, at(1000 + number / 60), "ada", f"r{number}", [typed])
    written = 90 * 5000 + 1200 * 4000
    assert len(rewritten) <= written // history.GROWTH + 1
    assert path.stat().st_size < 90 * 5100 + history.GROWTH + 10_000
    found = read(path)
    assert found.damaged == 0
    assert [each.changes[0] for each in found.entries[:90]] == real
    assert found.entries[90].changes[0].before == f"{text}0"
    assert found.entries[-1].changes[0].after == f"{text}1200"
    assert found.entries[-1].revision == "r1199"


def test_lines_that_cannot_be_read_are_kept_beside(path: Path) -> None:
    save(path, 0, summary(None, "a"))
    path.write_bytes(path.read_bytes() + b"precious, but damaged\n")
    for number in range(12):
        save(path, 10 * number + 10, summary("x" * 50_000, str(number)))
    assert read(path).damaged == 0
    assert len(read(path).entries) == 13
    assert b"precious" in path.with_name(path.name + ".previous").read_bytes()


def test_a_disk_that_refuses_to_make_it_compact_does_not_refuse_the_save(
    path: Path, monkeypatch
) -> None:
    def full(*args: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    long = "x" * 90_000
    with monkeypatch.context() as patch:
        patch.setattr(history, "write_atomically", full)
        made = [save(path, n, summary(f"{long}{n}", f"{long}{n + 1}")) for n in range(4)]
    assert path.stat().st_size > history.GROWTH
    assert read(path).entries == tuple(made)
    save(path, 4, summary(f"{long}4", "short"))
    assert read(path).entries == (entry(4, summary(f"{long}0", "short")),)
