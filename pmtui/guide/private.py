"""What should not be shared as it stands: shapes of secrets and phone numbers, names of people."""

import re
from typing import NamedTuple

_NO_VALUE = (
    r"(?:null|true|false|none|nil|unknown|expired|missing|changed|rotated|revoked|invalid|leaked"
    r"|redacted|removed|required|masked|hidden|empty|wrong)\b|[*x.•…]{3,}|<[^<>\s]+>|%\w+%"
    r"|\$\{?[A-Z_][A-Z0-9_]*\}?(?!\w)|[{\[]"
)
"""What stands where a password would, and says that there is none to be seen."""

_VALUE = rf"(?![\"']?(?:{_NO_VALUE}))(?:\"[^\"\s]{{6,}}\"|'[^'\s]{{6,}}'|[^\s,;]{{6,}})"

SECRETS = (
    r"(?:AKIA|ASIA)[0-9A-Z]{16}",
    r"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{30,}",
    r"xox[abeoprs]-[\w-]{8,}|xapp-\d-[\w-]{8,}|(?:hf|whsec|shpat|dop_v1)_[A-Za-z0-9]{24,}",
    r"hooks\.slack\.com/services/\S+|discord(?:app)?\.com/api/webhooks/\S+"
    r"|\bwebhook\.office\.com/\S+|api\.telegram\.org/bot\S+",
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*",
    r"[sr]k_(?:live|test)_\w{16,}|sk-(?:ant|proj|svcacct)-[\w-]{20,}|AIza[\w-]{35}",
    r"(?i:\bbearer\s+(?=[\w.~+/]*\d)[\w.~+/]{20,}=*)",
    r"(?i:[?&](?:x-amz-)?sig(?:nature)?=[^\s&]{20,})",
    r"(?i:\bauthori[sz]ation:\s*basic\s+[a-z0-9+/]{8,}=*)",
    rf"(?i:(?<![^\W_])(?:password|passwd|passphrase|pwd)\\?[\"']?\s*[=:]\s*{_VALUE})",
    r"(?i:(?<![^\W_])(?:secret|token|(?:api|access|private|account|signing)[_-]?key)\\?[\"']?\s*"
    # After a colon and a blank, words that go on are a sentence: "the token: nobody renewed it".
    rf"(?:=\s*|:\s*(?!(?<=\s)[a-z]+[ \t]+[a-z]+\b)){_VALUE})",
    r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*+://(?:[^\s/:@]+:[^\s/@]+|[A-Za-z0-9_]{20,})@\S+",
)
"""Regular expressions of keys, tokens and passwords."""

PHONE = (
    r"(?<![\w.:+-])(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(\d{1,4}\)[ ./-]?)?\d(?:[ ./-]?\d){6,10}"
    r"(?![\w:]|\.\d)"
    r"|(?<![\w.:+-])\(0?\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,6}(?![\w:])"
    r"|(?i:\b(?:tel|telephone|telefon|phone|mobile|cell|call|fax)\b[.:]? ?)"
    r"(?:0(?!0)\d(?:[ ./-]?\d){6,10}|[2-9]\d\d[ .-]\d{3}[ .-]\d{4})(?![\w:]|\.\d)"
)
"""A phone number: with its country, or its area in brackets, or after a word such as "call"."""

# fmt: off
COMMON_NAMES = frozenset((
    "april", "art", "august", "bill", "chase", "chip", "dale", "dawn", "drew", "faith", "frank",
    "grace", "grant", "hope", "hunter", "jack", "joy", "june", "lane", "long", "major", "mark",
    "may", "miles", "noble", "page", "park", "pat", "price", "rich", "rose", "sky", "stone",
    "summer", "will", "young",
))
# fmt: on
"""Names that are words, too; alone they are not taken for a person."""

_SECRET = re.compile("|".join(SECRETS))
_PHONE = re.compile(PHONE)
_SIGNS = (
    *("akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xox"),
    *("glpat-", "npm_", "xapp-", "hf_", "whsec_", "shpat_", "dop_v1_", "k_live_", "k_test_", "sk-"),
    *(
        "hooks.slack",
        "webhook",
        "telegram",
        "private key",
        "eyj",
        "aiza",
        "bearer",
        "authori",
        "sig",
    ),
    *("passw", "passphrase", "pwd", "secret", "token", "key", "://"),
)
"""In small letters, what any secret has in it: most texts have none of these."""

_PHONE_SIGNS = [
    re.compile(sign).search
    for sign in (
        *(r"\+[1-9]", r"00(?<!\w00)[1-9]", r"\(0?\d\d"),
        *(
            rf"{word}\w*[.: ]{{0,2}}\d"
            for word in ("tel", "phone", "mobile", "cell", "call", "fax")
        ),
    )
]
"""Each begins with characters of its own, which is what a regular expression finds fast."""


class Mark(NamedTuple):
    """Something in a text that should not be shared; `kind` is "secret" or "phone number"."""

    kind: str
    start: int
    end: int


def marks(text: str) -> list[Mark]:
    """The secrets and phone numbers in a text, first to last."""
    found = []
    small = text.lower()
    if any(map(small.__contains__, _SIGNS)):
        found += [Mark("secret", *hit.span()) for hit in _SECRET.finditer(text)]
    if any(search(small) for search in _PHONE_SIGNS):
        found += [Mark("phone number", *hit.span()) for hit in _PHONE.finditer(text)]
    return sorted(found, key=lambda mark: mark.start)
