"""What an action is accepted with: one person, by whatever name, and a check that can fail."""

import pytest

from pmtui.model.one_person import is_one_person
from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.proof import is_proof
from tests.unit.whole_record import LIBRARY, put

KNOWN = put(
    Postmortem(id="x"),
    {"prep.people": (Participant(id="p1", name="SRK", handle="@lead", team="Payments"),)},
)

PEOPLE = """
Anna Vos|Björk|J. R. Smith|@jo|@JO|Or Cohen|Dev Patel|Will Young|Peter Noone|Anna Vos (SRE)
anna.vos@it.example.org|anna@payments-team.example|Li|李娜|Anneke van der Berg|O’Brien
Jean-Luc Picard|ANNA VOS|María José|Theo The|An Nguyen|jo_smith|p77|SRK|srk|@lead|p1|Na
"""
NOBODY = """
SRE|the DBAs|platform squad|on-call|On call|oncall|t.b.d.|TBD|Anna or Bob|Anna, Bob|Anna/Bob
Anna & Bob|Anna + 1|Anna and Bob|Anna with Bob|no one|?|-|N/A|n/a|R&D|DBAs|L2|IT|DBA on duty
@sre-oncall|ops@example.org|everyone|engineers|someone from billing|TBD (Anna?)|infra crew
to be decided|our supplier|Head of Platform|payments|Payments team|pay_team|The Edge|the new hire
"""
METHODS = (
    "Replay the figures of 17 June; expect a page by 08:17 UTC",
    "Each of the five banks sends a test message; it reaches on-call",
    "0 errors over p99 in 14 days",
    "deployed behind a flag, and a replay fires the alert",
    "Game day in staging: end a session",
    "restore drill on Monday",
    "The test fails on SDK 4.2 and passes on 4.3",
    "p99 < 300 ms for 7 days",
    "部署后在测试环境中重放流量并观察告警是否触发",
    "Block a name for 20 minutes; deliveries start within 60 s",
    "It is deployed when the linter refuses a script without a limit",
    "the dashboard shows waits for locks",
    "Kill the primary in staging",
    "query the audit log for approvals",
    "A canary with 1 % of traffic",
    "synthetic probe alerts after two misses",
    "compare invoices of May with the ledger",
    "load test at 120 % of peak",
    "support confirms fewer tickets by August",
    "grep finds no old endpoint",
)
IDLE = (
    "deployed and it works fine",
    "It was deployed to production",
    "Released to all customers",
    "deployed on 14 March 2026",
    "rolled out everywhere",
    "The fix is live and merged",
    "done, done and done",
    "merged to production, all good",
    "it works as expected now",
    "check that it works correctly",
    "Works in production since then",
    "verify it is working properly",
    "shipped and running",
    "we will see that it is fine",
    "the change was successfully deployed",
    "deployment completed successfully",
    "it is done when it is done",
    "PR merged, ticket closed",
    "code is released and tested",
    "fixed for all users in prod",
    "too short",
    " " * 20,
)


@pytest.mark.parametrize("name", PEOPLE.strip().replace("\n", "|").split("|"))
def test_one_person(name):
    assert is_one_person(KNOWN, name)


@pytest.mark.parametrize("name", [*NOBODY.strip().replace("\n", "|").split("|"), "", " ", None])
def test_nobody_in_particular(name):
    assert not is_one_person(KNOWN, name)


@pytest.mark.parametrize("method", METHODS)
def test_a_check_that_can_fail(method):
    assert is_proof(method)


@pytest.mark.parametrize("method", [*IDLE, None])
def test_words_that_say_only_that_it_is_done(method):
    assert not is_proof(method)


def test_every_owner_and_check_of_the_examples_passes():
    for record in LIBRARY:
        assert all(is_one_person(record, action.owner) for action in record.actions)
        assert all(is_proof(each.verification.method) for each in record.actions if each.done_at)
