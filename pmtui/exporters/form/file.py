"""The team's own form of its reports, from ``report.toml`` in the library.

Names at the top hold for both audiences; the tables ``[internal]`` and ``[external]`` say what is
otherwise for one. ``add``, ``rename`` and ``colours`` are put together, the rest is replaced.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from pmtui.exporters.audience import Audience
from pmtui.exporters.form.fields import addresses
from pmtui.exporters.form.layout import NAMES, TEAM_FILE, Added, Layout
from pmtui.exporters.form.look_file import Beside, Parts, look_of
from pmtui.guide.team_file import Steps, TeamFile
from pmtui.model.text import slug

_UNTIL = "Until that is mended no report is written."
_KEYS: dict[str, type] = {
    "header": str,
    "footer": str,
    "logo": str,
    "logo_text": str,
    "order": list,
    "drop": list,
    "rename": dict,
    "add": list,
    "colours": dict,
}
_ADDED: dict[str, type] = {"heading": str, "name": str, "text": str, "fields": list, "after": str}
_SAID: dict[type, str] = {
    str: 'a text in quotation marks, such as {0} = "…"',
    list: 'a list of texts, such as {0} = ["summary"]',
    dict: "a table, which begins with the line [{0}]",
}
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def layouts(data: bytes, beside: Beside) -> Mapping[Audience, Layout]:
    """The form of the reports for each audience.

    Raises `BadValue` with what is wrong with the file, and where.
    """
    file = TeamFile.read(TEAM_FILE, data, _UNTIL)
    _check(file, (), file.plain, {**_KEYS, **dict.fromkeys(Audience, dict)})
    return {audience: _Reader(file, audience, beside).layout() for audience in Audience}


def _check(
    file: TeamFile, path: Steps, table: Mapping[str, Any], known: Mapping[str, type]
) -> None:
    """Raises `BadValue` for a name that is not known, and for a value of another kind."""
    for name, value in table.items():
        where = (*path, name)
        if name not in known:
            raise file.wrong(where, f"“{name}” is not known. Use {', '.join(known)}")
        if not isinstance(value, known[name]) or not _holds(name, value):
            said = "tables, each begun by [[add]]" if name == "add" else _SAID[known[name]]
            raise file.wrong(where, f"{name} is {said.format(name)}")


def _holds(name: str, value: Any) -> bool:
    """Whether what a list or table holds is of the right kind."""
    kind = dict if name == "add" else str
    held: Iterable[Any] = value if isinstance(value, list) else ()
    if name == "rename":
        held = value.values()
    return all(isinstance(each, kind) for each in held)


class _Reader:
    """Reads the form for one audience; raises `BadValue` everywhere."""

    def __init__(self, file: TeamFile, audience: Audience, beside: Beside) -> None:
        self.file, self.audience, self.beside = file, audience, beside
        own = file.plain.get(audience, {})
        _check(file, (audience,), own, _KEYS)
        self.parts: Parts = (((), file.plain), ((audience,), own))

    def layout(self) -> Layout:
        """The whole form."""
        rename: dict[str, str] = {}
        for here, added in self.added:
            if added.after:
                self._known((*here, "after"), added.after, anywhere=here[0] == "add")
        for path, table in self.parts:
            for name in table.get("rename", {}):
                self._known((*path, "rename", name), name, anywhere=not path)
            rename |= table.get("rename", {})
        return Layout(
            header=self._last("header", ""),
            footer=self._last("footer", ""),
            order=self._names("order"),
            drop=self._names("drop"),
            rename=rename,
            add=tuple(added for _, added in self.added),
            look=look_of(self.file, self.parts, self.beside, self._last("header", "")),
        )

    @cached_property
    def added(self) -> tuple[tuple[Steps, Added], ...]:
        """The team's own sections, with where they begin."""
        found: list[tuple[Steps, Added]] = []
        taken = set(NAMES[self.audience])
        for path, table in self.parts:
            for number, each in enumerate(table.get("add", ())):
                here = (*path, "add", number)
                added = self._one(here, each)
                if added.name in taken:
                    raise self.file.wrong(
                        here, f"there is a section “{added.name}” already. Give yours another name"
                    )
                taken.add(added.name)
                found.append((here, added))
        return tuple(found)

    def _one(self, here: Steps, table: dict[str, Any]) -> Added:
        """One section of the team's own."""
        _check(self.file, here, table, _ADDED)
        heading = table.get("heading", "").strip()
        name = table.get("name") or slug(heading, 40)
        if not heading or not (table.get("text") or table.get("fields")):
            raise self.file.wrong(here, "a section has a heading, and a text or fields")
        if not _NAME.fullmatch(name):
            raise self.file.wrong(
                here, 'its name is small letters, digits and hyphens, such as name = "contact"'
            )
        for each in table.get("fields", ()):
            self._told((*here, "fields"), each)
        fields = tuple(table.get("fields", ()))
        return Added(name, heading, table.get("text", ""), fields, table.get("after", ""))

    def _told(self, where: Steps, field: str) -> None:
        """Refuse a field that there is not, or that this audience is not told."""
        told = addresses(self.audience)
        if field in told:
            return
        if field in addresses(Audience.INTERNAL):
            what = f"{field} is not told outside. Put the section under [[internal.add]]"
            raise self.file.wrong(where, f"{what}; outside there are {', '.join(told)}", field)
        part = field.partition(".")[0]
        near = [each for each in told if each.partition(".")[0] == part] or sorted(
            {each.partition(".")[0] for each in told}
        )
        raise self.file.wrong(where, f"there is no field “{field}”. Try {', '.join(near)}", field)

    def _names(self, key: str) -> tuple[str, ...]:
        """A list of sections, each of which must be known."""
        for path, table in self.parts:
            for name in table.get(key, ()):
                self._known((*path, key), name, anywhere=not path)
        return tuple(self._last(key, ()))

    def _known(self, where: Steps, name: str, *, anywhere: bool) -> None:
        """Refuse the name of a section that is none, for both audiences or for this one."""
        known = [each for names in NAMES.values() for each in names] if anywhere else []
        known = [*NAMES[self.audience], *known, *(one.name for _, one in self.added)]
        if name not in known:
            names = ", ".join(dict.fromkeys(known))
            raise self.file.wrong(where, f"there is no section “{name}”. There are {names}", name)

    def _last(self, key: str, otherwise: Any) -> Any:
        """What counts of a value: what the audience's own table says, else the top."""
        return next((table[key] for _, table in reversed(self.parts) if key in table), otherwise)
