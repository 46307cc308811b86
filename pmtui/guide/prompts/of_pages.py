"""The prompts of each page, in the order in which they are asked."""

from datetime import date
from itertools import islice

from pmtui.guide.prompts import afterwards, causes, commitments, story
from pmtui.guide.prompts.prompt import Ask, Prompt, own
from pmtui.guide.steps import Step
from pmtui.model.postmortem import Postmortem

MOST = 3
"""Questions of one kind at most: answering them brings up the next ones."""

ASKS: dict[str, tuple[Ask, ...]] = {
    "preparation": story.OF_PREPARATION,
    "analysis": story.OF_ANALYSIS,
    "root_cause": causes.OF_ROOT_CAUSE,
    "impact": causes.OF_IMPACT,
    "lessons": commitments.OF_LESSONS,
    "recommendations": commitments.OF_RECOMMENDATIONS,
    "report": afterwards.OF_REPORT,
    "implementation": afterwards.OF_IMPLEMENTATION,
    "follow_up": afterwards.OF_FOLLOW_UP,
}
"""What each page can give reason to ask, in order."""


def prompts(record: Postmortem, step: Step, today: date) -> tuple[Prompt, ...]:
    """What follows from what is on a page, at most `MOST` of a kind, then the page's own prompts.

    The same record gives the same prompts on the same day. A page on which there is nothing yet
    has its own alone; none of those is asked twice.
    """
    found = [each for ask in ASKS[step.name] for each in islice(ask(record, today), MOST)]
    asked = {each.text for each in found}
    return (*found, *(each for each in own(step) if each.text not in asked))
