"""What can be told by its shape: addresses of people and systems, tickets, channels, money.

Each shape has a look-alike that stays: ``version 1.2.3.4`` is no address, ``UTF-8`` no ticket,
``#ff8800`` no channel. Where both are possible, it is taken out: what was taken out can be kept by
a decision, what was sent cannot be called back.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pmtui.guide.outside.word_lists import (
    DOMAINS,
    FOR_CUSTOMERS,
    INSIDE,
    NO_HOSTS,
    NO_PEOPLE,
    ROLES,
    SHARED,
    STANDARDS,
)
from pmtui.guide.private import PHONE

_VERSION = re.compile(
    r"\b(?:v|versions?\s+v?|releases?\s+v?|build\s+|firmware\s+|sdk\s+v?|patch\s+v?|section\s+"
    r"|chapter\s+|clause\s+|(?:up|down)graded\s+to\s+)$|[a-z]/v?$|§\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:colou?r|background|attempt|try|run|shard|partition|batch|row|line|order|step|table|slide"
    r"|page|gate|room|queue|replica|number)\s*:?\s*$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:\b(?:GET|HEAD|POST|PUT|PATCH|DELETE)|page|path|endpoint|route) ?[`“\"]?$")
_FOUR = r"\d{1,3}(?:\.\d{1,3}){3}"
_QUAD = rf"(?<![\d.]){_FOUR}(?!\w|\.\d|-(?!{_FOUR}))(?:/\d{{1,2}}\b)?"
_NET = r"(?<![\d.])(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){0,2}(?:\.[x*]\b|/\d\d?\b)"
_SIX = r"(?<![\w:.])(?=[0-9a-f:]*[\d:]{2})[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])(?:/\d+\b)?"
_MAC = r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])"


class Shape(NamedTuple):
    """A pattern of one kind; `real` says of a hit in its text whether it is meant."""

    kind: str
    pattern: re.Pattern[str]
    real: Callable[[re.Match[str]], bool] = lambda _hit: True


def _address(hit: re.Match[str]) -> bool:
    """Whether four numbers are an address and no version."""
    try:
        ipaddress.ip_interface(hit[0])
    except ValueError:
        return False
    return not _VERSION.search(hit.string[max(hit.start() - 24, 0) : hit.start()])


def _address_six(hit: re.Match[str]) -> bool:
    words = hit[0].rstrip(":") if hit[0].endswith(":") and not hit[0].endswith("::") else hit[0]
    try:
        ipaddress.ip_interface(words)
    except ValueError:
        return False
    return any(each.isdigit() for each in words)


def _host(hit: re.Match[str]) -> bool:
    words = hit[0].lower().rstrip(".")
    return words not in NO_HOSTS and not _is_public(words)


def _link(hit: re.Match[str]) -> bool:
    """Whether an address of a page is none that customers are meant to know."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?|^//", "", hit[0].lower())
    return not _is_public(host)


def _is_public(place: str) -> bool:
    """Whether a host, or a page of it, is one for customers, such as status.example.com."""
    labels = re.split("[/:?#]", place)[0].split(".")
    ours = INSIDE.isdisjoint(labels) and ".".join(labels[-2:]) not in SHARED
    return len(labels) > 1 and labels[0] in FOR_CUSTOMERS and ours


def _channel(hit: re.Match[str]) -> bool:
    """Whether a word after # is no colour, such as #fff or #ff8800."""
    word = hit[0][1:].lower()
    if not re.fullmatch("[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8}", word):
        return True
    pairs = len(word) > 4 and all(a == b for a, b in zip(word[::2], word[1::2], strict=True))
    return not (len(word) == 3 or pairs or any(each.isdigit() for each in word))


def _numbered(hit: re.Match[str]) -> bool:
    """Whether a number after # is that of a ticket: no colour, no attempt, no shard."""
    before = hit.string[max(hit.start() - 24, 0) : hit.start()]
    return not _COUNTED.search(before) and len(set(hit[0])) > 2


def _handle(hit: re.Match[str]) -> bool:
    return hit[0][1:].partition(".")[0].lower() not in NO_PEOPLE


def _ticket(hit: re.Match[str]) -> bool:
    return hit[0].partition("-")[0] not in STANDARDS and hit[0] not in STANDARDS


def _file(hit: re.Match[str]) -> bool:
    """Whether a path is one of a system, and no page of a site: GET /home/page."""
    return not _PAGE.search(hit.string[max(hit.start() - 12, 0) : hit.start()])


def _any(words: frozenset[str]) -> str:
    """A pattern of any of the words, longest first."""
    return "|".join(sorted(words, key=lambda each: (-len(each), each)))


