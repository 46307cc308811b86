"""How single values read in a report: people, times, figures, words of the closed lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeGuard
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmtui.exporters.audience import Audience
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import NOBODY, participant, role_of
from pmtui.model.types import Moment

NOT_KNOWN = "not known"
NOT_ESTIMATED = "not estimated"
UNTITLED = "Untitled incident"


@dataclass(frozen=True)
class Phrases:
    """The words for one record and one audience."""

    record: Postmortem
    audience: Audience

    @cached_property
    def zones(self) -> tuple[ZoneInfo, ...]:
        """The zones that times are shown in beside UTC; unknown names are left out."""
        found = []
        for name in dict.fromkeys(self.record.display_timezones):
            try:
                zone = ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
            if name not in ("UTC", "Etc/UTC"):
                found.append(zone)
        return tuple(found)

    @cached_property
    def zone_names(self) -> tuple[str, ...]:
        """The zones by their cities, such as "Berlin"."""
        return tuple(zone.key.rpartition("/")[2].replace("_", " ") for zone in self.zones)

    def person(self, reference: str | None) -> str:
        """A participant's name inside the organisation, the role outside it."""
        if not filled(reference):
            return NOT_KNOWN
        found = participant(self.record, reference)
        if self.audience == Audience.EXTERNAL:
            return role_of(found) if found else NOBODY
        return say(found.name, found.id) if found else reference.strip()

    def people(self, references: Iterable[str]) -> str:
        """Several participants."""
        return ", ".join(self.person(each) for each in references)

    def time(self, at: datetime | None) -> str:
        """An instant in UTC and, in brackets, in the record's zones."""
        if at is None:
            return NOT_KNOWN
        return f"{day(at)} {clock(at)} UTC{self._elsewhere(at)}"

    def moment(self, moment: Moment | None) -> str:
        """A moment as well as it is known: ``~`` marks about, a bare date the day."""
        if moment is None or moment.at is None or moment.precision is Precision.UNKNOWN:
            return NOT_KNOWN
        if moment.precision is Precision.DAY:
            return day(moment.at)
        about = "about " if moment.precision is Precision.APPROX else ""
        return f"{about}{self.time(moment.at)}"

    def clocks(self, moment: Moment) -> tuple[str, ...]:
        """Cells of a time table: UTC with its date, then the time of day in each zone."""
        if moment.at is None or moment.precision is Precision.UNKNOWN:
            return (NOT_KNOWN, *("" for _ in self.zones))
        if moment.precision is Precision.DAY:
            return (day(moment.at), *("" for _ in self.zones))
        about = "~" if moment.precision is Precision.APPROX else ""
        local = (about + _local(moment.at, zone) for zone in self.zones)
        return (f"{day(moment.at)} {about}{clock(moment.at)}", *local)

    def _elsewhere(self, at: datetime) -> str:
        pairs = zip(self.zones, self.zone_names, strict=True)
        shown = [f"{_local(at, zone)} {name}" for zone, name in pairs]
        return f" ({', '.join(shown)})" if shown else ""


def filled(text: str | None) -> TypeGuard[str]:
    """Whether a text says anything."""
    return bool(text and text.strip())


def say(text: str | None, otherwise: str = "") -> str:
    """A text, or another where it says nothing."""
    return text.strip() if text and text.strip() else otherwise


def day(at: date | None) -> str:
    """A day as ``2026-09-15``; an instant's day in UTC."""
    if at is None:
        return NOT_KNOWN
    if isinstance(at, datetime):
        return _utc(at).strftime("%Y-%m-%d")
    return at.isoformat()


def clock(at: datetime) -> str:
    """The time of day in the instant's own zone, with seconds where there are any."""
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def word(value: StrEnum | None, otherwise: str = NOT_KNOWN) -> str:
    """A value of a closed list in words."""
    return otherwise if value is None else str(value).replace("_", " ")


def yes(value: bool | None) -> str:
    """Yes, no or not known."""
    return NOT_KNOWN if value is None else ("yes" if value else "no")


def number(value: float | Fraction | None, otherwise: str = NOT_KNOWN) -> str:
    """A figure with thousands marked; decimals where they matter: one from 1 to 999."""
    if value is None:
        return otherwise
    figure = float(value)
    if isinstance(value, int) or figure == int(figure) or abs(figure) >= 1000:
        return f"{round(value):,}"
    return f"{figure:,.1f}" if abs(figure) >= 1 else f"{figure:.3g}"


def percent(share: float | Fraction | None) -> str:
    """A share of 1 as a percentage with one decimal; small shares with two digits."""
    if share is None:
        return NOT_KNOWN
    figure = float(share) * 100
    return f"{figure:.1f} %" if figure >= 1 or figure == 0 else f"{figure:.2g} %"


def minutes(value: Fraction | None) -> str:
    """A length in minutes."""
    return NOT_KNOWN if value is None else f"{number(value)} min"


def _local(at: datetime, zone: ZoneInfo) -> str:
    """The time of day in a zone; the days that it is ahead or behind UTC are added."""
    try:
        local = _utc(at).astimezone(zone)
    except OverflowError:
        return NOT_KNOWN
    days = (local.date() - _utc(at).date()).days
    return clock(local) + (f" {days:+d} d" if days else "")


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
