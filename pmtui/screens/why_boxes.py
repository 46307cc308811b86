"""Which box of the why tree each of its commands opens."""

from collections.abc import Callable

from pmtui.screens import why_dialogs, why_picks
from pmtui.widgets.why_tree import WhyTree

BOXES: dict[str, Callable[[WhyTree, str], None]] = {
    "stop": why_dialogs.ask_stop,
    "mechanism": why_dialogs.ask_mechanism,
    "sense": why_dialogs.ask_sense,
    "several": why_dialogs.ask_several,
    "delete": why_dialogs.ask_delete,
    "evidence": why_picks.pick_evidence,
    "link": why_picks.pick_link,
    "move": why_picks.pick_move,
    "aloud": why_picks.read_aloud,
    "lens": why_picks.pick_lens,
    "thread": why_picks.pick_thread,
    "seen": why_picks.show_seen,
}
"""By the last part of the command's id."""
