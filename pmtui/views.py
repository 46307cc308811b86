"""The views of a library that a user has: those of the user, and those of the team."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pmtui.configuration import config_file
from pmtui.model.errors import BadValue
from pmtui.store.atomic import read_file, write_atomically
from pmtui.store.errors import Unavailable
from pmtui.store.library import Library
from pmtui.store.listed.views import FILE, View, named, read, written
from pmtui.store.refusals import explain

Change = Callable[[tuple[View, ...]], tuple[View, ...]]


def views_file() -> Path:
    """Where the user's own views are, whether or not there are any."""
    return config_file().with_name(FILE)


def views_of(library: Library) -> tuple[View, ...]:
    """All views, by name. Raises `BadValue` for a file that is wrong, and `Unavailable`."""
    own = read(_own(), str(views_file()))
    team = read(library.team_file(FILE), _where(library), team=True)
    return tuple(sorted((*own, *team), key=lambda view: (view.name.casefold(), view.team)))


def keep(library: Library, view: View) -> None:
    """Keep a view under its name. Raises `BadValue` when that is taken or none, `Unavailable`."""
    view = replace(view, name=named(view.name))

    def add(views: tuple[View, ...]) -> tuple[View, ...]:
        _refuse_taken(views, view.name)
        return (*views, view)

    _change(library, view.team, add)


def rename(library: Library, view: View, name: str) -> None:
    """Give a view another name. Raises what `keep` does."""
    name = named(name)

    def change(views: tuple[View, ...]) -> tuple[View, ...]:
        others = tuple(each for each in views if each.name != view.name)
        _refuse_taken(others, name)
        return (*others, replace(view, name=name))

    _change(library, view.team, change)


def delete(library: Library, view: View) -> None:
    """Forget a view. Raises `BadValue` for a file that is wrong, and `Unavailable`."""
    _change(
        library, view.team, lambda views: tuple(each for each in views if each.name != view.name)
    )


def _refuse_taken(views: tuple[View, ...], name: str) -> None:
    if any(each.name == name for each in views):
        raise BadValue(f"There is a view “{name}” already. Choose another name, or delete it.")


def _change(library: Library, team: bool, change: Change) -> None:
    if team:
        library.change_team_file(
            FILE, lambda data: written(change(read(data, _where(library), team=True)))
        )
        return
    path = views_file()
    views = change(read(_own(), str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, written(views))
    except OSError as error:
        raise Unavailable(explain(error, str(path))) from error


def _own() -> bytes | None:
    path = views_file()
    try:
        return read_file(path)
    except OSError as error:
        raise Unavailable(explain(error, str(path))) from error


def _where(library: Library) -> str:
    return f"{FILE} of the library {library.where}"
