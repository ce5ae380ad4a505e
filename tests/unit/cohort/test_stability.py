"""Stability of placements, short and long."""

from __future__ import annotations

from datetime import date

import pytest

from cohorts import cohort
from kinward.cohort.stability import stability

DAY = date(2021, 3, 31)
YEARS = range(2017, 2022)


def _short(episodes: str) -> tuple[int, int]:
    built = cohort(YEARS, Episodes=f"CHILD DECOM DEC RNE LS PLACE PLACE_PROVIDER\n{episodes}")
    row = stability(built, [(2021, DAY)]).row(0, named=True)
    return row["three_or_more_children"], row["three_or_more_base"]


SHORT = {
    "three placements, the first one left on the second day of the year": (
        """A 2019-05-01 2020-04-02 S V2 U6 PR1
        A 2020-04-02 2020-06-01 P V2 U6 PR4
        A 2020-06-01 - P V2 K2 PR4""",
        (1, 1),
    ),
    "the first one left on the first day of the year, before it was counted": (
        """A 2019-05-01 2020-04-01 S V2 U6 PR1
        A 2020-04-01 2020-06-01 P V2 U6 PR4
        A 2020-06-01 - P V2 K2 PR4""",
        (0, 1),
    ),
    "an absence is none, nor is a stay of less than a day": (
        """A 2019-05-01 2020-06-01 S V2 U6 PR1
        A 2020-06-01 2020-06-04 P V2 T1 -
        A 2020-06-04 2020-07-01 P V2 U6 PR1
        A 2020-07-01 2020-07-01 P V2 U6 PR4
        A 2020-07-01 - P V2 K2 PR4""",
        (0, 1),
    ),
    "an earlier period of care counts, a short break does not": (
        """A 2020-04-10 2020-05-01 S V2 U6 PR1
        A 2020-05-01 2020-06-01 P V2 K2 PR1
        A 2020-08-01 - S V2 U6 PR4
        B 2020-04-10 2020-05-01 S V3 U6 PR1
        B 2020-06-10 2020-07-01 S V2 U6 PR1
        B 2020-07-01 - P V2 K2 PR1""",
        (1, 2),
    ),
    "a child who has left is not in the base": (
        """A 2020-04-10 2020-05-01 S V2 U6 PR1
        A 2020-05-01 2020-06-01 P V2 K2 PR1
        A 2020-06-01 2021-03-31 P V2 U6 PR4
        B 2021-03-31 - S V2 U6 PR1""",
        (0, 1),
    ),
    "an absence with which a period begins is none of its own": (
        """A 2020-04-10 2020-04-12 S V2 T1 -
        A 2020-04-12 2020-05-01 P V2 U6 PR1
        A 2020-05-01 - P V2 K2 PR1""",
        (0, 1),
    ),
}


@pytest.mark.parametrize("case", SHORT)
def test_three_or_more_placements_in_the_year(case: str) -> None:
    episodes, expected = SHORT[case]
    assert _short(episodes) == expected


def _long(episodes: str, born: str = "2010-01-01", years: range = YEARS) -> tuple[int, int]:
    built = cohort(
        years,
        Episodes=f"CHILD DECOM DEC RNE LS PLACE PLACE_PROVIDER\n{episodes}",
        Header=f"CHILD DOB SEX\nA {born} 1",
    )
    row = stability(built, [(2021, DAY)]).row(0, named=True)
    return row["long_term_children"], row["long_term_base"]


LONG = {
    "two years to the day": (
        """A 2018-09-30 2019-03-31 S V2 U6 PR1
        A 2019-03-31 - P V2 U6 PR4""",
        (1, 1),
    ),
    "a day less than two years": (
        """A 2018-09-30 2019-04-01 S V2 U6 PR1
        A 2019-04-01 - P V2 U6 PR4""",
        (0, 1),
    ),
    "a day less than two and a half years in care": ("A 2018-10-01 - S V2 U6 PR1", (0, 0)),
    "placed for adoption: the placement before counts": (
        """A 2018-01-01 2020-11-01 S V2 U6 PR1
        A 2020-11-01 - B E1 A6 PR1""",
        (1, 1),
    ),
    "placed for adoption, but the two make less than two years": (
        """A 2018-01-01 2019-11-01 S V2 U6 PR1
        A 2019-11-01 2020-11-01 P V2 U6 PR4
        A 2020-11-01 - B E1 A6 PR1""",
        (0, 1),
    ),
    "a new period begins anew": (
        """A 2016-01-01 2019-11-01 S V2 U6 PR1
        A 2019-11-02 - S V2 U6 PR1""",
        (0, 0),
    ),
    "away in hospital on the day": (
        """A 2018-01-01 2021-03-30 S V2 U6 PR1
        A 2021-03-30 - P V2 T1 -""",
        (1, 1),
    ),
}


@pytest.mark.parametrize("case", LONG)
def test_long_term_stability(case: str) -> None:
    episodes, expected = LONG[case]
    assert _long(episodes) == expected


@pytest.mark.parametrize(
    ("born", "expected"), [("2005-04-01", (1, 1)), ("2005-03-31", (0, 0)), ("-", (0, 0))]
)
def test_long_term_stability_is_of_those_known_to_be_under_16(
    born: str, expected: tuple[int, int]
) -> None:
    assert _long("A 2016-01-01 - S V2 U6 PR1", born) == expected


def test_long_term_stability_is_not_known_where_the_returns_begin_too_late() -> None:
    late = range(2020, 2022)
    assert _long("A 2019-05-01 - P V2 U6 PR1", years=late) == (None, None)
    assert _long("A 2019-05-01 - S V2 U6 PR1", years=late) == (0, 0)
    assert _long("A 2018-09-30 - P V2 U6 PR1", years=late) == (1, 1)
    # Here the returns begin early enough: the first episode was seen after it.
    assert _long("A 2018-11-01 - P V2 U6 PR1", years=range(2019, 2022)) == (0, 0)


def test_placements_in_a_year_that_the_returns_do_not_cover_are_not_known() -> None:
    built = cohort([2021], Episodes="CHILD DECOM DEC RNE LS PLACE\nA 2020-05-01 - S V2 U6")
    days = [(2021, date(2021, 3, 30)), (2021, date(2021, 3, 31))]
    assert stability(built, days)["three_or_more_base"].to_list() == [None, 1]


def test_percentages_and_nobody() -> None:
    built = cohort(
        YEARS,
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2020-04-10 2020-05-01 S   V2 U6    PR1
        A     2020-05-01 2020-06-01 P   V2 K2    PR1
        A     2020-06-01 -          P   V2 U6    PR4
        B     2020-06-01 -          S   V2 U6    PR4
        """,
    )
    rows = stability(built, [(2020, date(2020, 3, 31)), (2021, DAY)])
    assert rows.rows() == [
        (2020, date(2020, 3, 31), 0, 0, None, 0, 0, None),
        (2021, DAY, 1, 2, 50.0, 0, 0, None),
    ]
