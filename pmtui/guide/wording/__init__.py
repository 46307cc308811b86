"""Hints on words that blame, or that end the search for conditions; they never block.

The rules, their examples and the way they are applied come from studies of blameless language in
incident reviews; `rules.json` holds them as data. A team adds and switches off rules in a file of
its library.
"""

from pmtui.guide.wording.hints import Hint, hints
from pmtui.guide.wording.people import names_in
from pmtui.guide.wording.record import Place, looker, record_hints, shown_on
from pmtui.guide.wording.rules import FIELDS, Rule, Rules, built_in
from pmtui.guide.wording.team import TEAM_FILE, with_team

__all__ = [
    "FIELDS",
    "TEAM_FILE",
    "Hint",
    "Place",
    "Rule",
    "Rules",
    "built_in",
    "hints",
    "looker",
    "names_in",
    "record_hints",
    "shown_on",
    "with_team",
]
