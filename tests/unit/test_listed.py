"""What a list shows: the words that choose, the order, the headings."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from pmtui.screens.library_lines import Lines, Look, counted
from pmtui.store.library import Commitment, Summary
from pmtui.store.listed.cards import Card, cards
from pmtui.store.listed.orders import ORDERS, Heading, after, arranged, headed
from pmtui.store.listed.wanted import Narrowing, fitting, given, read, trouble

TODAY = date(2026, 11, 3)


def summary(record_id: str, title: str | None = None, **more: object) -> Summary:
    usual: dict[str, object] = {"reference": None, "kind": "incident", "status": "draft"}
    usual |= {"severity": None, "services": (), "tags": (), "owner": None, "started": None}
    usual |= {"resolved": None, "updated": datetime(2026, 1, 1, tzinfo=UTC), "commitments": ()}
    return Summary(id=record_id, title=title, **{**usual, **more})  # type: ignore[arg-type]


def due(*days: str) -> tuple[Commitment, ...]:
    return tuple(Commitment(f"a{n}", None, date.fromisoformat(day)) for n, day in enumerate(days))


LOCK = summary(
    "2026-09-15-lock",
    "Card authorisations failed",
    severity="SEV1",
    services=("checkout-api", "idem-db"),
    tags=("lock",),
    owner="Ana Vos",
    started="2026-09-15T16:41:00Z",
    updated=datetime(2026, 10, 1, tzinfo=UTC),
    commitments=due("2026-10-01", "2026-12-01"),
)
LATE = summary(
    "2026-07-11-late",
    "Settlement: file LATE",
    severity="SEV3",
    services=("settlement",),
    status="in_review",
    reference="INC-77",
    updated=datetime(2026, 11, 1, tzinfo=UTC),
    commitments=due("2026-10-01", "2026-10-02"),
)
NEAR = summary("2026-07-02-near", "Almost", severity="NM", kind="near_miss", status="published")
ODD = summary("imported-2026", owner="Mary-Ann")
STRANGE = summary("2026-99-99-strange")
ALL = cards([LOCK, LATE, NEAR, ODD, STRANGE])


def ids(found: Sequence[Card]) -> list[str]:
    return [each.summary.id for each in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("   ", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("FAILED card", [LOCK]),
        ('"card auth"', [LOCK]),
        ('"auth card"', []),
        ("sev1 checkout", [LOCK]),
        ("review", [LATE]),
        ("in_review", [LATE]),
        ('status:"in review"', [LATE]),
        ("status:in_rev", [LATE]),
        ("service:checkout since:2026-01 owner:vos status:draft", [LOCK]),
        ("tag:settle", []),
        ("service:settle", [LATE]),
        ("SERVICE:Settle", [LATE]),
        ('owner:"ana v', [LOCK]),
        ("owner:-", [LATE, NEAR, STRANGE]),
        ("severity:-", [ODD, STRANGE]),
        ("owner:", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("since:", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("date:2026-07", [LATE, NEAR]),
        ("since:2026-07-11", [LOCK, LATE]),
        ("since:2026-0", [LOCK, LATE, NEAR]),
        ("until:2026-07", [LATE, NEAR]),
        ("until:2026-07-02", [NEAR]),
        ("since:2026-07 until:2026-08", [LATE, NEAR]),
        ("since:soon", []),
        ("inc-77", [LATE]),
        ("reference:77", [LATE]),
        ("kind:near", [NEAR]),
        ("title:settlement:", [LATE]),
        ("settlement:", [LATE]),
        ("cause:lock", []),
        (r"[/red] \ %s", []),
        ("id:imported", [ODD]),
    ],
)
def test_what_is_typed_chooses(typed, expected) -> None:
    assert ids(fitting(ALL, read(typed))) == [each.id for each in expected]


def test_a_filter_that_is_typed_letter_by_letter_finds_what_it_finds_at_once() -> None:
    lines = ["since:2026-07 review", "until:2026-07-02", "owner:-x", "since:soon", "severity:- x"]
    narrowing = Narrowing(ALL)
    for line in ('checkout title:"card auth" x', *lines):
        for end in (*range(len(line) + 1), *range(len(line), -1, -1)):
            terms = read(line[:end])
            assert ids(narrowing.by(terms)) == ids(fitting(ALL, terms)), line[:end]


def test_options_fit_whole_values() -> None:
    def found(**options: object) -> list[str]:
        return ids(fitting(ALL, given(options)))

    assert found(service="CHECKOUT-API") == [LOCK.id]
    assert found(service="checkout") == []
    assert found(status="in_review", severity=None) == [LATE.id]
    assert found(since=date(2026, 7, 11), until=date(2026, 9, 1)) == [LATE.id]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("since:soon", "“since:soon” is no day"),
        ("lock cause:error", "“cause:” is no field of this list; there are title, service"),
        ("lock", ""),
        ("14:05", ""),
    ],
)
def test_why_nothing_can_fit_is_said(typed, said) -> None:
    found = trouble(read(typed))
    assert found.startswith(said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("started", [ODD, STRANGE, LOCK, LATE, NEAR]),
        ("updated", [LATE, LOCK, NEAR, ODD, STRANGE]),
        ("severity", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("status", [LOCK, ODD, STRANGE, LATE, NEAR]),
        ("title", [NEAR, LOCK, LATE, ODD, STRANGE]),
        ("overdue", [LATE, LOCK, NEAR, ODD, STRANGE]),
        ("open", [LOCK, LATE, NEAR, ODD, STRANGE]),
        ("id", [NEAR, LATE, LOCK, STRANGE, ODD]),
    ],
)
def test_orders(order, expected) -> None:
    assert ids(arranged(ALL, order, TODAY)) == [each.id for each in expected]


def test_a_key_goes_through_all_orders() -> None:
    name, seen = "started", []
    for _ in ORDERS:
        seen.append(name)
        name = after(name)
    assert (name, sorted(seen)) == ("started", sorted(ORDERS))


def test_headings_are_what_the_order_is_by() -> None:
    def lines(order: str) -> list[str | tuple[str, int]]:
        return [
            (each.words, each.count) if isinstance(each, Heading) else each.summary.id
            for each in headed(arranged(ALL, order, TODAY))[0]
        ]

    assert lines("started") == [
        *(("Day not known", 2), ODD.id, STRANGE.id),
        *(("September 2026", 1), LOCK.id),
        *(("July 2026", 2), LATE.id, NEAR.id),
    ]
    assert lines("updated")[:2] == [("Changed in November 2026", 1), LATE.id]
    assert [each for each in lines("severity") if isinstance(each, tuple)] == [
        *(("SEV1", 1), ("SEV3", 1), ("NM", 1)),
        ("Severity not known", 2),
    ]
    assert ("In review", 1) in lines("status")
    assert lines("title") == ids(arranged(ALL, "title", TODAY))


def test_lines_tell_what_they_are_sorted_by_and_equal_ones_are_newest_first() -> None:
    lines, look = Lines(ALL, TODAY), Look()
    for look.order in ("updated", "overdue"):
        lines.sort(look.order)
        lines.narrow("")
    assert ids(lines.found) == [LATE.id, LOCK.id, NEAR.id, ODD.id, STRANGE.id]
    first = lines.rows(look)[0]
    assert "".join(words for words, _ in first.spans) == (
        "2026-07-11 SEV3 in review    2 overdue  Settlement: file LATE"
    )
    look.order, look.marked = "severity", frozenset({LOCK.id})
    lines.sort(look.order)
    lines.narrow("sev1")
    heading, row = lines.rows(look)
    assert (heading.key, heading.spans) == ("", (("SEV1 (1)", "dim"),))
    assert (row.key, row.sign) == (LOCK.id, "✓")
    assert "".join(words for words, _ in row.spans).endswith("failed  1 overdue")
    look.typed = "sev1"
    assert counted(lines, look) == "1 of 5 · worst first · 1 marked "
