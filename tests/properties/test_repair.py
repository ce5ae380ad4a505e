"""Whatever the returns say, the repaired episodes make sense, and no row vanishes unlogged."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.dates import year_start
from kinward.returns.repair.run import repaired_tables
from kinward.returns.schema import TABLES, polars_schema
from text_tables import nothing_unparsed

YEARS = (2022, 2023, 2025)


@st.composite
def returns(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Messy headers and episodes of a few children: blanks, overlaps, repeats, wrong dates."""
    days = st.integers(-500, 1500).map(lambda n: year_start(YEARS[0]) + timedelta(days=n))
    episode = st.fixed_dictionaries(
        {
            "CHILD": st.sampled_from(["A", "B", "C", None]),
            "DECOM": st.one_of(days, days, days, st.none()),
            "RNE": st.sampled_from(["S", "P", "L", "T"]),
            "LS": st.sampled_from(["C2", "V2", "V4"]),
            "PLACE": st.sampled_from(["U6", "K2", "T1"]),
            "DEC": st.one_of(days, st.none()),
            "REC": st.sampled_from(["X1", "E4A", None]),
            "year": st.sampled_from(YEARS),
        }
    )
    header = st.fixed_dictionaries(
        {
            "CHILD": st.sampled_from(["A", "B"]),
            "SEX": st.sampled_from(["1", "M", None]),
            "DOB": st.sampled_from(
                [None, date(2000, 2, 29), date(2004, 2, 29), date(2015, 5, 5), date(2022, 9, 9)]
            ),
            "year": st.sampled_from(YEARS),
        }
    )
    return {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES} | {
        "Episodes": _frame("Episodes", draw(st.lists(episode, max_size=12))),
        "Header": _frame("Header", draw(st.lists(header, max_size=6))),
    }


def _frame(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    blank = dict.fromkeys(polars_schema(name))
    return pl.DataFrame(
        [
            {**blank, **row, "file": YEARS.index(row["year"]), "row": position + 2}
            for position, row in enumerate(rows)
        ],
        schema=polars_schema(name),
    )


@given(returns())
@settings(max_examples=60, deadline=None)
def test_no_two_episodes_of_a_child_overlap(tables: dict[str, pl.DataFrame]) -> None:
    episodes = repaired_tables(tables, nothing_unparsed())[0]["Episodes"]
    for _, own in episodes.group_by("CHILD"):
        rows = own.select("DECOM", "DEC").rows()
        assert rows == sorted(rows, key=lambda row: row[0])
        for (start, end), (following, _) in pairwise(rows):
            assert start < following
            assert end is not None
            assert start <= end <= following
        if rows and rows[-1][1] is not None:
            assert rows[-1][0] <= rows[-1][1]


@given(returns())
@settings(max_examples=40, deadline=None)
def test_every_row_is_kept_or_logged(tables: dict[str, pl.DataFrame]) -> None:
    repaired, log = repaired_tables(tables, nothing_unparsed())
    for name in ("Episodes", "Header"):
        kept = set(repaired[name].select("file", "row").rows())
        told = set(log.filter(pl.col("table") == name).select("file", "row").rows())
        assert set(tables[name].select("file", "row").rows()) <= kept | told


@given(returns(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing(tables: dict[str, pl.DataFrame], random: Random) -> None:
    shuffled = {}
    for name, frame in tables.items():
        order = list(range(len(frame)))
        random.shuffle(order)
        shuffled[name] = frame[order].with_columns(frame.select("row")) if len(frame) else frame
    first, second = (
        {
            name: frame.drop("file", "row")
            for name, frame in repaired_tables(given, nothing_unparsed())[0].items()
        }
        for given in (tables, shuffled)
    )
    for name in ("Episodes", "Header"):
        assert first[name].equals(second[name])
