"""What an added line left in its text that looks like a mark."""

import re
from datetime import datetime

from pmtui.guide.entry import ENTRIES
from pmtui.guide.entry.line import Puts
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip

_MARKED = ("timeline", "open_questions", "lessons", "actions", "risk_acceptances")
_LIKE_A_MARK = re.compile(r"(?<!\S)(?:@\w|#[a-zA-Z]\d|P[0-3]\b|due\s+\S)")
"""What would be a mark at the end of a line of these lists, and is not read as one."""

_LONGEST = 60


def left_over(record: Postmortem, puts: Puts, text: str, now: datetime) -> str:
    """How a line was read, where words like marks stayed in the text of its item; else "".

    `record` is the one that the line was added to, `puts` are what it gave.
    """
    where, _, item_id = puts[0][0].rpartition(".")
    kept = str(getattr(puts[0][1], ENTRIES[where].main) or "")
    mark = _LIKE_A_MARK.search(kept) if where in _MARKED else None
    if mark is None:
        return ""
    from pmtui.guide.entry.reading import reading

    how, stays = reading(record, where, text, now).words, clip(kept[mark.start() :], _LONGEST)
    return f"{item_id}: {how}. Left in its text: “{stays}”. Marks are read from the end of a line."
