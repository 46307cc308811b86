"""What a report says otherwise than a version of it that was published."""

from pmtui.guide.room import place_words
from pmtui.model.postmortem import Postmortem
from pmtui.store.change_words import change_row
from pmtui.store.library import Library
from pmtui.store.published import changes_since, published


def changes_text(library: Library, now: Postmortem, version: str | None = None) -> str:
    """What a record says otherwise than that version, or the last one, a line each."""
    then = published(library.load(now.id).record, library.history(now.id).entries, version)
    if then is None:
        return "No version is known to have been published."
    rows = [change_row(now, each) for each in changes_since(then, now)]
    lines = [f"{place_words(field) or field} ({field}):\n  {said}" for field, said in rows]
    count = "1 change" if len(rows) == 1 else f"{len(rows)} changes"
    return "\n".join([f"Since version {then.report.version}: {count}.", "", *lines])
