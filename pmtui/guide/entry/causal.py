"""Entry lines of the root cause page: causes, threads, barriers.

A cause may end as the report prints it: ``[process, confirmed, e1 e3]``. Starts of the words are
enough, and ``and``, ``or``, ``contrib`` say how what is below it combines: ``[pr c e1 and]``.
"""

import re
from enum import StrEnum
from typing import Any

from pmtui.guide.entry.line import Entry, Line, Puts, bracketed, choice_head, head, peel
from pmtui.guide.words import find_choice, find_choices
from pmtui.model.address import next_id
from pmtui.model.errors import BadValue
from pmtui.model.factors import Barrier, Cause, Thread
from pmtui.model.kinds import BarrierState, Category, CauseRole, Confidence, Gate, ThreadKind

_PARENTS = re.compile(r"#?(c\d+(?:[\s,]+#?c\d+)*)\s*[:<←]\s*(?=\S)", re.IGNORECASE)
_THREAD = re.compile(r"(w\d+)\s*:\s*(?=\S)", re.IGNORECASE)
_CATEGORY = re.compile(r"\[([^\]]+)\]\s*")
_MARKS = re.compile(r"\s*\[([^\[\]]+)\]$")
_MARKED: dict[str, type[StrEnum]] = {"category": Category, "confidence": Confidence, "gate": Gate}
"""What a word between the brackets at the end may be, in this order."""

_QUESTION = "How did it come about?"


def read_cause(line: Line) -> Puts:
    """A cause below the ones named, below the root of the first thread, or a thread's root."""
    if found := _PARENTS.match(line.text):
        return _child(line, _known(line, found[1]), line.text[found.end() :])
    if found := _THREAD.match(line.text):
        thread = _thread(line, found[1].lower())
        return _below(line, thread, line.text[found.end() :])
    if line.record.threads:
        return _below(line, line.record.threads[0], line.text)
    thread_id = next_id(line.record, "threads")
    thread = Thread(id=thread_id, kind=ThreadKind.OCCURRENCE, question=_QUESTION, root=line.id)
    root = _cause(line, line.text, CauseRole.EFFECT, thread_id, ())
    return line.item(root, (f"threads.{thread_id}", thread))


def read_thread(line: Line) -> Puts:
    """A thread's question, with its kind before the colon."""
    kind, question = choice_head(ThreadKind, line.text)
    return line.item(Thread(id=line.id, kind=kind, question=question or None))


def read_barrier(line: Line) -> Puts:
    """A barrier with what it did after the colon and its layer in brackets."""
    before, after = head(line.text)
    state = find_choice(BarrierState, after) if before else None
    name, layer = bracketed(before if state else line.text)
    return line.item(Barrier(id=line.id, name=name or None, layer=layer or None, state=state))


def _below(line: Line, thread: Thread, text: str) -> Puts:
    """A cause below the thread's root, or the root itself where there is none yet."""
    known = {cause.id for cause in line.record.causes}
    if thread.root in known:
        return _child(line, (thread.root,), text)
    root = _cause(line, text, CauseRole.EFFECT, thread.id, ())
    return line.item(root, (f"threads.{thread.id}.root", line.id))


def _child(line: Line, parents: tuple[str, ...], text: str) -> Puts:
    threads = [cause.thread for cause in line.record.causes if cause.id == parents[0]]
    return line.item(_cause(line, text, CauseRole.CONTRIBUTING, threads[0], parents))


def _cause(
    line: Line, text: str, role: CauseRole, thread: str | None, parents: tuple[str, ...]
) -> Cause:
    """The cause in the words; its role before a colon and its category in brackets come first."""
    marks, text = _marks(line, text)
    category, text = _category(text)
    named, text = choice_head(CauseRole, text)
    if category is None:
        category, text = _category(text)
    statement, _ = peel(text, {"ref": line.known("prep.evidence")})
    if not statement:
        raise BadValue(f"“{line.text}” has no statement. Write the condition or event after it.")
    evidence = (*line.refs("prep.evidence"), *marks.pop("evidence", ()))
    return Cause(
        id=line.id,
        thread=thread,
        parents=parents,
        statement=statement,
        role=named or role,
        evidence=tuple(dict.fromkeys(evidence)),
        **{"category": category, "confidence": Confidence.POSSIBLE, **marks},
    )


def _marks(line: Line, text: str) -> tuple[dict[str, Any], str]:
    """What the words in the brackets at the end mean, and the text before them.

    A bracket with any other word belongs to the text.
    """
    text = text.rstrip()
    if (found := _MARKS.search(text)) is None:
        return {}, text
    known = {item.id for item in line.record.prep.evidence}
    marks: dict[str, Any] = {}
    for word in re.findall(r"[^\s,;]+", found[1]):
        if (named := re.sub(r"^#?e0*(?=\d)", "e", word.casefold())) in known:
            marks["evidence"] = (*marks.get("evidence", ()), named)
            continue
        meant = [(each, find_choices(_MARKED[each], word)) for each in _MARKED if each not in marks]
        name, choices = next((each for each in meant if each[1]), ("", ()))
        if len(choices) != 1:
            return {}, text
        marks[name] = choices[0]
    return marks, text[: found.start()]


def _category(text: str) -> tuple[Category | None, str]:
    found = _CATEGORY.match(text)
    category = find_choice(Category, found[1]) if found else None
    return (category, text[found.end() :]) if found and category else (None, text)


def _known(line: Line, words: str) -> tuple[str, ...]:
    """The causes named. Raises `BadValue` for one that does not exist."""
    named = [f"c{int(each)}" for each in re.findall(r"\d+", words)]
    known = {cause.id for cause in line.record.causes}
    for each in named:
        if each not in known:
            raise BadValue(f"There is no cause {each} that this could lead to.")
    return tuple(dict.fromkeys(named))


def _thread(line: Line, thread_id: str) -> Thread:
    found = next((each for each in line.record.threads if each.id == thread_id), None)
    if found is None:
        raise BadValue(f"There is no thread {thread_id}. Add it first, with its question.")
    return found


ENTRIES = {
    "causes": Entry(read_cause, "statement"),
    "threads": Entry(read_thread, "question"),
    "causal.barriers": Entry(read_barrier, "name"),
}
