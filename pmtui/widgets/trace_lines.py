"""The trace as lines: where it ends too early, then each chain from evidence to effect."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.text import Text

from pmtui.exporters.audience import Audience
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, day, say, word
from pmtui.exporters.sections.actions import effect, verified
from pmtui.guide.checks import Finding
from pmtui.guide.fields import page_of
from pmtui.model.causes import ends, uncovered
from pmtui.model.commitments import Action, Lesson, RiskAcceptance
from pmtui.model.factors import Cause
from pmtui.model.kinds import ActionStatus
from pmtui.model.orphans import Kind, orphans
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line
from pmtui.model.trace import Answer, Chain, Origin, answers, chains
from pmtui.widgets.explained import Explained
from pmtui.widgets.rows import Row, Span

_HEADS = ("Questions end at", "Evidence", "Answered by", "Verified", "Effect")
_WIDTHS = (9, 15, 10, 14)
"""Cells of the columns after the first, which takes what is left."""

_NARROWEST = 8

_NOT_ASKED = ("not asked", "dim")
_FAULTS = {
    Kind.UNPROVEN_CAUSE: (1, "none"),
    Kind.UNANSWERED_CAUSE: (2, "nothing"),
    Kind.UNVERIFIABLE_ACTION: (3, "not said"),
    Kind.EMPTY_VERIFICATION: (3, "no result"),
    Kind.UNMEASURED_ACTION: (4, "not planned"),
    Kind.EMPTY_EFFECT: (4, "no figure"),
    Kind.EARLY_EFFECT: (4, "too early"),
}
"""The column, counted from 0, in which a kind of orphan shows, and the words that mark it."""


class Traced(NamedTuple):
    """A line, and the page and address to which Enter goes; a heading leads nowhere."""

    line: Explained
    page: str
    address: str


def title(record: Postmortem, found: int) -> str:
    """How many orphans there are, or that there is none, and how much is traced."""
    wanting, left = len(ends(record)), len(uncovered(record))
    kinds = [type(each) for each in answers(record)]
    return (
        f"Trace: {found or 'no'} orphan{'' if found == 1 else 's'}; {wanting} ends, "
        f"{wanting - left if left else 'all'} answered; {kinds.count(Action)} actions, "
        f"{kinds.count(RiskAcceptance)} accepted risks"
    )


def trace_lines(record: Postmortem, findings: Sequence[Finding], width: int) -> list[Traced]:
    """The orphans, then the chains as a table of `width` cells; headings lead nowhere."""
    faults: dict[str, list[Kind]] = {}
    for orphan in orphans(record):
        faults.setdefault(orphan.item, []).append(orphan.kind)
    lines = [_orphan(each) for each in findings]
    if lines:
        lines.append(_heading(()))
    widths = (max(width - sum(_WIDTHS) - len(_WIDTHS), _NARROWEST), *_WIDTHS)
    lines.append(_heading(_fitted([(each, "dim") for each in _HEADS], widths)))
    say_it = Phrases(record, Audience.INTERNAL)
    return lines + [_chain(each, say_it, faults, widths) for each in chains(record)]


def _heading(spans: tuple[Span, ...]) -> Traced:
    return Traced(Explained(Row("", spans), Text()), "", "")


def _orphan(found: Finding) -> Traced:
    spans = ((f"{found.level:<5}", "warn"), (f"{found.rule:<6}", "dim"), (found.message, ""))
    text = Text(f"{one_line(found.message)}\n").append(found.address, "dim")
    key = f"{found.rule} {found.address} {found.message}"
    return Traced(Explained(Row(key, spans), text), found.step, found.address)


def _chain(
    chain: Chain, say_it: Phrases, faults: dict[str, list[Kind]], widths: tuple[int, ...]
) -> Traced:
    origin, answer = chain.origin, chain.answer
    cells = [
        _start(origin),
        _evidence(origin),
        _answer(chain),
        *(_after(answer) if answer else (("", ""), ("", ""))),
    ]
    for item in (origin, answer):
        for kind in faults.get(item.id, ()) if item else ():
            if kind in _FAULTS:
                place, words = _FAULTS[kind]
                cells[place] = (words, "warn")
    ids = [item.id for item in (origin, answer) if item]
    text = Text("\n").join([*_told(chain, say_it)])
    address = _address(origin or answer)
    page = page_of(address) or ""
    return Traced(Explained(Row(" ".join(ids), _fitted(cells, widths)), text), page, address)


def _fitted(cells: Iterable[Span], widths: tuple[int, ...]) -> tuple[Span, ...]:
    """Cells side by side, each cut or filled to its width."""
    pairs = zip(cells, widths, strict=True)
    return tuple(
        (f"{clip(one_line(words), width):<{width}} ", look) for (words, look), width in pairs
    )


def _start(origin: Origin | None) -> Span:
    if origin is None:
        return "nothing", "warn"
    return f"{origin.id:<4}{_words(origin)}", ""


def _words(item: Origin | Answer) -> str:
    """What an item says, in one line."""
    for name in ("statement", "text", "title"):
        if words := say(getattr(item, name, None)):
            return one_line(words)
    return "(no words)"


def _evidence(origin: Origin | None) -> Span:
    evidence = origin.evidence if isinstance(origin, Cause) else ()
    return (" ".join(evidence), "") if evidence else ("–", "dim")


def _answer(chain: Chain) -> Span:
    if chain.ruled_out:
        return "ruled out", "dim"
    if isinstance(chain.answer, Action):
        return f"{chain.answer.id} {word(chain.answer.status)}", ""
    return (f"{chain.answer.id} accepted", "") if chain.answer else ("nothing", "warn")


def _after(answer: Answer) -> tuple[Span, Span]:
    """How the answer is verified, and what its effect is or when that is looked at."""
    if isinstance(answer, RiskAcceptance):
        approved = ("approved", "") if say(answer.accepted_by) else ("not approved", "warn")
        return approved, _looked_at(word(answer.review.decision, ""), answer.review_on)
    effect = answer.effectiveness
    how = ("planned", "") if say(answer.verification.method) else _NOT_ASKED
    if answer.status is ActionStatus.VERIFIED:
        how = ("yes", "")
    return how, _looked_at(word(effect.verdict, ""), effect.check_on)


def _looked_at(judged: str, on: date | None) -> Span:
    """What was judged, else the day on which it will be."""
    if judged:
        return judged, ""
    return (f"on {day(on)}", "") if on else _NOT_ASKED


def _told(chain: Chain, say_it: Phrases) -> Iterator[Text]:
    """The links of a chain in full."""
    origin, answer = chain.origin, chain.answer
    if origin is not None:
        yield Text(f"{origin.id} {_words(origin)}", "bold")
    if isinstance(origin, Cause):
        yield _link("Evidence", "; ".join(_sources(origin, say_it.record)) or NOT_KNOWN)
    if answer is None:
        yield _link("Answer", "not needed, as it is ruled out" if chain.ruled_out else "nothing")
    else:
        yield _link("Answer", f"{answer.id} {_words(answer)}")
    if isinstance(answer, Action):
        metric, change, _, verdict = effect(answer.effectiveness)
        yield _link("Verified", verified(say_it, answer))
        yield _link("Effect", f"{metric}: {change}; verdict {verdict}")
    elif answer is not None:
        yield _link("Accepted", f"{say_it.person(answer.accepted_by)}: {say(answer.reason)}")


def _link(name: str, words: str) -> Text:
    return Text(f"{name}: ", "dim").append(one_line(words))


def _sources(cause: Cause, record: Postmortem) -> Iterator[str]:
    """The evidence of a cause, each with what it is."""
    known = {each.id: each for each in record.prep.evidence}
    for each in cause.evidence:
        yield f"{each} {say(known[each].title)}" if each in known else f"{each} (not there)"


def _address(item: Origin | Answer | None) -> str:
    lists = {Cause: "causes", Lesson: "lessons", Action: "actions"}
    return f"{lists.get(type(item), 'risk_acceptances')}.{item.id}" if item else ""
