"""What each field of the record holds."""

from collections import Counter
from typing import Any

from pmtui.model import address
from pmtui.model.commitments import Action
from pmtui.model.harm import Measure, Objective
from pmtui.model.people import Meeting
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import slots
from pmtui.model.story import Event, Milestones


def parts(cls: type[Any] = Postmortem) -> set[type[Any]]:
    found = {cls}
    for slot in slots(cls).values():
        if slot.shape == "part":
            found |= parts(slot.part)
    return found


def test_shapes() -> None:
    assert slots(Postmortem)["title"].shape == "text"
    assert slots(Postmortem)["notes"].shape == "prose"
    assert slots(Postmortem)["timeline"].items
    assert slots(Postmortem)["impact"].shape == "part"
    assert not slots(Postmortem)["impact"].items
    assert slots(Milestones)["impact_start"].shape == "moment"
    assert slots(Meeting)["minutes"].shape == "whole"
    assert slots(Meeting)["start"].shape == "instant"
    assert slots(Objective)["target"].shape == "number"
    assert slots(Measure)["value"].shape == "number"
    assert slots(Action)["due"].shape == "date"
    assert slots(Action)["owner_confirmed"].shape == "yesno"
    assert slots(Event)["kind"].shape == "choice"
    assert slots(Event)["kind"].choices[0] == "latent"


def test_marks_say_what_a_text_stands_for() -> None:
    assert slots(Action)["owner"].mark == "person"
    assert slots(Action)["causes"].mark == "cause"
    assert slots(Event)["evidence"].mark == "evidence"
    assert slots(Postmortem)["display_timezones"].mark == "zone"
    assert slots(Action)["detail"].mark == ""


def test_optional_and_many() -> None:
    assert slots(Action)["title"].optional
    assert not slots(Action)["status"].optional
    assert slots(Action)["causes"].many
    assert not slots(Action)["history"].items


def test_every_list_of_items_has_a_prefix_of_its_own() -> None:
    prefixes = Counter(address.slot_at(where).part.PREFIX for where in address.list_addresses())
    assert set(prefixes.values()) == {1}
    assert all(len(prefix) == 1 for prefix in prefixes)


def test_what_is_not_known_is_none() -> None:
    """No scalar of a new part is filled, but for states that everything starts in."""
    filled = {
        f"{cls.__name__}.{name}"
        for cls in parts()
        for name, slot in slots(cls).items()
        if not slot.many and slot.shape != "part" and not slot.optional and name != "id"
    }
    assert filled == {
        "Postmortem.schema_version",
        "Postmortem.kind",
        "Event.precision",
        "Moment.precision",
        "Idea.status",
        "Action.status",
        "Report.status",
        "Report.version",
        "Signoff.state",
    } - ({"Moment.precision"} if not any(cls.__name__ == "Moment" for cls in parts()) else set())
