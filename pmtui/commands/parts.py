"""The parts of the program in which commands apply, and which of them lie in which."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program: `title` is how people read it, `around` are the parts it lies in."""

    name: str
    title: str
    around: tuple[str, ...] = ()


PARTS = {
    part.name: part
    for part in (
        Part("app", "Anywhere"),
        Part("any", "On every screen", ("app",)),
        Part("library", "In the library", ("any",)),
        Part("board", "On the board of actions", ("any",)),
        Part("reading", "While reading a report", ("any",)),
        Part("statistics", "Among figures over all", ("any",)),
        Part("guide", "On every page", ("any",)),
        Part("rail", "On the list of pages", ("guide",)),
        Part("box", "In a box", ("app",)),
        Part("items", "In a list of a page", ("guide",)),
        Part("timeline", "In the timeline", ("items",)),
        Part("leaving", "When asked whether to leave", ("box",)),
        Part("paste", "In the preview of a paste", ("box",)),
        Part("wording", "In the list of words", ("box",)),
        Part("views", "Among views", ("box",)),
        Part("withheld", "In what customers do not read", ("box",)),
        Part("comments", "Among comments", ("box",)),
        Part("seen", "Among earlier causes", ("box",)),
        Part("round", "In the round of the room", ("box",)),
        Part("clock", "While the clock asks", ("guide",)),
        Part("tree", "In the tree of causes", ("guide",)),
        Part("actions", "In a list of actions", ("guide",)),
        Part("linked", "In a list with causes", ("items", "actions")),
        Part("lessons", "In the list of lessons", ("linked",)),
        Part("parking", "In the parking lot", ("items",)),
        Part("recommendations", "In the recommendations", ("linked",)),
        Part("report", "On the page Report", ("guide",)),
        Part("follow_up", "On the page Follow-up", ("guide",)),
        Part("room", "In the room's view", ("any",)),
        Part("look", "While looking around from it", ("guide",)),
        Part(
            "rows",
            "Among lines",
            (
                *(
                    "library",
                    "board",
                    "reading",
                    "statistics",
                    "timeline",
                    "paste",
                    "wording",
                    "round",
                    "tree",
                ),
                *("withheld", "comments", "views", "seen"),
                *("lessons", "parking", "recommendations", "actions"),
            ),
        ),
        Part("field", "In a field", ("guide", "box")),
        Part("choice", "Among values", ("guide", "box")),
        Part("entry", "On an entry line", ("timeline", "tree", "lessons", "recommendations")),
        Part("causes", "On the entry line of causes", ("entry",)),
        Part("edited", "In an edited entry", ("timeline",)),
        Part("filter", "In the filter of the timeline", ("timeline",)),
    )
}
"""Every part by its name."""


@cache
def outwards(name: str) -> frozenset[str]:
    """A part and all the parts that it lies in."""
    return frozenset({name}).union(*(outwards(each) for each in PARTS[name].around))


def meet(one: str, other: str) -> bool:
    """Whether a key can reach both parts: they are the same, or one lies in the other."""
    return one in outwards(other) or other in outwards(one)
