"""Commands that tell something and change nothing."""

from pmtui.commands.lines import LINES
from pmtui.linear.aloud import read_item, read_list, read_page
from pmtui.linear.moving import go_to, place_of
from pmtui.linear.talk import Talk
from pmtui.model import address


def help_(talk: Talk, _words: str) -> None:
    """Tell every command, and again what this question wants."""
    if talk.hint:
        talk.say(talk.hint)
    say_commands(talk)


def say_commands(talk: Talk) -> None:
    """Tell every command."""
    talk.say("On a line of their own, at any question:")
    for each in LINES:
        talk.say(f"{each.typed}: {each.help}", "  ")
    talk.say("A line that is to begin with a colon is typed with two: ::so.")


def prompt(talk: Talk, _words: str) -> None:
    """Ask the next question for the room."""
    talk.next_prompt()


def missing(talk: Talk, words: str) -> None:
    """Tell what is missing on this page; go to one of it by its number."""
    here = [each for each in talk.findings() if each.step == talk.step.name]
    if not here:
        talk.say(f"Nothing is missing on {talk.step.title}.")
        return
    said = [f"{each.level} {each.rule}: {each.message}" for each in here]
    if words.isascii() and words.isdecimal() and 1 <= int(words) <= len(here):
        chosen: int | None = int(words) - 1
    else:
        talk.say(f"Missing on {talk.step.title} ({len(here)}). A number goes there, Enter stays:")
        chosen = talk.pick(said)
    if chosen is not None:
        talk.say(said[chosen])
        go_to(here[chosen].step, here[chosen].address)


def show(talk: Talk, words: str) -> None:
    """Read this page, or all of an item or a list."""
    if not words:
        read_page(talk.lines, talk.session.record, talk.step)
    elif (place := place_of(talk, words)) is None:
        talk.say(f"There is nothing named “{words}”. Name an id, such as t3, or a list.")
    elif place in address.list_addresses():
        read_list(talk.lines, talk.session.record, place)
    else:
        read_item(talk.lines, talk.session.record, place)
