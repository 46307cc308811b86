"""How recommendations look: a row of columns for each, and one of them written out in full."""

from collections.abc import Collection, Sequence
from datetime import date

from rich.text import Text

from pmtui.guide.lines import person, words
from pmtui.guide.needs import needs
from pmtui.model.commitments import Action
from pmtui.model.effects import verdict_words
from pmtui.model.factors import Cause
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.text import clip, one_line
from pmtui.widgets.board_rows import MARK
from pmtui.widgets.rows import Row

LEFT = 9
"""Cells before the title: the mark of the selection, id and priority."""

LEAST_TITLE = 20
"""Cells of a title that are enough to know it by; the columns after it have to do with the rest."""

LONGEST_NAME = 9
LONGEST_CAUSE = 40
STATE = 11
"""Cells of the longest state; what is needed may take more."""

TOLD = frozenset(
    {
        *("title", "type", "priority", "owner", "owner_confirmed", "due", "causes"),
        *("strength", "strength_reason", "verification.method"),
        *(f"effectiveness.{each}" for each in ("metric", "baseline", "target", "check_on")),
    }
)
"""The fields that `in_full` tells, also when they are empty."""


def action_rows(
    record: Postmortem,
    actions: Sequence[Action],
    width: int,
    today: date,
    marked: Collection[str] = (),
) -> list[Row]:
    """A row each for a list of that width: the titles are cut so that the columns are in view.

    `marked` are the ids of those that are to be moved together.
    """
    columns = [_columns(record, action, today) for action in actions]
    longest = max((sum(len(text) + 1 for text, _ in each) for each in columns), default=0)
    room = max(width - LEFT - longest, LEAST_TITLE)
    return [
        _row(action, each, room, action.id in marked)
        for action, each in zip(actions, columns, strict=True)
    ]


def gap_row(cause: Cause, short: Sequence[Action] = ()) -> Row:
    """A cause on which nothing acts, or nothing any more: `short` did not help enough."""
    why = f"open again, as {'; '.join(map(verdict_words, short))}" if short else "nothing acts on"
    return Row(cause.id, ((f"{cause.id:<4}▒ {why}: {cause.statement or ''}", "warn"),))


def in_full(record: Postmortem, action: Action) -> Text:
    """What a recommendation says, and what it does not say yet of owner, proof and effect."""
    text = Text(f"{one_line(action.title or 'no title')}\n", "bold")
    known = {cause.id: cause.statement or "" for cause in record.causes}
    agreed = "agreed" if action.owner_confirmed else "has not agreed yet (o)"
    owner = f"{person(record, action.owner)}, {agreed}" if action.owner else "nobody yet (o)"
    reason = f", because {action.strength_reason}" if action.strength_reason else ", why?"
    effect = action.effectiveness
    figure = f"{effect.metric}: {effect.baseline or '?'} → {effect.target or '?'}"
    check = f", check on {effect.check_on or '?'}"
    causes = [f"{each} {clip(known.get(each, ''), LONGEST_CAUSE)}" for each in action.causes]
    lines = (
        ("Type", words(action.type) or "not said"),
        ("Verified by", action.verification.method or "not said (v)"),
        ("Effect", f"{figure}{check}" if effect.metric else "not said (v)"),
        ("Strength", f"{words(action.strength)}{reason}" if action.strength else "not said"),
        ("Owner", owner),
        ("Due", words(action.due) or "no date"),
        ("Answers", "; ".join(causes) or "nothing yet (c)"),
    )
    for label, told in lines:
        text.append(f"{label}: ", "dim").append(f"{one_line(told)}  ")
    return text


def _columns(record: Postmortem, action: Action, today: date) -> tuple[tuple[str, str], ...]:
    """What stands behind the title, with its look: state or needs, owner, due, causes."""
    lacking = needs(record, action)
    state = (f"{words(action.status):<{STATE}}", "strong")
    if lacking:
        state = (f"needs {', '.join(lacking)}", "warn")
    more = f"+{len(action.causes) - 2}" if action.causes[2:] else ""
    year = " %y" if action.due and action.due.year != today.year else ""
    due = f"{action.due.day} {action.due:%b{year}}" if action.due else ""
    causes = f"{','.join(action.causes[:2])}{more}"
    columns = (state, (_name(record, action), "dim"), (due, "dim"), (causes, "dim"))
    return tuple(each for each in columns if each[0])


def _name(record: Postmortem, action: Action) -> str:
    """The owner's first name; with a question mark until the owner has agreed."""
    known = participant(record, action.owner)
    full = (known.name or known.handle if known else None) or action.owner or ""
    name = clip(full.split()[0] if full.strip() else "", LONGEST_NAME)
    return f"{name}?" if name and not action.owner_confirmed else name


def _row(action: Action, columns: Sequence[tuple[str, str]], room: int, marked: bool) -> Row:
    title = clip(one_line(action.title or ""), room)
    behind = [(f" {text}", look) for text, look in columns]
    return Row(
        action.id,
        (
            (f"{action.id:<4}", "dim"),
            (f"{action.priority or '':<3}", "strong"),
            (f"{title:<{room}}", ""),
            *behind,
        ),
        MARK if marked else "",
    )
