"""Drawing a key without drawing what is not touched by it.

Textual draws, for every change, each widget in the same scrolling container and takes from that
the few cells that changed. On a page of forty fields that is most of the time a key takes.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class NearCompositor(Compositor):
    """Draws only the widgets that lie where something changed.

    It narrows one method of Textual's, which is no public one: where a later Textual has it no
    longer, everything is drawn as before.
    """

    _near: Region | None = None

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        self._near = crop
        try:
            return list(super()._get_renders(crop))
        finally:
            self._near = None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets on the screen with their region and clip; while drawing, those concerned."""
        found = super().visible_widgets
        if self._near is None:
            return found
        touches = self._near.overlaps
        return {widget: place for widget, place in found.items() if touches(place[0])}
