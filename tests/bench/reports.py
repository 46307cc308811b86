"""What a report as a page costs, against its Markdown, and with many events against few."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import process_time

from markdown_it import MarkdownIt

from pmtui.exporters.audience import Audience
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from tests.bench.place import Place, examples
from tests.bench.table import Line, in_turn

FEW, MANY = 40, 1000
_ROUNDS = 7
_START = datetime(2026, 9, 15, 16, tzinfo=UTC)


def measure(place: Place) -> list[Line]:
    """The page of the example, and that of a record with a thousand events."""
    record = examples()[-1]
    text = to_markdown(build(record, Audience.INTERNAL))
    bare = MarkdownIt("commonmark").enable("table")
    ours, floor = in_turn(lambda: _page(record), lambda: _ms(lambda: bare.render(text)), _ROUNDS)
    many, few = in_turn(lambda: _page(_told(MANY)), lambda: _page(_told(FEW)), _ROUNDS)
    return [
        Line("export, HTML of the example, to its Markdown", ours, floor, 6.0),
        Line(f"export, HTML of {MANY:,} events, to {FEW}", many, few, 25.0),
    ]


def _page(record: Postmortem) -> float:
    return _ms(lambda: to_html(build(record, Audience.INTERNAL)))


def _told(count: int) -> Postmortem:
    """A story of so many events, one every ten seconds."""
    events = tuple(
        Event(
            id=f"t{number}",
            at=_START + timedelta(seconds=10 * number),
            precision=Precision.EXACT,
            kind=EventKind.SIGNAL if number % 3 else EventKind.ACTION,
            text=f"Somebody saw request {number} wait for the lock on `keys`, and said so.",
            actor_role="on-call engineer",
        )
        for number in range(count)
    )
    return Postmortem(id="x", title="Many events", timeline=events)


def _ms(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return (process_time() - start) * 1000
