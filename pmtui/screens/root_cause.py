"""Page 3: the trigger and the contributing causes, as five whys that branch."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label

from pmtui.edits import Put
from pmtui.guide import entry, values
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.fields import Items
from pmtui.guide.lines import words
from pmtui.model import address
from pmtui.model.causes import Row as Branch
from pmtui.model.causes import coverage, leaves, minimal_sets, outline
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.kinds import Category, CauseRole, Confidence, Gate, StopReason
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row

HINT = "Enter adds an answer, Tab goes below it, ↓ into the tree"
_GATES = {Gate.AND: "needed together", Gate.OR: "any one of", Gate.CONTRIB: "contributing"}


class CauseEntry(EntryLine):
    """Enter adds beside what was added before, Tab goes below it, Shift+Tab back up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "deeper", "Below", show=False),
        Binding("shift+tab", "higher", "Above", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "causes", example=HINT)
        self.parent_id = ""

    @property
    def panel(self) -> "TreePanel":
        """The tree that this line adds to."""
        return self.query_ancestor(TreePanel)

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """The words as a cause below the one that is in hand."""
        under = f"{self.parent_id}: " if self.parent_id else ""
        return super().read(record, under + text)

    def added(self, item_address: str) -> None:
        """Show the new cause; the root of a thread is at once what the next answers lead to."""
        added = item_address.rpartition(".")[2]
        cause: Cause = address.get(self.session.record, item_address)
        if not cause.parents:
            self.parent_id = added
        self.panel.select(added)

    def action_deeper(self) -> None:
        """Add what is typed, then go below what was added last; onwards where there is nothing."""
        if self.value.strip() and not self.commit():
            return
        below = self.panel.rows.key
        if below.startswith("c") and below != self.parent_id:
            self.parent_id = below
            self.panel.show_under()
        else:
            self.screen.focus_next()

    def action_higher(self) -> None:
        """Go one level up; out of the line from the top."""
        cause = address.get_item(self.session.record, f"causes.{self.parent_id}")
        if cause is None or not cause.parents:
            self.screen.focus_previous()
            return
        self.panel.select(self.parent_id)
        self.parent_id = cause.parents[0]
        self.panel.show_under()


