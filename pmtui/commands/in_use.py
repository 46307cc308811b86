"""The keys that are in use in this process, where the user has chosen others than the default."""

from collections.abc import Mapping

_chosen: dict[str, str] = {}


def use(keys: Mapping[str, str]) -> None:
    """Use these keys from now on: the id of a command → Textual's names, joined by commas."""
    _chosen.clear()
    _chosen.update(keys)


def keys_of(name: str, default: str) -> str:
    """The keys of a command that are in use."""
    return _chosen.get(name, default)
