"""The agenda on the preparation page: its blocks, or the usual ones until some are changed."""

from collections.abc import Sequence

from textual.widgets import Label

from pmtui.guide.agenda import agenda, depth_of, numbered, of_own
from pmtui.model.meeting import Block
from pmtui.widgets.items import ItemsPanel


class AgendaPanel(ItemsPanel):
    """The usual blocks are shown as they are; to open or delete one writes them all down first."""

    @property
    def items(self) -> Sequence[Block]:
        """The blocks of the record, or what they will be once they are written down."""
        record = self.session.record
        return record.prep.agenda or numbered(record, depth_of(record))

    def show_value(self) -> None:
        """Show the blocks and their minutes in all."""
        super().show_value()
        record = self.session.record
        minutes = sum(block.planned for block in agenda(record))
        usual = "" if record.prep.agenda else f", the usual ones for {depth_of(record)}"
        self.query_one(".title", Label).update(f"{self._title} ({minutes} min{usual})")

    def action_item_open(self) -> None:
        """Show every field of the selected block."""
        self._write_down()
        super().action_item_open()

    def action_item_delete(self) -> None:
        """Delete the selected block; undo brings it back."""
        self._write_down()
        super().action_item_delete()

    def _write_down(self) -> None:
        """Make the usual blocks the record's own, as one step of undo."""
        if not self.session.read_only and (puts := of_own(self.session.record)):
            self.session.seal()
            self.session.apply(puts)
