"""Hints on the texts of a record, by their addresses, without those that were ignored."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from pmtui.guide.fields import on_page
from pmtui.guide.wording.hints import Hint, found_in, repeats, sentence_around
from pmtui.guide.wording.people import names_in
from pmtui.guide.wording.rules import SEVERITIES, Rules
from pmtui.model import address
from pmtui.model.postmortem import Postmortem

TEXTS = {
    "title": "summary",
    "severity.reason": "summary",
    "notes": "notes",
    "prep.goals": "notes",
    "timeline.text": "timeline",
    "timeline.known_then": "timeline",
    "analysis.narrative": "timeline",
    "analysis.trigger_unknown_reason": "cause",
    "open_questions.text": "question",
    "open_questions.answer": "notes",
    "communications.text": "report_external",
    "causes.statement": "cause",
    "causes.leads_to": "cause",
    "causes.made_sense": "cause",
    "causes.stop.note": "cause",
    "causal.mitigating": "cause",
    "causal.no_trigger_reason": "cause",
    "impact.summary": "impact",
    "impact.details": "impact",
    "impact.immediate.note": "impact",
    "impact.long_term.text": "impact",
    "impact.no_long_term_reason": "impact",
    "impact.internal.displaced": "impact",
    "lessons.text": "lesson",
    "lessons.generalises_to": "lesson",
    "no_luck_reason": "lesson",
    "parking_lot.text": "notes",
    "parking_lot.reason": "notes",
    "actions.title": "action",
    "actions.detail": "action",
    "actions.strength_reason": "action",
    "actions.side_effects": "action",
    "actions.blocked_reason": "action",
    "risk_acceptances.statement": "cause",
    "risk_acceptances.reason": "cause",
    "risk_acceptances.review.note": "notes",
    "report.exec_summary": "summary",
    "report.external.title": "report_external",
    "report.external.summary": "report_external",
    "report.external.what_happened": "report_external",
    "report.external.what_we_do": "report_external",
    "follow_up.reviews.notes": "notes",
    "follow_up.reviews.decisions": "notes",
    "follow_up.adjustments.what": "action",
    "follow_up.adjustments.why": "lesson",
    "follow_up.recurrence_links.note": "notes",
    "follow_up.closing_note": "report_internal",
}
"""The fields that people write sentences in, and which kind of text that is.

What was quoted (``timeline.quote``) and read from machines (``timeline.source``) is evidence.
"""

_ID = re.compile(r"\.[a-zA-Z]\d+(?=\.)")
_ITEM = re.compile(r".+?\.[a-z]\d+(?=\.|$)")
_OF_ITEMS = ("=", "/", "?")
"""Marks of places that are open on an item for a while only."""


class Typed(NamedTuple):
    """A text that is going to be that of a field, and the place where it is typed."""

    address: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Place:
    """A hint on the text of a field; `also` are others on the same words that it stands for.

    `typed` is the place where the text is typed; empty for one that is in the record.
    """

    address: str
    text: str
    hint: Hint
    also: tuple[Hint, ...] = ()
    typed: str = ""

    @property
    def words(self) -> str:
        """The words that are meant."""
        return self.text[self.hint.start : self.hint.end]

    @property
    def goes_to(self) -> str:
        """Where the text can be changed: its field, the entry line, or the item of a box or row."""
        if self.typed[:1] not in _OF_ITEMS:
            return self.typed or self.address
        found = _ITEM.match(self.typed, 1)
        return found[0] if found else self.typed[1:]

    @property
    def ignoring(self) -> tuple[str, ...]:
        """What `wording_ignored` has to hold for this not to be shown again for its sentence."""
        return tuple(_here(self.text, each) for each in (self.hint, *self.also))


def record_hints(
    record: Postmortem, rules: Rules, typed: Sequence[Typed] = ()
) -> tuple[Place, ...]:
    """The hints on all texts of a record, in the order of its fields, then on what is `typed`.

    What is typed counts in the place of what its field says. A rule that is to be said once is
    said at the first place that has it, and nowhere when that was ignored.
    """
    found_at, ignored = looker(record, rules), frozenset(record.wording_ignored)
    said = set[str]()
    found: list[Place] = []
    changed = {each.address for each in typed}
    texts = [Typed(*each, "") for each in _texts(record) if each[0] not in changed]
    for where, text, place in (*texts, *typed):
        left = [
            each
            for each in found_at(where, text)
            if not repeats(each.rule, said) and not _is_ignored(text, each, ignored)
        ]
        found += folded(Typed(where, text, place), left)
    return tuple(found)


def looker(record: Postmortem, rules: Rules) -> Callable[[str, str], tuple[Hint, ...]]:
    """A function of an address and its text: every hint there, also those that are ignored."""
    names = names_in(record)
    return lambda where, text: found_in(text, TEXTS[bare(where)], names, rules)


def bare(where: str) -> str:
    """An address without the ids of items, as `TEXTS` has it."""
    return _ID.sub("", where)


def shown_on(page: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The hints on fields of a page."""
    return tuple(each for each in places if on_page(page, each.address))


def folded(at: Typed, found: list[Hint]) -> list[Place]:
    """One place for hints that overlap: the most severe stands, the first among equals."""
    kept: list[tuple[Hint, list[Hint]]] = []
    covered: dict[int, list[Hint]] = {}
    for each in sorted(found, key=lambda hint: SEVERITIES.index(hint.rule.severity)):
        characters = range(each.start, each.end)
        under = next((covered[at] for at in characters if at in covered), None)
        if under is not None:
            under.append(each)
            continue
        kept.append((each, []))
        covered.update(dict.fromkeys(characters, kept[-1][1]))
    kept.sort(key=lambda pair: pair[0].start)
    return [Place(at.address, at.text, hint, tuple(also), at.place) for hint, also in kept]


def _texts(record: Postmortem) -> Iterator[tuple[str, str]]:
    """The fields of `TEXTS` that are not empty; a list of lines is read as lines."""
    for where, value in address.walk(record):
        if value and bare(where) in TEXTS:
            yield where, "\n".join(value) if isinstance(value, tuple) else value


def _is_ignored(text: str, hint: Hint, ignored: frozenset[str]) -> bool:
    return bool(ignored) and (hint.rule.id in ignored or _here(text, hint) in ignored)


def _here(text: str, hint: Hint) -> str:
    """A rule and a sentence, wherever it stands: a changed sentence is looked at again."""
    words = " ".join(sentence_around(text, hint).casefold().split())
    return f"{hint.rule.id} {sha256(words.encode()).hexdigest()[:12]}"
