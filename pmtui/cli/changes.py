"""``pmtui show --changes``: what a report says otherwise since it was published last."""

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.settings import Settings


def show_changes(settings: Settings, record_id: str, *, as_json: bool) -> int:
    """Print the fields that differ, with their values; 1 when no version was published."""
    from pmtui.guide.room import place_words
    from pmtui.store.change_words import change_row
    from pmtui.store.published import changes_since, published

    record = settings.library.load(record_id).record
    then = published(record, settings.library.history(record_id).entries)
    if then is None:
        say(f"No version of “{record_id}” is known to have been published.")
        return 1
    found = changes_since(then, record)
    if as_json:
        print_json([{"field": c.field, "before": c.before, "after": c.after} for c in found])
        return 0
    print_rows(
        [field, place_words(field), words]
        for field, words in (change_row(record, change) for change in found)
    )
    changes = "1 change" if len(found) == 1 else f"{len(found)} changes"
    say(f"{changes} since version {then.report.version} was published.")
    return 0
