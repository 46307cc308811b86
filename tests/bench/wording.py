"""What the rules of wording cost: a sentence, and a record that was looked at before."""

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from pmtui.guide.wording import FIELDS, built_in, hints, record_hints
from tests.bench.place import Place, examples
from tests.bench.table import Line

LIMIT = 10.0
"""Milliseconds that the slowest sentence may take; a key must not be felt."""

DATA = Path(__file__).parents[1] / "data" / "wording.json"
ROUNDS = 5


def measure(place: Place) -> list[Line]:
    """The slowest of the labelled sentences in any field, new each time, and a whole record."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    names, texts = tuple(data["names"]), [each["text"] for each in data["sentences"]]
    built_in()
    hints("Words to compile the rules for.", "summary")
    sentences = [
        median(
            _ms(lambda: hints(f"{number} {text}", field, names))  # noqa: B023
            for number in range(ROUNDS)
        )
        for text in texts
        for field in FIELDS
    ]
    record = examples()[-1]
    record_hints(record, built_in())
    again = median(_ms(lambda: record_hints(record, built_in())) for _ in range(ROUNDS))
    return [
        Line("wording of a sentence, the slowest of 560", max(sentences), None, LIMIT),
        Line("wording of a record that was looked at", again, None, None),
    ]


def _ms(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000
