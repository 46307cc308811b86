"""How the why tree looks: a row for each thread and each cause, with the branch it hangs on."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pmtui.guide.lines import words
from pmtui.guide.why import GATES
from pmtui.model.causes import Row as Branch
from pmtui.model.causes import covered, open_ends, outlines
from pmtui.model.effects import short_on, verdict_words
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import CauseRole, Confidence
from pmtui.model.postmortem import Postmortem
from pmtui.widgets.rows import Row, Span

_ROLES = {CauseRole.AGGRAVATING: "longer/larger"}
_PLAIN = (None, CauseRole.CONTRIBUTING, CauseRole.EFFECT)


@dataclass(frozen=True, slots=True)
class Look:
    """What a row shows beside its cause; equal looks of the same cause make the same row."""

    branch: tuple[str, ...]
    is_open: bool
    is_marked: bool
    seen: int
    below: int
    folded: int
    cover: tuple[str, ...]
    short: tuple[str, ...]
    """What covered it and did not help enough, where nothing else covers it."""


Hung = tuple[tuple[str, ...], int, int]
"""The branch of a line, how many causes are right below it, and how many it hides."""


class WhyRows:
    """Makes the rows. What did not change is not made anew, so that 200 causes cost little."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Cause, Look, Row]] = {}
        self._short: dict[str, tuple[str, ...]] = {}
        self.above: dict[str, str] = {}
        """What each cause hangs on in the tree: a cause, or its thread ("" for none)."""
        self.open: frozenset[str] = frozenset()
        self._seen: Mapping[str, int] = {}

    def make(
        self, record: Postmortem, folded: Set[str], marked: Set[str], seen: Mapping[str, int]
    ) -> list[Row]:
        """The threads with what is below them, then causes in none; `folded` hide what they have.

        `marked` are the causes that a check has something to say of, `seen` how many earlier ones
        each reads like.
        """
        self._seen = seen
        self.open = frozenset(cause.id for cause in open_ends(record))
        self.above = {}
        cover, rows, shown = covered(record), list[Row](), set[str]()
        self._short = {
            cause: tuple(map(verdict_words, actions))
            for cause, actions in short_on(record).items()
            if cause not in cover
        }
        lines = outlines(record)
        for thread in record.threads:
            rows.append(_thread_row(thread))
            for branch, look in self._looks(lines[thread.id], thread.id, folded):
                if not branch.repeated:
                    shown.add(branch.cause.id)
                if look is not None:
                    rows.append(self._row(branch, look, cover, marked))
        loose = [cause for cause in record.causes if cause.id not in shown]
        if loose:
            rows.append(Row("", (("In no thread:", "dim"),)))
        for cause in loose:
            self.above[cause.id] = ""
            rows.append(self._row(Branch(cause, 0, False, True), ((), 0, 0), cover, marked))
        return rows

    def path(self, key: str) -> tuple[str, ...]:
        """The ids from the thread down to a cause, as the tree shows it."""
        way, here = [key], self.above.get(key, "")
        while here and here not in way:
            way.append(here)
            here = self.above.get(here, "")
        return tuple(reversed(way))

    def _looks(
        self, lines: tuple[Branch, ...], thread_id: str, folded: Set[str]
    ) -> Iterator[tuple[Branch, Hung | None]]:
        """Each line with its branch, how many causes are right below it and how many it hides.

        None for a line that is hidden itself.
        """
        below, inside = _counts(lines)
        way, ends, hidden = list[str](), list[bool](), len(lines)
        for number, branch in enumerate(lines):
            del way[branch.depth :], ends[branch.depth :]
            if not branch.repeated:
                self.above[branch.cause.id] = way[-1] if way else thread_id
            way.append(branch.cause.id)
            ends.append(branch.last)
            if branch.depth <= hidden:
                hidden = len(lines)
            if branch.depth > hidden:
                yield branch, None
                continue
            is_folded = branch.cause.id in folded and inside[number] > 0
            yield branch, (_branch(ends), below[number], inside[number] if is_folded else 0)
            if is_folded:
                hidden = branch.depth

    def _row(
        self,
        branch: Branch,
        hung: Hung,
        cover: dict[str, tuple[str, ...]],
        marked: Set[str],
    ) -> Row:
        cause, (lines, below, folded) = branch.cause, hung
        if branch.repeated:
            return Row("", (*_dim(lines), (f"{cause.id} (see above)", "dim")))
        look = Look(
            lines,
            cause.id in self.open,
            cause.id in marked,
            self._seen.get(cause.id, 0),
            below,
            folded,
            cover.get(cause.id, ()),
            self._short.get(cause.id, ()) if branch.cause.stop.reason else (),
        )
        known = self._made.get(cause.id)
        if known is not None and known[0] is cause and known[1] == look:
            return known[2]
        row = Row(cause.id, _spans(cause, look))
        self._made[cause.id] = (cause, look, row)
        return row


def _counts(lines: tuple[Branch, ...]) -> tuple[list[int], list[int]]:
    """For each line, how many are right below it, and how many causes in all."""
    below, inside = [0] * len(lines), [0] * len(lines)
    way: list[int] = []
    for number, branch in enumerate(lines):
        del way[branch.depth :]
        if way:
            below[way[-1]] += 1
        for each in way:
            inside[each] += not branch.repeated
        way.append(number)
    return below, inside


def _branch(ends: list[bool]) -> tuple[str, ...]:
    """The lines that a row hangs on; `ends` says for each level whether it is the last there."""
    if len(ends) < 2:
        return ()
    return (*("  " if end else "│ " for end in ends[1:-1]), "└ " if ends[-1] else "├ ")


def _dim(pieces: tuple[str, ...]) -> tuple[Span, ...]:
    """Spans of their own, as blanks are kept at the edges of a span only."""
    return tuple((each, "dim") for each in pieces)


def _thread_row(thread: Thread) -> Row:
    return Row(thread.id, ((f"{thread.id} ", "dim"), (thread.question or "question?", "strong")))


def _spans(cause: Cause, look: Look) -> tuple[Span, ...]:
    role = "" if cause.role in _PLAIN else f"{_ROLES.get(cause.role, words(cause.role))}: "
    gate = f"[{GATES[cause.gate]}] " if cause.gate and look.below > 1 else ""
    return (
        *_dim(look.branch),
        (f"{cause.id}{'·' if look.is_marked else ' '}", "dim"),
        ("open again " if look.short else "open " if look.is_open else "", "warn"),
        (f"(+{look.folded} folded) " if look.folded else "", "warn"),
        (f"(seen before: {look.seen}) " if look.seen else "", "dim"),
        (gate, "strong"),
        (role, "strong"),
        (cause.statement or "", ""),
        (_end(cause, look.cover), "dim"),
        (f", but {'; '.join(look.short)}" if look.short else "", "warn"),
    )


def _end(cause: Cause, cover: tuple[str, ...]) -> str:
    """How the questions end at a cause: its stop reason and what covers it."""
    if cause.confidence is Confidence.REJECTED:
        return "  ruled out"
    if cause.stop.reason is None:
        return ""
    covered_by = f" → {', '.join(cover)}" if cover else ""
    return f"  = {words(cause.stop.reason)}{covered_by}"
