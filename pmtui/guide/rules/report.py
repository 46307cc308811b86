"""Page 7: the report is written, signed, checked for what must not leave, and sent.

RV1 to RV3 are of the comments on it and of those who get it (domain guide, 6.5).
"""

import re
from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.lines import person as person_name
from pmtui.guide.rules import draft, status_page, summary, summary_words
from pmtui.guide.rules.rule import DayRule, Problem, Rule, needs
from pmtui.model import sign_off
from pmtui.model.kinds import Variant
from pmtui.model.postmortem import Postmortem

_MANY = re.compile(
    r"\b(?:all|every\w+|engineering|company|organi[sz]ation|staff|public|status page|customers)\b",
    re.IGNORECASE,
)
"""Words for many readers."""

_LEAVES_THE_HOUSE = {Variant.EXTERNAL, Variant.ANONYMISED}


def _signed(record: Postmortem) -> Iterator[Problem]:
    yield from (("report.signoffs", sentence) for sentence in sign_off.unsigned(record))


def _seen(record: Postmortem) -> Iterator[Problem]:
    """Everybody in it has read it: they are noted as readers, or somebody says so."""
    involved = any(person.involved for person in record.prep.people)
    unread = sign_off.unread_by(record)
    if record.report.seen_by_all or (involved and not unread):
        return
    if record.report.readers and unread:
        names = ", ".join(person_name(record, each) for each in unread)
        yield "report.readers", f"Not read yet by {names}. Send it to them before it is published."
    else:
        yield (
            "report.seen_by_all",
            "Send the draft to everybody who appears in it before it is published.",
        )


def _in_time(record: Postmortem, today: date) -> Iterator[Problem]:
    limit, published = policy.publish_due(record), sign_off.first_published(record)
    if limit is None:
        return
    late = published > limit if published else today > limit.date()
    if late:
        done = f"It was published on {published:%Y-%m-%d}" if published else "It is not published"
        yield (
            "report.published_at",
            f"{done}; policy says by {limit:%Y-%m-%d}. Send what there is, and say what is open.",
        )


def _open_comments(record: Postmortem) -> Iterator[Problem]:
    waiting = [each for each in record.report.comments if each.resolved_at is None]
    if waiting:
        said = "1 comment is open" if len(waiting) == 1 else f"{len(waiting)} comments are open"
        yield f"report.comments.{waiting[0].id}", f"{said}. Answer them, and resolve them."


def _sent_to(record: Postmortem) -> Iterator[Problem]:
    for each in record.report.distribution:
        if not each.to:
            yield f"report.distribution.{each.id}.to", f"{each.id} names nobody. Say who got it."


def _restricted_first(record: Postmortem) -> Iterator[Problem]:
    sent = record.report.distribution
    if record.flags.security and sent and any(_MANY.search(each) for each in sent[0].to):
        yield (
            f"report.distribution.{sent[0].id}.to",
            "The incident touches security: send it to a restricted list first.",
        )


RULES = (
    *summary.RULES,
    *summary_words.RULES,
    Rule("X6.2", "must", _signed),
    Rule(
        "X6.3",
        "must",
        needs(
            lambda r: (
                r.report.redaction_review_at
                or not _LEAVES_THE_HOUSE.intersection(r.report.variants)
            ),
            "report.redaction_review_at",
            "Go through what must not leave the organisation before the external report does.",
        ),
    ),
    Rule(
        "X6.4",
        "must",
        needs(
            lambda r: r.report.distribution,
            "report.distribution",
            "Note whom the report was sent to.",
        ),
    ),
    Rule("X6.5", "warn", _seen),
    DayRule("X6.7", "warn", _in_time),
    Rule("RV1", "hint", _open_comments),
    Rule("RV2", "warn", _sent_to),
    Rule("RV3", "warn", _restricted_first),
    *status_page.RULES,
    *draft.RULES,
)
