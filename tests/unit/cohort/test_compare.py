"""Our figures beside neighbours and nation, from a small made-up LAIT."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from cohorts import cohort
from kinward.cohort import flows
from kinward.cohort.compare import (
    COMPARATORS,
    NEIGHBOURS_SCHEMA,
    OWN_SCHEMA,
    TREND_SCHEMA,
    neighbours,
    official_part,
    own_figures,
)
from kinward.cohort.model import Cohort
from kinward.cohort.rates import RATES_SCHEMA
from kinward.cohort.stability import stability
from kinward.dates import year_end
from kinward.reference.lait import FIGURES_SCHEMA, Lait, authority

HEADER = """
    CHILD DOB
    a 2015-01-01
    b 2016-01-01
    c 2007-01-01
    d 2010-01-01
"""


@pytest.fixture(scope="module")
def children() -> Cohort:
    """On 31 March 2024: a fostered, c unaccompanied in supported accommodation. a came twice in
    the year. On 31 March 2025: a in a home (away for a while), c no longer unaccompanied, d with
    parents; b has been and gone."""
    return cohort(
        [2024, 2025],
        Header=HEADER,
        UASC="CHILD DOB DUC year\nc 2007-01-01 2025-01-01 2025",
        Episodes="""
            CHILD DECOM RNE LS PLACE DEC REC
            a 2023-04-10 S V2 U4 2023-05-10 E4A
            a 2023-06-10 S V2 U4 2024-06-01 X1
            a 2024-06-01 P V2 K2 2025-03-01 X1
            a 2025-03-01 T V2 T1 - -
            b 2024-05-01 S V2 Z1 2024-07-01 E4A
            c 2023-10-01 S V2 H5 2025-02-01 X1
            c 2025-02-01 P V2 K3 - -
            d 2024-08-01 S C2 P1 - -
        """,
    )


def _own(children: Cohort, as_at: date, rates: pl.DataFrame | None = None) -> pl.DataFrame:
    years = flows.complete_years(children, as_at)
    return own_figures(
        children,
        as_at,
        years=flows.yearly(children, years),
        stability=stability(children, [(year, year_end(year)) for year in years]),
        rates=pl.DataFrame(schema=RATES_SCHEMA) if rates is None else rates,
    )


def _values(own: pl.DataFrame, key: str) -> dict[int, float]:
    return dict(own.filter(pl.col("key") == key).select("year", "value").iter_rows())


def test_our_figures_are_counted_as_dfe_counts(children: Cohort) -> None:
    own = _own(children, date(2025, 3, 31))

    assert own.schema == OWN_SCHEMA
    assert _values(own, "looked_after") == {2024: 2, 2025: 3}
    assert _values(own, "started_dfe") == {2024: 2, 2025: 2}
    assert _values(own, "ceased_dfe") == {2024: 1, 2025: 1}
    assert _values(own, "uasc") == {2024: 1, 2025: 0}
    assert _values(own, "uasc_pct") == {2024: 50, 2025: 0}
    assert _values(own, "fostered_pct") == {2024: 50, 2025: 0}
    assert _values(own, "homes_pct") == {2024: 0, 2025: pytest.approx(100 / 3)}
    assert _values(own, "supported_pct") == {2024: 50, 2025: pytest.approx(100 / 3)}
    assert _values(own, "with_parents_pct") == {2024: 0, 2025: pytest.approx(100 / 3)}
    assert _values(own, "elsewhere_pct") == {2024: 0, 2025: 0}


def test_rates_need_a_population(children: Cohort) -> None:
    as_at = date(2025, 3, 31)
    assert _values(_own(children, as_at), "rate_per_10000") == {}
    rates = pl.DataFrame(
        {"year": [2024, 2025], "looked_after": [2, 3], "population": [1000, 2000]},
        schema_overrides={"year": pl.Int32},
    )
    own = _own(children, as_at, rates)
    assert _values(own, "rate_per_10000") == {2024: 20, 2025: 15}
    assert _values(own, "started_rate") == {2024: 20, 2025: 10}
    assert _values(own, "ceased_rate") == {2024: 10, 2025: 5}


def test_only_years_that_have_ended_are_compared(children: Cohort) -> None:
    assert _values(_own(children, date(2025, 3, 30)), "looked_after") == {2024: 2}


def _lait(text: str) -> Lait:
    """Rows of measure, year, area number (0 the nation, 9 a region) and value; a dash is none.

    The neighbours of 1 are 2, 3, 4 and, with rank 11, 5.
    """
    rows = []
    for measure, year, area, value in (line.split() for line in text.strip().splitlines()):
        number = int(area) if area not in "09" else None
        name = {"0": "England", "9": "East"}.get(area, f"Area {area}")
        given = None if value == "-" else float(value)
        rows.append((measure, int(year), name, number, None, given))
    near = [(1, 1, 2, ""), (1, 2, 3, ""), (1, 3, 4, ""), (1, 11, 5, ""), (2, 1, 1, "")]
    schema = ("la_number", "rank", "neighbour_la_number", "closeness")
    kinds = (pl.Int32(), pl.Int32(), pl.Int32(), pl.String())
    return Lait(
        pl.DataFrame(rows, schema=FIGURES_SCHEMA, orient="row"),
        pl.DataFrame(near, schema=dict(zip(schema, kinds, strict=True)), orient="row"),
        2025,
        date(2025, 5, 1),
        (),
    )


FIGURES = """
    LAC 2024 1 99
    LAC 2024 2 40
    LAC 2024 3 -
    LAC 2024 4 50
    LAC 2024 5 900
    LAC 2024 0 70
    LAC 2024 9 10
    LAC 2025 2 44
    LAC 2025 0 67
    LACnum 2024 2 400
    LACnum 2024 4 600
    LACnum 2024 0 83000
    LACStable_2016on 2023 2 -
    LACStable_2016on 2024 2 -
    LACStable_2016on 2023 0 10
    Rescare 2024 2 5
