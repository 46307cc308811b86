"""The parking lot: ideas that F3 put there, and what becomes of each."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Label

from pmtui.commands import key_of
from pmtui.guide.words import label
from pmtui.model import address
from pmtui.model.commitments import Action, Idea
from pmtui.model.errors import PmtuiError
from pmtui.model.ideas import Puts, decline, merger, mergers, promotion, reopening
from pmtui.model.kinds import IdeaStatus
from pmtui.model.text import clip
from pmtui.screens.dialogs import AskDialog, PickDialog, Question
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.items import OpenItem
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row

LONGEST = 60
"""Characters of an idea in the title of a box; it is known by them."""


class ParkingPanel(DetailedPanel):
    """The ideas, first those on which nothing was decided yet."""

    KIND = "parking items"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("parking"))
    EMPTY = "nothing parked; {park} parks an idea from any page"

    @property
    def items(self) -> Sequence[Idea]:
        """Open ideas come first."""
        ideas = self.session.record.parking_lot
        return sorted(ideas, key=lambda idea: idea.status is not IdeaStatus.OPEN)

    def row(self, item: Idea) -> Row:
        """What became of the idea, its words, and what it went into or why it was declined."""
        state = "strong" if item.status is IdeaStatus.OPEN else "dim"
        end = f"  {item.reason}" if item.reason else ""
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{item.status:<9}", state),
                (f"→ {item.to:<4}" if item.to else "", "dim"),
                (item.text or "", "" if item.status is IdeaStatus.OPEN else "dim"),
                (end, "dim"),
            ),
        )

    def show_value(self) -> None:
        """Show the ideas, and how many are in which state."""
        super().show_value()
        count = Counter(idea.status for idea in self.items)
        states = ", ".join(f"{count[each]} {label(each)}" for each in IdeaStatus if count[each])
        if states:
            title = f"{self._title} ({len(self.items)}): {states}"
            self.query_one(".title", Label).update(title)

    def action_idea_promote(self) -> None:
        """Make a recommendation of the selected idea, and go on with that."""
        if (idea := self._idea()) is not None and self._say(self.decide(idea, promotion)):
            became = address.get(self.session.record, f"parking_lot.{idea.id}.to")
            self.post_message(OpenItem(f"actions.{became}", "title"))

    def action_idea_decline(self) -> None:
        """Decline the selected idea, with a reason."""
        if (idea := self._undecided()) is None:
            return
        then = lambda answers: self.decide(idea, decline, answers["reason"])  # noqa: E731
        title = f"Decline {idea.id}: {clip(idea.text or '', LONGEST)}"
        question = Question("reason", "Reason", where=f"parking_lot.{idea.id}.reason")
        self.app.push_screen(AskDialog(title, [question], then, self.session))

    def action_idea_merge(self) -> None:
        """Merge the selected idea into a recommendation or another idea."""
        if (idea := self._undecided()) is None:
            return

        def merge(into: str) -> None:
            self._say(self.decide(idea, merger, into))

        rows = lambda typed: self._mergers(idea, typed)  # noqa: E731
        title = f"Merge {idea.id}: {clip(idea.text or '', LONGEST)}"
        self.app.push_screen(PickDialog(title, rows, merge, empty="nothing to merge it into"))

    def action_idea_reopen(self) -> None:
        """Take the decision on the selected idea back; what it became stays."""
        if (idea := self._idea()) is not None:
            self._say(self.decide(idea, reopening))

    def decide(self, idea: Idea, make: Callable[..., Puts], *more: str) -> str | None:
        """Decide on an idea as one step of undo; the sentence of what is in the way, or None."""
        try:
            puts = make(self.session.record, idea.id, *more)
            self.session.seal()
            self.session.apply(puts)
        except PmtuiError as error:
            return str(error)
        now: Idea = address.get(self.session.record, f"parking_lot.{idea.id}")
        into = f", see {now.to}" if now.to else f"; {idea.to} stays as it is" if idea.to else ""
        self.post_message(
            Problem(f"{idea.id} is {now.status}{into}. {key_of('undo')} takes it back.")
        )
        if now.status is not IdeaStatus.OPEN:
            self.rows.select(self.items[0].id)
        return None

    def _say(self, trouble: str | None) -> bool:
        """Whether a decision was made; says what is in the way."""
        if trouble is not None:
            self.post_message(Problem(trouble))
        return trouble is None

    def _mergers(self, idea: Idea, typed: str) -> list[Row]:
        """What an idea can be merged into, as far as it holds the words."""
        record, rows = self.session.record, list[Row]()
        for each in mergers(record, idea.id):
            parent = "actions" if each.startswith(Action.PREFIX) else "parking_lot"
            item: Action | Idea = address.get(record, f"{parent}.{each}")
            text = (item.title if isinstance(item, Action) else item.text) or ""
            if all(word in f"{each} {text}".casefold() for word in typed.casefold().split()):
                spans = ((f"{each:<4}", "dim"), (f"{label(item.status):<12}", "dim"), (text, ""))
                rows.append(Row(each, spans))
        return rows

    def _idea(self) -> Idea | None:
        selected = self.selected()
        found: Idea | None = address.get_item(self.session.record, selected) if selected else None
        return found

    def _undecided(self) -> Idea | None:
        """The selected idea; None, and a sentence, where it was decided on already."""
        if (idea := self._idea()) is None or idea.status is IdeaStatus.OPEN:
            return idea
        self.post_message(
            Problem(f"{idea.id} is {idea.status} already; {key_of('idea.reopen')} opens it again.")
        )
        return None
