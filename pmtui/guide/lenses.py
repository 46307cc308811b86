"""Ways of looking at the causes: packs of questions. They never change what is recorded.

Five whys (Toyota), three legs (Quality Magazine), Ishikawa, fault trees, Swiss cheese (Reason),
STAMP/CAST (Leveson), infinite hows (Allspaw). All questions ask how or what.
"""

from dataclasses import dataclass

from pmtui.guide.steps import ROOT_CAUSE


@dataclass(frozen=True, slots=True)
class Lens:
    """One way of looking: its name, what it adds, and its questions about one cause."""

    name: str
    adds: str
    questions: tuple[str, ...]


GUIDE = Lens("guide", "the twelve questions of this page", ROOT_CAUSE.prompts)

LENSES: tuple[Lens, ...] = (
    GUIDE,
    Lens(
        "five whys",
        "go beyond the symptom",
        (
            "What made this possible?",
            "And what else had to be true?",
            "What lies one step further back, before anybody was looking?",
            "How would we know that this is deep enough to change something?",
        ),
    ),
    Lens(
        "three legs",
        "ask the chain more than once: occurrence, detection, system",
        (
            "How did this come to occur?",
            "How did it pass the checks that look for it?",
            "What in the way we work lets such a thing occur and pass?",
        ),
    ),
    Lens(
        "Ishikawa",
        "breadth: people, process, technology, environment, suppliers, measurement",
        (
            "People: what did people know, see and expect here?",
            "Process: which rule or habit played a part, and how is it lived day to day?",
            "Technology: which part, default or limit played a part?",
            "Environment: what about load, time of day, place, season?",
            "Suppliers: what came from outside, and how did we learn of it?",
            "Measurement: what was measured, and what did that leave out?",
        ),
    ),
    Lens(
        "fault tree",
        "which conditions are needed together",
        (
            "Which of the causes below were needed together?",
            "Take one of them away: is the path broken, or only slower?",
            "What else could bring this about on its own?",
        ),
    ),
    Lens(
        "Swiss cheese",
        "which barriers existed, and how each let it pass",
        (
            "Which barrier was meant to prevent this, and what did it see?",
            "Which barrier was meant to detect it, and what was its threshold?",
            "Which barrier was meant to limit it, and what did it hold back?",
            "Which barrier held? What would have come without it?",
        ),
    ),
    Lens(
        "STAMP",
        "who controls what, with which feedback and which picture of the system",
        (
            "Who or what controls this, and by which action?",
            "Which feedback reached the controller, how late and how true?",
            "Which picture of the system made that action fit?",
            "Which limit or goal was passed down from above, and how was it understood?",
        ),
    ),
    Lens(
        "infinite hows",
        "describe, do not justify",
        (
            "How did this come to be the way it was?",
            "How did it look from where people stood?",
            "How did people decide what to do next?",
            "How does the same work go on an ordinary day?",
        ),
    ),
)
"""The lenses in the order in which they are offered; the guide's own questions come first."""
