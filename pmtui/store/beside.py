"""What a library has beside a record, for the rules that look there."""

from pmtui.guide.beside import Beside, Elsewhere, OpenAction
from pmtui.model.errors import PmtuiError
from pmtui.store.library import Library


def beside(library: Library) -> Beside:
    """The open actions of the postmortems of a library.

    The library is listed when a rule asks for them. One that cannot be listed has none, as far as
    rules are concerned.
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

    return Beside(Elsewhere(open_actions))
