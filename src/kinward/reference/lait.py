"""Reading DfE's Local Authority Interactive Tool (LAIT): official figures of every authority.

The folder holds the long table (Parquet or CSV, `bds_long_0.parquet`) and the statistical
neighbours (`sn_may_2025.xlsx`; of several the newest, by its name). They are DfE official
statistics under the Open Government Licence. LAIT's own list of authorities is not needed: the long
table names them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import ArgumentError, InputError
from kinward.reference import names
from kinward.reference.neighbours import newest, read_neighbours

FIGURES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "measure": pl.String(),
    "year": pl.Int32(),
    "area": pl.String(),
    "la_number": pl.Int32(),
    "region": pl.String(),
    "value": pl.Float64(),
}
"""One row a figure. `measure` is LAIT's short name (`LACnum`); `year` is named by its end, also
where several years are taken together, and null where the file tells none. `la_number` and `region`
are null for England and the regions; `value` is null where LAIT has a hyphen (missing or
suppressed)."""

NATION: Final = "England"

_COLUMNS: Final[dict[str, str]] = {
    "Short Desc": "measure",
    "Years": "years",
    "LA and Regions": "area",
    "Values": "value",
    "LA Number": "la_number",
    "Region": "region",
}
_PERIOD: Final = re.compile(
    r"^\s*(?P<first>\d{4})(?:[\d/-]*[/-](?P<last>\d{4}|\d{2}))?\s*(?:\(.*)?$"
)
_LONG_TABLE: Final = "bds_long"
_NOTHING: Final = "NA"


@dataclass(frozen=True)
class Lait:
    """The official figures as loaded.

    Attributes:
        figures: every figure (`FIGURES_SCHEMA`), in the order of the file.
        neighbours: the statistical neighbours (`neighbours.NEIGHBOURS_SCHEMA`).
        last_year: the last year of any figure on looked after children, named by its end.
        neighbours_month: the first day of the month of the neighbours.
        files: the names of the files read.
    """

    figures: pl.DataFrame
    neighbours: pl.DataFrame
    last_year: int
    neighbours_month: date
    files: tuple[str, ...]


def read(folder: Path) -> Lait:
    """Read the LAIT files of a folder.

    Raises:
        InputError: no such folder; no long table or no neighbours in it; a file of them that
            cannot be read, or holds no figure on looked after children.
    """
    if not folder.is_dir():
        raise InputError(
            "There is no such folder", where=str(folder), remedy="Name the folder of LAIT files."
        )
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    long_tables = [path for path in paths if _is_long_table(path)]
    workbook = newest(paths)
    if not long_tables:
        raise InputError(
            "The folder has no long table of LAIT",
            where=str(folder),
            remedy=f"Put bds_long_0.parquet there, or a CSV with {', '.join(_COLUMNS)}.",
        )
    if workbook is None:
        raise InputError(
            "The folder has no statistical neighbours",
            where=str(folder),
            remedy="Put DfE's workbook there, named like sn_may_2025.xlsx.",
        )
    path, month = workbook
    figures = pl.concat([_figures(table) for table in _preferred(long_tables)])
    last_year = _last_year(figures, folder)
    return Lait(
        figures,
        read_neighbours(path),
        last_year,
        month,
        (*(table.name for table in _preferred(long_tables)), path.name),
    )


def authority(lait: Lait, name_or_number: str) -> int:
    """DfE's number of the authority that a person means by a name or a number.

    Raises:
        ArgumentError: LAIT knows none, or several, by it; offers close names.
    """
    known = lait.figures.select("la_number", "area").drop_nulls().unique(maintain_order=True)
    numbers = known["la_number"].to_list()
    given = name_or_number.strip()
    if not given.isdecimal():
        return int(numbers[names.find(given, known["area"].to_list(), where="LAIT")])
    if int(given) not in numbers:
        raise ArgumentError(
            "No authority has this number",
            where="LAIT",
            remedy="Give DfE's number of three digits, such as 873, or the name.",
        )
    return int(given)


def area_name(lait: Lait, number: int) -> str:
    """The name that LAIT gives an authority, as other official files do."""
    return str(lait.figures.filter(pl.col("la_number") == number)["area"][0])


def _preferred(paths: list[Path]) -> list[Path]:
    """The long tables without those that are there twice: Parquet goes before CSV."""
    chosen = {path.stem: path for path in paths if path.suffix.lower() == ".csv"}
    return list((chosen | {p.stem: p for p in paths if p.suffix.lower() != ".csv"}).values())


def _is_long_table(path: Path) -> bool:
    if path.suffix.lower() not in (".parquet", ".csv"):
        return False
    try:
        return set(_scan(path).collect_schema()) >= set(_COLUMNS)
    except (pl.exceptions.PolarsError, OSError):
        if path.name.startswith(_LONG_TABLE):
            raise _unreadable(path) from None
        return False


def _scan(path: Path) -> pl.LazyFrame:
    if path.suffix.lower() == ".parquet":
        return pl.scan_parquet(path)
    return pl.scan_csv(path, infer_schema=False, encoding="utf8-lossy")


def _figures(path: Path) -> pl.DataFrame:
    """The long table of a file (`FIGURES_SCHEMA`)."""
    try:
        raw = _scan(path).select(pl.col(name).alias(to) for name, to in _COLUMNS.items()).collect()
        years = {years: year_of(years) for years in raw["years"].drop_nulls().unique()}
        is_authority = pl.col("region") != _NOTHING
        number = pl.col("la_number").cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)
        return raw.select(
            "measure",
            pl.col("years").replace_strict(years, return_dtype=pl.Int32).alias("year"),
            pl.col("area").str.strip_chars(),
            pl.when(is_authority).then(number).alias("la_number"),
            pl.when(is_authority).then("region").alias("region"),
            pl.col("value").cast(pl.Float64, strict=False),
        )
    except (pl.exceptions.PolarsError, OSError):
        raise _unreadable(path) from None


def year_of(years: str) -> int | None:
    """The year in which a period of LAIT ends, or None where it tells none.

    '2025', '2024-25', '2024/25 (Rev)' and the three years '2022/23-24/25' all end in 2025.
    """
    found = _PERIOD.match(years)
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last >= 1000:
        return last
    year = first - first % 100 + last
    return year if year >= first else year + 100


def _last_year(figures: pl.DataFrame, folder: Path) -> int:
    of_looked_after = pl.col("measure").str.starts_with("LAC") & pl.col("value").is_not_null()
    last = figures.filter(of_looked_after)["year"].max()
    if not isinstance(last, int):
        raise InputError(
            "The long table has no figures on looked after children",
            where=str(folder),
            remedy="Take the files as DfE publishes them.",
        )
    return last


def _unreadable(path: Path) -> InputError:
    return InputError(
        "The long table of LAIT cannot be read",
        where=path.name,
        remedy="Download it again, or save it as CSV (UTF-8).",
    )
