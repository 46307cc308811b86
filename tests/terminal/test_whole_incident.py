"""A whole incident, typed page by page with the keyboard, is in the reports."""

import html
import re
import subprocess

from tests.drafts import kept_words
from tests.terminal.conftest import ID
from tests.terminal.program import KEYS, PMTUI

TAB, ENTER, ESC, F8, DOWN = "\t", "\r", "\x1b", KEYS["F8"], KEYS["Down"]

PAGES = {
    "1 Preparation": [
        *("Transfers hung while a queue was full", ENTER),
        *("2", ENTER, "transfer-api, ledger-queue", ENTER, "Ada", ENTER, "Bela", ENTER),
        *("2026-03-04 13:30", ENTER, "2026-03-04 17:00", ENTER),
        *("Ada Olsen @ada, Platform, facilitator", ENTER),
        *("Bela Kiss @bela, Payments, responder, involved", ENTER, TAB, TAB),
        *("log: broker journal of the afternoon log://broker/today", ENTER, TAB, TAB),
        *("How did the queue fill unseen?", ENTER, "What told people that it was over?"),
    ],
    "2 Analysis": [
        *("14:02 trigger: nightly export started by hand", ENTER),
        *("14:05 impact start: transfers wait for minutes", ENTER),
        *("14:21 detection: support reports waiting customers @bela", ENTER),
        *("~14:30 decision: stop the export !", ENTER),
        *("+9 mitigated: queue drains", ENTER),
        *("15:10 impact end: waiting time is normal again", ENTER),
        *("15:30 resolved: alarm added by hand", ENTER),
    ],
    "3 Root cause": [
        *("Transfers waited up to 40 minutes", ENTER),
        *("trigger: The export filled the shared queue", ENTER),
        *("No alarm looked at the age of messages", ENTER, TAB),
        *("Alarms were copied from a service without a queue", ENTER),
        *(DOWN, KEYS["Down"], "x", "s", ENTER, "we own the alarm templates", ENTER, ENTER),
        *("y", ENTER, "y", ENTER, "y", ENTER),
    ],
    "4 Impact": [
        *("One in eight transfers came late, none was lost", ENTER, "p", ENTER),
        *("transfers", ENTER),
        *("late transfers: 1200 of 9600 transfers (measured)", ENTER, TAB, TAB),
        *("14:05-15:10 1200 affected 12 %", ENTER, TAB, TAB, TAB),
        *("n", TAB, "n", TAB, "y", TAB, TAB),
        *("trust: two partners asked for a written answer @bela by 2099-02-01", ENTER),
    ],
    "5 Lessons": [
        *("went well: support and platform shared one channel", ENTER),
        *("got lucky: the quarter had closed a day before", ENTER, TAB, TAB),
        *("Give exports a queue of their own", ENTER),
    ],
    "6 Recommendations": [
        *("detect: Page when the oldest message is over 60 s @ada by 2099-03-01 P2 #c4", ENTER),
        *(TAB, TAB, "#c2 Exports share the queue until summer @bela by +300d", ENTER),
    ],
    "7 Report": [
        "On 4 March one in eight transfers was late for 65 minutes because an export filled the",
        " shared queue and nothing looked at the age of messages.",
    ],
    "8 Implementation": [
        *("s", "a", ENTER, ENTER, "agreed in the room", ENTER),
    ],
    "9 Follow-up": [
        *(TAB, "30 day 2099-04-03 09:00 look at the new alarm", ENTER, TAB, TAB, TAB),
        "The alarm fired twice in time.",
    ],
}
FOUND = [
    *("Transfers hung while a queue was full", "transfer-api", "ledger-queue", "SEV2"),
    *(
        "Ada Olsen",
        "Bela Kiss",
        "broker journal of the afternoon",
        "How did the queue fill unseen?",
    ),
    *("What told people that it was over?", "nightly export started by hand"),
    *("transfers wait for minutes", "support reports waiting customers", "stop the export"),
    *("queue drains", "waiting time is normal again", "alarm added by hand", "14:39"),
    *("Transfers waited up to 40 minutes", "The export filled the shared queue"),
    *("No alarm looked at the age of messages", "Alarms were copied from a service"),
    *("we own the alarm templates", "One in eight transfers came late, none was lost"),
    *("late transfers", "two partners asked for a written answer"),
    *("support and platform shared one channel", "the quarter had closed a day before"),
    *("Give exports a queue of their own", "Page when the oldest message is over 60 s"),
    *("Exports share the queue until summer", "On 4 March one in eight transfers was late"),
    *("look at the new alarm", "The alarm fired twice in time.", "2099-03-01", "accepted"),
]


def exported(kind: str) -> str:
    """The report as its reader sees it: without markup, on one line."""
    command = [PMTUI, "export", ID, "--format", kind]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    if kind == "html":
        text = html.unescape(re.sub("<[^>]*>", " ", text.partition("</head>")[2]))
    else:
        text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return " ".join(text.split())


def test_an_incident_typed_page_by_page_is_in_every_report(guide, library):
    program = guide()
    for title, keys in PAGES.items():
        program.wait_for(f"▸{title}"[:16])
        for key in keys:
            program.write(key)
            program.settle(0.02)
        program.write(F8)
    program.wait_for("▸1 Preparation")
    program.press("Esc")
    program.settle()
    program.write("q")
    assert program.wait() == 0
    assert kept_words(library, ID) == {}
    for kind in ("md", "html"):
        text = exported(kind)
        missing = [words for words in FOUND if words not in text]
        assert missing == [], kind


def test_the_same_incident_in_a_few_large_reads_is_the_same_record(guide, library):
    program = guide()
    keys = "".join("".join(keys) + F8 for keys in PAGES.values())
    assert "\x1b" not in keys.replace(F8, "").replace(DOWN, ""), "a lone Esc needs a pause"
    for start in range(0, len(keys), 700):
        program.write(keys[start : start + 700])
    program.wait_for("▸1 Preparation")
    program.wait_until(lambda: library.load(ID).record.follow_up.closing_note is not None)
    program.settle()
    program.press("Esc")
    program.settle()
    program.write("q")
    assert program.wait() == 0
    text = exported("md")
    assert [words for words in FOUND if words not in text] == []
