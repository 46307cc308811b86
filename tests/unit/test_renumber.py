"""Two new items of one id: one gets another, and what names it follows."""

import pytest

from pmtui.edits import put_all
from pmtui.model import address
from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance, Step
from pmtui.model.conflict import Conflict
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Mark, Postmortem, Progress
from pmtui.model.publication import Adjustment, RecurrenceLink, Review
from pmtui.model.references import references
from pmtui.model.schema import slots
from pmtui.model.story import Event
from tests.unit.merging import EMPTY, EXAMPLE, merge, put
from tests.unit.random_edits import TARGETS

NEW = {
    "p": ("prep.people", Participant, "name"),
    "e": ("prep.evidence", Evidence, "title"),
    "c": ("causes", Cause, "statement"),
    "w": ("threads", Thread, "question"),
    "a": ("actions", Action, "title"),
    "l": ("lessons", Lesson, "text"),
    "k": ("risk_acceptances", RiskAcceptance, "statement"),
    "t": ("timeline", Event, "text"),
}
"""First letter of an id → its list, what an item of it is, and a field for words."""

NAMING = [
    ("c2", "causes.c9", Cause(id="c9", parents=("c1", "c2")), "parents", ("c1", "c10")),
    ("e2", "causes.c9", Cause(id="c9", evidence=("e2",)), "evidence", ("e3",)),
    ("e2", "causes.c9", Cause(id="c9", stop=Stop(ref="e2")), "stop.ref", "e3"),
    ("k2", "causes.c9", Cause(id="c9", stop=Stop(ref="k2")), "stop.ref", "k3"),
    ("w2", "causes.c9", Cause(id="c9", thread="w2"), "thread", "w3"),
    ("c2", "causes.c9", Cause(id="c9", stop=Stop(ref="c2")), "stop.ref", "c2"),
    ("c2", "causes.c9", Cause(id="c9", statement="c2"), "statement", "c2"),
    ("c2", "causes.c9", Cause(id="c9", tags=("c2",)), "tags", ("c2",)),
    ("c2", "threads.w9", Thread(id="w9", root="c2"), "root", "c3"),
    ("e2", "timeline.t9", Event(id="t9", evidence=("e2",)), "evidence", ("e3",)),
    ("a2", "parking_lot.i9", Idea(id="i9", to="a2"), "to", "a3"),
    ("a2", "actions.a9", Action(id="a9", depends_on=("a2",)), "depends_on", ("a10",)),
    ("l2", "actions.a9", Action(id="a9", lesson="l2"), "lesson", "l3"),
    ("p2", "actions.a9", Action(id="a9", owner="p2"), "owner", "p3"),
    ("p2", "actions.a9", Action(id="a9", history=(Step(by="p2", before="p2"),)), "history",
     (Step(by="p3", before="p2"),)),
    ("c2", "risk_acceptances.k9", RiskAcceptance(id="k9", causes=("c2",)), "causes", ("c3",)),
    ("p2", "follow_up.reviews.v9", Review(id="v9", present=("Ann", "p2")), "present",
     ("Ann", "p3")),
    ("a2", "follow_up.adjustments.j9", Adjustment(id="j9", action="a2"), "action", "a3"),
    ("c2", "follow_up.recurrence_links.r9", RecurrenceLink(id="r9", to="c2"), "to", "c2"),
    ("p2", "progress", Progress(impact=Mark(by="p2")), "impact.by", "p3"),
    ("p2", "prep.owner", "p2", "", "p3"),
    ("t2", "conflicts.y9", Conflict(id="y9", field="timeline.t2.text"), "field",
     "timeline.t3.text"),
    ("t2", "conflicts.y9", Conflict(id="y9", field="timeline.t2"), "field", "timeline.t3"),
    ("c2", "conflicts.y9", Conflict(id="y9", field="threads.w1.root", value='"c2"'), "value",
     '"c3"'),
    ("c2", "conflicts.y9", Conflict(id="y9", field="title", value='"c2"'), "value", '"c2"'),
]  # fmt: skip
"""An id that both gave to something new, what mine adds that names it, where, and what it says
after the merge, in which the next free id is mine's."""


@pytest.mark.parametrize(("taken", "where", "value", "field", "said"), NAMING)
def test_what_names_a_renumbered_item_follows(taken, where, value, field, said):
    parent, cls, words = NEW[taken[0]]
    base = put_all(EMPTY, [(f"{parent}.{taken[0]}1", cls(id=f"{taken[0]}1"))])
    new = [(f"{parent}.{taken}", cls(id=taken, **{words: whose})) for whose in ("mine", "theirs")]
    mine, theirs = put_all(base, [new[0], (where, value)]), put_all(base, [new[1]])
    done = merge(base, mine, theirs)
    assert address.get(done.record, f"{parent}.{taken}.{words}") == "theirs"
    assert address.get(done.record, f"{parent}.{done.renamed[taken]}.{words}") == "mine"
    assert address.get(done.record, f"{where}.{field}".rstrip(".")) == said


def test_every_field_that_names_something_is_known():
    every = {item for parent in address.list_addresses() for item in [address.slot_at(parent).part]}
    fields = [slot for cls in [Postmortem, Preparation, *every] for slot in slots(cls).values()]
    assert {slot.mark for slot in fields} == {"", *TARGETS, "zone", "record", "address"}
    assert {each[1] for each in references(EXAMPLE)} >= {"p1", "e1", "c1", "w1", "a2", "k1"}


def test_new_items_that_are_alike_are_one():
    new = (Cause(id="c1", statement="same"), Cause(id="c2", parents=("c1",)))
    mine, theirs = put(EMPTY, causes=new), put(EMPTY, causes=new, title="T")
    done = merge(EMPTY, mine, theirs)
    assert (done.record.causes, done.renamed) == (new, {})


def test_items_that_are_alike_but_name_different_ones_are_two():
    def side(statement):
        causes = (Cause(id="c1", parents=("c2",)), Cause(id="c2", statement=statement))
        return put(EMPTY, causes=causes)

    done = merge(EMPTY, side("mine"), side("theirs"))
    assert {each.id: each.parents for each in done.record.causes} == {
        "c1": ("c2",),
        "c2": (),
        "c3": (),
        done.renamed["c1"]: (done.renamed["c2"],),
    } | {done.renamed["c2"]: ()}
    assert len(done.record.causes) == 4


def test_an_id_that_the_other_side_used_and_gave_up_is_not_used_again():
    base = put(EMPTY, timeline__t1=Event(id="t1"))
    theirs = put(put(base, timeline__t2=Event(id="t2", text="typo")), timeline__t2=None)
    mine = put(base, timeline__t2=Event(id="t2", text="mine"))
    done = merge(base, mine, theirs)
    assert done.renamed == {"t2": "t3"}
    assert [each.id for each in done.record.timeline] == ["t1", "t3"]


def test_a_new_number_is_free_on_both_sides():
    base = put(EMPTY, timeline__t1=Event(id="t1"))
    events = [Event(id=f"t{number}", text=f"theirs {number}") for number in (2, 3)]
    theirs = put(base, timeline__t2=events[0], timeline__t3=events[1])
    done = merge(base, put(base, timeline__t2=Event(id="t2", text="mine")), theirs)
    assert done.renamed == {"t2": "t4"}
    assert [each.text for each in done.record.timeline] == [None, "theirs 2", "theirs 3", "mine"]
