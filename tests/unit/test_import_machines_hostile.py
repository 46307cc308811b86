"""Machine data that is not as it should be: nothing is lost, nothing is held without end."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.guide.private import marks
from pmtui.importers import intake
from pmtui.importers.formats import MACHINE
from pmtui.importers.machine import Found
from pmtui.importers.sources import LONGEST_LINE, without_colours
from pmtui.model.errors import BadValue
from pmtui.model.text import clean

from .growth import assert_no_quadratic_growth
from .machine_files import AT, read

MINUTES = st.builds(
    lambda form, minute, second, zone, rest: form.format(f"{minute:02}:{second:02}", zone) + rest,
    st.sampled_from(["2026-09-15T16:{}{} ", "Sep 15 16:{} db-1 ", "{} ", "  "]),
    st.integers(40, 43),
    st.integers(0, 59),
    st.sampled_from(["Z", "", "+01:00", "-00:30"]),
    st.sampled_from(["a", "b", "ab", ""]),
)
BOUND = st.none() | st.builds(
    lambda seconds: datetime(2026, 9, 15, 16, 40, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 240),
)


@settings(max_examples=300)
@given(st.lists(MINUTES, max_size=25), BOUND, BOUND, st.sampled_from([None, "a", "b$"]))
def test_narrowing_gives_what_choosing_from_everything_gives(
    lines: list[str], since: datetime | None, until: datetime | None, match: str | None
) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    everything = read(data, form="log")
    found = read(data, form="log", since=since, until=until, match=match)
    chosen = [
        event
        for event in everything.events
        if event.at
        and (since is None or event.at >= since)
        and (until is None or event.at <= until)
        and (match is None or any(re.search(match, line) for line in str(event.source).split("\n")))
    ]
    assert list(found.events) == chosen
    assert found.read + found.passed == everything.read


def test_what_follows_an_event_that_is_wanted_does_not_go_to_one_passed_over() -> None:
    lines = ["Sep 15 16:40:00 db-1 a", "Sep 15 16:40:00 db-1 b", "Sep 15 16:40:00 db-1 a", "more"]
    found = read("\n".join(lines).encode(), form="log", match="a")
    assert [event.source for event in found.events] == [lines[0], f"{lines[2]}\n{lines[3]}"]


def read_or_refused(data: bytes, form: str) -> Found | None:
    """What is found, or None where a sentence says why not."""
    try:
        return read(data, form=form)
    except BadValue as error:
        said = str(error)
    assert said.endswith(".")
    return None


STARTS = st.sampled_from(
    [
        *("2026-09-15T16:41:09Z ", "2026-09-15 16:41:09,123 +02:00 ", "Sep 15 16:41:09 db-1 "),
        *("<34>1 2026-09-15T16:41:09Z a b c d - ", "E0915 16:41:09.1 1 a.go:7] ", "16:41:09 "),
        *('{"time":"2026-09-15T16:41:09Z","msg":"', "ts=2026-09-15T16:41:09Z msg=", "  at ", ""),
        *(
            "1789490469 ",
            '1.2.3.4 - - [15/Sep/2026:16:41:09 +0000] "GET / HTTP/1.1" 200 1 ',
            "\x1b[1m",
        ),
        *(
            "2026-02-30 00:00:00 ",
            "Feb 30 00:00:00 x ",
            "2026-09-15 16:41:09 CST ",
            "\ufeff",
            "a,b,",
        ),
    ]
)
LINE = st.builds(
    lambda start, rest: start + rest,
    STARTS,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=20),
)


@settings(max_examples=300)
@given(st.lists(LINE, max_size=15), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_lines_keep_the_identity(lines: list[str], end: str, narrowed: bool) -> None:
    options: dict[str, object] = {"form": "log"}
    if narrowed:
        options |= {"since": datetime(2026, 9, 15, 16, 41, tzinfo=UTC), "match": "a|1"}
    data = b"\xef\xbb\xbf" + "".join(line + end for line in lines).encode()
    if b"\0" in data:
        with pytest.raises(BadValue):
            read(data, **options)
        return
    found = read(data, **options)
    assert found.read == found.taken + found.joined + found.noted
    filled = sum(bool(without_colours(line).strip()) for line in lines)
    assert found.read + found.passed == filled
    assert len(found.events) == found.taken
    kept = [*(event.source or "" for event in found.events), *found.notes]
    assert sum(piece.count("\n") + 1 for piece in kept) == found.read
    for piece in kept:
        assert clean(piece) == piece
    if not narrowed:
        given = {clean(without_colours(line.rstrip("\r"))).replace("\n", "␤") for line in lines}
        assert {line for piece in kept for line in piece.split("\n")} <= given


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from(["auto", *MACHINE]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, form: str) -> None:
    found = read_or_refused(data, form)
    assert found is None or found.lost == 0


NAMES = st.sampled_from(
    [
        *("ts", "text", "user", "messages", "type", "created_at", "log_entries", "alerts"),
        *("startsAt", "labels", "timelines", "message", "incident_updates", "title", "time"),
        *("display_at", "eventTime", "actor", "incident", "agent", "status", "attachments"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(AT),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300)
@given(JSON, st.sampled_from([*MACHINE[:5], "auto"]))
def test_any_json_is_read_or_refused_in_a_sentence(value: object, form: str) -> None:
    if found := read_or_refused(json.dumps(value).encode(), form):
        assert found.lost == 0
        for event in found.events:
            for text in (event.source, event.text, event.actor_role):
                assert text is None or clean(text) == text
                assert "\x1b" not in str(text)


DEEP = b'{"time":"%b","msg":%b}\n' % (AT.encode(), b"[" * 3000 + b"]" * 3000)


@pytest.mark.parametrize("form", ["auto", "log", "slack"])
def test_json_that_is_too_deep(form: str) -> None:
    found = read_or_refused(DEEP * 2, form)
    assert found is None or found.lost == 0


def test_a_line_without_end_is_read_in_pieces() -> None:
    found = read(f"{AT} ".encode() + b"x" * (2 * LONGEST_LINE))
    assert (found.taken, found.joined) == (1, 2)


def test_an_event_that_never_ends_is_refused() -> None:
    text = f"{AT} a\n" + ("  " + "x" * 98 + "\n") * (intake.LARGEST_EVENT // 100 + 2)
    with pytest.raises(BadValue, match=r"follows line 1 of app\.log"):
        read(text.encode())


def test_too_many_events_are_refused_with_how_to_narrow() -> None:
    lines = "".join(f"2026-09-15T16:{each // 60:02}:{each % 60:02}Z x\n" for each in range(1200))
    with pytest.raises(BadValue) as refused:
        read(lines.encode(), at_most=1000)
    for words in ("1,200 events", "16:19Z", "--since", "--match", "--at-most 1200"):
        assert words in str(refused.value)
    assert read(lines.encode(), at_most=1200).taken == 1200
    narrowed = read(
        lines.encode(), at_most=1000, until=datetime(2026, 9, 15, 16, 4, 59, tzinfo=UTC)
    )
    assert (narrowed.taken, narrowed.passed) == (300, 900)


def test_too_many_lines_without_a_time_are_refused() -> None:
    with pytest.raises(BadValue, match="Is it a log"):
        read(b"hello\n" * 20, form="log", at_most=10)


def test_no_more_is_taken_than_a_postmortem_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 100_000)
    lines = b"".join(b"2026-09-15T16:41:09Z line %d\n" % each for each in range(300))
    with pytest.raises(BadValue, match=r"hold \(32 MB\), which was full after 2\d\d events"):
        read(lines, at_most=1000)
    with pytest.raises(BadValue, match=r"'error\|deploy'\.$"):  # all of them would not fit
        read(lines, at_most=10)


def test_secrets_are_looked_for_in_many_lines_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(intake, "marks", lambda text: asked.append(text) or marks(text))
    lines = [f"{AT} line {each}\n" for each in range(1000)]
    read("".join(lines).encode())
    assert len(asked) < 10
    lines[700] = f"{AT} token=abcdefgh\n"
    assert "among the lines: 701." in " ".join(read("".join(lines).encode()).details)


def test_what_is_narrowed_away_takes_its_joined_lines_along() -> None:
    text = f"{AT} one\n  trace\n2026-09-15T17:00:00Z two\n  trace of error\n"
    found = read(text.encode(), match="err?or")
    assert (found.read, found.taken, found.joined, found.passed) == (2, 1, 1, 2)
    found = read(text.encode(), until=datetime(2026, 9, 15, 16, 59, tzinfo=UTC))
    assert (found.read, found.taken, found.joined, found.passed) == (2, 1, 1, 2)
    assert "Passed over 2 lines" in " ".join(found.details)
    with pytest.raises(BadValue, match="no regular expression"):
        read(text.encode(), match="(")


ZONED = "2026-09-15T16:41:0{}Z a\n2026-09-15T16:41:0{}-02:00 b\n"


def test_a_minute_that_lies_outside_in_one_zone_may_lie_inside_in_another() -> None:
    text = "".join(ZONED.format(each, each) for each in range(5))
    found = read(text.encode(), since=datetime(2026, 9, 15, 18, tzinfo=UTC))
    assert (found.taken, found.passed) == (5, 5)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("key AKIAABCDEFGHIJKLMNOP leaked", "secret"),
        ("ghp_abcdefghijklmnopqrstuvwxyz in the log", "secret"),
        ("xoxb-123456789012-abc", "secret"),
        ("-----BEGIN RSA PRIVATE KEY-----", "secret"),
        ("bearer eyJhbGciOiJI.eyJzdWIi.c2ln", "secret"),
        ("sk_live_0123456789abcdef", "secret"),
        ("AIza" + "a" * 35, "secret"),
        ("Password: hunter22", "secret"),
        ('{"msg":"boom","password":"s3cr3tvalue99"}', "secret"),
        (r'{"body":"{\"token\": \"s3cr3tvalue99\"}"}', "secret"),
        ("DB_PASSWORD='it is'9 client_secret=abcdef9", "secret"),
        ("postgres://idem:s3cret@db-1/pay", "secret"),
        ("call +49 30 901820 now", "phone number"),
        ("call +1 (415) 555-2671 now", "phone number"),
        ("call 0049 30 901820", "phone number"),
        ("call (030) 9018 2000", "phone number"),
        ("tel 0170 1234567", "phone number"),
        ("Phone: 01701234567, ask for Bo", "phone number"),
        ("call 415-555-2671 now", "phone number"),
    ],
)
def test_secrets_and_phone_numbers_are_marked(text: str, kind: str) -> None:
    (mark,) = marks(text)
    assert mark.kind == kind
    found = read(f"{AT} fine\n{AT} {text}\n".encode())
    assert "among the lines: 2." in " ".join(found.details)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-15T16:41:09.123+02:00 took 00123456 ms",
        "request 1789490469000250 from 10.0.0.9:51762",
        "(110: Connection timed out) 4f0a1b2c-0001",
        "offset +1234, 100 %, 2026-09-15 16:41",
        "system call 0123 failed, recall 01234567890, call 500 of 1000 in 0.0123456789 s",
        '{"password":null,"token":false,"secret":{"name":"tls-1"},"api_key":""}',
    ],
)
def test_figures_of_a_log_are_no_phone_numbers(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    "piece",
    ["a=", "a@", "[", '"', "\\", "2026-09-15T16:41:09Z ", "<34>", "x" * 9, "(0", "+1 ", " "],
)
def test_no_line_takes_long(piece: str) -> None:
    starts = ["", f"{AT} ", "2026-09-15 16:41:09 [1] ", "<1>1 2026-09-15T16:41:09Z a b c d [x "]

    def work(pieces: list[str]) -> None:
        text = "".join(f"{start}{''.join(pieces)}\n" for start in starts)
        read(text.encode(), form="log")
        marks("".join(pieces))

    assert_no_quadratic_growth(work, [piece] * 20_000)


MEMORY = """
import resource, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pmtui.importers import intake
from pmtui.importers.machine import Options, read_events
path = Path(sys.argv[1])
since = datetime(2026, 9, 15, 23, 59, tzinfo=UTC)
found = read_events(path, "big.log", Options(since=since), now=datetime(2026, 11, 23, tzinfo=UTC))
print(found.passed, found.taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_large_log_needs_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    """Twenty times the lines, less than 8 MB more."""
    most = []
    for minutes in (60, 1200):
        path = tmp_path / f"{minutes}.log"
        with path.open("w") as file:
            for minute in range(minutes):
                stamp = f"2026-09-15T{minute // 60:02}:{minute % 60:02}"
                file.writelines(f"{stamp}:{s % 60:02}Z {'x' * 150} {s}\n" for s in range(200))
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
        )
        passed, taken, memory = map(int, done.stdout.split())
        assert (passed, taken) == (minutes * 200, 0)
        most.append(memory * (1 if sys.platform == "darwin" else 1024))
    assert most[1] - most[0] < 8_000_000, most
