"""Work beside the keyboard's, for as long as what it is for is there."""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode


def begin(node: DOMNode, work: Callable[[], Coroutine[Any, Any, object]], **options: Any) -> None:
    """Do some work; `options` are those of `DOMNode.run_worker`.

    It is given as a function, which is called when its turn has come: a coroutine would be left
    without an end where the node goes before that.
    """
    function: Any = work
    node.run_worker(function, **options)
