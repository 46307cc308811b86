"""The keys that move about: in lists, in fields, between lines, out of a box."""

from pmtui.commands.command import Command

MOVING = (
    Command("rows.up", "Up", "The line above.", "up,k", "rows", moves="move(-1)"),
    Command("rows.down", "Down", "The line below.", "down,j", "rows", moves="move(1)"),
    Command("rows.page.up", "Page up", "One page up.", "pageup", "rows", moves="turn(-1)"),
    Command("rows.page.down", "Page down", "One page down.", "pagedown", "rows", moves="turn(1)"),
    Command("rows.first", "First", "The first line.", "home", "rows", moves="edge(0)"),
    Command("rows.last", "Last", "The last line.", "end", "rows", moves="edge(1)"),
    Command(
        "rows.choose", "Choose", "What Enter does with the line.", "enter", "rows", moves="choose"
    ),
    Command("rail.up", "Up", "The page before.", "up,k", "rail", moves="go(-1)"),
    Command("rail.down", "Down", "The next page.", "down,j", "rail", moves="go(1)"),
    Command("rail.enter", "Enter", "Into the page.", "right,enter", "rail", moves="enter"),
    Command("field.down", "Down", "The next field.", "down", "field", moves="app.focus_next"),
    Command("field.up", "Up", "The field before.", "up", "field", moves="app.focus_previous"),
    Command("choice.next", "Next", "The next value.", "right,space", "choice", moves="step(1)"),
    Command("choice.previous", "Previous", "The value before.", "left", "choice", moves="step(-1)"),
    Command(
        "choice.unknown", "Unknown", "Not known.", "backspace,delete", "choice", moves="pick('')"
    ),
    Command("choice.enter", "Enter", "The next field.", "enter", "choice", moves="enter"),
    Command("choice.down", "Down", "The next field.", "down", "choice", moves="app.focus_next"),
    Command("choice.up", "Up", "The field before.", "up", "choice", moves="app.focus_previous"),
    Command(
        "entry.down", "Down", "From the line into the list.", "down", "entry", moves="into_list"
    ),
    Command("causes.deeper", "Below", "Go below the last cause.", "tab", "causes", moves="deeper"),
    Command("causes.higher", "Above", "Go back up.", "shift+tab", "causes", moves="higher"),
    Command("edited.leave", "Leave", "Leave the line.", "escape,down,up", "edited", moves="leave"),
    Command("filter.list", "List", "Into the list.", "down,enter", "filter", moves="filtered"),
    Command("filter.all", "All", "Show every entry again.", "escape", "filter", moves="all"),
    Command("leave", "Leave", "Leave pmtui.", "enter", "leaving"),
    Command(
        "box.close",
        "Close",
        "Close the box; what was typed is kept.",
        "escape",
        "box",
        moves="close",
    ),
)
