"""The nine pages of a postmortem, with the prompts that a facilitator asks on each.

The prompts ask how and what rather than why, which invites people to describe instead of to
defend (Allspaw, "The Infinite Hows", 2014; Etsy's Debriefing Facilitation Guide).
"""

from dataclasses import dataclass
from typing import Literal

Phase = Literal["before", "meeting", "after"]


@dataclass(frozen=True, slots=True)
class Step:
    """One page: `number` is 1 to 9, `name` its place in `progress`, `phase` when it is filled."""

    number: int
    name: str
    title: str
    phase: Phase
    purpose: str
    prompts: tuple[str, ...]


PREPARATION = Step(
    1,
    "preparation",
    "Preparation",
    "before",
    "Get people, scope, facts and trust ready, so that the meeting can go into the story.",
    (
        "Who was in this, also from support, finance or a supplier, and who is not asked yet?",
        "Who might fear this meeting, and who talks with them first?",
        "What do we hope to understand by the end?",
        "Where does the story begin, well before the first alert?",
        "Which data disappears soon (chat, logs, dashboards), and who saves it today?",
        "What have similar incidents left open?",
        "Who has to know the outcome, and in which form?",
        "What must stay confidential?",
        "What would make this hour worth it for each person here?",
    ),
)

ANALYSIS = Step(
    2,
    "analysis",
    "Analysis",
    "meeting",
    "A timeline that everyone accepts, with what people saw, knew and tried. No fixes yet.",
    (
        "Start before anything broke: what did a normal afternoon look like?",
        "What did you notice first, and what did you take it for?",
        "What were you looking at (screen, graph, chat), and what did it tell you?",
        "What did you expect to happen next?",
        "Which options did you weigh, and what spoke for this one at that moment?",
        "What told you to call for help, and how did you know whom to call?",
        "What were others doing at the same time that you learned of only later?",
        "When did you feel sure, and what made you sure?",
        "Where did two of us see the same minute differently?",
        "What is missing between these two entries?",
        "Somebody said “obviously”: is that new to anyone?",
        "Who learned something just now? Show of hands.",
    ),
)

ROOT_CAUSE = Step(
    3,
    "root_cause",
    "Root cause",
    "meeting",
    "Understand how the effect became possible, likely, unnoticed, long and large.",
    (
        "What had to be true for this to happen? What else?",
        "Take this condition away in your mind: would it still have happened, smaller, later?",
        "What made this a sensible thing to do or to build at that time?",
        "How often does this condition hold on days without an incident?",
        "What would anyone in that role, with that screen, have done?",
        "Which check was meant to stop this, and what did it see?",
        "What did people rely on instead?",
        "How did the rule, the tool and the daily practice differ?",
        "Which pressure or goal conflict was at work: time, cost, noise, tired people?",
        "What kept it from being worse?",
        "Can we change something here? If not, what can we change at the boundary?",
        "Read the chain backwards with “therefore”: does each line follow?",
    ),
)

IMPACT = Step(
    4,
    "impact",
    "Impact",
    "meeting",
    "Say who was affected, how, how much and for how long, and what lasts.",
    (
        "What did a customer see, in their own words?",
        "Who was affected without contacting us?",
        "How do we know the number, and how sure are we?",
        "What did people do instead, and what did that cost them?",
        "What kept working?",
        "Which promise was touched: objective, contract, law?",
        "What did it cost our own people: night hours, stress, delayed work?",
        "What will still be felt in three months?",
        "What could have been worse by chance?",
    ),
)

LESSONS = Step(
    5,
    "lessons",
    "Lessons",
    "meeting",
    "Say what we learned before anybody says what to do about it.",
    (
        "What do you know now that you did not know before this meeting?",
        "What went well that we want to keep on purpose?",
        "Where were we lucky?",
        "What was harder than it needed to be?",
        "Where else do these conditions exist today?",
    ),
)

RECOMMENDATIONS = Step(
    6,
    "recommendations",
    "Recommendations",
    "meeting",
    "Turn ideas into a small set of commitments, each with one owner, a date and a cause.",
    (
        "If we could change only one thing, which condition would matter most?",
        "What would make this impossible, or harmless, or visible in a minute?",
        "What could this fix break or complicate?",
        "Who has the time, and what will not be done instead?",
        "What do we choose not to fix, and who agrees with that?",
        "How will we see in 90 days that it worked?",
    ),
)

REPORT = Step(
    7,
    "report",
    "Report",
    "after",
    "A record that a newcomer understands in a year, and a customer text that is true and human.",
    (
        "Could a new colleague follow this without asking?",
        "Does every statement rest on evidence, or say how sure we are?",
        "Which sentence would hurt someone, and what is the fact behind it?",
        "What would a customer ask first?",
        "Are we promising anything that we cannot check?",
        "What must not leave the company?",
        "Who should read this who was not here?",
        "What will the title tell someone who searches in a year?",
    ),
)

IMPLEMENTATION = Step(
    8,
    "implementation",
    "Implementation",
    "after",
    "Turn accepted actions into work that is done and verified.",
    (
        "What is the next visible piece of work, and when?",
        "What stands in the way, and who can remove it?",
        "Is this still the right fix, given what we know now?",
        "What did we drop to make room?",
        "How will you show that it works?",
        "Who other than you has tried it?",
        "Which documents, alerts or runbooks change with it?",
        "Has anything similar happened since?",
    ),
)

FOLLOW_UP = Step(
    9,
    "follow_up",
    "Follow-up",
    "after",
    "See whether it worked, adjust, and close.",
    (
        "Which number moved, and which did not?",
        "Has the same condition shown up again, with or without impact?",
        "What has the fix made harder?",
        "Which accepted risk feels different today?",
        "What did other teams take from this?",
        "Which action would we not choose again?",
        "What did we learn about our way of reviewing?",
        "Can we close this, and what would make us open it again?",
    ),
)

STEPS: tuple[Step, ...] = (
    PREPARATION,
    ANALYSIS,
    ROOT_CAUSE,
    IMPACT,
    LESSONS,
    RECOMMENDATIONS,
    REPORT,
    IMPLEMENTATION,
    FOLLOW_UP,
)


def find_step(text: str) -> Step | None:
    """The page with that number, name or start of a name; None for none, or several."""
    wanted = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    found = [step for step in STEPS if wanted in {str(step.number), step.name}]
    found = found or [step for step in STEPS if wanted and step.name.startswith(wanted)]
    return found[0] if len(found) == 1 else None
