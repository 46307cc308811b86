"""Opening a postmortem in plain lines."""

from contextlib import suppress
from typing import IO, BinaryIO

from pmtui.linear.aloud import read_pages
from pmtui.linear.asking import say_commands
from pmtui.linear.dispatch import carry_out
from pmtui.linear.plain import Ended, PlainLines
from pmtui.linear.stopping import Signals, Stopped
from pmtui.linear.talk import Talk
from pmtui.linear.walk import lead
from pmtui.model.errors import PmtuiError
from pmtui.said import of_return
from pmtui.session import Session
from pmtui.store.library import Library


class NotSaved(PmtuiError):
    """What was typed could not be put on the disk before the end."""

    exit_code = 5


def run(
    library: Library,
    record_id: str,
    page: str | None,
    read_only: bool,
    source: BinaryIO,
    sink: IO[str],
) -> int:
    """Ask field by field, or read the pages aloud; the exit code.

    Raises `NotSaved`, and whatever a record that cannot be loaded raises.
    """
    signals = Signals()
    lines = PlainLines(source, sink, signals)
    session = Session(library, library.load(record_id), read_only=read_only)
    with signals.watched():
        try:
            if not session.read_only:
                return _ask(session, lines, page)
            if not read_only:
                lines.say("A newer pmtui wrote this: it is open to read only.")
            read_pages(lines, session.record, page)
        except Stopped as stopped:
            return stopped.exit_code
        return 0


def _ask(session: Session, lines: PlainLines, page: str | None) -> int:
    """Ask until one leaves; whatever ends it, what was typed is kept."""
    found = session.recover()
    first, place = (page, "") if page else session.begin_at()
    talk, code = Talk(session, lines, carry_out), 0
    talk.keeper.start()
    try:
        _greet(talk)
        if found is not None:
            talk.saved(of_return(found, ":undo"))
        lead(talk, first, place)
    except Ended:
        pass
    except Stopped as stopped:
        code = stopped.exit_code
        with suppress(OSError):  # the terminal may be gone
            lines.say()
    finally:
        talk.keeper.stop()
        session.close()
    return _farewell(talk, code)


def _greet(talk: Talk) -> None:
    record = talk.session.record
    severity = record.severity.final or record.severity.peak
    talk.say(f"{record.title or record.id}{f', {severity}' if severity else ''}.")
    talk.say("Each answer is saved at once. Enter alone keeps what is there.")
    say_commands(talk)


def _farewell(talk: Talk, code: int) -> int:
    """Say that all is saved. Raises `NotSaved` where it is not."""
    name, trouble = talk.session.record.id, talk.keeper.trouble
    if trouble:
        raise NotSaved(f"Not saved: {trouble} The next pmtui open {name} brings back what it can.")
    if code == 0:
        kept = " What was typed and not taken is kept, too." if talk.session.drafts else ""
        talk.say(f"Everything is saved.{kept} Go on with: pmtui open {name} --linear")
    return code
