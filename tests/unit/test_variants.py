"""Shorter reports: executive, and facts for regulators."""

from dataclasses import replace
from itertools import pairwise

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Prose, Subheading
from pmtui.exporters.form.layout import AS_USUAL, NAMES
from pmtui.exporters.form.variants import VARIANTS
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporting import file_name, render
from pmtui.model.postmortem import Postmortem
from tests.unit.faces import example, same_as_golden


def shorter(name, record=None):
    return build(record or example(), Audience.INTERNAL, layout=replace(AS_USUAL, variant=name))


@pytest.mark.parametrize("name", VARIANTS)
def test_example_is_the_golden(name):
    assert same_as_golden(to_markdown(shorter(name)), f"example-{name}.md")


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_a_choice_of_the_report_in_its_order(name):
    whole, report = build(example(), Audience.INTERNAL), shorter(name)
    kept = [each.anchor for each in report.sections]
    assert set(kept) == set(VARIANTS[name].keep) <= set(NAMES[Audience.INTERNAL])
    assert kept == [each.anchor for each in whole.sections if each.anchor in kept]
    said = {block for each in whole.sections for block in each.blocks}
    assert {block for each in report.sections for block in each.blocks} < said
    assert report.meta == (*whole.meta, ("Variant", VARIANTS[name].said))
    assert shorter(name, Postmortem(id="x")).sections == ()


def test_facts_have_no_views_and_no_heading_stands_alone():
    for section in shorter("facts").sections:
        assert not any(isinstance(block, Prose) for block in section.blocks)
        heads = [isinstance(block, Subheading) for block in section.blocks]
        assert not heads[-1]
        assert (True, True) not in pairwise(heads)


def test_a_variant_does_not_carry_the_record():
    layout = replace(AS_USUAL, variant="executive")
    text = render(example(), "md", Audience.INTERNAL, layout=layout).decode()
    assert "pmtui record" not in text
    assert file_name(example(), "md", Audience.INTERNAL, variant="executive").endswith(
        "-failed-executive.md"
    )
