"""What a team has chosen for the reports of one audience."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmtui.exporters.audience import Audience
from pmtui.exporters.look import USUAL, Look

TEAM_FILE = "report.toml"
"""The name of the file, in the folder of the library."""

TEMPLATE_FILE = "report.md.j2"
"""The name of the template beside it."""

NAMES = {
    Audience.INTERNAL: (
        *("summary", "impact", "timeline", "detection", "causes", "lessons", "actions"),
        *("communications", "follow_up", "open_questions", "evidence", "signoff", "threads"),
        *("prep", "notes"),
    ),
    Audience.EXTERNAL: ("summary", "what-happened", "what-we-do", "lessons", "milestones"),
}
"""The names of the sections, which are their anchors, in their usual order."""


@dataclass(frozen=True, slots=True)
class Added:
    """A section of the team's own: a text (Markdown), then fields of the record by address."""

    name: str
    heading: str
    text: str = ""
    fields: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of the reports for one audience.

    The sections in `order` come first, the others follow as usual. `template` is the team's own
    one for Markdown, as it lies in its file; empty for none. `variant` is one of `VARIANTS` that
    is asked for, empty for the whole report.
    """

    header: str = ""
    footer: str = ""
    order: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=dict)
    add: tuple[Added, ...] = ()
    look: Look = USUAL
    template: bytes = b""
    variant: str = ""


AS_USUAL = Layout()
