"""The library in a folder: whole files, private, found by reference."""

import json
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.edits import put_all
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment
from pmtui.store.desk import WORDS, desk_folder
from pmtui.store.errors import Ambiguous, Exists, NotFound
from pmtui.store.folder import FolderLibrary

from .conftest import EXAMPLE, files, titled


def test_a_record_comes_back_as_it_was(library: FolderLibrary) -> None:
    stored = library.create(EXAMPLE)
    assert library.load(EXAMPLE.id) == stored
    assert stored.record == EXAMPLE


def test_the_file_is_one_that_tinydb_and_people_can_read(path: Path) -> None:
    with TinyDB(path, access_mode="r") as database:
        row = database.table("postmortem").all()[0]
    assert row["title"] == EXAMPLE.title
    text = path.read_text()
    assert text.endswith("}\n")
    assert '\n      "title": "Card' in text


def test_nothing_is_made_before_the_first_write(library: FolderLibrary) -> None:
    assert library.listing().summaries == ()
    for call in (library.resolve, library.load):
        with pytest.raises(NotFound):
            call("2026-01-01-x")
    assert library.desk("2026-01-01-x").left() == []
    assert not library.folder.exists()


def test_only_the_user_may_read(library: FolderLibrary, path: Path) -> None:
    library.change(EXAMPLE.id, titled("Other"))
    library.desk(EXAMPLE.id).keep_words({"impact.summary": "half a sent"})
    for each in [library.folder, *library.folder.rglob("*")]:
        wanted = 0o700 if each.is_dir() else 0o600
        assert stat.S_IMODE(each.stat().st_mode) == wanted, each


def test_the_version_before_is_kept(library: FolderLibrary, path: Path) -> None:
    first = path.read_bytes()
    library.change(EXAMPLE.id, titled("Second"))
    second = path.read_bytes()
    previous = Path(f"{path}.previous")
    assert previous.read_bytes() == first
    library.change(EXAMPLE.id, titled("Third"))
    assert previous.read_bytes() == second
    history = f"{path.name}.history"
    assert {each.name for each in path.parent.iterdir()} == {path.name, previous.name, history}


def test_a_change_that_changes_nothing_writes_nothing(library: FolderLibrary, path: Path) -> None:
    before = path.stat()
    stored = library.change(EXAMPLE.id, lambda record: record)
    assert library.save(EXAMPLE, stored) == stored
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_revision_is_that_of_the_content(library: FolderLibrary, path: Path) -> None:
    first = library.load(EXAMPLE.id).revision
    changed = library.change(EXAMPLE.id, titled("Other"))
    assert changed.revision != first
    assert library.change(EXAMPLE.id, titled(EXAMPLE.title or "")).revision == first


def test_saving_on_top_of_somebody_else_keeps_both(library: FolderLibrary, path: Path) -> None:
    mine = library.load(EXAMPLE.id)
    library.who = "ada"
    library.change(EXAMPLE.id, titled("Theirs"))
    library.who = "bea"
    stored = library.save(replace(mine.record, title="Mine", tags=("new",)), mine)
    assert (stored.record.title, stored.record.tags) == ("Mine", ("new",))
    (conflict,) = stored.record.conflicts
    assert (conflict.field, conflict.value, conflict.by) == ("title", '"Theirs"', "ada")
    assert library.load(EXAMPLE.id).record == stored.record


def test_an_error_in_a_change_leaves_everything_and_frees_the_lock(
    library: FolderLibrary, path: Path
) -> None:
    before = files(library)
    with pytest.raises(ZeroDivisionError):
        library.change(EXAMPLE.id, lambda record: 1 / 0)  # type: ignore[arg-type, return-value]
    assert files(library) == before
    library.change(EXAMPLE.id, titled("Afterwards"))


def test_a_taken_id(library: FolderLibrary, path: Path) -> None:
    before = files(library)
    with pytest.raises(Exists):
        library.create(replace(EXAMPLE, title="Another"))
    assert files(library) == before
    assert library.free_id(EXAMPLE.id) == f"{EXAMPLE.id}-2"
    assert library.create_free(EXAMPLE).record.id == f"{EXAMPLE.id}-2"
    assert library.create_free(EXAMPLE).record.id == f"{EXAMPLE.id}-3"
    assert library.free_id("2026-01-01-free") == "2026-01-01-free"


def test_a_free_id_is_never_too_long(library: FolderLibrary) -> None:
    long = "2026-01-01-" + "x" * 49
    for _ in range(12):
        library.create_free(Postmortem(id=long))
    assert max(len(summary.id) for summary in library.listing().summaries) == 60
    assert len(library.listing().summaries) == 12


def test_references(library: FolderLibrary) -> None:
    for name in ("2026-01-01-a", "2026-01-01-ab", "2026-02-01-c", "undated"):
        library.create(Postmortem(id=name))
    assert library.resolve("2026-01-01-a") == "2026-01-01-a"
    assert library.resolve("2026-02") == "2026-02-01-c"
    assert library.resolve("u") == "undated"
    with pytest.raises(Ambiguous) as raised:
        library.resolve("2026-01")
    assert raised.value.candidates == ["2026-01-01-a", "2026-01-01-ab"]
    for each in ("", "2027", "2026-02-01-cd", "../x", "@first"):
        with pytest.raises(NotFound):
            library.resolve(each)


