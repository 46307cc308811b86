"""Entry lines of the preparation: people, stakeholders, evidence, talks beforehand."""

import re
from dataclasses import dataclass, field

from pmtui.guide.entry.line import Entry, Line, Puts, bracketed, choice_head, first, head, peel
from pmtui.guide.words import find_choice
from pmtui.model.clock import parse_instant
from pmtui.model.kinds import EvidenceKind, Needs
from pmtui.model.people import Evidence, Participant, PreTalk, Stakeholder
from pmtui.model.zones import find_zone

ROLES = (
    "incident_commander",
    "deputy",
    "scribe",
    "subject_expert",
    "responder",
    "customer_liaison",
    "internal_liaison",
    "postmortem_owner",
    "facilitator",
    "note_taker",
    "participant",
    "action_owner",
    "verifier",
    "approver",
    "change_author",
    "detector",
    "stakeholder",
    "report_owner",
)
"""The usual roles in an incident and its review; others are kept as typed."""

_SHORT = {"ic": "incident_commander", "owner": "postmortem_owner", "commander": ROLES[0]}
_YESNO = {
    "involved": ("involved", True),
    "not involved": ("involved", False),
    "attended": ("attended", True),
    "absent": ("attended", False),
}
_HANDLE = re.compile(r"(?<!\S)@\w[\w.+-]*")
_TALK = re.compile(r"(.+?)[\s,]+(not done|done|planned)(?:[\s,]+(?:on\s|at\s)?\s*(.+))?")
_LINK = re.compile(r"(?<!\S)\S+://\S+")


@dataclass(slots=True)
class _Known:
    """What the parts of a participant's line have said so far."""

    team: str | None = None
    tz: str | None = None
    roles: list[str] = field(default_factory=list)
    facts: dict[str, bool] = field(default_factory=dict)

    def take(self, part: str) -> None:
        """One part between commas: a fact, a role, a zone, else the team, else another role."""
        words = part.casefold()
        role = _role(part)
        if words in _YESNO:
            name, value = _YESNO[words]
            self.facts[name] = value
        elif role:
            self.roles.append(role)
        elif self.tz is None and (zone := find_zone(part)):
            self.tz = zone
        elif self.team is None:
            self.team = part
        else:
            self.roles.append(part)


def read_participant(line: Line) -> Puts:
    """Somebody with a handle, team, city or zone, roles, and whether they were involved."""
    handle = _HANDLE.search(line.text)
    text = _HANDLE.sub("", line.text, count=1)
    name, *parts = [" ".join(part.split()) for part in text.split(",")]
    known = _Known()
    for part in parts:
        if part:
            known.take(part)
    participant = Participant(
        id=line.id,
        name=name or None,
        handle=handle[0] if handle else None,
        team=known.team,
        tz=known.tz,
        roles=tuple(dict.fromkeys(known.roles)),
        involved=known.facts.get("involved"),
        attended=known.facts.get("attended"),
    )
    return line.item(participant)


def read_stakeholder(line: Line) -> Puts:
    """Who has which interest, and in brackets what they need of the review."""
    text, inside = bracketed(line.text)
    needs = find_choice(Needs, inside)
    who, interest = head(text if needs else line.text)
    who, interest = (who, interest) if who else (interest, "")
    return line.item(Stakeholder(id=line.id, who=who, interest=interest or None, needs=needs))


def read_evidence(line: Line) -> Puts:
    """A piece of data: its kind, a title, where it is, who saves it and until when."""
    kind, text = choice_head(EvidenceKind, line.text)
    text, marks = peel(text, {"mention": line.person, "due": line.due})
    links = list(_LINK.finditer(text))
    if links:
        text = f"{text[: links[-1].start()]} {text[links[-1].end() :]}"
    evidence = Evidence(
        id=line.id,
        kind=kind,
        title=" ".join(text.split()) or None,
        ref=links[-1][0] if links else None,
        collected_by=first(marks["mention"]),
        save_by=first(marks["due"]),
    )
    return line.item(evidence)


def read_talk(line: Line) -> Puts:
    """A talk with somebody before the meeting: done or not, and when."""
    found = _TALK.fullmatch(line.text)
    if found is None:
        return line.item(PreTalk(id=line.id, person=line.person(line.text)))
    at = parse_instant(found[3], day=line.today, zone=line.zone) if found[3] else None
    done = found[2] == "done"
    return line.item(PreTalk(id=line.id, person=line.person(found[1]), done=done, at=at))


def _role(part: str) -> str | None:
    key = re.sub(r"[\s-]+", "_", part.casefold())
    return _SHORT.get(key) or (key if key in ROLES else None)


ENTRIES = {
    "prep.people": Entry(
        read_participant,
        "name",
        wordless=True,
    ),
    "prep.stakeholders": Entry(read_stakeholder, "who"),
    "prep.evidence": Entry(read_evidence, "title", wordless=True),
    "prep.pre_talks": Entry(read_talk, "person"),
}
