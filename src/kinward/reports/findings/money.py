"""What stands out in the money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import polars as pl

from kinward.budget.committed import Beside
from kinward.budget.gap import Gaps
from kinward.dates import year_end, year_name, year_start
from kinward.forecast.model import TOTAL
from kinward.ledger import explain
from kinward.ledger.findings import Finding
from kinward.ledger.high_cost import HighCost
from kinward.ledger.match import Match
from kinward.ledger.match.kinds import KINDS
from kinward.ledger.model import Activity
from kinward.ledger.movement import CAUSES, Movement
from kinward.ledger.providers import Providers
from kinward.ledger.unit_costs import CASH, UnitCosts
from kinward.reports.findings.words import count, in_100, listed, percent, pounds
from kinward.terms import LEVELS
from kinward.words import long_date

_MOST: Final = 3


def heading(stands: Activity) -> str:
    """Where the budget stands, as a heading."""
    return next(explain.variance(stands)).rstrip(".")


def stands(given: Activity) -> Iterator[str]:
    """Where the budget stands, and what the figures rest on."""
    first, last = year_start(given.year), year_end(given.year)
    total = given.total.actual
    if given.as_at >= last:
        yield f"{year_name(given.year)} has ended: nothing of it is committed any more."
    elif given.as_at < first:
        yield f"{year_name(given.year)} has not begun: nothing of it is spent."
    else:
        yield (
            f"Of the placements {pounds(total.spent or 0)} is spent up to "
            f"{long_date(given.as_at)}, and {pounds(total.committed or 0)} is committed from "
            f"{long_date(given.as_at + timedelta(days=1))} to {long_date(last)}."
        )
    yield from given.notes


def why(given: Activity) -> Iterator[str]:
    """What explains the variance, and the lines that are furthest from the budget."""
    yield from list(explain.variance(given))[1:]


def why_heading(given: Activity) -> str:
    """The largest part of the variance."""
    said = {
        "volume": "volume",
        "mix": "mix",
        "price": "price",
        "adjustments": "growth, savings and fixed lines",
        "unpriced": "money budgeted without placements",
    }
    key, pence = max(explain.parts(given.lines).items(), key=lambda part: abs(part[1]))
    name = said[key]
    if not pence:
        return "Spend is as budgeted in volume, mix and price"
    return f"The largest cause is {name}: {pounds(abs(pence))} {'more' if pence > 0 else 'less'}"


def months_heading(given: Activity, outturn: pl.DataFrame) -> str:
    """How spend stands beside the budget at the last month end."""
    ended = outturn.filter(pl.col("month") <= given.as_at)
    if ended.is_empty():
        return f"{year_name(given.year)} by month"
    last = ended.row(-1, named=True)
    over = last["projected_to_date"] - last["budget_to_date"]
    if not explain.budgeted(given):
        return f"By {long_date(last['month'])} spend was {pounds(last['projected_to_date'])}"
    when = f"By {long_date(last['month'])} spend was"
    if not over:
        return f"{when} as budgeted to that day"
    return f"{when} {pounds(abs(over))} {'over' if over > 0 else 'under'} the budget to that day"


def beside_heading(given: Beside) -> str:
    """What is committed and what is expected in the first year told."""
    rows = given.rows.filter(pl.col("key") == TOTAL)
    # A whole year says more than the rest of this one.
    row = rows.row(min(1, rows.height - 1), named=True)
    return (
        f"In {year_name(row['year'])} {pounds(row['committed'])} is committed to today’s children, "
        f"and {pounds(row['simulated'])} is expected"
    )


def gaps_heading(given: Gaps) -> str:
    """How far the forecast is from the plan in the first year that both tell."""
    row = given.rows.filter(pl.col("key") == TOTAL).row(0, named=True)
    more = "more" if row["gap"] > 0 else "less"
    return (
        f"In {year_name(row['year'])} {pounds(abs(row['gap']))} {more} is expected than planned; "
        f"the chance to stay within the plan is {in_100(row['chance_within'])}"
    )


def effect_heading(given: Activity) -> str:
    """What next year costs beyond this one."""
    pence = given.full_year.effect
    following = year_name(given.year + 1)
    if not pence:
        return f"Without any new placement, {following} costs what {year_name(given.year)} does"
    more = "more" if pence > 0 else "less"
    return f"Without any new placement, placements cost {pounds(abs(pence))} {more} in {following}"


def moved_heading(moved: Movement) -> str:
    """How far projected spend moved."""
    pence = moved.total.change
    since = long_date(moved.before_as_at)
    if not pence:
        return f"Projected spend is what it was on {since}"
    return (
        f"Projected spend {'rose' if pence > 0 else 'fell'} by {pounds(abs(pence))} since {since}"
    )


def moved(given: Movement) -> Iterator[str]:
    """What moved it, the largest cause first."""
    parts = [(cause, getattr(given.total.parts, cause)) for cause in CAUSES]
    parts = sorted((each for each in parts if each[1]), key=lambda each: -abs(each[1]))
    said = [
        f"{CAUSES[cause].lower()} {'+' if pence > 0 else ''}{pounds(pence)} ({given.count(cause)})"
        for cause, pence in parts
    ]
    if said:
        yield f"What moved it, with the number of placements and lines: {listed(said)}."


def dearest_heading(found: HighCost) -> str:
    """What the dearest placements make up."""
    said = f"The {found.placements.height} dearest of {found.open:,} placements cost "
    said += f"{pounds(found.weekly)} a week"
    share = found.share
    return said if share is None else f"{said}, {percent(float(share), 0)} of all weekly cost"


def dearest(found: HighCost) -> Iterator[str]:
    """What they would cost at the median, and reviews that are not known."""
    if found.difference:
        more = "more" if found.difference > 0 else "less"
        yield (
            f"They cost {pounds(abs(found.difference))} a year {more} than at the median of their "
            "categories."
        )
    if found.median_placements is not None:
        yield (
            f"For the same, {float(found.median_placements):,.0f} placements could be had at the "
            "median weekly cost of all."
        )
    none = sum(each.rule == "L40" for each in found.findings)
    if none:
        yield f"For {count(none, 'of them', 'of them')} no review date is known."


def providers_heading(paid: Providers) -> str:
    """How much the largest providers are paid."""
    named = paid.providers.filter(pl.col("share_of_external").is_not_null()).head(_MOST)
    if named.is_empty():
        return f"{count(paid.providers.height, 'provider')} in the year"
    share = sum(named["share_of_external"].to_list())
    if named.height == 1:
        return f"The largest provider has {percent(share, 0)} of what is bought"
    return f"The {named.height} largest providers have {percent(share, 0)} of what is bought"


def contracts(paid: Providers) -> Iterator[str]:
    """What discounts give, and what the next tier would."""
    worth = sum(each.discount_worth for each in paid.agreements)
    if worth:
        yield f"Discounts by volume are worth {pounds(worth)} this year."
    best = max(paid.agreements, key=lambda each: each.next_saving or 0, default=None)
    if best is not None and best.next_saving and best.placements_needed is not None:
        yield (
            f"{best.contract.provider} is {float(best.placements_needed):,.1f} placements short of "
            f"its next tier, which would save {pounds(best.next_saving)}."
        )


def match_heading(held: Match) -> str:
    """How far ledger and return agree."""
    share = held.share
    if share is None:
        return "Ledger and return have no day in common"
    differ = count(len(held.differences), "difference")
    return f"Ledger and return agree on {percent(share)} of days: {differ}"


def match(held: Match) -> Iterator[str]:
    """The kinds of difference with the most money."""
    yield (
        f"Of {count(held.in_return, 'child', 'children')} in the return and {held.in_ledger:,} in "
        f"the ledger, {held.in_both:,} are in both."
    )
    dear = sorted((each for each in held.kinds if each.pence), key=lambda each: -each.pence)[:_MOST]
    if dear:
        said = [f"{KINDS[each.kind].lower()} ({pounds(each.pence)})" for each in dear]
        yield f"The most money is at stake in: {listed(said)}."


def doubts(found: tuple[Finding, ...]) -> Iterator[str]:
    """How many findings the files of the ledger have."""
    said = [
        count(number, level)
        for level in LEVELS
        if (number := sum(each.level == level for each in found))
    ]
    if said:
        yield f"In the files of the ledger: {listed(said)}. Errors make figures wrong."


def unit_heading(given: UnitCosts) -> str:
    """The first unit cost beside the neighbours'."""
    rows = given.table.filter(
        (pl.col("prices") == CASH)
        & pl.col("s251_pence").is_not_null()
        & pl.col("neighbours_mean_pence").is_not_null()
    )
    if rows.is_empty():
        return "Unit costs beside neighbours and England"
    row = rows.sort("year", maintain_order=True).filter(pl.col("year") == pl.col("year").max())
    first = row.row(0, named=True)
    return (
        f"{first['label']}: {explain.money(first['s251_pence'])} a week in "
        f"{year_name(first['year'])}, neighbours’ mean "
        f"{explain.money(first['neighbours_mean_pence'])}"
    )
