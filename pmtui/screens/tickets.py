"""The address of an action's ticket, by the team's own pattern, sent to be copied."""

from textual.app import App

from pmtui.guide.tracker import PLACE, TEAM_FILE, links, tracker_of
from pmtui.model.errors import PmtuiError
from pmtui.store.library import Library


def copy_address(app: App[int], library: Library, action_id: str, tickets: str | None) -> str:
    """Send the addresses of tickets to the terminal (OSC 52); what to say of it.

    Whether the terminal took them, it does not tell; so the sentence has them, too.
    """
    if not tickets:
        return f"{action_id} has no ticket yet: write it into its field Ticket."
    try:
        found = links(tickets, tracker_of(library.team_file(TEAM_FILE)))
    except PmtuiError as error:
        return str(error)
    if not found:
        return (
            f"No address is known for {tickets}. Put a line into {TEAM_FILE} of the library: "
            f'tracker = "https://tracker.example/{PLACE}"'
        )
    app.copy_to_clipboard("\n".join(found))
    return f"Sent to your terminal to be copied; not every terminal takes it: {' '.join(found)}"
