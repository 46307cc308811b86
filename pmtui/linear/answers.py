"""One field: what is typed becomes its value, or is refused with the reason and kept."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from pmtui.edits import Put
from pmtui.guide import values
from pmtui.guide.context import person
from pmtui.guide.fields import Field
from pmtui.guide.settling import opened_again, settled
from pmtui.linear.prose import Prose
from pmtui.linear.talk import Handler, Talk
from pmtui.model import address
from pmtui.model.errors import PmtuiError, Unclear
from pmtui.model.schema import Slot
from pmtui.model.sign_off import CannotMoveOn, lacks, moving
from pmtui.model.text import clip

LONGEST = 60
"""Characters of a value that is said again."""


def ask_field(talk: Talk, field: Field, prefix: str, where: str) -> None:
    """Ask one field of a page, or of an item whose address is the prefix, until it is settled.

    `where` says which question it is. Raises a `Way` where one goes on elsewhere.
    """
    place = prefix + field.address
    slot = address.slot_at(place)
    talk.begin(f"{field.label} ({place})", place, where)
    own: dict[str, Handler] = {"unknown": lambda _: take(talk, field.label, place, "", keep=False)}
    if slot.shape in ("choice", "yesno") and not slot.many:
        ask_choice(talk, field.label, place, own)
        return
    if slot.shape == "prose" or slot.name in values.SENTENCES:
        Prose(talk, field, place).ask(own)
        return
    if slot.many:
        own["add"] = partial(_add, talk, field.label, place)
    _ask_line(talk, field, place, slot, own)


def _ask_line(talk: Talk, field: Field, place: str, slot: Slot, own: dict[str, Handler]) -> None:
    """Ask a field of one line."""
    several = " Several, with commas between them." if slot.many else ""
    hint = f"{field.hint}.{several}" if field.hint else several.strip()
    if hint:
        talk.say_hint(f"Hint: {hint}" if field.hint else hint)
    talk.say(f"Now: {values.show(talk.session.record, place) or 'not known'}")
    if typed := talk.session.drafts.get(place):
        talk.say(f"Typed before, and not taken: {typed}. Enter alone forgets it.")
    while (text := talk.listen(field.label, own)).strip():
        if take(talk, field.label, place, text):
            return
    talk.session.draft(place, "")


def ask_choice(talk: Talk, label: str, place: str, own: dict[str, Handler]) -> None:
    """Ask a field that has a few values: by number or by word."""
    slot = address.slot_at(place)
    offered = numbered(slot.choices if slot.shape == "choice" else ("yes", "no"))
    talk.say_hint("One of these, by its number or word:")
    for number, choice in offered.items():
        talk.say(f"{number} {choice}", "  ")
    talk.say(f"Now: {values.show(talk.session.record, place) or 'not known'}")
    while text := talk.listen(label, own).strip():
        if take(talk, label, place, offered.get(text, text), keep=False):
            return


def numbered(choices: Sequence[str]) -> dict[str, str]:
    """The choices by the number that is typed for each: its own digit, as of P1, or its place."""
    plain = [each.replace("_", " ") for each in choices]
    digits = {each[-1]: each for each in plain if each[-1].isdigit()}
    first = max(map(int, digits), default=0) + 1
    rest = [each for each in plain if not each[-1].isdigit()]
    return {**digits, **{str(number): each for number, each in enumerate(rest, first)}}


def take(talk: Talk, label: str, place: str, text: str, *, keep: bool = True) -> bool:
    """Make words the value of a field, and say how they were understood.

    False for words that cannot be read: where they are to be kept, they are a draft.
    """
    while (meant := _put(talk, place, text, keep=keep)) is not None:
        if not meant:
            return False
        text = meant
    talk.session.draft(place, "")
    shown = clip(values.show(talk.session.record, place), LONGEST)
    talk.saved(
        f"{label}: {shown or 'not known'}. {opened_again(talk.session.record, place)}".strip()
    )
    return True


def _put(talk: Talk, place: str, text: str, *, keep: bool) -> str | None:
    """Put what words mean; None where that is done.

    Else the words that are meant instead, "" where they cannot be read.
    """
    session = talk.session
    try:
        value = values.parse(session.record, place, text, now=session.now())
        after = settled(session.record, place, value, who=session.who, now=session.now())
        session.seal()
        session.apply(after or _moved_report(talk, place, value) or [(place, value)])
        session.seal()
    except Unclear as question:
        session.draft(place, text)
        talk.say(question.question)
        chosen = talk.choose([meaning for _, meaning in question.choices])
        return question.choices[chosen][0] if isinstance(chosen, int) else chosen
    except PmtuiError as error:
        if keep:
            session.draft(place, text)
        kept = f" What you typed is kept: {clip(text.strip(), LONGEST)}" if keep else ""
        talk.say(f"{error}{kept}")
        return ""
    return None


def _moved_report(talk: Talk, place: str, value: Any) -> list[Put]:
    """What else changes where the report goes to another state, as `pmtui edit` does it.

    Raises a `PmtuiError` with what it lacks, unless the page has a written override; nothing for
    any other field.
    """
    session, record = talk.session, talk.session.record
    if place != "report.status" or value is record.report.status:
        return []
    puts = moving(record, value, by=person(record, session.who), at=session.now())
    missing = () if (record.progress.report.override or "").strip() else lacks(record, value)
    if missing:
        said = " ".join(dict.fromkeys(sentence for _, sentence in missing))
        raise CannotMoveOn(f"{said} To go on without, mark the page as done with a reason: :done")
    return puts


def _add(talk: Talk, label: str, place: str, words: str) -> bool:
    """Add to a list of words."""
    if not words:
        talk.say("Write the words to add after :add, such as :add payments-api.")
        return False
    shown = values.show(talk.session.record, place)
    between = "\n" if "\n" in shown else ", "
    return take(talk, label, place, f"{shown.strip()}{between}{words}" if shown else words)
