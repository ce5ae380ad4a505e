"""`kinward programme`: how the actions, savings and risks of a programme stand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import options, output
from kinward.words import counted, long_date

_MOST: Final = 10
"""Rows of the tables that can be long; --json has all."""


class _Need(click.ParamType[tuple[int, int]]):
    """Pounds and a financial year, as 1,429,000:2016/17; becomes pence and the year's end."""

    name = "POUNDS:YEAR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        import polars as pl

        from kinward.tables.pounds import parse_pounds

        if isinstance(value, tuple):
            return value
        amount, mark, year = str(value).rpartition(":")
        pence = pl.select(parse_pounds(pl.lit(amount.strip()))).item() if mark else None
        if pence is None:
            self.fail(f"'{value}' is not a need. Write 1,429,000:2016/17.", param, ctx)
        return int(pence), options.YEAR.convert(year, param, ctx)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--as-at", type=options.DAY, required=True, help="The day of the colours and figures."
)
@click.option(
    "--need", "needs", type=_Need(), multiple=True, help="What must be saved in a year; repeat it."
)
@click.option("--year", type=options.YEAR, help="Of savings whose row names no financial year.")
@click.option(
    "--reported-on",
    type=options.DAY,
    help="The day of the plan's own colours and progress: it counts as an update.",
)
@click.option(
    "--business-plan",
    multiple=True,
    metavar="OBJECTIVE",
    help="An objective that the business plan has, for the bridge from it; repeat it.",
)
@options.seed
@options.as_json
def command(
    paths: tuple[Path, ...],
    as_at: date,
    needs: tuple[tuple[int, int], ...],
    year: int | None,
    reported_on: date | None,
    business_plan: tuple[str, ...],
    seed: int,
    as_json: bool,
) -> None:
    """Tell how a programme stands, from the files or folders PATHS.

    They hold its plan, savings, registers and boards, as CSV, as sheets of a spreadsheet or in a
    zip; their headings tell which is which. Exit 1 if there is an error among the findings.
    """
    from kinward.programme.as_json import Asked, of_programme
    from kinward.programme.model import Need
    from kinward.programme.read.files import Defaults, read_programme

    name = paths[0].resolve().stem
    read = read_programme(
        paths, name, name, Defaults(year, reported_on),
        [Need(of, pence) for pence, of in needs],
    )  # fmt: skip
    asked = Asked(as_at, business_plan, seed=seed)
    told = of_programme(read.programme, asked, read.findings)
    if as_json:
        output.print_json(told)
    else:
        _print(told, as_at)
    if any(each["level"] == "error" for each in told["findings"]):
        sys.exit(1)


def _print(told: dict[str, Any], as_at: date) -> None:
    actions = told["actions"]
    output.line(
        f"{told['programme']} on {long_date(as_at)}: {counted(len(actions), 'action')}, "
        f"{counted(len(told['risks']['ratings']), 'open risk')}."
    )
    if actions:
        _colours(told)
        _differences(told)
        _slipping(told)
    _savings(told["savings"])
    _risks(told["risks"])
    for each in told["findings"]:
        row = f", row {each['row']}" if each["row"] else ""
        output.note(f"{each['file']}{row}: {each['message']} {each['remedy']}")


def _colours(told: dict[str, Any]) -> None:
    for side in ("delivery", "benefit"):
        parts = [f"{number} {colour}" for colour, number in told[side].items() if number]
        output.line(f"{side.capitalize()}: {', '.join(parts)}.")
    output.table(
        "Actions",
        ("Ref", "Action", "Ends", "Delivery", "Why", "Benefit", "Why so"),
        [
            (
                each["ref"], each["title"], each["end"], each["delivery"]["colour"],
                each["delivery"]["reason"], each["benefit"]["colour"], each["benefit"]["reason"],
            )
            for each in told["actions"]
        ],
        "Delivery is the work, benefit what it brings. Blue is complete, grey not started or not "
        "due.",
    )  # fmt: skip


def _differences(told: dict[str, Any]) -> None:
    compared = told["published"]
    if not compared["compared"]:
        return
    output.table(
        "The published colour beside the rule's",
        ("Ref", "Published", "By rule", "Why they differ"),
        [
            (
                each["ref"],
                each["published"],
                each["delivery"]["by_rule"],
                each["difference"].partition(": ")[2],
            )
            for each in told["actions"]
            if each["difference"]
        ],
        f"{compared['same']} of {counted(compared['compared'], 'published colour')} are the "
        "rule's.",
    )


