"""Whether the meeting may start, and its invitation as Markdown and as a calendar file."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmtui.exporters.calendar import LONGEST, calendar
from pmtui.exporters.invitation import invitation_markdown, invitation_text
from pmtui.guide.ready import may_start, missing_on
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import Access
from pmtui.model.meeting import Block
from pmtui.model.people import Evidence, Participant
from pmtui.model.postmortem import Postmortem
from tests.unit.whole_record import DEMO, instant, put

TODAY = date(2026, 9, 17)


def lacking(changes):
    return {(each.level, each.rule, each.address) for each in missing_on(put(DEMO, changes), TODAY)}


def test_what_is_missing_at_first():
    found = missing_on(Postmortem(id="x"), TODAY)
    assert not may_start(found)
    assert [each.address for each in found if each.level == "must"] == [
        *("prep.facilitator", "prep.owner", "prep.people", "prep.evidence"),
        *("prep.scope_start", "prep.scope_end", "prep.meeting.start", "prep.goals"),
    ]
    assert missing_on(DEMO, TODAY) == ()
    assert may_start(())


@pytest.mark.parametrize(
    ("level", "rule", "where", "changes"),
    [
        ("must", "X1.4", "prep.evidence", {"prep.evidence": ()}),
        ("must", "MEET.1", "prep.meeting.start", {"prep.meeting.start": None}),
        ("must", "MEET.2", "prep.goals", {"prep.goals": (" ",)}),
        ("must", "MEET.3", "prep.ground_rules", {"prep.ground_rules": ()}),
        ("must", "MEET.4", "prep.agenda.B2.minutes", {"prep.agenda.B2.minutes": None}),
        ("warn", "MEET.5", "prep.meeting.minutes", {"prep.meeting.minutes": 60}),
        ("warn", "MEET.6", "prep.people.p3.tz", {"prep.people.p3.tz": None}),
        ("warn", "X1.7", "prep.pre_talks", {"prep.pre_talks": ()}),
    ],
)
def test_each_thing_that_is_missing_is_named_with_its_field(level, rule, where, changes):
    assert (level, rule, where) in lacking(changes)
    assert may_start(missing_on(put(DEMO, changes), TODAY)) == (level != "must")


def test_what_can_wait_until_after_the_meeting_is_not_asked_for():
    assert lacking({"severity.final": None, "services": (), "flags.security": None}) == set()


def test_the_invitation_says_when_it_is_for_each_and_what_to_bring():
    hidden = Evidence(id="e90", title="Interview notes", access=Access.FACILITATOR_ONLY)
    record = put(DEMO, {"prep.evidence": (*DEMO.prep.evidence[:1], hidden)})
    text = invitation_markdown(record)
    assert "| Anneke Vos | facilitator | Fri 18 Sep 2026, 10:00–11:30 Europe/Berlin |" in text
    assert "| Rohan Kulkarni | takes part | Fri 18 Sep 2026, 13:30–15:00 Asia/Kolkata |" in text
    assert "| 08:07 | 41 min | Timeline |" in text
    assert f"- {DEMO.prep.goals[0]}" in text
    assert f"- {DEMO.prep.ground_rules[0]}" in text
    assert "15 Sep 16:00-19:30 UTC (Sunil Apte)" in text
    for kept_inside in ("Interview notes", "incident_commander", "change author", "pre_talk"):
        assert kept_inside not in text
    assert invitation_text(record).count("\n") > 30


def test_the_day_may_be_another_one_where_somebody_is():
    people = (
        Participant(id="p1", name="Aroha", tz="Pacific/Auckland"),
        Participant(id="p2", name="Bo", tz="nowhere"),
    )
    start = instant("2026-09-18T23:30")
    text = invitation_markdown(put(DEMO, {"prep.people": people, "prep.meeting.start": start}))
    assert "| Aroha | facilitator | Sat 19 Sep 2026, 11:30–13:00 Pacific/Auckland |" in text
    assert "| Bo | takes part | Fri 18 Sep 2026, 23:30–01:00 UTC |" in text
    assert start.astimezone(ZoneInfo("Pacific/Auckland")).day == 19


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-10-25T00:30", "Sun 25 Oct 2026, 02:30+02:00–02:00+01:00 Europe/Berlin"),
        ("2026-10-25T01:30", "Sun 25 Oct 2026, 02:30+01:00–03:00 Europe/Berlin"),
        ("2026-10-25T02:00", "Sun 25 Oct 2026, 03:00–03:30 Europe/Berlin"),
        ("2026-03-29T00:30", "Sun 29 Mar 2026, 01:30–03:00 Europe/Berlin"),
    ],
)
def test_a_time_that_the_night_has_twice_says_which_of_the_two(start, said):
    people = (Participant(id="p1", name="Ann", tz="Europe/Berlin"),)
    changes = {"prep.people": people, "prep.meeting.minutes": 30}
    record = put(DEMO, {**changes, "prep.meeting.start": instant(start)})
    assert f"| Ann | facilitator | {said} |" in invitation_markdown(record)


def test_the_invitation_of_an_empty_record():
    text = invitation_markdown(Postmortem(id="x"))
    assert "- **When:** not known" in text
    assert "| +2 min | 12 min | Timeline |" in text
    with pytest.raises(PmtuiError, match=r"pmtui edit x prep\.meeting\.start"):
        calendar(Postmortem(id="x"))


def parsed(text):
    """The properties of a calendar file, unfolded: name → (parameters, value)."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= LONGEST and "\n" not in line for line in lines)
    found = []
    for line in "\r\n".join(lines).replace("\r\n ", "").split("\r\n"):
        head, _, value = line.partition(":")
        if '"' in head and head.count('"') % 2:
            more, _, value = value.partition(":")
            head += f":{more}"
        name, _, parameters = head.partition(";")
        found.append((name, parameters, value))
    return found