class TreePanel(DetailedPanel):
    """The causes of every thread, each below what it leads to."""

    KIND = "tree"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("tree"))
    _open_leaves: Sequence[Cause] = ()
    EMPTY = "Type what happened to whom, then Enter: it becomes the first effect to explain."

    def compose(self) -> ComposeResult:
        """What the next answer leads to stands above the entry line."""
        title, *rest = super().compose()
        yield title
        yield Label("", markup=False, classes="under")
        yield from rest

    def make_entry(self) -> EntryLine:
        """The entry line."""
        return CauseEntry(self.session)

    @property
    def entry(self) -> CauseEntry:
        """The entry line."""
        return self.query_one(CauseEntry)

    def make_rows(self) -> list[Row]:
        """The threads with their outlines, then causes that belong to none."""
        record, rows, shown = self.session.record, list[Row](), set[str]()
        self._open_leaves = [leaf for leaf in leaves(record) if not _is_closed(leaf)]
        for thread in record.threads:
            rows.append(self._thread_row(thread))
            for branch in outline(record, thread.id):
                rows.append(self._cause_row(branch))
                shown.add(branch.cause.id)
        loose = [cause for cause in record.causes if cause.id not in shown]
        if loose:
            rows.append(Row("", (("In no thread:", "dim"),)))
        return rows + [self._cause_row(Branch(cause, 1, False, True)) for cause in loose]

    def _thread_row(self, thread: Thread) -> Row:
        return Row(
            thread.id, ((f"{thread.id} ", "dim"), (thread.question or "question?", "strong"))
        )

    def _cause_row(self, branch: Branch) -> Row:
        cause, indent = branch.cause, "  " * branch.depth
        if branch.repeated:
            return Row("", ((f"{indent}└ {cause.id} see above", "dim"),))
        role = words(cause.role) if cause.role not in (None, CauseRole.CONTRIBUTING) else ""
        gate = f"[{_GATES[cause.gate]}] " if cause.gate in (Gate.AND, Gate.OR) else ""
        is_open = cause in self._open_leaves
        return Row(
            cause.id,
            (
                (f"{indent}└ " if branch.depth else "", "dim"),
                (f"{cause.id} ", "dim"),
                ("open " if is_open else "", "warn"),
                (gate, "strong"),
                (f"{role}: " if role else "", "strong"),
                (cause.statement or "", ""),
                (self._end(cause), "dim"),
            ),
        )

    def _end(self, cause: Cause) -> str:
        """How the questions end at a cause: its stop reason and what covers it."""
        if cause.confidence is Confidence.REJECTED:
            return "  ruled out"
        if cause.stop.reason is None:
            return ""
        cover = words(coverage(self.session.record, cause.id))
        return f"  = {words(cause.stop.reason)}{f' → {cover}' if cover else ''}"

    def show_value(self) -> None:
        """Show the tree, how much of it is open, and what the next answer leads to."""
        super().show_value()
        found = {cause.category for cause in self.session.record.causes if cause.category}
        missing = [each for each in Category if each not in found]
        about = f" · nothing on {', '.join(missing)}" if missing else ""
        self.query_one(".title", Label).update(f"Open ends: {len(self._open_leaves)}{about}")
        self.show_under()

    def show_under(self) -> None:
        """Say on the entry line what the next answer leads to."""
        parent = address.get_item(self.session.record, f"causes.{self.entry.parent_id}")
        if parent is None:
            self.entry.parent_id = self._first_root()
        under = self.entry.parent_id
        known = address.get_item(self.session.record, f"causes.{under}")
        question = f"What made {under} possible? {known.statement or ''}" if known else ""
        self.query_one(".under", Label).update(one_line(question))
        self.entry.placeholder = HINT if known else self.EMPTY

    def select(self, cause_id: str) -> None:
        """Select a cause and say what the next answer leads to."""
        self.rows.select(cause_id)
        self.show_under()

    def selected(self) -> str | None:
        """The address of the selected thread or cause."""
        key = self.rows.key
        return f"{'threads' if key.startswith('w') else 'causes'}.{key}" if key else None

    def detail(self) -> Text:
        """The selected cause in full; for a thread, what was needed together."""
        key = self.rows.key
        if not key.startswith("w"):
            return super().detail()
        sets = minimal_sets(self.session.record, key)
        return Text("\n".join(f"Needed together: {', '.join(each)}." for each in sets))

    def action_tree_child(self) -> None:
        """Type what made the selected cause possible."""
        self._type_under(self.rows.key)

    def action_tree_sibling(self) -> None:
        """Type another answer beside the selected cause."""
        cause = self._cause()
        self._type_under(cause.parents[0] if cause and cause.parents else self.rows.key)

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

    def action_tree_stop(self) -> None:
        """Say why the questions end at the selected cause."""
        cause = self._cause()
        if cause is None:
            return
        where = f"causes.{cause.id}"

        def stop(answers: Answers) -> str | None:
            try:
                parts = {
                    name: values.parse(
                        self.session.record, f"{where}.stop.{name}", text, now=self.session.now()
                    )
                    for name, text in answers.items()
                }
                self.session.put(f"{where}.stop", Stop(**parts))
            except PmtuiError as error:
                return str(error)
            return None

        questions = [
            Question("reason", "Reason", words(cause.stop.reason), tuple(StopReason)),
            Question("note", "Note", cause.stop.note or "", hint="what makes this the end"),
            Question("ref", "Risk or proof", cause.stop.ref or "", hint="k1, e3"),
        ]
        title = f"Stop at {cause.id}"
        self.app.push_screen(AskDialog(title, questions, stop, self.session))

    def action_tree_thread(self) -> None:
        """Begin another question."""

        def begin(answers: Answers) -> str | None:
            try:
                puts = entry.parse_entry(
                    self.session.record, "threads", answers["question"], now=self.session.now()
                )
                self.session.apply(puts)
            except PmtuiError as error:
                return str(error)
            self._type_under(puts[0][0].rpartition(".")[2])
            return None

        question = Question("question", "Question", hint=EXAMPLES["threads"])
        self.app.push_screen(AskDialog("A new thread", [question], begin, self.session))

    def _type_under(self, key: str) -> None:
        self.entry.parent_id = key
        self.screen.set_focus(self.entry)
        self.show_under()

    def _cause(self) -> Cause | None:
        return address.get_item(self.session.record, f"causes.{self.rows.key}")

    def _first_root(self) -> str:
        """What the first answer leads to: the thread in hand, else the root of the first one."""
        known = {thread.id for thread in self.session.record.threads}
        if self.entry.parent_id in known:
            return self.entry.parent_id
        roots = [thread.root for thread in self.session.record.threads if thread.root]
        return roots[0] if roots else ""

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


def _is_closed(leaf: Cause) -> bool:
    """Whether the questions end at a leaf for a reason."""
    return leaf.stop.reason is not None or leaf.confidence is Confidence.REJECTED


class RootCausePage(Page):
    """The tree fills the page."""

    def panel(self, items: Items) -> Widget:
        """The tree has a panel of its own."""
        if items.address == "causes":
            return TreePanel(self.session, items.address, items.title)
        return super().panel(items)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """The tree also shows threads and what covers a cause."""
        more = field.startswith(("threads", "actions", "risk_acceptances"))
        return super().concerns(panel, field) or (more and isinstance(panel, TreePanel))


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return RootCausePage(session, "root_cause")
