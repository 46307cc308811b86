"""Importing what the next keys need, once the first page is on the screen."""

import asyncio
from importlib import import_module

from pmtui.guide.steps import STEPS

PAUSE = 0.03
"""Seconds between two imports, in which keys are dealt with."""

_NEXT = ("pmtui.guide.entry", "pmtui.screens.dialogs", "pmtui.screens.help")


async def warm() -> None:
    """Import the dialogs and the other pages one by one; each takes some milliseconds."""
    for name in (*_NEXT, *(f"pmtui.screens.{step.name}" for step in STEPS)):
        await asyncio.sleep(PAUSE)
        import_module(name)
