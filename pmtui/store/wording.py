"""The rules of wording that count in a library: those built in, and the team's own."""

from typing import TYPE_CHECKING

from pmtui.guide.wording import TEAM_FILE, Rules, built_in, with_team
from pmtui.model.errors import PmtuiError

if TYPE_CHECKING:
    from pmtui.store.library import Library


def rules_of(library: "Library") -> tuple[Rules, str]:
    """The rules, and a sentence on why the team's file does not count; empty when all is well."""
    try:
        return with_team(library.team_file(TEAM_FILE)), ""
    except PmtuiError as error:
        return built_in(), str(error)
