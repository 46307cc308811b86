"""The trace gate: nothing rests on nothing, and something comes of everything.

What an orphan is, `pmtui.model.orphans` says; here each kind has its rule. Ids of the guide:

====  ==========================================================================================
CL09  lint on claims without evidence; a must, as the exit rule X3.5 asks for the same
AL08  each cause at which the questions end is answered; the exit rule X5.2 asks for it
AL05  to be accepted, an urgent action needs an outcome that can be verified
AL07  to be accepted, an action needs a cause or a lesson
AL18  an urgent action has a plan for the check of its effect, made when it is accepted
====  ==========================================================================================

Our own, where the guide says what belongs together and gives the missing link no id:

====  ==========================================================================================
TR01  evidence that no entry, cause or figure rests on (prompt 2 of the reporting step)
TR02  an accepted risk of no cause (the list of causes in the model of step 5)
TR03  an answer only to what was ruled out (causes that are rejected are left out of coverage)
TR04  verified by nobody or with no result (the move from done to verified asks for both)
TR05  a verdict without its figure (nudge of step 8: verdicts without a number)
TR06  a verdict of what is not built (the check is at least 14 days after it is done)
TR07  an idea that is promoted or merged and leads to nothing (its field for what it became)
TR08  a field that names an item which is not there
====  ==========================================================================================
"""

from collections.abc import Iterator

from pmtui.guide.rules.rule import Find, Level, Problem, Rule
from pmtui.model.orphans import FINDERS, Kind, Orphan, unknown_items
from pmtui.model.postmortem import Postmortem

_Row = tuple[Kind, str, Level, str, str]

_ROWS: dict[str, tuple[_Row, ...]] = {
    "root_cause": (
        (
            Kind.UNPROVEN_CAUSE,
            "CL09",
            "must",
            "X3.5",
            "{item}: confirmed by what? Attach the evidence or lower the confidence.",
        ),
        (
            Kind.UNUSED_EVIDENCE,
            "TR01",
            "warn",
            "",
            "Nothing rests on {item}. Attach it to an entry, a cause or a figure, or remove it.",
        ),
    ),
    "lessons": (
        (
            Kind.LOST_IDEA,
            "TR07",
            "warn",
            "",
            "{item} is {said}. Name what it became, or decline it with a reason.",
        ),
    ),
    "recommendations": (
        (
            Kind.UNANSWERED_CAUSE,
            "AL08",
            "must",
            "X5.2",
            "Nothing acts on {item}{because}. Link an action to it, or accept the risk with a "
            "reason, an approver and a review date.",
        ),
        (Kind.UNVERIFIABLE_ACTION, "AL05", "must", "X5.4", "{item} {said}."),
        (Kind.UNLINKED_ACTION, "AL07", "must", "X5.4", "{item} {said}."),
        (
            Kind.UNMEASURED_ACTION,
            "AL18",
            "warn",
            "",
            "{item} is urgent and the check of its effect lacks {said}. Plan it.",
        ),
        (
            Kind.UNLINKED_RISK,
            "TR02",
            "warn",
            "",
            "{item} is accepted for no cause. Name the causes that it leaves as they are.",
        ),
        (
            Kind.ANSWERS_RULED_OUT,
            "TR03",
            "warn",
            "",
            "{item} acts on {said} alone, which is ruled out. Link what it acts on, or withdraw "
            "it.",
        ),
    ),
    "implementation": (
        (
            Kind.EMPTY_VERIFICATION,
            "TR04",
            "must",
            "",
            "{item} is verified. Say who checked it, and what the check showed.",
        ),
    ),
    "follow_up": (
        (
            Kind.EMPTY_EFFECT,
            "TR05",
            "warn",
            "",
            "{item} is judged {said}. Say by which metric, and what it showed.",
        ),
        (
            Kind.EARLY_EFFECT,
            "TR06",
            "warn",
            "",
            "{item} is judged effective and is {said}. Finish it, or take the verdict back.",
        ),
    ),
}
"""The kinds of orphans that belong to each page, with id, level, exit rule and sentence."""

_NAMING = {
    "analysis": ("timeline",),
    "root_cause": ("threads", "causes"),
    "impact": ("impact",),
    "lessons": ("lessons", "parking_lot"),
    "recommendations": ("actions", "risk_acceptances"),
    "follow_up": ("follow_up",),
}
"""The parts of the record in which fields name items, by the page that shows them."""


def _of_kind(kind: Kind, words: str) -> Find:
    def find(record: Postmortem) -> Iterator[Problem]:
        yield from (_problem(orphan, words) for orphan in FINDERS[kind](record))

    return find


def _naming_nothing(tops: tuple[str, ...]) -> Find:
    words = "{item} names {said}, which is not there. Name another one, or take it out."

    def find(record: Postmortem) -> Iterator[Problem]:
        yield from (_problem(orphan, words) for orphan in unknown_items(record, *tops))

    return find


def _problem(orphan: Orphan, words: str) -> Problem:
    because = f" ({orphan.said})" if orphan.said else ""
    return orphan.address, words.format(item=orphan.item, said=orphan.said, because=because)


def _page(page: str) -> tuple[Rule, ...]:
    rules = [
        Rule(name, level, _of_kind(kind, words), part_of=part_of)
        for kind, name, level, part_of, words in _ROWS.get(page, ())
    ]
    if page in _NAMING:
        rules.append(Rule("TR08", "warn", _naming_nothing(_NAMING[page])))
    return tuple(rules)


RULES = {page: _page(page) for page in _ROWS | _NAMING}
"""The rules of the trace, by the page that each belongs to."""

IDS = frozenset(rule.id for rules in RULES.values() for rule in rules)
"""Their ids, by which findings are known as orphans."""
