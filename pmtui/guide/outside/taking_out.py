"""Texts of a record as customers may read them, and what was taken out of which field."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from pmtui.guide.outside import decisions
from pmtui.guide.outside.finding import Hit, hits
from pmtui.guide.outside.kinds import KINDS, SECRET
from pmtui.guide.outside.record_words import NOTHING_LISTED, Known, Listed, known_words
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Redaction
from pmtui.model.text import HIDDEN

_LEAD = r"(?<!\w)(?:(?:the|our|an?)\s+(?:(?:{0})\s+)?|(?:{0})\s+)$"
_TWICE = re.compile(r"\b((?:the|an?) [\w -]{2,40}) \(\1\)", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.!?]\s|\n|^[\s#>*-]+)\s*$")


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that was found in a field, and what stands there for customers.

    `decision` is what somebody decided; None where the default of its kind counts.
    """

    field: str
    kind: str
    words: str
    instead: str
    decision: Redaction | None = None

    @property
    def kept(self) -> bool:
        """Whether it stays, by a decision; a secret does until it stops the report."""
        return self.kind == SECRET or bool(self.decision and self.decision.decision == "keep")

    @property
    def undecided(self) -> bool:
        """Whether somebody should say what becomes of it."""
        return self.decision is None and KINDS[self.kind].asks

    @property
    def why(self) -> str:
        """Why it was taken out, or that somebody decided on it."""
        return "decided" if self.decision else KINDS[self.kind].why


@dataclass
class TakingOut:
    """Takes out of texts what must not leave; `taken` is what was found so far."""

    record: Postmortem
    listed: Listed = NOTHING_LISTED
    taken: list[Taken] = field(default_factory=list)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """The words of the record that stay inside."""
        return known_words(self.record, self.listed)

    def text(self, where: str, text: str) -> str:
        """The text of a field as customers may read it."""
        plain = unicodedata.normalize("NFC", HIDDEN.sub("", text))
        out, end, gone = "", 0, False
        for hit in hits(plain, self.known):
            before = plain[end : hit.start]
            instead = self._instead(where, hit)
            if instead is None:
                out += before + hit.words
            else:
                out = _joined(out + before, instead, KINDS[hit.kind].nouns)
            end, gone = hit.end, gone or instead == ""
        whole = out + plain[end:]
        whole = _TWICE.sub(r"\1", whole)
        return _tidy(whole) if gone else whole

    def _instead(self, where: str, hit: Hit) -> str | None:
        """What is written in the place of something found; None where it stays."""
        decision = decisions.decision_on(self.record, hit.words, where)
        instead = hit.instead
        if decision is not None:
            words = {decisions.KEEP: hit.words, decisions.REMOVE: ""}
            instead = words.get(decision.decision or "", decision.instead or instead)
        taken = Taken(where, hit.kind, hit.words, instead, decision)
        if taken not in self.taken:
            self.taken.append(taken)
        return None if taken.kept else instead


def _joined(before: str, instead: str, nouns: str) -> str:
    """Words after others: an article and a noun that stand before them go with what they replace.

    The first word of a sentence gets a capital; what was said just before is not said twice.
    """
    if not instead:
        return before
    if re.search(rf"(?<!\w){re.escape(instead)}[ ./-]?$", before, re.IGNORECASE):
        return before.rstrip(" ./-")
    if re.match(r"(?:the|an?|this)\s", instead):
        words = "|".join(re.escape(noun) for noun in nouns.split())
        before = re.sub(_LEAD.format(words or "(?!)"), "", before, flags=re.IGNORECASE)
    if _BEGINS.search(before):
        instead = instead[0].upper() + instead[1:]
    return before + instead


def _tidy(text: str) -> str:
    """The text without the blanks and empty brackets that were left by what went."""
    text = re.sub(r"[ \t]*(?:\([ \t]*\)|\[[ \t]*\](?!\()|“”|\"\")", "", text)
    text = re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", text)
    return re.sub(r"(?<=\S)[ \t]+(?=[,.;:!?](?:\s|$))", "", text)
