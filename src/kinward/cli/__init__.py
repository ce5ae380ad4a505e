"""The command line. Commands are imported when they are called, so that help is quick."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

import click

from kinward.cli import streams
from kinward.errors import KinwardError

_COMMANDS = {
    "activity": "Show budget, actual and variance by service, from the commitment record.",
    "backtest": "See how past forecasts would have done, beside simple ones.",
    "budget": "Show a budget model by year and placement type, and budget control.",
    "check": "Check SSDA903 returns: what is wrong, where, and what to do.",
    "check-paper": "Hold a published paper against itself: its tables, and what the text claims.",
    "cohort": "Show the children looked after at a date, and over the months before it.",
    "compare": "Put plans that were tried and saved side by side.",
    "edge-of-care": "Show how often preventive services succeed, how sure that is, for a plan.",
    "forecast": "Forecast the children looked after, and what they cost, with intervals.",
    "optimise": "Find the actions of a plan that reach its target at least cost.",
    "paper": "Write a paper for a board: Word, PDF, HTML and Excel, public and exempt.",
    "programme": "Show the actions of a programme, its savings and its risks, each by rule.",
    "reconcile": "Hold the commitment record against the returns: every difference, and its money.",
    "reference": "List the reference data that is loaded, and how old it is.",
    "report": "Write the baseline report as one HTML page and one Excel workbook.",
    "scenario": "Try a plan on the simulated children: what it does, saves and reaches.",
    "scorecard": "Show measures against their targets: colour, direction, noise or news.",
    "synthesise": "Make up an authority, whose children do not exist, to try things on.",
}
_STOPPED = 128 + signal.SIGINT
_GROUP = "kinward.commands"
"""The entry points by which other packages bring commands of theirs."""


class _Commands(click.Group):
    """The commands by name, each in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS, *_brought()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            brought = _brought().get(cmd_name)
            return None if brought is None else cast(click.Command, brought.load())
        module = import_module(f"kinward.cli.{cmd_name.replace('-', '_')}")
        return cast(click.Command, module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            brought = [(name, each.load().short_help) for name, each in _brought().items()]
            formatter.write_dl([*_COMMANDS.items(), *brought])


def _brought() -> dict[str, EntryPoint]:
    """Commands of other packages, by name."""
    return {each.name: each for each in entry_points(group=_GROUP)}


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="kinward")
def kinward() -> None:
    """Know your children: from SSDA903 returns to a checked cohort and a baseline report.

    Every command prints a table; --json prints one JSON document instead. Exit 0: done. Exit 1:
    done, but the data has errors. Exit 2: cannot be done, and one line says why. Exit 130: stopped
    by Ctrl-C.
    """


def main() -> None:
    """Run the command line; never a traceback, unless KINWARD_TRACEBACK is set."""
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        streams.prepare()
        try:
            kinward.main(standalone_mode=False)
        finally:
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except (click.Abort, KeyboardInterrupt):
        click.echo("kinward: stopped.", err=True)
        return _STOPPED
    except Exception as error:
        known = (click.ClickException, KinwardError)
        if os.environ.get("KINWARD_TRACEBACK") and not isinstance(error, known):
            raise
        for text in _lines(error):
            click.echo(f"kinward: {text}", err=True)
    else:
        return 0
    return 2


def _lines(error: Exception) -> tuple[str, ...]:
    """What a person is told of an error: one line, or one for each thing that is wrong."""
    if isinstance(error, KinwardError):
        return error.lines
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return (f"{error.format_message()} '{error.ctx.command_path} --help' shows how.",)
    if isinstance(error, click.ClickException):
        return (error.format_message(),)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        reason = (error.strerror or type(error).__name__).lower()
        remedy = "Check the path, and who may read and write there."
        return (f"{where}It cannot be opened or written ({reason}). {remedy}",)
    # The text of an unforeseen error may hold a child's value, so only its kind is told.
    return (
        f"something went wrong that Kinward did not foresee ({type(error).__name__}). "
        "Nothing was written. Run it again with KINWARD_TRACEBACK=1 set, on your own machine, "
        "to see where.",
    )
