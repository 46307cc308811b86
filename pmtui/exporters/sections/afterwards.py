"""The sections that follow the analysis: what was said, watched, asked, signed and kept."""

from collections.abc import Iterator

from pmtui.exporters.blocks import (
    Block,
    Bullet,
    Bullets,
    Facts,
    Paragraph,
    Prose,
    Section,
    Table,
    Verbatim,
)
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import NOT_KNOWN, Phrases, day, filled, number, say, word, yes
from pmtui.exporters.sections.actions import effect
from pmtui.exporters.sections.meeting import meeting_blocks
from pmtui.model.causes import uncovered
from pmtui.model.effects import short_on
from pmtui.model.harm import Deadline
from pmtui.model.kinds import Access, Precision, RiskDecision
from pmtui.model.people import Evidence, Meeting
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Adjustment, RecurrenceLink, Review, Survey
from pmtui.model.recurrence import related
from pmtui.model.story import Communication
from pmtui.model.types import Moment


def communications_section(say_it: Phrases) -> Section:
    """What was written to whom, and the duties to notify."""
    record = say_it.record
    blocks: list[Block] = []
    head: tuple[str, ...]
    if record.communications:
        rows = tuple(_communication(say_it, each) for each in record.communications)
        head = ("UTC", *say_it.zone_names, "For", "Channel", "State", "Text")
        anchors = tuple(f"communications.{each.id}" for each in record.communications)
        blocks.append(Table("Communication log", head, rows, anchors))
    if record.deadlines:
        rows = tuple(_deadline(say_it, each) for each in record.deadlines)
        head = ("Regime", "Step", "Clock starts", "Rule", "Due", "Done")
        anchors = tuple(f"deadlines.{each.id}" for each in record.deadlines)
        blocks += [Heading("Duties to notify"), Table("Duties to notify", head, rows, anchors)]
    return Section("Communication log", "communications", tuple(blocks))


def follow_up_section(say_it: Phrases) -> Section:
    """Reviews planned and held, related incidents, what was adjusted, how it was closed."""
    after = say_it.record.follow_up
    blocks: list[Block] = []
    for review in after.reviews:
        blocks += _review(say_it, review)
    blocks += _effects(say_it.record)
    if links := related(say_it.record):
        lines = tuple(_link(each) for each in links)
        blocks += [Heading("Related incidents"), Bullets(lines)]
    if after.adjustments:
        rows = tuple(_adjustment(say_it.record, each) for each in after.adjustments)
        head = ("What was changed", "Why", "Instead of", "Action")
        anchors = tuple(f"follow_up.adjustments.{each.id}" for each in after.adjustments)
        blocks += [Heading("Adjustments"), Table("Adjustments", head, rows, anchors)]
    blocks += _risks(say_it.record)
    blocks += _closing(say_it)
    return Section("Follow-up", "follow_up", tuple(blocks))


def questions_section(say_it: Phrases) -> Section:
    """What the room could not answer."""
    questions = say_it.record.open_questions
    rows = tuple(
        (
            say(each.text, "(no text)"),
            say_it.person(each.asked_of),
            day(each.due),
            say(each.answer, "open"),
        )
        for each in questions
    )
    head = ("Question", "Asked of", "Due", "Answer")
    anchors = tuple(f"open_questions.{each.id}" for each in questions)
    table = (Table("Open questions", head, rows, anchors),) if rows else ()
    return Section("Open questions", "open_questions", table)


def evidence_section(say_it: Phrases) -> Section:
    """What the statements rest on; where something lies is not said of what few may see."""
    evidence = say_it.record.prep.evidence
    rows = tuple(_evidence(say_it, each) for each in evidence)
    head = ("Id", "Kind", "Title", "Where", "Collected by", "Kept")
    anchors = tuple(f"prep.evidence.{each.id}" for each in evidence)
    table = (Table("Evidence", head, rows, anchors),) if rows else ()
    return Section("Evidence", "evidence", table)


