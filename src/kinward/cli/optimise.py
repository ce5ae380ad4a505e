"""`kinward optimise`: the actions of a plan that reach its target at least cost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import long_date

_LEDGER: Final = ("placements", "service_types")
_SHOWN: Final = 4
"""Actions named in a row of the table; --json names all."""


@click.command(epilog=options.examples("optimise my-returns/ --plan plan.toml --as-at 2025-03-31"))
@options.returns
@click.option("--plan", type=options.PATH, required=True, help="The plan, as a TOML file.")
@options.as_at
@click.option("--chance", help="To reach the target with, as 0.8. Default: 0.8.")
@click.option(
    "--target",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Which of the plan's targets.",
)
@click.option(
    "--whole-frontier",
    is_flag=True,
    help="Go on until nothing can be missing from the table of chances.",
)
@options.months_ahead
@click.option(
    "--runs",
    type=click.IntRange(1, 100_000),
    default=300,
    show_default=True,
    help="How many futures to simulate.",
)
@options.seed
@options.threads
@options.prices
@options.uplift
@click.option("--population", type=options.PATH, help="Population by age, past and projected.")
@click.option("--teams", type=options.PATH, help="Which team each child belongs to, for areas.")
@click.option("--categories", type=options.PATH, help="Commissioning categories of your own.")
@click.option("--placements", type=options.PATH, help="What placements cost, for the dearest.")
@click.option("--service-types", type=options.PATH, help="What each service type is.")
@options.as_json
def command(
    returns: tuple[Path, ...], plan: Path, as_at: date | None, as_json: bool, **asked: Any
) -> None:
    """Find the actions of a plan that reach its target at least cost.

    Every action of the plan may be left out. Ctrl+C stops the search and shows the best so far.
    """
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs
    from kinward.pipeline.optimise import optimise
    from kinward.pipeline.plans import Scenario
    from kinward.scenarios.optimise import Choice, Goal
    from kinward.scenarios.optimise.as_json import document

    ledger = {name: asked.pop(name) for name in _LEDGER}
    if ledger["service_types"] and not ledger["placements"]:
        raise click.UsageError("--service-types needs --placements.")
    beside.tell_left_out(asked | ledger)
    options.tell_of_compiling(plans=True)
    files = {name: asked.pop(name) for name in ("population", "teams", "categories")}
    goal = Goal(asked.pop("target") - 1, _chance(asked.pop("chance")), asked.pop("whole_frontier"))
    with output.progress("Choices of actions") as shown:

        def told(done: int, of: int, _best: Choice | None) -> None:
            shown(done, of)

        found = optimise(
            Inputs(returns=returns, as_at=as_at, **files),
            Scenario(plan, Files(**ledger) if ledger["placements"] else None),
            Ahead(uplift_pct=asked.pop("uplift"), **asked),
            goal,
            told,
        )
    if as_at is None:
        output.note(f"As at {long_date(found.as_at)}, the end of the last return.")
    if as_json:
        output.print_json(document(found))
        return
    _print(found)


def _chance(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(
            f"'{text}' is not a chance. Write 0.8.", param_hint="'--chance'"
        ) from None


def _print(found: Any) -> None:
    from kinward.scenarios.explain import chance
    from kinward.scenarios.optimise import explain

    for text in explain.sentences(found):
        output.line(text)
    output.table(
        "The least cost for each chance, £ over the months ahead",
        ("Chance", "Cost", "Saved", "Net", "Proven", "Actions"),
        [
            (
                chance(float(each.chance)),
                round(each.cost / 100),
                None if each.saving is None else round(each.saving / 100),
                None if each.net is None else round(each.net / 100),
                "yes" if each.proven else "no",
                _named(each.names),
            )
            for each in found.frontier
        ],
        "Proven: nothing cheaper, or as cheap with fewer actions, was left untried.",
    )


def _named(names: tuple[str, ...]) -> str:
    if not names:
        return "none"
    more = len(names) - _SHOWN
    return "; ".join(names[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
