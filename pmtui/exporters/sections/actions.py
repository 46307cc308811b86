"""The sections on lessons, actions, accepted risks and parked ideas."""

from collections.abc import Sequence

from pmtui.exporters.blocks import Block, Bullet, Bullets, Facts, Paragraph, Prose, Section, Table
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, day, filled, number, say, word
from pmtui.model import causes as graph
from pmtui.model.commitments import Action, Effectiveness, Idea, Lesson, RiskAcceptance
from pmtui.model.effects import short_on, verdict_words
from pmtui.model.kinds import ActionStatus, LessonKind
from pmtui.model.postmortem import Postmortem

_LESSONS = {
    LessonKind.WENT_WELL: "What went well",
    LessonKind.WAS_HARD: "What was hard",
    LessonKind.GOT_LUCKY: "Where we got lucky",
    LessonKind.SURPRISED: "What surprised us",
    LessonKind.RISK: "Risks that remain",
    LessonKind.RECURRENCE: "What came back",
    None: "Other lessons",
}
_REASONED = (ActionStatus.BLOCKED, ActionStatus.DEFERRED, ActionStatus.DECLINED)


def lessons_section(say_it: Phrases) -> Section:
    """The lessons by kind, in the order of the record within a kind."""
    record = say_it.record
    blocks: list[Block] = []
    for kind, heading in _LESSONS.items():
        lines = tuple(_lesson(each) for each in record.lessons if each.kind is kind)
        if lines:
            blocks += [Heading(heading), Bullets(lines)]
    if filled(record.no_luck_reason):
        blocks.append(Paragraph(f"No luck was involved: {say(record.no_luck_reason)}"))
    return Section("Lessons", "lessons", tuple(blocks))


def actions_section(say_it: Phrases) -> Section:
    """Who does what by when, how it will be seen to work, and what is left as it is."""
    record = say_it.record
    blocks: list[Block] = []
    if record.actions:
        blocks += [_actions(say_it), *_details(record.actions)]
        blocks += [Heading("How we will see that they work"), _proofs(say_it)]
    if rows := _coverage(record):
        table = Table("Coverage", ("Condition", "Covered by"), rows)
        blocks += [Heading("Coverage"), table]
    if record.risk_acceptances:
        risks = tuple(_risk(say_it, each) for each in record.risk_acceptances)
        head = ("Id", "Risk", "Reason", "Accepted by", "Review on", "Covers")
        anchors = tuple(f"risk_acceptances.{each.id}" for each in record.risk_acceptances)
        blocks += [Heading("Accepted risks"), Table("Accepted risks", head, risks, anchors)]
    if record.parking_lot:
        lines = tuple(_idea(each) for each in record.parking_lot)
        blocks += [Heading("Ideas from the parking lot"), Bullets(lines)]
    return Section("Actions and accepted risks", "actions", tuple(blocks))


def _lesson(lesson: Lesson) -> Bullet:
    text = say(lesson.text, "(no text)")
    if filled(lesson.generalises_to):
        text += f" More generally: {say(lesson.generalises_to)}"
    if lesson.causes:
        text += f" ({', '.join(lesson.causes)})"
    return Bullet(text, 0, f"lessons.{lesson.id}")


def _actions(say_it: Phrases) -> Table:
    actions = say_it.record.actions
    rows = tuple(
        (
            each.id,
            say(each.title, "(no title)"),
            _type(each),
            say_it.person(each.owner),
            day(each.due),
            word(each.priority),
            _status(each),
            ", ".join(each.causes),
        )
        for each in actions
    )
    head = ("Id", "Action", "Type", "Owner", "Due", "Priority", "Status", "Covers")
    return Table("Actions", head, rows, tuple(f"actions.{each.id}" for each in actions))


def _coverage(record: Postmortem) -> tuple[tuple[str, ...], ...]:
    """What is done about each condition at which the questions ended, and how far that is."""
    out = graph.ruled_out(record)
    known = {each.id: f"{each.id}, {_status(each)}" for each in record.actions}
    known |= {each.id: f"{each.id}, accepted risk" for each in record.risk_acceptances}
    found, short = graph.covered(record), short_on(record)
    return tuple(
        (
            f"{cause.id} {say(cause.statement, '(no statement)')}",
            "; ".join(known[each] for each in found.get(cause.id, ()))
            or not_any_more(short.get(cause.id, ())),
        )
        for cause in graph.leaves(record)
        if cause.id not in out
    )


