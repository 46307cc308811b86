"""What can be done in lists: items, the timeline, a paste, the hints on wording, the round."""

from pmtui.commands.command import Command

LISTS = (
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
        "Delete the selected line; Undo brings it back.",
        "d,delete",
        "items",
        3,
    ),
    Command("item.open.outside", "Edit", "Edit the entry in its place.", "e", "timeline"),
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
    Command("seen.another", "Another", "It is another cause: offer it no more.", "x", "seen"),
    Command("round.spoke", "Spoke", "They have spoken, or once more.", "space", "round"),
    Command("round.less", "Less", "They have spoken once less.", "backspace", "round"),
    Command("round.again", "New round", "Nobody has spoken yet.", "n", "round"),
)
