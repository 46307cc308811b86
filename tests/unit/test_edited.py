"""Reports that were changed by hand: the text counts, field by field."""

import re
from datetime import UTC, date, datetime

import pytest

from pmtui.carried import read_carried
from pmtui.edited import Edited, read_edited, usual_text
from pmtui.model import address
from pmtui.model.kinds import ActionStatus, EventKind, LessonKind, Priority, ReportStatus
from pmtui.model.postmortem import Postmortem
from tests.unit.faces import example
from tests.unit.test_carried import NOW, exported

TEXT = exported(example())


def row(anchor: str) -> str:
    return re.search(rf'(?m)^.*<a id="{re.escape(anchor)}"></a>.*\n', TEXT)[0]


def edited(*changes: tuple[str, str], text: str = TEXT) -> Edited:
    for old, new in changes:
        assert text.partition("<!--")[0].count(old)
        text = text.replace(old, new, 1)
    carried = read_carried(text, "r.md")
    assert carried is not None
    return read_edited(carried, NOW)


def difference(found: Edited) -> dict[str, object]:
    """What another record has besides being the next draft, by address; None for what is gone."""
    before, after = dict(address.walk(example())), dict(address.walk(found.record))
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key: after.get(key) for key in keys - {"report.status", "report.version"}}


CASES = {
    "title": (
        "\n# Card authorisations failed while",
        "\n# Cards failed while",
        {"title": "Cards failed while a database migration waited for a lock"},
    ),
    "kind": ("| 22:14 | symptom |", "| 22:14 | signal |", {"timeline.t7.kind": EventKind.SIGNAL}),
    "status": (
        "| in progress (REL-982) |",
        "| done (REL-982) |",
        {"actions.a2.status": ActionStatus.DONE},
    ),
    "owner": ("- **Owner:** Tomasz Zielin", "- **Owner:** Ines Baptista", {"prep.owner": "p3"}),
    "figure": ("347 tickets", "350 tickets", {"impact.immediate.m4.value": 350}),
    "one of a list": (
        "- **Tags:** database, lock,",
        "- **Tags:** database, locks,",
        {"tags": ("database", "locks", "change", "payments")},
    ),
    "a sentence with two fields": (
        "keep it open and exercised",
        "keep it open",
        {"lessons.l1.generalises_to": "Paging by support is a detection channel; keep it open."},
    ),
    "a cause": (
        "until the gateway timed out; 38 % failed. \\[",
        "until the gateway gave up; 38 % failed. \\[",
        {
            "causes.c1.statement": "From 16:41 UTC authorisation requests waited on the table "
            "idempotency_keys until the gateway gave up; 38 % failed."
        },
    ),
}


@pytest.mark.parametrize(("old", "new", "wanted"), CASES.values(), ids=CASES.keys())
def test_a_changed_value_is_put_into_its_field(old: str, new: str, wanted: dict) -> None:
    found = edited((old, new))
    assert difference(found) == wanted
    assert (found.left, found.gone) == ((), ())


def test_several_cells_of_a_row_and_a_time() -> None:
    found = edited(
        (
            "at most 3 s | prevent, strong | Tomasz Zielin | 2026-09-25 | P0",
            "at most 5 s | prevent, strong | Ines Baptista | 2026-09-26 | P1",
        ),
        ("2026-09-15 16:44 | 18:44", "2026-09-15 16:45 | 18:44"),
    )
    assert difference(found) == {
        "actions.a1.title": "Reject migration sessions in the runner unless lock_timeout is at "
        "most 5 s",
        "actions.a1.owner": "p3",
        "actions.a1.due": date(2026, 9, 26),
        "actions.a1.priority": Priority.P1,
        "timeline.t7.at": datetime(2026, 9, 15, 16, 45, tzinfo=UTC),
        "timeline.t7.entered": "2026-09-15 16:45 UTC",
    }


