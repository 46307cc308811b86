"""Shorter reports for some readers inside: a choice of the sections of the internal report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmtui.exporters.blocks import Block, Prose, Report, Section, Subheading


@dataclass(frozen=True, slots=True)
class Variant:
    """A choice of sections by their names; without `told` they have no running text."""

    said: str
    keep: tuple[str, ...]
    told: bool = True


VARIANTS = {
    "executive": Variant("for executives", ("summary", "impact", "actions")),
    "facts": Variant(
        "facts alone, for any regulator",
        ("impact", "timeline", "detection", "causes", "actions", "communications"),
        told=False,
    ),
}
"""Executive: guide, 6.5. Facts: what notices to regulators ask for (guide, 9), without views."""


def shortened(report: Report, name: str) -> Report:
    """One of `VARIANTS` of a report, without details; its head says that it is one."""
    variant = VARIANTS[name]
    sections = tuple(
        Section(each.heading, each.anchor, tuple(_shorter(each.blocks, variant)))
        for each in report.sections
        if each.anchor in variant.keep
    )
    kept = tuple(each for each in sections if each.blocks)
    return replace(report, meta=(*report.meta, ("Variant", variant.said)), sections=kept)


def _shorter(blocks: tuple[Block, ...], variant: Variant) -> Iterator[Block]:
    """The blocks that stay; a heading only goes before one of them."""
    heading: Subheading | None = None
    for block in blocks:
        if isinstance(block, Subheading):
            heading = block
        elif not (heading and heading.detail) and (variant.told or not isinstance(block, Prose)):
            if heading:
                yield heading
            heading = None
            yield block
