"""Entry lines of the report and of the follow-up."""

import re

from pmtui.guide.entry.line import Entry, Line, Puts, choice_head, first, head, peel
from pmtui.guide.words import find_choice
from pmtui.model import address
from pmtui.model.clock import parse_moment
from pmtui.model.effects import fell_short
from pmtui.model.follow_up import adjusting
from pmtui.model.kinds import Relation, ReviewKind, SignoffState, Variant
from pmtui.model.leading_time import split_leading_time
from pmtui.model.publication import (
    Adjustment,
    Comment,
    Distribution,
    Reading,
    RecurrenceLink,
    Redaction,
    Review,
    Signoff,
    Version,
)

_REVIEW = re.compile(r"((?:30|90)[\s_-]?d(?:ays?)?|ad[\s_-]?hoc)\b:?\s*", re.IGNORECASE)
_DECISION = re.compile(
    r"(?P<verb>keep|take out|remove|replace)\s+(?P<words>[^:]\S*(?:\s.*?)??|“[^”]+”)"
    r"(?:\s+(?:by|with)\s+(?P<by>.+?))?(?:\s+in\s+(?P<field>\w+(?:\.\w+)+))?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(\w+(?:\.\w+)+|title|services|tags|notes):\s*(.+)", re.DOTALL)
_ROLE = re.compile(r"(\w[\w -]*)\s+(@\S.*)")
_STATED = re.compile(r"(.*?)[\s,]+(pending|approved|changes requested)")


def read_signoff(line: Line) -> Puts:
    """Who signs in which role, and what they have said so far."""
    role, who = head(line.text)
    if not role and (found := _ROLE.fullmatch(who)):
        role, who = found.groups()
    stated = _STATED.fullmatch(who)
    state = find_choice(SignoffState, stated[2]) if stated else None
    signoff = Signoff(
        id=line.id,
        role=re.sub(r"[\s-]+", "_", role.casefold()) or None,
        person=line.person(stated[1] if stated else who),
        state=state or SignoffState.PENDING,
    )
    return line.item(signoff)


def read_distribution(line: Line) -> Puts:
    """Whom a version of the report is sent to."""
    variant, text = choice_head(Variant, line.text)
    to = tuple(part.strip() for part in re.split("[,;]", text) if part.strip())
    return line.item(Distribution(id=line.id, variant=variant, to=to))


def read_comment(line: Line) -> Puts:
    """What somebody says of a field, whose address stands before a colon."""
    found = _COMMENT.fullmatch(line.text)
    if found:
        address.slot_at(found[1])
    comment = Comment(
        id=line.id,
        field=found[1] if found else None,
        author=line.author,
        at=line.now,
        text=found[2] if found else line.text,
    )
    return line.item(comment)


def read_reader(line: Line) -> Puts:
    """Who has read the version that the report has now."""
    version = line.record.report.version
    return line.item(
        Reading(id=line.id, person=line.person(line.text), at=line.now, version=version)
    )


def read_version(line: Line) -> Puts:
    """A version that was published elsewhere, and a note on it."""
    version, _, note = line.text.partition(" ")
    return line.item(Version(id=line.id, version=version, note=note.strip() or None))


def read_redaction(line: Line) -> Puts:
    """A decision on words that must not leave: keep, take out, or replace them by others.

    Without such a verb, a note on a whole kind, with the decision after a colon.
    """
    if found := _DECISION.fullmatch(line.text):
        return _decided(line, found)
    rule, decision = head(line.text)
    rule, decision = (rule, decision) if rule else (line.text, "")
    return line.item(Redaction(id=line.id, rule=rule, decision=decision or None))


def _decided(line: Line, found: re.Match[str]) -> Puts:
    """The decision on words; those that nothing would find become a code name, to be found."""
    from pmtui.guide.outside.decisions import KEEP, REMOVE, REPLACE, deciding
    from pmtui.guide.outside.finding import hits
    from pmtui.guide.outside.kinds import CODE_NAME
    from pmtui.guide.outside.record_words import known_words

    words, field = found["words"].strip(" “”\"'"), found["field"]
    if field:
        address.slot_at(field)
    verb = found["verb"].casefold()
    decision = {"keep": KEEP, "replace": REPLACE}.get(verb, REMOVE)
    whole = [hit for hit in hits(words, known_words(line.record)) if hit.words == words]
    kind = whole[0].kind if whole else CODE_NAME
    instead = (found["by"] or "").strip(" “”\"'")
    puts = deciding(
        line.record,
        words,
        decision,
        kind=kind,
        field=field,
        instead=instead,
        by=line.author,
        at=line.now,
    )
    names = line.record.report.names.code_names
    if not whole and decision != KEEP:
        puts.append(("report.names.code_names", (*names, words)))
    return tuple(puts)


def read_review(line: Line) -> Puts:
    """A follow-up review: its kind, its day or time, and notes."""
    found = _REVIEW.match(line.text)
    kind = find_choice(ReviewKind, re.sub(r"d(?:ays?)?$", "", found[1])) if found else None
    when, notes = split_leading_time(line.text[found.end() :] if found else line.text)
    at = parse_moment(when, day=line.today, zone=line.zone).at if when else None
    return line.item(Review(id=line.id, kind=kind, at=at, notes=notes or None))


def read_recurrence(line: Line) -> Puts:
    """An earlier incident, how it is related, shared causes and a note."""
    to, _, text = line.text.partition(" ")
    relation, text = choice_head(Relation, text)
    if relation is None and (alone := find_choice(Relation, text)):
        relation, text = alone, ""
    note, _ = peel(text, {"ref": line.known("causes")})
    link = RecurrenceLink(
        id=line.id,
        to=to.rstrip(":"),
        relation=relation,
        causes=line.refs("causes"),
        note=note or None,
    )
    return line.item(link)


def read_adjustment(line: Line) -> Puts:
    """What is changed, why ("because"), and the action that it becomes.

    An action named that fell short is the one that is adjusted; without another one, what is said
    becomes a new action on its causes, which may be given an owner and a date.
    """
    marks = {"ref": line.known("actions"), "mention": line.person, "due": line.due}
    text, found = peel(line.text, {**marks, "date": line.ahead})
    what, _, why = text.partition(" because ")
    short = {each.id for each in line.record.actions if fell_short(each)}
    of = next((each for each in found["ref"] if each in short), None)
    into = next((each for each in found["ref"] if each != of), None)
    if of is None:
        made = Adjustment(id=line.id, what=what or None, why=why or None, action=into)
        return line.item(made)
    owner, due = first(found["mention"]), first(found["due"]) or first(found["date"])
    return tuple(adjusting(line.record, of, what=what, why=why, owner=owner, due=due, into=into))


ENTRIES = {
    "report.signoffs": Entry(read_signoff, "person"),
    "report.comments": Entry(read_comment, "text"),
    "report.readers": Entry(read_reader, "person"),
    "report.versions": Entry(read_version, "version"),
    "report.distribution": Entry(read_distribution, "to"),
    "report.redactions": Entry(read_redaction, "rule"),
    "follow_up.reviews": Entry(read_review, "notes", wordless=True),
    "follow_up.recurrence_links": Entry(read_recurrence, "to"),
    "follow_up.adjustments": Entry(read_adjustment, "what"),
}
