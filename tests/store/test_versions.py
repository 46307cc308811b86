"""Older and newer files, and fields that this version does not know."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.model.postmortem import SCHEMA_VERSION
from pmtui.store import migrations
from pmtui.store.codec import TABLE, decode_record, from_plain, to_plain
from pmtui.store.errors import Damaged, State, TooNew
from pmtui.store.folder import FolderLibrary
from pmtui.store.json_text import to_json
from pmtui.store.migrations import migrate
from pmtui.store.unknown import carry_unknown

from .conftest import EXAMPLE, titled

KEPT = sorted((Path(__file__).parent.parent / "data" / "schema").glob("*.json"))


def plain_of(path: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(path.read_bytes())[TABLE]["1"]
    return row


def write_plain(path: Path, plain: dict[str, Any]) -> None:
    path.write_bytes(to_json({TABLE: {"1": plain}}))


# Older


def test_a_file_of_every_schema_is_kept() -> None:
    assert [path.stem for path in KEPT] == [str(n + 1) for n in range(SCHEMA_VERSION)]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_file_is_read_and_loses_nothing(path: Path) -> None:
    old = migrate(plain_of(path))
    record = decode_record(path.read_bytes(), path)
    plain = json.loads(to_json(to_plain(record)))
    assert carry_unknown(old, plain) == plain, "a field of the kept file is not known any more"
    assert carry_unknown(plain, old) == plain, "a value of the kept file was changed"
    assert from_plain(plain, "again") == record


@pytest.fixture
def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example as a schema 0 would have had it: its title was called name."""

    def rename(plain: dict[str, Any]) -> dict[str, Any]:
        return {**{k: v for k, v in plain.items() if k != "name"}, "title": plain["name"]}

    monkeypatch.setitem(migrations.MIGRATIONS, 0, rename)
    plain = plain_of(path)
    write_plain(path, {"schema_version": 0, "name": plain.pop("title"), **plain} | {"wiki": "W-7"})
    text = path.read_text().replace('"schema_version": 1', '"schema_version": 0')
    path.write_text(text)
    return path


def test_an_older_file_is_migrated_when_it_is_saved(library: FolderLibrary, older: Path) -> None:
    before = older.read_bytes()
    stored = library.load(EXAMPLE.id)
    assert stored.record == EXAMPLE
    assert not stored.newer
    assert library.save(stored.record, stored) == stored
    assert older.read_bytes() == before, "reading it is no reason to write it"
    library.change(EXAMPLE.id, titled("Another"))
    plain = plain_of(older)
    assert plain["schema_version"] == SCHEMA_VERSION
    assert plain["title"] == "Another"
    assert plain["wiki"] == "W-7"
    assert "name" not in plain
    assert Path(f"{older}.previous").read_bytes() == before


def test_a_migration_changes_no_argument(older: Path) -> None:
    plain = plain_of(older)
    before = json.dumps(plain)
    migrate(plain)
    assert json.dumps(plain) == before


@pytest.mark.parametrize("change", [{"schema_version": -3}, {"schema_version": 0}])
def test_a_schema_that_never_was(library: FolderLibrary, path: Path, change) -> None:
    write_plain(path, plain_of(path) | change)
    with pytest.raises(Damaged, match="schema") as raised:
        library.load(EXAMPLE.id)
    assert raised.value.state is State.SCHEMA


# Newer


@pytest.fixture
def newer(path: Path) -> Path:
    plain = plain_of(path) | {"schema_version": SCHEMA_VERSION + 1, "mood": {"of": "the room"}}
    write_plain(path, plain)
    return path


def test_a_newer_file_is_read_and_never_written(library: FolderLibrary, newer: Path) -> None:
    before = newer.read_bytes()
    stored = library.load(EXAMPLE.id)
    assert stored.newer
    assert stored.record.title == EXAMPLE.title
    assert [each.id for each in library.listing().summaries] == [EXAMPLE.id]
    refused = rf"schema {SCHEMA_VERSION + 1}, .*Install the newer version"
    with pytest.raises(TooNew, match=refused):
        library.change(EXAMPLE.id, titled("Another"))
    with pytest.raises(TooNew, match=refused):
        library.save(replace(stored.record, title="Another"), stored)
    with pytest.raises(TooNew, match=refused):
        library.change(EXAMPLE.id, lambda record: replace(EXAMPLE, title="Another"))
    assert newer.read_bytes() == before


