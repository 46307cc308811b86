"""Page 4: the harm is described, measured and bounded in time."""

from collections.abc import Iterator
from itertools import pairwise

from pmtui.guide import policy
from pmtui.guide.rules import impact_words
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model import figures
from pmtui.model.harm import Measure
from pmtui.model.kinds import RecordKind
from pmtui.model.postmortem import Postmortem


def _has_value(measure: Measure) -> bool:
    return any(value is not None for value in (measure.value, measure.low, measure.high))


def _duration(record: Postmortem) -> Iterator[Problem]:
    if record.kind is RecordKind.NEAR_MISS or record.impact.duration_confirmed:
        return
    known = figures.interval(record, "impact").minutes
    yield (
        "impact.duration_confirmed",
        f"Impact lasted {round(known)} minutes, start to end. Confirm it with the room."
        if known is not None
        else "Set the start and the end of the impact, then confirm how long it lasted.",
    )


def _data_known(record: Postmortem) -> Iterator[Problem]:
    if record.impact.data.loss is None:
        yield "impact.data.loss", "Say whether data was lost."
    if record.impact.data.personal_data_breach is None:
        yield "impact.data.personal_data_breach", "Say whether personal data was exposed."


def _segments_sound(record: Postmortem) -> Iterator[Problem]:
    for one, other in figures.overlapping(record):
        yield (
            f"impact.segments.{other}.start",
            f"Segments {one} and {other} overlap, so nothing can be added up. Move one of them.",
        )
    for segment in record.impact.segments:
        if segment.start and segment.end and segment.end <= segment.start:
            yield (
                f"impact.segments.{segment.id}.end",
                f"Segment {segment.id} ends before it starts. Correct one of the two.",
            )


def _segments_cover(record: Postmortem) -> Iterator[Problem]:
    first, last = record.milestones.impact_start, record.milestones.impact_end
    if not policy.is_major(record) or not (first and first.at and last and last.at):
        return
    if not record.impact.segments:
        yield "impact.segments", "Split the impact into segments with the number affected in each."
        return
    spans = sorted((s.start, s.end) for s in record.impact.segments if s.start and s.end)
    covered = [(first.at, first.at), *spans, (last.at, last.at)]
    until = first.at
    for (_, end), (start, _) in pairwise(covered):
        until = max(until, end)
        if start > until:
            yield (
                "impact.segments",
                f"No segment covers {until:%H:%M} to {start:%H:%M} UTC. Add one.",
            )


def _bases(record: Postmortem) -> Iterator[Problem]:
    for measure in record.impact.immediate:
        if _has_value(measure) and measure.basis is None:
            yield (
                f"impact.immediate.{measure.id}.basis",
                f"Say whether {measure.metric or measure.id} is measured, estimated or a guess.",
            )
    for cost in record.impact.financial:
        if not said(cost.basis):
            yield (
                f"impact.financial.{cost.id}.basis",
                f"Say what the figure for {cost.item or cost.id} rests on.",
            )


RULES = (
    Rule(
        "X4.1",
        "must",
        needs(
            lambda r: said(r.impact.summary),
            "impact.summary",
            "Say in one sentence who was affected, how much and for how long.",
        ),
    ),
    Rule(
        "X4.1",
        "must",
        needs(
            lambda r: r.impact.availability,
            "impact.availability",
            "Say how much of the service was lost: none, partial or full.",
        ),
    ),
    Rule(
        "X4.2",
        "must",
        needs(
            lambda r: any(each.basis and _has_value(each) for each in r.impact.immediate),
            "impact.immediate",
            "Add one figure with its basis: users, requests, orders, tickets or staff hours.",
        ),
    ),
    Rule("X4.3", "must", _duration),
    Rule(
        "X4.4",
        "must",
        needs(
            lambda r: r.impact.long_term or said(r.impact.no_long_term_reason),
            "impact.long_term",
            "Add an effect that lasts, or say why none is expected (impact.no_long_term_reason).",
        ),
    ),
    Rule("X4.5", "must", _data_known),
    Rule("X4.6", "must", _segments_sound),
    Rule("X4.6", "warn", _segments_cover),
    Rule("X4.7", "warn", _bases),
    *impact_words.RULES,
)
