"""What is late, due or coming up as plain lines: a sentence for a login, a text for a mail.

Both are empty when there is nothing, so that a login and cron stay quiet.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from pmtui.guide.due import Due
from pmtui.model.text import one_line

Waiting = tuple[str, Due]
"""A postmortem's id and something that is due in it."""

NARROWEST = 40
"""Columns that a text has at least."""

_INDENT = 12
"""Columns before the words: a day and two blanks."""


def sentence(found: Sequence[Waiting], today: date) -> str:
    """One line with its end; empty when there is nothing."""
    if not found:
        return ""
    return f"Postmortems: {_counted(found, today)}. See: pmtui due\n"


def in_full(found: Sequence[Waiting], today: date, width: int) -> str:
    """Everything in lines of at most `width` columns, oldest first; empty when there is nothing.

    Each says what it is, when it was due, who it waits for and where it stands. No line of a user's
    words begins in the first column.
    """
    if not found:
        return ""
    width = max(width, NARROWEST)
    lines = [f"Postmortems on {today}: {_counted(found, today)}."]
    for heading, group in groupby(found, lambda pair: _heading(pair[1], today)):
        lines += ["", heading]
        for ref, due in group:
            lines += _entry(ref, due, today, width)
    return "\n".join(lines) + "\n"


def _counted(found: Iterable[Waiting], today: date) -> str:
    """How many are late and since when the oldest, are due today, and come up."""
    days = [due.on for _, due in found]
    late = [day for day in days if day < today]
    now, ahead = days.count(today), sum(day > today for day in days)
    parts = (
        f"{len(late):,} late (since {min(late)})" if late else "",
        f"{now:,} due today" if now else "",
        f"{ahead:,} coming up" if ahead else "",
    )
    return ", ".join(filter(None, parts))


def _heading(due: Due, today: date) -> str:
    if due.on < today:
        return "LATE"
    return "DUE TODAY" if due.on == today else "COMING UP"


def _entry(ref: str, due: Due, today: date, width: int) -> Iterator[str]:
    """The day and what is due; below it how late, who it waits for, and where it stands."""
    said = f"{due.kind.capitalize()} {_item(due)}".rstrip()
    words = one_line(due.text)
    yield from _folded(f"{due.on}  ", f"{said}: {words}" if words else said, width)
    days = abs((today - due.on).days)
    number = "1 day" if days == 1 else f"{days} days"
    when = f"{number} late" if due.on < today else f"in {number}" if due.on > today else ""
    who = f"waits for {one_line(due.who)}" if due.who else ""
    yield from _folded(" " * _INDENT, "; ".join(filter(None, (when, who, ref))), width)


def _item(due: Due) -> str:
    """The id of the item that it is about, such as a3; nothing for what is still to be planned."""
    parts = due.address.split(".")
    return next((part for part in reversed(parts) if part[1:].isdigit()), "")


def _folded(before: str, words: str, width: int) -> list[str]:
    """Words behind a beginning, in lines of a width; long ids are not cut."""
    return textwrap.wrap(
        words,
        width,
        initial_indent=before,
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
