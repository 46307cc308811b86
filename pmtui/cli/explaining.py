"""``pmtui export --explain``: what an external report leaves out, and why."""

import re
from typing import TYPE_CHECKING, Any

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from pmtui.exporters.preview import Preview
    from pmtui.guide.outside.record_words import Listed
    from pmtui.model.postmortem import Postmortem


def explain(record: "Postmortem", listed: "Listed", *, as_json: bool) -> int:
    """Print what is left out; 1 where a secret stops the report or something is undecided."""
    from pmtui.exporters.preview import preview

    found = preview(record, listed)
    if as_json:
        print_json(_plain(found))
    else:
        print_rows(_rows(found))
    stopped = sum(each.kind == "secret" for each in found.taken)
    undecided = sum(each.undecided for each in found.taken)
    if stopped:
        say(f"{stopped} secret{'s' * (stopped > 1)} would stop the report.")
    if undecided:
        say(
            f"{undecided} undecided. Decide with: pmtui edit {record.id} report.redactions "
            f'--add "keep WORDS", or "take out WORDS", or "replace WORDS by OTHERS".'
        )
    return 1 if stopped or undecided else 0


def _rows(found: "Preview") -> list[list[str]]:
    """A row for everything taken out, then one for each list of what is held back."""
    from pmtui.exporters.preview import becomes, reason, shown_words

    taken = [
        [each.field, f"{shown_words(each)} {becomes(each)}", reason(each)] for each in found.taken
    ]
    alike: dict[tuple[str, str], list[str]] = {}
    for each in found.held_back:
        parent = _list_of(each.address)
        alike.setdefault((parent, each.why), []).append(each.address)
    held = [
        [places[0] if len(places) == 1 else f"{parent} ({len(places)})", "held back", why]
        for (parent, why), places in alike.items()
    ]
    return taken + held


def _list_of(where: str) -> str:
    """The list or part that an address lies in: timeline for timeline.t3 and timeline.t3.quote."""
    parts = where.split(".")
    items = [place for place, part in enumerate(parts) if re.fullmatch(r"[a-zA-Z]\d+", part)]
    return ".".join(parts[: items[0]] if items else parts[:-1]) or where


def _plain(found: "Preview") -> dict[str, Any]:
    from pmtui.exporters.preview import becomes, shown_words

    return {
        "taken": [
            {
                "field": each.field,
                "kind": each.kind,
                "words": shown_words(each)[1:-1],
                "becomes": becomes(each),
                "decision": each.decision.decision if each.decision else None,
                "why": each.why,
            }
            for each in found.taken
        ],
        "held_back": [{"field": each.address, "why": each.why} for each in found.held_back],
    }
