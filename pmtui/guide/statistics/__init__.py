"""Honest figures over several postmortems (domain guide, 7).

What is misleading is not offered: means of durations, figures by person, league tables, trends
of a few points, shares of a few cases.
"""

from collections.abc import Sequence
from datetime import date

from pmtui.guide.statistics.conditions import conditions
from pmtui.guide.statistics.figure import Bar, Dot, Fact, Figure
from pmtui.guide.statistics.response import response
from pmtui.guide.statistics.reviewing import reviewing
from pmtui.guide.statistics.work import work
from pmtui.model.postmortem import Postmortem

__all__ = ["Bar", "Dot", "Fact", "Figure", "statistics"]


def statistics(records: Sequence[Postmortem], today: date) -> tuple[Figure, ...]:
    """Every figure that is worth having; one with nothing to show says so by `is_empty`."""
    return (
        *response(records),
        *work(records, today),
        *conditions(records),
        *reviewing(records),
    )
