"""Hints on what is typed and no part of the record yet, by the places of drafts."""

from datetime import UTC, datetime

import pytest

from pmtui.guide.wording import built_in, record_hints, shown_on
from pmtui.guide.wording.typed import typed_in
from pmtui.model.factors import Cause
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RECORD = Postmortem(
    id="x",
    prep=Preparation(people=(Participant(id="p1", name="Anneke Vos", handle="@avos"),)),
    timeline=(Event(id="t1", text="Their fault"), Event(id="t2", text="Human error")),
    causes=(Cause(id="c1", statement="A limit", leads_to="it was at fault"),),
)


def hinted(drafts, record=RECORD):
    """Address, place, rule and where Enter goes, of what is typed."""
    places = record_hints(record, built_in(), typed_in(record, drafts, NOW))
    return [(p.address, p.typed, p.hint.rule.id, p.goes_to) for p in places if p.typed]


@pytest.mark.parametrize(
    ("place", "text", "address", "rule", "goes_to"),
    [
        ("+lessons", "was hard: my fault", "lessons.text", "ATTR-FAULT", "+lessons"),
        ("+timeline", "14:05 alert: my fault", "timeline.text", "ATTR-FAULT", "+timeline"),
        ("+causes", "c1: a typo [process]", "causes.statement", "LABEL-TYPO", "+causes"),
        ("+causes.c1", "One\na typo", "causes.statement", "LABEL-TYPO", "+causes.c1"),
        ("+timeline.paste", "14:05 x\nmy fault", "timeline.text", "ATTR-FAULT", "+timeline.paste"),
        ("+actions", "Remind the team", "actions.title", "REM-REMIND", "+actions"),
        ("=timeline.t1", "14:0 my fault", "timeline.t1.text", "ATTR-FAULT", "timeline.t1"),
        ("/timeline.t1", "my fault", "timeline.t1.text", "ATTR-FAULT", "timeline.t1"),
        ("?causes.c1.stop.note", "a typo", "causes.c1.stop.note", "LABEL-TYPO", "causes.c1"),
        ("?parking_lot", "my fault", "parking_lot.text", "ATTR-FAULT", "parking_lot"),
        ("?risk_acceptances.c1.reason", "a typo", "risk_acceptances.c1.reason", "LABEL-TYPO", None),
        ("title", "my fault", "title", "ATTR-FAULT", "title"),
    ],
)
def test_what_is_typed_is_looked_at_as_the_kind_of_text_it_will_be(
    place, text, address, rule, goes_to
):
    goes_to = goes_to or "risk_acceptances.c1"
    assert hinted({place: text}) == [(address, place, rule, goes_to)]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("+prep.people", "my fault"),
        ("+timeline.known_then", "t1"),
        ("+timeline.paste.turned", "my fault"),
        ("=timeline.t9", "my fault"),
        ("?import.path", "my fault"),
        ("?3 still to do: done all the same?.reason", "my fault"),
        ("causes.c9.statement", "my fault"),
        ("+actions", "Write it down @avos"),
        ("+lessons", "was hard: 'my fault' is what was said"),
    ],
)
def test_what_is_no_sentence_or_gone_or_a_quote_is_not(place, text):
    assert hinted({place: text}) == []


def test_a_line_that_is_edited_counts_in_the_place_of_what_its_field_says():
    typed = typed_in(RECORD, {"=timeline.t1": "14:05 Better words"}, NOW)
    places = record_hints(RECORD, built_in(), typed)
    assert [each.address for each in shown_on("analysis", places)] == ["timeline.t2.text"]


def test_what_is_ignored_or_said_once_stays_so_when_the_line_is_added():
    text = "The root cause was a lock, my fault."
    typed = typed_in(RECORD, {"+lessons": f"was hard: {text}", "+causes": text}, NOW)
    places = [each for each in record_hints(RECORD, built_in(), typed) if each.typed]
    assert [each.hint.rule.id for each in places] == [
        "LABEL-SINGLE-CAUSE",
        "ATTR-FAULT",
        "ATTR-FAULT",
    ]
    assert {each.text for each in places} == {text}
