"""Who is looked after on a day, and by what."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from cohorts import cohort
from kinward.cohort import stock
from kinward.cohort.breakdowns import breakdowns, counted
from kinward.cohort.groups import GROUPS
from kinward.errors import ArgumentError

DAY = date(2019, 3, 31)

EPISODES = """
    CHILD DECOM      DEC        RNE LS CIN PLACE PLACE_PROVIDER
    A     2018-05-01 2019-03-31 S   V2 N1  U6    PR1
    B     2018-05-01 2019-04-01 S   C2 N1  U6    PR4
    C     2019-03-31 -          S   C2 N5  K2    PR4
    D     2019-04-01 -          S   C2 N5  K2    PR4
    E     2018-05-01 -          S   V3 N2  U6    PR1
    F     2018-05-01 2018-06-01 S   V2 N8  U6    PR1
    F     2018-06-01 2019-03-30 P   C1 N5  U6    PR4
    F     2019-03-30 -          P   C1 N5  T1    -
    G     2019-03-31 2019-03-31 S   C1 N5  U6    PR1
    H     2019-01-01 -          S   Q1 N0  Q2    -
"""
HEADER = """
    CHILD DOB        SEX ETHNIC
    B     2013-04-01 1   WBRI
    C     2019-03-31 2   MOTH
    F     2001-03-31 M   QQQQ
"""


def test_an_end_is_the_first_day_on_which_the_child_is_not_looked_after() -> None:
    built = cohort([2019], Episodes=EPISODES, Header=HEADER)
    children = stock.looked_after(built, DAY).select("child", "category", "LS", "need", "age")
    assert children.rows() == [
        (1, "independent_fostering", "C2", "N1", 5),
        (2, "external_residential", "C2", "N5", 0),
        (5, "independent_fostering", "C1", "N8", 18),
        (7, "other", "Q1", "N0", None),
    ]
    assert stock.short_breaks(built, DAY) == 1


def test_every_breakdown_counts_every_child_once() -> None:
    built = cohort([2019], Episodes=EPISODES, Header=HEADER)
    parts = breakdowns(stock.looked_after(built, DAY))
    shown = {key: dict(frame.select("key", "children").iter_rows()) for key, frame in parts.items()}
    assert shown == {
        "category": {"independent_fostering": 2, "external_residential": 1, "other": 1},
        "age_band": {"<1": 1, "1-4": 0, "5-9": 1, "10-15": 0, "16-17": 0, "18+": 1, "unknown": 1},
        "sex": {"M": 2, "F": 1, "U": 1},
        "ethnic_group": {"White": 1, "Mixed": 1, "unknown": 2},
        "legal_status": {"Interim care order": 1, "Full care order": 2, "unknown": 1},
        "need": {"N1": 1, "N5": 1, "N8": 1, "unknown": 1},
        "uasc": {"uasc": 0, "not_uasc": 4},
        "group": {"beyond_control": 0, "changing": 2, "static": 0, "other": 2},
    }
    assert parts["category"]["share"].to_list() == [0.5, 0.25, 0.25]


def test_a_breakdown_of_nobody_has_no_share() -> None:
    built = cohort([2019], Episodes=EPISODES, Header=HEADER)
    parts = breakdowns(stock.looked_after(built, date(2018, 4, 2)))
    assert parts["category"].is_empty()
    assert parts["group"]["share"].to_list() == [None] * len(GROUPS)


def test_a_key_without_a_name_counts_as_one_would_see_it_missing() -> None:
    frame = counted(pl.Series(["a", None, "a", "unknown"]), {"a": "An A"})
    assert frame.rows() == [("a", "An A", 2, 0.5), ("unknown", "Not known", 2, 0.5)]


GROUPED = [
    # LS, PLACE, born, listed as UASC until, group
    ("V2", "U6", "2015-01-01", "-", "beyond_control"),
    ("V2", "U6", "2015-01-01", "2019-04-01", "beyond_control"),
    ("V2", "U6", "2015-01-01", "2019-03-31", "changing"),
    ("J1", "U6", "2015-01-01", None, "beyond_control"),
    ("C2", "R5", "2003-01-01", None, "beyond_control"),
    ("C2", "U4", "2008-04-01", None, "changing"),
    ("C2", "K2", "2008-03-31", None, "static"),
    ("E1", "K2", "2008-03-31", None, "static"),
    ("V2", "U4", "2008-03-31", None, "static"),
    ("V2", "U1", "2008-03-31", None, "static"),
    ("C1", "U6", "2008-03-31", None, "other"),
    ("C2", "U4", "-", None, "other"),
    ("J3", "U6", "-", None, "beyond_control"),
]


@pytest.mark.parametrize(("legal", "place", "born", "listed_until", "group"), GROUPED)
def test_groups(legal: str, place: str, born: str, listed_until: str | None, group: str) -> None:
    listed = {"UASC": f"CHILD DUC\nA {listed_until}"} if listed_until else {}
    built = cohort(
        [2019],
        Episodes=f"CHILD DECOM DEC RNE LS PLACE\nA 2018-05-01 - S {legal} {place}",
        Header=f"CHILD DOB SEX\nA {born} 1",
        **listed,
    )
    assert stock.looked_after(built, DAY)["group"].to_list() == [group]


def test_in_custody_and_then_in_hospital_is_still_in_custody() -> None:
    built = cohort(
        [2019],
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE
        A     2018-05-01 2019-03-01 S   C2 R5
        A     2019-03-01 -          P   C2 T1
        """,
    )
    assert stock.looked_after(built, DAY)["group"].to_list() == ["beyond_control"]


def test_month_ends_follow_moves_and_birthdays() -> None:
    built = cohort(
        [2019],
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-30 S   V2 U6    PR1
        A     2018-06-30 -          P   V2 K2    PR1
        B     2018-06-01 2018-07-31 S   V2 U6    PR1
        """,
        Header="""
        CHILD DOB        SEX
        A     2013-07-31 1
        """,
    )
    ends = [date(2018, 5, 31), date(2018, 6, 30), date(2018, 7, 31)]
    by_category = stock.stock_by_category(built, ends).select("month", "key", "children").rows()
    assert by_category == [
        (ends[0], "in_house_fostering", 1),
        (ends[0], "in_house_residential", 0),
        (ends[1], "in_house_fostering", 1),
        (ends[1], "in_house_residential", 1),
        (ends[2], "in_house_fostering", 0),
        (ends[2], "in_house_residential", 1),
    ]
    by_age = stock.stock_by_age_band(built, ends).select("month", "key", "children").rows()
    assert [row for row in by_age if row[2]] == [
        (ends[0], "1-4", 1),
        (ends[1], "1-4", 1),
        (ends[1], "unknown", 1),
        (ends[2], "5-9", 1),
    ]


@pytest.mark.parametrize("day", [date(2018, 3, 31), date(2019, 4, 1)])
def test_a_date_that_the_returns_do_not_cover_is_refused(day: date) -> None:
    built = cohort([2019], Episodes=EPISODES)
    with pytest.raises(ArgumentError, match="Choose a day from 01/04/2018 to 31/03/2019"):
        stock.check_as_at(built, day)


def test_yearly_measures_are_taken_each_31_march_and_at_the_as_at_date() -> None:
    built = cohort([2018, 2020], Episodes=EPISODES)
    assert stock.moments(built, date(2020, 3, 31)) == [
        (2018, date(2018, 3, 31)),
        (2019, date(2019, 3, 31)),
        (2020, date(2020, 3, 31)),
    ]
    assert stock.moments(built, date(2019, 6, 30))[-1] == (2020, date(2019, 6, 30))
