"""The words of an executive summary: whom it names, what nobody else understands, what blames.

ES7  no names, no code names or acronyms that are not explained
ES8  no blame; no "outage" where the service was lost in part only
"""

import re
from collections.abc import Iterator

from pmtui.guide.beside import BLAME, Beside
from pmtui.guide.outside.finding import hits
from pmtui.guide.outside.kinds import CODE_NAME, PERSON
from pmtui.guide.outside.record_words import known_words
from pmtui.guide.rules.impact_words import is_no_outage
from pmtui.guide.rules.rule import BesideRule, Problem, Rule
from pmtui.model.postmortem import Postmortem

_WHERE = "report.exec_summary"
_NAMES = (PERSON, "handle", "e-mail address", CODE_NAME, "service", "internal host", "channel")
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,6}s?(?![\w-])")
_USUAL = re.compile(
    r"AM|API|APP|BST|CEO|CET|CEST|CFO|CPU|CTO|CVE|DDOS|DNS|DORA|DST|EDT|EEA|EST|ETA|EU|EUR|GB|GBP"
    r"|GDPR|GMT|GPU|HTTPS?|ID|INC|IP|IST|IT|JPY|KB|KPI|LTD|MB|NIS|OK|PC|PDF|PDT|PM|PST|QA|RAM|SDK"
    r"|SEC|SEV|SLA|SLO|SMS|SQL|SSH|SSL|TB|TCP|TLS|TV|UI|UK|UN|URL|USA?|USB|USD|UTC|VAT|VPN|WIFI"
)
"""Acronyms that readers outside of engineering know, or meet in every report."""


def _named(record: Postmortem) -> Iterator[Problem]:
    found = hits(_text(record), known_words(record))
    for name in dict.fromkeys(hit.words for hit in found if hit.kind in _NAMES):
        yield _WHERE, f"Write a role or plain words for “{name}” in the summary."


def _unexplained(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    for acronym in dict.fromkeys(_ACRONYM.findall(text)):
        bare = acronym.removesuffix("s")
        explained = f"({acronym})" in text or f"{acronym} (" in text
        if not (explained or _USUAL.fullmatch(bare)):
            yield _WHERE, f"Say in the summary what “{acronym}” is, once: its words, then ({bare})."


def _blaming(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    text = _text(record)
    for hint in beside.hints(record)(_WHERE, text, BLAME):
        if hint.rule.severity == "warn":
            yield _WHERE, f"“{text[hint.start : hint.end]}” may read as blame. {hint.rule.reframe}"
    if is_no_outage(record, text):
        lost = record.impact.availability
        yield _WHERE, f"“Outage” is the word for a full loss; here it was {lost}. Say what failed."


def _text(record: Postmortem) -> str:
    return record.report.exec_summary or ""


RULES = (
    Rule("ES7", "warn", _named),
    Rule("ES7", "warn", _unexplained),
    BesideRule("ES8", "warn", _blaming),
)
