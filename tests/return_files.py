"""Files of the return written for a test: a small made-up authority over several years."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from kinward.dates import return_year, year_end, year_start
from kinward.returns.model import Returns
from kinward.returns.schema import TABLES

Rows = list[list[str]]
Authority = dict[int, dict[str, Rows]]
"""For each return year and table, its rows in the order of the return's columns."""


def authority(years: Sequence[int], children: int = 24) -> Authority:
    """Episodes, headers, reviews and care leavers of children who stay from 100 days to years."""
    found: Authority = {year: {} for year in years}
    first = year_start(years[0])
    for number in range(children):
        child, born = str(1001 + number), first - timedelta(days=400 + 190 * number)
        start = first + timedelta(days=97 * number % (365 * len(years) + 600) - 700)
        end = start + timedelta(days=100 + (137 * number) % 1500)
        for year in years:
            if start <= year_end(year) and end >= year_start(year):
                _add(
                    found[year], child, born, start, end if return_year(end) == year else None, year
                )
        if number % 4 == 0:
            found[years[number % len(years)]].setdefault("OC3", []).append(
                [child, day(born), "YES", "F1", "B1"]
            )
    return found


def _add(
    tables: dict[str, Rows], child: str, born: date, start: date, end: date | None, year: int
) -> None:
    """One episode of a child in one return, with its header and two reviews."""
    ended = [day(end), "E4A"] if end else ["", ""]
    episode = [child, day(start), "S", "C2", "N1", "U4", "PR1", *ended, "", "AB1 2CD", "AB1 2CE"]
    tables.setdefault("Episodes", []).append([*episode, "1234567", "", "", ""])
    header = [child, "1", day(born), "WBRI", "A123456789012", "", ""]
    tables.setdefault("Header", []).append(header)
    tables.setdefault("Reviews", []).extend(
        [child, day(born), day(year_start(year) + timedelta(days=at)), "PN1"] for at in (40, 200)
    )


def day(value: date | None) -> str:
    """A date as the return writes it."""
    return value.strftime("%d/%m/%Y") if value else ""


def csv(table: str, rows: Rows) -> str:
    """A table as CSV text."""
    return "".join(",".join(line) + "\n" for line in [list(TABLES[table].names), *rows])


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files by their path within a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def write_years(root: Path, found: Authority, folder: str = "{start}-{end:02d}") -> Path:
    """A folder for each year with a file for each table."""
    for year, tables in found.items():
        within = folder.format(start=year - 1, end=year % 100, year=year)
        write(root, {f"{within}/{table}.csv": csv(table, rows) for table, rows in tables.items()})
    return root


def zipped(root: Path, to: Path) -> Path:
    """A folder as an archive."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(root))
    return to


def contents(returns: Returns) -> dict[str, pl.DataFrame]:
    """The tables without the files they came from, in an order of their own: to compare."""
    return {
        name: table.drop("file", "row").sort(pl.all()) for name, table in returns.tables.items()
    }


def same_contents(one: Returns, other: Returns) -> bool:
    """Whether two readings have the same rows, with the same years."""
    left, right = contents(one), contents(other)
    return all(left[name].equals(right[name]) for name in TABLES)


def rules(returns: Returns) -> list[str]:
    """The rules of the findings, in order."""
    return returns.findings["rule"].to_list()
