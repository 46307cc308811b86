"""``pmtui export --all``: a folder of reports that is kept up to date, and its index."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pmtui import report_folder
from pmtui.model.kinds import ReportStatus
from pmtui.model.postmortem import Postmortem

from .conftest import EXAMPLE, Run, one_sentence

SERVICE = "Service idem-db"


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def superseded(record: Postmortem) -> Postmortem:
    return replace(record, report=replace(record.report, status=ReportStatus.SUPERSEDED))


def lists(folder: Path) -> dict[str, bytes]:
    return {report_folder.LIST: (folder / report_folder.LIST).read_bytes()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "new" / "reports"


def section(index: str, heading: str) -> list[str]:
    """The files that a section of index.md leads to, in its order."""
    body = index.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    return [line.split("](")[1].split(")")[0] for line in body.splitlines() if "](" in line]


def test_all_go_into_a_folder_with_an_index_in_both_orders(run: Run, library, out) -> None:
    result = run("export", "--all", "-o", out, "--format", "html")
    assert result.exit_code == 0
    ids = [summary.id for summary in library.listing().summaries]
    pages = {"index.md", "index.html"}
    assert set(contents(out)) == {f"{each}.html" for each in ids} | pages | {report_folder.LIST}
    index = (out / "index.md").read_text()
    headings = [line[3:] for line in index.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["Year 2026", "Year 2025", "Service authz-gateway"]
    assert section(index, "Year 2026") == [f"{each}.html" for each in ids if each[:4] == "2026"]
    assert [each[:7] for each in section(index, SERVICE)] == ["2026-09", "2026-07", "2025-11"]
    page = (out / "index.html").read_text()
    assert page.count(f'href="{EXAMPLE}.html"') == 4
    assert "<script" not in page


def test_only_what_changed_is_written_again(run: Run, library, out) -> None:
    run("edit", EXAMPLE, "report.status", "draft")
    run("export", "--all", "-o", out)
    before = contents(out)
    for name in before:
        os.utime(out / name, (0, 0))
    again = run("export", "--all", "-o", out)
    assert one_sentence(again) == "pmtui: Unchanged: 7"
    assert {each.stat().st_mtime for each in out.iterdir()} == {0}
    run("edit", EXAMPLE, "title", "Payments failed")
    (out / "index.html").unlink()
    result = run("export", "--all", "-o", out)
    written = [line.split("/")[-1] for line in result.stderr.splitlines()[:-1]]
    assert written == [f"{EXAMPLE}.md", "index.md", "index.html"]
    assert "[Payments failed](" in (out / "index.md").read_text()
    run(
        "edit",
        EXAMPLE,
        "title",
        "Card authorisations failed while a database migration waited for a lock",
    )
    run("export", "--all", "-o", out)
    assert contents(out)["index.html"] == before["index.html"]


def test_a_file_that_was_changed_by_hand_is_written_again(run: Run, library, out) -> None:
    run("export", "--all", "-o", out)
    before = contents(out)
    (out / f"{EXAMPLE}.md").write_text("mine")
    result = run("export", "--all", "-o", out)
    assert f"{EXAMPLE}.md, which had been changed by hand" in result.stderr
    assert contents(out) == before


def test_what_somebody_else_wrote_stays_and_the_others_are_written(run: Run, library, out) -> None:
    out.mkdir(parents=True)
    (out / f"{EXAMPLE}.md").write_text("mine")
    (out / "index.html").write_text("our home page")
    result = run("export", "--all", "-o", out)
    assert result.exit_code == 4
    assert result.stderr.count("--force writes over it") == 2
    assert (out / f"{EXAMPLE}.md").read_text() == "mine"
    assert (out / "index.html").read_text() == "our home page"
    assert len(list(out.glob("20*.md"))) == 5
    assert run("export", "--all", "-o", out, "--force").exit_code == 0
    assert (out / f"{EXAMPLE}.md").read_text().startswith("---")


def test_a_lost_or_damaged_list_and_other_code_only_cost_time(
    run: Run, library, out, monkeypatch
) -> None:
    run("export", "--all", "-o", out)
    before = contents(out)
    for damage in (b"", b"{", b'{"audience": "internal", "reports": {"../x.md": 1}}'):
        (out / report_folder.LIST).write_bytes(damage)
        assert one_sentence(run("export", "--all", "-o", out)) == "pmtui: Unchanged: 7"
        assert contents(out) == before
    monkeypatch.setattr(report_folder, "_maker", lambda: "another")
    monkeypatch.setattr(report_folder, "render", lambda *_: b"made by other code")
    run("export", "--all", "-o", out)
    assert (out / f"{EXAMPLE}.md").read_bytes() == b"made by other code"


def test_reports_on_what_is_gone_are_named_and_removed_only_unchanged(
    run: Run, library, folder, out
) -> None:
    run("export", "--all", "-o", out)
    first, second = (each.stem for each in sorted(folder.glob("2025/*.json")))
    for path in folder.glob("2025/*"):
        path.unlink()
    (out / f"{second}.md").write_text("notes of my own")
    result = run("export", "--all", "-o", out)
    assert result.exit_code == 0
    assert result.stderr.count("not in the library any more") == 2
    assert (out / f"{first}.md").exists()
    assert "Year 2025" not in (out / "index.md").read_text()
    forced = run("export", "--all", "-o", out, "--force")
    assert f"Removed {out / first}.md" in forced.stderr
    assert not (out / f"{first}.md").exists()
    assert (out / f"{second}.md").read_text() == "notes of my own"


def test_a_leak_stops_one_report_and_the_others_are_written(run: Run, library, out) -> None:
    run("export", "--all", "-o", out)
    before = (out / f"{EXAMPLE}.md").read_bytes()
    run("edit", EXAMPLE, "impact.summary", "The key is AKIAABCDEFGHIJKLMNOP.")
    second = library.listing().summaries[1].id
    run("edit", second, "title", "Another title")
    result = run("export", "--all", "-o", out)
    assert result.exit_code == 4
    assert f"report of {EXAMPLE} was not written" in result.stderr
    assert (out / f"{EXAMPLE}.md").read_bytes() == before
    assert "Another title" in (out / f"{second}.md").read_text()
    assert "AKIA" not in (out / "index.md").read_text()


def test_a_damaged_record_keeps_its_report(run: Run, library, folder, out) -> None:
    run("export", "--all", "-o", out)
    before = contents(out)
    (folder / "2026" / f"{EXAMPLE}.json").write_bytes(b"{")
    result = run("export", "--all", "-o", out, "--force")
    assert result.exit_code == 4
    assert contents(out) == before


def test_readers_outside_get_what_is_published_in_a_folder_of_its_own(
    run: Run, library, out, tmp_path
) -> None:
    run("export", "--all", "-o", out)
    other = run("export", "--all", "-o", out, "--audience", "external")
    assert other.exit_code == 4
    assert "a folder of their own" in one_sentence(other)
    public = tmp_path / "public"
    result = run("export", "--all", "-o", public, "--audience", "external")
    assert result.exit_code == 0
    assert len(list(public.glob("20*-external.md"))) == 2
    assert "Left out" in result.stderr
    assert "settlement-file-late" in result.stderr
    written = b"".join(contents(public).values()).decode()
    for inside in ("idem-db", "SEV1", "Rohan", "settlement-file-late"):
        assert inside not in written
    run("edit", EXAMPLE, "report.external.title", "Half a")  # which makes the next draft
    again = run("export", "--all", "-o", tmp_path / "later", "--audience", "external")
    assert EXAMPLE not in again.stderr.split("Left out")[1]
    assert contents(tmp_path / "later") == {**contents(public), **lists(tmp_path / "later")}
    library.change(EXAMPLE, superseded)
    last = run("export", "--all", "-o", public, "--audience", "external")
    assert EXAMPLE in last.stderr.split("Left out")[1]
    assert "Failed card payments on 15 September" in (public / "index.md").read_text()


def test_a_name_that_must_not_leave_is_in_no_file_name(run: Run, library, out) -> None:
    record = library.load(EXAMPLE).record
    library.create(replace(record, id="2026-09-15-idem-db-down", reference=None))
    result = run("export", "--all", "-o", out, "--audience", "external")
    assert result.exit_code == 0
    assert "idem-db" not in "".join(contents(out))
    assert len(list(out.glob("2026-09-15-*-external.md"))) == 2


def test_an_interruption_leaves_whole_files_that_are_known_next_time(
    run: Run, library, out, monkeypatch
) -> None:
    real, done = report_folder.write_file, []

    def stopped(path: Path, data: bytes) -> None:
        if len(done) == 2 and path.name != report_folder.LIST:
            raise KeyboardInterrupt
        done.append(path)
        real(path, data)

    monkeypatch.setattr(report_folder, "write_file", stopped)
    assert run("export", "--all", "-o", out).exit_code == 130
    assert len(list(out.glob("*.md"))) == 2
    monkeypatch.setattr(report_folder, "write_file", real)
    (out / f".{EXAMPLE}.md.999999999").write_bytes(b"half")
    for summary in library.listing().summaries:
        run("edit", summary.id, "title", "Another title")
    assert run("export", "--all", "-o", out).exit_code == 0
    assert not list(out.glob(".*.md.*"))
