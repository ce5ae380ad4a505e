"""Periods of care: what is known of their start and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from cohorts import checked, cohort
from kinward.cohort.build import build
from kinward.errors import ArgumentError, InputError
from kinward.reference.categories import load


def _periods(
    *columns: str, years: tuple[int, ...] = (2019, 2020, 2021), **texts: str
) -> list[tuple[object, ...]]:
    return cohort(years, **texts).periods.select(columns).rows()


def test_a_start_is_known_by_its_reason_or_because_an_earlier_episode_would_be_there() -> None:
    assert _periods(
        "start_known",
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE
        A     2015-02-01 2018-06-01 S   V2 U6
        B     2017-02-01 2018-06-01 P   V2 U6
        C     2018-07-01 2018-08-01 P   V2 U6
        D     2019-03-31 2019-08-01 P   V2 U6
        E     2019-04-01 2019-08-01 P   V2 U6
        F     2018-05-01 2018-08-01 -   V2 U6
        """,
    ) == [(True,), (False,), (False,), (False,), (True,), (False,)]


def test_re_entry_is_within_twelve_months_of_the_last_exit_short_breaks_aside() -> None:
    assert _periods(
        "start",
        "re_entry",
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE
        A     2018-05-01 2018-06-01 S   V2 U6
        A     2019-06-01 2019-07-01 S   V2 U6
        A     2020-07-02 2020-08-01 S   V2 U6
        B     2018-06-02 2018-06-04 S   V3 U6
        B     2018-06-04 2018-07-01 B   V2 U6
        B     2018-07-02 2018-07-04 S   V3 U6
        B     2018-08-01 2018-09-01 S   V2 U6
        """,
    ) == [
        (date(2018, 5, 1), False),
        (date(2019, 6, 1), True),
        (date(2020, 7, 2), False),
        (date(2018, 6, 2), False),
        (date(2018, 6, 4), False),
        (date(2018, 7, 2), False),
        (date(2018, 8, 1), True),
    ]


def test_causes_of_leaving() -> None:
    episodes = """
        CHILD DECOM      DEC        RNE LS PLACE REC
        a     2018-05-01 2018-06-01 S   V2 U6    E4A
        b     2018-05-01 2018-06-01 S   V2 U6    E45
        c     2018-05-01 2018-06-01 S   V2 U6    E11
        d     2018-05-01 2018-06-01 S   V2 U6    E5
        e     2018-05-01 2018-06-01 S   V2 U6    E9
        f     2018-05-01 2018-06-01 S   V2 U6    X1
        g     2018-05-01 2018-06-01 S   V2 U6    E17
        h     2018-05-01 2018-06-01 S   V2 U6    ?
        i     2018-05-01 -          S   V2 U6    E4A
        j     2018-05-01 2018-06-01 S   V2 U6    E4A
        k     2018-05-01 2018-06-01 S   V2 U6    E4A
        l     2018-05-01 2018-06-01 S   V2 U6    X1
        l     2018-06-01 -          L   V4 U6    -
        """
    header = """
        CHILD DOB        SEX
        j     2000-06-01 1
        k     2000-06-02 1
        """
    found = _periods("exit_cause", "REC", Episodes=episodes, Header=header)
    assert found == [
        ("home", "E4A"),
        ("permanence_order", "E45"),
        ("adopted", "E11"),
        ("independent", "E5"),
        ("custody_or_other", "E9"),
        ("unknown", "X1"),
        ("eighteen", "E17"),
        ("unknown", None),
        (None, None),
        ("eighteen", "E4A"),
        ("home", "E4A"),
        ("home", "X1"),
        (None, None),
    ]


def test_a_period_tells_how_it_began() -> None:
    assert _periods(
        "start", "end", "category", "LS", "CIN", "age_at_start",
        Episodes="""
        CHILD DECOM      DEC        RNE LS CIN PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 N1  U6    PR1
        A     2018-06-01 2018-07-01 B   C2 N5  K2    PR4
        """,
        Header="""
        CHILD DOB        SEX
        A     2010-05-02 1
        """,
    ) == [(date(2018, 5, 1), date(2018, 7, 1), "in_house_fostering", "V2", "N1", 7)]  # fmt: skip


def test_children_are_those_with_an_episode() -> None:
    children = cohort(
        [2019],
        Episodes="""
        CHILD DECOM      DEC RNE LS PLACE
        B     2018-05-01 -   S   V2 U6
        A     2018-05-01 -   S   V2 U6
        """,
        Header="""
        CHILD DOB        SEX ETHNIC
        A     2010-05-02 2   BAFR
        C     2010-05-02 1   WBRI
        """,
        UASC="""
        CHILD SEX DOB        DUC
        A     2   2010-05-02 2018-09-01
        """,
    ).children
    assert children.rows() == [
        (0, "A", date(2010, 5, 2), "F", "BAFR", "Black", True, date(2018, 9, 1)),
        (1, "B", None, "U", None, None, False, None),
    ]


def test_the_observed_window_is_that_of_the_returns() -> None:
    episodes = """
        CHILD DECOM      DEC RNE LS PLACE
        A     2018-05-01 -   S   V2 U6
        """
    built = cohort([2019, 2021], Episodes=episodes)
    assert (built.observed_from, built.observed_to) == (date(2018, 4, 1), date(2021, 3, 31))


def test_other_tables_keep_the_children_of_the_cohort_and_each_review_day_once() -> None:
    built = cohort(
        [2019],
        Episodes="""
        CHILD DECOM      DEC RNE LS PLACE
        B     2018-05-01 -   S   V2 U6
        """,
        Reviews="""
        CHILD REVIEW
        B     2018-09-01
        B     2018-05-20
        B     2018-05-20
        Z     2018-05-20
        B     -
        """,
        Missing="""
        CHILD MISSING MIS_START  MIS_END
        Z     M       2018-09-01 2018-09-02
        B     A       2018-09-01 -
        """,
    )
    assert built.reviews.rows() == [(0, date(2018, 5, 20)), (0, date(2018, 9, 1))]
    assert built.missing.rows() == [(0, date(2018, 9, 1), None, "A")]


OVERLAPPING = {
    "the first still open": "A 2018-05-01 - S V2 U6\nA 2018-06-01 - S V2 U6",
    "the first ends later": "A 2018-05-01 2018-06-02 S V2 U6\nA 2018-06-01 - S V2 U6",
    "an end before its start": "A 2018-05-01 2018-04-02 S V2 U6",
    "no start": "A - 2018-04-02 S V2 U6",
    "no child": "- 2018-04-01 - S V2 U6",
}


@pytest.mark.parametrize("rows", OVERLAPPING.values(), ids=OVERLAPPING)
def test_episodes_that_would_count_a_child_twice_are_refused(rows: str) -> None:
    with pytest.raises(InputError, match="overlap"):
        cohort([2019], Episodes=f"CHILD DECOM DEC RNE LS PLACE\n{rows}")


def test_returns_that_were_not_repaired_are_refused() -> None:
    given = checked([2019], Episodes="CHILD DECOM DEC RNE LS PLACE\nA 2018-05-01 - S V2 U6")
    with pytest.raises(ArgumentError, match="repaired"):
        build(replace(given, repaired=False), load())


def test_returns_without_a_year_are_refused() -> None:
    given = checked([2019], Episodes="CHILD DECOM DEC RNE LS PLACE\nA 2018-05-01 - S V2 U6")
    given.returns.tables["Episodes"] = pl.DataFrame({"year": [None]}, schema={"year": pl.Int32})  # type: ignore[index]
    with pytest.raises(InputError, match="year"):
        build(given, load())
