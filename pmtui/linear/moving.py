"""Commands that lead to another question or page."""

from pmtui.guide.fields import PAGES, Field, on_page, page_of
from pmtui.guide.steps import STEPS, Step, find_step
from pmtui.linear.shown import list_of
from pmtui.linear.talk import Talk
from pmtui.linear.ways import Go, Leave, Out, Skip, Up
from pmtui.model import address
from pmtui.model.errors import UnknownField


def skip(_talk: Talk, _words: str) -> None:
    """Go on to the next question."""
    raise Skip


def up(_talk: Talk, _words: str) -> None:
    """Go back to the question before."""
    raise Up


def out(_talk: Talk, _words: str) -> None:
    """Go out of an item, or to the end of the page."""
    raise Out


def leave(_talk: Talk, _words: str) -> None:
    """Leave; everything is saved."""
    raise Leave


def next_page(talk: Talk, _words: str) -> None:
    """Turn to the next page."""
    raise Go(_beside(talk, 1).name)


def page_before(talk: Talk, _words: str) -> None:
    """Turn to the page before."""
    raise Go(_beside(talk, -1).name)


def page(talk: Talk, words: str) -> None:
    """Turn to a page by its number or the start of its name."""
    if (step := find_step(words)) is None:
        names = ", ".join(f"{each.number} {each.title}" for each in STEPS)
        talk.say(f"Name one page of: {names}.")
    else:
        raise Go(step.name)


def more(talk: Talk, _words: str) -> None:
    """Ask the fields of this page that are needed less often, too, or no longer."""
    talk.more ^= {talk.step.name}
    asked = "are asked, too" if talk.step.name in talk.more else "are not asked any more"
    talk.say(f"The fields of {talk.step.title} that are needed less often {asked}.")


def go(talk: Talk, words: str) -> None:
    """Go to a question by its label, its address, or the id of an item."""
    if (place := place_of(talk, words)) is None:
        talk.say(f"There is no question “{words}”. Name its label, its FIELD, or an id such as t3.")
        return
    go_to(talk.step.name, place)


def go_to(page: str, place: str) -> None:
    """Go to a field, list or item: on a page if that shows it, else on the first that does."""
    where = place.removeprefix("+")
    raise Go(page if on_page(page, where) else page_of(where) or page, where)


def place_of(talk: Talk, words: str) -> str | None:
    """The address that words name: an address, an id, or a label of this page, else of another."""
    record = talk.session.record
    if not words:
        return None
    if (item := list_of(record, words)) is not None:
        return item
    try:
        address.slot_at(words)
        return words
    except UnknownField:
        pass
    wanted = words.casefold().rstrip("?")
    for name in (talk.step.name, *PAGES):
        for part in PAGES[name]:
            label = part.label if isinstance(part, Field) else part.title
            if label.casefold().rstrip("?") == wanted:
                return part.address
    return None


def _beside(talk: Talk, by: int) -> Step:
    return STEPS[(talk.step.number - 1 + by) % len(STEPS)]
