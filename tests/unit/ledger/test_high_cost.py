"""The high-cost list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from cohorts import cohort
from dear_placements import ledger, year_of
from kinward.errors import ArgumentError
from kinward.ledger.book import PEOPLE_SCHEMA
from kinward.ledger.high_cost import (
    HIGH_COST_SCHEMA,
    LAST_REVIEWS_SCHEMA,
    HighCost,
    high_cost,
    last_reviews,
)
from kinward.ledger.read.children import CHILDREN_SCHEMA

AS_AT = date(2016, 1, 31)
HOMES = """
    P1,a,Residential homes,Oak,2015-01-31,,2017-06-30,4000,1000,,,2016-03-01
    P2,b,Residential homes,Elm,2015-11-01,,,3000,,,,
    P2,b,Residential homes,Elm,2015-11-01,,,5000,,,2016-01-31,
    P2,b,Residential homes,Elm,2015-11-01,,,9000,,,2016-02-01,
    P3,c,Residential homes,Elm,2015-12-01,2016-08-31,2016-05-01,3000,,,,2016-01-30
    P4,d,Residential homes,Elm,2014-12-01,2016-01-31,,9999,,,,
    P6,f,In-house fostering,,2015-12-01,,,400,,,,
    P5,e,In-house fostering,,2015-12-01,,,400,,,,
    P7,g,Kinship,,2015-12-01,,,0,,,,
