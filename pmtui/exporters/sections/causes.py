"""The section on the causes, and the appendix with the whole tree."""

from pmtui.exporters.blocks import Block, Bullet, Bullets, Facts, Paragraph, Section, Table
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, filled, say, word
from pmtui.model import causes as graph
from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import CauseRole, Confidence, Gate
from pmtui.model.postmortem import Postmortem

GATES = {
    Gate.AND: "needed together:",
    Gate.OR: "any one of these is enough:",
    Gate.CONTRIB: "contributing:",
    None: "how these combine is not settled:",
}
_ROLES = {
    CauseRole.TRIGGER: "trigger: ",
    CauseRole.LATENT: "latent: ",
    CauseRole.AGGRAVATING: "longer or larger: ",
    CauseRole.HYPOTHESIS: "hypothesis: ",
}
_TERMS = (
    ("Trigger", "the event that started the visible sequence; it is not the root cause"),
    ("Contributing", "made the effect possible, likelier, larger or longer"),
    ("Latent", "had been there for a while without a visible effect"),
    ("Needed together", "taking away any one of these breaks the path"),
    ("Systemic and changeable", "would act on others too, and we can change it"),
)


def causes_section(say_it: Phrases) -> Section:
    """What was needed together, where it can be changed, what was ruled out."""
    record = say_it.record
    blocks: list[Block] = _together(record) + _conditions(record)
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
    if out := [cause for cause in record.causes if cause.confidence is Confidence.REJECTED]:
        lines = tuple(Bullet(_ruled_out(cause)) for cause in out)
        blocks += [Heading("Ruled out"), Bullets(lines)]
    if filled(record.causal.no_trigger_reason):
        blocks.append(Paragraph(f"No trigger was found: {say(record.causal.no_trigger_reason)}"))
    return Section("Root and contributing causes", "causes", tuple(blocks))


def tree_section(say_it: Phrases) -> Section:
    """Every thread as a nested list, and the terms it uses."""
    record = say_it.record
    blocks: list[Block] = []
    for thread in record.threads:
        lines = _tree(record, graph.outline(record, thread.id, with_ruled_out=False))
        if lines:
            blocks += [Heading(_question(thread)), Bullets(lines)]
    out = graph.ruled_out(record)
    if stray := [cause for cause in graph.strays(record) if cause.id not in out]:
        lines = tuple(Bullet(_line(cause), 0, f"causes.{cause.id}") for cause in stray)
        blocks += [Heading("In no thread"), Bullets(lines)]
    if blocks:
        blocks += [Heading("Terms"), Facts(_TERMS)]
    return Section("Appendix: tree of causes", "threads", tuple(blocks))


def _together(record: Postmortem) -> list[Block]:
    """One sentence a minimal set, with the conditions it names."""
    words = {cause.id: say(cause.statement, "(no statement)") for cause in record.causes}
    lines: list[Bullet] = []
    for thread in record.threads:
        sets = [each for each in graph.minimal_sets(record, thread.id) if len(each) > 1]
        if sets:
            lines.append(Bullet(_question(thread)))
        for together in sets:
            names = " and ".join(together)
            sentence = f"Needed together: {names}. Taking away any one of them breaks this path."
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


def _tree(record: Postmortem, rows: tuple[graph.Row, ...]) -> tuple[Bullet, ...]:
    """The rows of a thread as lines; a line that says how causes combine stands above them.

    `moved` holds, for each cause on the way down, how far the lines of gates push it in.
    """
    lines: list[Bullet] = []
    moved: list[int] = []
    for number, row in enumerate(rows):
        del moved[row.depth :]
        level = row.depth + (moved[-1] if moved else 0)
        anchor = "" if row.repeated else f"causes.{row.cause.id}"
        if row.repeated:
            lines.append(Bullet(f"{row.cause.id} (see above)", level))
            moved.append(level - row.depth)
            continue
        lines.append(Bullet(_line(row.cause), level, anchor))
        if filled(row.cause.leads_to) and row.depth:
            lines.append(Bullet(f"leads to this because: {say(row.cause.leads_to)}", level + 1))
        if stopped := _stopped(record, row.cause):
            lines.append(Bullet(f"stops here: {stopped}", level + 1))
        gate = _gate(row, rows[number + 1 :])
        if gate:
            lines.append(Bullet(gate, level + 1))
        moved.append(level - row.depth + bool(gate))
    return tuple(lines)


def _gate(row: graph.Row, rest: tuple[graph.Row, ...]) -> str:
    """The line above the causes below; one cause alone needs none unless the gate is AND."""
    below = 0
    for other in rest:
        if other.depth <= row.depth:
            break
        below += other.depth == row.depth + 1
    return GATES[row.cause.gate] if below > 1 else ""


def _line(cause: Cause) -> str:
    role = _ROLES.get(cause.role, "") if cause.role else ""
    marks = [word(cause.category), word(cause.confidence), " ".join(cause.evidence)]
    shown = ", ".join(mark for mark in marks if mark)
    often = f" How often: {say(cause.how_often)}." if filled(cause.how_often) else ""
    return f"{cause.id} {role}{say(cause.statement, '(no statement)')}{often} ({shown})"


def _stopped(record: Postmortem, cause: Cause) -> str:
    """Why the questions end here and what covers it; empty where nothing was said."""
    covering = graph.coverage(record, cause.id)
    if cause.stop.reason is None:
        return ""
    covered = ", ".join(covering) if covering else "nothing yet"
    note = f" ({say(cause.stop.note)})" if filled(cause.stop.note) else ""
    return f"{word(cause.stop.reason)}{note} → {covered}"


def _ruled_out(cause: Cause) -> str:
    note = f" ({say(cause.stop.note)})" if filled(cause.stop.note) else ""
    return f"{cause.id} {say(cause.statement, '(no statement)')}{note}"


def _question(thread: Thread) -> str:
    return f"{thread.id} {say(thread.question, word(thread.kind))}"
