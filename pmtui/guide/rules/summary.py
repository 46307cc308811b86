"""What an executive summary has to say, as far as it can be counted, for page 7."""

import re
from collections.abc import Iterator

from pmtui.guide.rules.rule import Problem, Rule, said
from pmtui.model import causes
from pmtui.model.kinds import WITHDRAWN_ACTIONS, Availability
from pmtui.model.postmortem import Postmortem

_WHERE = "report.exec_summary"
_FEWEST, _MOST, _SENTENCES = 60, 150, 7
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}(?:\s+\d{{4}})?\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_DURATION = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:s|sec|second|min|minute|h|hr|hour|day|week)s?\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half"
    r"|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]+(?=\s+[A-Z0-9“\"]|\s*$)")
_WORKED = re.compile(
    r"\b(?:kept|continued to|went on|still)\s+(?:work|run|serv|answer|process|function)\w*"
    r"|\b(?:unaffected|untouched|not affected|no other|nothing else|everything else|all others?"
    r"|remained (?:up|available|online)|stayed (?:up|available|online)|without interruption)\b"
    r"|\b(?:work|ran|run)\w*\s+(?:as usual|normally|throughout)\b"
    r"|\bno (?:data|customers?|users?|payments?|orders?) (?:was|were) (?:lost|affected|harmed)\b"
    r"|\b(?:[a-z]+s and [a-z]+s|others?) worked\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|several|[2-9])\s+(?:\w+\s+)?(?:conditions?|causes?|factors?|"
    r"things|changes|events)\b",
    re.IGNORECASE,
)
_ONE_SUFFICED = re.compile(
    r"\b(?:suffic\w+|(?:was|were) enough|by itself|on its own|alone|only one condition)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:done|verified|in place|in progress|planned|accepted|finished|completed?|released"
    r"|deployed|live|due|until|by|since|will|now)\b",
    re.IGNORECASE,
)
_SHARED_WORDS = 2


def _text(record: Postmortem) -> str:
    return (record.report.exec_summary or "").strip()


def _length(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    words = len(text.split())
    if not text:
        yield _WHERE, f"Write the executive summary: {_FEWEST} to {_MOST} words."
    elif not _FEWEST <= words <= _MOST:
        yield _WHERE, f"The summary has {words} words. Aim for {_FEWEST} to {_MOST}."
    sentences = len(_SENTENCE_END.findall(text))
    if sentences > _SENTENCES:
        yield _WHERE, f"The summary has {sentences} sentences. Use {_SENTENCES} at most."


def _when(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    if text and not _DATE.search(text):
        yield _WHERE, "Say in the summary on which date it happened."
    if text and len(_CLOCK.findall(text)) < 2 and not _DURATION.search(text):
        yield _WHERE, "Say in the summary how long it lasted, or when it began and ended."


def _how_much(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    rest = text
    for pattern in (_DATE, _CLOCK, _DURATION):
        rest = pattern.sub(" ", rest)
    if text and not _AMOUNT.search(rest):
        yield _WHERE, "Say in the summary who or how many were affected, with a number."


def _what_worked(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    if text and not _WORKED.search(text):
        yield _WHERE, "Say in the summary what kept working, or that nothing else was affected."


def _lost_in_part(record: Postmortem) -> bool:
    return record.impact.availability is Availability.PARTIAL


def _worked_in_part(record: Postmortem) -> Iterator[Problem]:
    return _what_worked(record) if _lost_in_part(record) else iter(())


def _worked_at_all(record: Postmortem) -> Iterator[Problem]:
    return iter(()) if _lost_in_part(record) else _what_worked(record)


def _conditions(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    out = causes.ruled_out(record)
    told = [c for c in record.causes if c.id not in out and _mentions(text, c.statement)]
    if text and len(told) < 2 and not (_SEVERAL.search(text) or _ONE_SUFFICED.search(text)):
        yield _WHERE, "Name two of the conditions in the summary, or say why one sufficed."


def _what_is_done(record: Postmortem) -> Iterator[Problem]:
    text = _text(record)
    live = [action for action in record.actions if action.status not in WITHDRAWN_ACTIONS]
    if text and (live or record.risk_acceptances) and not _STATE.search(text):
        yield _WHERE, "Name in the summary one action with its state or date, or the accepted risk."


def _mentions(text: str, statement: str | None) -> bool:
    """Whether the text shares two words of some length with the statement."""
    shared = _long_words(text) & _long_words(statement or "")
    return said(statement) and len(shared) >= _SHARED_WORDS


def _long_words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w{5,}", text.casefold())}


RULES = (
    Rule("ES1", "must", _length, part_of="X6.1"),
    Rule("ES2", "must", _when, part_of="X6.1"),
    Rule("ES3", "must", _how_much, part_of="X6.1"),
    Rule("ES4", "must", _worked_at_all, part_of="X6.1"),
    Rule("ES4", "warn", _worked_in_part, part_of="X6.1"),
    Rule("ES5", "must", _conditions, part_of="X6.1"),
    Rule("ES6", "must", _what_is_done, part_of="X6.1"),
)
