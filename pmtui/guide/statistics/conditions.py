"""What comes back, what was caught in time, and what the incidents cost the objectives."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from pmtui.guide.statistics.figure import Bar, Fact, Figure
from pmtui.guide.words import label
from pmtui.model.factors import TriggerKind
from pmtui.model.figures import impact
from pmtui.model.kinds import OPEN_ACTIONS, RecordKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.recurrence import related

_SEVERAL = 2
"""In how many postmortems a condition recurs."""


def conditions(records: Sequence[Postmortem]) -> tuple[Figure, ...]:
    """Kinds of triggers, recurring conditions, near misses, error budget by objective."""
    return _triggers(records), _recurring(records), _kinds(records), _budgets(records)


def _triggers(records: Sequence[Postmortem]) -> Figure:
    incidents = [each for each in records if each.kind is RecordKind.INCIDENT]
    found = Counter(each.causal.trigger_kind for each in incidents)
    return Figure(
        id="triggers",
        title="What set it off",
        counted="incidents",
        says="The kind of the trigger, where somebody chose one. A trigger starts what was "
        "possible already: it is not the cause, and this says nothing of the conditions behind it.",
        bars=tuple(
            Bar(label=label(each), count=found[each]) for each in TriggerKind if found[each]
        ),
        unknown=tuple(each.id for each in incidents if each.causal.trigger_kind is None),
    )


def _recurring(records: Sequence[Postmortem]) -> Figure:
    tagged: dict[str, list[Postmortem]] = defaultdict(list)
    for record in records:
        for tag in dict.fromkeys(each.casefold() for each in record.tags):
            tagged[tag].append(record)
    several = sorted(
        ((tag, found) for tag, found in tagged.items() if len(found) >= _SEVERAL),
        key=lambda each: (-len(each[1]), each[0]),
    )
    links = {frozenset((each.id, link.to)) for each in records for link in related(each)}
    return Figure(
        id="recurring",
        title="Conditions seen in two or more postmortems",
        counted="times a tag was given",
        whole=False,
        says="A tag that comes back asks for a look at what was decided then. It says nothing of "
        "how often the condition is there without an incident.",
        bars=tuple(Bar(label=tag, count=len(found)) for tag, found in several),
        facts=(
            *(
                Fact(label=f"open actions where {tag} was seen", value=count)
                for tag, found in several
                if (count := _open_actions(found))
            ),
            Fact(label="links to earlier postmortems", value=len(links)),
        ),
    )


def _open_actions(records: Iterable[Postmortem]) -> int:
    return sum(action.status in OPEN_ACTIONS for each in records for action in each.actions)


def _kinds(records: Sequence[Postmortem]) -> Figure:
    names = {
        RecordKind.INCIDENT: "incidents",
        RecordKind.NEAR_MISS: "near misses",
        RecordKind.SURPRISE: "surprises",
        RecordKind.EXERCISE: "exercises",
    }
    counts = {kind: sum(each.kind is kind for each in records) for kind in names}
    return Figure(
        id="kinds",
        title="What was reviewed",
        counted="postmortems",
        says="More near misses reviewed is good. The number of incidents is no target: people "
        "would stop reporting.",
        bars=tuple(Bar(label=names[kind], count=counts[kind]) for kind in names if counts[kind]),
    )


def _budgets(records: Sequence[Postmortem]) -> Figure:
    spent: dict[str, list[Fraction]] = defaultdict(list)
    unknown: list[str] = []
    for record in records:
        slo, found = record.impact.slo, impact(record).budget_consumed
        if found is not None:
            spent[slo.name or " ".join(record.services[:1]) or record.id].append(found)
        elif slo.target is not None:
            unknown.append(record.id)
    return Figure(
        id="budget",
        title="Error budget that incidents consumed",
        counted="objectives",
        says="The sum over the incidents of each objective, in shares of one window's budget. What "
        "was lost outside of incidents is not in it.",
        facts=tuple(
            Fact(label=f"{name} (n = {len(found)})", value=100 * sum(found), unit="%")
            for name, found in sorted(spent.items())
        ),
        unknown=tuple(unknown),
    )
