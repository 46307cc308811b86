"""What can be done in the list of postmortems."""

from pmtui.commands.command import Command

LIBRARY = (
    Command("library.open", "Open", "Open the selected postmortem.", "enter", "library", 2),
    Command("library.new", "New", "Begin a postmortem.", "n", "library", 3),
    Command(
        "library.filter",
        "Filter",
        "Type words; only what holds them is shown.",
        "slash",
        "library",
        4,
    ),
    Command("library.export", "Export", "Write the selected report to a file.", "e", "library", 5),
    Command(
        "library.statistics",
        "Figures",
        "Figures over all postmortems.",
        "equals_sign",
        "library",
        6,
    ),
    Command("library.out", "Out", "Out of the filter; empties it.", "escape", "library"),
)
