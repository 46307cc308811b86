"""The report for customers: three sections and the milestones, with roles instead of names.

Three sections are what PagerDuty's postmortem guide asks of a public report: summary, what
happened, what we are doing about it. Which fields are told is said in `guide/outside/visibility`;
every text goes through `TakingOut` on its way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Block, Bullet, Bullets, Paragraph, Prose, Report, Section, Table
from pmtui.exporters.phrases import (
    NOT_KNOWN,
    UNTITLED,
    Phrases,
    day,
    filled,
    minutes,
    number,
    say,
    word,
)
from pmtui.exporters.sections.story import MILESTONES, milestone_table
from pmtui.guide import policy
from pmtui.guide.outside.record_words import NOTHING_LISTED, Listed
from pmtui.guide.outside.taking_out import TakingOut
from pmtui.guide.outside.visibility import FINISHED, visibility
from pmtui.model import address, figures
from pmtui.model.commitments import Action
from pmtui.model.harm import Measure
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment


def external_report(say_it: Phrases, out: TakingOut) -> Report:
    """What leaves the organisation; it still has to pass the scan for leaks.

    `out` holds afterwards what was taken out of it.
    """
    return _telling(say_it, out).report()


def external_title(record: Postmortem, listed: Listed = NOTHING_LISTED) -> str:
    """The title that customers see."""
    say_it = Phrases(record, Audience.EXTERNAL)
    return _telling(say_it, TakingOut(record, listed)).title()


def _telling(say_it: Phrases, out: TakingOut) -> "_Telling":
    told = {each.address for each in visibility(say_it.record) if each.shown}
    return _Telling(say_it, out, told)


@dataclass(frozen=True)
class _Telling:
    """One external report; `told` are the addresses of what customers are told."""

    say_it: Phrases
    out: TakingOut
    told: set[str]

    def report(self) -> Report:
        sections = (
            Section("Summary", "summary", self._summary()),
            Section("What happened", "what-happened", self._happened()),
            Section("What we are doing", "what-we-do", self._doing()),
            Section("What we learned", "lessons", self._lessons()),
            Section("Milestones", "milestones", (*self._milestones(), *self._events())),
        )
        return Report(self.title(), self._meta(), tuple(each for each in sections if each.blocks))

    def title(self) -> str:
        """The title that was written for customers, else the record's."""
        return self._first("report.external.title", "title") or UNTITLED

    def _text(self, where: str) -> str:
        """The text at an address as customers may read it; empty where it is not told."""
        holder = where.rpartition(".")[0]
        if not {where, holder} & self.told:
            return ""
        return self.out.text(where, say(address.get(self.say_it.record, where)))

    def _first(self, *places: str) -> str:
        return next((text for where in places if (text := self._text(where))), "")

    def _items(self, parent: str) -> list[Any]:
        """The items of a list that customers are told."""
        items = address.get(self.say_it.record, parent)
        return [each for each in items if f"{parent}.{each.id}" in self.told]

    def _meta(self) -> tuple[tuple[str, str], ...]:
        record = self.say_it.record
        severity, services = policy.severity(record), ", ".join(record.services)
        reviewed = record.report.redaction_review_at is not None
        pairs = [
            ("Severity", str(severity or "") if "severity.final" in self.told else ""),
            ("Services", self.out.text("services", services) if "services" in self.told else ""),
            ("Impact start", self._moment("impact_start")),
            ("Impact end", self._moment("impact_end")),
            ("Duration", minutes(figures.interval(record, "impact").minutes)),
            ("Status", "" if reviewed else "draft, not yet reviewed for publication"),
        ]
        return tuple((label, value) for label, value in pairs if value)

    def _moment(self, name: str) -> str:
        """A milestone of the head; empty where it is held back."""
        moment = getattr(self.say_it.record.milestones, name)
        return (
            self.say_it.moment(moment)
            if moment is None or f"milestones.{name}" in self.told
            else ""
        )

    def _summary(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        if text := self._text("report.external.summary"):
            blocks.append(Prose(text))
        elif text := self._text("impact.summary"):
            blocks.append(Paragraph(text))
        if text := self._text("impact.details"):
            blocks.append(Prose(text))
        lines = [self._measure(each) for each in self._items("impact.immediate")]
        return (*blocks, *_bullets(lines))

    def _measure(self, measure: Measure) -> str:
        where = f"impact.immediate.{measure.id}"
        of = f"of {number(measure.of)}" if measure.of is not None else ""
        unit = self.out.text(f"{where}.unit", say(measure.unit))
        figure = " ".join(part for part in (number(measure.value), of, unit) if part)
        return f"{self._text(f'{where}.metric') or NOT_KNOWN}: {figure}"

    def _happened(self) -> tuple[Block, ...]:
        text = self._first("report.external.what_happened", "analysis.narrative")
        causes = [self._text(f"causes.{each.id}.statement") for each in self._items("causes")]
        return (*([Prose(text)] if text else []), *_bullets(causes))

    def _doing(self) -> tuple[Block, ...]:
        text = self._text("report.external.what_we_do")
        lines = [self._commitment(each) for each in self._items("actions")]
        return (*([Prose(text)] if text else []), *_bullets(lines))

    def _commitment(self, action: Action) -> str:
        done = action.status in FINISHED
        state = f"{word(action.status)} {day(action.done_at)}" if done else f"due {day(action.due)}"
        return f"{self._text(f'actions.{action.id}.title') or NOT_KNOWN} ({state})"

    def _lessons(self) -> tuple[Block, ...]:
        return _bullets(self._text(f"lessons.{each.id}.text") for each in self._items("lessons"))

    def _milestones(self) -> tuple[Block, ...]:
        told = [name for name in MILESTONES if f"milestones.{name}" in self.told]
        moments = self.say_it.record.milestones
        known = {name: at for name in told if (at := getattr(moments, name))}
        return (milestone_table(self.say_it, known),) if known else ()

    def _events(self) -> tuple[Block, ...]:
        """Status updates that customers got, and entries of the timeline that are told them."""
        found: list[tuple[Moment, str]] = []
        for update in self._items("communications"):
            at = Moment(at=update.at, precision=Precision.EXACT)
            state = self._text(f"communications.{update.id}.state") or NOT_KNOWN
            found.append((at, f"Status update: {state}"))
        found += [
            (each, self._text(f"timeline.{each.id}.text") or NOT_KNOWN)
            for each in self._items("timeline")
        ]
        rows = [(*self.say_it.clocks(at), text) for at, text in sorted(found, key=_when)]
        head = ("UTC", *self.say_it.zone_names, "What customers saw")
        return (Table("What customers saw", head, tuple(rows)),) if rows else ()


def _when(event: tuple[Moment, str]) -> tuple[bool, str]:
    """Events in the order of their times, those without one at the end."""
    at: datetime | None = event[0].at
    return at is None, at.isoformat() if at else ""


def _bullets(lines: Iterable[str]) -> tuple[Block, ...]:
    kept = tuple(Bullet(line) for line in lines if filled(line))
    return (Bullets(kept),) if kept else ()
