"""The way through the pages, question by question."""

from pmtui.guide.fields import PAGES, Items, Part
from pmtui.guide.state import nudges_on, state_of
from pmtui.guide.steps import STEPS
from pmtui.linear.answers import ask_field
from pmtui.linear.entries import Entries, Moved
from pmtui.linear.follow_up import Effects, ReviewEntries
from pmtui.linear.forms import ask_item
from pmtui.linear.shown import item_line
from pmtui.linear.talk import Talk
from pmtui.linear.timeline import TimelineEntries
from pmtui.linear.ways import Again, Answered, Go, Leave, Out, Skip, Up
from pmtui.linear.why import CauseEntries
from pmtui.model import address

_ASKED = {
    "timeline": TimelineEntries,
    "causes": CauseEntries,
    "follow_up.reviews": ReviewEntries,
}
"""The lists that are asked in a way of their own."""


def lead(talk: Talk, page: str, place: str = "") -> None:
    """Lead through the pages, from a page and a place on it, until one leaves."""
    turned = ""
    while True:
        try:
            if page != turned:
                talk.turn(page)
            turned = page
            _ask_page(talk, place)
            if page == STEPS[-1].name:
                return
            page, place = STEPS[talk.step.number].name, ""
        except Go as way:
            turned = "" if not way.place else turned
            page, place = way.page, way.place
        except Leave:
            return


def _ask_page(talk: Talk, place: str) -> None:
    """Ask the questions of the page from a place on, then what is to become of it."""
    number = _number_of(talk, place)
    if number is not None:
        _ask_in(talk, place)
    elif place:
        talk.say(f"{place} is asked on no page. See: pmtui show --json, pmtui edit")
    number = number or 0
    while True:
        parts = _parts(talk)
        number = min(number, len(parts))
        where = f"Question {number + 1} of {len(parts)}"
        try:
            if number == len(parts):
                _end(talk)
                return
            _ask_part(talk, parts[number], where)
        except Again:
            continue
        except Up:
            number = max(number - 1, 0)
            continue
        except Out:
            number = len(parts)
            continue
        except (Answered, Skip):
            if number == len(parts):
                return
        number += 1


def _parts(talk: Talk) -> list[Part]:
    """The fields and lists of the page that are asked; those needed less often come last."""
    parts = PAGES[talk.step.name]
    behind = [part for part in parts if not part.front and talk.step.name in talk.more]
    return [*(part for part in parts if part.front), *behind]


def _number_of(talk: Talk, place: str) -> int | None:
    """The number of the question that shows a place, counted from 0; None for none."""
    where = place.lstrip("+")
    for part in PAGES[talk.step.name] if where else ():
        if f"{where}.".startswith(f"{part.address}."):
            if not part.front:
                talk.more.add(talk.step.name)
            return _parts(talk).index(part)
    return None


def _ask_in(talk: Talk, place: str) -> None:
    """Where a place is a field of an item, ask that first; where it is an item, say it."""
    for parent in address.list_addresses():
        rest = place.removeprefix(f"{parent}.")
        item_id, _, field = rest.partition(".")
        item = f"{parent}.{item_id}"
        if rest == place or address.get_item(talk.session.record, item) is None:
            continue
        if field:
            ask_item(talk, item, field)
        else:
            talk.say(f"{item_id}: {item_line(talk.session.record, item)}")


def _ask_part(talk: Talk, part: Part, where: str) -> None:
    """Ask a field or a list."""
    if not isinstance(part, Items):
        ask_field(talk, part, "", where)
    elif part.address == "actions" and talk.step.name != "recommendations":
        (Effects if talk.step.name == "follow_up" else Moved)(talk, part).ask(where)
    else:
        _ASKED.get(part.address, Entries)(talk, part).ask(where)


def _end(talk: Talk) -> None:
    """Say what the page still lacks; Enter goes on."""
    step, found = talk.step, talk.findings()
    talk.begin(f"End of {step.title}.", "", "The questions are through")
    state = state_of(talk.session.record, step.name, found)
    told = {"done": "It is marked as done.", "empty": "It is empty yet."}.get(state, f"{state}.")
    nudges = nudges_on(step.name, found)
    if nudges or "to do" in state:
        told += f" {nudges} more could be better." if nudges else ""
        told += " :missing tells them."
    talk.say(told)
    if state != "done":
        talk.say(":done marks the page as done.")
    behind = sum(not part.front for part in PAGES[step.name])
    if behind and step.name not in talk.more:
        talk.say(f":more asks {behind} more that are needed less often.")
    last = step.number == len(STEPS)
    talk.say(
        "Enter leaves."
        if last
        else f"Enter goes on to page {step.number + 1}, {STEPS[step.number].title}."
    )
    while talk.listen("Go on").strip():
        talk.say("Here is nothing to answer: Enter goes on, ? tells the commands.")
