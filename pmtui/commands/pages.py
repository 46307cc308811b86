"""What can be done on one page of the guide: the tree of causes, lessons, actions, the report."""

from pmtui.commands.command import Command

PAGES = (
    Command("clock.pause", "Pause", "Pause the meeting clock.", "p,f6", "clock", 1),
    Command(
        "clock.more", "+3 min", "Three minutes, taken from the named block.", "plus", "clock", 2
    ),
    Command("clock.out", "Back", "Leave the clock as it is.", "escape", "clock", 3),
    Command(
        "tree.open", "Open", "Show every field of the selected cause or thread.", "enter", "tree", 1
    ),
    Command("tree.child", "Below", "Add what made the selected cause possible.", "a", "tree", 2),
    Command(
        "tree.sibling", "Beside", "Add another answer beside the selected cause.", "o", "tree", 3
    ),
    Command(
        "tree.stop", "Stop", "Say why the questions end at the selected cause.", "x", "tree", 4
    ),
    Command(
        "tree.several",
        "Several",
        "Add several causes below the selected one, one a line.",
        "A",
        "tree",
    ),
    Command(
        "tree.link",
        "Link",
        "Let a cause that is there already lead to the selected one, too.",
        "b",
        "tree",
    ),
    Command("tree.move", "Move", "Move the selected cause below another one.", "M", "tree"),
    Command(
        "tree.gate", "Gate", "How the causes below combine: contributing, AND, OR.", "g", "tree"
    ),
    Command("tree.confidence", "Confidence", "Confirmed, likely, possible, rejected.", "c", "tree"),
    Command("tree.category", "Category", "People, process, technology, environment.", "t", "tree"),
    Command("tree.role", "Role", "Trigger, contributing, latent, aggravating.", "r", "tree"),
    Command(
        "tree.mechanism",
        "Leads to",
        "Say how the selected cause leads to what is above it.",
        "l",
        "tree",
    ),
    Command("tree.sense", "Made sense", "Say what made it sensible at the time.", "m", "tree"),
    Command("tree.evidence", "Evidence", "Attach evidence, or take it off.", "e", "tree"),
    Command(
        "tree.aloud", "Aloud", "Read the chain up to the effect: “…, therefore …”.", "h", "tree"
    ),
    Command("tree.fold", "Fold", "Hide what is below the selected cause, or show it.", "z", "tree"),
    Command("tree.findings", "Checks", "What the checks say of the selected cause.", "f", "tree"),
    Command(
        "tree.seen", "Seen before", "Earlier causes that read like these: same or not.", "s", "tree"
    ),
    Command("tree.lens", "Lenses", "Other ways of looking, each with its questions.", "L", "tree"),
    Command(
        "tree.thread",
        "Thread",
        "Begin another question, such as how it stayed unnoticed.",
        "w",
        "tree",
    ),
    Command(
        "tree.delete",
        "Delete",
        "Delete it; asks where others hang on it. Undo brings it back.",
        "d,delete",
        "tree",
    ),
    Command("park.outside", "Park", "Park an idea, outside text.", "p", "tree"),
    Command(
        "action.state", "State", "Move the selected action to its next state.", "s", "actions", 2
    ),
    Command(
        "action.mark",
        "Mark",
        "Mark the action, or take the mark back: State then moves all that are marked.",
        "space",
        "actions",
    ),
    Command(
        "action.history", "History", "All of the action and what became of it.", "h", "actions", 3
    ),
    Command(
        "follow.step",
        "Settle",
        "What the selected line needs: hold, judge, adjust, decide, close.",
        "s",
        "follow_up",
        1,
    ),
    Command(
        "action.ticket",
        "Ticket",
        "Copy the address of its ticket, by the pattern in team.toml.",
        "L",
        "actions",
    ),
    Command("lesson.elsewhere", "Elsewhere", "Say where else the lesson holds.", "w", "lessons", 1),
    Command("lesson.kind", "Kind", "Make it a lesson of the next kind.", "t", "lessons", 2),
    Command("causes.link", "Causes", "Link a cause, or take the link back.", "c", "linked", 3),
    Command("idea.promote", "Promote", "Make a recommendation of the idea.", "p", "parking", 1),
    Command("idea.decline", "Decline", "Decline the idea, with a reason.", "x", "parking", 2),
    Command(
        "idea.merge",
        "Merge",
        "Merge the idea into a recommendation or another idea.",
        "M",
        "parking",
        3,
    ),
    Command("idea.reopen", "Reopen", "Take the decision on the idea back.", "o", "parking", 4),
    Command(
        "recommendation.proof",
        "Proof",
        "How it is verified, and how its effect is measured.",
        "v",
        "recommendations",
        1,
    ),
    Command(
        "recommendation.owner",
        "Owner agrees",
        "The owner has agreed, or not yet; without one, name one.",
        "o",
        "recommendations",
        2,
    ),
    Command(
        "gap.next",
        "Gap",
        "The next cause on which nothing acts; Enter answers it.",
        "g",
        "recommendations",
        4,
    ),
    Command(
        "gap.risk",
        "Risk",
        "Accept the risk of a cause on which nothing acts.",
        "r",
        "recommendations",
        5,
    ),
    Command("report.export", "Export", "Write the report to a file.", "e", "report", 2),
    Command("report.preview", "Preview", "Read the report as it will be.", "p", "report", 3),
    Command(
        "report.state",
        "State",
        "Move the report on: in review, approved, published.",
        "s",
        "report",
        4,
    ),
    Command(
        "report.withheld",
        "Left out",
        "What customers do not read and why; decide on it.",
        "r",
        "report",
        5,
    ),
    Command("report.changes", "Changes", "What is new since it was published last.", "h", "report"),
    Command("report.comments", "Comments", "All comments; resolve them.", "c", "report"),
    Command("report.read", "Read it", "Note that you have read this version.", "v", "report"),
    Command("withheld.keep", "Stays", "The words stay, in this field.", "s", "withheld"),
    Command("withheld.remove", "Goes", "The words go, in this field.", "x", "withheld"),
    Command("withheld.keep.1", "All stay", "The words stay everywhere.", "S", "withheld"),
    Command("withheld.remove.1", "All go", "The words go everywhere.", "X", "withheld"),
    Command("withheld.replace", "Other words", "Other words in their place.", "r", "withheld"),
    Command("withheld.forget", "As usual", "Take the decision back.", "o", "withheld"),
    Command("withheld.seen", "Seen", "Note that you went through all of it.", "v", "withheld"),
    Command("comment.resolve", "Resolve", "Resolve it, or open it again.", "x", "comments"),
)
