"""``pmtui merge``: two versions of a postmortem's file in one; made for git."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.params import example, now

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

_FILE = click.Path(path_type=Path)

GIT = """\b
For git, in a library that is a work tree:
  git config merge.pmtui.driver "pmtui merge %O %A %B -o %A"
  echo "*.json merge=pmtui" >> .gitattributes

"""


@click.command(epilog=GIT + example("pmtui merge base.json ours.json theirs.json -o ours.json"))
@click.argument("base_file", metavar="BASE", type=_FILE)
@click.argument("our_file", metavar="OURS", type=_FILE)
@click.argument("their_file", metavar="THEIRS", type=_FILE)
@click.option("-o", "output", metavar="FILE", type=_FILE, help="Write there, such as over OURS.")
def merge(base_file: Path, our_file: Path, their_file: Path, output: Path | None) -> int:
    """Merge two versions of a postmortem's file, field by field.

    BASE is the version that both started from; an empty file means that there was none. Where
    OURS and THEIRS changed the same field, the value of OURS stands, the other one is kept
    beside it in the record, and the exit code is 1.
    """
    from pmtui.store.merge import merge as merge_records
    from pmtui.store.one_file import merged_text, read_one, write_one

    ours, theirs = read_one(our_file), read_one(their_file)
    base = _base(base_file, ours.record, theirs.record)
    merged = merge_records(base, ours.record, theirs.record, by=None, when=now())
    data = merged_text(ours, theirs, merged.record, merged.renamed)
    if output is None:
        click.echo(data, nl=False)
    else:
        write_one(output, data)
    if not merged.disputed:
        return 0
    say(f"Changed on both sides, both values are kept: {', '.join(merged.disputed)}.")
    return 1


def _base(path: Path, ours: "Postmortem", theirs: "Postmortem") -> "Postmortem":
    """The version that both started from; for an empty file, a postmortem with only its id."""
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.errors import Damaged
    from pmtui.store.one_file import is_empty, read_one

    base = Postmortem(id=ours.id) if is_empty(path) else read_one(path).record
    if not base.id == ours.id == theirs.id:
        ids = ", ".join(sorted({base.id, ours.id, theirs.id}))
        raise Damaged(f"These are different postmortems: {ids}. Nothing was merged.")
    return base
