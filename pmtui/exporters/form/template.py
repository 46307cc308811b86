"""Markdown from a team's own template (``report.md.j2``), in `sandbox.Sandbox`.

A template knows the record by the names of ``show --json``: inside the organisation without what no
report has, outside it only with what is told there, and with roles for names. It also knows the
parts of the usual report, as Markdown.
"""

import traceback
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Facts, Paragraph, Prose, Report
from pmtui.exporters.form.fields import addresses
from pmtui.exporters.form.layout import TEMPLATE_FILE
from pmtui.exporters.markdown import front_matter, markdown_of, section_markdown, section_parts
from pmtui.exporters.phrases import Phrases
from pmtui.guide.outside.taking_out import TakingOut
from pmtui.guide.outside.visibility import is_shown
from pmtui.guide.team_file import LARGEST
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Access, Precision
from pmtui.model.text import visible
from pmtui.model.types import Moment

_NEVER = ("progress", "turns", "conflicts", "wording_ignored", "retired", "schema_version")
_UNTIL = "Until that is mended no Markdown report is written."


def in_template(
    source: bytes,
    report: Report,
    say_it: Phrases,
    record: Mapping[str, Any],
    out: TakingOut | None,
) -> str:
    """The Markdown that a template makes of a report and of its record as plain values.

    `out` takes out of them what must not leave; None for readers inside.
    Raises `BadValue` with what is wrong with the template, and where.
    """
    from pmtui.exporters.form.sandbox import Ready, Sandbox

    def time(value: Any) -> str:
        return _time(say_it, value)

    def prose(value: Any) -> Ready:
        parts = section_parts((Prose(str(value or "")),))
        return Ready("\n\n".join(text for _, text in parts))

    used: set[str] = set()
    parts = {
        "front_matter": front_matter(report),
        "header": markdown_of(Paragraph(report.header)),
        "facts": markdown_of(Facts(report.meta)),
        "footer": markdown_of(Paragraph(report.footer)),
    }
    values = {
        **(_outside(record, out) if out else _inside(record)),
        "audience": str(say_it.audience),
        "title": report.title,
        "sections": {each.anchor: Ready(section_markdown(each, used)) for each in report.sections},
        **{name: Ready(text) for name, text in parts.items()},
    }
    try:
        if len(source) > LARGEST:
            raise BadValue(f"it has over {LARGEST // 1024} KB")
        sandbox = Sandbox({"time": time, "prose": prose, "person": say_it.person})
        code = sandbox.compile(sandbox.tree(source.decode("utf-8-sig")), filename=TEMPLATE_FILE)
        template = sandbox.template_class.from_code(sandbox, code, sandbox.make_globals(None))
        return visible(template.render(values)).strip("\n") + "\n"
    except Exception as error:  # whatever a template does wrong, it is the template's
        line = _line(error)
        where = f", line {line}" if line else ""
        said = str(error).rstrip(".") or type(error).__name__
        raise BadValue(f"{TEMPLATE_FILE} of the library{where}: {said}. {_UNTIL}") from None


def _line(error: Exception) -> int | None:
    """The line of the template at which it went wrong, from 1, as far as it is known."""
    if line := getattr(error, "lineno", None):
        return int(line)
    frames = traceback.extract_tb(error.__traceback__)
    return next((each.lineno for each in reversed(frames) if each.filename == TEMPLATE_FILE), None)


def _time(say_it: Phrases, value: Any) -> str:
    """A moment or instant of the record in words, in UTC and the record's zones."""
    if isinstance(value, Mapping):
        at = value.get("at")
        precision = Precision(value.get("precision") or Precision.EXACT)
        moment = Moment(at=datetime.fromisoformat(at) if at else None, precision=precision)
        return say_it.moment(moment)
    return say_it.time(datetime.fromisoformat(value) if value else None)


def _inside(record: Mapping[str, Any]) -> dict[str, Any]:
    """What colleagues may read: no talks before the meeting, no lines of logs."""
    evidence = [
        {**each, "ref": None} if each["access"] == Access.FACILITATOR_ONLY else each
        for each in record["prep"]["evidence"]
    ]
    prep = {**record["prep"], "pre_talks": [], "evidence": evidence}
    timeline = [{**each, "source": None, "origin": None} for each in record["timeline"]]
    kept = {name: value for name, value in record.items() if name not in _NEVER}
    return {**kept, "prep": prep, "timeline": timeline}


def _outside(record: Mapping[str, Any], out: TakingOut) -> dict[str, Any]:
    """The fields that customers are told, without what must not leave; the others are not known."""
    told: dict[str, Any] = {"severity": {}, "milestones": {}, "impact": {}, "analysis": {}}
    told["report"] = {"external": {}}
    for where in addresses(Audience.EXTERNAL):
        *path, name = where.split(".")
        value: Any = record
        for step in (*path, name):
            value = value[step]
        holder = told
        for step in path:
            holder = holder[step]
        holder[name] = _told(where, value, out) if is_shown(out.record, where) else None
    return told


def _told(where: str, value: Any, out: TakingOut) -> Any:
    if isinstance(value, str):
        return out.text(where, value)
    if isinstance(value, list | tuple):
        return [_told(where, each, out) for each in value]
    return value
