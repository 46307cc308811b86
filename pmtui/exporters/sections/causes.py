"""The section on the causes, and the appendix with the whole tree."""

from collections.abc import Iterator

from pmtui.exporters.blocks import (
    Block,
    Branch,
    Bullet,
    Bullets,
    Facts,
    Paragraph,
    Section,
    Table,
    Tree,
)
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, filled, say, word
from pmtui.exporters.sections.actions import not_any_more
from pmtui.guide.why import GATES, together_words
from pmtui.model import causes as graph
from pmtui.model.effects import short_on
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import CauseRole, Confidence
from pmtui.model.postmortem import Postmortem

_ROLES = {
    CauseRole.TRIGGER: "TRIGGER ",
    CauseRole.LATENT: "latent ",
    CauseRole.AGGRAVATING: "longer/larger ",
    CauseRole.HYPOTHESIS: "hypothesis ",
}
_TERMS = (
    ("Trigger", "the event that started the visible sequence; it is not the root cause"),
    ("Contributing", "made the effect possible, likelier, larger or longer"),
    ("Latent", "had been there for a while without a visible effect"),
    ("Needed together", "taking away any one of these breaks the path"),
    ("Systemic and changeable", "would act on others too, and we can change it"),
)
_METHOD = (
    "Each line was asked what it took for the line above it to happen. A line may take several "
    "conditions and may stand in several trees; no single one is the root cause. The questions end "
    "at a condition that is systemic and changeable, outside our control or an accepted risk, or "
    "where nothing more is known. What was needed together follows from how the lines combine. "
    "Intervals are counted between the two milestones that they name; what is not known is left "
    "open and never counted as nothing."
)


def causes_section(say_it: Phrases) -> Section:
    """What was needed together, where it can be changed, what was ruled out."""
    record = say_it.record
    blocks: list[Block] = _together(record) + _conditions(record)
    if record.causal.trigger_kind:
        blocks.append(Facts((("Kind of trigger", word(record.causal.trigger_kind)),)))
    if record.causal.mitigating:
        lines = tuple(Bullet(each) for each in record.causal.mitigating if filled(each))
        blocks += [Heading("What kept it from being worse"), Bullets(lines)]
    if record.causal.barriers:
        rows = tuple(
            (say(each.name, NOT_KNOWN), say(each.layer, NOT_KNOWN), word(each.state))
            for each in record.causal.barriers
        )
        anchors = tuple(f"causal.barriers.{each.id}" for each in record.causal.barriers)
        head = ("Barrier", "Layer", "On the day")
        blocks += [Heading("Barriers"), Table("Barriers", head, rows, anchors)]
    if out := graph.ruled_out(record):
        found = (cause for cause in record.causes if cause.id in out)
        lines = tuple(Bullet(_ruled_out(cause), 0, f"causes.{cause.id}") for cause in found)
        blocks += [Heading("Ruled out"), Bullets(lines)]
    if filled(record.causal.no_trigger_reason):
        blocks.append(Paragraph(f"No trigger was found: {say(record.causal.no_trigger_reason)}"))
    return Section("Root and contributing causes", "causes", tuple(blocks))


def tree_section(say_it: Phrases) -> Section:
    """Every thread as a tree, how each cause leads to the next, and the terms."""
    record = say_it.record
    blocks: list[Block] = []
    for thread in record.threads:
        rows = graph.outline(record, thread.id, with_ruled_out=False)
        if rows:
            blocks += [Heading(_question(thread)), _tree(record, rows)]
    out = graph.ruled_out(record)
    if stray := [cause for cause in graph.strays(record) if cause.id not in out]:
        lines = tuple(Bullet(_line(cause), 0, f"causes.{cause.id}") for cause in stray)
        blocks += [Heading("In no thread"), Bullets(lines)]
    if rejected := [cause for cause in record.causes if cause.confidence is Confidence.REJECTED]:
        blocks += [Paragraph(f"Ruled out: {_ruled_out(cause)}") for cause in rejected]
    ends = {leaf.id for leaf in graph.leaves(record)} - out
    if how := [each for cause in record.causes for each in _explained(cause, cause.id in ends)]:
        blocks += [Heading("How each leads to the next"), Bullets(tuple(how))]
    if blocks:
        blocks += [Heading("Terms"), Facts(_TERMS), Heading("Method"), Paragraph(_METHOD)]
    return Section("Appendix: tree of causes", "threads", tuple(blocks))


def _together(record: Postmortem) -> list[Block]:
    """One sentence a minimal set, with the conditions it names."""
    words = {cause.id: say(cause.statement, "(no statement)") for cause in record.causes}
    lines: list[Bullet] = []
    for thread in record.threads:
        sets = together_words(record, thread.id)
        if sets:
            lines.append(Bullet(_question(thread)))
        for together, sentence in sets.items():
            lines.append(Bullet(sentence, 1))
            lines += [Bullet(f"{each} {words[each]}", 2) for each in together]
    return [Bullets(tuple(lines))] if lines else []


