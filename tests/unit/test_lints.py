"""The lints on words: the guide's labelled pairs and titles, and what decides beside the record."""

from datetime import date

import pytest

from pmtui.guide.beside import NOT_YET, Beside, Elsewhere, OpenAction
from pmtui.guide.checks import RULES, check
from pmtui.guide.likeness import likeness, says_again, tokens
from pmtui.guide.rules import action_words
from pmtui.guide.wording import built_in, record_hints
from pmtui.model.commitments import Action
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import ActionStatus, ActionType
from pmtui.model.postmortem import Postmortem
from pmtui.store.beside import beside
from pmtui.store.folder import FolderLibrary
from tests.unit.lint_cases import SOMEWHERE, THERE
from tests.unit.meeting_cases import asking
from tests.unit.whole_record import DEMO, LIBRARY, TODAY, WHOLE, put

AGAIN = [
    ("Authorisations failed at the gateway", "Because the gateway failed authorisations"),
    ("Checkout was broken by the deploy", "The deploy broke checkout"),
    ("Retries doubled the load", "The load doubled because of retries"),
    ("The load doubled, and doubling it was the retries", "Retries doubled the load"),
]
NEW = [
    ("Migration sessions wait for a lock without a time limit", "The migration waited for a lock"),
    ("The disk was full", "Log rotation was off on the new hosts"),
    ("Authorisations failed", "Card authorisations were failing at the gateway"),
    ("", "The disk was full"),
    ("The disk was full", ""),
]
"""The first three of each are the pairs of the guide."""

TITLES = [
    *((each.title, set()) for each in DEMO.actions),
    ("Improve monitoring", {"AL02"}),
    ("Investigate the lock problem", {"AL02"}),
    ("Better alerts for payments", {"AL02"}),
    ("Make sure engineers check table sizes", {"AL02"}),
    ("Lock timeout for migrations", {"AL01"}),
    ("The database team will look at time-outs", {"AL01"}),
    ("Add an alert and update the runbook and train the team", {"AL10"}),
    ("Migrate remaining services where possible", {"AL15"}),
    ("Review dashboards regularly", {"AL02", "AL15"}),
    ("Lock the table only while the index is built", set()),
    ("Change the window to UTC", set()),
]
"""The titles of the guide with the lints that they are to give, and two of our own."""


@pytest.mark.parametrize(("text", "earlier"), AGAIN)
def test_the_same_said_again(text, earlier):
    assert says_again(text, earlier)


@pytest.mark.parametrize(("text", "earlier"), NEW)
def test_something_new(text, earlier):
    assert not says_again(text, earlier)


def test_words_are_compared_by_what_they_mean():
    assert tokens("The author's retries were doubling") == tokens("Author retry doubled")
    assert tokens("Migrations stopped; a bus broke 16:41") == {
        "migr",
        "stop",
        "bus",
        "break",
        "16",
        "41",
    }
    assert likeness(tokens("a of the"), tokens("")) == 0.0


@pytest.mark.parametrize(("title", "lints"), TITLES)
def test_titles_of_the_guide(title, lints):
    record = Postmortem(id="x", actions=(Action(id="a1", title=title),))
    found = {f.rule for f in check(record, TODAY) if f.address == "actions.a1.title"}
    assert found & {"AL01", "AL02", "AL10", "AL15"} == lints


def test_every_verb_of_the_list_begins_a_title():
    assert len(action_words.VERBS) == 103
    assert all(
        action_words.begins_with_verb(f"{verb} it".capitalize()) for verb in action_words.VERBS
    )


def test_circles_and_long_chains_end():
    """A circular answer is looked for in causes that lead to each other."""
    causes = tuple(
        Cause(id=f"c{n}", parents=(f"c{(n + 1) % 9}",), statement="The same words")
        for n in range(9)
    )
    record = Postmortem(id="x", threads=(Thread(id="w1", root="c0"),), causes=causes)
    assert {f.address for f in check(record, TODAY) if f.rule == "CL02"} >= {"causes.c1.statement"}


def blaming(**changes):
    """A record in which a leaf, the impact and an action have hits of wording."""
    return put(
        DEMO,
        {
            "causes.c6.statement": "The author forgot to set the zone; there was no review.",
            "impact.summary": "Numerous customers failed to pay for 108 minutes.",
            "actions.a2.title": "Remind the team to set a timeout",
            **changes,
        },
    )


ASKING = {"CL03", "CL06", "X4.8", "AL09"}


def asked(record, near):
    return {f.rule for f in check(record, TODAY, near)} & ASKING


def test_what_a_page_asks_for_does_not_depend_on_ignored_hints():
    near = Beside(Elsewhere())
    assert asked(blaming(), near) == ASKING
    assert asked(blaming(), NOT_YET) == set()
    places = record_hints(blaming(), built_in())
    here = {each for place in places for each in place.ignoring}
    rules = {each.rule.id for place in places for each in (place.hint, *place.also)}
    ignored = blaming(wording_ignored=(*here, *rules))
    assert record_hints(ignored, built_in()) == ()
    assert asked(ignored, near) == ASKING


