"""``pmtui similar``."""

import json

from .conftest import EXAMPLE, Run

CHECKOUT = "2025-11-06-checkout-errors-after-connection-pool-change"
ASKED = "Workarounds live in Slack and have no end date"


def test_earlier_causes_and_what_became_of_them(run: Run, library) -> None:
    found = json.loads(run("similar", EXAMPLE, "--json").stdout)
    first = found[0]
    assert (first["id"], first["address"], first["cause"]) == (CHECKOUT, "causes.c5", "causes.c9")
    assert first["text"].startswith("Temporary overrides are recorded as chat messages")
    assert 0.45 <= first["score"] <= 1
    assert "temporary overrides ~ workarounds" in first["why"]
    assert first["decided"][0]["id"] == "a4"
    assert first["decided"][0]["state"] == "declined"
    assert [each["score"] for each in found] == sorted((e["score"] for e in found), reverse=True)
    assert all(each["id"] < EXAMPLE for each in found)
    lines = run("similar", EXAMPLE, "--limit", "1").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].split("\t")[1:5] == [CHECKOUT, "causes.c5", first["text"], "c9"]
    assert "a4 declined: Require an end date" in lines[0]


def test_a_sentence_asks_all_postmortems(run: Run, library) -> None:
    found = json.loads(run("similar", "--text", ASKED, "--json").stdout)
    assert {CHECKOUT, EXAMPLE} <= {each["id"] for each in found}
    assert found[0]["cause"] is None


def test_nothing_earlier_and_what_cannot_be_asked(run: Run, library, folder) -> None:
    nothing = run("similar", "--text", "rainfall in Peru", "--json")
    assert (nothing.exit_code, nothing.stdout) == (1, "[]\n")
    assert "No earlier cause reads like this." in nothing.stderr
    assert run("similar").exit_code == run("similar", "--text", " ").exit_code == 2
    assert run("similar", EXAMPLE, "--text", "both").exit_code == 2
    assert run("similar", "2031").exit_code == 3
    (folder / "2025" / f"{CHECKOUT}.json").write_text("{")
    damaged = run("similar", EXAMPLE)
    assert damaged.exit_code == 4
    assert CHECKOUT in damaged.stderr
    assert CHECKOUT not in damaged.stdout
    (folder / "2026" / f"{EXAMPLE}.json").write_text("{")
    assert run("similar", EXAMPLE).exit_code == 4


def test_a_changed_record_is_found_by_its_new_words(run: Run, library) -> None:
    run("similar", "--text", ASKED)
    run("edit", CHECKOUT, "causes.c5.statement", "The brakes of the lorry squeaked")
    found = json.loads(run("similar", "--text", "A squeak of lorry brakes", "--json").stdout)
    assert [(each["id"], each["address"]) for each in found] == [(CHECKOUT, "causes.c5")]
    again = json.loads(run("similar", "--text", ASKED, "--json").stdout)
    assert CHECKOUT not in {each["id"] for each in again}


def test_a_link_made_or_removed_on_the_command_line_is_in_both(run: Run, library) -> None:
    def there():
        found = library.load(CHECKOUT).record.follow_up.recurrence_links
        return [(str(each.relation), each.causes) for each in found if each.to == EXAMPLE]

    where = "follow_up.recurrence_links"
    made = run("edit", EXAMPLE, where, "--add", f"{CHECKOUT} shares cause: #c9").stdout.strip()
    assert there() == [("shares_cause", ())]
    run("edit", EXAMPLE, f"{where}.{made}.there", "c5")
    assert there() == [("shares_cause", ("c5",))]
    run("edit", EXAMPLE, f"{where}.{made}", "--remove")
    assert there() == []
