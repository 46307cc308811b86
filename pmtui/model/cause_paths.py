"""Ways through the graph of causes: up to the effect, read aloud, and no circles."""

from collections.abc import Sequence

from pmtui.model.causes import would_circle
from pmtui.model.errors import BadValue
from pmtui.model.factors import Cause
from pmtui.model.postmortem import Postmortem

MOST_PATHS = 12
"""How many ways up are given at most; more would not be read aloud."""


def paths(record: Postmortem, cause_id: str) -> tuple[tuple[Cause, ...], ...]:
    """The ways from a cause up to what has no parents, each once; at most `MOST_PATHS`.

    A circle ends a way where it would come back; parents that do not exist are passed over.
    """
    known = {cause.id: cause for cause in record.causes}
    if cause_id not in known:
        return ()
    found: list[tuple[Cause, ...]] = []
    waiting: list[tuple[Cause, ...]] = [(known[cause_id],)]
    while waiting and len(found) < MOST_PATHS:
        way = waiting.pop()
        parents = [known[each] for each in way[-1].parents if each in known]
        above = [each for each in parents if each not in way]
        if above:
            waiting += [(*way, each) for each in reversed(above)]
        else:
            found.append(way)
    return tuple(found)


def aloud(way: Sequence[Cause]) -> str:
    """A way up as sentences to be read aloud, a line each: "…, therefore".

    The mechanism, where it is known, stands between the cause and what it leads to (the form of a
    causal statement of RCA2: condition, mechanism, effect).
    """
    lines: list[str] = []
    for cause in way[:-1]:
        how = f" ({_clause(cause.leads_to)})" if cause.leads_to else ""
        lines.append(f"{_clause(cause.statement)}{how}, therefore")
    return "\n".join([*lines, f"{_clause(way[-1].statement)}."])


def refuse_circle(record: Postmortem, child_id: str, parents: Sequence[str]) -> None:
    """Raises `BadValue`, with the way that shows it, where a cause would lead to itself (CL01)."""
    for parent in parents:
        if parent == child_id:
            raise BadValue(f"{child_id} cannot lead to itself; this would be a circle.")
        if way := would_circle(record, child_id, parent):
            shown = " → ".join(way)
            raise BadValue(f"{parent} already leads to {child_id}; this would be a circle. {shown}")


def _clause(text: str | None) -> str:
    """The words of a sentence without the point at its end."""
    return (text or "(no statement)").strip().rstrip(".")
