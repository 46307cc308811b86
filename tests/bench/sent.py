"""What goes over the line: bytes of pmtui, against those that Textual would send."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench.place import Place, examples
from tests.bench.table import Line
from tests.bench.terminal import Terminal

PAUSE, LONG = 0.3, 1.2
"""Seconds of silence after which a key, and a new page, have had their effect."""

Bytes = Callable[[Terminal], float]


def keys(text: str, pause: float = PAUSE) -> Bytes:
    """The median of what each of these keys costs."""

    def cost(program: Terminal) -> float:
        return median(once(letter, pause)(program) for letter in text)

    return cost


def once(text: str, pause: float = LONG) -> Bytes:
    """What keys in one write cost."""

    def cost(program: Terminal) -> float:
        program.write(text)
        return program.quiet(pause)

    return cost


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done on a page, by keys that are typed before and by those that are measured.

    `limit` is the highest part of Textual's bytes that it may cost.
    """

    what: str
    page: str
    before: str
    cost: Bytes
    limit: float


DOINGS = (
    Doing("a key in a line of text", "impact", "", keys("we saw what"), 0.15),
    Doing("a key in prose", "report", "", keys("we saw what nobody"), 0.15),
    Doing("Tab", "impact", "", keys("\t" * 6), 0.15),
    Doing("another page", "impact", "", once("\x1b[19~"), 0.4),
    Doing("an entry of the timeline", "analysis", "16:40 note: x", once("\r"), 0.8),
    Doing(
        "a key in the filter",
        "analysis",
        "\x1b",
        lambda it: once("/")(it) and keys("gate")(it),
        0.4,
    ),
)


def measure(place: Place) -> list[Line]:
    """The largest example at 100 by 30, with each of the two outputs."""
    record = examples()[-1]
    lines = []
    for number, doing in enumerate(DOINGS):
        library = place.library(f"line-{number}", [record])
        costs = []
        for output in ("changes", "plain"):
            folder = place.folder / output / "pmtui"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "config.toml").write_text(f'output = "{output}"\n')
            env = {**place.env, "XDG_CONFIG_HOME": str(folder.parent)}
            command = place.pmtui(library, "open", record.id, "--step", doing.page)
            with Terminal(command, 100, 30, env) as program:
                program.seen("Esc  Out", program.began)
                program.quiet(LONG)
                once(doing.before)(program)
                costs.append(doing.cost(program))
        lines.append(Line(f"sent for {doing.what}", costs[0], costs[1], doing.limit, "B"))
    return lines
