"""The page that leads to all reports of a folder: by year, newest first, and by service.

It is there in both orders, so that nothing has to be sorted by a script.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Paragraph, Report, Section, Table
from pmtui.exporters.external import external_title
from pmtui.exporters.form.layout import Layout
from pmtui.exporters.phrases import NOT_KNOWN, UNTITLED, day, minutes, say, word
from pmtui.guide.outside.record_words import NOTHING_LISTED, Listed
from pmtui.model import figures
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import slug

_HEAD = ("Postmortem", "Day (UTC)", "Duration")
_HEAD_INSIDE = ("Severity", "Status", "Services")
_SLUG = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one record; `day` is that of its start in UTC.

    `inside` is the severity and the status, in words. It and the services are empty for readers
    outside, who are not told the names of systems (guide 6.4).
    """

    title: str
    day: date | None
    duration: str
    inside: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


def entry_of(record: Postmortem, audience: Audience, listed: Listed = NOTHING_LISTED) -> Entry:
    """The line on a record as readers of that audience may see it."""
    milestones, severity = record.milestones, record.severity
    begin = milestones.impact_start or milestones.trigger_at or milestones.detected_at
    start = begin.at.date() if begin and begin.at else None
    duration = minutes(figures.interval(record, "impact").minutes)
    if audience == Audience.EXTERNAL:
        return Entry(external_title(record, listed), start, duration)
    level = severity.final or severity.peak or severity.declared
    inside = (str(level or NOT_KNOWN), word(record.report.status))
    return Entry(say(record.title, UNTITLED), start, duration, inside, record.services)


def index_report(entries: Iterable[tuple[str, Entry]], layout: Layout) -> Report:
    """The index of reports (pairs of a file's name and its line), with what the team has around."""
    newest_first = sorted(entries, key=_moment, reverse=True)
    years: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    services: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for pair in newest_first:
        years[str(pair[1].day.year) if pair[1].day else ""].append(pair)
        for name in dict.fromkeys(pair[1].services):
            services[name].append(pair)
    sections = [
        _section(f"Year {year}" if year else "Day not known", f"year-{year or 'none'}", pairs)
        for year, pairs in years.items()
    ]
    sections += [
        _section(f"Service {name}", f"service-{number}-{slug(name, _SLUG)}", services[name])
        for number, name in enumerate(sorted(services, key=lambda each: (each.casefold(), each)), 1)
    ]
    none = Section("None yet", "none", (Paragraph("There are no reports here."),))
    meta = (("Reports", str(len(newest_first))),)
    found = tuple(sections) or (none,)
    return Report("Postmortems", meta, found, layout.header, layout.footer, layout.look)


def _moment(pair: tuple[str, Entry]) -> tuple[date, str]:
    return pair[1].day or date.min, pair[0]


def _section(heading: str, anchor: str, pairs: list[tuple[str, Entry]]) -> Section:
    inside = any(entry.inside for _, entry in pairs)
    head = (*_HEAD, *_HEAD_INSIDE) if inside else _HEAD
    rows = tuple(_row(entry) for _, entry in pairs)
    table = Table(heading, head, rows, links=tuple(file for file, _ in pairs))
    return Section(heading, anchor, (table,))


def _row(entry: Entry) -> tuple[str, ...]:
    row = (entry.title, day(entry.day), entry.duration)
    return (*row, *entry.inside, ", ".join(entry.services)) if entry.inside else row