"""


def _list(folder: Path, rows: str = HOMES, top: int | None = None, **kinds: str) -> HighCost:
    made = ledger(folder, rows, **kinds)
    return high_cost(made, year_of(made, AS_AT), top)


def test_the_dearest_placements_open_on_the_day_at_the_rates_of_the_day(tmp_path: Path) -> None:
    found = _list(tmp_path)

    assert found.placements.schema == HIGH_COST_SCHEMA
    assert found.placements.select("rank", "placement_id", "weekly", "net").rows() == [
        (1, "P2", 5000_00, 5000_00),
        (2, "P1", 4000_00, 3000_00),
        (3, "P3", 3000_00, 3000_00),
        (4, "P5", 400_00, 400_00),
        (5, "P6", 400_00, 400_00),
        (6, "P7", 0, 0),
    ]
    assert found.placements["days"].to_list()[:3] == [91, 365, 61]
    assert found.placements["planned_end"].to_list()[:3] == [
        None,
        date(2017, 6, 30),
        date(2016, 8, 31),
    ]
    assert found.placements["row"].to_list()[:3] == [4, 2, 6]


def test_each_beside_the_median_of_its_category(tmp_path: Path) -> None:
    found = _list(tmp_path).placements

    assert found.select("peers", "median_weekly", "full_year", "at_median", "difference").rows()[
        :5
    ] == [
        (3, 4000_00, 5000_00 * 52, 4000_00 * 52, 1000_00 * 52),
        (3, 4000_00, 4000_00 * 52, 4000_00 * 52, 0),
        (3, 4000_00, 3000_00 * 52, 4000_00 * 52, -1000_00 * 52),
        (2, 400_00, 400_00 * 55, 400_00 * 55, 0),
        (2, 400_00, 400_00 * 55, 400_00 * 55, 0),
    ]
    assert found["net_full_year"][1] == 3000_00 * 52


def test_what_costs_nothing_is_no_price_and_has_none_to_compare_with(tmp_path: Path) -> None:
    kin = _list(tmp_path).placements.row(5, named=True)

    assert (kin["peers"], kin["median_weekly"], kin["at_median"], kin["difference"]) == (
        0,
        None,
        None,
        None,
    )


def test_service_types_of_one_category_are_compared_with_one_another(tmp_path: Path) -> None:
    found = _list(
        tmp_path,
        """
        P1,a,Residential homes,,2015-12-01,,,3000,,,,
        P2,b,External residential,,2015-12-01,,,2000.01,,,,
        P3,c,Care leavers,,2015-12-01,,,100,,,,
        P4,d,Staying put,,2015-12-01,,,50,,,,
        """,
    )

    assert found.placements.select("peers", "median_weekly").rows() == [
        (2, 2500_00),  # of 2,500.005, half to even
        (2, 2500_00),
        (1, 100_00),
        (1, 50_00),
    ]
    # The median itself is not rounded on the way.
    assert found.placements["at_median"][0] == 2500_00 * 52 + 26
    alone = [(each.rule, each.row) for each in found.findings]
    assert alone == [("L42", 4), ("L42", 5)]


def test_daily_billing_pays_the_days_of_the_year(tmp_path: Path) -> None:
    found = _list(
        tmp_path,
        """
        P1,a,Homes by the day,,2015-12-01,,,700,70,,,
        P2,b,Homes by the day,,2015-12-01,,,1400,,,,
        """,
        service_types="service_type,section,category,paid_weeks,billing\n"
        "Homes by the day,External,external_residential,52,daily\n",
    )

    assert found.placements.select("full_year", "net_full_year", "at_median").rows() == [
        (200_00 * 366, 200_00 * 366, 150_00 * 366),
        (100_00 * 366, 90_00 * 366, 150_00 * 366),
    ]


def test_the_totals_tell_how_much_the_few_cost(tmp_path: Path) -> None:
    found = _list(tmp_path, top=2)

    assert (found.open, found.all_weekly, found.weekly) == (6, 12_800_00, 9_000_00)
    assert found.share == Fraction(9000, 12800)
    assert found.median_weekly == 3000_00
    assert found.median_placements == 3
    assert found.difference == 1000_00 * 52


def test_the_parameter_says_how_many(tmp_path: Path) -> None:
    rows = "\n".join(
        f"P{number},c{number},Kinship,,2015-12-01,,,{number},,,," for number in range(1, 61)
    )

    assert _list(tmp_path, rows).placements["weekly"].to_list() == [
        number * 100 for number in range(60, 10, -1)
    ]


def test_none_open_is_an_empty_list(tmp_path: Path) -> None:
    found = _list(tmp_path, "P1,a,Kinship,,2015-05-01,2015-06-01,,5,,,,")

    assert found.placements.schema == HIGH_COST_SCHEMA
    assert (found.placements.height, found.weekly, found.difference) == (0, 0, 0)
    assert (found.share, found.median_weekly, found.median_placements) == (None, None, None)


def test_a_list_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="1 or more"):
        _list(tmp_path, top=0)


def test_reviews_are_the_next_of_the_record_and_the_last_of_the_return(tmp_path: Path) -> None:
    made = ledger(tmp_path, HOMES)
    held = pl.DataFrame(
        {"child_id": ["a", "e"], "last_review": [date(2015, 10, 1), date(2015, 12, 24)]},
        schema=LAST_REVIEWS_SCHEMA,
    )
    found = high_cost(made, year_of(made, AS_AT), 4, held)

    assert found.placements.select("placement_id", "review_date", "last_review").rows() == [
        ("P2", None, None),
        ("P1", date(2016, 3, 1), date(2015, 10, 1)),
        ("P3", date(2016, 1, 30), None),
        ("P5", None, date(2015, 12, 24)),
    ]
    assert [(each.rule, each.level, each.row) for each in found.findings] == [
        ("L41", "warning", 6),
        ("L40", "note", 4),
    ]


def test_without_any_reviews_their_want_is_no_finding(tmp_path: Path) -> None:
    found = _list(tmp_path, "P1,a,Kinship,,2015-12-01,,,9,,,,\nP2,b,Kinship,,2015-12-01,,,8,,,,")

    assert found.findings == ()


def test_the_last_review_held_by_the_day_under_the_finance_systems_identifier() -> None:
    children = cohort(
        [2024],
        Header="CHILD DOB\na 2015-01-01\nb 2016-01-01",
        Episodes="""
            CHILD DECOM RNE LS PLACE DEC REC
            a 2023-04-10 S C2 U4 - -
            b 2023-06-05 S C2 U4 - -
        """,
        Reviews="""
            CHILD REVIEW REVIEW_CODE
            a 2023-05-08 PN1
            a 2023-08-08 PN1
            a 2024-02-08 PN1
            b 2024-03-01 PN1
        """,
    )
    named = pl.DataFrame({"child_id": ["F1"], "CHILD": ["a"]}, schema=CHILDREN_SCHEMA)

    assert last_reviews(children, named, date(2024, 2, 7)).rows() == [("F1", date(2023, 8, 8))]
    assert last_reviews(children, named, date(2024, 2, 8)).rows() == [("F1", date(2024, 2, 8))]
    both = last_reviews(children, None, date(2024, 3, 31))
    assert both.schema == LAST_REVIEWS_SCHEMA
    assert both.rows() == [("a", date(2024, 2, 8)), ("b", date(2024, 3, 1))]


def test_an_age_where_a_birthday_is_known(tmp_path: Path) -> None:
    people = pl.DataFrame(
        {"child_id": ["b"], "DOB": [date(2001, 2, 1)], "uasc": [False], "DUC": [None]},
        schema=PEOPLE_SCHEMA,
    )
    made = replace(ledger(tmp_path, HOMES), people=people)

    assert high_cost(made, year_of(made, AS_AT)).placements["age"].to_list()[:2] == [14, None]


def test_a_cost_that_looks_wrong_is_marked_and_told(tmp_path: Path) -> None:
    rows = [f"P{each},c{each},Kinship,,2015-12-01,,,300,,,," for each in range(6)]
    found = _list(tmp_path, "\n".join([*rows, "P9,x,Kinship,,2015-12-01,,,30000,,,,"]))

    assert found.placements["doubtful"].to_list() == [True, *[False] * 6]
    assert any(
        "1 placement of the list has a weekly cost that looks wrong" in n for n in found.notes
    )
