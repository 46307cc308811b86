"""The section on the impact: who, how much, for how long, what lasts."""

from datetime import datetime
from fractions import Fraction

from pmtui.exporters.blocks import (
    Block,
    Bullet,
    Bullets,
    Course,
    Facts,
    Figures,
    Paragraph,
    Prose,
    Section,
    Table,
)
from pmtui.exporters.blocks import Subheading as Heading
from pmtui.exporters.phrases import (
    NOT_ESTIMATED,
    NOT_KNOWN,
    Phrases,
    day,
    filled,
    minutes,
    number,
    percent,
    say,
    word,
    yes,
)
from pmtui.exporters.reckoning import reckonings
from pmtui.model import figures
from pmtui.model.bounds import disorder
from pmtui.model.harm import Cost, DataImpact, Impact, InternalLoad, Measure, Objective, Segment

_OF_THE_OBJECTIVE = {"budget", "budget_consumed", "burn_rate"}
_TOTALS = (
    *("attempts", "failed", "failure_share", "availability"),
    *("affected_minutes", "weighted_affected_minutes"),
)


def impact_section(say_it: Phrases) -> Section:
    """Everything the record holds on the impact."""
    impact = say_it.record.impact
    blocks: list[Block] = []
    if filled(impact.summary):
        blocks.append(Paragraph(say(impact.summary)))
    if impact != Impact():
        blocks.append(Facts(_overview(say_it)))
    if filled(impact.details):
        blocks.append(Prose(impact.details))
    blocks += _measures(impact) + _segments(say_it) + _objective(say_it)
    blocks += _costs(impact) + _long_term(say_it)
    return Section("Impact", "impact", tuple(blocks))


def _overview(say_it: Phrases) -> tuple[tuple[str, str], ...]:
    impact = say_it.record.impact
    duration = figures.interval(say_it.record, "impact")
    pairs = [
        ("Availability lost", word(impact.availability)),
        ("Duration", f"{minutes(duration.minutes)} (impact start to impact end)"),
    ]
    if impact.data != DataImpact():
        pairs += [
            ("Data lost", yes(impact.data.loss)),
            ("Data integrity", say(impact.data.integrity, NOT_KNOWN)),
            ("Breach of personal data", yes(impact.data.personal_data_breach)),
        ]
    if impact.internal != InternalLoad():
        pairs.append(("Cost to our own people", _load(impact.internal)))
    return tuple(pairs)


def _load(load: InternalLoad) -> str:
    parts = [
        f"people: {number(load.people)}",
        f"hours: {number(load.hours)}",
        f"night hours: {number(load.night_hours)}",
    ]
    return ", ".join(parts) + (f"; displaced: {say(load.displaced)}" if load.displaced else "")


def _measures(impact: Impact) -> list[Block]:
    if not impact.immediate:
        return []
    rows = tuple(
        (say(each.metric, NOT_KNOWN), _figure(each), word(each.basis), ", ".join(each.evidence))
        for each in impact.immediate
    )
    anchors = tuple(f"impact.immediate.{each.id}" for each in impact.immediate)
    head = ("What", "How much", "Basis", "Evidence")
    return [Heading("Immediate impact"), Table("Immediate impact", head, rows, anchors)]


def _figure(measure: Measure) -> str:
    """The figure with its share and range; one without a basis is marked as not estimated."""
    if measure.value is None and measure.low is None and measure.high is None:
        return NOT_ESTIMATED
    between = f"{number(measure.low)} to {number(measure.high)}"
    ranged = measure.low is not None or measure.high is not None
    text = between if measure.value is None else number(measure.value)
    if measure.of:
        text += f" of {number(measure.of)}"
    text = f"{text} {say(measure.unit)}".strip()
    if measure.of and measure.value is not None and not disorder(measure):
        text += f", {percent(measure.value / measure.of)}"
    if ranged and measure.value is not None:
        text += f" ({between})"
    text = f"{text}; {measure.note}" if filled(measure.note) else text
    return _judged(measure, text, based=measure.basis is not None)


def _judged(figure: Measure | Cost, text: str, *, based: bool) -> str:
    """A figure whose numbers disagree, or that nobody says the basis of, is not estimated."""
    if found := disorder(figure):
        return f"{NOT_ESTIMATED} ({found[1]}: {text})"
    return text if based else f"{NOT_ESTIMATED} (without a basis: {text})"