def test_a_newer_file_that_does_not_fit_is_not_called_damaged(
    library: FolderLibrary, newer: Path
) -> None:
    write_plain(newer, plain_of(newer) | {"kind": "something new", "timeline": {"t1": {}}})
    with pytest.raises(TooNew, match="newer pmtui"):
        library.load(EXAMPLE.id)


def test_a_newer_document_is_not_imported_in_part() -> None:
    with pytest.raises(TooNew):
        from_plain({"id": "x", "schema_version": SCHEMA_VERSION + 1}, "here.json")


# Unknown fields


def objects_in(plain: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the objects are: keys, and the ids of items."""
    found = []
    if isinstance(plain, dict):
        found.append(where)
        for key, value in plain.items():
            found += objects_in(value, (*where, key))
    elif isinstance(plain, list):
        for number, item in enumerate(plain):
            name = item.get("id", number) if isinstance(item, dict) else number
            found += objects_in(item, (*where, name))
    return found


def object_at(plain: Any, where: tuple[Any, ...]) -> Any:
    for name in where:
        if isinstance(plain, list):
            found = [each for each in plain if each.get("id") == name]
            plain = found[0] if found else plain[name]
        else:
            plain = plain[name]
    return plain


PLACES = objects_in(json.loads(to_json(to_plain(EXAMPLE))))
NAMES = st.text("abcxyz_", min_size=1, max_size=6).map(lambda name: f"x-{name}")
VALUES = st.none() | st.integers() | st.text(max_size=5) | st.just([{"id": "q1"}]) | st.just({})
ADDED = st.lists(
    st.tuples(st.sampled_from(PLACES), NAMES, VALUES, st.integers(0, 30)), min_size=1, max_size=5
)


@given(ADDED, st.booleans())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_unknown_fields_stay_where_they_are(tmp_path: Path, added, turned: bool) -> None:
    library = FolderLibrary(tmp_path / "library")
    path = library.folder / "2026" / f"{EXAMPLE.id}.json"
    path.unlink(missing_ok=True)
    library.create(EXAMPLE)
    plain = plain_of(path)
    for where, name, value, place in added:
        target = object_at(plain, where)
        items = [each for each in target.items() if each[0] != name]
        target.clear()
        target.update([*items[:place], (name, value), *items[place:]])
    write_plain(path, plain)

    def change(record):
        timeline = record.timeline[::-1] if turned else record.timeline
        return replace(record, title="Another", timeline=timeline)

    library.change(EXAMPLE.id, change)
    after = plain_of(path)
    expected = plain | {"title": "Another"}
    if turned:
        expected["timeline"] = expected["timeline"][::-1]
    assert json.dumps(after) == json.dumps(expected)
    assert library.load(EXAMPLE.id).record == change(EXAMPLE)


def test_unknown_fields_of_an_item_go_with_it(library: FolderLibrary, path: Path) -> None:
    plain = plain_of(path)
    gone = plain["timeline"][3]["id"]
    plain["timeline"][3]["wiki_page"] = "J-1"
    plain["timeline"][4]["wiki_page"] = "J-2"
    write_plain(path, plain)
    library.change(EXAMPLE.id, lambda record: replace(record, timeline=record.timeline[4:]))
    assert re.findall(r'"wiki_page": "(.*)"', path.read_text()) == ["J-2"]
    assert gone not in [each["id"] for each in plain_of(path)["timeline"]]


def test_other_tables_and_the_number_of_the_row_stay(library: FolderLibrary, path: Path) -> None:
    plain = plain_of(path)
    path.write_bytes(to_json({"links": {"1": {"to": "x"}}, TABLE: {"7": plain}}))
    library.change(EXAMPLE.id, titled("Another"))
    tables = json.loads(path.read_bytes())
    assert tables["links"] == {"1": {"to": "x"}}
    assert list(tables[TABLE]) == ["7"]
    assert library.load(EXAMPLE.id).record.title == "Another"
