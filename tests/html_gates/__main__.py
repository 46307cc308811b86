"""Write the pages that are checked into a folder: ``python -m tests.html_gates FOLDER``."""

import json
import sys
from datetime import date
from pathlib import Path

from pmtui.exporters.audience import Audience
from pmtui.exporters.html import to_html
from pmtui.exporters.report import build
from pmtui.exporters.statistics.page import figures_report
from pmtui.guide.statistics import statistics
from pmtui.importers.markdown import read_markdown
from pmtui.model.postmortem import Postmortem
from tests.html_gates.broken import EXPECTED, broken
from tests.unit.faces import TESTS, example, nasty_values, oversized_record, record_of_all
from tests.unit.whole_record import LIBRARY

TODAY = date(2026, 11, 23)


def main(folder: Path) -> None:
    """The example for both audiences, long events, hostile values, the largest import, figures.

    Below `broken` is a page that has to fail, with what must be said of it.
    """
    long = [f"Donaudampfschifffahrtsgesellschaft{'x' * n} saw queue {n} grow" for n in range(60)]
    hostile = [item["input"] for item in nasty_values() if item["category"] != "size"]
    records = {
        "example-internal": (example(), Audience.INTERNAL),
        "example-external": (example(), Audience.EXTERNAL),
        "sixty-events": (record_of_all(long), Audience.INTERNAL),
        "hostile-values": (record_of_all(hostile), Audience.INTERNAL),
        "oversized-values": (oversized_record(), Audience.INTERNAL),
        "largest-import": (_largest(), Audience.INTERNAL),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, (record, audience) in records.items():
        page = to_html(build(record, audience))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    rows = statistics(LIBRARY, TODAY)
    page = to_html(figures_report(rows, LIBRARY, TODAY))
    (folder / "figures.html").write_text(page, encoding="utf-8")
    sound = to_html(build(example(), Audience.EXTERNAL))
    (folder / "broken").mkdir(exist_ok=True)
    (folder / "broken" / "all.html").write_text(broken(sound), encoding="utf-8")
    (folder / "broken" / "expected.json").write_text(json.dumps(EXPECTED), encoding="utf-8")


def _largest() -> Postmortem:
    files = (TESTS / "data" / "corpus").glob("*/*.md")
    path = max(files, key=lambda each: (each.stat().st_size, each.name))
    return read_markdown(path.read_text(encoding="utf-8"), path.name, zone="UTC").record


main(Path(sys.argv[1]))
