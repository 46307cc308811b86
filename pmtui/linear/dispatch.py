"""Which command does what, at any question."""

from collections.abc import Callable
from difflib import get_close_matches

from pmtui.commands.lines import LINES
from pmtui.linear import asking, changing, moving, states
from pmtui.linear.clock import clock
from pmtui.linear.talk import Talk

_DOES: dict[str, Callable[[Talk, str], None]] = {
    "help": asking.help_,
    "prompt": asking.prompt,
    "missing": asking.missing,
    "show": asking.show,
    "skip": moving.skip,
    "up": moving.up,
    "out": moving.out,
    "next": moving.next_page,
    "back": moving.page_before,
    "page": moving.page,
    "go": moving.go,
    "more": moving.more,
    "quit": moving.leave,
    "edit": changing.edit,
    "remove": changing.remove,
    "thread": changing.thread,
    "park": changing.park,
    "undo": changing.undo,
    "redo": changing.redo,
    "take": changing.take,
    "keep": changing.keep,
    "done": changing.done,
    "clock": clock,
    "state": states.state,
}
"""The others are for questions of one kind, which do them themselves."""


def carry_out(talk: Talk, word: str, rest: str) -> None:
    """Do what a command says. Raises a `Way` where it leads elsewhere."""
    if (do := _DOES.get(word)) is not None:
        do(talk, rest)
        return
    known = [each.word for each in LINES]
    if word in known:
        talk.say(f":{word} answers no question of this kind.")
        return
    near = get_close_matches(word, known, n=1)
    hint = f" Did you mean :{near[0]}?" if near else " ? tells what there is."
    talk.say(f"There is no :{word}.{hint} A line that is to begin with a colon is typed ::{word}")
