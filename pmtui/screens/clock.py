"""The meeting clock on the screen: its words in the top line, F6, and the page that is on."""

from collections.abc import Callable, Sequence

from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from pmtui.commands import key_of, with_keys
from pmtui.edits import Put
from pmtui.guide import meeting
from pmtui.guide.meeting import LEVELS, Level
from pmtui.guide.walk import Walk, is_read_out, seen
from pmtui.model.meeting import MINUTE
from pmtui.model.text import one_line
from pmtui.session import Session
from pmtui.widgets.clock_bar import ClockBar


class MeetingClock:
    """Shows the clock of the record and changes it.

    `show` draws the top line again, `say` shows a sentence, `check` looks at the rules again. One
    timer runs while the clock runs, to the next minute that passes; nothing is written to the
    record by it. The bell is rung only for those who asked for it (`pmtui config bell on`).
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        *,
        show: Callable[[], None],
        say: Callable[[str], None],
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._screen = screen
        self._session = session
        self._show = show
        self._say = say
        self._check = check
        self._timer: Timer | None = None
        self._level: Level | None = None
        self._before: Widget | None = None
        self._walk: Walk | None = None
        self._read_out = False

    def walk(self) -> Walk | None:
        """What was seen of the meeting's walk through the timeline, up to now."""
        self._walk = seen(self._session.record, self._session.now(), self._walk)
        return self._walk

    def words(self) -> tuple[str, Level]:
        """The clock for the top line; looks to it that the next minute is shown, too."""
        now = meeting.where(self._session.record, self._session.now())
        if now.running and self._timer is None:
            self._timer = self._screen.set_timer(meeting.until_next(now), self._tick)
        elif not now.running and self._timer is not None:
            self._timer.stop()
            self._timer = None
        words, level = meeting.words(now)
        known, self._level = self._level, level
        if known is not None and now.running and LEVELS.index(level) > LEVELS.index(known):
            self._ring()
        return words, level

    def turn(self, page: str) -> None:
        """Another page is shown: the time goes to its block from now on."""
        session = self._session
        if not session.read_only:
            self._put(meeting.turn(session.record, page, session.now(), session.who))

    async def press(self, page: str) -> None:
        """Start the clock on a page or go on; while it runs, ask what to do."""
        session = self._session
        if session.read_only:
            self._say("This postmortem is open to read only: its clock is changed elsewhere.")
        elif (now := meeting.where(session.record, session.now())).running:
            await self._ask()
        else:
            self._put(meeting.start(session.record, page, session.now(), session.who))
            began = "The clock goes on." if now.began else "The clock runs, and follows the pages."
            self._say(f"{began} {key_of('clock')} asks: pause, or {meeting.STEP} minutes more.")

    def choose(self, what: str) -> None:
        """Do what was chosen on the line, and go back to where the focus was."""
        session = self._session
        if self._before is not None and self._before.is_attached:
            self._screen.set_focus(self._before)
        if what == "pause":
            self._put(meeting.pause(session.record, session.now(), session.who))
            self._say(with_keys("The clock is paused. {clock} goes on."))
        elif what == "more":
            self._more()
        self._screen.query(ClockBar).remove()

    async def _ask(self) -> None:
        """Show the line that asks; it takes the focus and gives it back."""
        self._before = self._screen.focused
        bar = ClockBar(
            f"The clock runs. {key_of('clock.pause')} pause · {self._offer()} · "
            f"{key_of('clock.out')} back"
        )
        await self._screen.mount(bar, before="#prompt")
        self._screen.set_focus(bar)

    def _offer(self) -> str:
        """What + does now."""
        source = meeting.giver(meeting.where(self._session.record, self._session.now()))
        if source is None:
            return f"no block can give {meeting.STEP} min"
        name = one_line(source.block.name or "a block")
        left = source.left // MINUTE
        return f"{key_of('clock.more')} {meeting.STEP} min, taken from {name} ({left} min left)"

    def _more(self) -> None:
        """Move minutes, as a step that u takes back."""
        record, at = self._session.record, self._session.now()
        now = meeting.where(record, at)
        taker, source = now.block, meeting.giver(now)
        if taker is None or source is None:
            self._say(f"No other block has {meeting.STEP} minutes left that could be taken.")
            return
        self._session.seal()
        self._session.apply(meeting.more(record, at))
        self._session.seal()
        self._say(
            f"{taker.block.name} has {meeting.STEP} min more, taken from {source.block.name}. "
            f"{key_of('undo')} takes it back."
        )
        self._show()

    def _put(self, puts: Sequence[Put]) -> None:
        """Change the record, which undo does not take back: it happened."""
        if puts:
            self._session.apply(puts, to_undo=False)
            self._stop()
            self._show()

    def _tick(self) -> None:
        self._timer = None
        if self._screen.is_attached:
            self._show()
            record, walk = self._session.record, self.walk()
            read_out = walk is not None and is_read_out(record, walk)
            if read_out != self._read_out:
                self._read_out = read_out
                self._check()

    def _stop(self) -> None:
        """Forget the next minute; showing the clock finds it anew."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _ring(self) -> None:
        """Ring once, where the user has asked for it."""
        from pmtui.configuration import is_on

        if is_on("bell"):
            self._screen.app.bell()
