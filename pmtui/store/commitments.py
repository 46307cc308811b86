"""The faces of records that lists over all postmortems are made of: actions, and what is due."""

from pmtui.guide.board import ActionLine, action_lines
from pmtui.guide.due import Due, everything_due
from pmtui.store.faces import Face

ACTIONS = Face("actions", 2, tuple[ActionLine, ...], lambda record, _written: action_lines(record))
"""The actions of each record."""

DUE = Face("due", 2, tuple[Due, ...], lambda record, _written: everything_due(record))
"""What has a day in each record on which it is due, early and late."""
