"""`kinward backtest`: how past forecasts would have done, beside simple ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import long_date

_MEASURES: Final = {
    "total": ("Children looked after", 1),
    "category": ("Children in a commissioning category", 1),
    "age": ("Children in an age band", 1),
    "cost": ("Cost of a month at today's prices, thousands of pounds", 100_000),
}


class _Horizons(click.ParamType[tuple[int, ...]]):
    """Months ahead, as 3,6,12."""

    name = "MONTHS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in str(value).split(",")]
        if not all(part.isdigit() and 1 <= int(part) <= 120 for part in parts):
            self.fail(f"'{value}' is no list of months. Write 3,6,12.", param, ctx)
        return tuple(int(part) for part in parts)


@click.command(
    epilog=options.examples(
        "backtest my-returns/",
        "backtest my-returns/ --horizons 3,6,12 --runs 500 --json",
    )
)
@options.returns
@options.as_at
@click.option(
    "--horizons",
    type=_Horizons(),
    default="3,6,12,24,36",
    show_default=True,
    help="Months ahead.",
)
@click.option(
    "--runs",
    type=click.IntRange(10, 100_000),
    default=500,
    show_default=True,
    help="How many futures to simulate each time.",
)
@options.seed
@options.threads
@options.prices
@click.option("--categories", type=options.PATH, help="Commissioning categories of your own.")
@options.as_json
def command(
    returns: tuple[Path, ...],
    as_at: date | None,
    horizons: tuple[int, ...],
    categories: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """See how past forecasts of RETURNS would have done.

    At each of several past days a forecast is made from the data as it stood then, and held against
    what came: by Kinward, by no change, by a damped drift and by a plain Markov model. Errors are
    in children, and of the cost in thousands of pounds (with --json in pounds).
    """
    from kinward.pipeline import Ahead, Inputs, backtest

    options.tell_of_compiling()
    with output.progress("Forecasting from past days") as progress:
        test = backtest(
            Inputs(returns=returns, as_at=as_at, categories=categories),
            Ahead(**asked),
            horizons,
            progress,
        )
    test = replace(test, notes=(*test.notes, *beside.left_out(asked | {"categories": categories})))
    if as_at is None:
        output.note(f"As at {long_date(test.as_at)}, the end of the last return.")
    if as_json:
        from kinward.forecast.backtest.as_json import document

        output.print_json(document(test))
        return
    _print(test)


def _print(test: Any) -> None:
    first, last = test.origins[0], test.origins[-1]
    output.line(
        f"Forecasts from {len(test.origins)} days, {long_date(first)} to {long_date(last)}, held "
        f"against what came by {long_date(test.as_at)}."
    )
    for measure, (title, unit) in _MEASURES.items():
        _print_measure(test, measure, title, unit)
    output.line()
    for note in test.notes:
        output.line(note)


def _print_measure(test: Any, measure: str, title: str, unit: int) -> None:
    from kinward.forecast.backtest.model import MODELS

    rows = [row for row in test.scores.to_dicts() if row["measure"] == measure]
    if not rows:
        return
    order = list(MODELS)
    rows.sort(key=lambda row: (row["horizon_months"], order.index(row["model"])))
    output.table(
        title,
        ("Months", "Model", "N", "Error %", "Error", "Bias", "CRPS", "In 80%", "In 95%"),
        (
            (
                row["horizon_months"],
                MODELS[row["model"]],
                row["n"],
                row["mape"],
                *(row[name] / unit for name in ("mae", "bias", "crps")),
                *(100 * row[f"coverage_{percent}"] for percent in (80, 95)),
            )
            for row in rows
        ),
        "Error: mean absolute. CRPS: of the whole distribution, lower is better. In 80%: of a "
        "hundred 80% intervals, how many held what came.",
    )
