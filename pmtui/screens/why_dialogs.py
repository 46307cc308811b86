"""The boxes of the why tree in which something is typed or chosen: stop, words, lines, delete."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.widgets import TextArea

from pmtui.commands import key_of, with_keys
from pmtui.edits import deletion
from pmtui.guide import values
from pmtui.guide.lines import person, words
from pmtui.guide.stops import ALL_THREE, CHANGEABLE, EVIDENCE, ending, evidence_question
from pmtui.guide.why import hanging
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import StopReason
from pmtui.model.lacking import lacking
from pmtui.model.story import OpenQuestion
from pmtui.screens.dialogs import Answers, AskDialog, Dialog, Question
from pmtui.widgets.answer import typed_value, typed_values
from pmtui.widgets.line_input import pasted
from pmtui.widgets.prose_area import ProseArea
from pmtui.widgets.why_tree import WhyTree

YES_OR_NO = ("yes", "no")


def ask_stop(tree: WhyTree, key: str) -> None:
    """Ask why the questions end at a cause."""
    cause = _cause(tree, key)
    where = f"causes.{key}.stop"

    def then(answers: Answers) -> str | None:
        try:
            parts = typed_values(tree.session, where, answers)
        except PmtuiError as error:
            return str(error)
        tree.call_later(end, tree, key, Stop(**parts))
        return None

    questions = [
        Question("reason", "Reason", words(cause.stop.reason), tuple(StopReason)),
        Question(
            "note",
            "Note",
            cause.stop.note or "",
            hint="what makes this the end",
            where=f"{where}.note",
        ),
        Question("ref", "Risk or proof", cause.stop.ref or "", hint="k1, e3, q2"),
    ]
    tree.app.push_screen(AskDialog(f"Stop at {key}", questions, then, tree.session))


def end(tree: WhyTree, key: str, stop: Stop) -> None:
    """End the questions at a cause; what the reason needs besides is asked."""
    ask = _ASKED.get(stop.reason) if stop.reason else None
    if ask is None:
        _put_stop(tree, key, stop)
        return
    if stop.note or stop.ref:  # kept, also when the answer is no
        said = replace(stop, reason=_cause(tree, key).stop.reason)
        tree.change([(f"causes.{key}.stop", said)], "")
    ask(tree, key, stop)


def _ask_whether_changeable(tree: WhyTree, key: str, stop: Stop) -> None:
    def then(answers: Answers) -> str | None:
        if any(answer != "yes" for answer in answers.values()):
            return with_keys(
                "It takes three times yes. Else {box.close}: ask on, or choose another reason."
            )
        _put_stop(tree, key, stop)
        return None

    asked = [Question(name, text, "", YES_OR_NO) for name, text in CHANGEABLE.items()]
    tree.app.push_screen(AskDialog(f"Systemic and changeable: {key}", asked, then))


def _ask_for_evidence(tree: WhyTree, key: str, stop: Stop) -> None:
    """Make the open question that the evidence comes with, or go on with the one that is named."""
    record = tree.session.record
    old = evidence_question(record, _cause(tree, key), stop)

    def then(answers: Answers) -> str | None:
        found = evidence_question(tree.session.record, _cause(tree, key), stop)
        try:
            parts = typed_values(tree.session, f"open_questions.{found.id}", answers)
        except PmtuiError as error:
            return str(error)
        question = replace(found, **parts)
        if lacking(question, answers):
            return ALL_THREE
        _put_stop(tree, key, stop, question)
        return None

    known = {
        "text": old.text or "",
        "asked_of": person(record, old.asked_of),
        "due": words(old.due),
    }
    asked = [
        Question(name, label, known[name], hint=hint) for name, (label, hint) in EVIDENCE.items()
    ]
    tree.app.push_screen(AskDialog(f"Evidence for {key}", asked, then, tree.session))


_ASKED = {
    StopReason.SYSTEMIC_AND_CHANGEABLE: _ask_whether_changeable,
    StopReason.NEEDS_EVIDENCE: _ask_for_evidence,
}
"""The box that a reason opens before it is put (guide, 3.2)."""


def _put_stop(tree: WhyTree, key: str, stop: Stop, question: OpenQuestion | None = None) -> None:
    """Put the stop and what belongs to it as one step of undo."""
    puts, said = ending(tree.session.record, key, stop, question)
    tree.change(puts, f"{said} {with_keys('{undo} takes it back.')}")


def ask_words(tree: WhyTree, key: str, field: str, title: str, hint: str) -> None:
    """Ask for the words of one field of a cause."""
    where = f"causes.{key}.{field}"

    def then(answers: Answers) -> str | None:
        value = typed_value(tree.session, where, answers[field])
        tree.change([(where, value)], f"{key} is changed. {key_of('undo')} takes it back.")
        return None

    known = values.show(tree.session.record, where)
    question = Question(field, "In words", known, hint=hint, where=where)
    tree.app.push_screen(AskDialog(title, [question], then, tree.session))


def ask_mechanism(tree: WhyTree, key: str) -> None:
    """Ask how a cause leads to what is above it."""
    above = words(_cause(tree, key).parents) or "the effect"
    ask_words(tree, key, "leads_to", f"How does {key} lead to {above}?", "by which mechanism")


def ask_sense(tree: WhyTree, key: str) -> None:
    """Ask what made a cause sensible at the time."""
    title = f"What made {key} sensible, normal or invisible at the time?"
    ask_words(tree, key, "made_sense", title, "how it looked from inside")


def ask_delete(tree: WhyTree, key: str) -> None:
    """Delete a cause or thread; where others hang on it, say what becomes of them and ask."""
    where = f"threads.{key}" if key.startswith("w") else f"causes.{key}"
    below, heirs = hanging(tree.session.record, where)

    def delete(answers: Answers) -> str | None:
        if answers.get("below", heirs) != heirs:
            return None
        puts = deletion(tree.session.record, where)
        moved = f" {words(below)}: {heirs}." if below else ""
        tree.change(puts, f"{key} deleted.{moved} {key_of('undo')} brings it back.")
        return None

    if not below:
        delete({})
        return
    question = Question("below", words(below), heirs, (heirs, "nothing is deleted"))
    tree.app.push_screen(AskDialog(f"Delete {key}? What is below it:", [question], delete))


class LinesArea(ProseArea):
    """Lines; Enter on an empty one is the end. A paste is taken line by line."""

    def __init__(self, text: str, finish: Callable[[], None]) -> None:
        super().__init__(text, "one cause a line")
        self._finish = finish

    def on_key(self, event: events.Key) -> None:
        """Finish with Enter on an empty line."""
        row, _ = self.cursor_location
        if event.key == "enter" and not self.document.get_line(row).strip():
            event.stop()
            event.prevent_default()
            self._finish()

    def on_paste(self, event: events.Paste) -> None:
        """Take the line ends of every terminal."""
        event.stop()
        event.prevent_default()
        self.insert(pasted(event.text))


class LinesDialog(Dialog):
    """Several causes at once, one a line. What is typed is a draft until they are added."""

    FOOT = "Enter on an empty line adds them · {box.close} closes, the lines are kept"

    def __init__(self, tree: WhyTree, key: str) -> None:
        super().__init__()
        self.title = f"What made {key} possible? One cause a line"
        self._tree, self._key, self._place = tree, key, f"+causes.{key}"

    def body(self) -> ComposeResult:
        """The lines."""
        yield LinesArea(self._tree.session.drafts.get(self._place, ""), self._finish)

    def on_mount(self) -> None:
        """Type at the end of what was kept."""
        area = self.query_one(LinesArea)
        self.set_focus(area)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep each key."""
        self._tree.session.draft(self._place, event.text_area.text)

    def _finish(self) -> None:
        """Add each line below the cause."""
        text = self.query_one(LinesArea).text
        self._tree.session.draft(self._place, "")
        self.dismiss()
        self._tree.type_under(self._key)
        if text.strip():
            self._tree.entry.take_lines(text)


def ask_several(tree: WhyTree, key: str) -> None:
    """Type several causes below one."""
    tree.app.push_screen(LinesDialog(tree, key))


def _cause(tree: WhyTree, key: str) -> Cause:
    cause: Cause = address.get(tree.session.record, f"causes.{key}")
    return cause
