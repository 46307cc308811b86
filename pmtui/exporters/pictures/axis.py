"""The axis of time below a picture, in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pmtui.exporters.pictures.measure import width
from pmtui.exporters.pictures.svg import Svg, element, group, label

HEIGHT = 38.0
"""What the axis takes below the drawing, in px."""

_SIZE = 11.0
_DAY = 86_400
_SMALL = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
_LARGE = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1825, 3650, 18_250, 36_500, 182_500, 365_000)
_STEPS = (*_SMALL, *(days * _DAY for days in _LARGE))
"""Seconds between two marks of the axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Instants from `start` to `end` on the px from `left` to `right`."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, at: datetime) -> float:
        """Where an instant is, held within the ends."""
        share = (at - self.start) / (self.end - self.start)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def draw(self, top: float, bottom: float) -> Svg:
        """Lines from `top` to `bottom` at the marks; below them the times, then the days."""
        step = self._step()
        parts, free, day = list[Svg](), self.left - _SIZE * 2, ""
        for at in self._marks(step):
            x, text = self.x(at), at.date().isoformat()
            parts.append(element("path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", class_="grid"))
            if step < _DAY:
                clock = f"{at:%H:%M:%S}" if step < 60 else f"{at:%H:%M}"
                parts.append(self._label(clock, x, bottom + 14))
            if text != day and x - width(text, _SIZE) / 2 > free:
                parts.append(self._label(text, x, bottom + (28 if step < _DAY else 14)))
                free, day = x + width(text, _SIZE) / 2 + 6, text
        return group(parts)

    def _label(self, text: str, x: float, y: float) -> Svg:
        return label(text, x, y, _SIZE, class_="soft", text_anchor="middle")

    def _step(self) -> int:
        """The smallest step whose texts stand apart."""
        seconds = (self.end - self.start).total_seconds()
        for step in _STEPS:
            text = "2026-09-15" if step >= _DAY else "00:00:00" if step < 60 else "00:00"
            if (self.right - self.left) * step / seconds >= width(text, _SIZE) + 14:
                return step
        return _STEPS[-1]

    def _marks(self, step: int) -> Iterator[datetime]:
        """The multiples of a step between the ends, counted from the day of the start."""
        midnight = self.start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        apart = timedelta(seconds=step)
        first = -((midnight - self.start) // apart)
        for number in range(first, (self.end - midnight) // apart + 1):
            yield midnight + number * apart
