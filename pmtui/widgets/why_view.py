"""What the why tree shows: what is in hand, the causes of every thread, one of them in full."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Label

from pmtui.commands import key_of, with_keys
from pmtui.guide.lenses import GUIDE, Lens
from pmtui.guide.threads import offers
from pmtui.guide.why import circle_line, coverage_words, place_words, together_words
from pmtui.model import address
from pmtui.model.factors import Stop
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.read_line import ReadLine
from pmtui.widgets.rows import Row, Rows
from pmtui.widgets.why_entry import HINT, CauseEntry
from pmtui.widgets.why_rows import WhyRows

if TYPE_CHECKING:  # the rules are imported after the first page is to be seen
    from pmtui.guide.checks import Finding


class WhyView(DetailedPanel):
    """The causes of every thread, each below what it leads to."""

    EMPTY = "Type what happened to whom, then Enter: it is the first effect to explain."

    def __init__(self, session: Session, list_address: str, title: str) -> None:
        super().__init__(session, list_address, title)
        self.lens: Lens = GUIDE
        self.folded: set[str] = set()
        self.lines = WhyRows()
        self.findings: dict[str, list[str]] = {}
        """What the checks say of each cause; quiet until `findings_shown`."""
        self.seen: Mapping[str, int] = {}
        """How many earlier causes each reads like that nobody has judged."""
        self.findings_shown = False
        self._asked: tuple[str, int] = ("", 0)
        self._together: tuple[Postmortem | None, str] = (None, "")

    def compose(self) -> ComposeResult:
        """Where one is, coverage or circle, question, entry line, what it asks, causes, a cause."""
        title, entry, *rest = super().compose()
        yield title
        yield Label("", markup=False, classes="coverage")
        yield Label("", markup=False, classes="under")
        yield from (entry, ReadLine(), *rest)
        yield Label("", markup=False, classes="together")

    def make_entry(self) -> EntryLine:
        """The entry line."""
        return CauseEntry(self.session, self)

    @property
    def entry(self) -> CauseEntry:
        """The entry line."""
        return self.query_one(CauseEntry)

    @property
    def key(self) -> str:
        """The selected cause or thread."""
        return self.rows.key

    def stop(self, cause_id: str, stop: Stop) -> None:
        """End the questions at a cause."""
        raise NotImplementedError

    def make_rows(self) -> list[Row]:
        """The threads with their causes, then causes that belong to none."""
        return self.lines.make(self.session.record, self.folded, self.findings.keys(), self.seen)

    def show_value(self) -> None:
        """Show the tree, what it covers, and what is in hand."""
        self.rows.show(self.make_rows())
        if self.entry.adding:  # at once, so that it is drawn with the rows and not after them
            self.select(self.entry.adding)
        coverage, circle = self.query_one(".coverage", Label), circle_line(self.session.record)
        words = " · ".join(filter(None, (self._seen_words(), coverage_words(self.session.record))))
        coverage.update(circle or words, layout=False)
        coverage.set_class(bool(circle), "circle")
        self.show_place()
        self.show_detail()

    def show_findings(self, findings: "Sequence[Finding]") -> None:
        """Mark the causes of which the checks have something to say."""
        found: dict[str, list[str]] = defaultdict(list)
        for finding in findings:
            kind, _, rest = finding.address.partition(".")
            if kind == "causes" and rest:
                said = f"{finding.rule} ({finding.level}): {finding.message}"
                found[rest.partition(".")[0]].append(said)
        if found != self.findings:
            self.findings = dict(found)
            self.rows.show(self.make_rows())
            self.show_detail()

    def show_seen(self, seen: Mapping[str, int]) -> None:
        """Mark the causes that read like earlier ones."""
        if seen != self.seen:
            self.seen = dict(seen)
            self.show_value()

    def _seen_words(self) -> str:
        """How many earlier causes wait to be judged, and the key, in few cells."""
        count = sum(self.seen.values())
        return f"{count} seen before: {key_of('tree.seen')}" if count else ""

    def show_place(self) -> None:
        """Say where one is, what the next answer leads to, and what is needed together."""
        entry = self.entry
        if not self._there(entry.under):
            entry.under = self._first_in_hand()
        known = entry.under
        if self._asked[0] != known:
            self._asked = (known, 0)
        way = self.lines.path(self.key if self.rows.has_focus and self.key else known)
        room = self.content_size.width or self.app.size.width
        said = place_words([each for each in way if each], len(self.lines.open), room)
        self.query_one(".title", Label).update(said, layout=False)
        self.query_one(".under", Label).update(one_line(self._question(known)))
        entry.placeholder = with_keys(HINT) if known else self.EMPTY
        self.query_one(ReadLine).words = entry.question or self._offered()
        self._show_together(way[0])
        if entry.has_focus:
            self.session.stand("root_cause", entry.stands)

    def _there(self, key: str) -> bool:
        """Whether there is such a cause or thread."""
        record = self.session.record
        parent = "threads" if key.startswith("w") else "causes"
        return address.get_item(record, f"{parent}.{key}") is not None

    def _first_in_hand(self) -> str:
        """The root of the first thread that has one, else the first thread."""
        threads = self.session.record.threads
        keys = [thread.root for thread in threads] + [thread.id for thread in threads]
        return next((key for key in keys if key and self._there(key)), "")

    def _question(self, known: str) -> str:
        """What is asked of the cause or thread in hand: what made it possible, then the lens."""
        number, questions = self._asked[1], self.lens.questions
        if not known:
            return ""
        if known.startswith("w"):
            return f"{address.get(self.session.record, f'threads.{known}.question') or known}"
        statement = address.get(self.session.record, f"causes.{known}.statement") or ""
        if not number:
            return f"What made {known} possible? {statement}"
        return f"{questions[(number - 1) % len(questions)]} {known}: {statement}"

    def _offered(self) -> str:
        """The thread that the record asks for next, once there is a tree."""
        record = self.session.record
        found = offers(record) if len(record.causes) > 1 else ()
        return f"{key_of('tree.thread')} asks, too: {found[0].question}" if found else ""

    def _show_together(self, thread_id: str) -> None:
        """Say what was needed together in a thread; reckoned once for each state of the record."""
        record = self.session.record
        if self._together[0] is record and self._together[1] == thread_id:
            return
        self._together = (record, thread_id)
        sentences = list(together_words(record, thread_id).values())
        more = f" {len(sentences) - 1} more: {thread_id}." if len(sentences) > 1 else ""
        label = self.query_one(".together", Label)
        label.update(sentences[0] + more if sentences else "")
        label.display = bool(sentences)

    def on_resize(self) -> None:
        """Fit what is in hand to the new width."""
        self.show_place()

    def on_rows_moved(self, _event: Rows.Moved) -> None:
        """Say where one is now; `DetailedPanel` writes the cause out."""
        self.show_place()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The room goes to the question while somebody types, to the causes otherwise."""
        for asking in self.query(".under, ReadLine"):
            asking.display = self.entry.has_focus
        self.show_place()

    def details_beside(self, focused: Widget) -> bool:
        """The selected cause is written out while one moves in the tree."""
        return focused is self.rows

    def select(self, key: str) -> None:
        """Select a cause or thread; what hides it is unfolded."""
        hiding = self.folded.intersection(self.lines.path(key)[:-1])
        if hiding:
            self.folded -= hiding
            self.rows.show(self.make_rows(), key)
        self.rows.select(key)

    def type_under(self, key: str) -> None:
        """Go to the entry line, with a cause or thread in hand."""
        self.screen.set_focus(self.entry)
        self.entry.turn(key)

    def ask_on(self) -> None:
        """Show the next question about the cause in hand."""
        self._asked = (self.entry.under, self._asked[1] + 1)
        self.show_place()

    def look_through(self, lens: Lens) -> None:
        """Ask the questions of another way of looking, from its first on."""
        self.lens = lens
        self._asked = (self.entry.under, 0)
        self.screen.set_focus(self.entry)
        self.ask_on()

    def selected(self) -> str | None:
        """The address of the selected thread or cause."""
        parent = "threads" if self.key.startswith("w") else "causes"
        return f"{parent}.{self.key}" if self.key else None

    def detail(self) -> Text:
        """The selected cause in full; for a thread, the other sets that were needed together."""
        if self.key.startswith("w"):
            sets = list(together_words(self.session.record, self.key).values())
            return Text("\n".join(sets[1:]))
        found = self.findings.get(self.key, ()) if self.findings_shown else ()
        return Text("\n").join(
            [*(Text(one_line(each), "bold") for each in found), super().detail()]
        )
