"""What holds for unit costs of any figures, and that they equal the slow oracle."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kinward.ledger.comparator_saving import savings
from kinward.ledger.unit_costs import compare
from kinward.reference.deflator import Deflator
from kinward.reference.official_costs import UNIT_COSTS
from lait_scenes import lait
from oracles import unit_costs as slow

YEARS = (2023, 2024, 2025)
NEAR = (4, 2, 3)
AREAS = (0, 1, *NEAR, 5)


def _figures(measures: list[str]) -> st.SearchStrategy[list[slow.Figure]]:
    """Every measure, year and area at most once; some without a value."""
    places = [(name, year, area) for name in measures for year in YEARS for area in AREAS]
    told = st.none() | st.integers(1, 4_000).map(lambda steps: float(5 * steps))
    return st.lists(told, min_size=len(places), max_size=len(places)).map(
        lambda values: [(*place, each) for place, each in zip(places, values, strict=True)]
    )


INDEX = st.fixed_dictionaries(
    {year: st.decimals("1", "150", places=4, allow_nan=False) for year in YEARS}
)


@given(_figures([each.measure for each in UNIT_COSTS]), INDEX)
def test_the_comparison_is_the_oracles(
    figures: list[slow.Figure], index: dict[int, Decimal]
) -> None:
    found = compare(lait(figures, NEAR), 1, 2025, deflator=Deflator(index, None, "any"))

    measures = {each.key: each.measure for each in UNIT_COSTS}
    for row in found.table.iter_rows(named=True):
        measure, year = measures[row["key"]], row["year"]
        base = year if row["prices"] == "cash" else found.base_year
        assert base is not None
        near = [slow.value(figures, measure, year, area) for area in NEAR]
        told = [each for each in near if each is not None]
        own = slow.value(figures, measure, year, 1)
        for column, pounds in (
            ("s251_pence", own),
            ("neighbours_mean_pence", slow.mean(told)),
            ("neighbours_low_pence", min(told, default=None)),
            ("neighbours_high_pence", max(told, default=None)),
            ("nation_pence", slow.value(figures, measure, year, 0)),
        ):
            assert row[column] == slow.at_prices(pounds, index, year, base), column
        assert row["neighbours_counted"] == len(told)
        assert row["rank"] == slow.place(own, told)


@given(
    _figures(["TotalLACFinance", "LACnum", "LAC"]),
    st.integers(1, 500_000),
)
def test_a_saving_lies_within_its_range_and_the_means_is_the_mean_of_the_neighbours(
    figures: list[slow.Figure], people: int
) -> None:
    found = savings(lait(figures, NEAR), 1, 2025, population=dict.fromkeys(YEARS, people)).table

    for row in found.iter_rows(named=True):
        assert row["saving_low_pence"] <= row["saving_pence"] <= row["saving_high_pence"]
    near, mean = found.filter(kind="neighbour"), found.filter(kind="neighbours_mean")
    if len(near):
        spread = abs(near["saving_pence"].sum() - len(near) * mean["saving_pence"][0])
        assert spread <= len(near)
