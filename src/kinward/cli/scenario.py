"""`kinward scenario`: what a plan would do, and whether it reaches its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import options, output
from kinward.words import long_date

_LEDGER: Final = ("placements", "service_types")


@click.command()
@click.argument("returns", nargs=-1, type=options.PATH)
@click.option("--plan", type=options.PATH, help="The plan, as a TOML file.")
@options.as_at
@options.months_ahead
@options.runs
@options.seed
@options.threads
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
@click.option("--templates", is_flag=True, help="List the templates of actions, and stop.")
@options.as_json
def command(
    returns: tuple[Path, ...],
    plan: Path | None,
    as_at: date | None,
    as_json: bool,
    save: Path | None,
    templates: bool,
    **asked: Any,
) -> None:
    """Try a plan on the children of RETURNS (a folder, a zip or files of the SSDA903 return).

    The plan and no plan share their luck, so that what differs is the plan's doing.
    """
    if templates:
        _list_templates(as_json=as_json)
        return
    if not returns or plan is None:
        raise click.UsageError("A scenario needs RETURNS and --plan.")
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs
    from kinward.pipeline.plans import Scenario, scenario
    from kinward.scenarios.as_json import document

    ledger = {name: asked.pop(name) for name in _LEDGER}
    outcome = [asked.pop(f"outcome_{name}") for name in ("price", "cap", "floor")]
    if outcome[0] is None and outcome[1:] != [None, None]:
        raise click.UsageError("--outcome-cap and --outcome-floor need --outcome-price.")
    if ledger["service_types"] and not ledger["placements"]:
        raise click.UsageError("--service-types needs --placements.")
    options.tell_of_compiling(plans=True)
    files = {name: asked.pop(name) for name in ("population", "teams", "categories")}
    found = scenario(
        Inputs(returns=returns, as_at=as_at, **files),
        Scenario(plan, Files(**ledger) if ledger["placements"] else None),
        Ahead(uplift_pct=asked.pop("uplift"), **asked),
    )
    if as_at is None:
        output.note(f"As at {long_date(found.tried.as_at)}, the end of the last return.")
    if save is not None:
        from kinward.scenarios.business import save as keep
        from kinward.scenarios.kept import kept

        keep(kept(found), save)
        output.note(f"Kept in {save}.")
    contract = None if outcome[0] is None else _contract(found, *outcome)
    if as_json:
        extra = {} if contract is None else {"outcomes_contract": contract}
        output.print_json({**document(found), **extra})
        return
    _print(found)
    if contract is not None:
        _print_contract(contract)


def _contract(found: Any, price: int, cap: int | None, floor: int | None) -> dict[str, Any]:
    from kinward.scenarios import outcomes
    from kinward.scenarios.business import Outcomes

    terms = Outcomes(100 * price, None if cap is None else 100 * cap, 100 * (floor or 0))
    return outcomes.document(outcomes.by_outcome(found, terms))


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


def _print(found: Any) -> None:
    from kinward.dates import year_name
    from kinward.scenarios import explain

    for text in explain.sentences(found):
        output.line(text)
    output.table(
        "Children looked after",
        ("On", "Without", "With the plan", "Difference", "80% interval"),
        _children(found),
    )
    years = [year_name(year) for year in found.years]
    output.table(
        "What each action does"
        + ("" if found.saving is None else ", £ saved over the months ahead"),
        ("Action", "Children", "52-week places", "Alone", "80% interval", "Last in"),
        _actions(found),
        "52-week places are those of the last financial year, by the action alone.",
    )
    if found.costs is not None:
        output.table(
            "Cost of placements, £",
            ("", *years),
            [
                ("Without the plan", *_pounds(found.costs[0].years)),
                ("With the plan", *_pounds(found.costs[1].years)),
                ("Saved", *_pounds(found.saving.years)),
            ],
        )
    for text in found.notes:
        output.note(text)


def _children(found: Any) -> list[tuple[object, ...]]:
    from kinward.reports.marks import marks

    ends = found.tried.month_ends
    low, high = found.children.interval("total", 80)
    return [
        (
            long_date(ends[place]),
            float(found.baseline.mean[0, place]),
            float(found.scenario.mean[0, place]),
            float(found.children.mean[0, place]),
            f"{low[place]:,.0f} to {high[place]:,.0f}",
        )
        for place in marks(ends)
    ]


def _actions(found: Any) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (
            each.action.name,
            each.children,
            each.placements[-1],
            *_saved(each.alone),
            None if each.last_in is None else round(each.last_in.total / 100),
        )
        for each in found.actions
    ]
    if found.saving is not None:
        rows.append(("Overlap, counted once", None, None, *_saved(found.overlap), None))
        rows.append(("The plan", None, None, *_saved(found.saving), None))
    return rows


def _saved(money: Any) -> tuple[object, object]:
    if money is None:
        return None, None
    return round(money.total / 100), f"{money.low / 100:,.0f} to {money.high / 100:,.0f}"


def _pounds(pence: Sequence[int]) -> list[int]:
    return [round(each / 100) for each in pence]