def not_any_more(short: Sequence[Action]) -> str:
    """What is said of a cause that nothing covers: which actions fell short, if any did."""
    return f"open again: {say('; '.join(map(verdict_words, short)))}" if short else "nothing yet"


def _type(action: Action) -> str:
    strength = f", {word(action.strength)}" if action.strength else ""
    return word(action.type) + strength


def _status(action: Action) -> str:
    text = word(action.status)
    if action.done_at:
        text += f" {day(action.done_at)}"
    if filled(action.blocked_reason):
        text += f"; {say(action.blocked_reason)}"
    if action.status in _REASONED and action.review_on:
        text += f"; review on {day(action.review_on)}"
    return f"{text} ({say(action.ticket)})" if filled(action.ticket) else text


def _details(actions: tuple[Action, ...]) -> list[Block]:
    """The long texts of actions, each below its title."""
    blocks: list[Block] = []
    for each in actions:
        facts = (
            ("Strength because", say(each.strength_reason)),
            ("Side effects", say(each.side_effects)),
            ("Effort", say(each.effort)),
            ("Depends on", ", ".join(each.depends_on)),
        )
        pairs = tuple(pair for pair in facts if pair[1])
        if pairs or filled(each.detail):
            title = f"{each.id} {say(each.title, '(no title)')}"
            blocks.append(Heading(title, detail=True))
        if filled(each.detail):
            blocks.append(Prose(each.detail))
        if pairs:
            blocks.append(Facts(pairs))
    return blocks


def _proofs(say_it: Phrases) -> Table:
    actions = say_it.record.actions
    rows = tuple((each.id, verified(say_it, each), *effect(each.effectiveness)) for each in actions)
    head = ("Id", "Built as intended", "Measure", "Baseline → target", "Check on", "Verdict")
    return Table("How we will see that the actions work", head, rows)


def verified(say_it: Phrases, action: Action) -> str:
    """How it is checked that an action was built as intended, by whom, and what it showed."""
    check = action.verification
    text = say(check.method, NOT_KNOWN)
    if filled(check.by):
        text += f"; by {say_it.person(check.by)}"
    if check.at or filled(check.result):
        text += f"; {day(check.at)}: {say(check.result, 'result not known')}"
    return text


def effect(check: Effectiveness) -> tuple[str, str, str, str]:
    """How an action is seen to help: metric, baseline and target, day of the check, verdict."""
    window = f" over {number(check.window_days)} days" if check.window_days else ""
    verdict = word(check.verdict)
    if filled(check.result):
        verdict += f": {say(check.result)}"
    return (
        say(check.metric, NOT_KNOWN),
        f"{say(check.baseline, NOT_KNOWN)} → {say(check.target, NOT_KNOWN)}{window}",
        day(check.check_on),
        verdict,
    )


def _risk(say_it: Phrases, risk: RiskAcceptance) -> tuple[str, ...]:
    review = day(risk.review_on)
    if risk.review.decision:
        review += f"; {day(risk.review.at)}: {word(risk.review.decision)}"
        review += f" → {risk.review.action}" if risk.review.action else ""
        review += f" ({say(risk.review.note)})" if filled(risk.review.note) else ""
    return (
        risk.id,
        say(risk.statement, NOT_KNOWN),
        say(risk.reason, NOT_KNOWN),
        f"{say_it.person(risk.accepted_by)}, {day(risk.accepted_at)}",
        review,
        ", ".join(risk.causes),
    )


def _idea(idea: Idea) -> Bullet:
    text = f"{word(idea.status).capitalize()}: {say(idea.text, '(no text)')}"
    if idea.to:
        text += f" → {idea.to}"
    if filled(idea.reason):
        text += f" ({say(idea.reason)})"
    return Bullet(text, 0, f"parking_lot.{idea.id}")
