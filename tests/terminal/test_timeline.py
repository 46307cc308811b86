"""The timeline of a whole incident, typed as it is told: out of order, and with few spare keys."""

import json
import signal
import subprocess
from dataclasses import dataclass, replace

import pytest

from pmtui.demo import records
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.store.codec import from_json
from tests.drafts import kept_words
from tests.terminal.conftest import ID
from tests.terminal.program import PMTUI, Program

HOME, ENTER = "\x1b[H", "\r"
MOST_KEYS = 0.08
"""Keys spent beyond the text itself, as a share of it."""

MINUTES = {
    **{"ttd": 17, "tta": 2, "tte": 33, "ttk": 46},
    **{"ttm": 91, "ttr": 159, "ttc": 45, "impact": 108, "trigger": 2.8, "declare": 11},
}
EXPLAINED = {EventKind.TRIGGER, EventKind.DECISION, EventKind.HYPOTHESIS}


def example() -> Postmortem:
    """The largest example as it comes with the program."""
    data = next(each for each in records() if b"card-authorisations" in each)
    return from_json(data, "example")


@dataclass(frozen=True)
class Told:
    """One entry as somebody tells it: the keys, and the characters that end up in the record."""

    keys: str
    text: int


def told(event: Event) -> Told:
    """The entry line of an entry, and what was known then where the program asks for it."""
    assert event.at is not None
    day = "" if f"{event.at:%F}" == "2026-09-15" else f"{event.at:%F}"
    clock = "" if event.precision is Precision.DAY else f"{event.at:%T}".removesuffix(":00")
    time = " ".join(part for part in (day, clock) if part)
    kind = (event.kind or "").replace("_", " ")
    role = event.actor_role or ""
    values = [time, kind, event.text or "", role, *event.evidence]
    marks = [f"@{role.replace(' ', '_')}"] if role else []
    marks += [f"#{each}" for each in event.evidence]
    keys = " ".join([time, f"{kind}: {event.text}", *marks]) + ENTER
    if event.kind in EXPLAINED:
        values.append(event.known_then or "")
        keys += f"{event.known_then}{ENTER}"
    return Told(keys, sum(len(value) for value in values))


@pytest.fixture
def prepared(library):
    """The example before its meeting: who was there and what was saved, and no story yet."""
    record = replace(example(), timeline=(), milestones=Milestones(), id=ID, schema_version=1)
    stored = library.load(ID)
    library.save(record, stored)
    return library


def mixed(count: int) -> list[int]:
    """The order in which people remember: the middle, then back and forth."""
    return [*range(10, count, 3), *range(0, count, 2)[::-1], *range(count)]


def rows_on(program: Program, events: tuple[Event, ...]) -> list[str]:
    """The ids of the entries in the order in which the list shows them, from its top to its end."""
    beginnings = {(event.text or "")[:24]: event.id for event in events}
    found: dict[str, None] = {}
    for _ in range(6):
        lines = [line.partition("│")[2] for line in program.lines]
        lines = lines[6 : next(n for n, line in enumerate(lines) if line.startswith(" Kind: "))]
        found |= {
            name: None for line in lines for words, name in beginnings.items() if words in line
        }
        program.press("PageDown")
        program.settle()
    return list(found)


def test_the_example_told_in_a_mixed_order_is_the_example(guide, prepared):
    events = example().timeline
    order = list(dict.fromkeys(mixed(len(events))))
    assert sorted(order) == list(range(32))
    program = guide("analysis")
    keys = text = 0
    for number in order:
        entry = told(events[number])
        program.write(entry.keys)
        keys, text = keys + len(entry.keys), text + entry.text
    print(f"{keys} keys for {text} characters: {(keys - text) / text:.1%} beyond the text")
    assert (keys - text) / text <= MOST_KEYS

    program.wait_for("Timeline (32)")
    program.press("Esc", HOME)
    assert rows_on(program, events) == [f"t{number}" for number in range(1, 33)]
    program.write("q")
    assert program.wait() == 0

    record = prepared.load(ID).record
    typed = {event.text: event for event in record.timeline}
    for event in events:
        found = typed[event.text]
        assert (found.kind, found.actor_role) == (event.kind, event.actor_role)
        assert set(found.evidence) == set(event.evidence)
        assert event.kind not in EXPLAINED or found.known_then == event.known_then
        assert event.precision is not Precision.EXACT or found.at == event.at
    command = [PMTUI, "figures", ID, "--json"]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    minutes = {name: each["minutes"] for name, each in said["intervals"].items()}
    assert minutes == MINUTES
    since_detection = {name: each["minutes"] for name, each in said["from_detection"].items()}
    assert since_detection == {"ttm": 74, "ttr": 142}


def test_a_paste_survives_a_kill_in_its_preview_with_what_was_turned_by_hand(guide, start, library):
    lines = [f"{13 + n // 60}:{n % 60:02} alert: queue at {n} %" for n in range(299)]
    paste = "\r".join([*lines, "a word without a time"])
    program = guide("analysis")
    program.write("said before: ")
    program.settle()
    program.write(f"\x1b[200~{paste}\x1b[201~")
    program.wait_for("300 lines: events 298, joined to the one above 1, notes 1, skipped 0")
    program.press("Down", "n", "x")
    program.wait_for("300 lines: events 296, joined to the one above 1, notes 2, skipped 1")
    program.wait_until(
        lambda: kept_words(library, ID).get("+timeline.paste.turned") == "2:note 3:skipped"
    )
    program.signal(signal.SIGKILL)
    program.wait()
    assert library.load(ID).record.timeline == ()

    again = start("open", ID, "--step", "analysis")
    again.wait_for("300 lines: events 296, joined to the one above 1, notes 2, skipped 1")
    again.press("Enter")
    again.wait_for("Timeline (296)")
    again.wait_until(lambda: len(library.load(ID).record.timeline) == 296)
    record = library.load(ID).record
    assert record.notes == f"said before: {lines[0]}\n{lines[1]}"
    assert record.timeline[-1].text == "queue at 298 % a word without a time"
    again.press("Esc", "u")
    again.wait_for("Timeline (0)")
    again.write("q")
    assert again.wait() == 0
    assert library.load(ID).record.notes is None
    assert kept_words(library, ID) == {}
