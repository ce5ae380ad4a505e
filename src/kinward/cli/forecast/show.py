"""The forecast of one authority as text and tables on a terminal."""

from __future__ import annotations

from typing import Any, Final

from kinward.cli import output
from kinward.words import long_date

_SHOWN: Final = 12
"""A terminal shows every month of the first year, then each quarter's end."""


def forecast(result: Any) -> None:
    """Print a `Forecast`."""
    output.line(_headline(result))
    _print_stock(result)
    _print_categories(result)
    _print_cost(result)
    _print_drivers(result)
    output.line()
    for note in result.notes:
        output.line(note)


def _headline(result: Any) -> str:
    low, high = (ends[-1] for ends in result.stock.interval("total", 80))
    text = (
        f"{result.today['total']:,} children looked after on {long_date(result.as_at)}. "
        f"On {long_date(result.month_ends[-1])} about {result.stock.mean[0, -1]:,.0f}: 8 times in "
        f"10 from {low:,.0f} to {high:,.0f}."
    )
    if result.target is not None:
        text += (
            f" The chance of at most {result.target.children:,} on "
            f"{long_date(result.target.on)} is {100 * result.target.probability:.0f} in 100."
        )
    return text


def _months(result: Any) -> list[int]:
    count = len(result.month_ends)
    shown = [place for place in range(count) if place < _SHOWN or (place + 1) % 3 == 0]
    return shown if shown[-1] == count - 1 else [*shown, count - 1]


def _print_stock(result: Any) -> None:
    quantiles = result.stock.quantiles[:, 0]
    output.table(
        "Looked after at month ends",
        ("Month", "Mean", "Low 95%", "Low 80%", "High 80%", "High 95%", "Enter", "Leave"),
        (
            (
                f"{result.month_ends[place]:%b %Y}",
                float(result.stock.mean[0, place]),
                *(round(float(quantiles[level, place])) for level in (0, 1, 5, 6)),
                float(result.entries.mean[0, place]),
                float(result.exits.mean[0, place]),
            )
            for place in _months(result)
        ),
        "95 and 80 in 100 futures lie between the ends. Enter and leave: children in the month.",
    )


def _print_categories(result: Any) -> None:
    from kinward.terms import CATEGORIES

    last = len(result.month_ends) - 1
    ends = [place for place in (11, 23, 35) if place < last] + [last]
    headings = [f"{result.month_ends[place]:%b %Y}" for place in ends]
    output.table(
        "By commissioning category",
        ("Category", "Today", *headings, "Low 80%", "High 80%"),
        (
            (
                CATEGORIES[key],
                result.today[key],
                *(float(result.stock.mean[row, place]) for place in ends),
                *(round(float(result.stock.quantiles[level, row, last])) for level in (1, 5)),
            )
            for row, key in enumerate(result.stock.keys)
            if key != "total"
        ),
        f"Low and high: of {headings[-1]}.",
    )


def _print_cost(result: Any) -> None:
    if result.cost is None:
        return
    from kinward.dates import year_name
    from kinward.terms import CATEGORIES

    cost = result.cost
    output.table(
        "Cost by financial year, thousands of pounds",
        ("Year", "Mean", "Low 95%", "Low 80%", "High 80%", "High 95%"),
        (
            (
                year_name(year) + (" (part)" if year in cost.part_years else ""),
                float(cost.years.mean[0, place]) / 100_000,
                *(float(cost.years.quantiles[level, 0, place]) / 100_000 for level in (0, 1, 5, 6)),
            )
            for place, year in enumerate(cost.year_names)
        ),
        f"Prices rise by {cost.uplift_pct:g}% a year where no later price is given.",
    )
    if cost.unpriced:
        names = ", ".join(CATEGORIES[key] for key in cost.unpriced)
        output.line(f"Without a price, and not in the cost: {names}.")


def _print_drivers(result: Any) -> None:
    if result.drivers.is_empty():
        return
    last = result.month_ends[-1]
    rows = [row for row in result.drivers.to_dicts() if row["month"] == last]
    output.table(
        f"Why the number changes by {long_date(last)}",
        ("What", "Children"),
        (
            (row["label"], row["children"])
            for row in rows
            if row["key"] == "total" and not row["driver"].startswith("moves")
        ),
        "The parts sum to the change. All but the rates' own change are at today's rates.",
    )
