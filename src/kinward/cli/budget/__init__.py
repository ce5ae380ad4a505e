"""`kinward budget`: a budget model of a plan or of the forecast, and budget control."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

import click

from kinward.cli import options, output

if TYPE_CHECKING:
    from kinward.pipeline.budget_control import BudgetControl
    from kinward.pipeline.plan_budget import Expected, PlanBudget


class _Number(click.ParamType[Decimal]):
    """A decimal number, kept as it was written."""

    name = "number"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        try:
            found = Decimal(str(value).strip())
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            self.fail(f"'{value}' is not a number.", param, ctx)
        return found


NUMBER: Final = _Number()
_NEEDS: Final = {
    "savings": "trajectory", "targets": "trajectory", "price_base": "trajectory",
    "share": "targets", "rate": "population", "base_year": "rate",
    "prices": "returns", "months": "returns", "runs": "returns", "placements": "returns",
    "children": "placements", "virements": "control", "grants": "control", "reserves": "control",
}  # fmt: skip
"""Options that are of no use without another."""


@click.command(
    epilog=options.examples(
        "budget trajectory.csv --savings model_savings.csv --uplift 2.5",
    )
)
@click.argument("trajectory", required=False, type=options.PATH)
@click.option("--savings", type=options.PATH, help="Savings that the plan names.")
@click.option("--targets", type=options.PATH, help="Numbers looked after on single days, to check.")
@click.option("--share", type=NUMBER, help="Per cent of children in the plan. Default: 100.")
@click.option("--uplift", type=NUMBER, default="0", help="Per cent that prices rise a year.")
@click.option("--price-base", type=options.YEAR, help="The year whose prices the plan is in.")
@click.option("--population", type=options.PATH, help="Population by age: adds its growth.")
@click.option("--rate", type=NUMBER, help="Looked after children per 10,000, for that growth.")
@click.option("--base-year", type=options.YEAR, help="Growth counts from it. Default: the first.")
@click.option("--authority", help="The row of a wide population file.")
@click.option(
    "--returns", type=options.PATH, multiple=True, help="SSDA903 returns, to forecast from."
)
@options.prices
@click.option("--months", type=click.IntRange(1, 600), help="Months to forecast. Default: 36.")
@click.option("--runs", type=click.IntRange(2), help="Runs of the simulation. Default: 1,000.")
@options.seed
@options.threads
@click.option("--placements", type=options.PATH, help="What was spent before the as-at date.")
@click.option("--children", type=options.PATH, help="Which child of finance is which.")
@click.option("--service-types", type=options.PATH, help="The category of each placement type.")
@click.option("--control", type=options.PATH, help="Budget control: shows which lines to explain.")
@click.option("--virements", type=options.PATH, help="Budget moved between its lines.")
@click.option("--grants", type=options.PATH, help="Grants that pay for part of the lines.")
@click.option("--reserves", type=options.PATH, help="What reserves began with, and what moved.")
@options.as_at
@options.as_json
def command(as_at: date | None, as_json: bool, **asked: Any) -> None:
    """Show what each year needs by placement type, from TRAJECTORY (trajectory.csv), a plan.

    With --returns and --prices, the same of the forecast, and the gap between the two. With
    --control, budget control. Exit 1 if there is an error among the findings.
    """
    from kinward.cli.budget import control as budget_control
    from kinward.cli.budget import show
    from kinward.ledger.findings import in_order

    _refuse_useless(asked)
    plan = _plan(asked) if asked["trajectory"] else None
    expected = _expected(asked, as_at, plan) if asked["returns"] else None
    control = _control(asked, as_at) if asked["control"] else None
    findings = in_order(
        (*(plan.model.findings if plan else ()), *(control.findings if control else ()))
    )
    if as_json:
        output.print_json(
            {**_document(plan, expected, control), "findings": [f.as_json() for f in findings]}
        )
    else:
        if plan:
            show.plan(plan)
        if expected:
            show.expected(expected)
        if control:
            budget_control.show(control)
        show.findings(findings)
    if any(each.level == "error" for each in findings):
        sys.exit(1)


def _document(
    plan: PlanBudget | None, expected: Expected | None, control: BudgetControl | None
) -> dict[str, Any]:
    from kinward.budget import as_json as documents

    return {
        "plan": documents.model_document(plan.model, plan.bridges) if plan else None,
        "targets": documents.checks_document(plan.checks) if plan else [],
        "forecast": documents.model_document(expected.model, expected.bridges)
        if expected
        else None,
        "gap": documents.gaps_document(expected.gaps) if expected and expected.gaps else None,
        "control": documents.control_document(
            control.control, control.virements, control.grants, control.reserves
        )
        if control
        else None,
    }


def _refuse_useless(asked: dict[str, Any]) -> None:
    if not (asked["trajectory"] or asked["returns"] or asked["control"]):
        raise click.UsageError("Give TRAJECTORY, a plan; or --returns with --prices; or --control.")
    for name, needed in _NEEDS.items():
        if asked[name] is not None and not asked[needed]:
            other = "TRAJECTORY" if needed == "trajectory" else _option(needed)
            raise click.UsageError(f"{_option(name)} is of no use without {other}.")
    if asked["returns"] and not asked["prices"]:
        raise click.UsageError("--returns are forecast with what a week costs: give --prices.")
    if asked["population"] and not (asked["rate"] or asked["returns"]):
        raise click.UsageError("--population needs --rate, children looked after per 10,000.")
    if asked["rate"] is not None and not asked["trajectory"]:
        raise click.UsageError("--rate is for the growth of a plan: give TRAJECTORY.")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _plan(asked: dict[str, Any]) -> PlanBudget:
    from kinward.budget.uplift import Uplift
    from kinward.pipeline.plan_budget import Growth, Plan, plan_budget

    growth = None
    if asked["rate"] is not None:
        growth = Growth(asked["population"], asked["rate"], asked["base_year"], asked["authority"])
    share = Decimal(100) if asked["share"] is None else asked["share"]
    uplift = Uplift(otherwise=asked["uplift"], price_base=asked["price_base"])
    return plan_budget(
        Plan(asked["trajectory"], asked["savings"], asked["targets"], share, uplift, growth)
    )


def _expected(asked: dict[str, Any], as_at: date | None, plan: PlanBudget | None) -> Expected:
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs
    from kinward.pipeline.plan_budget import expected_budget

    options.tell_of_compiling()
    inputs = Inputs(
        asked["returns"],
        as_at,
        population=asked["population"],
        authority=asked["authority"],
    )
    ahead = Ahead(
        asked["months"] or 36,
        asked["runs"] or 1000,
        asked["seed"],
        asked["threads"],
        asked["prices"],
        float(asked["uplift"]),
    )
    types, named = asked["service_types"], asked["children"]
    files = None
    if asked["placements"]:
        files = Files(asked["placements"], service_types=types, children=named)
    return expected_budget(inputs, ahead, files, plan.model if plan else None, types)


def _control(asked: dict[str, Any], as_at: date | None) -> BudgetControl:
    from kinward.pipeline.budget_control import ControlFiles, budget_control

    names = ("control", "virements", "grants", "reserves")
    return budget_control(ControlFiles(**{name: asked[name] for name in names}), as_at)
