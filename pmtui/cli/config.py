"""``pmtui config``: what holds for all postmortems of this user."""

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option
from pmtui.configuration import KEYS, SETTINGS, Configuration, config_file, load, put
from pmtui.model.errors import BadValue

UNSET = {"theme": "fits the terminal"}
"""How a setting without a value or a default reads."""


@click.command(
    epilog=example(
        "pmtui config", "pmtui config theme ansi-light", "pmtui config keys.page.next f10"
    )
)
@click.argument("key", required=False, metavar="[KEY]")
@click.argument("value", required=False, metavar="[VALUE]")
@json_option
def config(key: str | None, value: str | None, as_json: bool) -> int:
    """Show or set what holds for all postmortems.

    Without KEY, everything is shown, with what it does; with KEY alone, its value. "keys" lists
    every command with its keys; keys.ID is a command's keys, joined by commas. A key that cannot
    be used is refused. What is in the file and cannot be used is said; the exit code is then 1.
    """
    if key is not None and key != KEYS:
        _check_name(key)
    if key is not None and value is not None:
        if key == KEYS:
            raise click.UsageError("Name the command: pmtui config keys.page.next f10")
        _refuse_unusable(key, value)
        put(key, value)
        return 0
    found = load()
    _show(key, found, as_json)
    return _complain(found)


def _check_name(key: str) -> None:
    from pmtui.commands import BY_ID

    if key not in SETTINGS and key.removeprefix(f"{KEYS}.") not in BY_ID:
        names = ", ".join([*SETTINGS, f"{KEYS}.ID (ids: pmtui config keys)"])
        raise click.BadParameter(f"“{key}” is none of: {names}.", param_hint="KEY")


def _refuse_unusable(key: str, value: str) -> None:
    """Raises `BadValue` for keys that a command could not have beside all the others."""
    from pmtui.commands.keymap import keymap

    if not key.startswith(f"{KEYS}."):
        return
    name = key.removeprefix(f"{KEYS}.")
    for trouble in keymap({**load().keys, name: value}).troubles:
        if trouble.id == name:
            raise BadValue(f"{key}: {trouble.message} Nothing was changed.")


def _show(key: str | None, found: Configuration, as_json: bool) -> None:
    """Print one value, all keys, or everything."""
    if key == KEYS:
        _show_keys(found, as_json)
    elif key is None:
        file, values = str(config_file()), {name: found.value(name) for name in SETTINGS}
        if as_json:
            chosen = {name: each or None for name, each in values.items()}
            print_json({"file": file, **chosen, KEYS: dict(found.keys)})
            return
        rows = [(n, each or UNSET[n], SETTINGS[n].help) for n, each in values.items()]
        own = f"{len(found.keys)} changed"
        rows += [(KEYS, own, "pmtui config keys lists them"), ("file", "", file)]
        print_rows(rows, whole=True)
    elif key in SETTINGS:
        click.echo(found.value(key) or UNSET[key])
    else:
        click.echo(_key_rows(found)[key.removeprefix(f"{KEYS}.")]["keys"])


def _show_keys(found: Configuration, as_json: bool) -> None:
    rows = list(_key_rows(found).values())
    if as_json:
        print_json(rows)
        return
    print_rows([(row["id"], row["keys"] + _was(row), row["where"], row["help"]) for row in rows])


def _was(row: dict[str, str]) -> str:
    return "" if row["keys"] == row["default"] else f" (changed; was {row['default']})"


def _key_rows(found: Configuration) -> dict[str, dict[str, str]]:
    """Each command by its id: name, keys in use and by default, where it applies, help."""
    from pmtui.commands import COMMANDS
    from pmtui.commands.key_names import readable_keys
    from pmtui.commands.keymap import keymap
    from pmtui.commands.parts import PARTS

    keys = keymap(found.keys).keys
    return {
        each.id: {
            "id": each.id,
            "name": each.name,
            "keys": readable_keys(keys.get(each.id, each.keys)),
            "default": readable_keys(each.keys),
            "where": PARTS[each.where].title,
            "help": each.help,
        }
        for each in COMMANDS
    }


def _complain(found: Configuration) -> int:
    """Say what in the file has no effect."""
    from pmtui.commands.keymap import keymap

    of_keys = (f"{KEYS}.{each.id}: {each.message}" for each in keymap(found.keys).troubles)
    said = [*found.troubles, *of_keys]
    for each in said:
        say(each)
    return 1 if said else 0
