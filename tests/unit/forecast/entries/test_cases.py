"""Children who entered on one day from one home are one case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from cohorts import cohort
from kinward.cohort.spans import day_number
from kinward.forecast.entries.cases import Cases, cases
from kinward.forecast.histories import Histories, histories
from kinward.terms import CATEGORIES

KEYS = list(CATEGORIES)
AS_AT = date(2024, 3, 31)
YEARS = (2022, 2023, 2024, 2025)

SIBLINGS = """
CHILD DOB
a     2010-05-01
b     2012-02-29
c     2014-04-01
d     2009-04-01
e     2009-05-01
"""
TOGETHER = """
CHILD DECOM      DEC RNE REC PLACE PLACE_PROVIDER HOME_POST
a     2023-05-01 -   S   -   U4    PR4            AB1_1AA
b     2023-05-01 -   S   -   U1    PR1            ab11aa
c     2023-05-02 -   S   -   U4    PR4            AB11AA
d     2023-05-01 -   S   -   K2    PR4            -
e     2023-05-01 -   S   -   K2    PR4            -
"""


def _cases(order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> tuple[Histories, Cases]:
    heading, *rows = TOGETHER.strip().splitlines()
    given = cohort(
        YEARS, Header=SIBLINGS, Episodes="\n".join([heading, *(rows[place] for place in order)])
    )
    spaced = given.episodes.with_columns(pl.col("HOME_POST").str.replace("_", " "))
    h = histories(replace(given, episodes=spaced), AS_AT)
    return h, cases(h)


def test_children_from_one_home_on_one_day_are_a_case() -> None:
    """However the postcode is written; a day later, or without a postcode, each is its own."""
    h, found = _cases()
    assert sorted(found.size.tolist()) == [1, 1, 1, 2]
    pair = int(np.argmax(found.size))
    first = found.first[pair]
    assert found.born[first : first + 2].tolist() == [
        day_number(date(2010, 5, 1)),
        day_number(date(2012, 2, 29)),
    ]
    assert [KEYS[key] for key in found.entry_category[first : first + 2]] == [
        "independent_fostering",
        "kinship",
    ]
    assert KEYS[found.category[pair]] == "independent_fostering"
    assert found.age[pair] == 3  # of the eldest, 12 years old on the day before her 13th birthday
    assert found.day[pair] == day_number(date(2023, 5, 1))
    assert found.size.sum() == h.first.sum() == 5


def test_homes_are_numbered_alike_whatever_was_read_before() -> None:
    """The order of cases decides who is drawn: it may not depend on other authorities' data."""
    numbers = _cases()[0].home.tolist()
    kept = pl.Series(["ZZ99ZZ", "AB11AA"]).cast(pl.Categorical)
    assert len(kept) == 2
    assert _cases()[0].home.tolist() == numbers
    assert _cases((4, 2, 0, 3, 1))[0].home.tolist() == numbers
    assert numbers == [1, 1, 1, -1, -1]
