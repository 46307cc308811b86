"""What can be done in the list of postmortems."""

from pmtui.commands.command import Command

LIBRARY = (
    Command("library.open", "Open", "Open the selected postmortem.", "enter", "library", 2),
    Command("library.read", "Read", "Read the report of the selected one.", "r", "library", 8),
    Command("library.new", "New", "Begin a postmortem.", "n", "library", 3),
    Command(
        "library.filter",
        "Filter",
        "Type what is shown: words, or such as service:checkout owner:vos since:2026-01.",
        "slash",
        "library",
        4,
    ),
    Command("library.sort", "Sort", "Sort in the next order.", "s", "library", 5),
    Command(
        "library.headings",
        "Headings",
        "Show or hide the headings: months, or what it is sorted by.",
        "g",
        "library",
    ),
    Command(
        "library.preview",
        "Preview",
        "Show or hide the preview of the selected one; Tab goes there, to scroll.",
        "p",
        "library",
    ),
    Command("library.mark", "Mark", "Mark the selected postmortem, or not.", "space", "library"),
    Command("library.mark.all", "Mark all", "Mark all that are shown.", "a", "library"),
    Command("library.mark.none", "Mark none", "Take all marks away.", "A", "library"),
    Command(
        "library.views",
        "Views",
        "Views: what is shown, how it is sorted, under a name; keep, recall, rename, delete them.",
        "v",
        "library",
    ),
    *(
        Command(
            f"library.view.{number}",
            f"View {number}",
            f"Show the view number {number} of the list of views.",
            str(number),
            "library",
        )
        for number in range(1, 10)
    ),
    Command("library.export", "Export", "Write the selected report to a file.", "e", "library", 6),
    Command(
        "library.statistics",
        "Figures",
        "Figures over all postmortems.",
        "equals_sign",
        "library",
        7,
    ),
    Command("library.board", "Actions", "The actions of all postmortems.", "b", "library"),
    Command("library.out", "Out", "Out of the filter; empties it.", "escape", "library"),
    Command("view.keep", "Keep", "Keep what the library shows now under a name.", "n", "views"),
    Command("view.rename", "Rename", "Give the selected view another name.", "r", "views"),
    Command("view.delete", "Delete", "Forget the selected view.", "d,delete", "views"),
)
