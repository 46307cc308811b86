"""Page 3: the trigger and the contributing causes, as five whys that branch."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.model.factors import Stop
from pmtui.screens.page import Page
from pmtui.screens.seen import Seen
from pmtui.session import Session
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.why_tree import WhyTree

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding


class RootCausePage(Page):
    """The tree fills the page."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name)
        self.seen = Seen(self, session, self._show_seen)

    def on_mount(self) -> None:
        """Look for earlier causes, soon."""
        self.seen.start()

    def panel(self, items: Items) -> Widget:
        """The tree has a panel of its own."""
        if items.address == "causes":
            return WhyTree(self.session, items.address, items.title, self.ask)
        return super().panel(items)

    def ask(self, what: str, tree: WhyTree, key: str, given: Stop | None = None) -> None:
        """Open a box of the tree, or settle what was said already."""
        from pmtui.screens.why_boxes import BOXES
        from pmtui.screens.why_dialogs import end

        if given is not None:
            end(tree, key, given)
        else:
            BOXES[what](tree, key)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """The tree also shows threads and what covers a cause."""
        more = field.startswith(("threads", "actions", "risk_acceptances"))
        return super().concerns(panel, field) or (more and isinstance(panel, WhyTree))

    def _show_seen(self) -> None:
        """Mark the causes that read like earlier ones."""
        if self.is_attached:
            counts = self.seen.counts()
            for tree in self.query(WhyTree):
                tree.show_seen(counts)

    def show_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Mark the causes of which the checks have something to say, and look for earlier ones."""
        self.seen.look()
        self._show_seen()
        for tree in self.query(WhyTree):
            tree.show_findings(findings)

    async def go_to(self, address: str) -> bool:
        """Put the focus on a field or an item; `+causes.c5` is the entry line below c5."""
        head, _, key = address.partition(".")
        if head == "+causes" and key:
            tree = self.query_one(WhyTree)
            tree.select(key)
            tree.type_under(key)
            return True
        return await super().go_to(address)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return RootCausePage(session, "root_cause")
