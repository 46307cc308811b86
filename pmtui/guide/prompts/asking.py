"""Which question is being asked: it stays until somebody goes on, or its reason is gone."""

from collections.abc import Sequence

from pmtui.guide.prompts.prompt import Prompt


class Asking:
    """The question that is shown, of the prompts of a page as they are now."""

    def __init__(self) -> None:
        self.found: tuple[Prompt, ...] = ()
        self._asked: list[str] = []

    @property
    def number(self) -> int:
        """The place of the question that is shown, counted from 0."""
        keys = [each.key for each in self.found]
        return keys.index(self._asked[-1]) if self._asked and self._asked[-1] in keys else 0

    @property
    def words(self) -> str:
        """The question with its place, such as ``2/12 What kept working?``."""
        if not self.found:
            return ""
        return f"{self.number + 1}/{len(self.found)} {self.found[self.number].text}"

    def begin(self, found: Sequence[Prompt]) -> None:
        """Begin with the first question of a page."""
        self._asked = []
        self.go_on(found)

    def look(self, found: Sequence[Prompt]) -> None:
        """Take over what the page asks now; another question is shown only if this one is gone."""
        if self._asked and self._asked[-1] in [each.key for each in found]:
            self.found = tuple(found)
        else:
            self.go_on(found)

    def go_on(self, found: Sequence[Prompt], in_hand: str = "") -> None:
        """Ask the next question: about the item in hand if there is one, else the first not asked.

        What was found since comes first in that way. After the last one it begins again.
        """
        self.found = tuple(found)
        left = [each for each in found if each.key not in self._asked]
        if not left:
            self._asked, left = [], list(found)
        here = f"{in_hand.lstrip('+=/')}."
        near = [each for each in left if in_hand and f"{each.address}.".startswith(here)]
        self._asked += [each.key for each in (near or left)[:1]]
