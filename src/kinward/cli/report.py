"""`kinward report`: the baseline as one HTML page and one Excel workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from kinward.cli import beside, options, output
from kinward.errors import ArgumentError

if TYPE_CHECKING:
    from kinward.pipeline.spending import Spending


_MONEY: Final = (
    click.option("--placements", type=options.PATH, help="What placements cost: adds the money."),
    click.option("--budget", type=options.PATH, help="The budget by service type."),
    click.option("--year", type=options.YEAR, help="Its year. Default: that of the as-at date."),
    *options.LEDGER_FILES,
    click.option("--contracts", type=options.PATH, help="Discounts of providers by volume."),
    click.option("--closed", type=options.PATH, help="The folder of closed months: what moved."),
    click.option("--trajectory", type=options.PATH, help="A plan to hold against the forecast."),
    click.option("--model-savings", type=options.PATH, help="Savings that the plan names."),
    click.option(
        "--deflator", type=options.PATH, help="GDP deflators newer than those that come along."
    ),
)


MONEY_NAMES: Final = (
    "placements", "budget", "year", "service_types", "adjustments", "children", "contracts",
    "closed", "trajectory", "model_savings", "deflator",
)  # fmt: skip


def with_money(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_MONEY):
        command = option(command)
    return command


@click.command(
    epilog=options.examples(
        "report my-returns/ --as-at 2025-03-31 --out report/",
        "report my-returns/ --out report/ --audience internal",
    )
)
@options.returns
@options.as_at
@click.option("--out", type=options.PATH, required=True, help="The folder to write into.")
@click.option(
    "--audience",
    type=click.Choice(["internal", "public"]),
    default="public",
    show_default=True,
    help="Public hides small numbers; internal shows them.",
)
@click.option(
    "--forecast/--no-forecast",
    "look_ahead",
    default=True,
    show_default=True,
    help="Whether the report looks ahead, and at how past forecasts did.",
)
@options.target
@options.prices
@options.uplift
@options.seed
@click.option("--plan", type=options.PATH, help="A plan to try, as a TOML file.")
@with_money
@options.cohort_files
def command(
    returns: tuple[Path, ...],
    as_at: date | None,
    out: Path,
    audience: Literal["internal", "public"],
    look_ahead: bool,
    plan: Path | None,
    **files: Any,
) -> None:
    """Write the report of RETURNS into a folder: the baseline, and where it is heading.

    With --placements it tells of the money too: where the budget stands, and why. With --plan
    it tells what the plan would do.
    """
    if out.exists() and not out.is_dir():
        raise ArgumentError(
            "This is a file, not a folder", where=f"--out {out}", remedy="Name a folder."
        )
    from kinward.pipeline import Ahead, Inputs, report

    ahead = Ahead(
        uplift_pct=files.pop("uplift"),
        **{name: files.pop(name) for name in ("target", "prices", "seed")},
    )
    if not look_ahead and (ahead.prices or ahead.target or ahead.uplift_pct or plan):
        raise click.UsageError(
            "--prices, --target, --uplift and --plan are of no use with --no-forecast."
        )
    if files["trajectory"] and not (look_ahead and ahead.prices):
        raise click.UsageError("--trajectory is held against the forecast’s cost: give --prices.")
    if files["model_savings"] and not files["trajectory"]:
        raise click.UsageError("--model-savings are those of a plan: give --trajectory.")
    if files["deflator"] and not (files["lait"] and files["authority"]):
        raise click.UsageError("--deflator is for unit costs: give --lait and --authority.")
    money = spending({name: files.pop(name) for name in MONEY_NAMES}, ahead.uplift_pct)
    if look_ahead:
        options.tell_of_compiling()
        if plan is not None:
            options.tell_of_compiling(plans=True)
    beside.tell_left_out({**files, "prices": ahead.prices})
    name = files["authority"] or "the authority"
    for path in report(
        Inputs(returns=returns, as_at=as_at, **files),
        out,
        audience=audience,
        name=name,
        ahead=ahead if look_ahead else None,
        spending=money,
        plan=plan,
        warn=output.note,
    ):
        click.echo(path)
    if audience == "public":
        output.note("Small numbers are hidden. For staff who may see them: --audience internal.")


def spending(given: dict[str, Any], uplift_pct: float) -> Spending | None:
    """The files of the ledger; None without placements, where the others are of no use."""
    useless = [name for name, value in given.items() if value is not None and name != "placements"]
    if given["placements"] is None:
        if useless:
            named = " and ".join(f"--{name.replace('_', '-')}" for name in useless)
            verb = "is" if len(useless) == 1 else "are"
            raise click.UsageError(f"{named} {verb} of no use without --placements.")
        return None
    from kinward.ledger.load import Files
    from kinward.pipeline.spending import Spending

    names = ("placements", "budget", "service_types", "adjustments", "children")
    files = Files(**{name: given.pop(name) for name in names})
    return Spending(files, **given, uplift_pct=Decimal(repr(uplift_pct)))
