"""Fields of the budget's files that must keep what was printed: decimals, and financial years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Final

from kinward.dates import year_name
from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.tables import Table

_NUMBER: Final = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_YEAR: Final = re.compile(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})")
_YEARS: Final = range(1900, 2200)
"""Years of four figures outside these are slips of the pen, and some are no dates."""
_TOTALS: Final = ("total", "totals", "grand total", "all")


def decimals(
    table: Table, column: str, *, low: int | None = 0, high: int = 10**12
) -> list[Decimal | None]:
    """The numbers of a text column, with the decimals that were printed; None where it is empty.

    Args:
        low, high: what a number may be; `low` None for no limit below but -`high`.

    Raises:
        InputError: text that is no number, or one outside the limits.
    """
    least = -high if low is None else low
    found: list[Decimal | None] = []
    for position, text in enumerate(table.frame[column]):
        bare = None if text is None else re.sub(r"[£,\s]", "", text)
        number = None if bare is None else _decimal(bare)
        if bare is not None and (number is None or not least <= number <= high):
            raise InputError(
                f"The value is no number from {least:,} to {high:,}",
                where=table.where(position, column),
                remedy="Correct it in the file.",
            )
        found.append(number)
    return found


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def financial_years(table: Table, column: str) -> list[int]:
    """Financial years such as '2016/17' or '2016-2017', by their ends.

    Raises:
        InputError: anything else; also a year alone, which would leave open which end it names.
    """
    found = []
    for position, text in enumerate(table.frame[column]):
        end = year_named(text or "")
        if end is None:
            raise InputError(
                "The value is no financial year",
                where=table.where(position, column),
                remedy=f"Write it as {year_name(2017)}.",
            )
        found.append(end)
    return found


def year_named(text: str) -> int | None:
    """The end of a financial year such as '2016/17'; None of any other text."""
    match = _YEAR.fullmatch(text)
    end = int(match[1]) + 1 if match else 0
    follows = match and match[2] in (str(end), f"{end % 100:02d}")
    return end if follows and end in _YEARS else None


def is_total(name: str | None) -> bool:
    """Whether a row is a printed total, and so no line of its own."""
    return (name or "").strip().lower() in _TOTALS


def half_unit(number: Decimal) -> Fraction:
    """How far a printed number may lie from the exact one: half of its last digit."""
    exponent = number.as_tuple().exponent
    return Fraction(10) ** int(exponent) / 2


def half_round_unit(amounts: Iterable[int]) -> Fraction:
    """The same for amounts without their print: half the largest power of ten in all of them.

    Amounts of whole thousands are taken as rounded to thousands. 0 where every amount is 0.
    """
    common = gcd(*amounts)
    unit = 1
    while common and common % (unit * 10) == 0:
        unit *= 10
    return Fraction(unit, 2) if common else Fraction(0)


def unknown_columns(table: Table, rule: str) -> tuple[Finding, ...]:
    """A note for each column that the reader left out."""
    return tuple(
        Finding(
            rule,
            "note",
            table.name,
            1,
            heading,
            "The column was left out: it is none of this file's.",
            "Rename it if it should count.",
        )
        for heading in table.unknown
    )
