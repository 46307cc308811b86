"""The graph of causes: what leads to what, where it ends, and what was needed together.

Each cause leads to its parents and may have several, so the graph looks like a tree with shared
branches. Records come from hands and imports too: a parent that does not exist is passed over,
and a circle never makes a function here run for ever.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from pmtui.model.effects import fell_short
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import WITHDRAWN_ACTIONS, Confidence, Gate, StopReason
from pmtui.model.postmortem import Postmortem
from pmtui.model.risks import stands

MOST_SETS = 50
"""How many minimal sets are given at most; more would help nobody to decide."""

_MOST_EXPANDED = 500
_WAITING = frozenset({None, StopReason.NEEDS_EVIDENCE, StopReason.TIME_BOX})

_Below = dict[str, list[Cause]]


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of a thread: `depth` 0 is its root, `last` has no sibling below it.

    `repeated` marks a shared cause that was printed with all below it further up.
    """

    cause: Cause
    depth: int
    repeated: bool
    last: bool


def children(record: Postmortem, cause_id: str) -> tuple[Cause, ...]:
    """The causes that lead to this one, in the order of the record."""
    return tuple(cause for cause in record.causes if cause_id in cause.parents)


def ruled_out(record: Postmortem) -> frozenset[str]:
    """The ids of rejected causes and of causes that lead to nothing but rejected ones."""
    known, below = {cause.id for cause in record.causes}, _below(record)
    left = {cause.id: len(known.intersection(cause.parents)) for cause in record.causes}
    queue = [cause.id for cause in record.causes if cause.confidence is Confidence.REJECTED]
    out = set(queue)
    for here in queue:
        for child in below[here]:
            left[child.id] -= 1
            if left[child.id] == 0 and child.id not in out:
                out.add(child.id)
                queue.append(child.id)
    return frozenset(out)


def leaves(record: Postmortem) -> tuple[Cause, ...]:
    """The causes at which the questions end: nothing is below them that is not ruled out.

    A root on its own is a leaf; so is a cause that was ruled out itself and has nothing below.
    """
    out, below = ruled_out(record), _below(record)
    return tuple(
        cause
        for cause in record.causes
        if all(cause.id not in out and child.id in out for child in below[cause.id])
    )


def ends(record: Postmortem) -> tuple[Cause, ...]:
    """The causes that want an answer: leaves that are not ruled out."""
    out = ruled_out(record)
    return tuple(leaf for leaf in leaves(record) if leaf.id not in out)


def would_circle(record: Postmortem, child_id: str, parent_id: str) -> tuple[str, ...]:
    """The ids from the parent up to the child when the parent already leads to the child.

    Linking the child below that parent would close the circle. Empty when it would not.
    """
    parents = {cause.id: cause.parents for cause in record.causes}
    came_from: dict[str, str | None] = {parent_id: None}
    queue = [parent_id]
    for here in queue:
        if here == child_id:
            return _path(came_from, here)
        for above in parents.get(here, ()):
            if above in parents and above not in came_from:
                came_from[above] = here
                queue.append(above)
    return ()


def depth(record: Postmortem, cause_id: str) -> int:
    """The fewest steps from a cause up to one without parents; 0 for a root."""
    parents = {cause.id: cause.parents for cause in record.causes}
    seen, level, steps = {cause_id}, [cause_id], 0
    while level:
        above = [[each for each in parents.get(here, ()) if each in parents] for here in level]
        if not all(above):
            return steps
        level = [each for each in dict.fromkeys(chain(*above)) if each not in seen]
        seen.update(level)
        steps += 1
    return steps


