"""The command line: ``pmtui [--library WHERE] COMMAND``, each imported when it is used."""

import sys
from dataclasses import replace

import click
from click.core import ParameterSource

from pmtui import __version__
from pmtui.cli.group import LazyGroup
from pmtui.cli.settings import Settings, on_terminal

COMMANDS = {
    "demo": ("screens:demo", "Open a throwaway library with example incidents."),
    "new": ("making:new", "Make a postmortem and print its id."),
    "open": ("screens:open_", "Open a postmortem at a page of the guide."),
    "follow": ("screens:follow", "Show a room what the facilitator is on, read only."),
    "list": ("listing:list_", "List the postmortems of the library, newest first."),
    "show": ("reading:show", "Show the report, or the whole record as JSON."),
    "search": ("searching:search", "Find words in every field of every postmortem."),
    "similar": (
        "similar:similar",
        "Find earlier causes that mean the same, and what became of them.",
    ),
    "edit": ("editing:edit", "Set, add or remove one field of a postmortem."),
    "export": ("exporting:export", "Write reports as Markdown, HTML, JSON or CSV."),
    "import": ("importing:import_", "Make postmortems from Markdown or JSON documents."),
    "check": ("checking:check", "Say what is missing or could be better, and where."),
    "ready": ("ready:ready", "Say whether the meeting may start, or write its invitation."),
    "figures": ("figures:figures", "Print intervals, impact, failure share and error budget."),
    "deadlines": ("deadlines:deadlines", "Print the deadlines of regulators that may apply."),
    "wording": ("wording:wording", "Point at words that blame, in any text."),
    "board": ("screens:board", "Show the actions of all postmortems, to look at and move."),
    "actions": ("following:actions", "List the actions of all postmortems."),
    "action": ("following:action", "Move an action to its next state."),
    "due": ("due:due", "Say what is late or due; made for cron and login banners."),
    "stats": ("stats:stats", "Print honest figures across the library."),
    "merge": ("merging:merge", "Merge two versions of a postmortem's file; made for git."),
    "history": ("history:history", "Say who changed what, when, newest first."),
    "restore": ("history:restore", "Bring an earlier state back, as a new change."),
    "doctor": ("doctor:doctor", "Say which files are not well, and save what can be saved."),
    "config": ("config:config", "Show or set what holds for all postmortems."),
    "where": ("places:where", "Print the folders in use."),
}
"""Name → where the command is ("module:attribute" below this package) and its one line of help."""

EXAMPLE = """\b
Example:
  pmtui new "Checkout failed for one region" --severity SEV2 --start "2026-11-20 14:05"
  pmtui check @last"""


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    epilog=EXAMPLE,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--library",
    metavar="WHERE",
    envvar="PMTUI_LIBRARY",
    show_envvar=True,
    help="The folder of the postmortems; without it, the one that `pmtui where` prints.",
)
@click.option("--no-color", is_flag=True, help="No colours; the same as NO_COLOR=1.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.version_option(__version__, prog_name="pmtui", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, library: str | None, no_color: bool, no_mouse: bool) -> int | None:
    """Lead an incident postmortem from preparation to follow-up.

    Without a command, opens the library; without a terminal, prints the list of postmortems.

    REF names a postmortem: its id, the start of one id only, or @last. FIELD is an address such
    as impact.summary or actions.a3.owner. Data goes to the standard output, everything else to
    the standard error.

    \b
    Exit codes: 0 done, 1 done and the answer is "not good", 2 wrong command line or value,
    3 no such postmortem or field, 4 refused to keep data safe, 5 the machine refused.
    """
    source = ctx.get_parameter_source("library") or ParameterSource.DEFAULT
    ctx.obj = replace(Settings.of(library, source, no_color), mouse=not no_mouse)
    if ctx.invoked_subcommand is not None:
        return None
    if not on_terminal(sys.stdin, sys.stdout):
        return cli.call(ctx, "list")
    from pmtui.cli.screens import open_library

    return open_library(ctx.obj)


def main() -> None:
    """Run the program and leave with its exit code."""
    cli.main(prog_name="pmtui")
