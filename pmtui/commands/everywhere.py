"""What can be done everywhere, and on every page of the guide."""

from pmtui.commands.command import Command

EVERYWHERE = (
    Command(
        "copy",
        "Copy",
        "Copy the selection; without one, ask whether to leave.",
        "ctrl+c",
        "app",
    ),
    Command("repaint", "Repaint", "Draw all again, after something else wrote.", "ctrl+l", "app"),
    Command("suspend", "Suspend", "Stop until the shell's fg brings pmtui back.", "ctrl+z", "app"),
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
    Command("editor", "Editor", "Write this text in $EDITOR.", "f4,ctrl+g", "guide", in_boxes=True),
    Command(
        "findings",
        "Missing",
        "What is missing on this page, and the way there.",
        "f5",
        "guide",
        4,
    ),
    Command(
        "clock", "Clock", "Start the meeting clock; while it runs: pause, +3 min.", "f6", "guide"
    ),
    Command(
        "meeting.ready", "Ready?", "What is missing before the meeting can start.", "R", "guide"
    ),
    Command("meeting.invite", "Invite", "Write the invitation to the meeting.", "I", "guide"),
    Command("page.previous", "Back", "The page before.", "f7", "guide"),
    Command("page.next", "Next", "The next page.", "f8", "guide", 5),
    Command("wording", "Wording", "Words that blame: why, and what to ask instead.", "f9", "guide"),
    Command(
        "trace",
        "Trace",
        "From evidence to effect, and where that ends too early; choose one to go there.",
        "T",
        "guide",
    ),
    Command(
        "comment",
        "Comment",
        "Say something of this field, read what others said, resolve it.",
        "ctrl+n",
        "guide",
        in_boxes=True,
    ),
    Command(
        "visibility",
        "Told?",
        "Tell customers this field or item, or hold it back.",
        "ctrl+o",
        "guide",
        in_boxes=True,
    ),
    Command(
        "figures", "Figures", "The figures, and how each was computed.", "equals_sign", "guide"
    ),
    Command("round", "Round", "Round the room: who has spoken. It is in no file.", "S", "guide"),
    Command("help.outside", "Help", "Help, outside text.", "question_mark", "any"),
    Command("commands.outside", "Commands", "All commands, outside text.", "colon", "any"),
    Command("page.1", "Page 1", "Preparation.", "1", "guide"),
    Command("page.2", "Page 2", "Analysis.", "2", "guide"),
    Command("page.3", "Page 3", "Root cause.", "3", "guide"),
    Command("page.4", "Page 4", "Impact.", "4", "guide"),
    Command("page.5", "Page 5", "Lessons.", "5", "guide"),
    Command("page.6", "Page 6", "Recommendations.", "6", "guide"),
    Command("page.7", "Page 7", "Report.", "7", "guide"),
    Command("page.8", "Page 8", "Implementation.", "8", "guide"),
    Command("page.9", "Page 9", "Follow-up.", "9", "guide"),
    Command(
        "more", "More", "Show or hide the fields that are needed less often.", "m,plus", "guide"
    ),
    Command("done", "Done", "Mark this page as done, or take the mark back.", "D", "guide"),
    Command("find", "Find", "Find words in this postmortem.", "slash", "guide"),
    Command("conflict.take", "Take", "Take what somebody else wrote in a field.", "y", "guide"),
    Command("conflict.keep", "Keep", "Keep what is here and forget the other.", "n", "guide"),
    Command("undo", "Undo", "Take the last change back.", "u", "guide"),
    Command("redo", "Redo", "Bring back what was taken back.", "U", "guide"),
    Command("theme", "Colours", "Choose the colours, for the next time, too.", "C", "any"),
    Command("quit", "Quit", "Save and leave; always safe.", "q", "any"),
    Command("out", "Out", "Out of the text, then to the library.", "escape", "guide", 6),
)
