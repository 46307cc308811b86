"""Ways through the graph of causes: up to the effect, read aloud, and circles that are there."""

from collections.abc import Mapping, Sequence

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


def circles(record: Postmortem) -> tuple[tuple[str, ...], ...]:
    """The ids of causes that lead to themselves: each group that hangs together once (CL01).

    In the order of the record. Imports and merges can bring several. They are the strongly
    connected parts of the graph, found in linear time (Kosaraju's two passes).
    """
    known = {cause.id for cause in record.causes}
    above = {c.id: [each for each in c.parents if each in known] for c in record.causes}
    below: dict[str, list[str]] = {each: [] for each in above}
    for child, parents in above.items():
        for parent in dict.fromkeys(parents):
            below[parent].append(child)
    taken = set[str]()
    groups: list[set[str]] = []
    for top in reversed(_finished(above)):
        group = [] if top in taken else [top]
        taken.add(top)
        for here in group:
            new = [each for each in below[here] if each not in taken]
            taken.update(new)
            group += new
        if len(group) > 1 or (group and top in above[top]):
            groups.append(set(group))
    ordered = [tuple(each for each in above if each in group) for group in groups]
    place = {each: number for number, each in enumerate(above)}
    return tuple(sorted(ordered, key=lambda circle: place[circle[0]]))


def circle_words(circle: Sequence[str]) -> str:
    """What is wrong with a circle, and what to do."""
    if len(circle) == 1:
        return f"{circle[0]} leads to itself. Take that link away."
    return f"{', '.join(circle)} lead to each other in a circle. Take one link away."


def _finished(graph: Mapping[str, Sequence[str]]) -> list[str]:
    """All nodes in the order in which a search in depth is done with them."""
    done, seen = list[str](), set[str]()
    stack = [(node, False) for node in graph]
    while stack:
        here, left = stack.pop()
        if left:
            done.append(here)
        elif here not in seen:
            seen.add(here)
            stack += [(here, True), *((each, False) for each in graph[here])]
    return done


def _clause(text: str | None) -> str:
    """The words of a sentence without the point at its end."""
    return (text or "(no statement)").strip().rstrip(".")
