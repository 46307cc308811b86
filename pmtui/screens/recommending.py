"""The list of recommendations, and below it the causes on which nothing acts yet."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets import Label

from pmtui.commands import with_keys
from pmtui.guide import values
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.lines import person
from pmtui.model import address
from pmtui.model.causes import uncovered
from pmtui.model.commitments import RiskAcceptance
from pmtui.model.effects import short_on
from pmtui.model.errors import PmtuiError
from pmtui.model.follow_up import accepting
from pmtui.screens.action_state import MovingPanel
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.linking import LinkingPanel
from pmtui.widgets.action_rows import TOLD, action_rows, gap_row, in_full
from pmtui.widgets.answer import typed_values
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import OpenItem
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows
from pmtui.widgets.told_line import ToldLine

MOST_GAPS = 6
"""Ids that the title names; of more, it says how many there are."""

MARKS = "marks at the end: @who +30d P1 c4 (strong: why)"
"""What the line takes beside the words; told while nothing is typed."""

_PROOF = (
    "verification.method",
    "effectiveness.metric",
    "effectiveness.baseline",
    "effectiveness.target",
    "effectiveness.check_on",
)
_RISK = ("statement", "reason", "accepted_by", "review_on")


class RecommendationsPanel(MovingPanel, LinkingPanel):
    """What is recommended, with what each still needs; then what nothing answers yet."""

    KIND = "actions recommendations linked items"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("recommendations"))
    TOLD = TOLD
    EMPTY = "nothing yet: begin with a verb, such as add, limit, remove"

    def make_entry(self) -> EntryLine:
        """The entry line."""
        return ToldLine(self.session, self.list_address, idle=lambda: MARKS)

    @property
    def entry(self) -> EntryLine:
        """The entry line."""
        return self.query_one(EntryLine)

    def make_rows(self) -> list[Row]:
        """The recommendations, then a row for each cause on which nothing acts."""
        record = self.session.record
        short = short_on(record)
        gaps = [gap_row(cause, short.get(cause.id, ())) for cause in uncovered(record)]
        width, today = self.rows.size.width, self.session.now().date()
        return [*action_rows(record, self.items, width, today, self.marked), *gaps]

    def show_value(self) -> None:
        """Show the recommendations, and in the title what nothing acts on."""
        super().show_value()
        gaps = [cause.id for cause in uncovered(self.session.record)]
        named = ", ".join(gaps[:MOST_GAPS]) + (", …" if gaps[MOST_GAPS:] else "")
        left = f" · nothing acts on {len(gaps)}: {named}" if gaps else ""
        self.query_one(".title", Label).update(f"{self._title} ({len(self.items)}){left}")
        self.query_one(ToldLine).tell()

    def selected(self) -> str | None:
        """The address of the selected recommendation; a cause on which nothing acts is none."""
        return None if self.gap else super().selected()

    @property
    def gap(self) -> str:
        """The id of the selected cause on which nothing acts; "" on a recommendation."""
        return self.rows.key if self.rows.key.startswith("c") else ""

    def detail(self) -> Text:
        """The selected recommendation in full; of a cause, its statement and what can be done."""
        record, selected = self.session.record, self.selected()
        if self.gap:
            cause = address.get(record, f"causes.{self.gap}")
            text = Text(f"{cause.id} {cause.statement or ''}\n")
            return text.append(
                with_keys("{rows.choose} writes what acts on it, {gap.risk} accepts its risk."),
                "dim",
            )
        if selected is None:
            return Text()
        return in_full(record, address.get(record, selected)).append_text(super().detail())

    # what nothing acts on

    def show_gap(self, cause_id: str) -> bool:
        """Select a cause on which nothing acts; False where something does."""
        if cause_id not in [cause.id for cause in uncovered(self.session.record)]:
            return False
        self.screen.set_focus(self.rows)
        self.rows.select(cause_id)
        return True

    def action_gap_next(self) -> None:
        """Go to the next cause on which nothing acts, after the last one to the first."""
        gaps = [cause.id for cause in uncovered(self.session.record)]
        if not gaps:
            self.post_message(Problem("Every cause is answered by an action or an accepted risk."))
            return
        place = gaps.index(self.gap) + 1 if self.gap in gaps else 0
        self.show_gap(gaps[place % len(gaps)])

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open a recommendation; for a cause, write what acts on it."""
        if self.gap:
            event.stop()
            event.prevent_default()
            self._answer(self.gap)

    def _answer(self, cause_id: str) -> None:
        """Go to the entry line, which then names the cause; the title is typed before it."""
        line = self.entry
        before = line.value.rstrip()
        line.value = f"{before} #{cause_id}"
        self.screen.set_focus(line)
        line.cursor_position = len(before)

    def action_gap_risk(self) -> None:
        """Accept the risk of the selected cause: what stays, why, by whose decision, until when."""
        if not (cause_id := self.gap):
            self.post_message(
                Problem(with_keys("Select a cause on which nothing acts; {gap.next} goes to them."))
            )
            return
        cause = address.get(self.session.record, f"causes.{cause_id}")
        known = {"statement": cause.statement or ""}
        questions = _questions("risk_acceptances", _RISK, known, cause_id)
        then = lambda answers: self._accept(cause_id, answers)  # noqa: E731
        title = f"Leave {cause_id} as it is"
        self.app.push_screen(AskDialog(title, questions, then, self.session))

    def _accept(self, cause_id: str, answers: Answers) -> str | None:
        """Add an accepted risk; the sentence of what is missing, or None."""
        session = self.session
        try:
            known = typed_values(session, "risk_acceptances.k0", answers)
            risk = RiskAcceptance(id="", causes=(cause_id,), **known)
            puts = accepting(session.record, risk, now=session.now())
        except PmtuiError as error:
            return str(error)
        self.change(puts, f"{puts[0][1].id} accepts the risk of {cause_id}.")
        return None

    # one recommendation

    def action_recommendation_proof(self) -> None:
        """Ask how it is verified and how its effect is measured."""
        if (action := self.selected_action()) is None:
            return
        where, record = f"actions.{action.id}", self.session.record
        known = {name: values.show(record, f"{where}.{name}") for name in _PROOF}
        questions = _questions("actions", _PROOF, known, action.id)
        then = lambda answers: self._prove(where, answers)  # noqa: E731
        title = f"{action.id}: how is it verified, how is its effect seen?"
        self.app.push_screen(AskDialog(title, questions, then, self.session))

    def _prove(self, where: str, answers: Answers) -> str | None:
        """Keep how an action is verified; the sentence of what does not fit, or None."""
        try:
            known = typed_values(self.session, where, answers)
        except PmtuiError as error:
            return str(error)
        puts = [(f"{where}.{name}", value) for name, value in known.items()]
        self.change(puts, f"{where.partition('.')[2]}: kept.")
        return None

    def action_recommendation_owner(self) -> None:
        """The owner has agreed, or not yet; without one, go and name one."""
        if (action := self.selected_action()) is None:
            return
        where = f"actions.{action.id}"
        if not action.owner:
            self.post_message(OpenItem(where, "owner"))
            return
        agreed = None if action.owner_confirmed else True
        who = person(self.session.record, action.owner)
        said = f"{who} has agreed to own {action.id}." if agreed else f"{who} has not agreed yet."
        self.change([(f"{where}.owner_confirmed", agreed)], said)


def _questions(
    parent: str, names: Sequence[str], known: Mapping[str, str], about: str
) -> list[Question]:
    """Questions for some fields of an item, with the labels and hints that its form has.

    `about` is the id of the item, or of what a new one is about.
    """
    fields = {field.address: field for field in ITEM_FIELDS[parent]}
    return [
        Question(
            name,
            fields[name].label,
            known.get(name, ""),
            hint=fields[name].hint,
            where=f"{parent}.{about}.{name}",
        )
        for name in names
    ]
