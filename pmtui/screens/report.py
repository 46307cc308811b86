"""Page 7: the report's own words, what is missing, how it will read, and its export."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from pmtui.commands import with_keys
from pmtui.exporters.audience import Audience
from pmtui.exporters.form.layout import AS_USUAL
from pmtui.exporting import FORMATS, file_name, layout_of, private_names, render
from pmtui.guide.checks import Finding
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import reading
from pmtui.model.text import visible
from pmtui.screens.changes import changes_text
from pmtui.screens.dialogs import Answers, AskDialog, Question, TextDialog
from pmtui.screens.page import Page
from pmtui.screens.reading import report_text
from pmtui.screens.written import WHERE, written
from pmtui.session import Session
from pmtui.store.library import Library
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen


class Missing(Static, can_focus=True):
    """What is missing; outside the text, so that the page's letters work here."""


class ReportPage(Page):
    """The summary, then what the rules still miss on any page."""

    KIND = "report"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("report"))

    def compose(self) -> ComposeResult:
        """The fields, then the list of what is missing."""
        yield from super().compose()
        yield Missing("", markup=False, classes="missing")

    def outside(self) -> Widget:
        """Out of the text, p and e are waiting."""
        return self.query_one(Missing)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """List the open musts of all pages, most of which the report depends on."""
        musts = [each for each in findings if each.level == "must"]
        keys = (
            "{out}, then {report.preview} reads the report, {report.export} writes it to a file, "
            "{report.state} moves it on, {report.withheld} shows what customers do not read."
        )
        text = Text(f"{with_keys(keys)}\n\n", "dim")
        if not musts:
            text.append("Nothing that must be there is missing.\n")
        else:
            text.append(f"Still missing on all pages ({len(musts)}):\n", "bold")
        for each in musts:
            text.append(f"{each.rule:<6}", "dim").append(f"{each.step.replace('_', ' ')}: ")
            text.append(f"{visible(each.message)}\n")
        self.query_one(Missing).update(text)

    def action_report_preview(self) -> None:
        """Read the report as it will be; in the usual form when the team's own is at fault."""
        layout = AS_USUAL
        try:
            layout = layout_of(self.session.library, Audience.INTERNAL)
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
        text, _ = report_text(self.session.record, layout, max(self.size.width - 4, 40))
        self.app.push_screen(TextDialog("Report", text))

    def action_report_state(self) -> None:
        """Move the report on."""
        from pmtui.screens.report_state import ask_state

        ask_state(self._guide)

    def action_report_withheld(self) -> None:
        """What customers do not read, and why."""
        from pmtui.screens.withheld import WithheldDialog

        self.app.push_screen(WithheldDialog(self._guide))

    def action_report_comments(self) -> None:
        """All comments."""
        from pmtui.screens.comments import CommentsDialog

        self.app.push_screen(CommentsDialog(self._guide, ""))

    def action_report_read(self) -> None:
        """Note that the user has read this version."""
        record, now = self.session.record, self.session.now()
        puts = reading(record, self.session.who, now)
        said = "Noted: you have read this version."
        trouble = self._guide.attempt(puts, said) if puts else "That is noted already."
        if trouble:
            self._guide.say(trouble)

    def action_report_changes(self) -> None:
        """What the report says otherwise since it was published last."""
        self.app.push_screen(
            TextDialog("Changes", changes_text(self.session.library, self.session.record))
        )

    @property
    def _guide(self) -> "GuideScreen":
        from pmtui.screens.guide import GuideScreen

        assert isinstance(self.screen, GuideScreen)
        return self.screen

    def action_report_export(self) -> None:
        """Ask for the form, the readers and the file."""
        ask_export(self, self.session.record, self.session.library)


def ask_export(page: Widget, record: Postmortem, library: Library) -> None:
    """Ask for form, readers and file; write the report and say where it is."""

    def write(answers: Answers) -> str | None:
        kind, audience = answers["format"], Audience(answers["readers"])
        listed = private_names(library)
        name = file_name(record, kind, audience, listed)

        def made() -> bytes:
            return render(record, kind, audience, listed, layout_of(library, audience))

        return written(page, answers, name, made)

    questions = [
        Question("format", "Format", "md", FORMATS),
        Question("readers", "Readers", "internal", tuple(Audience)),
        *WHERE,
    ]
    page.app.push_screen(AskDialog("Export the report", questions, write))


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return ReportPage(session, "report")
