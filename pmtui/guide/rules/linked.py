"""The guide's nudge on what another postmortem left open (N8.3), and on links that one side has.

====  ==========================================================================================
N8.3  an action of a linked postmortem was open at the time of this one, or still is
N8.5  the other postmortem does not have the link
====  ==========================================================================================
"""

from collections.abc import Iterator

from pmtui.guide.beside import Beside
from pmtui.guide.rules.rule import BesideRule, Problem
from pmtui.model.kinds import Relation
from pmtui.model.postmortem import Postmortem
from pmtui.model.recurrence import LINKS, has_back, names_of, noted_action, related
from pmtui.model.text import clip


def _open_in_linked(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    linked = {*record.prep.prior, *(link.to for link in related(record))}
    names = {name for name in linked if name and name not in (record.id, record.reference)}
    still_open = beside.elsewhere.of(names) if names else []
    told = set[tuple[str, str]]()
    for link in related(record):
        noted = noted_action(link)
        if link.relation is not Relation.ACTION_OPEN_AT_TIME or noted is None:
            continue
        now = any(each.id == noted.id and each.of(link.to) for each in still_open)
        more = ", and is still open" if now and not noted.here else ""
        whose = "our" if noted.here else "its"
        told.add((link.to or "", noted.id))
        yield (
            f"{LINKS}.{link.id}.note",
            f"Linked to {link.to}: {whose} action {noted.id} was {noted.state} at that time{more}.",
        )
    for action in still_open:
        if not any(action.id == item_id and action.of(to) for to, item_id in told):
            yield (
                LINKS,
                f"Linked to {action.reference or action.record}: its action {action.id} is still "
                f"open (“{clip(action.title, 60)}”). What would get it done?",
            )


def _one_sided(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    """Only of links that name causes of both sides: those were to be kept in both."""
    for link in related(record):
        if not link.to or not link.there or link.to in names_of(record):
            continue
        other = beside.elsewhere.postmortem(link.to)
        if other is not None and not has_back(other, link, record):
            yield (
                f"{LINKS}.{link.id}",
                f"{link.to} does not have this link. Take it back here and make it again, so that "
                f"both have it.",
            )


RULES = (
    BesideRule("N8.3", "hint", _open_in_linked),
    BesideRule("N8.5", "hint", _one_sided),
)
