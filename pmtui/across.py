"""Moving actions of several postmortems at once, each in its own record.

Each record is changed under its own lock, so that no edit of anybody else is lost; a record that
cannot be changed keeps its actions as they were and says why.
"""

from collections.abc import Mapping, Sequence

from pmtui.edits import moved_puts, put_all
from pmtui.guide.moves import Mover, all_moved
from pmtui.guide.questions import Answers
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.model.postmortem import Postmortem
from pmtui.store.library import Library

Chosen = Mapping[str, Sequence[str]]
"""The ids of actions by the id of their postmortem."""


Kept = Mapping[tuple[str, str], str]
"""Why actions stay as they were: a sentence by postmortem and action."""


def move_across(
    library: Library, chosen: Chosen, to: ActionStatus, answers: Answers, mover: Mover
) -> Kept:
    """Move actions to a state with the same answers; those that cannot stay, and are returned."""
    kept: dict[tuple[str, str], str] = {}
    for ref, ids in chosen.items():
        found: dict[str, str] = {}

        def moved(
            record: Postmortem, ids: Sequence[str] = ids, found: dict[str, str] = found
        ) -> Postmortem:
            after, why = all_moved(record, ids, to, answers, mover)
            found.clear()
            found.update(why)
            return put_all(record, moved_puts(record, after), mover.who, mover.now)

        try:
            library.change(ref, moved)
        except PmtuiError as error:
            found = dict.fromkeys(ids, str(error))
        kept.update({(ref, each): why for each, why in found.items()})
    return kept
