"""What a column holds, and how its text is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import polars as pl

from kinward.tables.pounds import parse_pounds

Kind = Literal["text", "date", "month", "whole", "number", "pounds"]
"""What a column holds. A `month` ('2015-09', 'Sep 2015' or any day of it) becomes its last day;
`pounds` become whole pence."""

TYPES: Final[dict[Kind, pl.DataType]] = {
    "text": pl.String(),
    "date": pl.Date(),
    "month": pl.Date(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
    "pounds": pl.Int64(),
}
WANTED: Final[dict[Kind, str]] = {
    "text": "text",
    "date": "a date such as 31/03/2025 or 2025-03-31",
    "month": "a month such as 2025-03 or 31/03/2025",
    "whole": "a whole number",
    "number": "a number",
    "pounds": "an amount of money such as 1250.50",
}

_EARLIEST_YEAR: Final = 1900


def parse_dates(text: pl.Expr) -> pl.Expr:
    """Dates from trimmed text: dd/mm/yyyy, ISO, or either at midnight; null where it is none."""
    day = text.str.replace(r"[ T]00:00(:00(\.0+)?)?$", "")
    found = pl.coalesce(
        day.str.to_date("%d/%m/%Y", strict=False), day.str.to_date("%Y-%m-%d", strict=False)
    )
    return pl.when(found.dt.year() >= _EARLIEST_YEAR).then(found)


def parse_months(text: pl.Expr) -> pl.Expr:
    """The last day of each month ('2015-09', '09/2015', 'Sep 2015', 'Sep-15' or a date)."""
    first = pl.lit("01 ") + text
    found = [first.str.to_date(f"%d {form}", strict=False) for form in _MONTHS]
    plausible = [pl.when(day.dt.year() >= _EARLIEST_YEAR).then(day) for day in found]
    return pl.coalesce(parse_dates(text), *plausible).dt.month_end()


_MONTHS: Final = ("%Y-%m", "%m/%Y", "%b %Y", "%B %Y", "%b-%Y", "%b-%y", "%b %y")


def parse_numbers(text: pl.Expr) -> pl.Expr:
    """Finite numbers, forgiving a pound sign and commas between thousands."""
    number = text.str.replace_all(r"[£,\s]", "").cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def parse_whole(text: pl.Expr) -> pl.Expr:
    """Whole numbers, also where a spreadsheet wrote 12.0."""
    number = parse_numbers(text)
    return (
        pl.when((number == number.round()) & (number.abs() < 2.0**53)).then(number).cast(pl.Int64)
    )


def parsed(text: pl.Expr, kind: Kind) -> pl.Expr:
    """A column of trimmed text as its kind (`TYPES`); null where the text is none of it."""
    return _PARSERS[kind](text).cast(TYPES[kind])


_PARSERS: Final[dict[Kind, Callable[[pl.Expr], pl.Expr]]] = {
    "text": lambda value: value,
    "date": parse_dates,
    "month": parse_months,
    "whole": parse_whole,
    "number": parse_numbers,
    "pounds": parse_pounds,
}
