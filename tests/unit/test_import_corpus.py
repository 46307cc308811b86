"""Published postmortems come in whole: every line is in the record, and typed where it can be."""

import html
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pmtui.importers.markdown import read_markdown
from pmtui.importers.notes import LABELS
from pmtui.importers.result import Imported
from pmtui.model.kinds import ActionStatus, CauseRole, LessonKind, Precision
from pmtui.model.text import clean
from pmtui.store.codec import from_json, to_plain
from pmtui.store.json_text import to_json

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
NARRATIVES = CORPUS.parent / "narratives"
FILES = sorted([*CORPUS.glob("*/*.md"), *NARRATIVES.glob("*.md")], key=str)
IDS = [f"{path.parent.name}/{path.stem[:20]}" for path in FILES]


@cache
def read(path: Path) -> Imported:
    return read_markdown(path.read_text("utf-8"), path.name)


def imported(pattern: str) -> Imported:
    (path,) = CORPUS.glob(pattern)
    return read(path)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", html.unescape(text))


def strings(plain: object) -> list[str]:
    """Every string of a record as plain values, dates too."""
    if isinstance(plain, dict):
        return [text for value in plain.values() for text in strings(value)]
    if isinstance(plain, list | tuple):
        return [text for value in plain for text in strings(value)]
    return [plain] if isinstance(plain, str) else []


def pairs(of: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(of))


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_line_is_lost(path: Path) -> None:
    source = path.read_text("utf-8")
    result = read(path)
    lines = [line for line in clean(source).split("\n") if line.strip()]
    texts = strings(to_plain(result.record))
    verbatim = {line for text in texts for line in text.split("\n")}
    known = {word for text in texts for word in words(text)}
    neighbours = {pair for text in texts for pair in pairs(words(text))}
    for line in lines:
        if line in verbatim:
            continue
        found = words(re.sub(r"^[\s>]*(?:[-*+]|\d{1,2}[.)])?\s+", "", line))
        assert set(found) <= known, line
        assert len(pairs(found) - neighbours) <= 3 + line.count(","), line
    assert result.lost == 0
    assert result.placed + result.notes == len(lines)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_record_that_can_be_stored(path: Path) -> None:
    record = read(path).record
    assert from_json(to_json(to_plain(record)), path.name) == record


TYPED = {
    "dfds": 0.9,
    "kubernetes-test-infra": 0.9,
    "mybinder": 0.9,
    "narratives": 0.9,
    "templates-dastergon": 0.9,
}
"""The least share of the text of each source that has a field of its own."""