def _segments(say_it: Phrases) -> list[Block]:
    impact = say_it.record.impact
    if not impact.segments:
        return []
    rows = tuple(_segment(say_it, each) for each in impact.segments)
    head = ("From", "To", f"Affected {say(impact.unit)}".strip(), "Attempts", "Failed", "Share")
    anchors = tuple(f"impact.segments.{each.id}" for each in impact.segments)
    spans = tuple(_span(each) for each in impact.segments)
    affected = tuple(each.affected for each in impact.segments)
    shares = tuple(_part(figures.share(each)) for each in impact.segments)
    drawn = (Figures(2, affected), Figures(5, shares, 1.0))
    course = Course("Impact over time", head, rows, anchors, spans=spans, figures=drawn)
    blocks: list[Block] = [Heading("Over time"), course]
    if double := figures.overlapping(say_it.record):
        pairs = ", ".join(f"{one} and {other}" for one, other in double)
        return [*blocks, Paragraph(f"Totals are not known: these segments overlap: {pairs}.")]
    return [*blocks, Facts(_totals(say_it))]


def _segment(say_it: Phrases, segment: Segment) -> tuple[str, ...]:
    counts = (segment.affected, segment.attempts, segment.failed)
    ends = (say_it.time(segment.start), say_it.time(segment.end))
    return (*ends, *map(number, counts), percent(figures.share(segment)))


def _span(segment: Segment) -> tuple[datetime, datetime] | None:
    """The time of a segment, where both of its ends are known and in order."""
    start, end = segment.start, segment.end
    return (start, end) if start and end and start < end else None


def _part(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _totals(say_it: Phrases) -> tuple[tuple[str, str], ...]:
    found = {each.name: each for each in reckonings(say_it.record)}
    return tuple((found[name].label, found[name].shown) for name in _TOTALS)


def _objective(say_it: Phrases) -> list[Block]:
    slo = say_it.record.impact.slo
    if slo == Objective():
        return []
    target = NOT_KNOWN if slo.target is None else f"{slo.target * 100:.6g} %"
    kept = [each for each in reckonings(say_it.record) if each.name in _OF_THE_OBJECTIVE]
    pairs = (
        ("Objective", f"{say(slo.name, NOT_KNOWN)}: {target} in {number(slo.window_days)} days"),
        *((each.label, each.shown) for each in kept),
    )
    return [Heading("Service level objective"), Facts(pairs)]


def _costs(impact: Impact) -> list[Block]:
    if not impact.financial:
        return []
    rows = tuple(
        (say(each.item, NOT_KNOWN), _money(each), say(each.basis, NOT_KNOWN))
        for each in impact.financial
    )
    anchors = tuple(f"impact.financial.{each.id}" for each in impact.financial)
    return [Heading("Money"), Table("Money", ("Item", "Amount", "Basis"), rows, anchors)]


def _money(cost: Cost) -> str:
    currency = say(cost.currency)
    if cost.best is None and cost.low is None and cost.high is None:
        return NOT_ESTIMATED
    between = f"{number(cost.low)} to {number(cost.high)}"
    text = f"{currency} {between if cost.best is None else number(cost.best)}".strip()
    if cost.best is not None and (cost.low is not None or cost.high is not None):
        text += f" ({between})"
    return _judged(cost, text, based=filled(cost.basis))


def _long_term(say_it: Phrases) -> list[Block]:
    impact = say_it.record.impact
    reason = say(impact.no_long_term_reason)
    none: list[Block] = [Bullets((Bullet(f"None expected: {reason}"),))] if reason else []
    if not impact.long_term:
        return [Heading("What lasts"), *none] if none else []
    rows = tuple(
        (
            word(each.area),
            say(each.text, NOT_KNOWN),
            say(each.horizon, NOT_KNOWN),
            say_it.person(each.owner),
            day(each.review_on),
        )
        for each in impact.long_term
    )
    head = ("Area", "Effect", "Horizon", "Owner", "Review on")
    anchors = tuple(f"impact.long_term.{each.id}" for each in impact.long_term)
    return [Heading("What lasts"), Table("What lasts", head, rows, anchors), *none]