def _slipping(told: dict[str, Any]) -> None:
    rows = told["slipping"]
    if rows:
        output.table(
            "Slipping, overdue or without an update",
            ("Ref", "First date", "Expected", "Days later", "Days overdue", "Why"),
            [
                (e["ref"], e["first"], e["expected"], e["days"], e["overdue"], e["reason"])
                for e in rows[:_MOST]
            ],
            _more(rows),
        )
    due = told["next_due"]
    if due:
        output.table(
            "Due next",
            ("On", "Action", "What"),
            [(each["on"], each["action"], each["title"]) for each in due[:_MOST]],
            _more(due),
        )


def _savings(told: dict[str, Any]) -> None:
    if not told["years"]:
        return
    rows = [(each["year"], *_sums(each["savings"])) for each in told["years"]]
    output.table(
        "Savings, £",
        ("Year", "Plan", "Achieved", "Forecast", "Gap", "Without a forecast"),
        [*rows, ("All", *_sums(told["total"]))],
        "Achieved counts only with evidence. The gap is the plan less the forecast.",
    )
    for grouping in ("kind", "placement_type", "objective"):
        groups = told["by"][grouping]
        if len(groups) > 1:
            title = grouping.replace("_", " ")
            output.table(
                f"Savings of all years by {title}, £",
                (title.capitalize(), "Plan", "Achieved", "Forecast", "Gap", "Without a forecast"),
                [(name, *_sums(sums)) for name, sums in groups.items()],
            )
    for each in told["years"]:
        _year(each)
    _overlaps(told["overlaps"])


def _overlaps(found: list[dict[str, Any]]) -> None:
    """The largest of what could count twice; the rest in one line."""
    if not found:
        return
    output.table(
        "Savings that could count twice, £",
        ("Savings", "Amount", "Why"),
        [(" and ".join(each["savings"]), round(each["pence"]), each["reason"])
         for each in found[:_MOST]],
        "A saving that overlaps with several others is there once with each of them.",
    )  # fmt: skip
    rest = found[_MOST:]
    if rest:
        amount = sum(Decimal(str(each["pence"])) for each in rest)
        output.line(f"{len(rest)} more come to £{amount:,.0f} together; --json has them.")


def _sums(of: dict[str, Any]) -> tuple[int, ...]:
    return tuple(round(of[name]) for name in ("plan", "achieved", "forecast", "gap", "unforecast"))


def _year(each: dict[str, Any]) -> None:
    output.line()
    output.line(each["assignment"])
    if each["cover"]:
        output.line(each["cover"])
    if each["chance"] is not None:
        chance = each["chance"]
        how = "exactly" if chance["method"] == "exact" else f"give or take {chance['error']:.1%}"
        output.line(
            f"Risk-adjusted: £{each['risk_adjusted']:,.0f}. The chance of £{chance['of']:,.0f} is "
            f"{chance['share']:.0%} ({how}), if the savings are independent of one another."
        )
        if chance["unjudged"]:
            output.line(f"Without a probability, and taken as certain: {_listed(chance)}.")
    if each["actions_hold"] and any(step["business_plan"] for step in each["bridge"]["steps"]):
        _bridge(each["year"], each["bridge"])


def _listed(chance: dict[str, Any]) -> str:
    return ", ".join(chance["unjudged"])


def _bridge(year: str, bridge: dict[str, Any]) -> None:
    steps = [(step["label"], round(step["amount"])) for step in bridge["steps"]]
    inside = sum(step["business_plan"] for step in bridge["steps"])
    output.table(
        f"From the business plan to the action plan, {year}, £",
        ("Step", "Amount"),
        [
            *steps[:inside],
            ("Business plan", round(bridge["business_plan"])),
            *steps[inside:],
            ("Planned", round(bridge["planned"])),
            *((f"Held: {each['label']}", round(each["amount"])) for each in bridge["held"]),
            ("Held by no action", round(bridge["unassigned"])),
        ],
    )


def _risks(told: dict[str, Any]) -> None:
    rows = told["ratings"]
    if not rows:
        return
    output.table(
        "Top risks",
        ("Ref", "Risk", "Owner", "Rating", "Why"),
        [
            (e["ref"], e["title"], e["owner"] or None, e["colour"], e["reason"])
            for e in rows[:_MOST]
        ],
        _more(rows),
    )
    for each in told["undone"]:
        output.line(f"{each['ref']}: {each['reason']}")


def _more(rows: Sequence[object]) -> str:
    return f"{_MOST} of {len(rows):,}; --json has all." if len(rows) > _MOST else ""
