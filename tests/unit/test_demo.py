"""The demo library is what a newcomer sees first: it has to be whole and make sense."""

import re
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from pmtui.demo import earlier, records
from pmtui.guide.checks import check
from pmtui.model import address
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, CauseRole, RecordKind, ReportStatus
from pmtui.model.story import MILESTONE_OF_KIND
from pmtui.store.codec import from_json
from pmtui.store.json_text import to_json

LIBRARY = {record.id: record for record in (from_json(data, "demo") for data in records())}
EARLIER = {record.id: record for record in (from_json(data, "demo") for data in earlier())}
EVERYTHING = {**LIBRARY, **EARLIER}
EXAMPLE = "2026-09-15-card-authorisations-failed"
TODAY = date(2026, 11, 23)
LONGEST = {
    "title": 100,
    "impact.summary": 240,
    "timeline.text": 240,
    "timeline.known_then": 240,
    "timeline.actor_role": 40,
    "threads.question": 160,
    "causes.statement": 200,
    "causes.made_sense": 240,
    "causes.how_often": 60,
    "lessons.text": 280,
    "lessons.generalises_to": 200,
    "actions.title": 120,
    "actions.strength_reason": 120,
}
IN_ORDER = (
    ("trigger_at", "impact_start", "detected_at", "mitigated_at", "impact_end", "resolved_at"),
    ("first_alert_at", "acknowledged_at"),
    ("detected_at", "declared_at"),
    ("detected_at", "engaged_at"),
    ("resolved_at", "closed_at"),
)
HOMES = {
    "evidence": "prep.evidence",
    "cause": "causes",
    "thread": "threads",
    "action": "actions",
    "person": "prep.people",
}

each_record = pytest.mark.parametrize("record", EVERYTHING.values(), ids=EVERYTHING)
told_in_full = pytest.mark.parametrize("record", LIBRARY.values(), ids=LIBRARY)


def ids(record, place):
    return {item.id for item in address.get(record, place)}


def test_there_are_five_from_oldest_to_newest():
    assert len(LIBRARY) == 5
    assert list(LIBRARY) == sorted(LIBRARY)
    assert list(LIBRARY)[-1] == EXAMPLE


def test_a_dozen_more_are_told_in_short_over_two_years():
    starts = sorted(each.milestones.trigger_at.at.date() for each in EARLIER.values())
    assert len(EARLIER) >= 12
    assert (starts[-1] - starts[0]).days > 365 * 1.8
    kinds = [each.kind for each in EARLIER.values()]
    assert kinds.count(RecordKind.NEAR_MISS) >= 2
    triggers = {each.causal.trigger_kind for each in EVERYTHING.values()}
    assert len(triggers) >= 7
    assert any(each.follow_up.recurrence_links for each in EARLIER.values())
    verdicts = {a.effectiveness.verdict for each in EARLIER.values() for a in each.actions}
    assert verdicts >= {"effective", "partly", "ineffective"}


def test_file_names_are_ids():
    for folder, found in (
        (files("pmtui.demo"), LIBRARY),
        (files("pmtui.demo") / "earlier", EARLIER),
    ):
        names = {each.name for each in folder.iterdir() if each.name.endswith(".json")}
        assert names == {f"{record_id}.json" for record_id in found}


@pytest.mark.parametrize("data", [*records(), *earlier()], ids=EVERYTHING)
def test_bytes_are_what_the_store_writes(data):
    assert to_json(from_json(data, "demo")) == data


@each_record
def test_references_inside_a_record_resolve(record):
    for where, value in address.walk(record):
        home = HOMES.get(address.slot_at(where).mark)
        wanted = value if isinstance(value, tuple) else (value,)
        if home is not None and value is not None:
            assert set(wanted) <= ids(record, home), where
    everything = {
        item.id for place in address.list_addresses() for item in address.get(record, place)
    }
    assert {cause.stop.ref for cause in record.causes} - {None} <= everything
    assert {action.lesson for action in record.actions} - {None} <= ids(record, "lessons")


def test_references_between_records_name_older_ones():
    links = [
        (record.id, other)
        for record in EVERYTHING.values()
        for where, value in address.walk(record)
        if address.slot_at(where).mark == "record" and value
        for other in (value if isinstance(value, tuple) else (value,))
    ]
    assert (EXAMPLE, "2026-07-11-settlement-file-late-replica-behind") in links
    assert all(other in EVERYTHING and other < record for record, other in links)


@each_record
def test_timeline_and_milestones_are_in_order(record):
    told = [event.at for event in record.timeline]
    assert None not in told
    assert told == sorted(told)
    for names in IN_ORDER:
        known = [moment.at for name in names if (moment := getattr(record.milestones, name))]
        assert known == sorted(known), names