"""


def _own_rows(*rows: tuple[str, int, float]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=OWN_SCHEMA, orient="row")


OWN = _own_rows(
    ("rate_per_10000", 2024, 55.0), ("rate_per_10000", 2025, 56.0), ("looked_after", 2024, 450.0)
)


def test_the_mean_and_the_range_are_of_neighbours_with_a_figure() -> None:
    now, _ = neighbours(OWN, _lait(FIGURES), 1, 2024)

    assert now.schema == NEIGHBOURS_SCHEMA
    assert now.drop("label", "unit").rows() == [
        ("rate_per_10000", 55.0, 45.0, 40.0, 50.0, 70.0, 2024, 2),
        ("looked_after", 450.0, 500.0, 400.0, 600.0, None, 2024, 2),
        ("three_or_more_placements_pct", None, None, None, None, 10.0, 2023, 0),
    ]


def test_each_measure_is_of_the_last_year_that_lait_has() -> None:
    now, _ = neighbours(OWN, _lait(FIGURES), 1, 2026)
    assert now.select("key", "year", "own", "neighbours_counted").rows() == [
        ("rate_per_10000", 2025, 56.0, 1),
        ("looked_after", 2024, 450.0, 2),
        ("three_or_more_placements_pct", 2023, None, 0),
    ]


def test_the_trend_has_every_year_up_to_the_as_at_date() -> None:
    _, trend = neighbours(OWN, _lait(FIGURES), 1, 2024)

    assert trend.schema == TREND_SCHEMA
    assert trend.rows() == [
        ("rate_per_10000", 2024, "own", 55.0),
        ("rate_per_10000", 2024, "neighbours", 45.0),
        ("rate_per_10000", 2024, "nation", 70.0),
        ("looked_after", 2024, "own", 450.0),
        ("looked_after", 2024, "neighbours", 500.0),
        ("three_or_more_placements_pct", 2023, "nation", 10.0),
    ]


def test_the_part_that_is_kept_compares_as_the_whole_does() -> None:
    whole = _lait(FIGURES)
    part = official_part(whole, 1)
    for told, expected in zip(
        neighbours(OWN, part, 1, 2025), neighbours(OWN, whole, 1, 2025), strict=True
    ):
        assert told.equals(expected)
    assert set(part.figures["la_number"].drop_nulls()) == {1, 2, 3, 4}
    assert "Rescare" not in set(part.figures["measure"])
    assert authority(part, "Area 1") == 1


def test_an_authority_without_neighbours_has_the_nation_to_compare_with() -> None:
    now, _ = neighbours(OWN, _lait(FIGURES), 77, 2024)
    assert now.select("key", "neighbours_mean", "nation", "neighbours_counted").rows() == [
        ("rate_per_10000", None, 70.0, 0),
        ("three_or_more_placements_pct", None, 10.0, 0),
    ]


def test_a_comparator_has_a_key_and_a_measure_of_its_own() -> None:
    assert len({each.key for each in COMPARATORS}) == len(COMPARATORS)
    assert len({each.measure for each in COMPARATORS}) == len(COMPARATORS)
