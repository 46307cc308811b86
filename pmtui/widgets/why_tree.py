"""The why tree with its keys. What needs a box is asked by the page that the tree is on."""

from enum import StrEnum
from typing import ClassVar, Protocol

from textual.binding import BindingType

from pmtui.commands import with_keys
from pmtui.guide.lines import words
from pmtui.model import address
from pmtui.model.causes import children, leaves
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import Category, CauseRole, Confidence, Gate
from pmtui.session import Session
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.why_view import WhyView


class Ask(Protocol):
    """Opens a box that asks about a cause or thread."""

    def __call__(self, what: str, tree: "WhyTree", key: str, given: Stop | None = None) -> None:
        """Open the box named `what`; `given` is what was said of the answer already."""


class WhyTree(WhyView):
    """What each key does with the selected cause or thread."""

    KIND = "tree"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("tree"))

    def __init__(self, session: Session, list_address: str, title: str, ask: Ask) -> None:
        super().__init__(session, list_address, title)
        self._ask = ask

    def stop(self, cause_id: str, stop: Stop) -> None:
        """End the questions at a cause; what the reason needs is asked."""
        if self._is_end(cause_id):
            self._ask("end", self, cause_id, stop)

    def action_tree_open(self) -> None:
        """Show every field of the selected cause or thread."""
        self.action_item_open()

    def action_tree_child(self) -> None:
        """Type what made the selected cause possible."""
        self.type_under(self.key)

    def action_tree_sibling(self) -> None:
        """Type another answer beside the selected cause."""
        above = self.lines.above.get(self.key, "")
        self.type_under(above or self.key)

    def action_tree_gate(self) -> None:
        """Contributing, needed together, any one of."""
        self._cycle("gate", Gate)

    def action_tree_confidence(self) -> None:
        """Confirmed, likely, possible, rejected."""
        self._cycle("confidence", Confidence)

    def action_tree_category(self) -> None:
        """People, process, technology, environment."""
        self._cycle("category", Category)

    def action_tree_role(self) -> None:
        """Effect, trigger, contributing, latent, aggravating, hypothesis."""
        self._cycle("role", CauseRole)

    def action_tree_fold(self) -> None:
        """Hide what is below the selected cause, or show it again."""
        if self._cause() is None or not children(self.session.record, self.key):
            return
        self.folded ^= {self.key}
        self.rows.show(self.make_rows())

    def action_tree_findings(self) -> None:
        """Show or hide what the checks say of the selected cause."""
        self.findings_shown = not self.findings_shown
        self.show_detail()
        if self.findings_shown and self.key not in self.findings:
            self.post_message(
                Problem(
                    with_keys("The checks have nothing to say here. {findings}: the whole page.")
                )
            )

    def action_tree_several(self) -> None:
        """Type several causes below the selected one, one a line."""
        self._ask_about("several")

    def action_tree_link(self) -> None:
        """Let a cause that is there already lead to the selected one, too."""
        self._ask_about("link")

    def action_tree_move(self) -> None:
        """Move the selected cause below another one."""
        self._ask_about("move")

    def action_tree_mechanism(self) -> None:
        """Say how the selected cause leads to what is above it."""
        self._ask_about("mechanism")

    def action_tree_sense(self) -> None:
        """Say what made it sensible, normal or invisible at the time."""
        self._ask_about("sense")

    def action_tree_evidence(self) -> None:
        """Attach evidence, or take it off."""
        self._ask_about("evidence")

    def action_tree_stop(self) -> None:
        """Say why the questions end at the selected cause."""
        if self._is_end(self.key):
            self._ask_about("stop")

    def action_tree_aloud(self) -> None:
        """Read the way from the selected cause up to the effect."""
        self._ask_about("aloud")

    def action_tree_seen(self) -> None:
        """Show earlier causes that read like these, those like the selected one first."""
        self._ask("seen", self, self.key)

    def action_tree_thread(self) -> None:
        """Begin another question."""
        self._ask("thread", self, self.key)

    def action_tree_lens(self) -> None:
        """Choose another way of looking."""
        self._ask("lens", self, self.key)

    def action_tree_delete(self) -> None:
        """Delete the selected cause or thread; where others hang on it, ask first."""
        if self.key:
            self._ask("delete", self, self.key)

    async def action_park(self) -> None:
        """Put an idea into the parking lot; the tree stays as it is."""
        await self.run_action("screen.park")

    def _ask_about(self, what: str) -> None:
        """Open a box about the selected cause."""
        if self._cause() is not None:
            self._ask(what, self, self.key)

    def _is_end(self, key: str) -> bool:
        """Whether the questions may end at a cause: nothing is below it that is not ruled out."""
        if any(leaf.id == key for leaf in leaves(self.session.record)):
            return True
        self.post_message(Problem("The questions end at a cause that has none below it."))
        return False

    def _cause(self) -> Cause | None:
        return address.get_item(self.session.record, f"causes.{self.key}")

    def _cycle(self, field: str, choices: type[StrEnum]) -> None:
        """Put the next value of a choice into a field of the selected cause."""
        cause = self._cause()
        if cause is None:
            return
        order, here = list(choices), getattr(cause, field)
        following = order[(order.index(here) + 1) % len(order)] if here else order[0]
        try:
            self.session.put(f"causes.{cause.id}.{field}", following)
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
        else:
            self.post_message(Problem(f"{cause.id} {field}: {words(following)}"))
