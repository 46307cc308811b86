"""What must not leave: names, addresses, systems and secrets in a report that is about to go.

The finders are broad on purpose, since a report that was stopped can be mended and one that was
sent cannot. Secrets stop an internal report, too.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmtui.exporters.audience import Audience
from pmtui.guide.outside.decisions import is_kept
from pmtui.guide.outside.finding import Hit, hits, secrets
from pmtui.guide.outside.kinds import SECRET
from pmtui.guide.outside.record_words import NOTHING_LISTED, Listed, known_words
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, visible

_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHOWN_HIDDEN = re.compile(r"⟨U\+[0-9A-F]{4,6}⟩")
_EMPHASIS = re.compile(r"(?<=\w)(?:\*{1,3}|`|~~)(?=\w)")
_SHORTEST = 8
MOST_LEAKS = 200
"""How many leaks are named at most."""

_ADVICE = {
    "person": "Write the role instead.",
    "secret": "Take it out of the record, and have it replaced where it is used.",
    "service": "Say in plain words what it does.",
}


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that must not leave. `kind` says what it is, `where` the heading and line."""

    kind: str
    text: str
    where: str

    def sentence(self) -> str:
        """What was found, where, and what to do."""
        shown = f"“{clip(self.text, 12)}”" if self.kind == "secret" else f"“{clip(self.text, 60)}”"
        advice = _ADVICE.get(self.kind, "Take it out or describe it in plain words.")
        article = "an" if self.kind[0] in "aeioI" else "a"
        return f"{self.where}: {shown} looks like {article} {self.kind}. {advice}"


def leaks(
    text: str, record: Postmortem, audience: Audience, listed: Listed = NOTHING_LISTED
) -> tuple[Leak, ...]:
    """What must not be in a report, from the text of that report; each find once.

    What somebody decided to keep is none.
    """
    bare = _bare(text)
    found: dict[str, Leak] = {}
    for hit in _finds(bare, record, audience, listed):
        if hit.words not in found and len(found) < MOST_LEAKS:
            found[hit.words] = Leak(hit.kind, hit.words, _place(bare, hit.start))
    return tuple(found.values())


def carried_leaks(record: Postmortem) -> tuple[Leak, ...]:
    """Secrets anywhere in a record that a report is to carry, where the report is for insiders."""
    texts = [
        (where, each)
        for where, value in address.walk(record)
        for each in (value if isinstance(value, tuple) else (value,))
        if isinstance(each, str) and len(each) >= _SHORTEST
    ]
    if not leaks("\n\n".join(each for _, each in texts), record, Audience.INTERNAL):
        return ()
    found: dict[str, Leak] = {}
    for where, each in texts:
        for leak in leaks(each, record, Audience.INTERNAL):
            found.setdefault(leak.text, replace(leak, where=where))
    return tuple(found.values())


def _bare(text: str) -> str:
    """The text as a reader sees it: no escapes, entities or hidden characters in between."""
    seen = _SHOWN_HIDDEN.sub("", html.unescape(visible(text)))
    plain = _EMPHASIS.sub("", _ESCAPES.sub(r"\1", seen))
    return unicodedata.normalize("NFC", plain)


def _finds(text: str, record: Postmortem, audience: Audience, listed: Listed) -> Iterator[Hit]:
    if audience == Audience.INTERNAL:
        yield from secrets(text, inside=True)
        return
    for hit in hits(text, known_words(record, listed)):
        if hit.kind == SECRET or not is_kept(record, hit.words):
            yield hit


def _place(text: str, position: int) -> str:
    """The last heading above a position, and its line."""
    above = text[:position]
    headings = re.findall(r"^#{1,6} (.+)$", above, re.MULTILINE)
    line = f"line {above.count(chr(10)) + 1}"
    return f"{clip(headings[-1], 40)}, {line}" if headings else line
