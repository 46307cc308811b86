"""``pmtui export --all``: every report of the library, and an index of them, in a folder."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.cli.failures import say
from pmtui.cli.progress import progress
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings
from pmtui.exporters.audience import Audience
from pmtui.model.errors import BadValue
from pmtui.model.kinds import ReportStatus

if TYPE_CHECKING:
    from pmtui.report_folder import Done
    from pmtui.store.library import Stored

MOST = 20
"""Ids that are named in one sentence."""


def export_all(settings: Settings, kind: str, audience: Audience, folder: Path, force: bool) -> int:
    """Write what changed since the last time and say what was done; the exit code."""
    from pmtui.exporting import layout_of, private_names
    from pmtui.report_folder import ReportFolder

    outcome = Outcome()
    layout = layout_of(settings.library, audience)
    listing = outcome.listing(settings)
    ids = [each.id for each in listing.summaries]
    unread = [Path(each.path).stem for each in listing.problems]
    left: list[str] = []
    private = private_names(settings.library)
    with ReportFolder(folder, kind, audience, force, private, layout) as target:
        with progress("Writing reports") as told:
            for number, record_id in enumerate(ids):
                with outcome.piece(but=BadValue):  # what the team's own template does wrong
                    stored = _handed_on(settings, record_id, audience)
                    if stored:
                        target.put(stored)
                    else:
                        left.append(record_id)
                if told:
                    told(number + 1, len(ids))
        with outcome.piece():
            target.finish({*ids, *unread})
    _tell(target.done, left)
    return outcome.code


def _handed_on(settings: Settings, record_id: str, audience: Audience) -> "Stored | None":
    """The record that is told: as it is; outside, as it was published last. None for neither."""
    from pmtui.report_folder import may_be_handed_on
    from pmtui.store.published import published

    stored = settings.library.load(record_id)
    if may_be_handed_on(stored.record, audience):
        return stored
    if stored.record.report.status is ReportStatus.SUPERSEDED:
        return None
    then = published(stored.record, settings.library.history(record_id).entries)
    return replace(stored, record=then) if then and may_be_handed_on(then, audience) else None


def _tell(done: "Done", left: list[str]) -> None:
    """What became of the files, one line for each that changed."""
    for path in done.written:
        say(f"Wrote {path}")
    for path in done.restored:
        say(f"Wrote {path}, which had been changed by hand")
    for path in done.removed:
        say(f"Removed {path}: its postmortem is not in the library any more")
    for path in done.stale:
        say(
            f"{path} is on a postmortem that is not in the library any more. --force removes it, "
            "unless it was changed by hand."
        )
    if left:
        more = f" and {len(left) - MOST} more" if len(left) > MOST else ""
        say(
            "Left out, as they are not published or nobody has noted who went through what must "
            f"not leave (report.redaction_review_at): {', '.join(left[:MOST])}{more}. An earlier "
            "file of theirs stays. pmtui export REF writes one that is named."
        )
    say(f"Unchanged: {done.unchanged}")
