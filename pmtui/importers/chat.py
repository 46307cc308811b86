"""Chat exports: a day of a Slack channel, or one object with its messages."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmtui.importers.documents import DocumentForm, Entries

_LARGEST_LIST = 50_000_000
_MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def _is_slack(first: Mapping[str, Any]) -> bool:
    return isinstance(first.get("ts"), str) and ("text" in first or "user" in first)


def _read(messages: list[Any], entries: Entries) -> None:
    """Messages with the names of `users.json`, where that stands beside or in the folder above."""
    names = _names(entries.folder)
    for each in messages:
        if not isinstance(each, dict):
            entries.keep(each)
            continue
        entries.add(each, each.get("ts"), (None, _text(each, names)), _who(each, names))


def _text(message: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The words of a message as people saw them; of a bot without words, its attachments."""
    text = message.get("text")
    if not text:
        parts = message.get("attachments")
        found = parts if isinstance(parts, list) else []
        text = " ".join(
            str(part.get("fallback") or part.get("text") or "")
            for part in found
            if isinstance(part, dict)
        )
    return html.unescape(_MARK.sub(lambda mark: _shown(mark, names), str(text)))


def _shown(mark: re.Match[str], names: Mapping[str, str]) -> str:
    sign, target, label = mark.groups()
    if sign == "@":
        return f"@{label or names.get(target, target)}"
    if sign == "!":
        return label or f"@{target}"
    if sign == "#":
        return f"#{label or target}"
    return f"{label} ({target})" if label and label not in target else target


def _who(message: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    """Who wrote it: a name where one is known, else the id."""
    profile = message.get("user_profile")
    known = profile.get("real_name") if isinstance(profile, dict) else None
    user = message.get("user")
    who = names.get(str(user)) or known or message.get("username") or user
    return str(who) if who else None


def _names(folder: Path | None) -> dict[str, str]:
    """The names of people by their ids; none where there is no list that can be read."""
    for place in (folder, folder.parent) if folder else ():
        try:
            if (place / "users.json").stat().st_size > _LARGEST_LIST:
                continue
            users = json.loads((place / "users.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(users, list):
            return {str(user.get("id")): _name(user) for user in users if isinstance(user, dict)}
    return {}


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile")
    known = profile if isinstance(profile, dict) else {}
    names = (known.get("display_name"), user.get("real_name"), known.get("real_name"))
    return str(next(filter(None, names), None) or user.get("name") or user.get("id"))


SLACK = DocumentForm(
    "slack",
    "messages",
    _is_slack,
    _read,
    lambda message: (message.get("ts"), message.get("user") or message.get("bot_id")),
    names=("messages",),
)
