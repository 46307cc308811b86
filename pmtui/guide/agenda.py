"""The meeting in time boxes, and a clock that can be paused.

The boxes follow Etsy's debriefing guide, which gives most of the hour to the timeline.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pmtui.model.kinds import MAJOR, Depth, Severity
from pmtui.model.postmortem import Postmortem

BOXES: dict[Depth, dict[str, int]] = {
    Depth.QUICK: {
        "preparation": 2,
        "analysis": 12,
        "root_cause": 8,
        "impact": 1,
        "lessons": 5,
        "recommendations": 2,
    },
    Depth.STANDARD: {
        "preparation": 5,
        "analysis": 25,
        "root_cause": 15,
        "impact": 4,
        "lessons": 8,
        "recommendations": 3,
    },
    Depth.DEEP: {
        "preparation": 7,
        "analysis": 35,
        "root_cause": 25,
        "impact": 6,
        "lessons": 12,
        "recommendations": 5,
    },
}
"""Minutes for each page, by depth: 30, 60 and 90 in all."""


def depth_of(record: Postmortem) -> Depth:
    """The depth that was chosen or, without a choice, the one its severity asks for."""
    severity = record.severity.final or record.severity.peak
    by_severity = Depth.STANDARD if severity in MAJOR else Depth.QUICK
    return record.prep.depth or (Depth.DEEP if severity is Severity.SEV1 else by_severity)


@dataclass(frozen=True, slots=True)
class MeetingClock:
    """How long the meeting has run; `since` is None while the clock stands still."""

    run: timedelta = timedelta()
    since: datetime | None = None

    def toggled(self, now: datetime) -> "MeetingClock":
        """The clock started or, where it runs, paused."""
        return MeetingClock(self.elapsed(now), None if self.since else now)

    def elapsed(self, now: datetime) -> timedelta:
        """The time that the meeting has run, without pauses."""
        return self.run + (now - self.since if self.since else timedelta())

    def words(self, record: Postmortem, page: str, now: datetime) -> str:
        """The clock for the top line, in minutes: elapsed of all, and the page's box."""
        if self.since is None and not self.run:
            return ""
        boxes = BOXES[depth_of(record)]
        minutes = int(self.elapsed(now).total_seconds() // 60)
        box = f", this page {boxes[page]}" if page in boxes else ""
        state = "" if self.since else " paused"
        return f"{minutes} of {sum(boxes.values())} min{box}{state}"
