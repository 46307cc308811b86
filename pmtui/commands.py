"""Every user command, stated once: footer, help, palette and key map come from this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can do somewhere.

    `id` also names the action that does it: ``page.next`` is `action_page_next`, ``page.3`` is
    `action_page(3)`; a last part ``outside`` marks another key for the same. `keys` are Textual's
    names, joined by commas. `where` is the part of the program it belongs to. Commands with a
    `rank` are shown in the line of keys, lower ranks first; those `in_boxes` work in the boxes over
    a page, too.
    """

    id: str
    name: str
    help: str
    keys: str
    where: str
    rank: int = 0
    in_boxes: bool = False

    @property
    def action(self) -> str:
        """The action that carries the command out."""
        name, _, last = self.id.replace(".", "_").rpartition("_")
        if last == "outside":
            return name
        return f"{name}({last})" if last.isdigit() else f"{name}_{last}".lstrip("_")

    @property
    def key_name(self) -> str:
        """Its first key as a person reads it."""
        return readable_key(self.keys.partition(",")[0])


COMMANDS = (
    Command(
        "copy",
        "Copy",
        "Copy the selection; without one, how to leave.",
        "ctrl+c",
        "app",
    ),
    Command(
        "help",
        "Help",
        "What can be done here, and what this field is for.",
        "f1",
        "any",
        1,
        in_boxes=True,
    ),
    Command("commands", "Commands", "Find any command by its name.", "ctrl+p", "any"),
    Command("prompt.next", "Prompt", "The next question for the room.", "f2", "guide", 2),
    Command(
        "park",
        "Park",
        "Put an idea into the parking lot and go on.",
        "f3",
        "guide",
        3,
        in_boxes=True,
    ),
    Command(
        "editor", "Editor", "Write this text in $EDITOR.", "f4,ctrl+g", "guide", in_boxes=True
    ),
    Command(
        "findings", "Missing", "What is missing on this page; Enter goes there.", "f5", "guide", 4
    ),
    Command("clock", "Clock", "Start or pause the meeting clock.", "f6", "guide"),
    Command("page.previous", "Back", "The page before.", "f7", "guide"),
    Command("page.next", "Next", "The next page.", "f8", "guide", 5),
    Command("wording", "Wording", "Words that blame: why, and what to ask instead.", "f9", "guide"),
    Command(
        "figures", "Figures", "The figures, and how each was computed.", "equals_sign", "guide"
    ),
    Command("help.outside", "Help", "The same as F1, outside text.", "question_mark", "any"),
    Command("commands.outside", "Commands", "The same as Ctrl+P, outside text.", "colon", "any"),
    Command("page.1", "Page 1", "Preparation.", "1", "guide"),
    Command("page.2", "Page 2", "Analysis.", "2", "guide"),
    Command("page.3", "Page 3", "Root cause.", "3", "guide"),
    Command("page.4", "Page 4", "Impact.", "4", "guide"),
    Command("page.5", "Page 5", "Lessons.", "5", "guide"),
    Command("page.6", "Page 6", "Recommendations.", "6", "guide"),
    Command("page.7", "Page 7", "Report.", "7", "guide"),
    Command("page.8", "Page 8", "Implementation.", "8", "guide"),
    Command("page.9", "Page 9", "Follow-up.", "9", "guide"),
    Command("more", "More", "Show or hide the fields that are needed less often.", "m", "guide"),
    Command("done", "Done", "Mark this page as done, or take the mark back.", "D", "guide"),
    Command("find", "Find", "Find words in this postmortem.", "slash", "guide"),
    Command("conflict.take", "Take", "Take what somebody else wrote in a field.", "y", "guide"),
    Command("conflict.keep", "Keep", "Keep what is here and forget the other.", "n", "guide"),
    Command("undo", "Undo", "Take the last change back.", "u", "guide"),
    Command("redo", "Redo", "Bring back what was taken back.", "U", "guide"),
    Command("quit", "Quit", "Save and leave; always safe.", "q", "any"),
    Command("out", "Out", "Out of the text, then to the library.", "escape", "guide", 6),
    Command(
        "item.open",
        "Open",
        "Show every field of the selected line; in the timeline, edit it in its place.",
        "enter",
        "items",
        1,
    ),
    Command("item.add", "Add", "Go to the entry line.", "a", "items", 2),
    Command(
        "item.delete",
        "Delete",
        "Delete the selected line; u brings it back.",
        "d,delete",
        "items",
        3,
    ),
    Command("item.open.outside", "Edit", "The same as Enter: edit the entry.", "e", "timeline"),
    Command(
        "timeline.zone", "Zone", "Show and read times in the next zone.", "z,ctrl+y", "timeline", 4
    ),
    Command(
        "timeline.filter",
        "Filter",
        "Type words; only entries that hold them are shown.",
        "slash",
        "timeline",
        5,
    ),
    Command("timeline.fields", "Fields", "Show every field of the entry.", "o", "timeline"),
    Command(
        "timeline.up", "Up", "Move the entry up; its time may not say otherwise.", "K", "timeline"
    ),
    Command(
        "timeline.down",
        "Down",
        "Move the entry down; its time may not say otherwise.",
        "J",
        "timeline",
    ),
    Command("timeline.merge", "Merge", "Merge the entry with the one above.", "M", "timeline"),
    Command("timeline.split", "Split", "Cut the entry in two, in its place.", "s", "timeline"),
    Command("timeline.paste", "Paste", "Go on with a paste that waits.", "p", "timeline"),
    Command("timeline.import", "Import", "Bring in a log or a chat file.", "i", "timeline"),
    Command("paste.turn", "Turn", "The next of: event, joined, note, skipped.", "space", "paste"),
    Command("paste.one.1", "Event", "The line is an entry of its own.", "e", "paste"),
    Command("paste.one.2", "Above", "The line belongs to the entry above it.", "a", "paste"),
    Command("paste.one.3", "Note", "The line is kept in the notes.", "n", "paste"),
    Command("paste.one.4", "Skip", "The line is left out.", "x", "paste"),
    Command("paste.all.1", "All events", "Every line is an entry.", "E", "paste"),
    Command("paste.all.2", "All above", "Every line belongs to the one above.", "A", "paste"),
    Command("paste.all.3", "All notes", "Every line is kept in the notes.", "N", "paste"),
    Command("paste.all.4", "Skip all", "Every line is left out.", "X", "paste"),
    Command("paste.again", "As read", "Every line as it was read at first.", "R", "paste"),
    Command("paste.zone", "Zone", "Read times without a zone in the next zone.", "z", "paste"),
    Command("paste.dates", "Dates", "Read 03/04 as day first, or month first.", "f", "paste"),
    Command("wording.here", "Ignore", "Ignore it, for this sentence.", "i", "wording"),
    Command("wording.rule", "Ignore rule", "Ignore its rule, here.", "I", "wording"),
    Command("tree.child", "Below", "Add what made the selected cause possible.", "a", "tree", 2),
    Command(
        "tree.sibling", "Beside", "Add another answer beside the selected cause.", "o", "tree", 3
    ),
    Command(
        "tree.stop", "Stop", "Say why the questions end at the selected cause.", "x", "tree", 4
    ),
    Command(
        "tree.gate", "Gate", "How the causes below combine: contributing, AND, OR.", "g", "tree"
    ),
    Command("tree.confidence", "Confidence", "Confirmed, likely, possible, rejected.", "c", "tree"),
    Command("tree.category", "Category", "People, process, technology, environment.", "t", "tree"),
    Command("tree.role", "Role", "Trigger, contributing, latent, aggravating.", "r", "tree"),
    Command(
        "tree.thread",
        "Thread",
        "Begin another question, such as how it stayed unnoticed.",
        "w",
        "tree",
    ),
    Command(
        "action.state", "State", "Move the selected action to its next state.", "s", "actions", 2
    ),
    Command("report.export", "Export", "Write the report to a file.", "e", "report", 2),
    Command("report.preview", "Preview", "Read the report as it will be.", "p", "report", 3),
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
    Command("library.out", "Out", "Out of the filter; empties it.", "escape", "library"),
)

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "colon": ":",
}


def readable_key(key: str) -> str:
    """A key as a person reads it: F1, Esc, Ctrl+P, u."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def commands_for(*where: str) -> tuple[Command, ...]:
    """The commands of some parts of the program, in the order of those parts.

    The part ``box`` has the commands that work in boxes.
    """
    return tuple(
        command
        for part in where
        for command in COMMANDS
        if command.where == part or (part == "box" and command.in_boxes)
    )
