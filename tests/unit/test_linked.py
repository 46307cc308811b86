"""Links between postmortems are kept in both records: two files, of which one may fail."""

from dataclasses import replace

import pytest

from pmtui.guide.recurrence.earlier import Match
from pmtui.guide.recurrence.judging import accepting, judged, rejecting, waiting
from pmtui.linked import news, tell
from pmtui.model.kinds import Relation
from pmtui.model.publication import RecurrenceLink
from pmtui.model.recurrence import has_back, noted_action, related, turned
from pmtui.session import Session
from pmtui.store.errors import Unavailable
from pmtui.store.folder import FolderLibrary
from tests.unit.whole_record import LIBRARY, put

HERE = next(each for each in LIBRARY if each.id.startswith("2026-09-15"))
THERE = next(each for each in LIBRARY if each.id.startswith("2026-07-11"))
MATCH = Match(THERE.id, "causes.c6", "…", 0.6, ("by hand",), theirs="c6", ours="c7")


@pytest.fixture
def library(tmp_path):
    library = FolderLibrary(tmp_path / "library")
    for each in (HERE, THERE):
        library.create(each)
    return library


def links(record, relation=None):
    return [
        each
        for each in record.follow_up.recurrence_links
        if each.there and relation in (None, each.relation)
    ]


def linked():
    return put(HERE, dict(accepting(HERE, THERE, MATCH)))


def told(library, before, after):
    library.change(HERE.id, lambda _: after)
    return [tell(library, each) for each in news(before, after)]


def test_the_link_and_the_open_action_are_in_both_records(library):
    after = linked()
    assert told(library, HERE, after) == ["", ""]
    same, still_open = links(after)
    assert (same.relation, same.causes, same.there) == (Relation.SHARES_CAUSE, ("c7",), ("c6",))
    assert still_open.relation is Relation.ACTION_OPEN_AT_TIME
    assert still_open.note.startswith("action a1 there was accepted: Move the settlement report")
    there = library.load(THERE.id).record
    back, open_here = links(there)
    assert (back.to, back.causes, back.there) == (HERE.id, ("c6",), ("c7",))
    assert open_here.note.startswith("action a1 here was accepted: Move the settlement report")
    assert noted_action(open_here).here
    assert not noted_action(still_open).here
    assert all(has_back(there, each, after) for each in links(after))
    assert all(has_back(after, each, there) for each in links(there))
    assert turned(turned(same, HERE.id), THERE.id) == same


def test_being_told_twice_changes_nothing(library):
    after = linked()
    told(library, HERE, after)
    once = library.load(THERE.id)
    told(library, HERE, after)
    assert library.load(THERE.id).revision == once.revision


def test_a_link_that_is_gone_goes_there_and_nothing_else_does(library):
    before = library.load(THERE.id).record
    after = linked()
    told(library, HERE, after)
    told(library, after, HERE)
    assert replace(library.load(THERE.id).record, retired=()) == replace(before, retired=())


def test_what_a_note_says_is_each_side_s_own(library):
    after = linked()
    told(library, HERE, after)
    link = links(after)[0]
    noted = put(after, {f"follow_up.recurrence_links.{link.id}.note": "as in July"})
    assert news(after, noted) == []


def test_another_cause_is_remembered_here_alone(library):
    after = put(HERE, dict(rejecting(HERE, MATCH)))
    assert news(HERE, after) == []
    assert waiting(HERE, [MATCH]) == [MATCH]
    assert waiting(after, [MATCH]) == []
    assert judged(after, MATCH)[0].relation is Relation.UNRELATED
    other = replace(MATCH, theirs="c5", address="causes.c5")
    assert waiting(after, [other]) == [other]
    assert related(after) == related(HERE)


def test_it_is_told_by_its_reference_and_answers_by_it(library):
    link = RecurrenceLink(id="r9", to=THERE.reference, relation=Relation.SAME_TRIGGER)
    after = put(HERE, {"follow_up.recurrence_links.r9": link})
    assert told(library, HERE, after) == [""]
    (back,) = [
        each
        for each in library.load(THERE.id).record.follow_up.recurrence_links
        if each.to == HERE.id
    ]
    by_hand = put(
        THERE, {f"follow_up.recurrence_links.{back.id}": replace(back, to=HERE.reference)}
    )
    library.change(THERE.id, lambda _: by_hand)
    assert told(library, HERE, after) == [""]
    assert library.load(THERE.id).record == by_hand


@pytest.mark.parametrize(
    "to", ["INC-1999", "2020-01-01-nowhere", HERE.id, HERE.reference, "", "../x"]
)
def test_what_is_no_other_postmortem_here_is_not_told(library, to):
    link = RecurrenceLink(id="r9", to=to, relation=Relation.SAME_TRIGGER)
    assert set(told(library, HERE, put(HERE, {"follow_up.recurrence_links.r9": link}))) <= {""}


def test_a_cause_that_is_gone_there_is_left_out(library):
    from pmtui.edits import deletion, put_all

    library.change(THERE.id, lambda record: put_all(record, deletion(record, "causes.c6")))
    after = linked()
    assert told(library, HERE, after) == ["", ""]
    there = library.load(THERE.id).record
    assert {each.causes for each in links(there)} == {()}
    assert all(has_back(there, each, after) for each in links(after))
    told(library, after, HERE)
    assert links(library.load(THERE.id).record) == []


def test_a_file_that_cannot_be_read_or_written_is_said_and_told_later(library, monkeypatch):
    path = library.folder / "2026" / f"{THERE.id}.json"
    whole, after = path.read_bytes(), linked()
    path.write_bytes(b"{")
    first = told(library, HERE, after)
    assert [each.startswith(f"{THERE.id} does not have the link") for each in first] == [True, True]
    assert links(library.load(HERE.id).record) == links(after)
    path.write_bytes(whole)

    def refuse(*_):
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(FolderLibrary, "_write", refuse)
        (said, _) = [tell(library, each) for each in news(HERE, after)]
        assert said.endswith("The disk is full.")
    assert not has_back(library.load(THERE.id).record, links(after)[0], after)
    assert [tell(library, each) for each in news(HERE, after)] == ["", ""]
    assert has_back(library.load(THERE.id).record, links(after)[0], after)


def test_without_a_time_or_the_other_record_the_link_is_all_there_is():
    undated = replace(HERE, milestones=type(HERE.milestones)())
    for record, other in ((undated, THERE), (HERE, None)):
        (puts,) = accepting(record, other, MATCH)
        assert puts[1].relation is Relation.SHARES_CAUSE


def test_one_who_has_the_other_open_gets_the_link_and_keeps_what_was_typed(library):
    session = Session(library, library.load(THERE.id))
    session.put("title", "A title that is being typed")
    after = linked()
    told(library, HERE, after)
    session.save()
    session.take_over()
    assert session.record.title == "A title that is being typed"
    assert [each.causes for each in links(session.record)] == [("c6",), ("c6",)]
    assert library.load(THERE.id).record == session.record
    session.undo()
    assert links(session.record)
    session.close()
