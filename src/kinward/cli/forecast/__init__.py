"""`kinward forecast`: where the cohort is heading, and how sure that is.

Of one authority's returns; with --each of every authority in a folder (`many`); with --published
from published totals (`published`). `show` prints the first of these.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import long_date

_ONLY_EACH: Final = ("out",)
_ONLY_PUBLISHED: Final = ("years",)
_ALSO_PUBLISHED: Final = ("published", "authority", "years", "runs", "seed", "as_json")


@click.command(
    epilog=options.examples(
        "forecast my-returns/ --as-at 2025-03-31 --months 36",
        "forecast my-returns/ --prices prices.csv --target 450:2027-03-31",
        "forecast --published lait/ --authority Leeds --years 3",
    )
)
@click.argument("returns", nargs=-1, type=options.PATH)
@options.as_at
@options.months_ahead
@options.runs
@options.seed
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    help="Default: every core. With --each: authorities at once.",
)
@options.target
@options.prices
@options.uplift
@click.option("--population", type=options.PATH, help="Population by age, past and projected.")
@click.option("--categories", type=options.PATH, help="Commissioning categories of your own.")
@click.option("--lait", type=options.PATH, help="A folder with DfE's LAIT files.")
@click.option("--authority", help="The authority's name or number, as in LAIT.")
@click.option(
    "--each",
    is_flag=True,
    help="RETURNS is a folder of authorities: forecast each of its subfolders and zips.",
)
@click.option("--out", type=options.PATH, help="With --each: the folder to write into.")
@options.scheduler
@click.option(
    "--published",
    type=options.PATH,
    metavar="LAIT_FOLDER",
    help="Forecast --authority from DfE's yearly totals in this folder, without RETURNS.",
)
@click.option(
    "--years",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="With --published: how many years ahead.",
)
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    returns: tuple[Path, ...],
    as_at: date | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Forecast the children in RETURNS (a folder, a zip or files of the SSDA903 return).

    Every child's days ahead are simulated many times, with rates that are themselves uncertain. The
    figures are children on the last day of each month and, with --prices, pounds a month and a
    financial year.

    With --each, what has been done for the same request is left as it is, so that a run can be
    stopped and gone on with; exit 1 if an authority failed. With --scheduler, the workers must see
    the files under the same paths.
    """
    _refuse_mixture(ctx, returns)
    if asked["uplift"] and asked["prices"] is None:
        raise click.UsageError("--uplift needs --prices, to say what is to rise.", ctx)
    each, out, scheduler = asked.pop("each"), asked.pop("out"), asked.pop("scheduler")
    lait, years = asked.pop("published"), asked.pop("years")
    if lait is not None:
        from kinward.cli.forecast import published

        own = {name: asked[name] for name in ("authority", "runs", "seed")}
        published.forecast(lait, years=years, as_json=as_json, **own)
        return
    from kinward.pipeline import Ahead, Inputs

    given = dict(asked)
    files = {name: asked.pop(name) for name in ("population", "categories", "lait", "authority")}
    inputs = Inputs(returns=returns, as_at=as_at, **files)
    ahead = Ahead(uplift_pct=asked.pop("uplift"), **asked)
    if each:
        from kinward.cli.forecast import many

        beside.tell_left_out(given)
        many.forecast(returns[0], out, inputs, ahead, scheduler=scheduler, as_json=as_json)
    else:
        _one(inputs, ahead, scheduler, beside.left_out(given), as_json=as_json)


def _refuse_mixture(ctx: click.Context, returns: tuple[Path, ...]) -> None:
    """Each way has options of its own."""
    given = options.given(ctx)
    if "published" in given:
        if "authority" not in given:
            raise click.UsageError("--published needs --authority, to say whose totals.", ctx)
        options.refuse(ctx, given - set(_ALSO_PUBLISHED), "cannot be used with --published")
        return
    options.refuse(ctx, given & set(_ONLY_PUBLISHED), "can be used only with --published")
    if not returns:
        raise click.UsageError("Missing argument 'RETURNS...'.", ctx)
    if not ctx.params["each"]:
        options.refuse(ctx, given & set(_ONLY_EACH), "can be used only with --each")
        return
    options.refuse(
        ctx, given & {"authority"}, "cannot be used with --each: it is the folder's name"
    )
    options.refuse_each(ctx, returns)


def _one(
    inputs: Any, ahead: Any, scheduler: str | None, left_out: tuple[str, ...], *, as_json: bool
) -> None:
    if scheduler is None:
        from kinward.pipeline import forecast

        options.tell_of_compiling()
        result = forecast(inputs, ahead)
    else:
        from kinward.authorities.elsewhere import forecast_on

        result = forecast_on(scheduler, inputs, ahead)
    result = replace(result, notes=(*result.notes, *left_out))
    if inputs.as_at is None:
        output.note(f"As at {long_date(result.as_at)}, the end of the last return.")
    if as_json:
        from kinward.forecast.as_json import document

        output.print_json(document(result))
        return
    from kinward.cli.forecast import show

    show.forecast(result)
