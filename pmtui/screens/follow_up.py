"""Page 9: what is due first, each with the key that does it; reviews, effects, closing."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widget import Widget

from pmtui.commands import key_of
from pmtui.guide.fields import Items, Part
from pmtui.guide.follow_up_boxes import asked
from pmtui.guide.next_steps import Doing, NextStep, effect_words, next_steps, step_of, when_words
from pmtui.model.commitments import Action
from pmtui.model.effects import fell_short
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.screens.dialogs import Answers, AskDialog
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.explained import Explained, ExplainedPanel
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows


class EffectsPanel(ItemsPanel):
    """What each action was to change, and what the number says."""

    EMPTY = "no action to look at yet"

    def make_entry(self) -> EntryLine | None:
        """Actions are not added here."""
        return None

    def row(self, item: Action) -> Row:
        """Verdict, metric with target and result, and when it is looked at."""
        verdict, figure, now = effect_words(item)
        good = item.effectiveness.verdict and not fell_short(item)
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{verdict:<13}", "strong" if good else "warn"),
                (figure, ""),
                (f"  {now}" if now else "", "dim"),
            ),
        )


class FollowUpPage(Page):
    """What is next, then reviews, effects and the closing note."""

    KIND = "follow_up"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("follow_up"))

    def parts(self, parts: Iterable[Part]) -> Iterator[Widget]:
        """The fields and lists of the guide; before the reviews what is next."""
        for each in super().parts(parts):
            address = each.list_address if isinstance(each, ItemsPanel) else ""
            if address == "follow_up.reviews":
                title = f"What is next: {key_of('rows.choose')} does it"
                yield ExplainedPanel(title, self._lines)
            yield each

    def panel(self, items: Items) -> Widget:
        """The effects of the actions have a panel of their own."""
        if items.address == "actions":
            return EffectsPanel(self.session, items.address, items.title)
        return super().panel(items)

    def on_mount(self) -> None:
        """Show what is next."""
        self._next.show(self.session.record)

    def show_changes(self, fields: frozenset[str]) -> None:
        """Show what changed, and what is next now."""
        super().show_changes(fields)
        self._next.show(self.session.record)

    @property
    def _next(self) -> ExplainedPanel:
        return self.query_one(ExplainedPanel)

    def _lines(self, record: Postmortem) -> list[Explained]:
        """A line for each step: what it is about, when, what is to be done."""
        today = self.session.now().date()
        return [
            Explained(
                Row(
                    step.key,
                    (
                        (f"{step.key if step.key[1:].isdigit() else '':<4}", "dim"),
                        (
                            f"{when_words(step, today):<12}",
                            "warn" if step.is_due(today) else "dim",
                        ),
                        (f"{step.doing:<7} ", "strong"),
                        (step.words, ""),
                    ),
                ),
                Text(),
            )
            for step in next_steps(record, today)
        ]

    def first(self) -> Widget | None:
        """What is next, where there is something."""
        return self._next.query_one(Rows) if self._next.display else super().first()

    def outside(self) -> Widget | None:
        """Out of a field, to what is next."""
        return super().outside() or (self._next.query_one(Rows) if self._next.display else None)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter on a step does it."""
        event.stop()
        self._do(event.key)

    def action_follow_step(self) -> None:
        """What the selected line needs: hold a review, judge an effect, decide on a risk."""
        rows = self.screen.focused
        if isinstance(rows, Rows) and rows.key:
            self._do(rows.key)

    def _do(self, key: str) -> None:
        """Ask what a step needs, by the id of its item."""
        session = self.session
        if session.read_only:
            self.post_message(
                Problem("This postmortem is open to read only: look, settle nothing.")
            )
            return
        step = step_of(session.record, key, session.now().date())
        if step is None:
            self.post_message(Problem(f"Nothing is to be settled of {key}."))
            return
        box = asked(session.record, step, who=session.who, now=session.now())
        then = partial(self._settle, step)
        self.app.push_screen(AskDialog(box.title, box.questions, then, session))

    def _settle(self, step: NextStep, answers: Answers) -> str | None:
        """Make what was answered so; the sentence of what is missing, or None."""
        session = self.session
        try:
            box = asked(session.record, step, who=session.who, now=session.now())
            puts = box.puts(session.record, answers, session.now())
            session.seal()
            session.apply(puts)
            session.seal()
        except PmtuiError as error:
            return str(error)
        self.post_message(Problem(box.said))
        if step.doing is Doing.JUDGE:
            self.call_after_refresh(self._ask_further, step.key)
        return None

    def _ask_further(self, key: str) -> None:
        """After a verdict that asks for more, ask for that."""
        step = step_of(self.session.record, key, self.session.now().date())
        if step is not None and step.doing is Doing.ADJUST:
            self._do(key)

    def _go_to(self, address: str) -> bool:
        """A place that is no field of a form, but something to do: its line among what is next."""
        steps = next_steps(self.session.record, self.session.now().date())
        key = next((step.key for step in steps if _leads_to(address, step)), "")
        if not key:
            return super()._go_to(address)
        rows = self._next.query_one(Rows)
        self.screen.set_focus(rows)
        rows.select(key)
        return True


_STEPS = (".held", ".effectiveness.verdict", ".review.decision")
"""The ends of the addresses of what a step settles."""


def _leads_to(address: str, step: NextStep) -> bool:
    """Whether an address is what a step settles."""
    if step.doing is Doing.ADJUST and address == "follow_up.adjustments":
        return True
    if step.doing is Doing.PLAN:
        return address == step.address
    return address.endswith(_STEPS) and address.startswith(f"{step.address}.")


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return FollowUpPage(session, "follow_up")
