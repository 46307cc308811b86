"""``pmtui doctor``: which files of the library are not well, and what can be saved of them."""

import sys
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import explain, say
from pmtui.cli.params import example, now, plain_text
from pmtui.cli.settings import Settings
from pmtui.model.errors import PmtuiError
from pmtui.model.text import one_line

if TYPE_CHECKING:
    from pmtui.store.doctor import Diagnosis
    from pmtui.store.folder import FolderLibrary

MOST = 20
"""Sentences about one repaired file that are printed."""


@click.command(epilog=example("pmtui doctor", "pmtui doctor 2026-09-15-card --repair"))
@click.argument("refs", metavar="[REF]...", nargs=-1, type=plain_text)
@click.option("--repair", is_flag=True, help="Make a whole copy of each beside it.")
@click.pass_obj
def doctor(settings: Settings, refs: tuple[str, ...], repair: bool) -> int:
    """Look at every file of the library, or at those of REF, and name those that are not well.

    A line has the file, what is wrong and what to do, separated by tabs. With --repair, a new
    postmortem is made beside each: from the version before, or from every value that can be
    read. Nothing is ever written over.

    What the team keeps beside its records (wording.toml, report.toml) is looked at, too.

    The exit code is 1 when something is not well, 4 when nothing of it could be repaired.
    """
    from pmtui.store.errors import State
    from pmtui.store.refusals import explain as reason

    library = settings.library
    try:
        found = _found(library, refs)
    except FileNotFoundError:
        say(f"There is no library in {library.where} yet.")
        return 0
    except OSError as error:
        say(reason(error, library.where))
        return 5
    ill = [each for each in found if not each.well]
    for each in ill:
        _print(each)
    say(f"Files looked at: {len(found)}. Not well: {len(ill)}.")
    faults = [] if refs else _faults_of_team_files(library)
    for sentence in faults:
        say(sentence)
    if not refs:
        _tell_leftovers(library)
    damaged = [each for each in ill if each.state is not State.NEWER]
    if repair and damaged and not sum([_repaired(library, each) for each in damaged]):
        return 4
    return 1 if ill or faults else 0


def _found(library: "FolderLibrary", refs: tuple[str, ...]) -> "list[Diagnosis]":
    from pmtui.store.doctor import examine

    ids = {library.resolve(ref) for ref in refs}
    return [each for each in examine(library) if not refs or each.path.stem in ids]


def _print(each: "Diagnosis") -> None:
    between = "\n  " if sys.stdout.isatty() else "\t"
    click.echo(between.join(one_line(text) for text in (str(each.path), each.what, each.advice)))


def _faults_of_team_files(library: "FolderLibrary") -> list[str]:
    """What is wrong with the files that the team keeps beside its records, a sentence each."""
    from pmtui.exporters.audience import Audience
    from pmtui.exporting import layout_of
    from pmtui.guide.tracker import TEAM_FILE, tracker_of
    from pmtui.store.wording import rules_of
    from pmtui.views import views_of

    faults = [rules_of(library)[1]]
    for look in (
        lambda: layout_of(library, Audience.INTERNAL),
        lambda: views_of(library),
        lambda: tracker_of(library.team_file(TEAM_FILE)),
    ):
        try:
            look()
        except PmtuiError as error:
            faults.append(str(error))
    return [each for each in faults if each]


def _tell_leftovers(library: "FolderLibrary") -> None:
    from pmtui.store.doctor import leftovers

    for sentence in leftovers(library, now()):
        say(sentence)


def _repaired(library: "FolderLibrary", each: "Diagnosis") -> bool:
    """Make a copy of one file and say what became of it; False when nothing could be made."""
    from pmtui.store.repair import repair

    try:
        made = repair(library, each)
    except (PmtuiError, OSError) as error:
        explain(error)
        return False
    done = "was made by an earlier repair" if made.again else "is new"
    say(f"{made.record.id} {done}, from {made.source}. {each.path} was left as it is.")
    for sentence in made.unread[:MOST]:
        click.echo(f"  {one_line(sentence)}", err=True)
    if len(made.unread) > MOST:
        click.echo(f"  and {len(made.unread) - MOST} more", err=True)
    return True
