from dataclasses import replace

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.leaks import leaks
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.guide.outside.record_words import known_words
from pmtui.guide.outside.taking_out import TakingOut
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import ExternalText, Report
from tests.unit.faces import example
from tests.unit.growth import assert_no_quadratic_growth

PEOPLE = (
    Participant(id="p1", name="Rohan Kulkarni", handle="@rohank", roles=("incident_commander",)),
    Participant(id="p2", name="Mark Zoë Hart", handle="mzh"),
)
RECORD = Postmortem(
    id="x",
    services=("idem-db", "payments", "CheckoutApi"),
    prep=Preparation(people=PEOPLE),
)


def found(text, audience=Audience.EXTERNAL, record=RECORD):
    return [(leak.kind, leak.text) for leak in leaks(text, record, audience)]


def test_the_external_example_has_no_leak_and_the_internal_one_no_secret():
    for audience in Audience:
        assert leaks(to_markdown(build(example(), audience)), example(), audience) == ()


def without_names(text, record):
    return TakingOut(record).text("report.external.summary", text)


def test_names_and_handles_become_roles():
    text = "Rohan Kulkarni called @mzh; then rohan kulkarni and @rohank's team left."
    assert without_names(text, RECORD) == (
        "The incident commander called a colleague; "
        "then the incident commander and the incident commander's team left."
    )
    assert without_names("the rohank1 crohank", RECORD) == "the rohank1 crohank"


def test_an_external_report_names_nobody():
    written = ExternalText(summary="Rohan Kulkarni fixed it.", what_happened="@rohank was asleep.")
    record = replace(RECORD, title="Rohan Kulkarni's change", report=Report(external=written))
    report = build(record, Audience.EXTERNAL)
    text = to_markdown(report)
    assert "ulkarni" not in text
    assert "rohank" not in text
    assert text.casefold().count("the incident commander") == 4
    assert leaks(text, record, Audience.EXTERNAL) == ()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("by Rohan Kulkarni", "person", "Rohan Kulkarni"),
        ("KULKARNI said", "person", "KULKARNI"),
        ("Ro\u200bhan said", "person", "Rohan"),
        ("Rohan&#32;Kulkarni", "person", "Rohan Kulkarni"),
        ("Zoe\u0308 said", "person", "Zoë"),
        ("ask rohank", "person", "rohank"),
        ("write a.b+c@corp.example now", "e-mail address", "a.b+c@corp.example"),
        ("from 10.1.2.3", "IP address", "10.1.2.3"),
        ("from fe80::1ff:fe23:4567:890a", "IP address", "fe80::1ff:fe23:4567:890a"),
        ("on db-3.prod.internal.", "internal host", "db-3.prod.internal"),
        ("call +49 30 901820.", "phone number", "+49 30 901820"),
        ("see PAY-4411", "ticket", "PAY-4411"),
        ("in #inc-0915", "channel", "#inc-0915"),
        ("idem\\-db was slow", "service", "idem-db"),
        ("IDEM-DB was slow", "service", "IDEM-DB"),
        ("CheckoutApi", "service", "CheckoutApi"),
    ],
)
def test_what_must_not_leave_is_found(text, kind, words):
    assert found(f"# Title\n\n{text}\n") == [(kind, words)]
    assert found(text, Audience.INTERNAL) == []


@pytest.mark.parametrize(
    "secret",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_abcdefghijklmnopqrstuv12",
        "xoxb-123456789012-abc",
        "-----BEGIN RSA PRIVATE KEY",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc",
        "postgres://app:hunter22@db/x",
        "password=correct-horse",
        "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MEFCQ0RFRg",
    ],
)
def test_secrets_stop_both_reports(secret):
    for audience in Audience:
        assert ("secret", secret) in found(f"it was {secret} there", audience)


def test_a_commit_is_no_secret_inside():
    commit = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    assert found(f"commit {commit}", Audience.INTERNAL) == []
    assert found(f"commit {commit}") == [("secret", commit)]


@pytest.mark.parametrize(
    "text",
    [
        "payments failed on 15 May at 16:41:00 UTC, SHA-256 and UTF-8 and SEV-1",
        "Mark the date; 108 minutes; 38 % of 412,600; version 1.2.3 of HTTP-2",
        "# Heading\n\n## Another\n\nitem #1 and C# code, a:b::",
        "https://status.example.com/incidents/2026#summary",
    ],
)
def test_ordinary_words_pass(text):
    assert found(text) == []


def test_a_leak_says_where_it_is_and_what_to_do():
    text = "# Title\n\n## What happened\n\nfine\n\nby Rohan Kulkarni\n"
    assert leaks(text, RECORD, Audience.EXTERNAL)[0].sentence() == (
        "What happened, line 7: “Rohan Kulkarni” looks like a person. Write the role instead."
    )
    secret = leaks("xoxb-123456789012-abc", RECORD, Audience.INTERNAL)[0].sentence()
    assert "123456789012" not in secret


@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        "a." * 200_000,
        "eyJ" * 100_000,
        "a:" * 200_000,
        "a@" * 200_000,
        "://a:" * 90_000,
    ],
    ids=["word", "dots", "tokens", "colons", "ats", "addresses"],
)
def test_the_scan_takes_time_in_proportion_to_the_text(text):
    assert_no_quadratic_growth(lambda part: leaks(part, RECORD, Audience.EXTERNAL), text)


def test_a_page_pasted_for_a_name_costs_no_search_for_its_words():
    pasted = "\n".join("  " * number + "- Xavier said" for number in range(200))
    people = (Participant(id="p1", name=pasted), Participant(id="p2", name="Rohan Kulkarni"))
    record = Postmortem(id="x", prep=Preparation(people=people, owner=pasted), services=(pasted,))
    assert without_names("Xavier met Rohan", record) == "Xavier met a colleague"
    assert sum(len(each.pattern.pattern) for each in known_words(record)) < 3000
