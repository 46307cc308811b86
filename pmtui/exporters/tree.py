"""The branches of a tree that is drawn with plain characters (guide, 3.5)."""

from pmtui.exporters.blocks import Branch

HANGING = "    "
"""What the wrapped rest of a line is set in by."""


def stems(branch: Branch) -> tuple[str, str]:
    """What stands before the first and before each further printed line of a line of a tree."""
    outer = "".join("   " if end else "|  " for end in branch.ends[1:-1])
    below = outer
    if len(branch.ends) > 1:
        below += "   " if branch.ends[-1] else "|  "
    if branch.part == "gate":
        return below, below
    if branch.part == "note":
        return below + HANGING, below + HANGING
    if len(branch.ends) > 1:
        outer += "`- " if branch.ends[-1] else "|- "
    return outer, below + HANGING