def test_groups_of_the_exit_rules():
    """X3.3, X3.6, X5.4 and X5.5 ask for lints that have ids of their own."""
    parts = {}
    for rule in (rule for rules in RULES.values() for rule in rules):
        parts.setdefault(rule.part_of, set()).add(rule.id)
    assert parts["X3.3"] == {"CL01", "CL03"}
    assert parts["X3.6"] >= {"CL02", "CL04", "CL05", "CL06", "CL07", "CL08", "CL10"}
    assert parts["X5.4"] == {"AL03", "AL04", "AL05", "AL07"}
    assert parts["X5.5"] == {"AL11", "AL12", "AL13"}
    found = check(blaming(), TODAY)
    assert {f.part_of for f in found if f.rule == "CL03"} == {"X3.3"}


def test_the_same_action_elsewhere_is_found_in_the_library(tmp_path):
    library = FolderLibrary(tmp_path)
    for each in LIBRARY:
        library.create(each)
    title = "Move the settlement report back to the replica, with an automatic fall-back of one day"
    record = put(DEMO, {"actions.a5.title": title})
    (found,) = [f for f in check(record, TODAY, beside(library)) if f.rule == "AL14"]
    assert found.address == "actions.a5.title"
    assert found.level == "hint"
    assert "a1 of 2026-07-11-settlement-file-late-replica-behind" in found.message
    own = put(DEMO, {"actions.a5.title": DEMO.actions[5].title})
    verified = put(
        DEMO,
        {"actions.a5.title": "Throttle backfills while a replica is more than 120 seconds behind"},
    )
    for quiet in (own, verified):
        assert "AL14" not in {f.rule for f in check(quiet, TODAY, beside(library))}


def test_a_library_that_cannot_be_listed_has_no_others(tmp_path):
    (tmp_path / "file").write_text("no folder")
    near = beside(FolderLibrary(tmp_path / "file"))
    assert near.elsewhere.like("Add a test", "x") is None


def test_the_most_alike_of_many_is_found():
    """The index finds what comparing with every title finds."""
    titles = [
        f"Add a check of {word} to the {place} pipeline"
        for word in ("locks", "sizes", "owners")
        for place in ("release", "migration")
    ]
    actions = [OpenAction("x", f"a{n}", title) for n, title in enumerate(titles)]
    near = Elsewhere(lambda: actions)
    for title in [*titles, "Add a size check in the migration pipeline", "Remove the pool"]:
        shares = [(likeness(tokens(title), tokens(each.title)), each) for each in actions]
        best = max(share for share, _ in shares)
        found = near.like(title, "y")
        assert (found is not None) == (best >= 0.7)
        assert found is None or likeness(tokens(title), tokens(found.title)) == best
        assert near.like(title, "x") is None


def test_an_investigation_needs_question_result_and_time():
    base = Action(id="a1", title="Investigate waits for locks", type=ActionType.INVESTIGATE)
    for detail, quiet in (
        ("Which tables hold a lock over 1 s? A written list, within two days.", True),
        ("Which tables hold a lock over 1 s? A written list.", False),
        ("A written list, within two days.", False),
        ("Which tables? Two days.", False),
        (None, False),
    ):
        record = put(Postmortem(id="x"), {"actions": (base,), "actions.a1.detail": detail})
        assert ("AL02" not in {f.rule for f in check(record, date(2026, 9, 1))}) is quiet


def test_open_actions_of_a_linked_postmortem_are_named_by_id_or_reference():
    actions = [OpenAction("2026-07-11-late", "a1", "Move the report", "INC-7"), THERE]
    near = Beside(Elsewhere(lambda: actions))
    for name in ("2026-07-11-late", "INC-7"):
        record = put(Postmortem(id="x"), {"prep.prior": (name,)})
        (found,) = [each for each in check(record, TODAY, near) if each.rule == "N8.3"]
        assert "Linked to INC-7: its action a1 is still open (“Move the report”)" in found.message


@pytest.mark.parametrize(
    ("rule", "changes", "level", "message"),
    [
        ("N5.8", SOMEWHERE, "hint", "Where else do l2, l4 hold?"),
        ("N5.8", {"lessons.l1.generalises_to": ""}, "hint", "Where else does l1 hold?"),
        ("X3.2", asking(), "must", "c60: needs_evidence: q99 is open, due 2026-12-20."),
        (
            "X3.2",
            asking(due=None, asked_of=None),
            "must",
            "c60: needs_evidence: q99 does not say who is asked and by when.",
        ),
        (
            "TR07",
            {"actions.a2.status": ActionStatus.DECLINED},
            "warn",
            "i3 is promoted to a2, which is declined. Name what it became, or decline it with a "
            "reason.",
        ),
    ],
)
def test_one_finding_says_it_all(rule, changes, level, message):
    found = [each for each in check(put(WHOLE, changes), TODAY) if each.rule == rule]
    assert [(each.level, each.message) for each in found] == [(level, message)]
