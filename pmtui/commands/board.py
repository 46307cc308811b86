"""What can be done on the board of actions of all postmortems."""

from pmtui.commands.command import Command

BOARD = (
    Command("board.open", "Open", "Open the postmortem at the action.", "enter", "board", 2),
    Command(
        "board.state",
        "State",
        "Move the action, or all that are marked, to the next state; asks for what that needs.",
        "s",
        "board",
        3,
    ),
    Command("board.group", "Group", "Group by state, owner, due date or service.", "g", "board", 4),
    Command(
        "board.filter",
        "Filter",
        "Type what is shown: words, or overdue, slipped, stale.",
        "slash",
        "board",
        5,
    ),
    Command(
        "board.history", "History", "All of the action and what became of it.", "h", "board", 6
    ),
    Command(
        "board.ticket",
        "Ticket",
        "Copy the address of its ticket, by the pattern in team.toml.",
        "L",
        "board",
    ),
    Command(
        "board.finished", "Finished", "Show those that need nothing more, or not.", "f", "board"
    ),
    Command("board.mark", "Mark", "Mark the action, or take the mark back.", "space", "board"),
    Command("board.mark.all", "Mark all", "Mark all that are shown.", "a", "board"),
    Command("board.mark.none", "Mark none", "Take all marks away.", "A", "board"),
    Command(
        "board.undo",
        "Undo",
        "Take the last move back, in all postmortems where nobody changed it since.",
        "u",
        "board",
    ),
    Command("board.redo", "Redo", "Bring back what was taken back.", "U", "board"),
    Command(
        "board.out",
        "Out",
        "Out of the filter, which empties it; from outside it, to the library.",
        "escape",
        "board",
        7,
    ),
)
