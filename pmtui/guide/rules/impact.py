"""Page 4: the harm is described, measured and bounded in time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from pmtui.guide import policy
from pmtui.guide.rules import impact_words
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model import bounds, figures
from pmtui.model.harm import Cost, Measure
from pmtui.model.kinds import RecordKind
from pmtui.model.margin import margin
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment


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
        if trouble := bounds.impossible(segment):
            field = "failure_share" if "share" in trouble else "failed"
            yield (
                f"impact.segments.{segment.id}.{field}",
                f"Segment {segment.id} {trouble}, so no share is computed. Correct it.",
            )


def _segments_inside(record: Postmortem) -> Iterator[Problem]:
    """Segments that begin before the impact or end after it, by more than its ends may be off."""
    whole = figures.interval(record, "impact")
    first = whole.start_at and whole.start_at - _off(record.milestones.impact_start)
    last = whole.end_at and whole.end_at + _off(record.milestones.impact_end)
    for segment in record.impact.segments:
        times = [at for at in (segment.start, segment.end) if at]
        early = first is not None and any(at < first for at in times)
        late = last is not None and any(at > last for at in times)
        if early or late:
            yield (
                f"impact.segments.{segment.id}.{'start' if early else 'end'}",
                f"Segment {segment.id} ({_span(segment.start, segment.end)}) is not inside the "
                f"impact ({_span(whole.start_at, whole.end_at)}), yet its minutes count. "
                "Correct the segment, or the start or end of the impact.",
            )


def _segments_cover(record: Postmortem) -> Iterator[Problem]:
    first, last = record.milestones.impact_start, record.milestones.impact_end
    if not policy.is_major(record) or not (first and first.at and last and last.at):
        return
    if not record.impact.segments:
        yield "impact.segments", "Split the impact into segments with the number affected in each."
        return
    spans = sorted(
        (max(s.start, first.at), min(s.end, last.at))
        for s in record.impact.segments
        if s.start and s.end and s.start < last.at and s.end > first.at
    )
    covered = [(first.at, first.at), *spans, (last.at, last.at)]
    until = first.at
    for (_, end), (start, _) in pairwise(covered):
        until = max(until, end)
        if start > until:
            yield (
                "impact.segments",
                f"No segment covers {until:%H:%M} to {start:%H:%M} UTC. Add one.",
            )


def _off(moment: Moment | None) -> timedelta:
    return margin(moment) if moment else timedelta()


def _span(start: datetime | None, end: datetime | None) -> str:
    """From when to when in UTC, with the day of each."""
    ends = (f"{at:%Y-%m-%d %H:%M}" if at else "not known" for at in (start, end))
    return f"{' to '.join(ends)} UTC"


def _in_order(record: Postmortem) -> Iterator[Problem]:
    """Figures and money whose numbers do not go up from the least to the most."""
    impact = record.impact
    estimates: tuple[tuple[str, str | None, Measure | Cost], ...] = (
        *(("immediate", each.metric, each) for each in impact.immediate),
        *(("financial", each.item, each) for each in impact.financial),
    )
    for where, name, each in estimates:
        if found := bounds.disorder(each):
            field, trouble = found
            yield (
                f"impact.{where}.{each.id}.{field}",
                f"{name or each.id}: {trouble}. Correct one of the two.",
            )


def _objective(record: Postmortem) -> Iterator[Problem]:
    if found := bounds.off_target(record.impact.slo):
        field, trouble = found
        yield f"impact.slo.{field}", trouble


def _lasting(record: Postmortem) -> Iterator[Problem]:
    """Effects that last, without how long, without who watches, or without the day of a review."""
    for effect in record.impact.long_term:
        lacking = {
            field: words
            for field, words in (
                ("horizon", "how long it lasts"),
                ("owner", "who watches it"),
                ("review_on", "when it is looked at again"),
            )
            if not getattr(effect, field)
        }
        if lacking:
            yield (
                f"impact.long_term.{effect.id}.{next(iter(lacking))}",
                f"Effect {effect.id}: say {', '.join(lacking.values())}.",
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
    Rule("X4.4", "warn", _lasting),
    Rule("X4.5", "must", _data_known),
    Rule("X4.6", "must", _segments_sound),
    Rule("X4.6", "warn", _segments_inside),
    Rule("X4.6", "warn", _segments_cover),
    Rule("X4.7", "must", _in_order),
    Rule("X4.7", "must", _objective),
    Rule("X4.7", "warn", _bases),
    *impact_words.RULES,
)
