"""The dialog that writes the invitation to the meeting."""

from textual.widget import Widget

from pmtui.exporting import INVITATIONS, invitation, invitation_name
from pmtui.model.postmortem import Postmortem
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.written import WHERE, written


def ask_invitation(page: Widget, record: Postmortem) -> None:
    """Ask for the form and the file; write the invitation and say where it is."""

    def write(answers: Answers) -> str | None:
        kind = answers["format"]
        name = invitation_name(record.id, kind)
        return written(page, answers, name, lambda: invitation(record, kind))

    questions = [Question("format", "Format", "md", INVITATIONS), *WHERE]
    page.app.push_screen(AskDialog("Write the invitation", questions, write))
