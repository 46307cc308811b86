"""The boxes of the why tree in which one of a list is picked or something is read."""

from collections.abc import Callable, Sequence

from pmtui.commands import key_of
from pmtui.edits import Put
from pmtui.guide import entry
from pmtui.guide.entry import why_line
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.lenses import LENSES
from pmtui.guide.lines import line
from pmtui.guide.threads import offers
from pmtui.model import address
from pmtui.model.cause_paths import aloud, paths
from pmtui.model.errors import PmtuiError
from pmtui.model.factors import Thread
from pmtui.model.kinds import ThreadKind
from pmtui.screens.dialogs import Answers, AskDialog, PickDialog, Question, TextDialog
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row
from pmtui.widgets.why_tree import WhyTree

OTHER = "another"
"""The line that stands for a question of one's own."""

Line = tuple[str, str, str]
"""What may be picked: its key, what stands before it, its words."""


def _pick(tree: WhyTree, title: str, lines: Sequence[Line], then: Callable[[str], None]) -> None:
    """Let one of some lines be picked; words typed narrow them."""

    def rows(typed: str) -> list[Row]:
        wanted = typed.casefold().split()
        return [
            Row(key, ((f"{before} ", "dim"), (text, "")))
            for key, before, text in lines
            if all(word in f"{before} {text}".casefold() for word in wanted)
        ]

    tree.app.push_screen(PickDialog(title, rows, then))


def _causes(tree: WhyTree, without: set[str]) -> list[Line]:
    return [
        (cause.id, cause.id, cause.statement or "")
        for cause in tree.session.record.causes
        if cause.id not in without
    ]


def _change(tree: WhyTree, make: Callable[[], Sequence[Put]], said: str) -> None:
    """Make a change of the graph; a circle is refused with the way that shows it."""
    try:
        puts = make()
    except PmtuiError as error:
        tree.post_message(Problem(str(error)))
    else:
        tree.change(puts, f"{said} {key_of('undo')} takes it back.")


def pick_evidence(tree: WhyTree, key: str) -> None:
    """Attach evidence to a cause, or take off what is attached."""
    record, where = tree.session.record, f"causes.{key}.evidence"
    held: tuple[str, ...] = address.get(record, where)
    lines = [
        (
            each.id,
            f"{'✓' if each.id in held else ' '} {each.id}",
            line(record, "prep.evidence", each),
        )
        for each in record.prep.evidence
    ]

    def then(picked: str) -> None:
        off = picked in held
        after = tuple(each for each in held if each != picked) if off else (*held, picked)
        done = "taken off" if off else "attached to"
        tree.change([(where, after)], f"{picked} {done} {key}. {key_of('undo')} takes it back.")

    _pick(tree, f"Evidence for {key} (✓ is attached; Enter attaches or takes off)", lines, then)


def pick_link(tree: WhyTree, key: str) -> None:
    """Let a cause that is there already lead to another one, too."""

    def then(picked: str) -> None:
        said = f"{picked} leads to {key}, too."
        _change(tree, lambda: why_line.link(tree.session.record, picked, key), said)

    _pick(tree, f"Which cause leads to {key}, too?", _causes(tree, {key}), then)


def pick_move(tree: WhyTree, key: str) -> None:
    """Move a cause below another one; what is below it goes with it."""
    old = tree.lines.above.get(key, "")

    def then(picked: str) -> None:
        said = f"{key} leads to {picked} now."
        _change(tree, lambda: why_line.move(tree.session.record, key, old, picked), said)

    _pick(tree, f"Move {key} below", _causes(tree, {key, old}), then)


def read_aloud(tree: WhyTree, key: str) -> None:
    """Read each way from a cause up to the effect."""
    ways = paths(tree.session.record, key)
    text = "\n\n".join(aloud(way) for way in ways)
    tree.app.push_screen(TextDialog(f"From {key} to the effect: does each line follow?", text))


def pick_lens(tree: WhyTree, key: str) -> None:  # noqa: ARG001
    """Choose another way of looking; nothing that is recorded changes."""
    lenses = {lens.name: lens for lens in LENSES}
    lines = [(lens.name, f"{lens.name:<13}", lens.adds) for lens in LENSES]
    _pick(tree, "Ways of looking", lines, lambda name: tree.look_through(lenses[name]))


def show_seen(tree: WhyTree, key: str) -> None:
    """Show the earlier causes that read like these."""
    from pmtui.screens.guide import open_guide
    from pmtui.screens.root_cause import RootCausePage
    from pmtui.screens.seen_before import SeenBeforeDialog

    guide = open_guide(tree.app)
    page = next((each for each in tree.ancestors if isinstance(each, RootCausePage)), None)
    if guide is None or page is None:
        return
    try:
        matches = page.seen.fresh()
    except PmtuiError as error:
        tree.post_message(Problem(str(error)))
    else:
        tree.app.push_screen(SeenBeforeDialog(guide, matches, key))


def pick_thread(tree: WhyTree, key: str) -> None:  # noqa: ARG001
    """Begin one of the threads that the record asks for, or another one."""
    found = {offer.kind: offer for offer in offers(tree.session.record)}
    if not found:
        _ask_thread(tree)
        return
    lines = [(kind.value, f"{kind:<13}", offer.question) for kind, offer in found.items()]

    def then(picked: str) -> None:
        if picked == OTHER:
            tree.call_later(_ask_thread, tree)
            return
        offer = found[ThreadKind(picked)]
        number = address.next_id(tree.session.record, "threads")
        thread = Thread(id=number, kind=offer.kind, question=offer.question)
        if tree.change(
            [(f"threads.{number}", thread)], f"{number} begins. {key_of('undo')} takes it back."
        ):
            tree.type_under(number)

    _pick(tree, "A new thread", [*lines, (OTHER, "another", "question")], then)


def _ask_thread(tree: WhyTree) -> None:
    """Ask for a question of one's own."""

    def begin(answers: Answers) -> str | None:
        record, now = tree.session.record, tree.session.now()
        try:
            puts = entry.parse_entry(record, "threads", answers["question"], now=now)
            tree.session.seal()
            tree.session.apply(puts)
        except PmtuiError as error:
            return str(error)
        tree.call_later(tree.type_under, puts[0][0].rpartition(".")[2])
        return None

    question = Question("question", "Question", hint=EXAMPLES["threads"])
    tree.app.push_screen(AskDialog("A new thread", [question], begin, tree.session))
