"""Page 5 by the keyboard: lessons by their kinds, and what becomes of parked ideas."""

from pmtui.model import address
from pmtui.model.factors import Cause
from pmtui.model.kinds import IdeaStatus, LessonKind
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk


async def test_lessons_stand_by_their_kinds_and_say_where_else_they_hold(library):
    async with walk(library, EMPTY, "lessons") as here:
        assert "well 0, hard 0, lucky 0, surprised 0, risk 0, recurrence 0" in here.words
        await here.write("risk: pools are shared")
        assert "risk; where else does it hold?" in here.words
        await here.write("", "enter")
        await here.write("w: x")
        assert "“w” can be went well or was hard: stays text" in here.words
        await here.write("", "ctrl+u")
        await here.write("lucky: the vendor was awake", "enter")
        await here.write("risk: no limit, elsewhere: two clients", "enter")
        assert here.place == "+lessons"
        kinds = {lesson.id: lesson.kind for lesson in here.record.lessons}
        assert kinds == {"l1": LessonKind.RISK, "l2": LessonKind.GOT_LUCKY, "l3": LessonKind.RISK}
        assert here.record.lessons[2].text == "no limit"
        assert "Lessons (3) · nothing yet on: 4 kinds" in here.words
        assert "well 0, hard 0, lucky 1, surprised 0, risk 2, recurrence 0" in here.words
        order = ["got lucky l2", "risk l1 where else?", "l3 no limit"]
        assert sorted(order, key=here.words.index) == order
        assert "→ two clients" in here.words

        await here.write("", "down", "home", "down", "w", "enter")
        assert "A risk holds somewhere else" in here.words
        await here.write("four more services", "enter")
        assert here.record.lessons[0].generalises_to == "four more services"
        await here.write("", "t")
        assert here.record.lessons[0].kind is LessonKind.RECURRENCE
        assert "nothing yet on: well, hard, surprised" in here.words
        await here.write("", "u", "u")
        assert here.record.lessons[0].generalises_to is None
        assert here.record.lessons[0].kind is LessonKind.RISK
        assert here.drafts == {}


async def test_causes_are_linked_from_a_list_that_narrows(library):
    causes = (Cause(id="c2", statement="The pool was full"), Cause(id="c3", statement="No alert"))
    library.change(EMPTY, lambda record: address.put(record, "causes", causes))
    async with walk(library, EMPTY, "lessons") as here:
        await here.write("hard: nobody saw the queue", "enter", "down", "c", *"alert", "enter")
        assert here.record.lessons[0].causes == ("c3",)
        assert "l1 names c3." in here.words
        await here.write("", "c", *"linked", "enter")
        assert here.record.lessons[0].causes == ()
        await here.write("", "u")
        assert here.record.lessons[0].causes == ("c3",)


async def test_parked_ideas_are_promoted_declined_merged_and_opened_again(library):
    async with walk(library, EMPTY, "lessons") as here:
        for idea in ("Alert on the queue", "Rewrite it all", "An alert"):
            await here.write("half")
            await here.write("", "f3")
            await here.write(idea, "enter")
            assert here.place == "+lessons"
            assert here.app.screen.focused.value == "half"
            await here.write("", "ctrl+u")
        assert "Parking lot (3): 3 open" in here.words
        await here.write("", "tab", "tab", "down", "home")
        assert "p Promote x Decline M Merge o Reopen" in here.words

        await here.write("", "p")
        assert here.place == "actions.a1.title"
        assert here.app.screen.focused.value == "Alert on the queue"
        await here.write("", "escape")
        assert here.place == "Rows"
        assert "Parking lot (3): 2 open, 1 promoted" in here.words
        assert "▸ i2" in here.text

        await here.write("", "x", "enter")
        assert "i2 is declined with a reason only." in here.words
        await here.write("a year of work", "enter")
        await here.write("", "M", *"alert", "enter")
        found = [(idea.status, idea.to, idea.reason) for idea in here.record.parking_lot]
        assert found == [
            (IdeaStatus.PROMOTED, "a1", None),
            (IdeaStatus.DECLINED, None, "a year of work"),
            (IdeaStatus.MERGED, "a1", None),
        ]
        await here.write("", "home", "x")
        assert "i1 is promoted already; o opens it again." in here.words
        await here.write("", "o")
        assert "i1 is open; a1 stays as it is." in here.words
        assert here.record.parking_lot[0].status is IdeaStatus.OPEN
        assert here.record.actions[0].title == "Alert on the queue"
        await here.write("", "u", "u", "u", "u")
        assert {idea.status for idea in here.record.parking_lot} == {IdeaStatus.OPEN}
        assert here.record.actions == ()