def test_words_and_paragraphs_of_a_longer_text() -> None:
    found = edited(
        ("The alert on HTTP 5xx stayed quiet", "The alert on HTTP 5xx was quiet"),
        ("\n### Timeline\n", "\nA paragraph *of my own*.\n\n### Timeline\n"),
    )
    told = (example().analysis.narrative or "").replace("5xx stayed quiet", "5xx was quiet")
    assert difference(found) == {"analysis.narrative": f"{told}\n\nA paragraph *of my own*."}
    assert example().report.status is ReportStatus.PUBLISHED
    assert (found.record.report.status, found.record.report.version) == (ReportStatus.DRAFT, "1.3")


def test_new_rows_and_lines_are_new_items() -> None:
    event = "| 2026-09-15 16:55 | | | | Somebody looked at a graph | |\n"
    found = edited(
        (row("timeline.t9"), event + row("timeline.t9")),
        ("\n### What was hard\n", "\n- Coffee was there all night.\n\n### What was hard\n"),
        (
            row("actions.a6"),
            row("actions.a6") + "| a7 | Buy a bell | | Lena Hartwig | | P2 | | |\n",
        ),
    )
    record = found.record
    assert [event.id for event in record.timeline][7:10] == ["t8", "t33", "t9"]
    assert record.timeline[8].at == datetime(2026, 9, 15, 16, 55, tzinfo=UTC)
    assert record.timeline[8].text == "Somebody looked at a graph"
    lesson = next(each for each in record.lessons if each.id == "l9")
    action = record.actions[-1]
    assert (lesson.kind, lesson.text) == (LessonKind.WENT_WELL, "Coffee was there all night.")
    assert (action.title, action.owner, action.priority) == ("Buy a bell", "p8", Priority.P2)
    assert (found.left, found.gone) == ((), ())


def test_a_line_that_was_taken_out_takes_its_item_along() -> None:
    line = re.search(r"\n- .*Refunds and payouts use another.*", TEXT)[0]
    found = edited((row("timeline.t7"), ""), (line, ""))
    assert not address.has(found.record, "timeline.t7")
    assert found.record.causal.mitigating == example().causal.mitigating[:1]
    assert (found.left, found.gone) == ((), ())


def test_what_no_field_can_take_is_told_and_kept() -> None:
    found = edited(
        ("**Duration:** 108 min (impact", "**Duration:** 110 min (impact"),
        ("\n## Evidence\n", "\n## Weather\n\nIt rained.\n\n## Evidence\n"),
        ("- **Availability by requests:** 62.0 %\n", ""),
    )
    assert found.record == example()
    assert [line.bare for line in found.left] == [
        "- **Duration:** 110 min (impact start to impact end)",
        "## Weather",
        "It rained.",
    ]
    assert [line.bare for line in found.gone] == ["- **Availability by requests:** 62.0 %"]


def test_a_word_that_was_replaced_in_the_text_and_in_the_comment_alike() -> None:
    text = TEXT.replace("Settlement report starts", "Settlement report begins")
    carried = read_carried(text, "r.md")
    assert carried is not None
    found = read_edited(carried, NOW)
    assert (found.left, found.record) == ((), carried.record)
    assert "begins" in (found.record.timeline[3].text or "")


def test_a_section_that_was_moved_changes_nothing() -> None:
    text, mark, comment = TEXT.partition("\n<!-- pmtui")
    head, first, second = re.split(r"(?m)^(?=## (?:Lessons|Actions and accepted risks)$)", text)
    section, _, rest = second.partition("\n## Communication log")
    moved = f"{head}{section}\n{first}\n## Communication log{rest}{mark}{comment}"
    assert edited(text=moved) == Edited(example())


def test_what_many_changes_mean_is_found_at_once() -> None:
    text, mark, comment = TEXT.partition("\n<!-- pmtui")
    rows = re.findall(r'(?m)^\| <a id="timeline\.t\d+"></a>.*$', text)
    for line in rows:
        text = text.replace(line, line.replace(" the ", " that "))
    carried = read_carried(f"{text}{mark}{comment}", "r.md")
    assert carried is not None
    made = []

    def counted(record: Postmortem) -> str:
        made.append(record)
        return usual_text(record)

    found = read_edited(carried, NOW, counted)
    assert (found.left, found.gone) == ((), ())
    assert len(difference(found)) > 15
    assert len(made) < 10
