"""``pmtui open --linear``: the same postmortem as `edit` makes, through a pipe."""

import json

import pytest

from .conftest import EXAMPLE, Run, one_sentence

NEW = ("new", "Payments failed", "--severity", "SEV2", "--start", "2026-11-20 14:00")

FIELDS = {
    "preparation": [
        ("severity.final", "SEV1"),
        ("services", "api, web"),
        ("prep.facilitator", "@avos"),
        ("prep.scope_start", "2026-11-20 13:50"),
        ("prep.scope_end", "16:00"),
        ("prep.goals", "How did it start?\nWho saw it?"),
    ],
    "analysis": [("detection.source", "alert"), ("milestones.resolved_at", "~15:58")],
    "impact": [
        ("impact.summary", "2 % of payments failed"),
        ("impact.availability", "partial"),
        ("impact.details", "Shops saw errors.\n\n    with *marks*"),
        ("impact.slo.target", "99.95 %"),
        ("impact.data.loss", "no"),
    ],
    "report": [("report.exec_summary", "A deploy changed a limit.\n:colon first")],
}
"""By their page, the fields that both set, in the order in which they are asked."""

LISTS = {
    "preparation": [
        ("prep.people", ["Anneke Vos @avos, Release Engineering, Berlin, involved"]),
        ("prep.evidence", ["log: gateway 14:00-15:00 log://gateway"]),
    ],
    "analysis": [
        (
            "timeline",
            [
                "14:05 alert: p99 over 3 s @avos #e1 !",
                "~14:10 mitigated: limit raised",
                "+5 users report errors",
            ],
        )
    ],
    "root_cause": [
        ("causes", ["Payments failed", "trigger: A deploy [process, likely, e1]", "c2: No limit"])
    ],
    "lessons": [
        ("lessons", ["went well: paged within a minute", "risk: the pool elsewhere: search #c2"]),
        ("parking_lot", ["Ask the vendor"]),
    ],
    "recommendations": [("actions", ["prevent: Add a limit @avos by 2026-12-20 P1 #c3"])],
}
ITEMS = [("causes.c3.made_sense", "Limits had never mattered"), ("timeline.t3.surprise", "yes")]


def record(run: Run, ref: str) -> dict[str, object]:
    return json.loads(run("show", ref, "--json").stdout)


def typed() -> str:
    """What is typed for all that, with a way to go to each field."""
    lines: list[str] = []
    for page in dict.fromkeys([*FIELDS, *LISTS]):
        lines.append(f":page {page}")
        for where, entries in LISTS.get(page, ()):
            lines += [f":go {where}", *entries, "", ":out"]
        for where, text in FIELDS.get(page, ()):
            answer = text.replace("\n:", "\n::")
            end = [".", ":out"] if "\n" in text else [":out"]
            lines += [f":go {where}", *answer.split("\n"), *end]
    for where, text in ITEMS:
        _, item, field = where.split(".")
        lines += [f":edit {item} {field}", text]
    return "\n".join(lines) + "\n"


def test_a_whole_postmortem_is_the_same_as_by_edit(run: Run) -> None:
    lines, edits = (run(*NEW).stdout.strip() for _ in range(2))
    done = run("open", lines, "--linear", input=typed())
    assert done.exit_code == 0, done.output
    assert "What you typed is kept" not in done.stdout
    assert "is not one of these" not in done.stdout
    for page in dict.fromkeys([*FIELDS, *LISTS]):
        for where, entries in LISTS.get(page, ()):
            for entry in entries:
                assert run("edit", edits, where, "--add", entry).exit_code == 0
        for where, text in FIELDS.get(page, ()):
            assert run("edit", edits, where, text).exit_code == 0
    for where, text in ITEMS:
        assert run("edit", edits, where, text).exit_code == 0
    by_lines, by_edit = record(run, lines), record(run, edits)
    assert by_lines.pop("id") != by_edit.pop("id")
    assert by_lines == by_edit
    assert by_lines["impact"]["details"] == "Shops saw errors.\n\n    with *marks*"


def test_a_refused_value_has_the_sentence_of_edit(run: Run) -> None:
    ref = run(*NEW).stdout.strip()
    said = run("open", ref, "--linear", input=":go prep.scope_end\n25:99\n").stdout
    refused = run("edit", ref, "prep.scope_end", "25:99")
    assert one_sentence(refused).removeprefix("pmtui: ") in said


def test_read_only_reads_a_page(run: Run, library) -> None:
    before = record(run, EXAMPLE)
    read = run("open", EXAMPLE, "--linear", "--read-only", "--step", "lessons", input="x\n")
    assert read.exit_code == 0
    assert "Page 5 of 9: Lessons." in read.stdout
    assert "Page 4 of 9" not in read.stdout
    assert record(run, EXAMPLE) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("nothing",), 3), ((EXAMPLE, "--step", "x"), 2), ((EXAMPLE, "--step", "6"), 0)],
)
def test_exit_codes(run: Run, library, arguments: tuple[str, ...], code: int) -> None:
    assert run("open", *arguments, "--linear", input="").exit_code == code


def test_any_bytes_are_answers(run: Run) -> None:
    ref = run(*NEW).stdout.strip()
    data = b"caf\xe9 \x1b[2J \x00\n:go services\n\xf0\x9f\x90\x9b, b\n:go notes\nno end"
    done = run("open", ref, "--linear", input=data)
    assert done.exit_code == 0
    found = record(run, ref)
    assert found["title"] == "café ␛[2J ␀"
    assert found["services"] == ["🐛", "b"]
    assert found["notes"] is None
    again = run("open", ref, "--linear", input=":go notes\n.\n")
    assert "no end" in again.stdout
    assert record(run, ref)["notes"] == "no end"