def signoff_section(say_it: Phrases) -> Section:
    """Who signed, and to whom which version went."""
    report = say_it.record.report
    blocks: list[Block] = []
    if report.signoffs:
        rows = tuple(
            (
                say(each.role, NOT_KNOWN).replace("_", " "),
                say_it.person(each.person),
                word(each.state),
                say_it.time(each.at),
                say(each.comment),
            )
            for each in report.signoffs
        )
        head = ("Role", "Person", "State", "When", "Comment")
        blocks.append(Table("Sign-off", head, rows))
    if report.readers:
        lines = tuple(
            Bullet(
                f"{say_it.person(each.person)}, version {say(each.version, NOT_KNOWN)}, "
                f"{say_it.time(each.at)}"
            )
            for each in report.readers
        )
        blocks += [Heading("Read by"), Bullets(lines)]
    if report.versions:
        lines = tuple(Bullet(line) for line in _versions(say_it))
        blocks += [Heading("Versions"), Bullets(lines)]
    if report.distribution:
        lines = tuple(
            Bullet(
                f"{word(each.variant)}, version {say(each.version, NOT_KNOWN)}: "
                f"{', '.join(each.to) or NOT_KNOWN}, {say_it.time(each.at)}"
            )
            for each in report.distribution
        )
        blocks += [Heading("Distribution"), Bullets(lines)]
    return Section("Sign-off", "signoff", tuple(blocks))


def _versions(say_it: Phrases) -> Iterator[str]:
    """The published versions; all but the last are superseded by the one after."""
    versions = say_it.record.report.versions
    for place, each in enumerate(versions, 1):
        by = f" by {say_it.person(each.by)}" if filled(each.by) else ""
        note = f": {say(each.note)}" if filled(each.note) else ""
        after = "" if place == len(versions) else f", superseded by {versions[place].version}"
        yield (f"{say(each.version, NOT_KNOWN)}, published {say_it.time(each.at)}{by}{after}{note}")


def review_section(say_it: Phrases) -> Section:
    """How the review itself was done: people, meeting, scope, goals, minutes."""
    prep = say_it.record.prep
    blocks: list[Block] = []
    if prep.meeting != Meeting() or prep.scope_start or prep.scope_end:
        length = "" if prep.meeting.minutes is None else f", {prep.meeting.minutes} minutes"
        pairs = (
            ("Meeting", say_it.time(prep.meeting.start) + length),
            ("Depth", word(prep.depth)),
            ("Story from", say_it.time(prep.scope_start)),
            ("Story to", say_it.time(prep.scope_end)),
        )
        blocks.append(Facts(pairs))
    if goals := tuple(Bullet(goal) for goal in prep.goals if filled(goal)):
        blocks += [Heading("Goals"), Bullets(goals)]
    if prep.people:
        rows = tuple(
            (
                say_it.person(each.id),
                say(each.team, NOT_KNOWN),
                ", ".join(each.roles).replace("_", " ") or NOT_KNOWN,
                yes(each.involved),
                yes(each.attended),
            )
            for each in prep.people
        )
        head = ("Name", "Team", "Roles", "Involved", "At the meeting")
        anchors = tuple(f"prep.people.{each.id}" for each in prep.people)
        blocks += [Heading("People"), Table("People", head, rows, anchors)]
    blocks += meeting_blocks(say_it)
    return Section("Appendix: the review", "prep", tuple(blocks))


def notes_section(say_it: Phrases) -> Section:
    """What has no field of its own, character by character."""
    notes = say_it.record.notes
    blocks = (Verbatim(notes),) if filled(notes) else ()
    return Section("Notes", "notes", blocks)


def _communication(say_it: Phrases, sent: Communication) -> tuple[str, ...]:
    words = (say(each, NOT_KNOWN) for each in (sent.channel, sent.state, sent.text))
    at = Moment(at=sent.at, precision=Precision.EXACT)
    return (*say_it.clocks(at), word(sent.audience), *words)


def _deadline(say_it: Phrases, deadline: Deadline) -> tuple[str, ...]:
    rule = say(deadline.rule, NOT_KNOWN if deadline.applies is not False else "does not apply")
    if filled(deadline.note):
        rule += f"; {say(deadline.note)}"
    times = (deadline.clock_start, deadline.due, deadline.done)
    start, due, done = ("" if deadline.applies is False else say_it.time(at) for at in times)
    step = say(deadline.step, NOT_KNOWN)
    return (say(deadline.regime, NOT_KNOWN), step, start, rule, due, done)


