"""What is committed beside what is simulated: the ledger's and the engine's view of the same days.

The ledger knows today's children, their rates and their planned ends. The engine knows what usually
happens: children come whom nobody knows yet, others leave or move before or after their planned
ends. Neither is the outturn; the difference is what a plan has to be made for. It also holds what
the ledger's rates differ from the forecast's prices, which the first month shows best.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.budget.from_forecast import priced
from kinward.dates import return_year_of, year_name
from kinward.errors import ArgumentError
from kinward.forecast.model import TOTAL, Cost, Forecast
from kinward.terms import CATEGORIES
from kinward.words import counted

COMMITTED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "category": pl.String(),
    "pence": pl.Int64(),
}
"""What is committed from the day after the as-at date on: a day of the month, the commissioning
category (null where the service has none), and pence."""

BESIDE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "key": pl.String(),
    "committed": pl.Int64(),
    "simulated": pl.Int64(),
    "low_80": pl.Int64(),
    "high_80": pl.Int64(),
    "difference": pl.Int64(),
}
"""One row a financial year and key (`total`, then the categories), in pence, over the months of the
year that lie ahead within the forecast. `difference` is simulated less committed."""


@dataclass(frozen=True)
class Beside:
    """The two views.

    Attributes:
        rows: `BESIDE_SCHEMA`.
        left_out: why, pence: what is committed and stands in no row (`no_category`, `no_price`,
            `not_ahead`, `past`, `beyond`); with the totals of the years it sums to all that was
            given.
        first_month: committed and simulated in the first month ahead: few children have come or
            gone by then, so that most of a difference there is one of prices.
        sentences: the two and their difference, one a year, what may lie behind it, and what was
            left out.
    """

    rows: pl.DataFrame
    left_out: pl.DataFrame
    first_month: tuple[int, int]
    sentences: tuple[str, ...]


def committed_beside_simulated(committed: pl.DataFrame, forecast: Forecast) -> Beside:
    """Set commitments beside a forecast, over the same days and the same categories.

    Args:
        committed: `COMMITTED_SCHEMA`, of the forecast's as-at date.
        forecast: with prices.

    Raises:
        ArgumentError: a forecast without prices; a category that Kinward does not know.
    """
    cost = priced(forecast)
    keys = [key for key in cost.months.keys if key != TOTAL]
    sorted_out = _sorted_out(committed, forecast, keys)
    inside = sorted_out.filter(pl.col("why").is_null())
    grouped = inside.group_by("year", "category").agg(pl.col("pence").sum())
    sums = {(year, key): pence for year, key, pence in grouped.iter_rows()}
    rows = []
    for place, year in enumerate(cost.year_names):
        parts = {key: sums.get((year, key), 0) for key in keys}
        for key, pence in {TOTAL: sum(parts.values()), **parts}.items():
            rows.append(_row(cost, year, place, key, pence))
    frame = pl.DataFrame(rows, schema=BESIDE_SCHEMA, orient="row")
    first = inside.filter(pl.col("end") == forecast.month_ends[0])["pence"].sum()
    left_out = _left_out(sorted_out)
    return Beside(
        frame,
        left_out,
        (int(first), int(cost.months.mean[cost.months.row(TOTAL), 0])),
        (*_sentences(frame, cost), *_about_left_out(left_out)),
    )


_WHY: Final = {
    "no_category": "services that are no placement of a looked after child",
    "no_price": "categories that the forecast has no price for",
    "not_ahead": "categories that the forecast does not know",
    "past": "months before the forecast begins",
    "beyond": "months that the forecast does not reach",
}


def _sorted_out(committed: pl.DataFrame, forecast: Forecast, keys: list[str]) -> pl.DataFrame:
    """Commitments with `end` of month, `year`, and `why` they are in no row (null if they are)."""
    strange = set(committed["category"].drop_nulls()) - set(CATEGORIES)
    if strange:
        raise ArgumentError(
            f"{counted(len(strange), 'category', 'categories')} of the commitments "
            f"{'is' if len(strange) == 1 else 'are'} none that Kinward knows",
            where="committed",
            remedy=f"The categories are {', '.join(CATEGORIES)}.",
        )
    cost = priced(forecast)
    end, category = pl.col("month").dt.month_end(), pl.col("category")
    why = (
        pl.when(end < forecast.month_ends[0])
        .then(pl.lit("past"))
        .when(end > forecast.month_ends[-1])
        .then(pl.lit("beyond"))
        .when(category.is_null())
        .then(pl.lit("no_category"))
        .when(category.is_in(list(cost.unpriced)))
        .then(pl.lit("no_price"))
        .when(~category.is_in(keys))
        .then(pl.lit("not_ahead"))
    )
    return committed.with_columns(end=end, year=return_year_of(end), why=why)


def _row(cost: Cost, year: int, place: int, key: str, committed: int) -> tuple[object, ...]:
    mean = int(cost.years.mean[cost.years.row(key), place])
    low, high = (int(ends[place]) for ends in cost.years.interval(key, 80))
    return (year, key, committed, mean, low, high, mean - committed)


def _left_out(sorted_out: pl.DataFrame) -> pl.DataFrame:
    sums = dict(
        sorted_out.filter(pl.col("why").is_not_null())
        .group_by("why")
        .agg(pl.col("pence").sum())
        .iter_rows()
    )
    rows = [(why, sums[why]) for why in _WHY if why in sums]
    return pl.DataFrame(rows, schema={"why": pl.String(), "pence": pl.Int64()}, orient="row")


def _sentences(rows: pl.DataFrame, cost: Cost) -> list[str]:
    told = []
    for row in rows.filter(pl.col("key") == TOTAL).iter_rows(named=True):
        days = cost.part_years.get(row["year"])
        when = year_name(row["year"]) + (f" ({days} days of it)" if days else "")
        told.append(
            f"In {when} {_pounds(row['committed'])} is committed to today’s children up to their "
            f"planned ends, and {_pounds(row['simulated'])} is expected (80% interval "
            f"{_pounds(row['low_80'])} to {_pounds(row['high_80'])}): {_meaning(row['difference'])}"
        )
    totals = rows.filter(pl.col("key") == TOTAL)["difference"]
    return [*told, _BEHIND] if (totals != 0).any() else told


def _meaning(difference: int) -> str:
    if not difference:
        return "the two are the same."
    return f"{_pounds(abs(difference))} {'more' if difference > 0 else 'less'} is expected."


_BEHIND: Final = (
    "Behind a difference may lie children not known yet, children who leave or move before their "
    "planned ends or stay beyond them, and prices: the ledger’s own against those of the price "
    "list. How much each makes is not measured."
)


def _about_left_out(left_out: pl.DataFrame) -> list[str]:
    return [
        f"Not compared: {_pounds(pence)} of {_WHY[why]}." for why, pence in left_out.iter_rows()
    ]


def _pounds(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}£{round(Fraction(abs(pence), 100)):,}"
