"""``pmtui import``."""

import json
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run, one_sentence, tree

CORPUS = sorted((Path(__file__).parents[1] / "data" / "corpus").rglob("*.md"))

DOCUMENT = """\
# Checkout failed in one region

Date: 2026-11-20

## Impact

12 % of requests failed.

## Timeline

- 14:05 the alert fires
- 14:20 release 80 is back

## Weather

It rained.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "checkout.md"
    path.write_text(DOCUMENT)
    return path


def test_a_document_becomes_a_postmortem(run: Run, document: Path) -> None:
    result = run("import", document)
    assert result.exit_code == 0
    record_id, counts, file = result.stdout.strip().split("\t")
    assert record_id == "2026-11-20-checkout-failed-in-one-region"
    assert counts.startswith("placed ")
    assert counts.endswith(", lost 0")
    assert file == str(document)
    record = json.loads(run("show", record_id, "--json").stdout)
    assert [event["text"] for event in record["timeline"]]
    assert "It rained." in record["notes"]


def test_a_hyphen_is_the_standard_input(run: Run) -> None:
    result = run("import", "-", input=DOCUMENT)
    assert result.exit_code == 0
    assert result.stdout.startswith("2026-11-20-checkout-failed-in-one-region\t")


def test_the_zone_of_bare_times(run: Run, document: Path) -> None:
    record_id = run("import", document, "--zone", "Europe/Berlin").stdout.split("\t")[0]
    record = json.loads(run("show", record_id, "--json").stdout)
    assert record["timeline"][0]["at"] == "2026-11-20T13:05:00Z"


def test_a_trial_stores_nothing(run: Run, document: Path, folder: Path) -> None:
    tried = run("import", document, "--dry-run")
    assert tried.exit_code == 0
    assert not folder.exists()
    assert run("import", document).stdout == tried.stdout


def test_json_says_what_became_of_each_file(run: Run, document: Path) -> None:
    found = json.loads(run("import", document, "--json").stdout)
    assert found[0]["id"] == "2026-11-20-checkout-failed-in-one-region"
    assert found[0]["lost"] == 0
    assert found[0]["placed"] > 3
    assert found[0]["notes"] >= 1


def test_the_same_document_twice_makes_two(run: Run, document: Path) -> None:
    result = run("import", document, document)
    ids = [line.split("\t")[0] for line in result.stdout.splitlines()]
    assert ids[1] == f"{ids[0]}-2"


def test_one_bad_file_does_not_stop_the_others(run: Run, document: Path, tmp_path: Path) -> None:
    binary = tmp_path / "picture.md"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    result = run("import", tmp_path / "missing.md", binary, tmp_path, document)
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert all(line.startswith("pmtui: ") for line in lines)
    for name in ("missing.md", "picture.md", f"{tmp_path} is a folder"):
        assert sum(name in line for line in lines) == 1


def test_a_taken_id_is_refused(run: Run, library, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(run("show", EXAMPLE, "--json").stdout_bytes)
    before = tree(folder)
    for options in ([], ["--dry-run"]):
        result = run("import", path, *options)
        assert result.exit_code == 4
        assert EXAMPLE in one_sentence(result)
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 2),
        (b"   \n", 2),
        (b'{"id": "2026-01-01-x", "tit', 4),
        (b'{"name": "something else"}', 4),
        (b"[]", 4),
        (b'{"id": "../../etc/x"}', 4),
        (b'{"id": "x", "schema_version": 99}', 4),
        (b'{"id": "x", "colour": "red"}', 4),
        (b'{"id": "x", "timeline": [{"id": "t1", "colour": "red"}]}', 4),
    ],
)
def test_what_is_no_record_is_said_in_a_sentence(
    run: Run, folder: Path, tmp_path: Path, content, code
) -> None:
    path = tmp_path / "given.json"
    path.write_bytes(content)
    result = run("import", path)
    assert result.exit_code == code
    assert "given.json" in one_sentence(result)
    assert not folder.exists() or tree(folder) == {}
    assert path.read_bytes() == content


def test_json_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    path.write_bytes(b"\xef\xbb\xbf" + b'{"id": "2026-01-01-x", "title": "Caf\xc3\xa9"}')
    assert run("import", path).exit_code == 0
    assert json.loads(run("show", "2026-01-01-x", "--json").stdout)["title"] == "Café"


def test_an_unknown_zone_or_date(run: Run, document: Path, folder: Path) -> None:
    assert run("import", document, "--zone", "Mars/Olympus").exit_code == 2
    assert run("import", document, "--date", "someday").exit_code == 2
    assert not folder.exists()


def test_all_documents_of_the_corpus_at_once(run: Run) -> None:
    assert len(CORPUS) > 20
    result = run("import", *CORPUS)
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert len(rows) == len({row[0] for row in rows}) == len(CORPUS)
    assert all(row[1].endswith("lost 0") for row in rows)
    told = [line for line in result.stderr.splitlines() if " documents, " in line]
    assert len(told) == len({path.parent for path in CORPUS})
    shares = [int(line.split(" documents, ")[1].split(" %")[0]) for line in told]
    assert min(shares) >= 90
    assert len(run("list").stdout.splitlines()) == len(CORPUS)


def test_a_list_of_records_and_a_file_of_a_library(
    run: Run, library, folder: Path, tmp_path: Path
) -> None:
    ids = [row["id"] for row in json.loads(run("list", "--json").stdout)]
    whole = {each: run("show", each, "--json").stdout for each in ids}
    path = tmp_path / "all.json"
    path.write_text(f"[{','.join(whole.values())}]")
    other = ("--library", tmp_path / "other")
    result = run(*other, "import", path)
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ids
    assert all("notes 0, lost 0" in line for line in result.stdout.splitlines())
    third = ("--library", tmp_path / "third")
    for file in folder.glob("2*/*.json"):
        assert run(*third, "import", file).exit_code == 0
    for each in ids:
        assert run(*other, "show", each, "--json").stdout == whole[each]
        assert run(*third, "show", each, "--json").stdout == whole[each]


def test_of_a_list_all_are_taken_or_none(run: Run, library, tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    one = run("show", EXAMPLE, "--json").stdout
    other = one.replace(EXAMPLE, "2026-01-01-new", 1)
    empty = ("--library", tmp_path / "empty")
    for content, told in (
        (f"[{other},{one}]", f"“{EXAMPLE}” already"),
        (f"[{other},{other}]", "twice"),
        (f'[{other},{{"id": "x", "colour": "red"}}]', "record 2 has fields"),
    ):
        path.write_text(content)
        result = run("import", path)
        assert result.exit_code == 4
        assert told in one_sentence(result)
        assert run("show", "2026-01-01-new").exit_code == 3
    path.write_text(f"[{other}]")
    assert run(*empty, "import", path, "--dry-run").stdout.startswith("2026-01-01-new\t")
