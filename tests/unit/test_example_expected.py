"""The example incident gives exactly the figures, sets, coverage and states that it is to give.

``tests/data/example_expected.json`` was reckoned apart from this program. Its ids are written in
capitals with two digits (C02); a record has them small and without a leading zero (c2).
"""

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

from pmtui.guide.checks import check
from pmtui.guide.wording import built_in, record_hints
from pmtui.model import causes, figures
from pmtui.model.overdue import is_overdue
from tests.unit.whole_record import DEMO

DATA = Path(__file__).parents[1] / "data" / "example_expected.json"
EXPECTED = json.loads(DATA.read_text(encoding="utf-8"))
AS_OF = date(2026, 10, 20)
NAMES = {
    "trigger_to_impact": "trigger",
    "detect_to_declare": "declare",
    "time_to_know": "ttk",
    "impact_duration": "impact",
    "time_to_first_public_update": "ttc",
    "ttm_from_impact": "ttm",
    "ttr_from_impact": "ttr",
}


def own(written):
    return re.sub(r"^([A-Z])0*", lambda found: found[1].lower(), written)


def rounded(value, like):
    """An exact figure with as many decimals as one that is written down."""
    assert isinstance(value, Fraction)
    return round(value, len(str(like).partition(".")[2])) == Fraction(str(like))


def test_minutes():
    found = {each.name: each.minutes for each in figures.intervals(DEMO)}
    found |= {f"{each.name}_from_detection": each.minutes for each in figures.since_detection(DEMO)}
    expected = {NAMES.get(name, name): value for name, value in EXPECTED["minutes"].items()}
    assert found == {name: Fraction(str(value)) for name, value in expected.items()}


def test_size_and_budget():
    found, affected = figures.impact(DEMO), EXPECTED["affected_minutes"]
    assert f"{DEMO.impact.unit}".rstrip("s") + "-minutes" == affected["unit"]
    assert found.affected_minutes == affected["raw"]
    assert rounded(found.weighted_affected_minutes, affected["weighted_by_failure_share"])
    assert found.attempts == EXPECTED["attempts"]
    assert found.failed == EXPECTED["failed"]
    assert found.failure_share == Fraction(str(EXPECTED["failure_share"]))
    budget = EXPECTED["error_budget"]
    assert found.budget == budget["budget_events"]
    assert rounded(found.budget_consumed, budget["consumed_ratio"])
    assert found.burn_rate == Fraction(str(budget["mean_burn_rate"]))


def test_minimal_sets_and_leaves():
    sets = {thread.id: causes.minimal_sets(DEMO, thread.id) for thread in DEMO.threads}
    together = {name: each for name, each in sets.items() if any(len(one) > 1 for one in each)}
    assert together == {
        own(name): tuple(tuple(map(own, one)) for one in each)
        for name, each in EXPECTED["minimal_sets"].items()
    }
    assert [leaf.id for leaf in causes.leaves(DEMO)] == [*map(own, EXPECTED["leaves"])]


def test_coverage():
    out = causes.ruled_out(DEMO)
    found = {
        leaf.id: "not needed (ruled out)" if leaf.id in out else causes.coverage(DEMO, leaf.id)
        for leaf in causes.leaves(DEMO)
    }
    assert found == {
        own(name): each if isinstance(each, str) else tuple(map(own, each))
        for name, each in EXPECTED["coverage"].items()
    }


def test_states_of_the_actions():
    found = {}
    for action in DEMO.actions:
        found.setdefault(action.status.value, []).append(action.id)
    assert found == {name: [*map(own, ids)] for name, ids in EXPECTED["actions_by_status"].items()}
    late = [action.id for action in DEMO.actions if is_overdue(action, AS_OF)]
    assert late == [*map(own, EXPECTED["overdue"])]


def test_findings():
    """No text raises a lint, and on the pages of the meeting nothing is left but two hints."""
    assert record_hints(DEMO, built_in()) == ()
    pages = ("root_cause", "impact", "lessons", "recommendations")
    found = [each for each in check(DEMO, AS_OF) if each.step in pages]
    assert [(each.level, each.rule, each.address) for each in found] == [
        ("hint", "X5.3", "parking_lot.i4.status"),
        ("hint", "AL19", "actions.a2.side_effects"),
    ]
