"""Words typed into the dialog for a new postmortem, which belong to no record yet."""

from pmtui.store.desk import Desk
from pmtui.store.key_log import Typed


class NewWords:
    """Keeps such words with every key, for the next time the dialog is opened."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.drafts: dict[str, str] = {}
        left = desk.left()
        for each in left:
            for line in each.lines:
                self.drafts.update(line.drafts)
        self.drafts = {place: text for place, text in self.drafts.items() if text}
        if self.drafts:
            desk.log.replace(lambda: Typed(drafts=self.drafts))
        for each in left:
            each.let_go(forget=desk.log.whole)

    def draft(self, place: str, text: str) -> None:
        """Keep words typed at a place; empty forgets them."""
        if self.drafts.get(place, "") == text:
            return
        self.drafts[place] = text
        self._desk.log.add(Typed(drafts={place: text}))

    def close(self) -> None:
        """The dialog is closed; without any words left there is nothing to keep."""
        self._desk.close(keep=any(self.drafts.values()))
