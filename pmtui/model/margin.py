"""How far an approximate time may be off: ``~14:05 ±10`` says by ten minutes."""

import re
from datetime import timedelta

from pmtui.model.kinds import Precision
from pmtui.model.types import Moment

USUAL = timedelta(minutes=5)
"""How far "about 14:05" may be off where nobody said: people round to five minutes."""

_SIGN = r"\s*(?:±|\+/-|\+-)\s?(\d{1,3})(?:\s?(?:min(?:utes?)?|m))?(?![\w.:%])"
MARGIN = re.compile(rf"{_SIGN}$")
"""The margin in minutes at the end of a time."""

MARGIN_START = re.compile(_SIGN)
"""The same before the words that follow a time."""


def margin(moment: Moment) -> timedelta:
    """How far the moment may be off, either way: nothing for an exact one.

    The minutes are those typed with the time, else `USUAL`.
    """
    if moment.precision is not Precision.APPROX:
        return timedelta()
    said = _said(moment)
    return USUAL if said is None else timedelta(minutes=said)


def margin_words(moment: Moment) -> str:
    """`` ±10`` as it was typed with the time, "" where nothing was."""
    said = _said(moment)
    return "" if said is None else f" ±{said}"


def _said(moment: Moment) -> int | None:
    found = MARGIN.search(moment.entered or "")
    return int(found[1]) if found else None
