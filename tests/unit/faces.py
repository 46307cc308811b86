"""What the tests of the reports share: the example record, hostile values, a reader of pages."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

from pmtui.model.commitments import Action, Lesson
from pmtui.model.factors import Causal, Cause, Thread
from pmtui.model.harm import Impact, Measure, Segment
from pmtui.model.kinds import Category, Confidence, EventKind, Gate, LessonKind, Precision
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import ExternalText, FollowUp, Report, Review
from pmtui.model.story import Analysis, Communication, Event
from pmtui.store.codec import from_json

TESTS = Path(__file__).parent.parent
GOLDENS = TESTS / "goldens"
DEMO = TESTS.parent / "pmtui" / "demo" / "2026-09-15-card-authorisations-failed.json"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "base", "embed"}


@cache
def example() -> Postmortem:
    """The complete example record."""
    return from_json(DEMO.read_bytes(), "the example")


@cache
def nasty_values() -> tuple[dict, ...]:
    """The hostile values, each with its `input` made where it is too large to be listed."""
    items = json.loads((TESTS / "data" / "nasty.json").read_text(encoding="utf-8"))["items"]
    for item in items:
        if item.get("generate"):
            item["input"] = _generated(item["id"], item["generate"])
    return tuple(items)


def _generated(name: str, expression: str) -> str:
    if name == "uni-lone-surrogate":
        return "bad \ud800 end"
    return eval(expression, {"range": range, "__builtins__": {}})


def nasty_record(text: str, prose: str | None = None) -> Postmortem:
    """A record with a value in every kind of place: title, names, cells, lists and prose."""
    prose = text if prose is None else prose
    return Postmortem(
        id="2026-03-04-nasty",
        title=text,
        reference=text,
        services=(text,),
        tags=(text,),
        prep=Preparation(
            owner="p1",
            facilitator=text,
            people=(Participant(id="p1", name=text, handle=text, roles=(text,)),),
            goals=(text,),
            evidence=(Evidence(id="e1", title=text, ref=text),),
        ),
        analysis=Analysis(narrative=prose),
        timeline=(_nasty_event(text, prose),),
        threads=(Thread(id="w1", question=text, root="c1"),),
        causes=_nasty_causes(text),
        causal=Causal(mitigating=(text,)),
        impact=Impact(
            summary=text,
            unit=text,
            details=prose,
            immediate=(Measure(id="m1", metric=text, value=1, unit=text, note=text),),
        ),
        lessons=(Lesson(id="l1", kind=LessonKind.RISK, text=text),),
        actions=(Action(id="a1", title=text, detail=prose, owner=text, causes=("c2",)),),
        communications=(Communication(id="u1", text=prose, channel=text),),
        report=Report(
            exec_summary=prose,
            external=ExternalText(title=text, summary=prose, what_happened=prose, what_we_do=prose),
        ),
        follow_up=FollowUp(reviews=(Review(id="v1", notes=prose, decisions=(text,)),)),
        notes=prose,
    )


def _nasty_event(text: str, prose: str) -> Event:
    return Event(
        id="t1",
        at=datetime(2026, 3, 4, 9, 12, tzinfo=UTC),
        precision=Precision.EXACT,
        kind=EventKind.NOTE,
        text=text,
        known_then=text,
        quote=prose,
    )


def _nasty_causes(text: str) -> tuple[Cause, Cause]:
    below = Cause(
        id="c2",
        thread="w1",
        parents=("c1",),
        statement=text,
        leads_to=text,
        made_sense=text,
        category=Category.PROCESS,
        confidence=Confidence.CONFIRMED,
    )
    return Cause(id="c1", thread="w1", statement=text, gate=Gate.AND), below


def oversized_record() -> Postmortem:
    """The example with each of the oversized values, of up to a million characters, in a place."""
    sizes = [item["input"] for item in nasty_values() if item["category"] == "size"]
    longest = max(sizes[2:], key=len)
    return replace(
        example(),
        notes=sizes[0],
        analysis=Analysis(narrative=longest),
        impact=replace(example().impact, summary=sizes[1], details=sizes[-3]),
        lessons=tuple(
            Lesson(id=f"l{number}", kind=LessonKind.RISK, text=text)
            for number, text in enumerate(sizes, 1)
        ),
    )


def record_of_all(texts: Sequence[str]) -> Postmortem:
    """A record with an event, a cause, an action, a lesson and a segment for each of the texts."""
    start = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)
    steps = [start + timedelta(minutes=number) for number in range(len(texts) + 1)]
    numbered = list(enumerate(texts, 1))
    return Postmortem(
        id="2026-03-04-all",
        title=texts[0],
        display_timezones=("Asia/Kolkata",),
        timeline=tuple(
            Event(id=f"t{n}", at=steps[n], precision=Precision.EXACT, kind=kind, text=text)
            for (n, text), kind in zip(numbered, cycle(EventKind), strict=False)
        ),
        threads=(Thread(id="w1", question=texts[0], root="c1"),),
        causes=tuple(
            Cause(id=f"c{n}", thread="w1", statement=text, parents=(f"c{n // 2}",) if n > 1 else ())
            for n, text in numbered
        ),
        impact=Impact(
            unit=texts[0],
            segments=tuple(
                Segment(id=f"g{n}", start=steps[n - 1], end=steps[n], affected=n)
                for n, _ in numbered
            ),
        ),
        lessons=tuple(Lesson(id=f"l{n}", text=text) for n, text in numbered),
        actions=tuple(
            Action(id=f"a{n}", title=text, detail=text, owner=text) for n, text in numbered
        ),
    )


def long_causes(count: int) -> Postmortem:
    """A record with one chain of causes, each below the last."""
    causes = tuple(
        Cause(id=f"c{n}", thread="w1", statement="x", parents=(f"c{n - 1}",) if n > 1 else ())
        for n in range(1, count + 1)
    )
    return Postmortem(id="x", threads=(Thread(id="w1", root="c1"),), causes=causes)


def as_golden(screen: str) -> str:
    """A screen as text, without the blanks at its lines' ends."""
    return "".join(f"{line.rstrip()}\n" for line in screen.splitlines()[:24])


