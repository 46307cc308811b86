"""The prompt line: one question for the room at a time."""

from typing import TYPE_CHECKING

from pmtui.guide.prompts.asking import Asking
from pmtui.guide.prompts.prompt import Prompt, own
from pmtui.widgets.bars import Line

if TYPE_CHECKING:
    from pmtui.screens.frame import Frame


class Questions:
    """Shows which question of the page is asked.

    What the record gives reason for is found once the first page is there, as the rules are; until
    then the page's own questions are asked.
    """

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._asking = Asking()
        self._looked = False

    @property
    def number(self) -> int:
        """The place of the question that is shown, counted from 0."""
        return self._asking.number

    def begin(self) -> None:
        """Show the first question of the page."""
        self._asking.begin(self._prompts())
        self._show()

    def look(self) -> None:
        """Look at the record again; the question stays unless its reason is gone."""
        if not self._looked:
            self._looked = True
            self.begin()
        else:
            self._asking.look(self._prompts())
            self._show()

    def go_on(self) -> None:
        """Show the next question; one about what is in hand comes before others."""
        from pmtui.screens.company import place_in_hand

        self._asking.go_on(self._prompts(), place_in_hand(self._frame.app))
        self._show()

    def _prompts(self) -> tuple[Prompt, ...]:
        step, session = self._frame.step, self._frame.session
        if not self._looked:
            return own(step)
        from pmtui.guide.prompts.of_pages import prompts

        return prompts(session.record, step, session.now().date())

    def _show(self) -> None:
        self._frame.query_one("#prompt", Line).say(self._asking.words)
