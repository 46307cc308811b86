"""Postmortems written in Markdown become records."""

from collections.abc import Callable
from datetime import date

from pmtui.importers.actions import read_actions
from pmtui.importers.blocks import read_blocks
from pmtui.importers.draft import Draft
from pmtui.importers.entries import LESSONS, ROLES, read_causes, read_lessons, read_questions
from pmtui.importers.form import front_title, read_form, read_security, read_severity
from pmtui.importers.forms import set_aside_prompts
from pmtui.importers.notes import with_notes
from pmtui.importers.people import read_people
from pmtui.importers.result import Imported
from pmtui.importers.sections import Section, read_sections
from pmtui.importers.story import (
    read_impact,
    read_mitigating,
    read_preamble,
    read_story,
    read_summary,
)
from pmtui.importers.talk import read_talk
from pmtui.importers.telling import is_story, read_told
from pmtui.importers.timeline import read_timeline
from pmtui.importers.times import Watch, without_date
from pmtui.model.errors import BadValue
from pmtui.model.factors import Cause
from pmtui.model.kinds import CauseRole
from pmtui.model.naming import record_id
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clean
from pmtui.model.zones import read_zone

LARGEST = 2_000_000
"""The most characters of one document; more is logs rather than a story."""

_READERS: dict[str, Callable[[Draft, Section], None]] = {
    "action_items": read_actions,
    "impact": read_impact,
    "meta.authors": read_people,
    "meta.participants": read_people,
    "meta.questions": read_questions,
    "meta.security": read_security,
    "meta.severity": read_severity,
    "mitigating_factors": read_mitigating,
    "preamble": read_preamble,
    "summary": read_summary,
    **dict.fromkeys(["detection", "response", "resolution", "background"], read_story),
    **dict.fromkeys(ROLES, read_causes),
    **dict.fromkeys(LESSONS, read_lessons),
}


def read_markdown(
    text: str, name: str, *, day: date | None = None, zone: str | None = None
) -> Imported:
    """The record in a Markdown document called `name`.

    `day` and `zone` are those of times that stand without one, where the document does not say
    better. Raises `BadValue` for a document that is empty or larger than `LARGEST`, and for a
    zone that nobody knows.
    """
    if zone is not None:
        read_zone(zone)
    if len(text) > LARGEST:
        raise BadValue(
            f"{name} has {len(text):,} characters; an import takes at most {LARGEST:,}. "
            "Take logs and chats out of it, or split it, and import again."
        )
    text = clean(text if "\n" in text else text.replace("\r", "\n"))
    if not text.strip():
        raise BadValue(f"{name} is empty. There is nothing to import.")
    blocks, lines = read_blocks(text), text.split("\n")
    draft = Draft(lines, read_sections(blocks, front_title(blocks[0], lines)), name)
    draft.label(line for each in blocks if each.kind == "markup" for line in each.lines)
    set_aside_prompts(draft)
    watch = Watch(day, zone)
    read_form(draft, name, watch)
    story = is_story(draft)
    if story:
        read_told(draft, watch)
    for section in draft.sections:
        if not (story and section.field == "preamble"):
            _read_section(draft, section, watch)
    _name_the_effect(draft)
    return with_notes(draft, draft.build(_bare(draft, watch)), _details(watch, name))


def _read_section(draft: Draft, section: Section, watch: Watch) -> None:
    if not section.blocks and section.own and not section.time:
        draft.label(section.heading_lines)
    elif read_talk(draft, section, watch):
        return
    elif section.field == "timeline":
        read_timeline(draft, section, watch)
    elif reader := _READERS.get(section.field or ""):
        reader(draft, section)


def _bare(draft: Draft, watch: Watch) -> Postmortem:
    """A record with nothing but its id, from the day of the incident and the title."""
    day = draft.day or watch.first or watch.day
    title = draft.values.get("title") or ""
    return Postmortem(id=record_id(day, without_date(title) if day else title))


def _name_the_effect(draft: Draft) -> None:
    """The causes found lead to one effect, which the title tells; without causes there is none."""
    causes = draft.items["causes"]
    if len(causes) > 1:
        effect = without_date(draft.values.get("title") or "") or None
        causes[0] = Cause(id="c1", thread="w1", statement=effect, role=CauseRole.EFFECT)
    else:
        causes.clear()
        draft.items["threads"].clear()


def _details(watch: Watch, name: str) -> tuple[str, ...]:
    """Sentences on what was decided about the times."""
    told = []
    if watch.zones:
        told.append(f"Times were read in {', '.join(watch.zones)}.")
    if watch.undated and watch.given:
        told.append(f"Times without a date: {watch.undated}, read as of {watch.given}.")
    if watch.borrowed:
        told.append(
            f"Times without a zone: {watch.borrowed}, read in {watch.lent} as the ones before them."
        )
    if watch.zoneless:
        told.append(
            f"Times without a zone in {name}: {watch.zoneless}. They are kept as typed; import "
            "again with a zone to place them."
        )
    if watch.told:
        told.append(
            "It is told as a story. Entries, causes, actions and lessons are sentences out of it, "
            "found by their words: look them over. The narrative has the whole story."
        )
    if watch.chats:
        told.append(
            f"{watch.chats} messages of a chat became entries of the timeline, as of the day and "
            "in the zone of the incident, which the chat itself does not say."
        )
    if watch.problems:
        shown = ", ".join(f"“{words}”" for words in watch.problems[:5])
        more = ", …" if watch.problems[5:] else ""
        told.append(f"Times that could not be read are kept as typed: {shown}{more}.")
    return tuple(told)
