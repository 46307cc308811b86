"""What becomes of parked ideas: each decision is whole, or refused with a sentence."""

import pytest

from pmtui.edits import deletion, put_all
from pmtui.model.commitments import Action, Idea
from pmtui.model.errors import PmtuiError
from pmtui.model.ideas import (
    dead_end,
    decision,
    decline,
    merger,
    mergers,
    promotion,
    refuse_dead_end,
    reopening,
)
from pmtui.model.kinds import ActionStatus, IdeaStatus
from pmtui.model.postmortem import Postmortem

RECORD = Postmortem(
    id="x",
    parking_lot=(Idea(id="i1", text="Limit it"), Idea(id="i2", text="Drop it"), Idea(id="i3")),
    actions=(Action(id="a4", title="Cap it"),),
)


def states(record):
    return [(idea.status, idea.to, idea.reason) for idea in record.parking_lot]


def test_a_promoted_idea_is_a_recommendation_with_its_words():
    after = put_all(RECORD, promotion(RECORD, "i1"))
    assert after.actions[1] == Action(id="a5", title="Limit it")
    assert states(after)[0] == ("promoted", "a5", None)
    with pytest.raises(PmtuiError, match=r"promoted \(a5\) already"):
        decline(after, "i1", "no")
    with pytest.raises(PmtuiError, match="no words"):
        promotion(RECORD, "i3")


def test_an_idea_is_declined_with_a_reason_only():
    assert states(put_all(RECORD, decline(RECORD, "i2", " dear ")))[1] == ("declined", None, "dear")
    with pytest.raises(PmtuiError, match="Say why"):
        decline(RECORD, "i2", "  ")


def test_ideas_are_merged_but_never_in_a_circle():
    first = put_all(RECORD, merger(RECORD, "i1", "i2"))
    assert states(first)[0] == ("merged", "i2", None)
    assert mergers(first, "i2") == ("a4", "i3")
    for wrong in ("i2", "i1", "a9", "c1"):
        with pytest.raises(PmtuiError, match="Name one, such as a3"):
            merger(first, "i2", wrong)
    assert states(put_all(first, merger(first, "i2", "a4")))[1] == ("merged", "a4", None)


def test_what_an_idea_leads_to_is_refused_where_nothing_comes_of_it():
    gone = put_all(RECORD, [("actions.a4.status", ActionStatus.DECLINED)])
    into = put_all(RECORD, merger(RECORD, "i1", "i2"))
    promoted = put_all(RECORD, promotion(RECORD, "i1"))
    for record, idea, to, why in (
        (RECORD, "i1", "i1", "merged in a circle: i1 → i1"),
        (into, "i2", "i1", "merged in a circle: i2 → i1 → i2"),
        (promoted, "i1", "i1", "promoted to i1, which is an idea"),
        (promoted, "i1", "i2", "promoted to i2, which is an idea"),
        (gone, "i1", "a4", "merged into a4, which is declined"),
    ):
        with pytest.raises(PmtuiError, match=why):
            refuse_dead_end(record, idea, to)
    assert mergers(gone, "i1") == ("i2", "i3")
    ready = put_all(gone, [("parking_lot.i1.to", "a4")])
    with pytest.raises(PmtuiError, match="a4, which is declined"):
        decision(ready, "i1", IdeaStatus.PROMOTED)
    for record, idea, to in ((RECORD, "i1", "i2"), (into, "i2", "a4"), (promoted, "i1", None)):
        refuse_dead_end(record, idea, to)


def test_an_idea_that_leads_into_a_circle_of_others_leads_nowhere():
    changes = {"i1": "i2", "i2": "i3", "i3": "i2"}
    record = put_all(
        RECORD,
        [
            put
            for each, to in changes.items()
            for put in (
                (f"parking_lot.{each}.status", IdeaStatus.MERGED),
                (f"parking_lot.{each}.to", to),
            )
        ],
    )
    assert [dead_end(record, idea) for idea in record.parking_lot] == [
        "merged in a circle: i1 → i2 → i3 → i2",
        "merged in a circle: i2 → i3 → i2",
        "merged in a circle: i3 → i2 → i3",
    ]


def test_an_idea_opened_again_leaves_what_it_became():
    after = put_all(RECORD, promotion(RECORD, "i1"))
    again = put_all(after, reopening(after, "i1"))
    assert states(again) == states(RECORD)
    assert again.actions == after.actions
    with pytest.raises(PmtuiError, match="open already"):
        reopening(again, "i1")


def test_what_an_idea_became_is_deleted_and_the_idea_is_open_again():
    after = put_all(RECORD, merger(RECORD, "i1", "i2"))
    after = put_all(after, promotion(after, "i2"))
    gone = put_all(after, deletion(after, "actions.a5"))
    assert states(gone)[:2] == [("merged", "i2", None), ("open", None, None)]
    gone = put_all(gone, deletion(gone, "parking_lot.i2"))
    assert states(gone)[0] == ("open", None, None)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(IdeaStatus.DECLINED, "parking_lot.i2.reason first"), (IdeaStatus.MERGED, "i2.to")],
)
def test_a_status_that_lacks_something_says_which_field_to_set(status, sentence):
    with pytest.raises(PmtuiError, match=sentence):
        decision(RECORD, "i2", status)


def test_a_status_alone_is_enough_where_the_fields_are_set():
    ready = put_all(RECORD, [("parking_lot.i1.to", "a4"), ("parking_lot.i2.reason", "dear")])
    for idea, status, then in [
        ("i1", IdeaStatus.PROMOTED, ("promoted", "a4", None)),
        ("i1", IdeaStatus.MERGED, ("merged", "a4", None)),
        ("i2", IdeaStatus.DECLINED, ("declined", None, "dear")),
        ("i2", IdeaStatus.PROMOTED, ("promoted", "a5", None)),
    ]:
        after = put_all(ready, decision(ready, idea, status))
        assert states(after)[int(idea[1]) - 1] == then
        assert put_all(after, decision(after, idea, status)) == after
        assert put_all(after, decision(after, idea, IdeaStatus.OPEN)).parking_lot[2] == Idea(
            id="i3"
        )
