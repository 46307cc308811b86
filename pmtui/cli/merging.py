"""``pmtui merge``: two versions of a postmortem's file in one; made for git."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.params import example, now

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

_FILE = click.Path(path_type=Path)

GIT = example(
    'git config merge.pmtui.driver "pmtui merge %O %A %B -o %A"',
    'echo "*.json merge=pmtui" >> .gitattributes',
)


@click.command(epilog=GIT)
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
    from pmtui.store.atomic import write_atomically
    from pmtui.store.merge import merge as merge_records
    from pmtui.store.one_file import read_tables, record_in, with_record

    tables = read_tables(our_file)
    ours = record_in(tables, our_file)
    theirs = record_in(read_tables(their_file), their_file)
    merged = merge_records(_base(base_file, ours, theirs), ours, theirs, by=None, when=now())
    data = with_record(tables, merged.record)
    if output is None:
        click.echo(data, nl=False)
    else:
        write_atomically(output, data)
    if not merged.disputed:
        return 0
    say(f"Changed on both sides, and both values kept: {', '.join(merged.disputed)}.")
    return 1


def _base(path: Path, ours: "Postmortem", theirs: "Postmortem") -> "Postmortem":
    """The version that both started from; with an empty file, a postmortem that has only its id."""
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.errors import Damaged
    from pmtui.store.one_file import read_tables, record_in

    tables = read_tables(path)
    base = Postmortem(id=ours.id) if tables is None else record_in(tables, path)
    if not base.id == ours.id == theirs.id:
        ids = ", ".join(sorted({base.id, ours.id, theirs.id}))
        raise Damaged(f"These are different postmortems: {ids}. Nothing was merged.")
    return base