def same_as_golden(text: str, name: str) -> bool:
    """Whether a text is the kept one, byte for byte; PMTUI_GOLDENS=write keeps this one."""
    kept = GOLDENS / name
    if os.environ.get("PMTUI_GOLDENS") == "write":
        kept.write_bytes(text.encode())
    return kept.read_bytes() == text.encode()


class Element:
    """An element of a parsed page."""

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None"):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element] = []
        self.parts: list[str | Element] = []

    def find(self, *tags: str) -> list["Element"]:
        """The elements below this one with one of the tags, in order of the page."""
        found, stack = [], list(reversed(self.children))
        while stack:
            here = stack.pop()
            if here.tag in tags or not tags:
                found.append(here)
            stack += reversed(here.children)
        return found

    @property
    def text(self) -> str:
        """The text of this element and all below it."""
        out, stack = [], list(reversed(self.parts))
        while stack:
            here = stack.pop()
            if isinstance(here, str):
                out.append(here)
            else:
                stack += reversed(here.parts)
        return "".join(out)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.here)
        self.here.children.append(element)
        self.here.parts.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.here.tag == tag, f"<{self.here.tag}> is ended by </{tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.parts.append(data)


def parse(page: str) -> Element:
    """A page as a tree; raises AssertionError where elements are not closed in order."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.here is parser.root, f"<{parser.here.tag}> is never closed"
    return parser.root


def broken_rules(body: Element, rules: list[str] | None, own: Element | None = None) -> list[str]:
    """Which rules of the form ``element:a,b``, ``attr:on*``, ``scheme:x`` a page breaks.

    `own` is the page with a harmless value: so many elements of a kind are the page's own.
    """
    broken = []
    for rule in rules or []:
        kind, _, names = rule.partition(":")
        if _breaks(body, kind, names, own or Element("", {}, None)):
            broken.append(rule)
    return broken


def _breaks(body: Element, kind: str, names: str, own: Element) -> bool:
    everything = body.find()
    if kind == "element":
        return any(len(body.find(name)) > len(own.find(name)) for name in names.split(","))
    if kind == "attr":
        return any(name.startswith("on") for each in everything for name in each.attributes)
    if kind in ("scheme", "scheme-in-src", "href-prefix"):
        places = ("src",) if kind == "scheme-in-src" else ("href", "src", "action")
        urls = [each.attributes.get(place) or "" for each in everything for place in places]
        bare = [re.sub(r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]", "", url).lower() for url in urls]
        heads = names.split(",") if kind != "href-prefix" else [names]
        ends = "" if kind == "href-prefix" else ":"
        return any(url.startswith(head + ends) for url in bare for head in heads)
    assert kind == "char", kind
    if names.startswith("U+202E"):
        return "\u202e" in body.text
    return bool(re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", body.text))
