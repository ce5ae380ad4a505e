"""`kinward scenario`: what a plan would do, and whether it reaches its target."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import long_date

_LEDGER: Final = ("placements", "service_types")
_ONLY_ONE: Final = {"teams", "save", *_LEDGER}


@click.command(
    epilog=options.examples(
        "scenario my-returns/ --plan plan.toml --as-at 2025-03-31",
        "scenario my-returns/ --plan plan.toml --prices prices.csv --json",
    )
)
@click.argument("returns", nargs=-1, type=options.PATH)
@click.option(
    "--plan",
    "plans",
    type=options.PATH,
    multiple=True,
    help="The plan, as a TOML file. Several: give it again, with --out.",
)
@options.as_at
@options.months_ahead
@options.runs
@options.seed
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    help="Default: every core. With --out: plans at once.",
)
@options.prices
@options.uplift
@click.option("--population", type=options.PATH, help="Population by age, past and projected.")
@click.option("--teams", type=options.PATH, help="Which team each child belongs to, for areas.")
@click.option("--categories", type=options.PATH, help="Commissioning categories of your own.")
@click.option("--placements", type=options.PATH, help="What placements cost, for the dearest.")
@click.option("--service-types", type=options.PATH, help="What each service type is.")
@click.option(
    "--outcome-price",
    type=click.IntRange(1),
    help="Pounds for each 52-week placement avoided, in a contract that pays by outcome.",
)
@click.option("--outcome-cap", type=click.IntRange(0), help="Pounds that it pays at most.")
@click.option("--outcome-floor", type=click.IntRange(0), help="Pounds that it pays at least.")
@click.option("--save", type=options.PATH, help="Keep the results in a file, for `compare`.")
@click.option(
    "--each",
    is_flag=True,
    help="RETURNS is a folder of authorities: try the plans on each of its subfolders and zips, or "
    "without --plan the plan.toml of each.",
)
@click.option("--out", type=options.PATH, help="With several plans or --each: the folder to fill.")
@options.scheduler
@click.option("--templates", is_flag=True, help="List the templates of actions, and stop.")
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    returns: tuple[Path, ...],
    plans: tuple[Path, ...],
    as_at: date | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Try a plan on the children of RETURNS (a folder, a zip or files of the SSDA903 return).

    The plan and no plan share their luck, so that what differs is the plan's doing. The figures are
    children and, with --prices, pounds over the months ahead and by financial year.

    With --out, what has been tried for the same request is left as it is, so that a run can be
    stopped and gone on with; exit 1 if a plan failed. With --scheduler, the workers must see the
    files under the same paths.
    """
    if asked.pop("templates"):
        _list_templates(as_json=as_json)
        return
    _refuse_mixture(ctx, returns, plans)
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs

    given = dict(asked)
    each, out, scheduler, save = (asked.pop(name) for name in ("each", "out", "scheduler", "save"))
    ledger = {name: asked.pop(name) for name in _LEDGER}
    record = Files(**ledger) if ledger["placements"] else None
    terms = _terms(*(asked.pop(f"outcome_{name}") for name in ("price", "cap", "floor")))
    files = {name: asked.pop(name) for name in ("population", "teams", "categories")}
    inputs = Inputs(returns=returns, as_at=as_at, **files)
    ahead = Ahead(uplift_pct=asked.pop("uplift"), **asked)
    if out is None:
        from kinward.pipeline.plans import Scenario

        one = Scenario(plans[0], record)
        _one(inputs, one, ahead, save, terms, beside.left_out(given), as_json=as_json)
        return
    beside.tell_left_out(given)
    from kinward.authorities.plans import Plans
    from kinward.cli.many_plans import tried

    several = Plans(plans, record, terms)
    tried(inputs, several, out, ahead, each=each, scheduler=scheduler, as_json=as_json)


def _refuse_mixture(ctx: click.Context, returns: tuple[Path, ...], plans: tuple[Path, ...]) -> None:
    """Each way has options of its own."""
    given = options.given(ctx)
    if given & {"outcome_cap", "outcome_floor"} and "outcome_price" not in given:
        raise click.UsageError("--outcome-cap and --outcome-floor need --outcome-price.", ctx)
    if "service_types" in given and "placements" not in given:
        raise click.UsageError("--service-types needs --placements.", ctx)
    if not returns or not (plans or ctx.params["each"]):
        raise click.UsageError("A scenario needs RETURNS and --plan.", ctx)
    if ctx.params["each"]:
        options.refuse(ctx, given & _ONLY_ONE, "cannot be used with --each: it is of one authority")
        options.refuse_each(ctx, returns)
    if "out" in given:
        options.refuse(ctx, given & {"save"}, "cannot be used with --out, where each plan is kept")
    elif len(plans) > 1:
        raise click.UsageError("Several plans need --out, the folder to write into.", ctx)
    else:
        options.refuse(ctx, given & {"scheduler"}, "needs --out, the folder to write into")


def _one(
    inputs: Any,
    asked: Any,
    ahead: Any,
    save: Path | None,
    terms: Any,
    left_out: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    from kinward.cli.plan_tables import print_plan
    from kinward.pipeline.plans import scenario
    from kinward.scenarios import outcomes
    from kinward.scenarios.as_json import document

    options.tell_of_compiling(plans=True)
    found = scenario(inputs, asked, ahead)
    found = replace(found, notes=(*found.notes, *left_out))
    if inputs.as_at is None:
        output.note(f"As at {long_date(found.tried.as_at)}, the end of the last return.")
    if save is not None:
        from kinward.scenarios.business import save as keep
        from kinward.scenarios.kept import kept

        keep(kept(found), save)
        output.note(f"Kept in {save}.")
    contract = None
    if terms is not None:
        contract = outcomes.document(outcomes.by_outcome(found, terms))
    if as_json:
        extra = {} if contract is None else {"outcomes_contract": contract}
        output.print_json({**document(found), **extra})
        return
    print_plan(found)
    if contract is not None:
        _print_contract(contract)


def _terms(price: int | None, cap: int | None, floor: int | None) -> Any:
    """The terms of a contract by outcome, from pounds; None where there is none."""
    if price is None:
        return None
    from kinward.scenarios.business import Outcomes

    return Outcomes(100 * price, None if cap is None else 100 * cap, 100 * (floor or 0))


def _print_contract(contract: dict[str, Any]) -> None:
    sides = (("A plain contract", "plain"), ("A contract by outcome", "by_outcome"))
    output.table(
        "Paid by outcome, £ over the months ahead",
        ("", "Paid", "80% interval", "Saved less paid", "Council loses in"),
        [
            (
                name,
                round(contract[key]["paid"]["mean"]),
                "{:,.0f} to {:,.0f}".format(*contract[key]["paid"]["interval"]),
                round(contract[key]["council_net"]["mean"]),
                f"{contract[key]['council_loses'] * 100:.0f}% of runs",
            )
            for name, key in sides
        ],
        f"The cap binds in {contract['cap_binds'] * 100:.0f}% of runs.",
    )


def _list_templates(*, as_json: bool) -> None:
    from kinward.scenarios.templates.catalogue import templates

    if as_json:
        output.print_json({"templates": [each.as_json() for each in templates()]})
        return
    output.table(
        "Templates of actions: name one with `template = ...` in a plan",
        ("Template", "Kind", "What it is"),
        [(each.key, each.as_json()["kind"], each.title) for each in templates()],
        "--json shows the figures of each, with their sources and assumptions.",
    )
