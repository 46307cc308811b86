"""Commands that change the record beside the question that is asked."""

from pmtui.conflicts import conflict_on, settled
from pmtui.edits import Taken, deletion
from pmtui.guide.agenda import of_own
from pmtui.guide.done import mark, open_musts, says_why
from pmtui.guide.entry import parse_entry
from pmtui.guide.threads import offers
from pmtui.guide.why import hanging
from pmtui.linear.forms import ask_item
from pmtui.linear.shown import item_line, list_of
from pmtui.linear.talk import Talk
from pmtui.linear.ways import Again
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Mark
from pmtui.said import of_redo, of_undo


def park(talk: Talk, words: str) -> None:
    """Put an idea into the parking lot."""
    if words:
        _add(talk, "parking_lot", words, "Parked: ")
    else:
        talk.say("Write the idea after :park, such as :park Limit the run time of the report")


def thread(talk: Talk, words: str) -> None:
    """Begin another question of the causes; without words, tell those that the record asks for."""
    if words:
        _add(talk, "threads", words, "")
        raise Again
    talk.say("Write the question after :thread, such as :thread detection: How was it unnoticed?")
    for offer in offers(talk.session.record):
        talk.say(f":thread {offer.kind}: {offer.question}", "  ")


def edit(talk: Talk, words: str) -> None:
    """Ask every field of an item, or one of them."""
    if talk.item:
        talk.say(f"{talk.item} is asked here: :out leaves it first.")
        return
    named, _, field = words.partition(" ")
    named, _, below = named.partition(".")
    if (item := _item(talk, named, "edit")) is not None:
        ask_item(talk, item, field.strip() or below)
        raise Again


def remove(talk: Talk, words: str) -> None:
    """Remove an item; where causes hang on it, ask first."""
    if (item := _item(talk, words, "remove")) is None:
        return
    record = talk.session.record
    item_id = item.rpartition(".")[2]
    talk.say(f"{item_id}: {item_line(record, item)}")
    below, heirs = hanging(record, item)
    if below:
        talk.say(f"Causes below it: {', '.join(below)}. They {heirs}. Remove it?")
        if talk.pick(("yes", "no")) != 0:
            talk.say("Nothing is removed.")
            return
    if talk.apply(deletion(record, item), f"{item_id} is removed. :undo brings it back."):
        raise Again


def undo(talk: Talk, _words: str) -> None:
    """Take the last change back."""
    _turned(talk, (taken := talk.session.undo()), of_undo(taken, ":redo"))


def redo(talk: Talk, _words: str) -> None:
    """Bring back what was taken back."""
    _turned(talk, (taken := talk.session.redo()), of_redo(taken))


def take(talk: Talk, _words: str) -> None:
    """Take what somebody else wrote in a field of this page."""
    _settle(talk, theirs=True)


def keep(talk: Talk, _words: str) -> None:
    """Keep what is here, and forget what somebody else wrote."""
    _settle(talk, theirs=False)


def done(talk: Talk, words: str) -> None:
    """Mark the page as done, or take the mark back; an open must asks for a written reason."""
    name, title, session = talk.step.name, talk.step.title, talk.session
    if getattr(session.record.progress, name).done_at is not None:
        talk.apply([(f"progress.{name}", Mark())], f"{title}: the mark is taken back.")
        return
    lacking = open_musts(name, talk.findings())
    if lacking and not says_why(words):
        talk.say(f"{len(lacking)} still to do on {title}: done all the same?")
        for each in lacking:
            talk.say(f"{each.rule}: {each.message}", "  ")
        talk.say("Then write the reason. Enter alone leaves the page open; :missing goes there.")
        words = talk.listen("Reason").strip()
        if not says_why(words):
            talk.say("A written reason is needed. The page is not marked as done.")
            return
    made = mark(session.who, session.now(), words if lacking else "")
    talk.apply([(f"progress.{name}", made)], f"{title} is done.")


def _turned(talk: Talk, taken: Taken | None, said: str) -> None:
    """Say what an undo or redo did; the question is asked again where it did something."""
    if taken is None:
        talk.say(said)
        return
    talk.saved(said)
    raise Again


def _add(talk: Talk, list_address: str, words: str, before: str) -> None:
    """Add an item to a list that is not the one in hand."""
    session = talk.session
    try:
        puts = parse_entry(session.record, list_address, words, now=session.now())
    except PmtuiError as error:
        talk.say(str(error))
        return
    talk.apply(puts, f"{before}{puts[0][0].rpartition('.')[2]} is added.")


def _item(talk: Talk, named: str, word: str) -> str | None:
    """The address of the item that an id names; None, and a sentence, for no item."""
    talk_of_agenda = named[:1] == "B" and of_own(talk.session.record)
    if talk_of_agenda:
        talk.apply(talk_of_agenda, "The usual agenda is written down.")
    if (found := list_of(talk.session.record, named)) is None:
        said = f"There is no {named}. " if named else ""
        talk.say(f"{said}Name an item by its id, such as :{word} t3.")
    return found


def _settle(talk: Talk, *, theirs: bool) -> None:
    record = talk.session.record
    if (found := conflict_on(record, talk.step.name)) is None:
        talk.say("Nobody else changed a field of this page at the same time.")
        return
    said = "Taken. :undo brings back what was here." if theirs else "Kept."
    if talk.apply(settled(record, found, theirs), said):
        raise Again
