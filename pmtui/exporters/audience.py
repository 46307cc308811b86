"""Whom a report is written for."""

from enum import StrEnum


class Audience(StrEnum):
    """Inside the organisation names are named; outside it people are their roles."""

    INTERNAL = "internal"
    EXTERNAL = "external"
