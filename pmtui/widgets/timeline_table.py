"""The timeline: its entry line, how that is read, the incident as a line, and the entries."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label

from pmtui.commands import key_of, with_keys
from pmtui.edits import Order, removal
from pmtui.guide.context import story_zone, zones_shown
from pmtui.guide.entry.revising import begun_within, joined
from pmtui.model import address
from pmtui.model.story import Event
from pmtui.model.timeline import in_order, moved
from pmtui.model.zones import short_zone
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.event_edit import EventEdit, EventSplit
from pmtui.widgets.items import OpenItem
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.picture_line import PictureLine
from pmtui.widgets.problem import Problem
from pmtui.widgets.read_line import ReadLine
from pmtui.widgets.rows import Row, Rows
from pmtui.widgets.timeline_entry import PASTED, EventLine, TimelineEntry
from pmtui.widgets.timeline_rows import GAP_KEY, TimelineRows


class ImportAsked(Message):
    """The user wants to bring in a file of machine data."""


class FilterLine(LineInput):
    """Words that the shown entries hold. Enter and ↓ go to the list, Esc shows all again."""

    KIND = "filter"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("filter"))

    def action_filtered(self) -> None:
        """Go to what was found."""
        self.query_ancestor(TimelineTable).leave_filter()

    def action_all(self) -> None:
        """Show every entry again."""
        self.query_ancestor(TimelineTable).clear_filter()


class TimelineTable(DetailedPanel):
    """The entries in order of time, whatever the order in which they were typed."""

    KIND = "items timeline"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("timeline"))
    EMPTY = "nothing yet: type on the line above; a paste of many lines is taken, too"

    def __init__(self, session: Session, list_address: str, title: str) -> None:
        super().__init__(session, list_address, title)
        self.zone = story_zone(session.record)
        self._rows = TimelineRows()

    def compose(self) -> ComposeResult:
        """Title, entry line, its reading, the picture, the filter, entries, one in full."""
        title, entry, read, rows, *rest = super().compose()
        filter_line = FilterLine(
            hint=with_keys("words that the entries hold; {filter.all} shows all")
        )
        filter_line.display = False
        yield from (title, entry, read, PictureLine(), filter_line, rows, *rest)

    def make_entry(self) -> EntryLine:
        """The entry line."""
        return TimelineEntry(self.session, self.zone)

    @property
    def entry(self) -> TimelineEntry:
        """The entry line."""
        return self.query_one(TimelineEntry)

    @property
    def items(self) -> Sequence[Event]:
        """The entries in order of time."""
        return in_order(self.session.record.timeline)

    def make_rows(self) -> list[Row]:
        """The entries that the filter lets through, the days they fall on, and the gaps."""
        return self._rows.make(self.session.record, self.zone, self._wanted)

    @property
    def _wanted(self) -> list[str]:
        return self.query_one(FilterLine).value.casefold().split()

    def show_value(self) -> None:
        """Show what the record holds now."""
        self.rows.show(self.make_rows())
        if self.entry.adding:  # at once, so that it is drawn with the rows and not after them
            self.rows.select(self.entry.adding)
        self.show_title()
        self.query_one(PictureLine).show(self.session.record, self.zone)
        self.show_detail()
        for edit in self.query(EventEdit):
            self._put_in_place(edit)

    def show_title(self) -> None:
        """Say how many entries there are, and in which zone their times are shown and read."""
        count = len(self.session.record.timeline)
        many = f"{self._rows.shown} of {count}" if self._wanted else str(count)
        zones = self._zones()
        others = [short_zone(each) for each in zones if each != self.zone]
        key = f"   {key_of('timeline.zone', in_text=True)}: {', '.join(others)}" if others else ""
        title = f"{self._title} ({many}), times in {short_zone(self.zone)}{key}"
        self.query_one(".title", Label).update(title, layout=False)

    def on_resize(self) -> None:
        """Fit the picture to the new width, and a line that is edited to its row."""
        self.query_one(PictureLine).show(self.session.record, self.zone)
        for edit in self.query(EventEdit):
            self.call_after_refresh(self._put_in_place, edit)

    def details_beside(self, focused: Widget) -> bool:
        """The room goes to the entries while somebody types."""
        return focused is self.rows

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A line that is edited is left when one goes elsewhere; what is typed stays a draft."""
        for edit in self.query(EventEdit):
            if event.widget is not edit:
                edit.remove()

    # the entry line

    def on_entry_line_added(self, _event: EntryLine.Added) -> None:
        """Show what was added, also when the filter would not."""
        if self._wanted:
            self.query_one(FilterLine).value = ""
            self.show_value()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Edit an entry in its place; of a gap, type what happened."""
        event.stop()
        event.prevent_default()
        if event.key.startswith(GAP_KEY):
            self._fill(event.key.removeprefix(GAP_KEY))
        else:
            self.action_item_open()

    def _fill(self, after: str) -> None:
        """Go to the entry line, with the hour in which nothing is told yet."""
        gap, line = self._rows.gaps[after], self.entry
        if not line.value.strip():
            now = self.session.now()
            line.value = begun_within(self.session.record, gap, now, self.zone)
        self.screen.set_focus(line)
        line.cursor_position = len(line.value)

    def action_timeline_paste(self) -> None:
        """Go on with a paste that waits."""
        if PASTED in self.session.drafts:
            self.post_message(TimelineEntry.Pasted())
        else:
            self.post_message(Problem("No paste waits. Paste lines into the entry line."))

    def action_timeline_import(self) -> None:
        """Bring in a log or a chat file."""
        self.post_message(ImportAsked())

    # the zone

    def _zones(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*zones_shown(self.session.record), self.zone]))

    def action_timeline_zone(self) -> None:
        """Show and read times in the next zone."""
        zones = self._zones()
        if len(zones) == 1:
            self.post_message(Problem("People with a time zone (page 1) add theirs here."))
        self.zone = zones[(zones.index(self.zone) + 1) % len(zones)]
        for line in self.query(EventLine):
            line.zone = self.zone
            line.tell()
        self.show_value()

    # the filter

    def action_timeline_filter(self) -> None:
        """Type words to filter by."""
        line = self.query_one(FilterLine)
        line.display = True
        self.screen.set_focus(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        if isinstance(event.input, FilterLine):
            event.stop()
            self.rows.show(self.make_rows())
            self.show_title()

    def leave_filter(self) -> None:
        """Go to what was found; without words, all is shown again."""
        if not self._wanted:
            self.query_one(FilterLine).display = False
        self.screen.set_focus(self.rows)

    def clear_filter(self) -> None:
        """Show every entry again."""
        self.query_one(FilterLine).value = ""
        self.leave_filter()

    # one entry

    def selected(self) -> str | None:
        """The address of the selected entry; a gap is none."""
        return None if self.rows.key.startswith(GAP_KEY) else super().selected()

    def detail(self) -> Text:
        """The selected entry in full; of a gap, what Enter does."""
        if self.rows.key.startswith(GAP_KEY):
            return Text("Enter goes to the entry line, with the hour of the gap.", "dim")
        return super().detail()

    def _selected_event(self) -> Event | None:
        selected = self.selected()
        return address.get_item(self.session.record, selected) if selected else None

    def action_item_open(self) -> None:
        """Edit the selected entry in its place."""
        self._edit(EventEdit)

    def action_timeline_split(self) -> None:
        """Cut the selected entry in two."""
        self._edit(EventSplit)

    def action_timeline_fields(self) -> None:
        """Show every field of the selected entry."""
        if (selected := self.selected()) is not None:
            self.post_message(OpenItem(selected))

    def _edit(self, kind: type[EventEdit]) -> None:
        if (event := self._selected_event()) is not None and not self.query(EventEdit):
            edit = kind(self.session, event, self.zone)
            self.mount(edit)
            self._put_in_place(edit)
            self.screen.set_focus(edit)

    def _put_in_place(self, edit: EventEdit) -> None:
        """Lay the line over the row that it edits."""
        rows = self.rows
        rows.select(edit.event.id)
        below = rows.region.y - self.content_region.y + rows.cursor - rows.scroll_offset.y
        edit.styles.offset = (0, below)

    def on_event_edit_done(self, event: EventEdit.Done) -> None:
        """Back to the list."""
        event.stop()
        self.screen.set_focus(self.rows)
        self.rows.select(event.event_id)
        self.query_one(ReadLine).words = ""
        self.entry.tell()

    def action_timeline_up(self) -> None:
        """Move the selected entry up."""
        self._move(-1)

    def action_timeline_down(self) -> None:
        """Move the selected entry down."""
        self._move(1)

    def _move(self, by: int) -> None:
        if (event := self._selected_event()) is None:
            return
        ids = moved(self.session.record.timeline, event.id, by)
        if ids:
            self.change([("timeline", Order(ids))], "")
        else:
            self.post_message(Problem("It stands where its time puts it. Enter changes the time."))

    def action_timeline_merge(self) -> None:
        """Merge the selected entry with the one above it."""
        event, order = self._selected_event(), list(self.items)
        if event is None or event == order[0]:
            return
        above = order[order.index(event) - 1]
        puts = [*joined(above, event), *removal(self.session.record, f"timeline.{event.id}")]
        if self.change(
            puts, f"{event.id} is now part of {above.id}. {key_of('undo')} takes it back."
        ):
            self.rows.select(above.id)
