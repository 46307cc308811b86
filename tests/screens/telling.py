"""Entries typed into the entry line of the analysis page."""


def entry_value(here):
    return here.app.screen.focused.value


async def told(here, *lines):
    """Type lines into the entry line."""
    for line in lines:
        await here.write(line, "enter")
    return here
