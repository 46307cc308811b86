"""Drawing a screen of many widgets: what is touched, and a new page once it is in its place."""

import asyncio

from textual.widget import Widget

from pmtui.screens.every_screen import EveryScreen
from pmtui.widgets.near import NearCompositor
from pmtui.widgets.one_key import idle


class DrawnScreen(EveryScreen):
    """A screen that is drawn again as seldom as can be.

    It rests on a method that is no public one of Textual's: where a later Textual has it no longer,
    all is drawn as there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NearCompositor()
        self._held = False

    def draw_when_settled(self, page: Widget) -> None:
        """Draw nothing until a page has found its place.

        Its lists get their scrollbars and labels come with the focus, each by a layout of its own,
        and a page that is drawn one line too high is sent as a whole again.
        """
        self._held = True
        self.call_after_refresh(self._wait_for, page)

    async def _wait_for(self, page: Widget) -> None:
        """Wait until every widget knows its size, and has asked for what follows from it."""
        await asyncio.gather(*(idle(each) for each in page.walk_children()))
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._held = False
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Draw; under a dialog once for each change, where Textual would draw again and again.

        The dialog is then drawn as a whole: Textual asks it for the parts above what changed here,
        and forgets what else has changed in it.
        """
        if self._held:
            return
        changed = bool(self._compositor._dirty_regions)
        super()._compositor_refresh()
        if self is not self.app.screen:
            self._repaint_required = False
            if changed:
                self.app.screen.refresh()
