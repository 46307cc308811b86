"""What all nine pages have in common: fields and lists as the guide's tables say."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from pmtui.guide.fields import PAGES, Field, Items, Part
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.session import Session
from pmtui.widgets.answer import Answer, ProseAnswer, answers_in
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.form import Form
from pmtui.widgets.items import ItemsPanel, OpenItem

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding


class Page(VerticalScroll, can_focus=False):
    """One page of the guide. Fields that are needed less often are mounted when asked for."""

    KIND = ""
    """The part of the program whose commands work here beside the guide's own."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(id=f"page-{name}", name=name)
        self.session = session
        self.page = name
        self._found: tuple[list[Answer], list[ItemsPanel]] | None = None

    def compose(self) -> ComposeResult:
        """The fields that are in front, then room for the others."""
        yield from self.parts(part for part in PAGES[self.page] if part.front)
        yield Vertical(classes="more")

    def parts(self, parts: Iterable[Part]) -> Iterator[Widget]:
        """A form for each run of fields and a panel for each list."""
        for is_field, run in groupby(parts, lambda part: isinstance(part, Field)):
            if is_field:
                yield Form(self.session, [part for part in run if isinstance(part, Field)])
            else:
                yield from (self.panel(part) for part in run if isinstance(part, Items))

    def panel(self, items: Items) -> Widget:
        """The panel for a list; pages put their own in the place of the plain one."""
        return ItemsPanel(self.session, items.address, items.title)

    @property
    def more_shown(self) -> bool:
        """Whether the fields that are needed less often are shown."""
        more = self.query_one(".more")
        return more.display and bool(more.children)

    async def show_more(self, shown: bool) -> None:
        """Show or hide the fields that are needed less often."""
        more = self.query_one(".more", Vertical)
        if shown and not more.children:
            await more.mount_all(self.parts(part for part in PAGES[self.page] if not part.front))
            self._found = None
        more.display = shown

    def show_changes(self, fields: frozenset[str]) -> None:
        """Show what changed in the record; an empty set means that anything may have."""
        answers, panels = self._fields()
        for answer in answers:
            if not fields or any(_touches(field, answer.place) for field in fields):
                answer.show_value()
        if not fields or any(field.startswith("report.comments") for field in fields):
            for form in self.query(Form):
                form.show_comments()
        for panel in panels:
            if not fields or any(self.concerns(panel, field) for field in fields):
                panel.show_value()

    def _fields(self) -> tuple[list[Answer], list[ItemsPanel]]:
        """The fields and lists of the page; looked for once they are all there, as keys ask."""
        if self._found is not None:
            return self._found
        found = (answers_in(self), list(self.query(ItemsPanel)))
        if all(form.children for form in self.query(Form)):
            self._found = found
        return found

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """Whether a change of a field changes what a panel shows."""
        others = ("prep.people", "report.comments")
        return _touches(field, panel.list_address) or field.startswith(others)

    def show_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Mark where the checks have something to say; most pages leave it to F5 alone."""

    def commit(self) -> bool:
        """Read what is typed in the field that has the focus; False when it does not fit."""
        focused = self.screen.focused
        return focused.commit() if isinstance(focused, Answer) else True

    def first(self) -> Widget | None:
        """Where the next thing is typed when the page opens."""
        for part in PAGES[self.page]:
            found = self.query(EntryLine) if isinstance(part, Items) else answers_in(self)
            for widget in found:
                return widget
        return next(iter(widget for widget in self.query("*") if widget.can_focus), None)

    def outside(self) -> Widget | None:
        """Where the focus goes out of the text: the list typed into, if any; None for the rail."""
        focused = self.screen.focused
        around = focused.ancestors if focused is not None else []
        return next((each.rows for each in around if isinstance(each, ItemsPanel)), None)

    async def go_to(self, address: str) -> bool:
        """Put the focus on a field or an item; False when this page does not show it."""
        found = self._go_to(address)
        if not found:
            await self.show_more(True)
            found = self._go_to(address)
        self.call_after_refresh(self._bring_into_view)
        return found

    def _bring_into_view(self) -> None:
        """Scroll to what has the focus, once what was just mounted has its place."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)

    def _go_to(self, address: str) -> bool:
        address = address.removeprefix("+")
        for answer in answers_in(self):
            if _touches(address, answer.place):
                self.screen.set_focus(answer)
                if isinstance(answer, ProseAnswer):
                    answer.move_cursor(answer.document.end)
                return True
        for panel in self.query(ItemsPanel):
            if _touches(address, panel.list_address):
                return self._go_to_item(panel, address)
        return False

    def _go_to_item(self, panel: ItemsPanel, address: str) -> bool:
        """Select an item; where a field of its form is named, open it there."""
        rest = address.removeprefix(panel.list_address).strip(".")
        item_id, _, field = rest.partition(".")
        if not item_id:
            panel.action_item_add()
            return True
        self.screen.set_focus(panel.rows)
        panel.rows.select(item_id)
        if any(_touches(field, each.address) for each in ITEM_FIELDS[panel.list_address]):
            self.post_message(OpenItem(f"{panel.list_address}.{item_id}", field))
        return True


def _touches(field: str, place: str) -> bool:
    """Whether one address is the other or lies within it."""
    return f"{field}.".startswith(f"{place}.") or f"{place}.".startswith(f"{field}.")
