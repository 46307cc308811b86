"""What can be done in the room's view, and while looking around from it."""

from pmtui.commands.command import Command

ROOM = (
    Command(
        "room.look",
        "Look around",
        "Look at any page, read only; Follow comes back.",
        "space",
        "room",
        1,
    ),
    Command("room.next", "Next person", "Follow the next one who has it open.", "p", "room", 2),
    Command("out.outside", "Follow", "Back to the room's view.", "escape", "look", 1),
)