@each_record
def test_each_milestone_is_told_in_the_timeline(record):
    told = {MILESTONE_OF_KIND.get(event.kind): event.at for event in reversed(record.timeline)}
    for name in MILESTONE_OF_KIND.values():
        moment = getattr(record.milestones, name)
        assert (moment and moment.at) == told.get(name), name


@each_record
def test_impact_segments_follow_each_other_inside_the_impact(record):
    segments = record.impact.segments
    if not segments:
        assert record.kind is RecordKind.NEAR_MISS
        return
    assert segments[0].start == record.milestones.impact_start.at
    assert segments[-1].end == record.milestones.impact_end.at
    assert all(segment.start < segment.end for segment in segments)
    assert all(before.end == after.start for before, after in pairwise(segments))


@each_record
def test_every_leaf_says_why_the_questions_end_there(record):
    parents = {parent for cause in record.causes for parent in cause.parents}
    for cause in record.causes:
        assert (cause.stop.reason is None) == (cause.id in parents), cause.id


@each_record
def test_every_leaf_is_covered(record):
    kept = [each for each in record.actions if each.status is not ActionStatus.DECLINED]
    covered = {cause for each in (*kept, *record.risk_acceptances) for cause in each.causes}
    leaves = {cause.id for cause in record.causes if cause.stop.reason not in (None, "ruled_out")}
    assert leaves <= covered


@each_record
def test_causes_of_a_thread_hang_below_its_root(record):
    parents = {cause.id: cause.parents for cause in record.causes}
    roots = {thread.root for thread in record.threads}
    for cause in record.causes:
        assert (cause.id in roots) == (cause.role is CauseRole.EFFECT), cause.id
        seen, level = set(), {cause.id}
        while level:
            assert not level & seen, f"{cause.id} is in a circle"
            seen |= level
            level = {parent for each in level for parent in parents[each]}
        assert seen & roots, f"{cause.id} hangs in the air"


@each_record
def test_actions_have_a_history_that_ends_in_their_status(record):
    for action in record.actions:
        states = [step for step in action.history if step.field == "status"]
        assert [states[0].before, states[-1].after] == ["proposed", action.status], action.id
        assert all(left.after == right.before for left, right in pairwise(states)), action.id
        assert [step.at for step in action.history] == sorted(step.at for step in action.history)
        moved = [step.after for step in action.history if step.field == "due"]
        assert moved[-1:] in ([], [action.due.isoformat()]), action.id


@each_record
def test_verified_actions_were_seen_by_somebody_else(record):
    for action in record.actions:
        if action.status is ActionStatus.VERIFIED:
            assert action.verification.by not in (None, action.owner), action.id
            assert action.verification.result, action.id
            assert action.done_at <= action.verification.at, action.id


@each_record
def test_texts_fit_their_fields(record):
    for where, value in address.walk(record):
        field = re.sub(r"\.[a-z]\d+\.", ".", where)
        if isinstance(value, str):
            assert len(value) <= LONGEST.get(field, 2000), where
    assert 60 <= len(record.report.exec_summary.split()) <= 150


@told_in_full
def test_only_what_is_still_to_be_done_is_open(record):
    steps = {finding.step for finding in check(record, TODAY) if finding.level != "hint"}
    assert steps <= (set() if record.milestones.closed_at else {"implementation", "follow_up"})


@pytest.mark.parametrize("record", EARLIER.values(), ids=EARLIER)
def test_nothing_that_must_be_there_is_missing_in_those_told_in_short(record):
    later = {"implementation", "follow_up"}
    later |= {"report"} if record.report.status is not ReportStatus.PUBLISHED else set()
    verdicts = {each.effectiveness.verdict for each in record.actions}
    opened = {"recommendations"} if verdicts & {"partly", "ineffective"} else set()
    found = {each.step for each in check(record, TODAY) if each.level == "must"} - opened
    assert found <= (set() if record.milestones.closed_at else later)


def test_every_list_of_the_library_has_something_to_show():
    actions = [action for record in LIBRARY.values() for action in record.actions]
    assert {action.status for action in actions} >= {
        ActionStatus.ACCEPTED,
        ActionStatus.IN_PROGRESS,
        ActionStatus.BLOCKED,
        ActionStatus.DONE,
        ActionStatus.VERIFIED,
        ActionStatus.DEFERRED,
        ActionStatus.DECLINED,
    }
    open_due = [action.due for action in actions if action.status in OPEN_ACTIONS]
    assert min(open_due) < TODAY < max(open_due)
    assert {record.report.status for record in LIBRARY.values()} == {ReportStatus.PUBLISHED}
    assert len({record.severity.final for record in LIBRARY.values()}) == 4
    assert len({record.detection.source for record in LIBRARY.values()}) == 5
    closed = [record for record in LIBRARY.values() if record.milestones.closed_at]
    assert [record.follow_up.closing_note is not None for record in closed] == [True]
