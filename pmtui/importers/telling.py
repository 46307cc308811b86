"""Postmortems told as a story, without the headings of a form: what each sentence says.

The story is kept whole in the narrative. What is taken out of it besides are whole sentences, so
that nothing is said that the document does not say.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pmtui.importers.blocks import Block
from pmtui.importers.draft import Draft
from pmtui.importers.entries import NARRATIVE, add_cause, entries_of
from pmtui.importers.times import Watch, find_date, known_zone, split_time
from pmtui.importers.words import SENTENCE_END, fit, is_placeholder, plain
from pmtui.model.dates import DATE
from pmtui.model.kinds import ActionStatus, CauseRole, LessonKind

SUMMARY, IMPACT = "report.exec_summary", "impact.summary"
MOMENT = ("at", "precision", "entered", "entered_tz")

_UNTOLD = {"preamble", None}
_NEITHER = {"appendix", "summary"}
_LEAST_WORDS = 12
_LEAST_LINES = 2
_SPEAKER = re.compile(r"^[\w.@'’-]{1,30}: ")
_LONGEST = 1_000
_TEXT, _CAUSE, _TITLE, _LESSON = 240, 200, 120, 280
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_ZONED = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\s?\(?([A-Z]{3,4})\b")
_CITY = re.compile(r"\b\d{1,2}:\d{2}\s\(?([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:local )?time\b")
_SPAN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:{DATE})", re.IGNORECASE)
_CUES = {
    "trigger": r"\b(?:the )?trigger was\b|\bwas triggered by\b",
    "cause": r"\broot cause\b|\bcause[ds]? by\b|\bthe (?:\w+ )?cause\b|\bcontributed to\b"
    r"|\bturned out (?:to be|that)\b|\bmade (?:it|this|things) worse\b",
    "todo": r"^(?:to prevent|going forward|as a follow-?up|next(?!,? (?:review|meeting)))\b"
    r"|^(?:agreed|decided|action items?|follow-?ups?|to-?dos?|things to do)\b[^:.]{0,30}:"
    r"|^(?:we|the team|they|i)(?:['’]ll| will| are going to| plan to| intend to| still need to"
    r"| are (?:adding|changing|moving|writing))\b",
    "done": r"^(?:we|the team|they|i)(?:['’]ve| have| has) (?:since|now|already)\b"
    r"|^since then,? we\b",
    "lucky": r"\b(?:were|got) lucky\b|^(?:luckily|fortunately)\b|\bby luck\b",
    "well": r"\b(?:went|worked) (?:really |very )?well\b|\bworked as (?:intended|designed)\b",
    "hard": r"\bwent (?:wrong|badly|poorly)\b|\b(?:hard|difficult) (?:part|to)\b"
    r"|\bnobody (?:knew|noticed)\b",
    "lesson": r"\blessons?\b|\bwe (?:have )?learn(?:ed|t)\b|\bin hindsight\b",
}
_HARM = re.compile(
    r"\b(?:customers?|users?|clients?|people|requests?|orders?|payments?|visitors?|builds?|jobs?)\b"
    r".*\b(?:could\s?n[o’']t|could not|cannot|fail(?:ed|ing)?|unable|errors?|affected|lost|delayed"
    r"|unavailable|slow|timed out|saw|dropped)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d\s?%|\b\d[\d,.]*\s(?:of\b|[a-z]+s\b)")
_CAUSES: dict[str | None, CauseRole] = {
    "trigger": CauseRole.TRIGGER,
    "cause": CauseRole.CONTRIBUTING,
}
_LESSONS: dict[str | None, LessonKind | None] = {
    "lucky": LessonKind.GOT_LUCKY,
    "well": LessonKind.WENT_WELL,
    "hard": LessonKind.WAS_HARD,
    "lesson": None,
}
_PATTERNS = {name: re.compile(words, re.IGNORECASE) for name, words in _CUES.items()}


def is_story(draft: Draft) -> bool:
    """Whether two fifths of the words of a document stand below no heading that is known."""
    known = unknown = 0
    for section in draft.sections:
        size = sum(len(draft.lines[line].split()) for line in section.lines - draft.labels)
        if section.field in _UNTOLD:
            unknown += size
        elif section.field not in _NEITHER:
            known += size
    return unknown >= _LEAST_WORDS and 3 * unknown > 2 * known


def read_told(draft: Draft, watch: Watch) -> None:
    """The sections without a field as a story; the first paragraph of all is the summary."""
    told = [each for each in draft.sections if each.field in _UNTOLD]
    watch.zone, watch.told = watch.zone or _only_zone(draft.lines), True
    if watch.day is None and (day := find_date("\n".join(draft.lines))):
        watch.day, watch.given = day, f"{day}, the first in the text"
        watch.day_from = watch.given
    summed = any(section.field == "summary" for section in draft.sections)
    for section in told:
        for block in section.blocks:
            if block.kind == "aside" or draft.labels.intersection(range(block.start, block.end)):
                continue
            lines = range(block.start, block.end)
            sums_up = not summed and len(block.text.split()) >= _LEAST_WORDS
            draft.keep(SUMMARY if sums_up else NARRATIVE, lines)
            _read_block(draft, block, watch)
            summed = summed or sums_up


def _read_block(draft: Draft, block: Block, watch: Watch) -> None:
    starts = _timed_lines(draft, block)
    if len(starts) >= _LEAST_LINES:
        for start, end in pairwise([*starts, block.end]):
            _read_line(draft, range(start, end), watch)
        block = replace(block, end=starts[0], text="\n".join(draft.lines[block.start : starts[0]]))
    if block.kind != "paragraph" or block.text:
        _read_sentences(draft, block, watch)


def _timed_lines(draft: Draft, block: Block) -> list[int]:
    """The lines of a paragraph that begin with a time of day: a log or a chat, line by line."""
    if block.kind != "paragraph":
        return []
    return [line for line in block.lines if ":" in split_time(plain(draft.lines[line]))[0]]


def _read_line(draft: Draft, lines: range, watch: Watch) -> None:
    """An entry of the timeline on lines of its own, and what else it says."""
    time, text = split_time(plain("\n".join(draft.lines[lines.start : lines.stop])))
    _add_event(draft, lines, time, text, watch)
    _read_meaning(draft, lines, _SPEAKER.sub("", text))


def _read_sentences(draft: Draft, block: Block, watch: Watch) -> None:
    for entry in entries_of(block):
        ends = [found.start() for found in SENTENCE_END.finditer(entry.text)]
        for start, end in pairwise([0, *ends, len(entry.text)]):
            sentence = entry.text[start:end].strip(" \"')]")
            if 0 < len(sentence) <= _LONGEST and not entry.code and not is_placeholder(sentence):
                _read_sentence(draft, entry.lines, sentence, watch)


def _read_sentence(draft: Draft, lines: range, sentence: str, watch: Watch) -> None:
    """What a sentence is besides a part of the story; one thing at most, and an event besides."""
    if time := _time_in(sentence, watch):
        _add_event(draft, lines, time, sentence, watch)
    _read_meaning(draft, lines, sentence)


def _add_event(draft: Draft, lines: range, time: str, text: str, watch: Watch) -> None:
    moment = watch.read(time)
    parts = {part: getattr(moment, part) for part in MOMENT}
    draft.add("timeline", lines, text=fit(text, _TEXT) or None, **parts)


def _read_meaning(draft: Draft, lines: range, sentence: str) -> None:
    """The cause, action, lesson or harm that a sentence tells, if it tells one."""
    kind = next((name for name, cue in _PATTERNS.items() if cue.search(sentence)), None)
    if kind in _CAUSES:
        add_cause(draft, lines, fit(sentence, _CAUSE), _CAUSES[kind])
    elif kind in {"todo", "done"}:
        status = ActionStatus.DONE if kind == "done" else ActionStatus.PROPOSED
        draft.add("actions", lines, title=fit(sentence, _TITLE), status=status)
    elif kind in _LESSONS:
        draft.add("lessons", lines, text=fit(sentence, _LESSON), kind=_LESSONS[kind])
    elif _HARM.search(sentence) and _says_more(sentence, draft.values.get(IMPACT)):
        draft.values[IMPACT] = fit(sentence, _TEXT)


def _says_more(sentence: str, known: str | None) -> bool:
    """Whether it is the first sentence on the harm, or the first one with a figure."""
    return known is None or bool(_FIGURE.search(sentence) and not _FIGURE.search(known))


def _time_in(sentence: str, watch: Watch) -> str:
    """The first time of day in a sentence as it was typed, but not where it is one of a span.

    A date before it is the day from here on.
    """
    found = _CLOCK.search(sentence)
    day = next(iter(_DAY.finditer(sentence)), None)
    if (
        day
        and any(sign.isdigit() for sign in day[0])
        and (not found or day.start() < found.start())
    ):
        watch.turn_to(day[0])
    if found and _SPAN.search(sentence[: found.start()]):
        return ""
    return split_time(sentence[found.start() :])[0] if found else ""


def _only_zone(lines: Sequence[str]) -> str | None:
    """The zone of the times in a text, where all that have one have the same."""
    found = [words for line in lines for each in (_ZONED, _CITY) for words in each.findall(line)]
    zones = set(map(known_zone, found)) - {None}
    return zones.pop() if len(zones) == 1 else None