def _review(say_it: Phrases, review: Review) -> list[Block]:
    held = {True: "held", False: "not held", None: "planned"}[review.held]
    facts = [("When", f"{say_it.time(review.at)}, {held}")]
    if review.present:
        facts.append(("Present", say_it.people(review.present)))
    blocks: list[Block] = [Heading(f"Review: {word(review.kind)}"), Facts(tuple(facts))]
    if filled(review.notes):
        blocks.append(Prose(review.notes))
    if decisions := tuple(Bullet(f"Decided: {each}") for each in review.decisions if filled(each)):
        blocks.append(Bullets(decisions))
    return blocks


def _effects(record: Postmortem) -> list[Block]:
    """What was judged of the actions, and the causes that are open again by it."""
    judged = [each for each in record.actions if each.effectiveness.verdict is not None]
    rows = tuple(
        (each.id, say(each.title, "(no title)"), effect(each.effectiveness)[3]) for each in judged
    )
    if not rows:
        return []
    table = Table("Did it work?", ("Id", "Action", "Verdict"), rows)
    blocks: list[Block] = [Heading("Did it work?"), table]
    short = short_on(record)
    if again := [cause.id for cause in uncovered(record) if cause.id in short]:
        blocks.append(Paragraph(f"Open again, as nothing else answers them: {', '.join(again)}."))
    return blocks


def _adjustment(record: Postmortem, adjustment: Adjustment) -> tuple[str, ...]:
    """What was changed, why, instead of which action, and how far the new one is."""
    new = next((each for each in record.actions if each.id == adjustment.action), None)
    became = f"{new.id}, {word(new.status)}" if new else say(adjustment.action)
    what, why = say(adjustment.what, NOT_KNOWN), say(adjustment.why, NOT_KNOWN)
    return what, why, say(adjustment.of), became


def _risks(record: Postmortem) -> list[Block]:
    """What was decided on accepted risks that came up."""
    lines = []
    for risk in record.risk_acceptances:
        seen = risk.review
        if seen.decision is None:
            continue
        became = f" → {seen.action}" if seen.action else ""
        kept = f" until {day(risk.review_on)}" if seen.decision is RiskDecision.KEEP else ""
        note = f": {say(seen.note)}" if filled(seen.note) else ""
        said = f"{risk.id}, {day(seen.at)}: {word(seen.decision)}{kept}{became}{note}"
        lines.append(Bullet(said, 0, f"risk_acceptances.{risk.id}.review"))
    return [Heading("Accepted risks, looked at again"), Bullets(tuple(lines))] if lines else []


def _link(link: RecurrenceLink) -> Bullet:
    text = f"{say(link.to, NOT_KNOWN)}: {word(link.relation)}"
    causes = [", ".join(link.causes)] if link.causes else []
    if link.there:
        causes.append(f"{', '.join(link.there)} there")
    if causes:
        text += f" ({'; '.join(causes)})"
    return Bullet(f"{text}; {say(link.note)}" if filled(link.note) else text)


def _closing(say_it: Phrases) -> list[Block]:
    after = say_it.record.follow_up
    pairs = [
        ("Shared outside the team", say(after.shared_outside)),
        ("Open again if", say(after.reopen_if)),
    ]
    if after.survey != Survey():
        answered = f"{number(after.survey.answered)} of {number(after.survey.asked)}"
        pairs += [
            ("Survey answered by", answered),
            ("Learned something", number(after.survey.learned_something)),
            ("Would attend again", number(after.survey.would_attend_again)),
        ]
    said = tuple(pair for pair in pairs if pair[1])
    blocks: list[Block] = [Heading("Closing")] if said or filled(after.closing_note) else []
    if filled(after.closing_note):
        blocks.append(Prose(after.closing_note))
    return [*blocks, Facts(said)] if said else blocks


def _evidence(say_it: Phrases, evidence: Evidence) -> tuple[str, ...]:
    hidden = evidence.access is Access.FACILITATOR_ONLY
    until = f" by {evidence.save_by}" if evidence.save_by else ""
    return (
        evidence.id,
        word(evidence.kind),
        say(evidence.title, NOT_KNOWN),
        "with the facilitator only" if hidden else say(evidence.ref, NOT_KNOWN),
        say_it.person(evidence.collected_by) + until,
        say(evidence.retention_risk, NOT_KNOWN),
    )
