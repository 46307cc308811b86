"""Page 5: what was learned, by its kinds, and what was parked on the way."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Label

from pmtui.commands import with_keys
from pmtui.guide.fields import Items
from pmtui.guide.words import label
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.model.kinds import LessonKind
from pmtui.model.text import clip
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.linking import LinkingPanel
from pmtui.screens.page import Page
from pmtui.screens.parking_lot import LONGEST, ParkingPanel
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row
from pmtui.widgets.told_line import ToldLine

_KINDS = (None, *LessonKind)
"""The order of the list: what has no kind yet comes first, as it wants one."""


MOST_NAMED = 3
"""Kinds without a lesson that the title names; of more, it says how many there are."""


class LessonsPanel(LinkingPanel):
    """The lessons of one kind stand together."""

    KIND = "lessons linked items"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("lessons"))
    EMPTY = "begin with well, hard, lucky, surprised, risk or recurrence, and a colon"

    def make_entry(self) -> EntryLine:
        """The entry line."""
        return ToldLine(self.session, self.list_address, idle=self.counts)

    @property
    def items(self) -> Sequence[Lesson]:
        """The lessons by their kinds."""
        lessons = self.session.record.lessons
        return sorted(lessons, key=lambda lesson: _KINDS.index(lesson.kind))

    def counts(self) -> str:
        """How many lessons there are of each kind, by the words that a line can begin with."""
        count = Counter(lesson.kind for lesson in self.session.record.lessons)
        return ", ".join(f"{_short(kind)} {count[kind]}" for kind in LessonKind)

    def make_rows(self) -> list[Row]:
        """The lessons; the first of a kind names it."""
        lessons = self.items
        before = (None, *lessons[:-1])
        return [
            _row(lesson, is_first=above is None or above.kind is not lesson.kind)
            for above, lesson in zip(before, lessons, strict=False)
        ]

    def show_value(self) -> None:
        """Show the lessons, and which kinds are missing."""
        super().show_value()
        said = {lesson.kind for lesson in self.items}
        missing = [_short(kind) for kind in LessonKind if kind not in said]
        if self.items and missing:
            kinds = ", ".join(missing) if len(missing) <= MOST_NAMED else f"{len(missing)} kinds"
            title = f"{self._title} ({len(self.items)}) · nothing yet on: {kinds}"
            self.query_one(".title", Label).update(title)
        self.query_one(ToldLine).tell()

    def action_lesson_elsewhere(self) -> None:
        """Say where else the selected lesson holds."""
        if (selected := self.selected()) is None:
            return
        lesson: Lesson = address.get(self.session.record, selected)

        def keep(answers: Answers) -> str | None:
            text = answers["where"].strip()
            if not text and lesson.kind is LessonKind.RISK:
                return with_keys(
                    "A risk holds somewhere else: name one place, or press {box.close}."
                )
            self.change([(f"{selected}.generalises_to", text or None)], f"{lesson.id} is kept.")
            return None

        question = Question(
            "where",
            "Where else",
            lesson.generalises_to or "",
            hint="e.g. four more services",
            where=f"{selected}.generalises_to",
        )
        title = f"Where else does {lesson.id} hold? {clip(lesson.text or '', LONGEST)}"
        self.app.push_screen(AskDialog(title, [question], keep, self.session))

    def action_lesson_kind(self) -> None:
        """Make the selected lesson one of the next kind."""
        if (selected := self.selected()) is None:
            return
        lesson: Lesson = address.get(self.session.record, selected)
        kind = [*LessonKind, LessonKind.WENT_WELL][_KINDS.index(lesson.kind)]
        self.change([(f"{selected}.kind", kind)], f"{lesson.id}: {label(kind)}.")


def _short(kind: LessonKind) -> str:
    """The last word of a kind: well, hard, lucky."""
    return label(kind).split()[-1]


def _row(lesson: Lesson, *, is_first: bool) -> Row:
    """A lesson behind the name of its kind; a risk asks where else it holds."""
    kind = label(lesson.kind) if lesson.kind else "no kind"
    asked = lesson.kind is LessonKind.RISK and not lesson.generalises_to
    return Row(
        lesson.id,
        (
            (f"{kind if is_first else '':<11}", "strong" if lesson.kind else "warn"),
            (f"{lesson.id:<4}", "dim"),
            ("where else? " if asked else "", "warn"),
            (lesson.text or "", ""),
            (f"  → {lesson.generalises_to}" if lesson.generalises_to else "", "dim"),
            (f"  {', '.join(lesson.causes)}" if lesson.causes else "", "dim"),
        ),
    )


class LessonsPage(Page):
    """What was learned first, then what was parked."""

    def panel(self, items: Items) -> Widget:
        """Both lists have panels of their own."""
        kind = ParkingPanel if items.address == "parking_lot" else LessonsPanel
        return kind(self.session, items.address, items.title)

    def concerns(self, panel: ItemsPanel, field: str) -> bool:
        """A lesson is also read by the causes that there are."""
        return super().concerns(panel, field) or field.startswith("causes")


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return LessonsPage(session, "lessons")
