"""How a match is told to people."""

from collections.abc import Iterator, Sequence

from pmtui.guide.recurrence.earlier import Match
from pmtui.guide.recurrence.outcome import Decided
from pmtui.model.kinds import Relation
from pmtui.model.text import one_line

_BY = {
    Relation.SHARES_CAUSE: "by the words",
    Relation.SAME_SYMPTOM: "by service and tag",
    Relation.SAME_TRIGGER: "by the kind of trigger",
}


def sentences(match: Match, became: Sequence[Decided] | None) -> Iterator[str]:
    """Where it is, what it says, what was decided on it, and why it was found, a line each.

    `became` is None where the other record cannot be read.
    """
    yield f"{match.score:.2f}  {match.id}  {match.address}"
    yield one_line(match.text)
    if became is None:
        yield "what was decided on it cannot be read now"
    elif match.theirs is not None:
        yield from (f"{each.id} {each.state}: {each.text}" for each in became)
        if not became:
            yield "nothing was decided on it"
    ours = f"like {match.ours}, " if match.ours else ""
    yield f"{ours}{_BY[match.relation]}: {one_line(', '.join(match.why))}"
