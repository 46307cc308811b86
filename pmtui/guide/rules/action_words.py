"""The words that tell a recommendation that can be done from a wish."""

import re

_LIST = """
add alert archive assert automate backfill block bound build cap change compare configure
create cut decommission define delete deploy deprecate disable document drop emit enable
encrypt enforce expire expose extend extract fail fix gate generate implement instrument
introduce isolate label limit link lock log make map measure merge migrate mirror move page
partition pin practise prevent prune publish record reduce refuse reject release remove rename
repair replace replicate require reset restrict retire return rewrite rotate route run scale
schedule separate set shard ship shorten show simplify split standardise stop store switch tag
test throttle tie turn unify update upgrade validate verify wire write
"""
VERBS = frozenset(_LIST.split())
"""What a title begins with: something that is done once and can then be seen."""

_NAMES_A_THING = re.compile(
    r"^\W*(?:alert|build|change|deploy|lock|log|page|release|test)\s+(?:coverage|limit|pipeline"
    r"|plan|policy|process|retention|rotation|time-?out|window)\b",
    re.IGNORECASE,
)
"""Two nouns of which the first is a verb, too: "lock timeout" is a thing, nothing is done."""

_AMERICAN = {"practice": "practise"}
_FIRST = re.compile(r"\W*([^\W\d_]+)")
_VAGUE = re.compile(
    r"^\W*(?:investigate|explore|consider|look\s+(?:into|at)|review|discuss|think\s+about|improve"
    r"|enhance|optimi[sz]e|ensure|make\s+sure|monitor|try|work\s+on|address|handle|be"
    r"|follow\s+up|clean\s+up|revisit|analy[sz]e|evaluate|assess|study|research|better|more)\b",
    re.IGNORECASE,
)
_UNBOUNDED = re.compile(
    r"\b(?:ongoing|continuous(?:ly)?|regularly|as\s+needed|where\s+possible|if\s+possible"
    r"|eventually|soon|asap|tbd|tba|and\s+so\s+on|etc)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    rf"\b(?:and|then|as\s+well\s+as)\s+(?:also\s+)?(?:{'|'.join(sorted(VERBS))})\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\?|\b(?:what|which|whether|how|where|when|who)\b", re.IGNORECASE)
_DELIVERABLE = re.compile(
    r"\b(?:answer|decision|design|document|figures?|list|measurements?|note|page|plan|proposal"
    r"|prototype|recommendation|report|results?|summary|table|written)\b",
    re.IGNORECASE,
)
_TIME_BOX = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|half\s+an?)[\s-]+(?:hours?|days?|weeks?|sprints?)\b"
    r"|\b\d+\s*[hd]\b|\b(?:by|until)\s+(?:\d|the\s+\d)|\btime[- ]?box",
    re.IGNORECASE,
)


def begins_with_verb(title: str) -> bool:
    """Whether the first word is one of `VERBS`, in British or American spelling."""
    if _NAMES_A_THING.search(title):
        return False
    first = _FIRST.match(title)
    word = first[1].lower() if first else ""
    word = _AMERICAN.get(word, word)
    return word in VERBS or re.sub(r"i[sz]e$", "ise", word) in VERBS


def vague(title: str) -> str:
    """The words at the beginning that promise no result; empty when there are none."""
    return _first_of(_VAGUE, title)


def unbounded(title: str) -> str:
    """The words that leave open when it is done; empty when there are none."""
    return _first_of(_UNBOUNDED, title)


def compound(title: str) -> str:
    """The words with which a second action begins; empty when there are none."""
    return _first_of(_COMPOUND, title)


def is_bounded_question(detail: str) -> bool:
    """Whether the detail of an investigation has a question, a deliverable and a time-box."""
    return all(each.search(detail) for each in (_QUESTION, _DELIVERABLE, _TIME_BOX))


def _first_of(pattern: re.Pattern[str], title: str) -> str:
    found = pattern.search(title)
    return found[0].strip() if found else ""
