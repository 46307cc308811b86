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
from pmtui.guide.private import COMMON_NAMES, PHONE, SECRETS
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, visible

_OUTSIDE = {
    "e-mail address": r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+",
    "IP address": r"\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![\w:])(?=[a-f:]*\d)(?:[0-9a-f]{1,4}:){2,7}:?[0-9a-f]{1,4}\b"
    r"|(?<![\w:])(?=[a-f:]*\d)[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?",
    "phone number": PHONE,
    "internal host": r"(?<![\w.-])(?=[\w.-]*?\w\.(?:internal|intranet|local|corp|lan|svc)\b)"
    r"[\w.-]*\w",
    "ticket": r"\b(?!(?:AES|CVE|GMT|HTTP|ISO|RFC|SEV|SHA|TLS|UTC|UTF)-)[A-Z]{2,6}-\d+(?:-\d+)*\b",
    "channel": r"(?<![\w/&#])#[a-z][\w-]*[a-z0-9]",
}
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHOWN_HIDDEN = re.compile(r"⟨U\+[0-9A-F]{4,6}⟩")
_RUN = re.compile(r"[A-Za-z0-9+/]{33,}={0,2}")
_SHORTEST = 8
_DIGESTS = (40, 64)
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


def leaks(text: str, record: Postmortem, audience: Audience) -> tuple[Leak, ...]:
    """What must not be in a report, from the Markdown of that report; each find once."""
    bare = _bare(text)
    found: dict[str, Leak] = {}
    for kind, start, words in _finds(bare, record, audience):
        if words not in found and len(found) < MOST_LEAKS:
            found[words] = Leak(kind, words, _place(bare, start))
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
    return unicodedata.normalize("NFC", _ESCAPES.sub(r"\1", seen))


def _finds(text: str, record: Postmortem, audience: Audience) -> Iterator[tuple[str, int, str]]:
    for hit in re.finditer("|".join(SECRETS), text):
        yield "secret", hit.start(), hit[0]
    for hit in _RUN.finditer(text):
        if _looks_random(hit[0], audience):
            yield "secret", hit.start(), hit[0]
    if audience == Audience.INTERNAL:
        return
    for kind, pattern in {**_OUTSIDE, **_words_of(record)}.items():
        for hit in re.finditer(pattern, text):
            if not _CLOCK.fullmatch(hit[0]):
                yield kind, hit.start(), hit[0]


def _looks_random(run: str, audience: Audience) -> bool:
    """Whether a long run is like a key: hexadecimal, or of digits and both cases of letters.

    Inside, digests of the lengths of SHA-1 and SHA-256 name commits and images.
    """
    if re.fullmatch("[0-9a-f]+|[0-9A-F]+", run):
        is_digest = audience == Audience.INTERNAL and len(run) in _DIGESTS
        return len(set(run)) > 4 and not is_digest
    return all(re.search(kind, run) for kind in ("[0-9]", "[a-z]", "[A-Z]"))


def _words_of(record: Postmortem) -> dict[str, str]:
    """Patterns of the record's own words: its people, and services that bear code names."""
    people = [word for person in record.prep.people for word in _names(person.name, person.handle)]
    services = [name for name in record.services if re.search(r"[-_.\d/]|[a-z][A-Z]", name)]
    patterns = {"person": _any_of(people), "service": _any_of(services)}
    if record.reference and record.reference.strip():
        patterns["incident number"] = _any_of([record.reference.strip()])
    return {kind: pattern for kind, pattern in patterns.items() if pattern}


def _names(name: str | None, handle: str | None) -> list[str]:
    """A name as a whole and its parts that are no ordinary words; a handle without its @."""
    parts = (name or "").split()
    single = [part for part in parts if len(part) > 2 and part.lower() not in COMMON_NAMES]
    whole = [" ".join(parts)] if parts else []
    bare = (handle or "").strip("@ ")
    return [*whole, *single, *([bare] if len(bare) > 2 else [])]


def _any_of(words: list[str]) -> str:
    """A pattern for any of the words: as they are written, in capitals, in small letters."""
    words = [unicodedata.normalize("NFC", word) for word in words]
    forms = {form for word in words for form in (word, word.upper())}
    forms |= {word.lower() for word in words if " " in word or not word.istitle()}
    longest_first = sorted((re.escape(form) for form in forms), key=lambda each: (-len(each), each))
    return rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)" if forms else ""


def _place(text: str, position: int) -> str:
    """The last heading above a position, and its line."""
    above = text[:position]
    headings = re.findall(r"^#{1,6} (.+)$", above, re.MULTILINE)
    line = f"line {above.count(chr(10)) + 1}"
    return f"{clip(headings[-1], 40)}, {line}" if headings else line
