"""What a library has beside a record, for the rules that look there."""

from pmtui.guide.beside import Beside, Elsewhere, OpenAction
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.store.library import Library


def beside(library: Library) -> Beside:
    """The open actions of the postmortems of a library, and those that a record is linked with.

    They are read when a rule asks. What cannot be read is not there, as far as rules are concerned.
    """

    def open_actions() -> list[OpenAction]:
        try:
            summaries = library.listing().summaries
        except (PmtuiError, OSError):
            return []
        return [
            OpenAction(summary.id, each.id, each.title, summary.reference or "")
            for summary in summaries
            for each in summary.commitments
            if each.title
        ]

    def load(record_id: str) -> Postmortem | None:
        try:
            return library.load(record_id).record
        except (PmtuiError, OSError):
            return None

    return Beside(Elsewhere(open_actions, load))
