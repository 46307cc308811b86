"""The rules of wording: read once, compiled when the first text is looked at."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pmtui.guide.wording.people import NAME

FIELDS = (
    *("summary", "timeline", "cause", "impact", "lesson", "action"),
    *("report_internal", "report_external", "notes", "question"),
)
"""The kinds of text that rules are made for; a rule of ``*`` is for all of them."""

EVERYWHERE = "*"
Severity = Literal["warn", "hint"]
SEVERITIES: tuple[Severity, ...] = ("warn", "hint")
"""Likely to read as blame or to stop the analysis; worth a look, may be fine."""

ONCE = "once_per_document"
_RULES = Path(__file__).with_name("rules.json")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Words that are worth another look.

    `pattern` and `exceptions` are regular expressions with the macros ``{{WHO}}``, ``{{PRON}}``,
    ``{{ROLE}}`` and ``{{NAME}}``; `why` says what the words do, `reframe` what to write and `ask`
    what to ask the room instead. `repeat` is ``every`` or ``once_per_document``.
    """

    id: str
    pattern: str
    why: str
    severity: Severity = "hint"
    scope: tuple[str, ...] = (EVERYWHERE,)
    exceptions: tuple[str, ...] = ()
    reframe: str = ""
    ask: str = ""
    case_sensitive: bool = False
    repeat: str = "every"

    def concerns(self, field: str) -> bool:
        """Whether the rule is for that kind of text."""
        return EVERYWHERE in self.scope or field in self.scope


class Ready(NamedTuple):
    """A rule with its regular expressions."""

    rule: Rule
    pattern: re.Pattern[str]
    exceptions: tuple[re.Pattern[str], ...]


class Rules:
    """The rules that are switched on."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.all = tuple(rules)

    @cached_property
    def ready(self) -> tuple[Ready, ...]:
        """The rules, compiled; for all that are built in this takes some 60 ms, once."""
        everywhere = tuple(compiled(each) for each in _data()["exceptions"])
        return tuple(
            Ready(
                rule,
                compiled(rule.pattern, exact=rule.case_sensitive),
                (*map(compiled, rule.exceptions), *everywhere),
            )
            for rule in self.all
        )


@cache
def built_in() -> Rules:
    """The rules that come with the program."""
    return Rules([rule_of(plain) for plain in _data()["rules"]])


def rule_of(plain: dict[str, Any]) -> Rule:
    """The rule in plain values; lists become tuples."""
    tuples = {name: tuple(each) for name, each in plain.items() if isinstance(each, list)}
    return Rule(**{**plain, **tuples})


def compiled(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
    """The regular expression with its macros expanded. Raises `re.error`.

    ``^`` and ``$`` match at the ends of lines; small and capital letters are the same unless
    `exact`.
    """
    for name, words in (*reversed(_data()["macros"].items()), ("NAME", NAME)):
        pattern = pattern.replace(f"{{{{{name}}}}}", f"(?:{words})")
    return re.compile(pattern, re.MULTILINE | (0 if exact else re.IGNORECASE))


@cache
def _data() -> dict[str, Any]:
    """The file of rules; a macro in it uses those above it."""
    data: dict[str, Any] = json.loads(_RULES.read_text(encoding="utf-8"))
    return data
