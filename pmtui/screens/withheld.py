"""The box that shows what the report for customers leaves out, and in which it is decided on."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from pmtui.commands import with_keys
from pmtui.exporters.preview import Preview, becomes, preview, reason, shown_words
from pmtui.exporting import private_names
from pmtui.guide.context import person
from pmtui.guide.outside.decisions import KEEP, REMOVE, REPLACE, deciding, forgetting
from pmtui.guide.outside.taking_out import Taken
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import Answers, AskDialog, Dialog, Question
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen


class WithheldDialog(Dialog):
    """A row for everything that was taken out, then one for each field that is held back."""

    KIND = "withheld box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("withheld"))
    TITLE = "What customers do not read"
    FOOT = (
        "{withheld.keep} stays · {withheld.remove} goes · {withheld.replace} other words · "
        "{withheld.forget} as usual · {withheld.seen} all seen · {rows.choose} goes there"
    )

    def __init__(self, guide: "GuideScreen") -> None:
        super().__init__()
        self.title = self.TITLE
        self._guide = guide
        self._found = Preview((), ())

    def body(self) -> ComposeResult:
        """The rows."""
        yield Rows("nothing has to be left out")

    def on_mount(self) -> None:
        """Look at the report as it would be now."""
        self._show()
        self.set_focus(self.query_one(Rows))

    def _show(self) -> None:
        session = self._guide.session
        self._found = preview(session.record, private_names(session.library))
        taken = [_row(str(number), each) for number, each in enumerate(self._found.taken)]
        held = [
            Row(each.address, ((f"{each.address}  ", ""), (f"held back: {each.why}", "dim")))
            for each in self._found.held_back
        ]
        self.query_one(Rows).show([*taken, *held])

    def _selected(self) -> Taken | None:
        key = self.query_one(Rows).key
        return self._found.taken[int(key)] if key.isdecimal() else None

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close, and go to the field."""
        event.stop()
        taken = self._selected()
        where = taken.field if taken else event.key
        self.dismiss()
        self._guide.call_later(self._guide.go_to, "report", where)

    def action_withheld_keep(self, everywhere: bool = False) -> None:
        """Let the words stay, in this field or in all."""
        self._decide(KEEP, everywhere=everywhere)

    def action_withheld_remove(self, everywhere: bool = False) -> None:
        """Take the words out without others in their place."""
        self._decide(REMOVE, everywhere=everywhere)

    def action_withheld_replace(self) -> None:
        """Ask for the words that stand in their place, everywhere."""
        if (taken := self._selected()) is None:
            return

        def then(answers: Answers) -> str | None:
            return self._decide(REPLACE, everywhere=True, instead=answers["words"], taken=taken)

        question = Question("words", "Write", taken.instead)
        self.app.push_screen(AskDialog(f"Instead of {shown_words(taken)}", [question], then))

    def action_withheld_forget(self) -> None:
        """Take the decision back; what is usual counts again."""
        if (taken := self._selected()) is not None:
            self._apply(forgetting(self._guide.session.record, taken.words, taken.field))

    def action_withheld_seen(self) -> None:
        """Note that somebody went through all of it."""
        now = self._guide.session.now()
        if self._apply([("report.redaction_review_at", now)]) is None:
            self.say("Noted: this was gone through now.")

    def _decide(
        self,
        decision: str,
        *,
        everywhere: bool,
        instead: str | None = None,
        taken: Taken | None = None,
    ) -> str | None:
        """Keep a decision on the selected words; the sentence of what is in the way, or None."""
        session = self._guide.session
        if (taken := taken or self._selected()) is None:
            self.say(with_keys("This field is held back as a whole: {visibility} on it tells it."))
            return None
        try:
            puts = deciding(
                session.record,
                taken.words,
                decision,
                kind=taken.kind,
                field=None if everywhere else taken.field,
                instead=instead,
                by=person(session.record, session.who),
                at=session.now(),
            )
        except PmtuiError as error:
            self.say(str(error))
            return str(error)
        return self._apply(puts)

    def _apply(self, puts: list[tuple[str, Any]]) -> str | None:
        trouble = self._guide.attempt(puts, with_keys("Decided. {undo} takes it back."))
        self.say(trouble or "")
        self._show()
        return trouble


def _row(key: str, taken: Taken) -> Row:
    look = "warn" if taken.undecided or taken.kind == "secret" else "strong"
    return Row(
        key,
        (
            (f"{shown_words(taken)} ", ""),
            (f"{becomes(taken)}  ", look),
            (f"{taken.field}  {reason(taken)}", "dim"),
        ),
    )
