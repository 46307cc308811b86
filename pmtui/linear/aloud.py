"""Reading aloud: what a page, a list or an item holds, in plain lines, without a question."""

from pmtui.guide import values
from pmtui.guide.fields import PAGES, Field
from pmtui.guide.lines import person
from pmtui.guide.steps import STEPS, Step
from pmtui.linear.plain import INDENT, PlainLines
from pmtui.linear.shown import effect_lines, fields_of, item_lines
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem


def read_pages(lines: PlainLines, record: Postmortem, page: str | None = None) -> None:
    """Read all pages, or one."""
    lines.say(record.title or record.id)
    for step in STEPS:
        if page in (None, step.name):
            read_page(lines, record, step)


def read_page(lines: PlainLines, record: Postmortem, step: Step) -> None:
    """Read a page: what is asked first also where it is not known, the rest where it is."""
    lines.say()
    lines.say(f"Page {step.number} of {len(STEPS)}: {step.title}. {step.purpose}")
    done = getattr(record.progress, step.name)
    if done.done_at is not None:
        why = f" Overridden: {done.override}" if done.override else ""
        by = person(record, done.by) or "somebody"
        lines.say(f"Done {done.done_at:%Y-%m-%d %H:%M} UTC by {by}.{why}")
    for part in PAGES[step.name]:
        if isinstance(part, Field):
            _read_field(lines, record, part.address, part.label, always=part.front)
        elif (step.name, part.address) == ("follow_up", "actions"):
            _read_lines(lines, part.title, effect_lines(record))
        elif part.front or address.get(record, part.address):
            read_list(lines, record, part.address, part.title)


def read_list(lines: PlainLines, record: Postmortem, place: str, title: str = "") -> None:
    """Read every item of a list."""
    _read_lines(lines, title or place, item_lines(record, place))


def _read_lines(lines: PlainLines, title: str, told: list[str]) -> None:
    lines.say(f"{title}: {len(told) or 'nothing yet'}")
    for line in told:
        lines.say(line, INDENT)


def read_item(lines: PlainLines, record: Postmortem, place: str) -> None:
    """Read every field of an item that is known, or one field of the record."""
    if not address.has(record, place):
        lines.say(f"There is no {place}.")
    elif address.get_item(record, place) is None:
        _read_field(lines, record, place, place, always=True)
    else:
        lines.say(f"{place}:")
        for label, shown in fields_of(record, place):
            _read_value(lines, label, shown)


def _read_field(
    lines: PlainLines, record: Postmortem, place: str, label: str, *, always: bool
) -> None:
    try:
        shown = values.show(record, place)
    except BadValue as error:  # a part with fields of its own
        lines.say(str(error))
        return
    if shown or always:
        _read_value(lines, label, shown or "not known")


def _read_value(lines: PlainLines, label: str, shown: str) -> None:
    """A label and its value; of several lines, each on one."""
    if "\n" in shown.strip("\n"):
        lines.say(f"{label}:")
        lines.read_out(shown.strip("\n"))
    else:
        lines.say(f"{label}: {shown}")
