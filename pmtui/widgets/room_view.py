"""The room's picture: one scene, drawn for the size that there is; what is too long scrolls."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from pmtui.guide.room import Scene
from pmtui.widgets.room_lines import draw


class RoomView(VerticalScroll, can_focus=True):
    """Shows a scene. Nothing is drawn while it stays the same."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._scene: Scene | None = None

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Static("", markup=False)

    def show(self, scene: Scene) -> None:
        """Show another scene, from its top; where only its words grow, their end stays in view."""
        before, self._scene = self._scene, scene
        if scene == before:
            return
        end = self._draw()
        same = before is not None and _title(before) == _title(scene)
        height = self.container_size.height
        self.scroll_to(y=max(end - height, 0) if same else 0, animate=False)

    def on_resize(self) -> None:
        """Draw it for the new size, which all widgets have when the screen is laid out again."""
        self._draw()
        self.call_after_refresh(self._draw)

    def _draw(self) -> int:
        """Draw the scene; the line at which what is in hand ends."""
        if self._scene is None:
            return 0
        width, height = self.container_size
        picture = draw(self._scene, max(width - 1, 1), max(height, 1))
        self.query_one(Static).update(Text("\n").join(picture.lines))
        return picture.hand.stop


def _title(scene: Scene) -> tuple[str, str, int | None]:
    """What tells one scene from another, however the words of what is in hand grow."""
    return scene.page, scene.hand.lead, scene.place
