"""Page 9: did it work, what was adjusted, and may the record be closed."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.guide.lines import words
from pmtui.model.commitments import Action
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Row


class EffectsPanel(ItemsPanel):
    """What each action was to change, and what the number says."""

    EMPTY = "no action to look at yet"

    def make_entry(self) -> EntryLine | None:
        """Actions are not added here."""
        return None

    def row(self, item: Action) -> Row:
        """Verdict, metric with target and result, and when it is looked at."""
        effect = item.effectiveness
        verdict = words(effect.verdict) or "no verdict"
        figure = (
            f"{effect.metric or 'no metric'}: {effect.baseline or '?'} → {effect.target or '?'}"
        )
        check = f"  check on {effect.check_on}" if effect.check_on else ""
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{verdict:<13}", "strong" if effect.verdict else "warn"),
                (figure, ""),
                (f"  result {effect.result}" if effect.result else check, "dim"),
            ),
        )


class FollowUpPage(Page):
    """Reviews, effects and the closing note."""

    def panel(self, items: Items) -> Widget:
        """The effects of the actions have a panel of their own."""
        if items.address == "actions":
            return EffectsPanel(self.session, items.address, items.title)
        return super().panel(items)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return FollowUpPage(session, "follow_up")
