"""The earlier postmortems that one may repeat (domain guide, 5.4).

They have a cause that reads like one of its own; or the same service and a tag; or the same kind of
trigger within 180 days before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pmtui.guide.likeness import likeness
from pmtui.guide.recurrence.index import FAINT, NEAR, Index
from pmtui.guide.recurrence.shared import shared_words
from pmtui.guide.recurrence.terms import terms
from pmtui.guide.recurrence.told import BETWEEN, Said, Told, is_later
from pmtui.model.kinds import Relation

MOST = 50
"""As many are told at most where nobody says otherwise."""

RECENT = timedelta(days=180)
"""How long a kind of trigger is remembered."""


@dataclass(frozen=True, slots=True)
class Match:
    """Something earlier that may have come again.

    `address` is in the record `id`; a cause there has the id `theirs`, the one here that reads
    like it `ours`. `score` is 0 to 1; without a cause, it stays below `FAINT`. `why` are words.
    """

    id: str
    address: str
    text: str
    score: float
    why: tuple[str, ...]
    relation: Relation = Relation.SHARES_CAUSE
    theirs: str | None = None
    ours: str | None = None


class Past:
    """What all postmortems of a library have told, by their ids."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        self._told = told
        self._causes = [(each, cause) for each in told.values() for cause in each.causes]

    @cached_property
    def _index(self) -> Index:
        return Index([cause.terms.split(BETWEEN) for _, cause in self._causes])

    def like(self, text: str, least: float = NEAR, most: int = MOST) -> list[Match]:
        """The causes of all postmortems that read like a text, best first."""
        found = self._index.near(terms(text), least)[:most]
        return [self._match(score, place, text) for score, place in found]

    def of(self, here: Told, least: float = NEAR, most: int = MOST) -> list[Match]:
        """What a postmortem may repeat, best first: each earlier cause once."""
        best: dict[int, tuple[float, Said]] = {}
        for cause in here.causes:
            for score, place in self._index.near(cause.terms.split(BETWEEN), least):
                if place not in best or score > best[place][0]:
                    best[place] = (score, cause)
        earlier = {at: each for at, each in best.items() if self._is_earlier(at, here)}
        ids = {self._causes[place][0].id for place in earlier}
        first = sorted(earlier, key=lambda place: (-earlier[place][0], place))[:most]
        causes = [
            self._match(score, place, cause.text, cause.id)
            for place, (score, cause) in ((place, earlier[place]) for place in first)
        ]
        kin = (match for match in self._kin(here) if match.id not in ids)
        return (causes + sorted(kin, key=lambda each: (-each.score, each.id)))[:most]

    def _is_earlier(self, place: int, here: Told) -> bool:
        other = self._causes[place][0]
        return other.id != here.id and not is_later(other, here)

    def _match(self, score: float, place: int, text: str, ours: str | None = None) -> Match:
        other, cause = self._causes[place]
        return Match(
            other.id,
            f"causes.{cause.id}",
            cause.text,
            round(score, 3),
            shared_words(text, cause.text, self._index.weight),
            theirs=cause.id,
            ours=ours,
        )

    def _kin(self, here: Told) -> Iterator[Match]:
        """Earlier ones of the same service and a tag, or the same kind of trigger of late."""
        for other in self._told.values():
            if other.id == here.id or is_later(other, here):
                continue
            services, tags = _both(other.services, here.services), _both(other.tags, here.tags)
            same_trigger = here.trigger is not None and other.trigger == here.trigger
            text = other.title or other.id
            if services and tags:
                alike = likeness(_words(other), _words(here))
                yield Match(
                    other.id,
                    "tags",
                    text,
                    round(alike * FAINT, 3),
                    (*services, *tags),
                    Relation.SAME_SYMPTOM,
                )
            elif same_trigger and _within(RECENT, other.began, here.began):
                yield Match(
                    other.id,
                    "causal.trigger_kind",
                    text,
                    0.0,
                    (str(here.trigger),),
                    Relation.SAME_TRIGGER,
                )


def _both(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    known = {each.casefold() for each in other}
    return tuple(each for each in one if each.casefold() in known)


def _words(each: Told) -> frozenset[str]:
    return frozenset(word.casefold() for word in (*each.services, *each.tags))


def _within(span: timedelta, earlier: str | None, later: str | None) -> bool:
    """Whether two days are both known and at most so far apart."""
    if earlier is None or later is None:
        return False
    return date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10]) <= span
