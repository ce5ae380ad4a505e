"""The budget, adjustments, service types and prices that go with the placements."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.money import EXTERNAL, IN_HOUSE, PERMANENCE, SERVICES, Prices


def service_types() -> pl.DataFrame:
    """The rows of service_types.csv."""
    return pl.DataFrame(
        [
            (service.service_type, service.section, service.category, service.paid_weeks, "annual",
             "yes" if service.after_18 else "no")
            for service in SERVICES.values()
        ],
        schema=["service_type", "section", "category", "paid_weeks", "billing", "after_18"],
        orient="row",
    )  # fmt: skip


_WITHOUT_A_PRICE: Final = ("with_parents", "placed_for_adoption")
"""Categories whose placements cost nothing: a price of 0 says so."""


def prices_by_april(prices: Prices, years: range) -> pl.DataFrame:
    """The rows of prices.csv: what a week costs in each category from each April on."""
    free = [
        (category, date(years[0] - 1, 4, 1), "0.00", 52, "yes") for category in _WITHOUT_A_PRICE
    ]
    rows = [
        (service.category, date(year - 1, 4, 1), f"{prices.at(service.weekly, year):.2f}",
         service.paid_weeks, "yes")
        for kind, service in SERVICES.items()
        if service.category and kind != "res_care"
        for year in years
    ]  # fmt: skip
    schema = ["category", "from", "weekly_cost", "paid_weeks", "made_up"]
    return pl.DataFrame([*rows, *free], schema=schema, orient="row")


def budget(placements: pl.DataFrame, year: int, seed: int) -> pl.DataFrame:
    """The rows of budget.csv for a financial year, set on what the year before looked like.

    Args:
        placements: the rows of placements.csv.
    """
    dice = Dice(seed, 7)
    spent = _year_before(placements, year)
    rows = []
    for service in SERVICES.values():
        found = spent.get(service.service_type)
        if found is None:
            continue
        average, weekly = found
        places = round(average * (0.94 + 0.1 * dice.uniform()), 1)
        annual = round(places * weekly * 1.035 * service.paid_weeks, -3)
        row = (service.section, service.service_type, places, f"{annual:.0f}", service.paid_weeks)
        rows.append(row)
    schema = ["section", "service_type", "placements", "annual_budget", "weeks"]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("section", "service_type")


def _year_before(placements: pl.DataFrame, year: int) -> dict[str, tuple[float, float]]:
    """By service type: the yearly average of the year before, and the mean weekly price."""
    start, end = days.as_date(days.year_start(year - 1)), days.as_date(days.year_start(year))
    length = (end - start).days
    overlap = pl.min_horizontal(pl.col("end").fill_null(end), pl.lit(end)) - pl.max_horizontal(
        "start", pl.lit(start)
    )
    last_rate = (
        placements.filter(pl.col("rate_from").is_null() | (pl.col("rate_from") < end))
        .group_by("placement_id", maintain_order=True)
        .last()
        .with_columns(days=overlap.dt.total_days(), price=pl.col("weekly_cost").cast(pl.Float64))
        .filter(pl.col("days") > 0)
        .group_by("service_type", maintain_order=True)
        .agg(pl.col("days").sum() / length, pl.col("price").mean())
    )
    return {service: (average, price) for service, average, price in last_rate.iter_rows()}


def adjustments(placed: pl.DataFrame) -> pl.DataFrame:
    """The rows of adjustments.csv.

    Args:
        placed: the rows of budget.csv.
    """
    whole = float(placed["annual_budget"].cast(pl.Float64).sum())

    def pounds(share: float) -> str:
        return f"{round(whole * share, -3):.0f}"

    rows = [
        (EXTERNAL, "Made-up growth and replacement", "growth", pounds(0.012), pounds(0.009)),
        (EXTERNAL, "Made-up savings requirement", "savings_to_find", pounds(-0.02), pounds(-0.006)),
        (
            EXTERNAL,
            "Made-up block of supported flats",
            "block_contract",
            pounds(0.008),
            pounds(0.008),
        ),
        (IN_HOUSE, "Made-up fostering recruitment", "fixed", pounds(0.01), pounds(0.011)),
        (IN_HOUSE, "Made-up asylum grant", "grant", pounds(-0.025), pounds(-0.027)),
        (PERMANENCE, "Made-up adoption support", "fixed", pounds(0.006), pounds(0.006)),
    ]
    schema = ["section", "label", "kind", "budget", "projected"]
    return pl.DataFrame(rows, schema=schema, orient="row")
