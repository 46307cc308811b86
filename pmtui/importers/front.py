"""Front matter: what YAML at the start of a document says of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml.nodes import Node

_LONGEST = 20_000
"""Characters; reading YAML takes a second for a few hundred thousand."""

_MOST_OPENED = 200
"""Brackets, with which the time grows by its square."""


class Told(NamedTuple):
    """A key with its value as text, a list between commas; on the lines from `start` to `end`."""

    key: str
    value: str
    start: int
    end: int


def read_front(lines: Sequence[str]) -> list[Told]:
    """What front matter says, from its lines with both rules; parts of parts are left out.

    Nothing where it is no YAML, or no mapping: its lines are then read one by one, as others are.
    """
    import yaml  # only documents with front matter need it

    text = "\n".join(lines[1:-1])
    if len(text) > _LONGEST or text.count("[") + text.count("{") > _MOST_OPENED:
        return []
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    if not isinstance(node, yaml.MappingNode):
        return []
    return [
        Told(key.value, value, key.start_mark.line + 1, _end(key, found, lines))
        for key, found in node.value
        if isinstance(key, yaml.ScalarNode) and (value := ", ".join(_texts(found)))
    ]


def _texts(node: "Node") -> Iterator[str]:
    """The texts of a value, or of a list of values; null says nothing."""
    from yaml import ScalarNode, SequenceNode

    for each in node.value if isinstance(node, SequenceNode) else [node]:
        if isinstance(each, ScalarNode) and each.tag != "tag:yaml.org,2002:null":
            yield each.value.strip()


def _end(key: "Node", value: "Node", lines: Sequence[str]) -> int:
    """The line after a value, without the blank ones that the parser gives to it."""
    mark = value.end_mark
    end = mark.line + 1 + (mark.column > 0)
    while end > key.start_mark.line + 2 and not lines[end - 1].strip():
        end -= 1
    return min(max(end, key.start_mark.line + 2), len(lines) - 1)
