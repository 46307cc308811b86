"""Moving an action along its states, deciding on a parked idea, going on in the follow-up."""

from pmtui.edits import moved_puts
from pmtui.guide import moves
from pmtui.guide.lines import line, words
from pmtui.guide.moves import Mover
from pmtui.linear.follow_up import settle
from pmtui.linear.questions import answer, forget
from pmtui.linear.shown import list_of
from pmtui.linear.talk import Talk
from pmtui.linear.ways import Again
from pmtui.model import address
from pmtui.model.commitments import Action, Idea
from pmtui.model.errors import PmtuiError
from pmtui.model.ideas import decline, merger, mergers, promotion, reopening
from pmtui.model.kinds import IdeaStatus


def state(talk: Talk, named: str) -> None:
    """Ask for the next state of an action or a parked idea, and for what it needs.

    On the page Follow-up, it is what comes next there: a review, an effect, an accepted risk.
    """
    if talk.step.name == "follow_up" and named and settle(talk, named):
        raise Again
    found = list_of(talk.session.record, named)
    item = address.get(talk.session.record, found) if found else None
    if isinstance(item, Action):
        _move(talk, item)
    elif isinstance(item, Idea):
        _decide(talk, item)
    else:
        talk.say("Name an action or a parked idea by its id, such as :state a1 or :state i2.")
        return
    raise Again


def _move(talk: Talk, action: Action) -> None:
    record, now = talk.session.record, talk.session.now()
    mover = Mover(talk.session.who, now.date(), now)
    talk.say(f"{action.id}: {line(record, 'actions', action)}")
    allowed = moves.ways(action)
    if not allowed:
        talk.say(f"{action.id} is {words(action.status)}: it stays so.")
        return
    talk.say(f"It is {words(action.status)}. Move it to:")
    chosen = talk.pick([words(each) for each in allowed])
    if chosen is None:
        return
    to = allowed[chosen]
    title, asks = f"{action.id} {to}", moves.asks(record, action, to, mover)
    answers = {ask.name: answer(talk, title, ask) for ask in asks}
    try:
        moved = moves.moved(record, action.id, to, answers, mover)
    except PmtuiError as error:
        talk.say(str(error))
        return
    if talk.apply(moved_puts(record, moved), f"{action.id} is {words(to)} now."):
        forget(talk, title, asks)


def _decide(talk: Talk, idea: Idea) -> None:
    record = talk.session.record
    talk.say(f"{idea.id}: {line(record, 'parking_lot', idea)}")
    try:
        if idea.status is not IdeaStatus.OPEN:
            puts = reopening(record, idea.id)
        else:
            talk.say("It becomes a recommendation, is declined with a reason, or is merged:")
            chosen = talk.pick(("promoted", "declined", "merged"))
            if chosen is None:
                return
            puts = (_promote, _decline, _merge)[chosen](talk, idea)
    except PmtuiError as error:
        talk.say(str(error))
        return
    if talk.apply(puts, ""):
        now: Idea = address.get(talk.session.record, f"parking_lot.{idea.id}")
        talk.say(f"{idea.id} is {now.status}" + (f", see {now.to}." if now.to else "."))


def _promote(talk: Talk, idea: Idea) -> list[tuple[str, object]]:
    return promotion(talk.session.record, idea.id)


def _decline(talk: Talk, idea: Idea) -> list[tuple[str, object]]:
    return decline(talk.session.record, idea.id, _word(talk, "Why?", "Reason"))


def _merge(talk: Talk, idea: Idea) -> list[tuple[str, object]]:
    known = ", ".join(mergers(talk.session.record, idea.id)) or "nothing yet"
    into = _word(talk, f"Into which of: {known}?", "Into")
    return merger(talk.session.record, idea.id, into)


def _word(talk: Talk, question: str, mark: str = "Due") -> str:
    talk.say(question)
    return talk.listen(mark).strip()
