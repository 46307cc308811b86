"""The meeting clock in words: started, paused, and given more minutes by a line."""

from collections.abc import Sequence

from pmtui.edits import Put
from pmtui.guide import meeting
from pmtui.linear.talk import Talk


def clock(talk: Talk, words: str) -> None:
    """Start the clock or go on; while it runs, say it, pause it, or move minutes to its block."""
    session = talk.session
    now = meeting.where(session.record, session.now())
    if not now.running:
        began = "goes on" if now.began else "runs, and follows the pages"
        puts = meeting.start(session.record, talk.step.name, session.now(), session.who)
        _happened(talk, puts, f"The clock {began}.")
    elif words == "pause":
        puts = meeting.pause(session.record, session.now(), session.who)
        _happened(talk, puts, "The clock is paused. :clock goes on.")
    elif words == "more":
        _more(talk)
    else:
        talk.say(f"Clock: {meeting.words(now)[0]}. :clock pause, or :clock more.")


def _more(talk: Talk) -> None:
    """Move minutes to the block that the meeting is in, as a step of undo."""
    record, at = talk.session.record, talk.session.now()
    now = meeting.where(record, at)
    source = meeting.giver(now)
    if now.block is None or source is None:
        talk.say(f"No other block has {meeting.STEP} minutes left that could be taken.")
        return
    taken = f"{meeting.STEP} min more, taken from {source.block.name}"
    talk.apply(meeting.more(record, at), f"{now.block.block.name} has {taken}.")


def _happened(talk: Talk, puts: Sequence[Put], said: str) -> None:
    """Change the record, which undo does not take back: it happened."""
    talk.session.apply(puts, to_undo=False)
    talk.saved(said)
