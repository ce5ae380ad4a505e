"""Arguments and options that several commands share, each with one meaning everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from kinward.dates import year_name

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
"""Days and years from the first to before the last can be asked for."""
_SHOWN: Final = {"as_json": "--json", "returns": "RETURNS"}
F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    """A date, ISO or dd/mm/yyyy."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                day = datetime.strptime(value, form).date()  # noqa: DTZ007
            except ValueError:
                continue
            if not _FIRST_YEAR <= day.year < _LAST_YEAR:
                self.fail(f"'{value}' is not from {_FIRST_YEAR} to {_LAST_YEAR - 1}.", param, ctx)
            return day
        return self.fail(f"'{value}' is not a date. Write 2025-03-31 or 31/03/2025.", param, ctx)


class _Year(click.ParamType[int]):
    """A financial year, as 2015/16; named by its end."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        first, _, second = str(value).strip().replace("-", "/").partition("/")
        if len(first) == 4 and first.isdecimal() and second in _ends(int(first) + 1):
            if not _FIRST_YEAR <= int(first) < _LAST_YEAR:
                said = f"from {year_name(_FIRST_YEAR + 1)} to {year_name(_LAST_YEAR)}"
                self.fail(f"'{value}' is not {said}.", param, ctx)
            return int(first) + 1
        return self.fail(f"'{value}' is not a financial year. Write 2015/16.", param, ctx)


def _ends(year: int) -> tuple[str, str]:
    return f"{year % 100:02d}", str(year)


DAY = _Day()
YEAR = _Year()
PATH = click.Path(path_type=Path, readable=False)
"""What may not be read is told of by what reads it, with the remedy."""


def examples(*calls: str) -> str:
    """The end of a command's help: how it is called, each call on a line of its own."""
    shown = (f"  kinward {call}" for call in calls)
    return "\n".join(("\b", "Example:" if len(calls) == 1 else "Examples:", *shown))


returns = click.argument("returns", nargs=-1, required=True, type=PATH)
as_at = click.option(
    "--as-at",
    type=DAY,
    help="The date of the figures. Default: the 31 March that ends the last return.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_COHORT = (
    click.option(
        "--months",
        type=click.IntRange(1, 600),
        default=24,
        show_default=True,
        help="How many months of flows to show.",
    ),
    click.option("--population", type=PATH, help="Population by age, for rates per 10,000."),
    click.option("--teams", type=PATH, help="Which team each child belongs to, by date."),
    click.option("--totals", type=PATH, help="Published monthly totals, to reconcile."),
    click.option("--categories", type=PATH, help="Commissioning categories of your own."),
    click.option("--lait", type=PATH, help="A folder with DfE's LAIT files, for neighbours."),
    click.option("--authority", help="The authority's name or number, as in LAIT."),
)


LEDGER_FILES = (
    click.option("--service-types", type=PATH, help="Section, category and paid weeks of each."),
    click.option("--adjustments", type=PATH, help="Growth, savings to find, blocks and grants."),
    click.option("--children", type=PATH, help="Which child of finance is which of the return."),
)
"""The files beside placements and budget that the ledger can use."""
_LEDGER = (
    *LEDGER_FILES,
    click.option(
        "--returns",
        type=PATH,
        multiple=True,
        help="SSDA903 returns of the same children: a folder, a zip or a file; may be repeated.",
    ),
)

months_ahead = click.option(
    "--months",
    type=click.IntRange(1, 240),
    default=36,
    show_default=True,
    help="How many month ends ahead.",
)
runs = click.option(
    "--runs",
    type=click.IntRange(1, 100_000),
    default=1000,
    show_default=True,
    help="How many futures to simulate.",
)
seed = click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    help="The same seed gives the same figures.",
)
threads = click.option("--threads", type=click.IntRange(1, 1024), help="Default: every core.")
prices = click.option("--prices", type=PATH, help="Pounds a week by category, for the cost.")
uplift = click.option(
    "--uplift",
    type=float,
    default=0.0,
    show_default=True,
    help="Per cent that prices rise a financial year, where no later price is given.",
)
scheduler = click.option("--scheduler", metavar="ADDRESS", help="Do the work on this Dask cluster.")


class Target(click.ParamType[tuple[int, date]]):
    """Children and a day, as 450:2027-03-31."""

    name = "N:DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, date]:
        if isinstance(value, tuple):
            return value
        number, _, day = str(value).partition(":")
        if not number.strip().isdigit() or not day:
            self.fail(f"'{value}' is not a target. Write 450:2027-03-31.", param, ctx)
        return int(number), DAY.convert(day, param, ctx)


target = click.option(
    "--target", type=Target(), help="At most N looked after by a date: its chance."
)


def given(ctx: click.Context) -> set[str]:
    """The names of the options and arguments that were given."""
    where = ParameterSource.COMMANDLINE
    return {name for name in ctx.params if ctx.get_parameter_source(name) is where}


def refuse(ctx: click.Context, names: set[str], why: str) -> None:
    """Refuse the first of some options, by the name that a person gives it.

    Raises:
        UsageError: there is one.
    """
    if names:
        first = min(names)
        shown = _SHOWN.get(first, f"--{first.replace('_', '-')}")
        raise click.UsageError(f"{shown} {why}.", ctx)


def refuse_each(ctx: click.Context, returns: Sequence[Path]) -> None:
    """See that --each has one folder of authorities, and one for the results.

    Raises:
        UsageError: it has not.
    """
    if ctx.params["out"] is None:
        raise click.UsageError("--each needs --out, the folder to write into.", ctx)
    if len(returns) > 1:
        raise click.UsageError("--each takes one folder, which holds the authorities.", ctx)


def tell_of_compiling(*, plans: bool = False) -> None:
    """Say why the first forecast, or the first plan, after installing takes a while."""
    from kinward.forecast.compiled import kept

    if plans and not kept("kernel.simulate_plans"):
        click.echo("Compiling what tries plans, once after installing: about a minute.", err=True)
    elif not plans and not kept():
        click.echo("Compiling the simulation, once after installing: about 30 seconds.", err=True)


def cohort_files(command: F) -> F:
    """The files beside the returns that the cohort can use."""
    return _with(_COHORT, command)


def ledger_files(command: F) -> F:
    """The files beside the placements that the ledger can use."""
    return _with(_LEDGER, command)


def _with(options: Sequence[Callable[[F], F]], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command