def minimal_sets(record: Postmortem, thread_id: str) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of causes that together bring about the root of a thread.

    Taking away any one cause of a set breaks that path. Cut sets of a fault tree by the MOCUS
    method (Fussell and Vesely, 1972): from the root down, AND joins, OR splits; a cause whose
    gate is CONTRIB or open stands for itself, ruled-out causes are left out. Empty when the
    root itself has no AND or OR; at most `MOST_SETS`.
    """
    gates = _gates(record)
    place = {cause.id: number for number, cause in enumerate(record.causes)}
    root = next((thread.root for thread in record.threads if thread.id == thread_id), None)
    if root not in gates:
        return ()
    found = _without_supersets(_expand(root, gates, place))
    ordered = sorted(sorted(place[each] for each in causes) for causes in found)
    names = list(place)
    return tuple(tuple(names[number] for number in each) for each in ordered[:MOST_SETS])


def open_ends(record: Postmortem) -> tuple[Cause, ...]:
    """The leaves that nothing closes: they carry no reason to stop, or one that only waits."""
    return tuple(leaf for leaf in ends(record) if leaf.stop.reason in _WAITING)


def coverage(record: Postmortem, cause_id: str) -> tuple[str, ...]:
    """The ids of the actions on a cause and of the risks accepted for it.

    A declined or merged action covers nothing, nor does one that fell short (`effects`), a risk
    that has no reason, no approver or no review date, or one that became an action.
    """
    return covered(record).get(cause_id, ())


def covered(record: Postmortem) -> dict[str, tuple[str, ...]]:
    """What covers each cause that something covers, as `coverage` has it."""
    found: dict[str, list[str]] = defaultdict(list)
    for action in record.actions:
        acts = action.status not in WITHDRAWN_ACTIONS and not fell_short(action)
        for each in dict.fromkeys(action.causes if acts else ()):
            found[each].append(action.id)
    stopped: dict[str, list[str]] = defaultdict(list)
    for cause in record.causes:
        if cause.stop.ref is not None:
            stopped[cause.stop.ref].append(cause.id)
    for risk in record.risk_acceptances:
        if stands(risk):
            for each in dict.fromkeys((*risk.causes, *stopped[risk.id])):
                found[each].append(risk.id)
    return {each: tuple(ids) for each, ids in found.items()}


def uncovered(record: Postmortem) -> tuple[Cause, ...]:
    """The ends that no action and no accepted risk covers (AL08)."""
    known = covered(record)
    return tuple(leaf for leaf in ends(record) if leaf.id not in known)


def outline(record: Postmortem, thread_id: str, *, with_ruled_out: bool = True) -> tuple[Row, ...]:
    """The lines of one thread, as `outlines` has them; none for one that is not there."""
    return outlines(record, with_ruled_out=with_ruled_out).get(thread_id, ())


def outlines(record: Postmortem, *, with_ruled_out: bool = True) -> dict[str, tuple[Row, ...]]:
    """The lines of each thread in printing order: its root, then what is below, depth first.

    A shared cause is expanded where it is met first, counting earlier threads, and repeated
    elsewhere without what is below it. Causes of the thread that its root does not reach follow
    at depth 0, so that none is left out.
    """
    hidden = frozenset() if with_ruled_out else ruled_out(record)
    below, reached = _below(record), _reached(record)
    shown: _Below = defaultdict(list)
    for parent, causes in below.items():
        shown[parent] = [cause for cause in causes if cause.id not in hidden]
    seen: set[str] = set()
    lines: dict[str, tuple[Row, ...]] = {}
    for thread in record.threads:
        tops = [top for top in _tops(record, thread, reached) if top.id not in hidden]
        rows = [row for top in tops for row in _rows(top, top.id == thread.root, shown, seen)]
        lines[thread.id] = tuple(rows)
    return lines


def strays(record: Postmortem) -> tuple[Cause, ...]:
    """The causes that the outline of no thread shows."""
    shown = {row.cause.id for rows in outlines(record).values() for row in rows}
    return tuple(cause for cause in record.causes if cause.id not in shown)


def _below(record: Postmortem) -> _Below:
    below: _Below = defaultdict(list)
    for cause in record.causes:
        for parent in dict.fromkeys(cause.parents):
            below[parent].append(cause)
    return below


def _path(came_from: dict[str, str | None], end: str) -> tuple[str, ...]:
    path: list[str] = []
    here: str | None = end
    while here is not None:
        path.append(here)
        here = came_from[here]
    return tuple(reversed(path))


def _gates(record: Postmortem) -> dict[str, tuple[Gate, list[str]]]:
    """The causes that are expanded: AND or OR, with the ids below that are not ruled out."""
    out, below = ruled_out(record), _below(record)
    gates: dict[str, tuple[Gate, list[str]]] = {}
    for cause in record.causes:
        alive = [child.id for child in below[cause.id] if child.id not in out]
        if cause.gate in (Gate.AND, Gate.OR) and alive:
            gates[cause.id] = (cause.gate, alive)
    return gates


def _expand(
    root: str, gates: dict[str, tuple[Gate, list[str]]], place: dict[str, int]
) -> list[frozenset[str]]:
    """Sets of basic causes; one that was expanded already in a set is not added again."""
    found: list[frozenset[str]] = []
    waiting = [(frozenset({root}), frozenset[str]())]
    while waiting and len(found) < _MOST_EXPANDED:
        causes, expanded = waiting.pop()
        gated = [each for each in causes if each in gates]
        if not gated:
            found += [causes] if causes else []
            continue
        here = min(gated, key=place.__getitem__)
        gate, below = gates[here]
        expanded |= {here}
        for choice in [below] if gate is Gate.AND else [[each] for each in reversed(below)]:
            waiting.append(((causes - {here}) | (frozenset(choice) - expanded), expanded))
    return found


def _without_supersets(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    kept: list[frozenset[str]] = []
    for each in sorted(sets, key=len):
        if not any(smaller <= each for smaller in kept):
            kept.append(each)
    return kept


def _reached(record: Postmortem) -> set[str]:
    """The ids that the roots of all threads reach."""
    below = _below(record)
    queue = [thread.root for thread in record.threads if thread.root is not None]
    reached = set(queue)
    for here in queue:
        new = [child.id for child in below[here] if child.id not in reached]
        reached.update(new)
        queue += new
    return reached


def _tops(record: Postmortem, thread: Thread, reached: set[str]) -> list[Cause]:
    """Where the lines of a thread start: its root, then its causes that no root reaches."""
    known = {cause.id for cause in record.causes}
    root = [cause for cause in record.causes if cause.id == thread.root]
    loose = [c for c in record.causes if c.thread == thread.id and c.id not in reached]
    return root + sorted(loose, key=lambda cause: bool(known.intersection(cause.parents)))


def _rows(top: Cause, is_root: bool, below: _Below, seen: set[str]) -> list[Row]:
    """The lines from one cause down; `seen` collects what was expanded so far."""
    if top.id in seen and not is_root:
        return []
    rows: list[Row] = []
    stack = [(top, 0, True)]
    while stack:
        cause, level, last = stack.pop()
        repeated = cause.id in seen
        rows.append(Row(cause, level, repeated, last))
        if repeated:
            continue
        seen.add(cause.id)
        kids = below[cause.id]
        stack += [(kid, level + 1, kid is kids[-1]) for kid in reversed(kids)]
    return rows
