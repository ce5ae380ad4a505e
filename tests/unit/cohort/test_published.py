"""Published totals against themselves and against the cohort."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cohorts import cohort
from kinward.cohort.published import PUBLISHED_SCHEMA, read_totals, reconcile
from kinward.errors import InputError

CAMBRIDGESHIRE = """\
month,began_to_be_looked_after,ceased_to_be_looked_after,looked_after_at_month_end
2015-09,25,17,570
2015-10,23,18,571
2015-11,27,14,582
2015-12,30,25,589
2016-01,24,19,586
"""
"""Cambridgeshire County Council, committee papers of 8 March 2016."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "totals.csv"


def test_the_months_that_cambridgeshire_published_do_not_follow_from_one_another(
    path: Path,
) -> None:
    path.write_text(CAMBRIDGESHIRE)

    found = reconcile(read_totals(path), None)

    assert found.schema == PUBLISHED_SCHEMA
    assert found.select("month", "expected", "looked_after", "difference").rows() == [
        (date(2015, 9, 30), None, 570, None),
        (date(2015, 10, 31), 575, 571, 4),
        (date(2015, 11, 30), 584, 582, 2),
        (date(2015, 12, 31), 587, 589, -2),
        (date(2016, 1, 31), 594, 586, 8),
    ]
    assert found["own_began"].to_list() == [None] * 5


def test_a_month_after_a_gap_has_nothing_to_follow_from(path: Path) -> None:
    path.write_text(
        "month,began,ceased,looked_after\n31/12/2015,1,0,12\n30/09/2015,0,0,10\n31/10/2015,2,1,11\n"
    )
    found = reconcile(read_totals(path), None)
    assert found.select("month", "difference").rows() == [
        (date(2015, 9, 30), None),
        (date(2015, 10, 31), 0),
        (date(2015, 12, 31), None),
    ]


def test_our_own_counts_stand_beside_the_months_that_the_returns_cover(path: Path) -> None:
    children = cohort(
        [2024],
        Header="""
            CHILD DOB
            a 2015-01-01
            b 2016-01-01
        """,
        Episodes="""
            CHILD DECOM RNE LS PLACE DEC REC
            a 2023-04-10 S C2 U4 2023-06-20 E4A
            b 2023-06-05 S C2 U4 - -
        """,
    )
    path.write_text(
        "month,began,ceased,looked_after\n"
        "2023-03,0,0,0\n2023-04,1,0,1\n2023-06,1,1,1\n2024-03,0,0,2\n2024-04,0,0,1\n"
    )

    found = reconcile(read_totals(path), children)

    assert found.select("month", "own_began", "own_ceased", "own_looked_after").rows() == [
        (date(2023, 3, 31), None, None, None),
        (date(2023, 4, 30), 1, 0, 1),
        (date(2023, 6, 30), 1, 1, 1),
        (date(2024, 3, 31), 0, 0, 1),
        (date(2024, 4, 30), None, None, None),
    ]


def test_no_month_in_common_gives_no_counts_of_our_own(path: Path) -> None:
    children = cohort([2024], Episodes="CHILD DECOM RNE LS PLACE DEC REC\na 2023-05-01 S C2 U4 - -")
    path.write_text(CAMBRIDGESHIRE)
    found = reconcile(read_totals(path), children)
    assert found["own_looked_after"].null_count() == 5


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2015-10,1,1,-5", "row 3, column looked_after: The count is below 0"),
        ("30/09/2015,1,1,5", "row 3, column month: The month is there twice"),
        ("autumn,1,1,5", "row 3, column month: The value is not a month"),
        ("2015-10,,1,5", "row 3, column began: The value is missing"),
    ],
)
def test_a_row_that_cannot_be_is_named(path: Path, row: str, told: str) -> None:
    path.write_text(f"month,began,ceased,total\n2015-09,0,0,5\n{row}\n")
    with pytest.raises(InputError, match=told):
        read_totals(path)
