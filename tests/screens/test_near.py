"""Drawing only what is touched draws the same cells as drawing everything."""

from textual._compositor import Compositor

from pmtui.widgets.near import NearCompositor
from tests.screens.walk import walk

EXAMPLE = "2026-09-15-card-authorisations-failed"
KEYS = [*"words", "tab", "tab", "f2", "f8", *"10:00 note: x", "enter", "f8", *"why", "escape"]
KEYS += ["down", "x", "escape", "m", "pagedown", "4", "tab", *"more", "7", *"prose", "f1", "escape"]


async def test_every_change_draws_what_textual_would_draw(examples, monkeypatch):
    drawn, near = [], NearCompositor._get_renders

    def both(self, crop, is_rendered_line):
        ours = Compositor._render_chops(self, crop, is_rendered_line)
        monkeypatch.setattr(NearCompositor, "_get_renders", Compositor._get_renders)
        theirs = Compositor._render_chops(self, crop, is_rendered_line)
        monkeypatch.setattr(NearCompositor, "_get_renders", near)
        for y in filter(is_rendered_line, range(crop.y, crop.bottom)):
            ends = self.cuts[y][1:]
            for (x, strip), end in zip(theirs[y].items(), ends, strict=True):
                if x < crop.right and end > crop.x:
                    drawn.append(ours[y][x] == strip)
        return ours

    monkeypatch.setattr(NearCompositor, "_render_chops", both, raising=False)
    async with walk(examples, EXAMPLE) as here:
        for key in KEYS:
            await here.press(key)
    assert len(drawn) > 500
    assert all(drawn)


async def test_fewer_widgets_are_drawn_for_a_key(examples, monkeypatch):
    counts, near = [], NearCompositor._get_renders

    def counted(self, crop=None):
        found = list(near(self, crop))
        counts.append(len(found))
        return found

    async with walk(examples, EXAMPLE) as here:
        monkeypatch.setattr(NearCompositor, "_get_renders", counted)
        await here.press("a")
    assert 0 < min(counts) < 12