_MONEY = r"\d[\d.,]*(?:['’ \u00a0\u202f]\d{3})*(?:\s?(?:k|m|bn|thousand|million|billion)\b)?"
_CURRENCIES = (
    "EUR|USD|GBP|CHF|INR|JPY|SEK|NOK|DKK|PLN|CAD|AUD|NZD|SGD|HKD|CNY|KRW|BRL|MXN|ZAR|CZK|AED|Rs"
)

SHAPES = (
    Shape("e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")),
    Shape(
        "link",
        re.compile(
            r"(?<![\w+.-])[a-z][a-z0-9+.-]{1,20}://[^\s<>\"'`()\[\]{}|]+[^\s<>\"'`()\[\]{}|.,;:!?*_]"
            r"|(?<!\w)git@[\w.-]+:[\w./-]+",
            re.IGNORECASE,
        ),
        _link,
    ),
    Shape("IP address", re.compile(_QUAD), _address),
    Shape("IP address", re.compile(_NET)),
    Shape("IP address", re.compile(_SIX, re.IGNORECASE), _address_six),
    Shape("IP address", re.compile(_MAC, re.IGNORECASE)),
    Shape("phone number", re.compile(PHONE)),
    Shape(
        "internal host",
        re.compile(
            rf"(?<![\w.@-])(?=[\w.-]*?\w\.(?:{_any(INSIDE)})\b)[\w.-]*\w"
            rf"|(?<![\w.@/-])(?:[a-z0-9_](?:[\w-]*\w)?\.)+(?:{_any(DOMAINS)})(?![\w-]|\.\w)(?::\d+)?"
            rf"(?:/[^\s<>\"'`()\[\]{{}}|]*[^\s<>\"'`()\[\]{{}}|.,;:!?*_])?",
            re.IGNORECASE,
        ),
        _host,
    ),
    Shape(
        "internal host",
        re.compile(
            rf"(?<![\w.@/-])(?:[a-z][a-z0-9]*-){{0,4}}(?:{_any(ROLES)})(?:-?0\d+|\d\d+"
            rf"|(?:-[a-z0-9]+){{1,4}}-\d+"
            rf"|-\d\d+)(?:-?[a-z])?(?![\w-]|\.\d)"
            r"|(?<![\w.@/-])(?:[a-z][a-z0-9]*-){0,4}(?:db|srv|host|vm|ip)-\d+(?:-\d+)*(?![\w-]|\.\d)",
            re.IGNORECASE,
        ),
    ),
    Shape(
        "internal host",
        re.compile(
            # pg-ledger-primary, ledger-prod-7, eks-prod-eu1, FRASQL07, and a pod of Kubernetes
            rf"(?<![\w.@/-])(?i:(?:[a-z0-9]+-){{0,4}}(?:{_any(ROLES)})(?:-[a-z0-9]+){{0,3}}"
            r"-(?:primary|secondary|replica|standby|master|slave|leader|follower)(?:-?\d+)?)(?![\w-])"
            r"|(?<![\w.@/-])(?!(?:non|pre|post)-)(?=[a-z0-9-]*\d)(?:[a-z0-9]+-){0,4}"
            r"(?:prod|prd|stg|staging|preprod|uat)(?:-?[a-z]*\d+|(?:-[a-z0-9]+){1,4})(?![\w-])"
            r"|(?<![\w-])[A-Z]{2,6}(?:DB|SQL|SRV|APP|WEB)\d{2,3}(?![\w-])"
            r"|(?<![\w.@/-])(?:[a-z0-9]+-){1,6}(?=[a-z]*\d)[0-9a-f]{8,10}-[a-z0-9]{5}(?![\w-])"
        ),
    ),
    Shape(
        "internal host",
        re.compile(
            r"(?<![\w-])(?:i|vol|subnet|sg|vpc|ami|eni|snap|rtb|igw|nat|tgw|fs)-[0-9a-f]{8,17}(?![\w-])"
            r"|(?<!\w)arn:aws[\w-]*:\S*\w|(?<![\\\w])\\\\[\w.-]+(?:\\[\w$.-]+)+"
        ),
    ),
    Shape(
        "internal host",
        re.compile(
            # payments-prod, and the id of a container
            r"(?<![\w.@/-])(?!(?:non|pre|post)-)(?i:(?:[a-z0-9]+-){1,4}(?:prod|prd|stg|staging|uat))(?![\w-])"
            r"|(?<![\w-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12}(?![\w-])"
        ),
    ),
    Shape(
        "file",
        re.compile(
            r"(?<![\w/:.<>~])/(?:app|data|dev|etc|home|mnt|opt|proc|root|run|srv|tmp|usr|var)/[\w.@/-]*\w"
        ),
        _file,
    ),
    Shape(
        "commit",
        re.compile(r"(?i:\b(?:commit|revision|sha)\s)(?=[0-9a-f]*\d)[0-9a-f]{7,12}(?!\w)"),
    ),
    Shape(
        "account",
        re.compile(
            r"(?<![\w/-])[a-z]{2,6}_(?=[A-Za-z]*\d)(?=[a-z0-9]*[A-Z]|[a-z0-9]{14})[A-Za-z0-9]{8,}(?!\w)"
        ),
    ),
    Shape(
        "person",
        re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Frau)\.? [A-ZÀ-Þ][\w’'-]*\w"),
    ),
    Shape(
        "ticket",
        re.compile(r"(?<![\w-])[A-Z]{2,10}-\d+(?:-\d+)*(?![\w-]|\.\d)"),
        _ticket,
    ),
    Shape(
        "ticket",
        re.compile(
            r"(?<!\w)(?:INC|CHG|PRB|RITM|REQ|SCTASK|TASK|CS)\d{5,}\b"
            r"|(?i:(?<!\w)(?:ticket|issue|case|incident|pr|mr|pull request|merge request|change)\s?"
            r"(?:no\.?|number)?\s?(?:[#!]\d+|\d{4,}\b(?!\s*-)))|(?i:(?<!\w)ticket)\s[A-Z]{2,8}\d{2,}\b"
        ),
    ),
    Shape("ticket", re.compile(r"(?<![\w/&#])#\d{3,}(?!\w)"), _numbered),
    Shape(
        "ticket",
        re.compile(r"(?i:(?<![\w/-])(?:bug|bz|gh|github|gl|gitlab|jira|mr|pr)[#!]\d{2,}(?!\w))"),
    ),
    Shape(
        "channel",
        re.compile(
            r"(?i:\b(?:slack|teams|chat|discord|mattermost)\s(?:channel|room)\s)"
            r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?!\w)"
        ),
    ),
    Shape(
        "repository",
        re.compile(
            r"(?i:(?<=repo )|(?<=repository ))[\w.-]+/[\w.-]*\w"
            r"|(?<![\w/.-])[\w-]+/[\w.-]+(?=\srepo)"
        ),
    ),
    Shape(
        "channel", re.compile(r"(?<!\w)[CGDUW](?=[A-Z]*\d[A-Z]*\d)(?=\d*[A-Z])[0-9A-Z]{8,10}(?!\w)")
    ),
    Shape("repository", re.compile(r"(?<![\w/.-])[a-z0-9][\w.-]*/[\w.-]+[#@!]\w+", re.IGNORECASE)),
    Shape(
        "channel",
        re.compile(r"(?<![\w/&#])#[a-z](?:[\w-]*[a-z0-9])?(?![\w-])", re.IGNORECASE),
        _channel,
    ),
    Shape(
        "handle",
        re.compile(r"(?<![\w@/.+-])@[a-z](?:[\w.-]*\w)?(?![\w/(])", re.IGNORECASE),
        _handle,
    ),
    Shape(
        "staff number",
        re.compile(
            r"(?i:\b(?:staff|employee|personnel|badge)\s(?:no\.?|number|id)\s*:?\s*#?[a-z]*-?\d+)"
        ),
    ),
    Shape(
        "amount",
        re.compile(
            rf"(?:[€£¥₹]|\b(?:{_CURRENCIES})(?![A-Za-z])\.?|\$(?=\d*[\d.,]\d|\d+\s?(?:k|m|bn)\b))\s?{_MONEY}"
            rf"|(?<![\w.,]){_MONEY}\s?(?:[€£¥₹]|(?:{_CURRENCIES}|euros?|dollars?|pounds)\b)",
        ),
    ),
    Shape(
        "contract",
        re.compile(
            r"(?i:\b(?:contract|agreement|MSA|SOW)\s(?:no\.?|number|id)?\s?#?[A-Z]*-?\d[\w-]*)"
        ),
    ),
)
"""The shapes, in no particular order: of two that overlap, the longer hit counts."""


def hits(text: str) -> Iterator[tuple[str, int, int]]:
    """The kind, beginning and end of everything in a text that has one of the shapes."""
    for shape in SHAPES:
        for hit in shape.pattern.finditer(text):
            if shape.real(hit):
                yield shape.kind, hit.start(), hit.end()
