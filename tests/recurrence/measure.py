"""Recall and false alarms of a method."""

from dataclasses import dataclass

from pmtui.guide.recurrence.index import NEAR
from tests.recurrence.labelled import HELD_OUT, TUNED, labelled, labelled_real
from tests.recurrence.methods import METHODS, USED

FIRST = 5
ALARMS = 0.05
"""The share of causes without an answer that may raise an alarm in the tuned half."""


@dataclass(frozen=True)
class Result:
    """Shares, 0 to 1, of the half that was held out; `shown` is what passes the threshold."""

    recall: float
    recall_far: float
    threshold: float
    shown: float
    shown_far: float
    alarms: float
    trapped: float
    real: float


def measure(name):
    earlier, questions = labelled()
    ask = METHODS[name](earlier)
    tuned, held_out = (
        [(each, first(ask, each)) for each in questions if each.half == half]
        for half in (TUNED, HELD_OUT)
    )
    others, real_ones = labelled_real()
    ask_real = METHODS[name](others)
    real = [(each, first(ask_real, each)) for each in real_ones]
    tops = sorted((top(found) for each, found in tuned if each.answer is None), reverse=True)
    least = NEAR if name == USED else tops[int(ALARMS * len(tops))] + 1e-9
    asked = [pair for pair in held_out if pair[0].answer is not None]
    far = [pair for pair in asked if pair[0].far]
    alone = [pair for pair in held_out if pair[0].answer is None]
    traps = [pair for pair in alone if pair[0].trap is not None]
    return Result(
        recall=share(answered(*pair) for pair in asked),
        recall_far=share(answered(*pair) for pair in far),
        threshold=least,
        shown=share(answered(*pair, least) for pair in asked),
        shown_far=share(answered(*pair, least) for pair in far),
        alarms=share(top(found) >= least for _, found in alone),
        trapped=share(
            any(place == each.trap and score >= least for score, place in found)
            for each, found in traps
        ),
        real=share(answered(*pair) for pair in real),
    )


def first(ask, question):
    """The best few, without the question itself where it is one of the earlier causes."""
    found = [each for each in ask(question.text) if each[1] != question.own]
    return sorted(found, key=lambda each: (-each[0], each[1]))[:FIRST]


def answered(question, found, least=0.0):
    return any(place == question.answer and score >= least for score, place in found)


def top(found):
    return found[0][0] if found else 0.0


def share(truths):
    truths = list(truths)
    return sum(truths) / len(truths)
