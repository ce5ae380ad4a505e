"""`kinward edge-of-care`: how often preventive services succeed, and how sure that is."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import options, output
from kinward.words import counted, long_date

_POINTS: Final = {
    "closure": "at closure",
    "3_months": "3 months on",
    "6_months": "6 months on",
    "12_months": "12 months on",
}
_ROWS: Final = 12
"""Steps of a sequence that are shown; --json has all."""


@click.command(epilog=options.examples("edge-of-care edge_of_care.csv --as-at 2025-03-31"))
@click.argument("file", type=options.PATH)
@click.option(
    "--as-at",
    type=options.DAY,
    help="What came later is not seen. Default: the last day in the file.",
)
@click.option(
    "--point",
    type=click.Choice(list(_POINTS)),
    default="closure",
    show_default=True,
    help="When it is asked whether the child is looked after.",
)
@click.option(
    "--weeks",
    type=click.FloatRange(0, 1000),
    help="Weeks that each placement would have lasted: tells the placements avoided.",
)
@click.option(
    "--weekly-cost",
    type=click.FloatRange(0, 1_000_000),
    help="Pounds a week of such a placement: tells the cost avoided. Needs --weeks.",
)
@options.as_json
def command(
    file: Path,
    as_at: date | None,
    point: str,
    weeks: float | None,
    weekly_cost: float | None,
    as_json: bool,
) -> None:
    """Tell the success of preventive services from FILE: one row a case, or one a service.

    Success comes with its interval, how it moved as cases were added, and the lines to put in a
    plan. Exit 1 if there is an error among the findings.
    """
    if weekly_cost is not None and weeks is None:
        raise click.UsageError("--weekly-cost needs --weeks.")
    told = _told(file, as_at, point, _worth(weeks, weekly_cost))
    if as_json:
        output.print_json(told)
    else:
        _print(told, point)
    if any(each["level"] == "error" for each in told["findings"]):
        sys.exit(1)


def _worth(weeks: float | None, weekly_cost: float | None) -> Any:
    from kinward.edge_of_care.as_json import Weeks

    if weeks is None:
        return None
    pence = None if weekly_cost is None else round(Decimal(str(weekly_cost)) * 100)
    return Weeks(Fraction(str(weeks)), pence)


def _told(file: Path, as_at: date | None, point: str, worth: Any) -> dict[str, Any]:
    from kinward.edge_of_care.as_json import of_cases, of_counts
    from kinward.edge_of_care.cases import Cases, last_day
    from kinward.edge_of_care.shown import read_evidence

    found = read_evidence(file)
    if not isinstance(found, Cases):
        if point != "closure":
            raise click.UsageError("--point needs a file of cases: counts are at closure.")
        if as_at is not None:
            raise click.UsageError("--as-at needs a file of cases: counts have no dates.")
        return of_counts(file.name, found, worth)
    day = as_at or last_day(found)
    if as_at is None:
        output.note(f"As at {long_date(day)}, the last day in the file.")
    return of_cases(found, day, point, worth)


def _print(told: dict[str, Any], point: str) -> None:
    services = told["services"]
    if not services:
        output.line("There is no case by that day.")
    for each in services:
        output.line(_sentence(each, told["interval_pct"], point))
    if services:
        _success(told)
        for each in services:
            if told["kind"] == "cases":
                _sequence(each, point)
        _avoided(services)
        _plan(services)
    for each in told["findings"]:
        row = f", row {each['row']}" if each["row"] else ""
        output.note(f"{each['file']}{row}: {each['message']} {each['remedy']}")


def _sentence(each: dict[str, Any], percent: float, point: str) -> str:
    own = each["points"][point] if "points" in each else each
    if not own["of"]:
        return f"{each['service']}: no closed case has an answer {_POINTS[point]} yet."
    return (
        f"{each['service']}: {own['successes']:,} of {counted(own['of'], 'closed case')} not "
        f"looked after {_POINTS[point]}, which is {_percent(own['share'])}, and between "
        f"{_between(own['interval'])} ({percent:.0f}% interval)."
    )


def _success(told: dict[str, Any]) -> None:
    cases = told["kind"] == "cases"
    rows: list[tuple[object, ...]] = []
    for each in told["services"]:
        parts = each["points"].items() if cases else [("closure", each)]
        for key, own in parts:
            if key == "closure" or own["of"]:
                rows.append((
                    each["service"], _POINTS[key].removeprefix("at ").capitalize(),
                    own["successes"], own["of"], *_figures(own),
                    each["closed"], each["worked_with"],
                ))  # fmt: skip
    output.table(
        "Success: the share not looked after",
        (
            *("Service", "When", "Successes", "Of", "Share"),
            f"{told['interval_pct']:.0f}% interval",
            *("A plan takes", "Wilson's", "Closed", "Worked with"),
        ),
        rows,
        "A plan takes the mean of the distribution of which the interval is, which few cases leave "
        "a little nearer to a half than the share itself.",
    )


def _figures(own: dict[str, Any]) -> tuple[object, ...]:
    if own["share"] is None:
        return None, None, None, None
    return (
        _percent(own["share"]),
        _range(own["interval"]),
        _percent(own["expected"]),
        _range(own["wilson"]),
    )


def _sequence(each: dict[str, Any], point: str) -> None:
    steps = each["sequence"]
    if not steps:
        return
    shown = steps
    if len(steps) > _ROWS:
        shown = [steps[round(at * (len(steps) - 1) / (_ROWS - 1))] for at in range(_ROWS)]
    output.table(
        f"How it moved as cases were added: {each['service']}, {_POINTS[point]}",
        ("Closed by", "Cases", "Successes", "Share", "Interval"),
        [
            (
                step["closed"].isoformat(),
                step["cases"],
                step["successes"],
                _percent(step["share"]),
                _range(step["interval"]),
            )
            for step in shown
        ],
        "" if shown is steps else f"{len(shown)} of {len(steps):,} steps; --json has all.",
    )


def _avoided(services: list[dict[str, Any]]) -> None:
    rows = [
        (
            each["service"],
            each["worked_with"],
            own["placements"],
            "{:,} to {:,}".format(*own["interval"]),
            own["placements_52_week"],
            "{:,.1f} to {:,.1f}".format(*own["interval_52_week"]),
            *(
                ()
                if own["cost"] is None
                else (round(own["cost"]), "{:,.0f} to {:,.0f}".format(*own["cost_interval"]))
            ),
        )
        for each in services
        if (own := each["avoided"]) is not None
    ]
    if not rows:
        return
    cost = ("Cost, £", "Interval, £") if len(rows[0]) > 6 else ()
    output.table(
        "Placements avoided, if all who are worked with come out as those who closed",
        (
            *("Service", "Worked with", "Placements", "Interval"),
            *("52-week places", "52-week interval", *cost),
        ),
        rows,
        "The interval holds what is not known of the success and the luck of so few children.",
    )


def _plan(services: list[dict[str, Any]]) -> None:
    """The lines are printed as they are, so that they can be copied."""
    told = [each for each in services if each["plan"]]
    output.line()
    if not told:
        output.line("No closed case has an answer: there is nothing to put in a plan yet.")
        return
    output.line("For an action of kind divert in a plan (PLAN.toml):")
    for each in told:
        click.echo(f"\n# {each['service']}")
        for text in each["plan"]:
            click.echo(text)
    output.line()
    output.line(
        "A success is one that the service made only if the child would have come in without it."
    )
    if any("delay_weeks" in text for each in told for text in each["plan"]):
        output.line("The delay is half of the twelve months: give what you know.")


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def _between(ends: list[float]) -> str:
    return f"{_percent(ends[0])} and {_percent(ends[1])}"


def _range(ends: list[float]) -> str:
    return f"{_percent(ends[0])} to {_percent(ends[1])}"
