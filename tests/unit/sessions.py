"""Sessions for the tests: a library with one record, and a clock that is moved by hand."""

from datetime import UTC, datetime, timedelta

from pmtui.session import Session

ID = "2026-03-04-x"
START = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at

    def go_on(self, by: timedelta):
        self.at += by


def opened(library, clock, record_id=ID, **more):
    return Session(library, library.load(record_id), now=clock, **more)


def type_(session, clock, field, text, *, apart=timedelta(milliseconds=200)):
    for end in range(1, len(text) + 1):
        clock.go_on(apart)
        session.put(field, text[:end])
