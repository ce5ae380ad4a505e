"""Episodes into periods of care and placements: each case a small table."""

from __future__ import annotations

import pytest

from cohorts import cohort


def _numbers(episodes: str) -> str:
    """Of each episode `period.placement category`, numbered from 0."""
    frame = cohort([2019, 2020], Episodes=episodes).episodes
    return "\n".join(
        f"{period}.{placement} {category}"
        for period, placement, category in frame.select(
            "period", "placement", "category"
        ).iter_rows()
    )


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


CASES = {
    "a day's gap ends the period": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 U6    PR1
        A     2018-06-01 2018-07-01 P   V2 U6    PR4
        A     2018-07-02 -          S   V2 K2    PR4
        """,
        """
        0.0 in_house_fostering
        0.1 independent_fostering
        1.2 external_residential
        """,
    ),
    "same carer: L, T and U stay in the placement; P and B leave it": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 U6    PR1
        A     2018-06-01 2018-07-01 L   C2 U6    PR1
        A     2018-07-01 2018-08-01 T   C2 U6    PR1
        A     2018-08-01 2018-09-01 U   E1 U4    PR1
        A     2018-09-01 2018-10-01 B   C2 U4    PR1
        A     2018-10-01 -          P   C2 U4    PR1
        """,
        """
        0.0 in_house_fostering
        0.0 in_house_fostering
        0.0 in_house_fostering
        0.0 in_house_fostering
        0.1 in_house_fostering
        0.2 in_house_fostering
        """,
    ),
    "an absence is no move, nor is the way back to the same home": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER PL_POST
        A     2018-05-01 2018-06-01 S   V2 U6    PR4            AB1
        A     2018-06-01 2018-06-05 P   V2 T1    -              HO1
        A     2018-06-05 2018-06-09 P   V2 T3    -              HO2
        A     2018-06-09 -          P   V2 U6    PR4            AB1
        """,
        """
        0.0 independent_fostering
        0.0 independent_fostering
        0.0 independent_fostering
        0.0 independent_fostering
        """,
    ),
    "after an absence another home is a move": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER PL_POST
        A     2018-05-01 2018-06-01 S   V2 U6    PR4            AB1
        A     2018-06-01 2018-06-05 P   V2 T1    -              -
        A     2018-06-05 -          P   V2 U6    PR4            CD2
        """,
        """
        0.0 independent_fostering
        0.0 independent_fostering
        0.1 independent_fostering
        """,
    ),
    "after an absence another placement with no postcode is a move only if its kind is another": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 U6    PR4
        A     2018-06-01 2018-06-05 P   V2 T1    -
        A     2018-06-05 2018-07-01 P   V2 U6    PR4
        A     2018-07-01 2018-07-05 P   V2 T1    -
        A     2018-07-05 -          P   V2 K2    PR4
        """,
        """
        0.0 independent_fostering
        0.0 independent_fostering
        0.0 independent_fostering
        0.0 independent_fostering
        0.1 external_residential
        """,
    ),
    "a period that begins with an absence: it belongs to the placement that follows": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 K2    PR1
        A     2018-07-01 2018-07-05 S   V2 T1    -
        A     2018-07-05 -          P   V2 U6    PR1
        """,
        """
        0.0 in_house_residential
        1.1 in_house_fostering
        1.1 in_house_fostering
        """,
    ),
    "a period of nothing but absences, next to another child's placement": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 U6    PR1
        B     2018-05-01 2018-05-04 S   V2 T1    -
        B     2018-05-04 2018-06-01 P   V2 T2    -
        C     2018-05-01 -          S   V2 K1    PR1
        """,
        """
        0.0 in_house_fostering
        1.1 other
        1.1 other
        2.2 secure
        """,
    ),
    "short breaks start and end periods, and each visit is one": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-05-03 S   V3 U6    PR1
        A     2018-05-08 2018-05-10 S   V3 U6    PR1
        A     2018-05-10 2018-06-10 B   V2 U6    PR1
        A     2018-06-10 -          L   V4 U6    PR1
        """,
        """
        0.0 in_house_fostering
        1.1 in_house_fostering
        2.2 in_house_fostering
        3.3 in_house_fostering
        """,
    ),
    "an episode of no days keeps its link": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER
        A     2018-05-01 2018-06-01 S   V2 U6    PR1
        A     2018-06-01 2018-06-01 P   V2 K2    PR1
        A     2018-06-01 -          P   V2 U6    PR4
        """,
        """
        0.0 in_house_fostering
        0.1 in_house_residential
        0.2 independent_fostering
        """,
    ),
    "where RNE is not known the home decides": (
        """
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER PL_POST
        A     2018-05-01 2018-06-01 S   V2 U6    PR1            AB1
        A     2018-06-01 2018-07-01 -   C2 U6    PR1            AB1
        A     2018-07-01 -          Q   C2 U6    PR1            CD2
        """,
        """
        0.0 in_house_fostering
        0.0 in_house_fostering
        0.1 in_house_fostering
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_periods_and_placements(case: str) -> None:
    episodes, expected = CASES[case]
    assert _numbers(episodes) == _lines(expected)


def test_a_placement_runs_over_its_absences_and_shows_where_it_ended() -> None:
    placements = cohort(
        [2019],
        Episodes="""
        CHILD DECOM      DEC        RNE LS PLACE PLACE_PROVIDER PL_POST
        A     2018-05-01 2018-06-01 S   V2 U6    PR4            AB1
        A     2018-06-01 2018-06-05 P   V2 T1    -              -
        A     2018-06-05 2018-08-01 P   V2 U6    PR4            AB1
        A     2018-08-01 2018-09-01 T   V2 U4    PR4            AB1
        A     2018-09-01 -          P   V2 T0    -              -
        """,
    ).placements
    shown = placements.select("start", "end", "category", "PLACE", "short_break").with_columns(
        placements["start"].cast(str)
    )
    assert shown.rows() == [("2018-05-01", None, "independent_fostering", "U4", False)]
