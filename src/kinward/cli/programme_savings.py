"""The savings of a programme as `kinward programme` prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from kinward.cli import output

MOST: Final = 10
"""Rows of the tables that can be long; --json has all."""


def savings(told: dict[str, Any], as_at: date) -> None:
    """The tracker, what no action holds, chances, the bridge and what could count twice."""
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
    output.line()
    for line in told["assigned"]:
        output.line(line)
    for each in told["years"]:
        _year(each)
    _bridges(told["years"], as_at)
    _overlaps(told["overlaps"])


def _overlaps(found: list[dict[str, Any]]) -> None:
    """The largest of what could count twice; the rest in one line."""
    if not found:
        return
    output.table(
        "Savings that could count twice, £",
        ("Savings", "Amount", "Why"),
        [(" and ".join(each["savings"]), round(each["pence"]), each["reason"])
         for each in found[:MOST]],
        "A saving that overlaps with several others is there once with each of them.",
    )  # fmt: skip
    rest = found[MOST:]
    if rest:
        amount = sum(Decimal(str(each["pence"])) for each in rest)
        output.line(f"{len(rest)} more come to £{amount:,.0f} together; --json has them.")


def _sums(of: dict[str, Any]) -> tuple[int, ...]:
    return tuple(round(of[name]) for name in ("plan", "achieved", "forecast", "gap", "unforecast"))


def _year(each: dict[str, Any]) -> None:
    if each["cover"]:
        output.line(each["cover"])
    if each["chance"] is not None:
        chance = each["chance"]
        how = "exactly" if chance["method"] == "exact" else f"give or take {chance['error']:.1%}"
        said = (
            f"The chance of £{chance['of']:,.0f} is {chance['share']:.0%} ({how}), if the savings "
            "are independent of one another."
            if not chance["short"]
            else f"Even if every saving comes as forecast, they fall £{chance['short']:,.0f} short "
            f"of £{chance['of']:,.0f}."
        )
        output.line(f"Risk-adjusted, {each['year']}: £{each['risk_adjusted']:,.0f}. {said}")
        if chance["unjudged"]:
            output.line(f"Without a probability, and taken as certain: {_listed(chance)}.")


def _bridges(years: list[dict[str, Any]], as_at: date) -> None:
    """The bridge of the day's year (or the next that has savings), and of those asked for."""
    from kinward.dates import return_year, year_name

    known = [each["year"] for each in years if each["bridge"]["steps"]]
    if not known:
        return
    current = year_name(return_year(as_at))
    shown = next((year for year in known if year >= current), known[-1])
    asked = {
        each["year"]
        for each in years
        if any(step["business_plan"] for step in each["bridge"]["steps"])
    }
    for each in years:
        if each["year"] == shown or (each["year"] in asked and each["actions_hold"]):
            _bridge(each["year"], each["bridge"])
    if not asked:
        output.line(
            "--business-plan OBJECTIVE says what the business plan has; --json has the bridge of "
            "every year."
        )


def _listed(chance: dict[str, Any]) -> str:
    return ", ".join(chance["unjudged"])


def _bridge(year: str, bridge: dict[str, Any]) -> None:
    steps = [(step["label"], round(step["amount"])) for step in bridge["steps"]]
    inside = sum(step["business_plan"] for step in bridge["steps"])
    opening = [("Business plan", round(bridge["business_plan"]))] if inside else []
    output.table(
        f"From {'the business plan' if inside else 'objectives'} to the action plan, {year}, £",
        ("Step", "Amount"),
        [
            *steps[:inside],
            *opening,
            *steps[inside:],
            ("Planned", round(bridge["planned"])),
            *((f"Held: {each['label']}", round(each["amount"])) for each in bridge["held"]),
            ("Held by no action", round(bridge["unassigned"])),
        ],
    )
