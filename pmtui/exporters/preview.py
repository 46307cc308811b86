"""What an external report leaves out, and why: before it is written."""

from dataclasses import dataclass

from pmtui.exporters.audience import Audience
from pmtui.exporters.external import external_report
from pmtui.exporters.phrases import Phrases
from pmtui.guide.outside.kinds import KINDS
from pmtui.guide.outside.record_words import NOTHING_LISTED, Listed
from pmtui.guide.outside.taking_out import Taken, TakingOut
from pmtui.guide.outside.visibility import Visible, never_told, visibility
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip

SHOWN_OF_SECRET = 6
"""Characters of a secret that are shown."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What was taken out of the texts that are told, and which fields are held back."""

    taken: tuple[Taken, ...]
    held_back: tuple[Visible, ...]


def preview(record: Postmortem, listed: Listed = NOTHING_LISTED) -> Preview:
    """What the external report of a record leaves out."""
    out = TakingOut(record, listed)
    external_report(Phrases(record, Audience.EXTERNAL), out)
    hidden = tuple(each for each in visibility(record) if not each.shown)
    return Preview(tuple(out.taken), (*hidden, *never_told(record)))


def shown_words(taken: Taken) -> str:
    """What was found, in quotation marks; of a secret its beginning."""
    return f"“{clip(taken.words, SHOWN_OF_SECRET if taken.kind == 'secret' else 60)}”"


def becomes(taken: Taken) -> str:
    """What becomes of something that was found, in words."""
    if taken.kind == "secret":
        return "stops the report"
    if taken.kept:
        return "stays"
    return f"becomes “{taken.instead}”" if taken.instead else "goes"


def reason(taken: Taken) -> str:
    """Why that becomes of it, and whether somebody should decide."""
    if taken.undecided:
        return f"{KINDS[taken.kind].name}: nobody has decided yet"
    return f"{taken.kind}: {taken.why}"
