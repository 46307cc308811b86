"""Working through several postmortems when one of them may fail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import explain, say
from pmtui.cli.settings import Settings
from pmtui.model.errors import PmtuiError

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.faces import Face, Faces
    from pmtui.store.library import Listing, Problem, T


class Outcome:
    """The worst exit code of several pieces of work, each of which may fail by itself."""

    def __init__(self) -> None:
        self.code = 0

    def worse(self, code: int) -> None:
        """Remember an exit code, unless a worse one is known."""
        self.code = max(self.code, code)

    @contextmanager
    def piece(self, but: type[Exception] = BrokenPipeError) -> Iterator[None]:
        """Say what goes wrong in one piece of work and go on with the next; `but` ends all."""
        try:
            yield
        except (BrokenPipeError, but):
            raise
        except (PmtuiError, OSError) as error:
            self.worse(explain(error))

    def each(self, settings: Settings, ids: Iterable[str]) -> "Iterator[Postmortem]":
        """The records with these ids; one that cannot be read is named and left out."""
        for record_id in ids:
            record = None
            with self.piece():
                record = settings.library.load(record_id).record
            if record is not None:
                yield record

    def everything(self, settings: Settings) -> "Iterator[Postmortem]":
        """All records of the library, newest incident first; damaged files are named."""
        yield from self.each(settings, self.ids(settings))

    def ids(self, settings: Settings) -> list[str]:
        """The ids of all records, newest incident first; damaged files are named."""
        return [each.id for each in self.listing(settings).summaries]

    def listing(self, settings: Settings) -> "Listing":
        """What the library holds; damaged files are named."""
        listing = settings.library.listing()
        self.tell(listing.problems)
        return listing

    def faces(self, settings: Settings, face: "Face[T]") -> "Faces[T]":
        """The faces of all records; damaged files are named."""
        faces = settings.library.faces(face)
        self.tell(faces.problems)
        return faces

    def tell(self, problems: "Iterable[Problem]") -> None:
        """Name the files that cannot be read."""
        for problem in problems:
            say(problem.message)
            self.worse(4)


def chosen(
    settings: Settings, outcome: Outcome, refs: tuple[str, ...], everything: bool
) -> "Iterator[Postmortem]":
    """The records that REF… or --all name. Raises `click.UsageError` for neither or both."""
    if bool(refs) == everything:
        raise click.UsageError("Name postmortems by REF, or give --all.")
    if everything:
        return outcome.everything(settings)
    ids = [settings.library.resolve(ref) for ref in refs]
    return outcome.each(settings, dict.fromkeys(ids))
