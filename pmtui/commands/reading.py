"""What can be done while a past postmortem is read."""

from pmtui.commands.command import Command

READING = (
    Command("reading.next", "Next", "The next part.", "n,right", "reading", 2),
    Command("reading.previous", "Before", "The part before.", "p,left", "reading"),
    Command("reading.contents", "Contents", "All parts, to go to one.", "c", "reading", 3),
    Command("reading.find", "Find", "The lines with some words.", "slash", "reading", 4),
    Command("reading.links", "Linked", "The postmortems it names.", "l", "reading", 5),
    Command(
        "reading.compare",
        "Compare",
        "What changed since a published version.",
        "v",
        "reading",
    ),
    Command("reading.pager", "Pager", "The report in your pager.", "P", "reading"),
    Command("reading.open", "Open", "Open it in the guide.", "o", "reading", 6),
    Command("reading.out", "Out", "Back to where you came from.", "escape", "reading", 7),
)
