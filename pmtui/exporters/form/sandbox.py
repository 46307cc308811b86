"""A Jinja2 environment for templates that somebody else may have written.

Jinja2's own sandbox keeps a template away from Python: no attribute with an underscore, nothing is
changed. Here it is also kept from markup and from running for ever. A value is escaped as it is
printed, whatever was done to it before; what has been printed (a macro, a block) is escaped once.
Loops and calls are counted, texts are measured before they are made, and only filters and methods
whose cost is that of their input are there.

https://jinja.palletsprojects.com/en/stable/sandbox/
"""

import operator
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from pmtui.exporters.markdown import plain
from pmtui.exporters.phrases import NOT_KNOWN

LARGEST = 2_000_000
"""Characters of what a template writes, and of each text or items of each list on the way."""

MOST_STEPS = 200_000
SECONDS = 5.0
"""Turns of loops, calls and operations of one report, and the time that they may take."""

_LARGEST_NUMBER = 1e18
_HIGHEST_POWER = 16
_FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby"),
    *("int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "sum"),
    *("title", "trim", "truncate", "unique", "upper", "wordcount"),
)
_METHODS: dict[type, tuple[str, ...]] = {
    str: (
        *("lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "startswith"),
        *("endswith", "split", "splitlines", "count", "find", "removeprefix", "removesuffix"),
    ),
    dict: ("get", "items", "keys", "values"),
}
_REFUSED = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.FilterBlock: "filter as a block",
    nodes.ScopedEvalContextModifier: "autoescape",
}
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}
_COUNTED, _JOINED = "counted by pmtui", "joined by pmtui"


class Ready(str):
    """Text that is Markdown already; only what nothing was done to stays so."""

    __slots__ = ()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment for one report; `filters` are added to those that there are."""

    intercepted_binops = frozenset(_OPERATIONS)

    def __init__(self, filters: dict[str, Callable[..., Any]]) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=self._printed,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=0,
        )
        kept = {name: self.filters[name] for name in _FILTERS}
        own = {"join": self._join, "replace": self._replace, _JOINED: self._joined}
        self.filters = {**kept, **own, _COUNTED: self._counted, **filters}
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.concat = self._concat  # type: ignore[method-assign]
        self._steps = self._size = 0
        self._end = time.monotonic() + SECONDS

    def tree(self, source: str) -> nodes.Template:
        """The template as it is run. Raises `SecurityError` and `TemplateSyntaxError`."""
        tree: nodes.Template = _Guarding().visit(self.parse(source))
        return tree

    def step(self) -> None:
        """Count one step."""
        self._steps += 1
        if self._steps > MOST_STEPS or time.monotonic() > self._end:
            raise SecurityError("it goes on for too long")

    def call(self, /, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call of a macro or method."""
        self.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic with numbers of a sensible size, and ``+`` for texts and lists."""
        self.step()
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            _measure(len(left) + len(right))
        elif not numbers or max(abs(left), abs(right)) > _LARGEST_NUMBER:
            raise SecurityError(f"{operator} is for numbers up to {_LARGEST_NUMBER:.0e}")
        elif operator == "**" and abs(right) > _HIGHEST_POWER:
            raise SecurityError(f"** is for powers up to {_HIGHEST_POWER}")
        return _OPERATIONS[operator](left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of plain values few methods, of what Jinja2 itself gives all that are public."""
        for kind, methods in _METHODS.items():
            if isinstance(obj, kind):
                return attr in methods
        of_jinja = type(obj).__module__.startswith("jinja2.")
        return of_jinja and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, _value: Any) -> None:
        """No ``str.format``: a width alone can ask for any length."""
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``impact.items`` is a field of that name where there is one."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def _printed(self, value: Any) -> str:
        """A value as it is printed: exactly its characters, on one line."""
        if isinstance(value, StrictUndefined):
            return str(value)  # raises what is undefined
        text = value if isinstance(value, Ready) else plain(_words(value))
        self._size += len(text)
        _measure(self._size)
        return text

    def _concat(self, parts: Iterable[str]) -> Ready:
        found = list(parts)
        _measure(sum(map(len, found)))
        return Ready("".join(found))

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for each in values:
            self.step()
            yield each

    def _joined(self, values: list[Any]) -> str:
        """What ``~`` makes."""
        return self._join(values)

    def _join(self, values: Iterable[Any], between: str = "", attribute: str = "") -> str:
        """The filter of that name: texts, or one field of each, with another in between."""
        texts, size = [], 0
        for each in self._counted(values):
            texts.append(_words(self.getattr(each, attribute) if attribute else each))
            size += len(texts[-1]) + len(between)
            _measure(size)
        return between.join(texts)

    def _replace(self, text: str, old: str, new: str) -> str:
        """The filter of that name."""
        text = _words(text)
        _measure(len(text) + text.count(old) * len(new))
        return text.replace(old, new)


class _Guarding(NodeTransformer):
    """Has loops counted and joined texts measured; refuses what reaches out of the template."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Every node."""
        for kind, name in _REFUSED.items():
            if isinstance(node, kind):
                error = SecurityError(f"{name} is not there")
                error.lineno = node.lineno  # type: ignore[attr-defined]
                raise error
        return super().generic_visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # the name is Jinja2's
        """A loop."""
        self.generic_visit(node)
        node.iter = _filtered(_COUNTED, node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Texts joined by ``~``."""
        self.generic_visit(node)
        return _filtered(_JOINED, nodes.List(node.nodes, lineno=node.lineno))


def _filtered(name: str, node: nodes.Node) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _measure(size: int) -> None:
    if size > LARGEST:
        raise SecurityError(f"it writes more than {LARGEST:,} characters")


def _words(value: Any) -> str:
    """A plain value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NOT_KNOWN if value is None else str(value)