def _conditions(record: Postmortem) -> list[Block]:
    """Where the questions ended, and what is done there."""
    out = graph.ruled_out(record)
    ends = [cause for cause in graph.leaves(record) if cause.id not in out]
    if not ends:
        return []
    rows = tuple(
        (
            f"{cause.id} {say(cause.statement, '(no statement)')}",
            word(cause.category),
            word(cause.confidence),
            say(cause.made_sense, NOT_KNOWN),
            _stopped(record, cause) or "open",
        )
        for cause in ends
    )
    head = ("Condition", "Category", "Confidence", "Made sense because", "Closed by")
    return [
        Heading("Conditions at which the questions ended"),
        Table("Conditions at which the questions ended", head, rows),
    ]


def _tree(record: Postmortem, rows: tuple[graph.Row, ...]) -> Tree:
    """The rows of a thread as lines; a line that says how causes combine stands above them.

    `moved` holds, for each cause on the way down, how far the lines of gates push it in.
    """
    lines: list[tuple[Bullet, Branch]] = []
    moved, ends = list[int](), list[bool]()
    for number, row in enumerate(rows):
        del moved[row.depth :], ends[row.depth :]
        ends.append(row.last)
        level, way = row.depth + (moved[-1] if moved else 0), tuple(ends)
        anchor = "" if row.repeated else f"causes.{row.cause.id}"
        words = f"{row.cause.id} (see above)" if row.repeated else _line(row.cause)
        lines.append((Bullet(words, level, anchor), Branch(way)))
        stopped = "" if row.repeated else _end(record, row.cause)
        gate = "" if row.repeated else _gate(row, rows[number + 1 :])
        if stopped:
            lines.append((Bullet(f"= {stopped}", level + 1), Branch(way, "note")))
        if gate:
            lines.append((Bullet(gate, level + 1), Branch(way, "gate")))
        moved.append(level - row.depth + bool(gate))
    return Tree(tuple(line for line, _ in lines), tuple(branch for _, branch in lines))


def _gate(row: graph.Row, rest: tuple[graph.Row, ...]) -> str:
    """The line above the causes below; one cause alone needs none unless the gate is AND."""
    below = 0
    for other in rest:
        if other.depth <= row.depth:
            break
        below += other.depth == row.depth + 1
    if below < 2:
        return ""
    return f"{GATES[row.cause.gate]}:" if row.cause.gate else "how these combine is not settled:"


def _line(cause: Cause) -> str:
    role = _ROLES.get(cause.role, "") if cause.role else ""
    marks = [word(cause.category), word(cause.confidence), " ".join(cause.evidence)]
    shown = ", ".join(mark for mark in marks if mark)
    often = f" How often: {say(cause.how_often)}." if filled(cause.how_often) else ""
    return f"{cause.id} {role}{say(cause.statement, '(no statement)')}{often} [{shown}]"


def _end(record: Postmortem, cause: Cause) -> str:
    """Why the questions end here and what covers it; empty where nothing was said."""
    if cause.stop.reason is None:
        return ""
    return f"{word(cause.stop.reason)} -> {_covered(record, cause)}"


def _stopped(record: Postmortem, cause: Cause) -> str:
    """The end with its note."""
    if cause.stop.reason is None:
        return ""
    note = f" ({say(cause.stop.note)})" if filled(cause.stop.note) else ""
    return f"{word(cause.stop.reason)}{note} → {_covered(record, cause)}"


def _covered(record: Postmortem, cause: Cause) -> str:
    """What covers a cause, else what did and helped too little."""
    covering = ", ".join(graph.coverage(record, cause.id))
    return covering or not_any_more(short_on(record).get(cause.id, ()))


def _explained(cause: Cause, is_end: bool) -> Iterator[Bullet]:
    """How a cause leads to what is above it, and what made it sensible at the time.

    The table of ends says the latter of them.
    """
    if filled(cause.leads_to):
        to = f" → {', '.join(cause.parents)}" if cause.parents else ""
        yield Bullet(f"{cause.id}{to}: {say(cause.leads_to)}")
    if filled(cause.made_sense) and not is_end:
        yield Bullet(f"{cause.id} made sense: {say(cause.made_sense)}")


def _ruled_out(cause: Cause) -> str:
    note = f" ({say(cause.stop.note)})" if filled(cause.stop.note) else ""
    if cause.confidence is not Confidence.REJECTED:
        note += f" (leads only to what was ruled out: {', '.join(cause.parents)})"
    return f"{cause.id} {say(cause.statement, '(no statement)')}{note}"


def _question(thread: Thread) -> str:
    return f"{thread.id} {say(thread.question, word(thread.kind))}"