def test_the_last_one_is_the_one_changed_last(library: FolderLibrary) -> None:
    for name in ("2026-01-01-a", "2026-02-01-b"):
        library.create(Postmortem(id=name))
        time.sleep(0.02)
    library.change("2026-01-01-a", titled("touched"))
    assert library.resolve("@last") == "2026-01-01-a"


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/b", "A", "", "x" * 61, "2026\n", "-x", ".hidden", "é"]
)
def test_names_that_could_leave_the_folder(library: FolderLibrary, name: str) -> None:
    with pytest.raises(NotFound):
        library.load(name)
    with pytest.raises(PmtuiError):
        library.create(Postmortem(id=name))
    with pytest.raises(NotFound):
        library.desk(name or ".").keep_words({"title": "x"})  # "" is the desk of a new one
    outside = [each for each in library.folder.parent.rglob("*") if each.is_file()]
    assert all(library.folder in each.parents for each in outside)


def test_words_of_an_ended_session_are_kept_and_forgotten(
    library: FolderLibrary, path: Path
) -> None:
    words = {"+timeline": "14:05 alert", "title": "Überl"}
    desk = library.desk(EXAMPLE.id)
    desk.keep_words(words)
    (left,) = FolderLibrary(library.folder).desk(EXAMPLE.id).left()
    assert (left.words, left.lines) == (words, ())
    assert library.desk(EXAMPLE.id).left() == [], "one takes them, not two"
    left.let_go(forget=False)
    desk.keep_words({})
    assert library.desk(EXAMPLE.id).left() == []


def test_words_in_the_file_of_an_older_pmtui_come_back(library: FolderLibrary, path: Path) -> None:
    folder = desk_folder(library.folder, EXAMPLE.id)
    folder.mkdir(parents=True)
    older = folder / f"{library.who}.json"
    older.write_text('{"title": "half"}')
    (left,) = library.desk(EXAMPLE.id).left()
    assert left.words == {"title": "half"}
    left.let_go(forget=True)
    assert not older.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}'])
def test_words_that_cannot_be_read_are_no_obstacle(
    library: FolderLibrary, path: Path, content: bytes
) -> None:
    desk = library.desk(EXAMPLE.id)
    desk.keep_words({"title": "x"})
    desk.log.path.with_suffix(WORDS).write_bytes(content)
    assert library.desk(EXAMPLE.id).left() == []


def test_a_summary_says_what_the_record_says(library: FolderLibrary, path: Path) -> None:
    summary = library.listing().summaries[0]
    assert summary.title == EXAMPLE.title
    assert summary.severity == "SEV1"
    assert summary.started == "2026-09-15T16:41:00Z"
    assert summary.owner == "Tomasz Zielin"
    assert summary.open_actions == 4
    assert summary.overdue_actions(datetime(2026, 10, 20).date()) == 1
    assert json.dumps(summary.services) == json.dumps(EXAMPLE.services)


def test_an_unknown_start_is_not_a_date(library: FolderLibrary) -> None:
    record = Postmortem(id="2026-01-01-x")
    library.create(put_all(record, [("milestones.impact_start", Moment())]))
    summary = library.listing().summaries[0]
    assert summary.started is None
    assert summary.severity is None


def test_fields_that_others_added_survive(library: FolderLibrary, path: Path) -> None:
    tables = json.loads(path.read_bytes())
    row = tables["postmortem"]["1"]
    row["cost_centre"] = 4711
    row["impact"]["churn"] = {"quarter": 3}
    row["timeline"][2]["colour"] = "red"
    row["timeline"][3]["colour"] = "blue"
    tables["theirs"] = {"1": {"note": "not ours"}}
    path.write_text(json.dumps(tables))
    gone, kept = EXAMPLE.timeline[3].id, EXAMPLE.timeline[2].id
    library.change(EXAMPLE.id, lambda record: put_all(record, [(f"timeline.{gone}", None)]))
    library.change(EXAMPLE.id, titled("Other"))
    tables = json.loads(path.read_bytes())
    row = tables["postmortem"]["1"]
    assert tables["theirs"] == {"1": {"note": "not ours"}}
    assert (row["title"], row["cost_centre"], row["impact"]["churn"]) == (
        "Other",
        4711,
        {"quarter": 3},
    )
    colours = {event["id"]: event.get("colour") for event in row["timeline"]}
    assert colours[kept] == "red"
    assert set(colours.values()) == {"red", None}


def test_a_record_under_another_number_stays_one_record(library: FolderLibrary, path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"1": {', b'"7": {', 1))
    library.change(EXAMPLE.id, titled("Other"))
    assert library.load(EXAMPLE.id).record.title == "Other"
    assert list(json.loads(path.read_bytes())["postmortem"]) == ["7"]


@pytest.mark.parametrize(
    ("written", "here"),
    [("T19:15:00+02:00", 17), ("T19:15:00.5+02:00", 17), ("T17:15:00", 17), (" 15:15:00-0200", 17)],
)
def test_instants_edited_by_hand_are_taken_in_utc(
    library: FolderLibrary, path: Path, written: str, here: int
) -> None:
    tables = json.loads(path.read_bytes())
    tables["postmortem"]["1"]["timeline"][3]["at"] = f"2026-09-15{written}"
    path.write_text(json.dumps(tables))
    at = library.load(EXAMPLE.id).record.timeline[3].at
    assert at is not None
    assert at.tzinfo is UTC
    assert (at.day, at.hour, at.minute) == (15, here, 15)
