"""Findings in a list to pick from; Enter goes to the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from pmtui.screens.dialogs import PickDialog
from pmtui.widgets.rows import Row

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding
    from pmtui.screens.frame import Frame


def pick_finding(screen: Screen[Any], title: str, found: "Sequence[Finding]", empty: str) -> None:
    """Show findings over a screen of the guide; the one that is picked is gone to."""
    frame = cast("Frame", screen)

    def rows(words: str) -> list[Row]:
        return [
            Row(
                str(place),
                ((f"{f.level:<5}", "warn"), (f"{f.rule:<7}", "dim"), (f.message, "")),
            )
            for place, f in enumerate(found)
            if words.casefold() in f"{f.level} {f.rule} {f.message}".casefold()
        ]

    def go(key: str) -> None:
        finding = found[int(key)]
        frame.call_later(frame.go_to, finding.step, finding.address)

    frame.app.push_screen(PickDialog(title, rows, go, empty=empty))