def test_most_of_the_text_is_typed_and_none_of_it_lost() -> None:
    """`pytest -s` shows the table, in lines and in words."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for path in FILES:
        found = read(path)
        source = clean(path.read_text("utf-8"))
        told = Counter(placed=found.placed, notes=found.notes, lost=found.lost)
        told["words"] = len(words(source))
        kept = (found.record.notes or "").partition(LABELS)[0]
        told["noted"] = len(words(kept))
        sums[path.parent.name] += told
    for name, sum_ in sums.items():
        lines = sum_["placed"] / (sum_["placed"] + sum_["notes"])
        share = 1 - sum_["noted"] / sum_["words"]
        print(f"{name:22} lines {lines:6.1%}  words {share:6.1%}  lost {sum_['lost']}")
        assert min(lines, share) >= TYPED[name], name
        assert sum_["lost"] == 0
    assert sums.keys() == TYPED.keys()


def test_a_table_with_its_zone_in_a_sentence() -> None:
    record = imported("dfds/PM2020-007*").record
    assert record.id == "2020-10-06-unhealthy-node"
    assert record.title == "Unhealthy node"
    assert [event.at for event in record.timeline] == [
        datetime(2020, 10, 6, hour, minute, tzinfo=UTC)
        for hour, minute in [(6, 0), (7, 0), (8, 0), (10, 30), (11, 0)]
    ]
    third = record.timeline[2]
    assert third.entered == "2020-10-06 09:00 - 11:00"
    assert third.text == "Ongoing investigation and troubleshooting to find root cause"
    assert [cause.role for cause in record.causes] == [
        CauseRole.EFFECT,
        *[CauseRole.CONTRIBUTING] * 3,
    ]
    assert record.causes[0].statement == "Unhealthy node"
    assert all(cause.parents == ("c1",) for cause in record.causes[1:])
    assert record.tags == ("Kubernetes",)
    assert [action.title for action in record.actions] == [
        "Create a query/dashboard/alarm detecting pod restarts grouped by node.",
        "Prioritize upgrading our kubernetes prometheus stack.",
    ]
    assert record.report.exec_summary is not None
    assert record.report.exec_summary.startswith("We saw issues with pods crashlooping")
    assert record.milestones.impact_start is None
    assert record.milestones.resolved_at is None
    assert "- Time to detection: 60 minutes" in (record.notes or "")


def test_times_that_are_not_quite_times() -> None:
    about = imported("dfds/PM2020-009*").record.timeline[0]
    assert (about.entered, about.precision) == ("2020-11-17 10:45~", Precision.APPROX)
    day = imported("dfds/PM2019-009*").record.timeline[5]
    assert (day.entered, day.precision) == ("2019-12-03 --:--", Precision.DAY)
    unread = imported("dfds/PM2020-003*")
    first = unread.record.timeline[0]
    assert (first.at, first.entered) == (None, "20202-01-16 12:00")
    assert "kept as typed: “20202-01-16 12:00”" in unread.details[0]


def test_days_above_a_list_and_halves_of_a_day() -> None:
    record = imported("kubernetes-test-infra/2019-01-23*").record
    assert [event.at for event in record.timeline[:3]] == [
        datetime(2019, 1, 22, 22, 54, tzinfo=UTC),
        datetime(2019, 1, 22, 23, 28, tzinfo=UTC),
        datetime(2019, 1, 23, 12, 49, tzinfo=UTC),
    ]
    assert record.timeline[0].entered == "2:54 PM PST"
    author = record.prep.people[0]
    assert (author.name, author.handle) == ("Benjamin Elder", "bentheelder@google.com")
    assert record.prep.owner == author.id
    kinds = [lesson.kind for lesson in record.lessons]
    assert kinds[0] is LessonKind.WENT_WELL
    assert kinds[-1] is LessonKind.GOT_LUCKY
    assert LessonKind.WAS_HARD in kinds
    assert record.causes[0].statement == "Prow Outage"
    assert record.impact.summary is not None
    assert record.impact.summary.startswith("Prow did not respond to any github events")
    assert "Already scheduled" in (record.impact.details or "")
    assert "## Detection\n\nThis was" in (record.analysis.narrative or "")


def test_the_night_rolls_over_and_an_untold_time_stays_untold() -> None:
    whole = imported("kubernetes-test-infra/2019-05-30*").record.timeline
    timeline = [event for event in whole if event.source is None]
    assert (timeline[0].at, timeline[0].entered) == (None, "???")
    assert timeline[-2].at == datetime(2019, 5, 31, 6, 55, tzinfo=UTC)
    assert timeline[-1].at == datetime(2019, 5, 31, 14, 0, tzinfo=UTC)


def test_dates_without_a_year_take_the_nearest() -> None:
    timeline = imported("kubernetes-test-infra/2019-03-26*").record.timeline
    assert timeline[0].at == datetime(2018, 12, 5, 23, 21, tzinfo=UTC)
    assert timeline[1].at == datetime(2019, 3, 20, 23, 46, tzinfo=UTC)


def test_headings_that_are_times() -> None:
    record = imported("mybinder/2017-09-27*").record
    assert len(record.timeline) == 6
    assert record.timeline[1].at == datetime(2017, 9, 27, 21, 35, tzinfo=UTC)
    assert record.timeline[1].entered == "13:35"
    assert (record.timeline[1].text or "").startswith("Deployment to beta is complete!")
    assert "1. Make sure cluster nodes have SSDs" in (record.analysis.narrative or "")
    first = record.actions[0]
    assert first.title == "Handle errors on launching servers on the hub more gracefully."
    assert first.ticket == "https://github.com/jupyterhub/binderhub/issues/131"
    assert (first.detail or "").endswith("Group: BinderHub")


def test_a_heading_that_is_a_day_is_an_event_of_that_day() -> None:
    timeline = imported("mybinder/2018-01-17*").record.timeline
    assert timeline[0].precision is Precision.DAY
    assert timeline[2].entered == "2018-01-17 17:14pm"
    assert timeline[2].at == datetime(2018, 1, 18, 1, 14, tzinfo=UTC)


def test_people_between_commas() -> None:
    people = imported("dfds/PM2021-004*").record.prep.people
    assert [person.name for person in people] == ["RF", "PW", "RR", "AN", "EC"]
    assert all(person.attended for person in people)


@pytest.mark.parametrize(
    "pattern",
    [
        "templates-dastergon/*kehoe*",
        "templates-dastergon/*srebook*",
        "dfds/PMyyyy*",
        "mybinder/template*",
    ],
)
def test_an_empty_form_has_no_facts(pattern: str) -> None:
    record = imported(pattern).record
    assert record.id == "postmortem"
    assert record.title is None
    assert (record.timeline, record.causes, record.actions, record.lessons) == ((), (), (), ())
    assert record.prep.people == ()


def test_a_pasted_chat_is_entries_that_keep_their_lines() -> None:
    found = imported("kubernetes-test-infra/2019-02-05*")
    said = [event for event in found.record.timeline if event.source]
    assert len(said) == 53
    first = said[0]
    assert (first.at, first.actor_role) == (datetime(2019, 2, 5, 16, 27, tzinfo=UTC), "Katharine")
    assert first.text == "It's prow bump time! For real, probably! Unlike the last several times."
    assert (first.source or "").startswith(">Katharine [8:27 AM]  \nIt's prow bump time!")
    assert first.origin == "chat 2019-02-05.md:113"
    assert any("53 messages of a chat" in sentence for sentence in found.details)


def test_a_story_without_headings_gives_what_its_sentences_say() -> None:
    found = read(NARRATIVES / "certificate.md")
    record = found.record
    assert [event.entered for event in record.timeline] == [
        *("02:10 UTC", "02:40", "03:05 UTC", "03:08", "03:41")
    ]
    assert record.timeline[1].at == datetime(2026, 5, 14, 2, 40, tzinfo=UTC)
    assert record.impact.summary == (
        "Between 02:10 and 03:41 about 62 % of requests from outside failed."
    )
    assert [action.status for action in record.actions] == [
        ActionStatus.PROPOSED,
        ActionStatus.DONE,
    ]
    assert [lesson.kind for lesson in record.lessons] == [
        LessonKind.GOT_LUCKY,
        LessonKind.WENT_WELL,
    ]
    assert (record.causes[1].statement or "").startswith("That mailbox was the cause")
    assert (record.report.exec_summary or "").startswith("On 14 May 2026 our public API")
    assert "The certificate had been renewed by hand" in (record.analysis.narrative or "")
    assert "look them over" in found.details[1]


def test_a_story_below_headings_of_its_own() -> None:
    record = read(NARRATIVES / "queue.md").record
    assert (record.notes, len(record.timeline), len(record.actions)) == (None, 6, 3)
    assert "## A file that nobody wanted\n\nThe worker" in (record.analysis.narrative or "")


def test_somebody_who_did_something_is_no_placeholder() -> None:
    lessons = imported("kubernetes-test-infra/2019-05-30*").record.lessons
    assert (lessons[-1].text or "").startswith("Someone who realised")


def test_a_mail_has_its_subject_sender_day_and_the_times_line_by_line() -> None:
    record = read(NARRATIVES / "banner.md").record
    assert record.title == "Wrap-up of today's outage of the booking page"
    assert [each.name for each in record.prep.people] == ["Dilek Aydin"]
    told = [(f"{event.at:%d %H:%M}", event.text) for event in record.timeline][2:5]
    assert told == [
        ("09 09:02", "consent banner released"),
        ("09 09:04", "first blank pages"),
        ("09 09:15", "customer care calls us"),
    ]
    assert [cause.role for cause in record.causes] == [CauseRole.EFFECT, CauseRole.TRIGGER]


def test_a_chat_without_headings_is_read_message_by_message() -> None:
    record = read(NARRATIVES / "channel.md").record
    assert [event.entered for event in record.timeline] == (
        ["09:12", "09:13", "09:15", "09:21", "09:24", "09:33", "09:48", "09:50", "10:05", "10:06"]
    )
    assert record.timeline[3].text.startswith("jo: two data nodes were restarted")
    assert record.causes[1].statement.startswith("root cause: maintenance window config")


def test_a_letter_says_its_day_and_zone_once() -> None:
    record = read(NARRATIVES / "orders.md").record
    assert record.timeline[0].at == datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
    assert [action.status for action in record.actions] == [ActionStatus.PROPOSED] * 2
