"""``pmtui deadlines``: the duties to notify that may apply."""

from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, ref_argument
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.guide.deadlines import Notice


@click.command(epilog=example("pmtui deadlines @last", "pmtui deadlines 2026-09 --json"))
@ref_argument
@json_option
@click.pass_obj
def deadlines(settings: Settings, ref: str, as_json: bool) -> int:
    """Print the deadlines of regulators that may apply, with when their clocks start and end.

    Facts and arithmetic, no advice. A clock starts at detection, or as the record's own list of
    deadlines says (pmtui edit REF deadlines --add "DORA initial", then its clock_start and done);
    one that is marked there as not applying is left out. When none may apply, the exit code is 1.
    """
    from pmtui.exporters import duties
    from pmtui.exporters.audience import Audience
    from pmtui.exporters.phrases import Phrases
    from pmtui.guide.deadlines import as_of, banner, may_apply

    record = settings.library.load(settings.library.resolve(ref)).record
    found = may_apply(record)
    say(banner())
    if as_json:
        print_json(
            {
                "as_of": as_of(),
                "banner": banner(),
                "days_off": sorted(record.days_off),
                "deadlines": [_plain(each) for each in found],
            }
        )
    else:
        say_it = Phrases(record, Audience.INTERNAL)
        print_rows(
            (
                [duties.name(each), f"{duties.end(each, say_it)}; {duties.remarks(each, say_it)}"]
                for each in found
            ),
            whole=True,
        )
    return 0 if found else 1


def _plain(each: "Notice") -> dict[str, Any]:
    rule = each.rule
    return {
        "regime": rule.regime,
        "step": rule.step,
        "to": rule.to,
        "starts": rule.starts,
        "limit": rule.limit,
        "clock_start": each.start,
        "from_detection": each.from_detection,
        "due": each.due,
        "weekend": each.weekend,
        "done": each.done,
        "source": rule.source,
    }
