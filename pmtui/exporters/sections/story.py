"""The sections on what happened and on detection and response."""

from datetime import datetime

from pmtui.exporters.blocks import (
    Block,
    Bullet,
    Bullets,
    Facts,
    Paragraph,
    Prose,
    Section,
    Timeline,
)
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import Phrases, filled, minutes, number, say, word, yes
from pmtui.model import figures
from pmtui.model.figures import Interval
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Detection, Event, Milestones
from pmtui.model.types import Moment

MILESTONES = {
    "trigger_at": "trigger",
    "impact_start": "impact start",
    "detected_at": "detection",
    "first_alert_at": "first alert",
    "acknowledged_at": "acknowledgement",
    "declared_at": "declaration",
    "engaged_at": "engagement",
    "cause_known_at": "diagnosis",
    "first_public_update": "first customer update",
    "mitigated_at": "mitigation",
    "impact_end": "impact end",
    "resolved_at": "resolution",
    "closed_at": "closure",
}
"""The milestones in words, in the order of an incident."""

_HYPOTHESES = (EventKind.HYPOTHESIS, EventKind.HYPOTHESIS_RULED_OUT)


def story_section(say_it: Phrases) -> Section:
    """The narrative, then the timeline."""
    record = say_it.record
    blocks: list[Block] = []
    if filled(record.analysis.narrative):
        blocks.append(Prose(record.analysis.narrative))
    if record.timeline:
        blocks += [Heading("Timeline"), _timeline(say_it)]
    if filled(record.analysis.trigger_unknown_reason):
        reason = say(record.analysis.trigger_unknown_reason)
        blocks.append(Paragraph(f"The trigger is not known: {reason}"))
    return Section("What happened", "timeline", tuple(blocks))


def response_section(say_it: Phrases) -> Section:
    """How it was noticed, how long each part took, which explanations were held."""
    record = say_it.record
    blocks: list[Block] = []
    if record.detection != Detection():
        pairs = (
            ("Detected by", word(record.detection.source)),
            ("An alert for this existed", yes(record.detection.alert_existed)),
            ("It fired", yes(record.detection.alert_fired)),
        )
        blocks.append(Facts(pairs))
    if record.milestones != Milestones():
        lines = tuple(Bullet(line) for line in interval_lines(say_it))
        blocks += [Heading("Intervals"), Bullets(lines), Heading("Milestones")]
        blocks.append(milestone_table(say_it, known_milestones(record)))
    events = [event for event in record.timeline if event.kind in _HYPOTHESES]
    if events:
        lines = tuple(Bullet(_hypothesis(say_it, event)) for event in events)
        blocks += [Heading("Hypotheses at the time"), Bullets(lines)]
    return Section("Detection and response", "detection", tuple(blocks))


def interval_lines(say_it: Phrases) -> list[str]:
    """Each interval with its two anchors, since sources differ on where to start."""
    later = {each.name: each for each in figures.since_detection(say_it.record)}
    return [_interval(each, later.get(each.name)) for each in figures.intervals(say_it.record)]


def _interval(interval: Interval, later: Interval | None) -> str:
    short = f" ({interval.name.upper()})" if interval.name.startswith("tt") else ""
    anchors = f"{MILESTONES[interval.start]} to {MILESTONES[interval.end]}"
    line = f"{interval.label}{short}: {_length(interval)} ({anchors})"
    if later is not None and later.minutes is not None:
        line += f"; {_length(later)} from detection"
    if interval.minutes is not None and interval.minutes < 0:
        line += "; negative: the times of its two ends disagree"
    return line


def _length(interval: Interval) -> str:
    """The minutes; about so many, with their range, where one of the ends is approximate."""
    if interval.low == interval.high:
        return minutes(interval.minutes)
    return f"about {minutes(interval.minutes)}, {number(interval.low)} to {number(interval.high)}"


def known_milestones(record: Postmortem) -> dict[str, Moment]:
    """The milestones that the record has, by their names."""
    moments = {name: getattr(record.milestones, name) for name in MILESTONES}
    return {name: moment for name, moment in moments.items() if moment is not None}


def milestone_table(say_it: Phrases, known: dict[str, Moment]) -> Timeline:
    """Milestones, each with its word, in UTC and the zones of the record."""
    return Timeline(
        "Milestones",
        ("Milestone", "UTC", *say_it.zone_names),
        tuple((MILESTONES[name].capitalize(), *say_it.clocks(at)) for name, at in known.items()),
        tuple(f"milestones.{name}" for name in known),
        instants=tuple(map(_instant, known.values())),
        clock=1,
        focus=_focus(known),
        band=_band(known),
    )


def _timeline(say_it: Phrases) -> Timeline:
    events = say_it.record.timeline
    known = known_milestones(say_it.record)
    head = ("UTC", *say_it.zone_names, "Kind", "What happened", "Evidence")
    rows = tuple(
        (*say_it.clocks(event), word(event.kind, ""), _telling(event), _sources(event))
        for event in events
    )
    return Timeline(
        "Timeline",
        head,
        rows,
        tuple(f"timeline.{event.id}" for event in events),
        instants=tuple(map(_instant, events)),
        lane=head.index("Kind"),
        focus=_focus(known),
        band=_band(known),
    )


def _instant(moment: Moment) -> datetime | None:
    return None if moment.precision is Precision.UNKNOWN else moment.at


def _band(known: dict[str, Moment]) -> tuple[datetime, datetime] | None:
    """The impact from its start to its end, where both are known and in order."""
    ends = (known.get("impact_start"), known.get("impact_end"))
    start, end = (each and _instant(each) for each in ends)
    return (start, end) if start and end and start < end else None


def _focus(known: dict[str, Moment]) -> tuple[datetime, datetime] | None:
    """The time that the story is about: the milestones up to the resolution.

    A trigger that lies further back than all of that took is left out.
    """
    instants = {name: at for name, moment in known.items() if (at := _instant(moment))}
    trigger = instants.pop("trigger_at", None)
    instants.pop("closed_at", None)
    if len(instants) < 2:
        return None
    start, end = min(instants.values()), max(instants.values())
    near = trigger is not None and start - trigger <= end - start
    return (min(start, trigger) if trigger and near else start), end


def _telling(event: Event) -> str:
    """The fact, who, what was known then, and the words of the people who were there."""
    text = say(event.text, "(no text)")
    if filled(event.actor_role):
        text += f" ({say(event.actor_role)})"
    if filled(event.known_then):
        text += f" Known then: {say(event.known_then)}"
    if filled(event.quote):
        text += f" “{say(event.quote)}”"
    return text + (" A surprise to somebody." if event.surprise else "")


def _sources(event: Event) -> str:
    if event.evidence:
        return ", ".join(event.evidence)
    return "recollection" if event.recollection else ""


def _hypothesis(say_it: Phrases, event: Event) -> str:
    start = "Ruled out: " if event.kind is EventKind.HYPOTHESIS_RULED_OUT else ""
    when = say_it.moment(event)
    return f"{when[0].upper()}{when[1:]}: {start}{say(event.text, '(no text)')}"
