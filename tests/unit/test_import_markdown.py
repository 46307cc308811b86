"""Reading Markdown documents: their parts, awkward ones, and the promise that nothing is lost."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.importers.formats import decode_text, detect
from pmtui.importers.markdown import LARGEST, read_markdown
from pmtui.importers.result import not_found
from pmtui.model.errors import BadValue
from pmtui.model.kinds import ActionStatus, CauseRole, EventKind, LessonKind, Priority, Severity
from pmtui.model.naming import record_id
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clean
from pmtui.store.codec import from_json, to_plain
from pmtui.store.json_text import to_json
from tests.unit.growth import assert_no_quadratic_growth

FORM = """\
---
title: Checkout was slow
severity: SEV2
tags: [database, latency]
---

**Authors:** Ada Lovelace, [Kim Ode](https://example.org/kim)

## Summary

Checkout was slow for 40 minutes.

## Timeline (UTC)

| Date | Time | What |
|------|------|------|
| 2024-05-02 | 10:00 | Deploy |
|            | 10:07 | Alert `p99 \\| high` fired |

## Root cause

- A lock was held while the report ran.

## Trigger

A migration started.

## Action items

- [x] Add a lock timeout (owner: Kim Ode) DB-42
- [ ] **Watch the queue**: it has no alert yet

| Action | Owner | Priority | Due | Status |
|---|---|---|---|---|
| Write a runbook | Ada | P1 | 2024-06-01 | done |

## Weather

Sunny.
"""


def test_a_form_is_read_into_its_fields() -> None:
    result = read_markdown(FORM, "form.md")
    record = result.record
    assert record.id == "2024-05-02-checkout-was-slow"
    assert record.title == "Checkout was slow"
    assert record.severity.final is Severity.SEV2
    assert record.tags == ("database", "latency")
    assert [person.name for person in record.prep.people] == ["Ada Lovelace", "Kim Ode"]
    assert record.prep.people[1].handle == "https://example.org/kim"
    assert [event.at for event in record.timeline] == [
        datetime(2024, 5, 2, 10, minute, tzinfo=UTC) for minute in (0, 7)
    ]
    assert record.timeline[1].text == "Alert p99 | high fired"
    assert [(cause.role, cause.statement) for cause in record.causes] == [
        (CauseRole.EFFECT, "Checkout was slow"),
        (CauseRole.CONTRIBUTING, "A lock was held while the report ran."),
        (CauseRole.TRIGGER, "A migration started."),
    ]
    assert record.notes is not None
    assert record.notes.startswith("## Weather\n\nSunny.")
    assert (result.lost, result.notes) == (0, 2)


def test_actions_carry_owner_ticket_state_and_date() -> None:
    first, second, third = read_markdown(FORM, "form.md").record.actions
    assert (first.status, first.owner, first.ticket) == (ActionStatus.DONE, "Kim Ode", "DB-42")
    assert (second.status, second.title) == (ActionStatus.PROPOSED, "Watch the queue")
    assert second.detail == "**Watch the queue**: it has no alert yet"
    assert (third.title, third.owner, third.priority) == ("Write a runbook", "Ada", Priority.P1)
    assert (third.due, third.status) == (date(2024, 6, 1), ActionStatus.DONE)


def test_columns_that_are_zones_and_kinds() -> None:
    table = "|UTC|Berlin|Kind|What|\n|-|-|-|-|\n|2024-05-02 10:00|12:00|impact start|Errors|\n"
    record = read_markdown(f"# T\n\n## Timeline\n\n{table}", "x.md").record
    (event,) = record.timeline
    assert (event.at, event.entered) == (
        datetime(2024, 5, 2, 10, tzinfo=UTC),
        "2024-05-02 10:00 / 12:00",
    )
    assert (event.kind, event.text) == (EventKind.IMPACT_START, "Errors")
    assert record.milestones.impact_start is None


def test_lessons_keep_the_kind_of_their_heading() -> None:
    parts = ["went well", "was hard", "surprised us"]
    text = "# T\n\n## Lessons\n\n" + "".join(f"### What {part}\n\n- {part}\n\n" for part in parts)
    lessons = read_markdown(text + "### Elsewhere\n\n- more\n", "x.md").record.lessons
    assert [(lesson.kind, lesson.text) for lesson in lessons] == [
        (LessonKind.WENT_WELL, "went well"),
        (LessonKind.WAS_HARD, "was hard"),
        (LessonKind.SURPRISED, "surprised us"),
        (None, "more"),
    ]


def test_times_without_a_zone_are_kept_as_typed() -> None:
    text = "# Down\n\n## Timeline\n\n- 2024-05-02 10:00 Deploy\n- 10:07 Alert\n"
    result = read_markdown(text, "down.md")
    assert [(event.at, event.entered) for event in result.record.timeline] == [
        (None, "2024-05-02 10:00"),
        (None, "10:07"),
    ]
    assert "Times without a zone in down.md: 2." in result.details[0]
    placed = read_markdown(text, "down.md", zone="Europe/Berlin").record.timeline
    assert placed[1].at == datetime(2024, 5, 2, 8, 7, tzinfo=UTC)


def test_what_was_assumed_of_times_is_told() -> None:
    text = "# Down\n\n## Timeline\n\n- 10:05 UTC alert\n- 10:07 more\n- 2021-03-05 09:00 end\n"
    result = read_markdown(text, "2021-03-04-down.md")
    assert [event.at for event in result.record.timeline] == [
        datetime(2021, 3, 4, 10, 5, tzinfo=UTC),
        datetime(2021, 3, 4, 10, 7, tzinfo=UTC),
        datetime(2021, 3, 5, 9, 0, tzinfo=UTC),
    ]
    assert result.details[1:] == (
        "Times without a date: 2, read as of 2021-03-04, from the name of the file.",
        "Times without a zone: 2, read in UTC as the ones before them.",
    )


def test_a_zone_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadValue, match="Atlantis"):
        read_markdown("# Down\n\nText.\n", "down.md", zone="Europe/Atlantis")


def test_the_document_knows_its_zone_and_day_better_than_the_caller() -> None:
    text = "# Down on 2024-05-02\n\n## Timeline\n\nAll times in UTC.\n\n- 10:07 Alert\n"
    result = read_markdown(text, "down.md", day=date(2020, 1, 1), zone="Asia/Tokyo")
    assert result.record.timeline[0].at == datetime(2024, 5, 2, 10, 7, tzinfo=UTC)


def test_a_day_from_outside_and_from_the_file_name() -> None:
    text = "# Down\n\n## Timeline (UTC)\n\n- 10:07 Alert\n"
    given = read_markdown(text, "down.md", day=date(2020, 1, 1)).record
    assert (given.id, given.timeline[0].at) == (
        "2020-01-01-down",
        datetime(2020, 1, 1, 10, 7, tzinfo=UTC),
    )
    named = read_markdown(text, "2021-03-04-down.md").record
    assert named.timeline[0].at == datetime(2021, 3, 4, 10, 7, tzinfo=UTC)


def test_a_first_heading_is_a_title_even_where_it_sounds_like_a_field() -> None:
    record = read_markdown(
        "# Resolution of names failed\n\n# Impact\n\nAll users.\n", "x.md"
    ).record
    assert record.title == "Resolution of names failed"
    assert record.impact.summary == "All users."
    assert record.impact.details is None


def test_long_words_are_never_cut() -> None:
    sentence = "The queue grew and grew while nobody could see it because there was no graph. "
    text = f"# T\n\n## Lessons learned\n\n- {sentence * 9}\n\n## Impact\n\n{'x' * 900}\n"
    record = read_markdown(text, "x.md").record
    (lesson,) = record.lessons
    assert (lesson.text or "").endswith("graph.")
    assert len(lesson.text or "") <= 280
    assert sentence * 9 in f"{record.analysis.narrative} "
    assert record.impact.details == "x" * 900


def test_what_nobody_planned_for_stays_below_its_heading() -> None:
    text = "# T\n\n## Weather\n\n```\nsun\n\n\nrain\n```\n\n### Wind\n\nNorth.\n"
    record = read_markdown(text, "x.md").record
    assert record.notes == "## Weather\n\n```\nsun\n\n\nrain\n```\n\n### Wind\n\nNorth."


def test_hostile_characters_are_shown_not_kept() -> None:
    record = read_markdown(
        "# T \x1b[31mred\x00\r\n\r\n## Impact\r\n\r\nNone\u2028left", "x.md"
    ).record
    assert record.title == "T ␛[31mred␀"
    assert "\x1b" not in to_json(to_plain(record)).decode()


def test_the_proof_asks_the_record_and_not_the_importer() -> None:
    record = Postmortem(id="x", title="Alpha beta")
    lines = ["# Alpha beta", "# Alpha alpha", "gamma", ""]
    claims = {number: {"title"} for number in range(4)}
    assert not_found(lines, record, claims) == [1, 2]
    assert not_found(lines, record, {}) == [0, 1, 2]


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_document_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadValue, match=r"empty\.md is empty"):
        read_markdown(text, "empty.md")


def test_a_document_of_five_megabytes_is_refused_at_once() -> None:
    with pytest.raises(BadValue, match="at most 2,000,000"):
        read_markdown("line of a log\n" * 400_000, "big.md")


HOSTILE = {
    "one word": "## Action items\n\n- " + "a" * 200_000,
    "braces": "## Action items\n\n- " + "{{" * 100_000,
    "brackets": "## Lessons learned\n\n" + "[" * 200_000,
    "many brackets": "## Lessons learned\n\n" + ("[" * 2_900 + "a\n\n") * 50,
    "deep list": "## Action items\n" + "".join(" " * (2 * i) + "- a\n" for i in range(450)),
    "deep quote": "## Impact\n" + ">" * 200_000 + "a",
    "headings": "## Timeline what what\n" * 10_000,
    "events": "## Timeline\n" + "- 10:00 UTC foo\n" * 6_000,
    "rows": "## Timeline\n\n|Time (UTC)|E|\n|-|-|\n" + "|2020-01-01 10:00|x|\n" * 5_000,
    "front matter": "---\n" + "  a: b\n" * 199 + "- c" * 60_000,
    "dots": "# T\n## " + "." * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_sizes_and_depths_take_no_quadratic_time(text: str) -> None:
    assert len(text) < LARGEST
    assert read_markdown(text, "x.md").lost == 0
    assert_no_quadratic_growth(lambda part: read_markdown(part, "x.md"), text[:60_000])


def test_formats_are_told_by_content() -> None:
    assert detect("a.txt", b'{"id": "x"}') == "json"
    assert detect("a.json", b"# A title\n") == "markdown"
    assert detect("a.md", b"[a link](x) begins the text") == "markdown"
    assert detect("cut.json", b'{"id": "x", "ti') == "json"
    assert detect("form.md", b"{{ title }}") == "markdown"
    with pytest.raises(BadValue, match="a is empty"):
        detect("a", b"\xef\xbb\xbf \n")
    with pytest.raises(BadValue, match="not a text file"):
        detect("a.png", b"\x89PNG\r\n\x1a\n\x00\x00")


def test_bytes_become_text_whatever_wrote_them() -> None:
    assert decode_text("\ufeffé".encode()) == "é"
    assert decode_text("é".encode("utf-16")) == "é"
    assert decode_text(b"caf\xe9 \x93x\x94") == "café “x”"


def test_names_of_records() -> None:
    day = date(2026, 9, 15)
    assert record_id(day, "Card authorisations failed") == "2026-09-15-card-authorisations-failed"
    assert record_id(day, "障害") == "2026-09-15-postmortem"
    assert record_id(None, None) == "postmortem"
    assert record_id(None, "Café – down!") == "cafe-down"
    long = record_id(day, "word " * 30)
    assert len(long) <= 60
    assert long.endswith("-word")


def as_document(parts: list[str]) -> str:
    return "\n".join(parts)


PIECES = st.sampled_from(
    [
        "# Title of a real one",
        "## Timeline",
        "### 10:00",
        "All times in PST",
        "2024-05-02",
        "- 10:07 PM: alert",
        "  - nested",
        "| a | b |",
        "|---|---|",
        "## Action items",
        "1. [x] do it",
        "## Root cause",
        "## Impact",
        "## Lessons learned",
        "## Attendees",
        "> quoted",
        "```",
        "~~~",
        "    code",
        "[ref]: http://x",
        "<!-- hidden",
        "-->",
        "---",
        "===",
        "Author: A, B",
        "a *b* [c](http://d 'e') &amp; `f`",
        "",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map(as_document))
def test_any_text_comes_in_whole(text: str) -> None:
    if not clean(text).strip():
        return
    result = read_markdown(text, "any.md", day=date(2024, 1, 1), zone="UTC")
    assert result.lost == 0
    record = result.record
    assert from_json(to_json(to_plain(record)), "any.md") == record


def test_targets_of_links_are_no_words_of_the_text():
    rows = '| <a id="timeline.t1"></a>2024-05-02 10:00 | Deploy |\n| 10:07 | Alert |'
    text = f"# T\n\n## Timeline\n\n| UTC | What |\n| - | - |\n{rows}\n\n- <a name='x'></a>kept\n"
    result = read_markdown(text, "any.md", zone="UTC")
    assert result.lost == 0
    assert [event.text for event in result.record.timeline][:2] == ["Deploy", "Alert"]
    assert result.record.timeline[0].at == datetime(2024, 5, 2, 10, tzinfo=UTC)
