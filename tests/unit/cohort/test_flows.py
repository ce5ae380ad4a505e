"""Entries and exits, month by month and year by year."""

from __future__ import annotations

from datetime import date

from cohorts import cohort
from kinward.cohort import flows

EPISODES = """
    CHILD DECOM      DEC        RNE LS PLACE REC
    A     2017-01-01 2018-04-01 S   V2 U6    E4A
    A     2018-05-01 2018-05-20 S   V2 U6    E4A
    A     2018-05-31 2018-05-31 S   V2 U6    E4A
    B     2018-04-30 2018-05-01 S   V2 U6    X1
    B     2018-05-01 2019-04-01 P   V2 K2    E11
    C     2018-04-10 2018-04-20 S   V3 U6    E4A
    C     2018-04-20 -          S   V2 U6    -
    D     2016-01-01 2018-03-31 S   V2 U6    E4A
"""
HEADER = """
    CHILD DOB        SEX
    A     2000-05-31 1
    B     2018-04-30 1
"""


def test_months_reconcile() -> None:
    built = cohort([2019, 2020], Episodes=EPISODES, Header=HEADER)
    ends = [date(2018, 4, 30), date(2018, 5, 31), date(2018, 6, 30)]
    # month, opening, entries, exits, closing, difference, re-entries
    assert flows.monthly(built, ends).rows() == [
        (ends[0], 1, 2, 1, 2, 0, 0),
        (ends[1], 2, 2, 2, 2, 0, 2),
        (ends[2], 2, 0, 0, 2, 0, 0),
    ]


def test_years_count_periods_and_on_dfes_way_children() -> None:
    built = cohort([2019, 2020], Episodes=EPISODES, Header=HEADER)
    # year, opening, entries, exits, closing, difference, re-entries, started, ceased
    assert flows.yearly(built, [2019, 2020]).rows() == [
        (2019, 1, 4, 3, 2, 0, 2, 3, 1),
        (2020, 2, 0, 1, 1, 0, 0, 0, 1),
    ]


def test_entries_by_age_and_exits_by_cause() -> None:
    built = cohort([2019, 2020], Episodes=EPISODES, Header=HEADER)
    by_age = flows.entries_by_age(built, [2019]).select("key", "count").rows()
    assert by_age == [
        ("<1", 1), ("1-4", 0), ("5-9", 0), ("10-15", 0), ("16-17", 1), ("18+", 1), ("unknown", 1)
    ]  # fmt: skip
    causes = flows.exits_by_cause(built, [2019, 2020])
    assert [row for row in causes.select("year", "key", "count").rows() if row[2]] == [
        (2019, "home", 2),
        (2019, "eighteen", 1),
        (2020, "adopted", 1),
    ]
    assert len(causes) == 14


def test_months_before_the_returns_are_not_shown() -> None:
    built = cohort([2019], Episodes=EPISODES)
    ends = flows.observed_month_ends(built, date(2018, 6, 29), 24)
    assert ends == [date(2018, 4, 30), date(2018, 5, 31)]
    assert flows.monthly(built, []).is_empty()


def test_only_years_that_have_ended_are_complete() -> None:
    built = cohort([2019, 2020], Episodes=EPISODES)
    assert flows.complete_years(built, date(2020, 3, 31)) == [2019, 2020]
    assert flows.complete_years(built, date(2020, 3, 30)) == [2019]
    assert flows.complete_years(built, date(2019, 3, 30)) == []
    for empty in (flows.yearly, flows.entries_by_age, flows.exits_by_cause):
        assert empty(built, []).is_empty()
