"""Arbitrary histories of children: valid ones, and messy ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from kinward.dates import return_year
from kinward.returns.schema import TABLES, polars_schema

FIRST_YEAR, LAST_YEAR = 2019, 2023
FIRST_DAY, LAST_DAY = date(2018, 4, 1), date(2023, 3, 31)

_PLACES = ["U1", "U3", "U4", "U6", "U6", "K2", "H5", "P1", "A5", "R5", "Z1", "T1", "T3", None]
_CODES = {
    "RNE": ["S", "P", "P", "B", "L", "T", "U", None],
    "LS": ["V2", "C2", "C1", "E1", "J1", "V3", "V4", None],
    "CIN": ["N1", "N5", None],
    "PLACE": _PLACES,
    "PLACE_PROVIDER": ["PR1", "PR2", "PR4", None],
    "PL_POST": ["AB1 1AA", "CD2 2BB", None],
    "URN": ["SC1", None],
    "REC": ["X1", "E4A", "E11", "E17", None],
}
_BIRTHS = st.one_of(st.none(), st.dates(date(1999, 1, 1), date(2023, 1, 1)))


@st.composite
def _history(draw: st.DrawFn, child: str) -> list[dict[str, Any]]:
    """Consecutive episodes of one child, joined or with a gap, the last perhaps open."""
    day = draw(st.dates(FIRST_DAY - timedelta(days=1500), LAST_DAY))
    rows: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 8))):
        row = {key: draw(st.sampled_from(values)) for key, values in _CODES.items()}
        length = draw(st.sampled_from([0, 1, 3, 40, 200, 400, 900]))
        rows.append({**row, "CHILD": child, "DECOM": day, "DEC": day + timedelta(days=length)})
        day += timedelta(days=length + draw(st.sampled_from([0, 0, 0, 0, 1, 30, 400])))
        if day > LAST_DAY:
            break
    if draw(st.booleans()):
        rows[-1]["DEC"] = None
        rows[-1]["REC"] = None
    return rows


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, date | None]]:
    """Episodes of some children, none overlapping, and their dates of birth."""
    names = [f"c{number}" for number in range(draw(st.integers(1, 6)))]
    rows = [row for name in names for row in draw(_history(name))]
    return rows, {name: draw(_BIRTHS) for name in names}


@st.composite
def raw_returns(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Tables as they might be read: each episode in some of the returns of its years, with other
    ends, twice, or on days that cannot be."""
    rows, births = draw(histories())
    listed: list[dict[str, Any]] = []
    for row in rows:
        years = range(
            max(return_year(row["DECOM"]), FIRST_YEAR),
            min(return_year(row["DEC"] or LAST_DAY), LAST_YEAR) + 1,
        )
        for year in years or [FIRST_YEAR]:
            for _ in range(draw(st.sampled_from([1, 1, 1, 1, 0, 2]))):
                shift = timedelta(days=draw(st.sampled_from([0, 0, 0, 0, -3, 20])))
                end = row["DEC"] and row["DEC"] + shift
                listed.append({**row, "DEC": end, "year": year})
    children = [
        {"CHILD": name, "DOB": born, "SEX": "1", "year": LAST_YEAR} for name, born in births.items()
    ]
    return {
        **{name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES},
        "Episodes": frame("Episodes", listed),
        "Header": frame("Header", children),
    }


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a typed table of the return; what is not given is blank."""
    placed = [{"file": 0, "row": 2 + number, **row} for number, row in enumerate(rows)]
    schema = polars_schema(table)
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in placed], schema)
