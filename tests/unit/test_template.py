"""Reports from a team's own template, ``report.md.j2``."""

import subprocess
import sys
from dataclasses import replace

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.form import sandbox
from pmtui.exporters.form.layout import AS_USUAL
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporting import Leaking, render
from pmtui.model.errors import BadValue
from tests.unit.faces import example

EXTERNAL = Audience.EXTERNAL


def made(source: str, audience: Audience = Audience.INTERNAL, record=None, kind: str = "md") -> str:
    layout = replace(AS_USUAL, template=source.encode(), header="Ours")
    text = render(record or example(), kind, audience, layout=layout).decode()
    return text.partition("\n<!-- pmtui record")[0]  # which an internal report carries


def test_a_template_has_the_record_and_the_parts_of_the_report() -> None:
    usual = to_markdown(build(example(), Audience.INTERNAL))
    parts = "{{ front_matter }}\n\n# {{ title }}\n\n{{ facts }}\n\n"
    all_of_it = parts + "{% for each in sections.values() %}\n{{ each }}\n\n{% endfor %}"
    assert made(all_of_it) == usual
    text = made(
        "{{ header }}: {{ prep.owner | person }}, {{ milestones.impact_start | time }}, "
        "{{ prep.meeting.start | time }}, {{ milestones.closed_at | time }}, {{ notes }}\n"
        "{% for each in actions if each.status == 'verified' %}\n"
        "- {{ each.title }}, {{ each.due }}, {{ each.owner_confirmed }}\n"
        "{% endfor %}\n"
        "{{ ['a*', 'b']|join('_') }} {{ 'a.b'|replace('.', '*') }} {{ 7 // 2 + 1 }}"
    )
    head, action, rest = text.split("\n", 2)
    assert head.startswith("Ours: Tomasz Zielin, 2026-09-15 16:41 UTC (18:41 Berlin, 22:11 Kolk")
    assert head.endswith("not known, not known")
    assert action.startswith("- Reject migration sessions")
    assert action.endswith("2026-09-25, yes")
    assert rest == "a\\*\\_b a\\*b 4\n"


def test_only_markdown_is_made_by_it() -> None:
    assert made("only this") == "only this\n"
    page = made("only this", kind="html")
    assert "only this" not in page
    assert "Executive summary" in page


@pytest.mark.parametrize(
    "printed",
    [
        "{{ title }}",
        "{{ title ~ '' }}",
        "{{ title|trim }}",
        "{{ [title]|join }}",
        "{{ title + '' }}",
        "{% set x = title %}{{ x }}",
        "{% set x %}{{ title }}{% endset %}{{ x }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(title) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ title }}{% endcall %}",
        "{% block a %}{{ title }}{% endblock %}",
    ],
)
def test_no_value_becomes_markup_by_any_way(printed: str) -> None:
    record = replace(example(), title="**b** <i> [x](javascript:y)\n# z | \x1b \u202e")
    shown = "\\*\\*b\\*\\* \\<i> \\[x\\](javascript:y) \\# z \\| ␛ ⟨U+202E⟩\n"
    assert made(printed, record=record) == shown


def test_prose_stays_markdown_that_cannot_leave_its_place() -> None:
    record = replace(example(), notes="# Big\n\n**b** <i> [x](javascript:y)")
    assert (
        made("{{ notes|prose }}", record=record) == "### Big\n\n**b** \\<i> [x\\](javascript:y)\n"
    )


def test_outside_there_is_what_is_told_there_and_all_is_scanned() -> None:
    summary = "Rohan Kulkarni restarted db1.internal."
    record = replace(example(), impact=replace(example().impact, summary=summary))
    fields = (
        "{{ milestones.impact_end|time }} {{ milestones.engaged_at|time }} {{ impact.summary }}"
    )
    text = made("{{ title }} " + fields, EXTERNAL, record)
    assert text.startswith("Failed card payments on 15 September 2026 2026-09-15 18:29 UTC")
    assert "Kolkata) not known" in text
    assert "Kulkarni" not in text
    assert "db1" not in text
    for name in ("timeline", "prep", "causes", "notes", "impact.slo", "report.signoffs"):
        with pytest.raises(BadValue, match=r"undefined|no attribute"):
            made(f"{{{{ {name} }}}}", EXTERNAL)
    with pytest.raises(Leaking):
        made("Rohan Kulkarni wrote this", EXTERNAL)
    with pytest.raises(Leaking):
        made("AKIAABCDEFGHIJKLMNOP")
    told = "{{ prep.pre_talks }} {{ timeline|map(attribute='source')|select|list }}"
    assert made(told) == "\\[\\] \\[\\]\n"


NESTED = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
DOUBLING = "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(50) }}"
LOOP = "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n\n{{ nope }}", ", line 3: 'nope' is undefined"),
        ("\n{% for %}", ", line 2: Expected an expression"),
        ("{{ title.__class__ }}", ", line 1: access to attribute '__class__'"),
        ("{{ title['__class__'] }}", "__class__"),
        ("{{ title|attr('__class__') }}", "No filter named 'attr'"),
        ("{{ title|safe }}", "No filter named 'safe'"),
        ("\n{% include 'x' %}", ", line 2: include is not there"),
        ("{% from 'x' import y %}", "import is not there"),
        ("{% filter upper %}{{ title }}{% endfilter %}", "filter as a block is not there"),
        ("{% autoescape true %}{% endautoescape %}", "autoescape is not there"),
        (NESTED, "too long"),
        (DOUBLING, "too long"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "recursion"),
        (LOOP + "{% set ns.x = ns.x ~ ns.x %}{% endfor %}", "more than"),
        (LOOP + "{% set ns.x = ns.x + ns.x %}{% endfor %}", "more than"),
        (
            LOOP + "{% set t %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = t %}{% endfor %}",
            "more",
        ),
        (LOOP + "{% set ns.x = ns.x|replace('a', 'aaaa') %}{% endfor %}", "more than"),
        (LOOP + "{% set ns.x = [ns.x, ns.x]|join(ns.x) %}{% endfor %}", "more than"),
        ("{{ 'a' * 1000000000 }}", "numbers up to"),
        ("{{ '%1000000000d' % 1 }}", "numbers up to"),
        ("{{ '{:1000000000}'.format(1) }}", "'format'"),
        ("{{ 'a'.center(1000000000) }}", "'center'"),
        ("{{ (5).to_bytes(1000000000) }}", "'to_bytes'"),
        ("{{ 10 ** 1000000 }}", "powers up to"),
        ("{{ range(1000000000)|list }}", "Range too big"),
        ("{{ actions[0].update(a=1) }}", "'update'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{" + "(" * 5000, "recursion"),
        ("x" * 70_000, "64 KB"),
    ],
)
def test_what_a_template_must_not_do_is_told_with_its_line(source: str, said: str) -> None:
    with pytest.raises(BadValue) as raised:
        made(source)
    assert str(raised.value).startswith("report.md.j2 of the library")
    assert said in str(raised.value)
    assert str(raised.value).endswith(". Until that is mended no Markdown report is written.")


def test_time_is_limited_where_steps_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.05)
    with pytest.raises(BadValue, match="too long"):
        made("{% for a in range(9999) %}{{ range(99999)|list|length }}{% endfor %}")


def test_jinja_is_imported_only_for_a_template() -> None:
    code = (
        "import sys, pmtui.exporting as e, pmtui.exporters.form.template; "
        "from pmtui.model.postmortem import Postmortem; "
        "e.render(Postmortem(id='x'), 'md', e.Audience.INTERNAL); "
        "sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
