"""The follow-up: what is next is said, what is due first, and each of it is asked for."""

from collections.abc import Sequence

from pmtui.guide.follow_up_boxes import asked
from pmtui.guide.next_steps import Doing, next_steps, step_of, when_words
from pmtui.linear.entries import Entries, Moved
from pmtui.linear.plain import INDENT
from pmtui.linear.questions import answer, forget
from pmtui.linear.shown import effect_lines
from pmtui.linear.talk import Talk
from pmtui.model.errors import PmtuiError


class ReviewEntries(Entries):
    """The reviews; what is next in the whole follow-up is said with them."""

    def say_items(self, lines: Sequence[str]) -> None:
        """Say the reviews, then what is next."""
        super().say_items(lines)
        session = self.talk.session
        today = session.now().date()
        steps = next_steps(session.record, today)
        if steps:
            self.talk.say("What is next; :state and the first word of a line does it:")
        for step in steps:
            said = (step.key, when_words(step, today), f"{step.doing} {step.words}")
            self.talk.say(", ".join(filter(None, said)), INDENT)


class Effects(Moved):
    """The actions where their effect is judged."""

    def told(self) -> list[str]:
        """What is known of each effect, instead of what the actions are."""
        return effect_lines(self.talk.session.record)

    def hint(self) -> str:
        """What can be done with them."""
        return ":state a1 judges its effect, :edit a1 asks its fields."


def settle(talk: Talk, key: str) -> bool:
    """Ask what a step of the follow-up needs, by the id of its item; False for no step.

    What does not fit stays as drafts, which are offered when it is asked again, here or in a box.
    """
    session = talk.session
    step = step_of(session.record, key, session.now().date())
    if step is None:
        return False
    box = asked(session.record, step, who=session.who, now=session.now())
    talk.say(box.title)
    answers: dict[str, str] = {}
    for each in box.questions:
        if each.is_asked(answers.get(box.questions[0].name, "")):
            answers[each.name] = answer(talk, box.title, each)
    try:
        puts = box.puts(session.record, answers, session.now())
    except PmtuiError as error:
        talk.say(str(error))
        return True
    if not talk.apply(puts, box.said):
        return True
    forget(talk, box.title, box.questions)
    if step.doing is Doing.JUDGE:
        after = step_of(session.record, key, session.now().date())
        if after is not None and after.doing is Doing.ADJUST:
            settle(talk, key)
    return True
