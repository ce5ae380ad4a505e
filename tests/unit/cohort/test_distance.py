"""Distance from home: only what the return gives."""

from __future__ import annotations

from datetime import date

from cohorts import checked
from kinward.cohort.distance import distance

DAY = date(2019, 3, 31)
EPISODES = """
    CHILD DECOM      DEC        RNE LS PLACE PL_LOCATION PL_DISTANCE
    A     2018-05-01 -          S   V2 U6    IN          20.0
    B     2018-05-01 -          S   V2 U6    out         20.1
    C     2018-05-01 2018-06-01 S   V2 U6    OUT         99
    D     2018-05-01 2019-03-01 S   V2 U6    OUT         40
    D     2019-03-01 -          P   V2 T1    IN          1
    E     2018-05-01 2018-07-01 S   V2 U6    OUT         50
    E     2018-07-01 2019-03-01 P   V2 K2    -           far
    E     2019-03-01 -          P   V2 T1    OUT         50
    F     2018-05-01 -          S   V3 U6    OUT         50
"""


def test_out_of_area_and_distance_are_of_those_for_whom_they_are_given() -> None:
    given = checked([2019], columns=["PL_LOCATION", "PL_DISTANCE"], Episodes=EPISODES)
    assert distance(given, DAY) == (
        {
            "out_of_area": 2,
            "out_of_area_base": 3,
            "over_20_miles": 2,
            "over_20_miles_base": 3,
        },
        None,
    )


def test_what_is_not_given_is_said_and_never_guessed() -> None:
    nothing = checked([2019], Episodes=EPISODES)
    found, reason = distance(nothing, DAY)
    assert found is None
    assert reason is not None
    assert "PL_LOCATION" in reason
    assert "PL_DISTANCE" in reason


def test_one_of_the_two_may_be_given() -> None:
    episodes = "CHILD DECOM DEC RNE LS PLACE PL_LOCATION\nA 2018-05-01 - S V2 U6 OUT"
    found, reason = distance(checked([2019], columns=["PL_LOCATION"], Episodes=episodes), DAY)
    assert found == {"out_of_area": 1, "out_of_area_base": 1}
    assert reason == "The returns do not say how far it is from home (PL_DISTANCE)."
