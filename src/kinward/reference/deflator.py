"""The GDP deflator at market prices: what money of one financial year is worth in another's.

The one that comes with Kinward is HM Treasury's outturn of one edition (`data/deflator.csv` says
which); a newer edition is read from HM Treasury's workbook as it is published, or from a table of
year and index. Years are named by their end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

from kinward.dates import year_name
from kinward.errors import ArgumentError, InputError
from kinward.reference.packaged import packaged
from kinward.tables import Kind, open_sheets, open_table

_COLUMNS: Final[dict[str, Kind]] = {
    "year": "text",
    "index": "text",
    "date": "date",
    "source": "text",
}
_YEAR: Final = re.compile(r"^(\d{4})(?:[-/](\d{4}|\d{2}))?$")
_HUNDRED: Final = re.compile(r"^\d{4}-\d{2} *= *100$")
_INDEX: Final = re.compile(r"^\d{1,9}(?:\.\d{1,20})?$")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_EDITION: Final = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[ _-](\d{{4}})(?!\d)")
_REMEDY: Final = (
    "Give HM Treasury's workbook of GDP deflators as published, or a table of year and index."
)


@dataclass(frozen=True)
class Deflator:
    """A price index by financial year.

    Attributes:
        index: year (named by its end) and index, as published.
        date: the day up to which the edition was brought; None where the file tells none.
        source: who publishes it, and the edition or the file.
    """

    index: Mapping[int, Decimal]
    date: date | None
    source: str

    @property
    def last_year(self) -> int:
        """The last year that has an index."""
        return max(self.index)

    def factor(self, year: int, base: int) -> Fraction:
        """What a pound of a year is worth in pounds of the base year, exactly.

        Raises:
            ArgumentError: the deflator has no index for one of the two.
        """
        for each in (year, base):
            if each not in self.index:
                raise ArgumentError(
                    f"The deflator has no index for {year_name(each)}",
                    where=self.source,
                    remedy="Give a deflator that covers the year.",
                )
        return Fraction(self.index[base]) / Fraction(self.index[year])

    def real(self, pence: int | Fraction, year: int, base: int) -> int:
        """An amount of a year at the prices of the base year, in whole pence.

        The one place where it is rounded, half to even: give it the exact amount.
        """
        return round(Fraction(pence) * self.factor(year, base))


@cache
def load() -> Deflator:
    """The deflator that comes with Kinward."""
    rows = packaged("deflator.csv")
    index = dict(zip(rows["year"].cast(int), map(Decimal, rows["index"]), strict=True))
    return Deflator(index, date.fromisoformat(rows["date"][0]), str(rows["source"][0]))


def read(path: Path) -> Deflator:
    """Read a deflator that a person gives.

    Args:
        path: HM Treasury's workbook (XLSX): its years that have ended are taken, its forecasts,
            which it marks with footnotes, are not. Or a table (CSV or XLSX) of year ('2024/25',
            '2024-25' or 2025, the year of its end) and index, with the columns date and source
            where known: the first row's count for all.

    Raises:
        InputError: see `tables.open_table`; also an index that is not above 0, a year that is none
            or is there twice, and no year at all.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        for _, sheet in open_sheets(path):
            published = _published(sheet.rows(), path.name)
            if published:
                return Deflator(published, _edition(path), f"HM Treasury: {path.name}")
    required = ("year", "index")
    table = open_table(path, _COLUMNS, required=required, filled=required)
    index: dict[int, Decimal] = {}
    for position, (text, value) in enumerate(table.frame.select(required).iter_rows()):
        year = _year(text)
        if year is None:
            raise InputError(
                "This is no financial year",
                where=table.where(position, "year"),
                remedy="Write it as 2024/25, or as 2025, the year of its end.",
            )
        _add(index, year, value, table.where(position, "index"))
    if not index:
        raise InputError("The file has no year", where=table.name, remedy=_REMEDY)
    known = table.frame.select("date", "source").row(0)
    return Deflator(index, known[0], known[1] or table.name)


def _published(rows: Sequence[Sequence[str | None]], name: str) -> dict[int, Decimal]:
    """The outturn of HM Treasury's sheet: years, and right of them the index under 'yyyy-yy = 100'.

    Nothing where the sheet has no such columns. The sheet has calendar years too, farther right.
    """
    texts = [[(cell or "").strip() for cell in row] for row in rows]
    heading = next(
        ((row, at) for row, cells in enumerate(texts) for at in _under_hundred(cells)), None
    )
    if heading is None:
        return {}
    row, at = heading
    index: dict[int, Decimal] = {}
    for number, cells in enumerate(texts[row + 1 :], row + 2):
        year = _year(cells[at - 1])
        if year is not None:
            _add(index, year, cells[at], f"{name}, row {number}, column {at + 1}")
    return index


def _under_hundred(cells: Sequence[str]) -> list[int]:
    return [at for at, cell in enumerate(cells) if at and _HUNDRED.match(cell)]


def _year(text: str) -> int | None:
    """'2024-25', '2024/25', '2024/2025' and '2025' all are 2025."""
    named = _YEAR.match(text)
    if not named:
        return None
    first, last = named.groups()
    if last is None:
        return int(first)
    year = int(first) + 1
    return year if last in (str(year), str(year)[2:]) else None


def _add(index: dict[int, Decimal], year: int, text: str, where: str) -> None:
    value = text.replace(",", "")
    if not _INDEX.match(value) or not Decimal(value):
        raise InputError(
            "The index is not a number above 0", where=where, remedy="Take it as it is published."
        )
    if year in index:
        raise InputError(
            f"The year {year_name(year)} is there twice",
            where=where,
            remedy="Keep one of the two.",
        )
    index[year] = Decimal(value)


def _edition(path: Path) -> date | None:
    """The month in the name of HM Treasury's workbook (`..._March_2026_update.xlsx`)."""
    named = _EDITION.search(path.stem.lower())
    return date(int(named[2]), _MONTHS.index(named[1]) + 1, 1) if named else None
