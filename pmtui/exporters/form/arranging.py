"""A report in the form that a team has chosen."""

from collections.abc import Iterator
from dataclasses import replace

from pmtui.exporters.blocks import Block, Facts, Prose, Report, Section, Subheading
from pmtui.exporters.form.fields import label_of, shown
from pmtui.exporters.form.layout import Added, Layout
from pmtui.exporters.phrases import NOT_KNOWN, Phrases
from pmtui.guide.outside.taking_out import TakingOut


def in_form(
    report: Report, layout: Layout, say_it: Phrases, out: TakingOut | None = None
) -> Report:
    """The report in the team's form; sections that would say nothing are left out.

    `out` takes out of fields what must not leave; None for readers inside.
    """
    sections = [
        replace(each, heading=layout.rename.get(each.anchor, each.heading))
        for each in report.sections
    ]
    own = {
        each.name: Section(
            layout.rename.get(each.name, each.heading), each.name, tuple(_blocks(each, say_it, out))
        )
        for each in layout.add
    }
    first = {name: number for number, name in enumerate(layout.order)}
    sections += [section for name, section in own.items() if name in first]
    sections.sort(key=lambda each: first.get(each.anchor, len(first)))
    for added in layout.add:
        if added.name not in first:
            sections.insert(_place(added, layout, sections), own[added.name])
    kept = tuple(each for each in sections if each.blocks and each.anchor not in layout.drop)
    return replace(
        report, sections=kept, header=layout.header, footer=layout.footer, look=layout.look
    )


def _place(added: Added, layout: Layout, sections: list[Section]) -> int:
    """Where an added section goes: behind the one it names and those that follow it, or the end."""
    if not added.after:
        return len(sections)
    followers = {added.after, *(each.name for each in layout.add if each.after == added.after)}
    places = [number for number, each in enumerate(sections, 1) if each.anchor in followers]
    return places[-1] if places else len(sections)


def _blocks(added: Added, say_it: Phrases, out: TakingOut | None) -> Iterator[Block]:
    """The text, the short values as pairs, then each long text below its name."""
    if added.text:
        yield Prose(added.text)
    values = [(label_of(address), shown(say_it, address, out)) for address in added.fields]
    short = [(label, value) for label, value in values if not isinstance(value, Prose)]
    if any(value for _, value in short):
        yield Facts(tuple((label, value or NOT_KNOWN) for label, value in short))
    for label, value in values:
        if isinstance(value, Prose) and value.text:
            yield Subheading(label)
            yield value
