"""The causes of all postmortems of a library, kept so that looking for earlier ones reads none."""

from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.guide.recurrence.terms import lexicon_version
from pmtui.guide.recurrence.told import Told, told
from pmtui.store.faces import Face

if TYPE_CHECKING:  # a list that is up to date needs no model
    from pmtui.model.postmortem import Postmortem


def _make(record: "Postmortem", _updated: datetime) -> Told:
    return told(record)


CAUSES = Face("causes", lexicon_version(), Told, _make)
"""What each postmortem tells of its causes; made anew when the lexicon is another one."""
