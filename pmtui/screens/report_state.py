"""Moving a report on, on its page: in review, approved, published, and back to draft."""

from typing import TYPE_CHECKING

from pmtui.guide.context import person
from pmtui.guide.lines import words
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ReportStatus
from pmtui.model.sign_off import NEXT, lacks, moving
from pmtui.screens.dialogs import Answers, AskDialog, Question

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen


def ask_state(guide: "GuideScreen") -> None:
    """Ask for the next state of the report and, where something is missing, for a reason."""
    report = guide.session.record.report
    ways = NEXT[report.status]
    questions = [
        Question("state", "State", words(ways[0]), tuple(words(each) for each in ways)),
        Question("reason", "Override", hint="a reason, only to go on without what is missing"),
    ]

    def then(answers: Answers) -> str | None:
        to = ReportStatus(answers["state"].replace(" ", "_"))
        return _move(guide, to, answers["reason"].strip())

    title = f"The report is {words(report.status)}, version {report.version}. Move it to"
    guide.app.push_screen(AskDialog(title, questions, then, guide.session))


def _move(guide: "GuideScreen", to: ReportStatus, reason: str) -> str | None:
    """Move the report; the sentence of what is missing, or None."""
    session = guide.session
    record = session.record
    try:
        puts = moving(record, to, by=person(record, session.who), at=session.now())
    except PmtuiError as error:
        return str(error)
    reason = reason or (record.progress.report.override or "").strip()
    missing = [sentence for _, sentence in lacks(record, to)]
    if to is ReportStatus.PUBLISHED:
        guide.check_now()
        missing += [
            f"{each.rule}: {each.message}"
            for each in guide.findings
            if each.step == "report" and each.level == "must"
        ]
    if missing and not reason:
        return f"{' '.join(dict.fromkeys(missing))} A reason below goes on without."
    if missing:
        puts.append(("progress.report.override", reason))
    trouble = guide.attempt(puts, "")
    if trouble is None:
        now = session.record.report
        guide.say(f"The report is {words(now.status)} now, version {now.version}.")
        guide.autosave.soon(0)
    return trouble
