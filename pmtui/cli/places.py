"""``pmtui where``: the folders in use."""

import click

from pmtui.cli.output import print_rows
from pmtui.cli.params import example
from pmtui.cli.settings import Settings


@click.command(epilog=example("pmtui where"))
@click.pass_obj
def where(settings: Settings) -> None:
    """Print the folders in use, whether or not they exist yet."""
    from platformdirs import user_cache_path, user_config_path, user_state_path

    print_rows(
        [
            ("library", str(settings.folder)),
            ("configuration", str(user_config_path("pmtui", appauthor=False))),
            ("state", str(user_state_path("pmtui", appauthor=False))),
            ("cache", str(user_cache_path("pmtui", appauthor=False))),
        ]
    )