def plain(value):
    return (
        value.replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\0", "\\")
    )


def test_the_calendar_file_is_read_back():
    found = parsed(calendar(DEMO))
    assert found[0] == ("BEGIN", "", "VCALENDAR")
    values = {name: value for name, _, value in found}
    assert values["VERSION"] == "2.0"
    assert values["UID"] == f"{DEMO.id}@meeting.pmtui"
    assert (values["DTSTART"], values["DTEND"]) == ("20260918T080000Z", "20260918T093000Z")
    assert values["DTSTAMP"] == "20260917T073000Z"
    assert plain(values["SUMMARY"]) == f"Postmortem: {DEMO.title}"
    assert plain(values["DESCRIPTION"]) == invitation_text(DEMO)
    assert values["URL"] == DEMO.prep.meeting.link
    assert "ATTENDEE" not in values
    assert calendar(DEMO) == calendar(put(DEMO, {"notes": "later"}))


def test_only_those_with_a_mail_address_are_attendees():
    people = (
        Participant(id="p1", name='Vos; "A"', handle="vos@example.com"),
        Participant(id="p2", name="Rohan", handle="@rohank"),
    )
    changes = {"prep.people": people, "prep.facilitator": "p1"}
    found = parsed(calendar(put(DEMO, changes)))
    named = [each for each in found if each[0] in ("ATTENDEE", "ORGANIZER")]
    assert named == [
        ("ORGANIZER", "CN=\"Vos; 'A'\"", "mailto:vos@example.com"),
        ("ATTENDEE", "CN=\"Vos; 'A'\";RSVP=TRUE", "mailto:vos@example.com"),
    ]


texts = st.text(max_size=120) | st.sampled_from(
    ["\r\nATTENDEE:mailto:x@y.z", "é" * 99, "\\n;,\x1b"]
)


@given(title=texts, goal=texts, block=texts, minutes=st.integers(0, 10**15), link=texts)
def test_no_text_breaks_out_of_its_place(title, goal, block, minutes, link):
    changes = {
        "title": title,
        "prep.goals": (goal,),
        "prep.agenda": (Block(id="B1", name=block, minutes=minutes),),
        "prep.meeting.minutes": minutes,
        "prep.meeting.link": link,
        "prep.evidence": (),
    }
    record = put(DEMO, changes)
    found = parsed(calendar(record))
    names = [name for name, _, _ in found]
    assert [each for each in names if each not in ("URL", "LOCATION")] == [
        *("BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "DESCRIPTION", "END", "END"),
    ]
    assert "\x1b" not in calendar(record)
    tokens = MarkdownIt().enable("table").parse(invitation_markdown(record))
    heads = [each for each in tokens if each.type == "heading_open"]
    assert len(heads) == 5 if goal.strip() else 4
