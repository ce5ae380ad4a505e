"""Histories as they were known on a day, from a few rows of the return."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohorts import cohort
from kinward.cohort.spans import NEVER
from kinward.errors import ArgumentError
from kinward.forecast.bands import CAUSES, EIGHTEEN, FAMILY, MOVE, OPEN, UASC, UNKNOWN_ORDER
from kinward.forecast.entries.cases import cases
from kinward.forecast.exposure import exposure
from kinward.forecast.histories import Histories, histories
from kinward.terms import CATEGORIES

KEYS = list(CATEGORIES)
AS_AT = date(2024, 3, 31)
OUTCOMES = {**dict(enumerate(CAUSES)), MOVE: "move", EIGHTEEN: "eighteen", OPEN: "open"}
HEADER = """
CHILD DOB
a     2010-05-01
b     2012-02-29
c     2006-04-01
"""
YEARS = (2022, 2023, 2024, 2025)


def known(episodes: str, header: str = HEADER, as_at: date = AS_AT, **more: str) -> Histories:
    return histories(cohort(YEARS, Header=header, Episodes=episodes, **more), as_at)


def told(h: Histories) -> list[tuple[Any, ...]]:
    """Of each stay: child, category, start, end, outcome, destination."""
    return [
        (
            int(child),
            KEYS[category],
            str(start.astype("M8[D]")),
            None if end == NEVER else str(end.astype("M8[D]")),
            OUTCOMES[int(outcome)],
            KEYS[there] if there >= 0 else None,
        )
        for child, category, start, end, outcome, there in zip(
            h.child, h.category, h.start, h.end, h.outcome, h.destination, strict=True
        )
    ]


def test_what_came_later_is_hidden() -> None:
    """b left, moved or came after the as-at date: on it, it was still in its first placement."""
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2022-05-01 2024-03-31 S   X1  U4    PR1
    a     2024-03-31 2024-06-01 P   X1  K2    PR4
    a     2024-06-01 -          P   -   U1    PR1
    b     2023-01-01 2024-04-01 S   E4A U4    PR4
    c     2024-04-01 -          S   -   U4    PR4
    """)
    assert told(h) == [
        (0, "in_house_fostering", "2022-05-01", "2024-03-31", "move", "external_residential"),
        (0, "external_residential", "2024-03-31", None, "open", None),
        (1, "independent_fostering", "2023-01-01", None, "open", None),
    ]
    assert len(h.birth) == 2
    assert h.open.tolist() == [1, 2]
    assert (h.identity != 0).all()


def test_the_same_child_has_the_same_luck_whoever_else_is_there() -> None:
    rows = "CHILD DECOM DEC RNE REC PLACE PLACE_PROVIDER\n{}b 2023-01-01 - S - U4 PR4"
    alone = known(rows.format(""))
    both = known(rows.format("a 2023-02-01 - S - U4 PR4\n"))
    gone = known(rows.format("a 2023-02-01 2023-03-01 S E4A U4 PR4\n"))
    assert both.identity[1] == alone.identity[0] == gone.identity[1]
    assert gone.identity[0] == 0
    assert both.identity[0] != both.identity[1]


def test_a_child_past_18_is_left_out_and_counted() -> None:
    """c turned 18 on 1 April 2024, the first day on which it counts no more."""
    rows = """
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    c     2022-05-01 -          S   -   U4    PR1
    """
    before, after = known(rows), known(rows, as_at=date(2024, 4, 1))
    assert told(before) == [(0, "in_house_fostering", "2022-05-01", None, "open", None)]
    assert before.adults == 0
    assert told(after) == [(0, "in_house_fostering", "2022-05-01", "2024-04-01", "eighteen", None)]
    assert after.adults == 1
    assert len(after.open) == 0


def test_a_late_end_at_18_is_cut_and_what_follows_is_dropped() -> None:
    h = known(
        """
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    c     2022-05-01 2024-04-11 S   X1  U4    PR1
    c     2024-04-11 2024-05-02 P   E17 H5    PR4
    """,
        as_at=date(2024, 6, 1),
    )
    assert told(h) == [(0, "in_house_fostering", "2022-05-01", "2024-04-01", "eighteen", None)]
    assert h.adults == 0
    # The forced end is no event, and no day after it is at risk.
    seen = exposure(h)
    assert len(seen.event) == 0
    assert seen.days.sum() == (date(2024, 4, 1) - date(2022, 5, 1)).days


def test_an_exit_at_17_stays_an_exit() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    c     2022-05-01 2024-02-11 S   E17 U4    PR1
    """)
    assert told(h)[0][4] == "independent"


def test_a_birthday_on_29_february_is_on_1_march() -> None:
    born = "CHILD DOB\nb 2012-02-29"
    rows = "CHILD DECOM DEC RNE REC PLACE PLACE_PROVIDER\nb 2024-10-01 - S - U4 PR1"
    seen = exposure(known(rows, born, date(2025, 3, 31)))
    age = seen.where()[2]
    days = seen.days.sum(axis=0)
    # 12 until the day before 1 March 2025, 151 days after 1 October.
    assert days[age == 3].sum() == 151
    assert days[age == 4].sum() == 30


def test_a_missing_date_of_birth_is_the_usual_age_of_the_first_placement() -> None:
    header = """
    CHILD DOB
    a     2018-01-01
    b     2008-01-01
    c     2006-01-01
    d     -
    e     -
    f     -
    """
    h = known(
        """
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2022-01-01 -          S   -   U1    PR1
    b     2023-01-01 2023-07-01 S   E4A K2    PR4
    c     2023-01-01 2023-07-01 S   E4A K2    PR4
    d     2023-05-01 -          S   -   K2    PR4
    e     2023-05-01 -          S   -   U1    PR1
    f     2025-05-01 -          S   -   U1    PR1
    """,
        header,
    )
    assert h.births_assumed == 2  # f has not come yet
    age = (h.start - h.birth[h.child]) / 365.25
    assert age[h.child == 3] == pytest.approx([16.0], abs=0.01)
    assert age[h.child == 4] == pytest.approx([4.0], abs=0.01)


def test_where_no_date_of_birth_is_known_ten_is_assumed() -> None:
    rows = "CHILD DECOM DEC RNE REC PLACE PLACE_PROVIDER\na 2023-05-01 - S - K2 PR4"
    h = known(rows, "CHILD DOB\na -")
    assert (h.start - h.birth[h.child]) / 365.25 == pytest.approx([10.0], abs=0.01)


def test_unaccompanied_children_are_a_stream_of_their_own() -> None:
    h = known(
        """
    CHILD DECOM      DEC RNE REC PLACE PLACE_PROVIDER HOME_POST
    a     2023-05-01 -   S   -   H5    PR4            AB11AA
    b     2023-05-01 -   S   -   U4    PR4            AB11AA
    c     2023-05-01 -   S   -   U4    PR4            AB11AA
    """,
        UASC="CHILD SEX\na 1",
    )
    assert h.stream.tolist() == [UASC, FAMILY, FAMILY]
    found = cases(h)
    assert sorted(zip(found.stream.tolist(), found.size.tolist(), strict=True)) == [(0, 2), (1, 1)]


def test_a_child_who_comes_back_within_a_year_re_enters() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2022-01-01 2022-06-01 S   E4A U4    PR1
    a     2023-06-01 2023-07-01 S   E4A U4    PR1
    a     2024-07-02 -          S   -   U4    PR1
    b     2023-06-01 -          S   -   U4    PR1
    """)
    assert h.re_entry.tolist() == [False, True, False]
    assert h.first.tolist() == [True] * 3
    assert h.order.tolist() == [0, 0, 0]
    later = known(
        """
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2022-01-01 2022-06-01 S   E4A U4    PR1
    a     2023-06-02 -          S   -   U4    PR1
    """
    )
    assert later.re_entry.tolist() == [False, False]


def test_placements_of_a_period_are_numbered() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2021-05-01 2021-06-01 S   X1  U4    PR1
    a     2021-06-01 2021-07-01 P   X1  U4    PR4
    a     2021-07-01 2021-08-01 P   X1  K2    PR4
    a     2021-08-01 2021-09-01 P   X1  K2    PR1
    a     2021-09-01 2021-10-01 P   X1  U1    PR1
    a     2021-10-01 2021-11-01 P   E4A U4    PR1
    a     2022-10-01 -          S   -   U4    PR1
    b     2020-01-01 2022-01-01 P   X1  U4    PR1
    b     2022-01-01 -          P   -   K2    PR1
    """)
    assert h.order.tolist() == [0, 1, 2, 3, 3, 3, 0, UNKNOWN_ORDER, UNKNOWN_ORDER]
    assert h.care_start_known.tolist() == [True] * 7 + [False] * 2
    assert h.start_known.all()  # RNE P begins a placement, though care began before the data
    assert h.first.tolist() == [True, False, False, False, False, False, True, False, False]


def test_a_clock_that_began_before_the_data_is_not_known() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2020-05-01 2022-05-01 L   X1  U4    PR1
    a     2022-05-01 -          P   -   U4    PR1
    b     2020-05-01 -          S   -   U4    PR1
    """)
    assert h.start_known.tolist() == [False, True, True]
    assert h.care_start_known.tolist() == [False, False, True]
    assert not h.first.any()  # b came before the data
    seen = exposure(h)
    _, _, _, in_stay, in_care, _ = seen.where()
    days = seen.days.sum(axis=0)
    began = date(2021, 4, 1)
    # The time of a in its first placement is not known, nor its time in care until four years
    # after it was first seen there.
    assert days[in_stay == 7].sum() == (date(2022, 5, 1) - began).days
    assert days[in_care == 7].sum() == (AS_AT - began).days
    # b had been there for eleven months when the data begins.
    assert days[(in_stay == 3) & (in_care == 3)].sum() == 30
    assert days.sum() == 2 * (AS_AT - began).days


def test_legal_status_same_carer_and_absences_are_no_moves() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC LS PLACE PLACE_PROVIDER PL_POST
    a     2022-05-01 2022-06-01 S   X1  V2 U4    PR1            AB1
    a     2022-06-01 2022-07-01 L   X1  C2 U4    PR1            AB1
    a     2022-07-01 2022-07-09 P   X1  C2 T3    PR1            CD2
    a     2022-07-09 2022-09-01 P   X1  C2 U4    PR1            AB1
    a     2022-09-01 2023-09-01 T   X1  E1 U4    PR1            AB1
    a     2023-09-01 -          T   -   E1 A5    PR1            AB1
    """)
    # Only the same carers' becoming adopters changes the category.
    assert told(h) == [
        (0, "in_house_fostering", "2022-05-01", "2023-09-01", "move", "placed_for_adoption"),
        (0, "placed_for_adoption", "2023-09-01", None, "open", None),
    ]
    assert len(exposure(h).event) == 1


def test_short_breaks_are_not_looked_after() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC LS PLACE PLACE_PROVIDER
    a     2022-05-01 2022-05-03 S   E4A V3 U4    PR1
    a     2022-06-01 -          S   -   V4 U4    PR1
    b     2022-06-01 2023-06-01 S   X1  V2 U4    PR1
    b     2023-06-01 -          L   -   V4 U4    PR1
    """)
    assert told(h) == [(0, "in_house_fostering", "2022-06-01", "2023-06-01", "home", None)]


def test_a_child_away_since_care_began_has_no_home_that_is_still_to_come() -> None:
    rows = """
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2024-03-25 2024-04-05 S   X1  T1    PR1
    a     2024-04-05 -          P   -   U1    PR1
    """
    assert told(known(rows)) == [(0, "other", "2024-03-25", None, "open", None)]
    later = known(rows, as_at=date(2024, 5, 1))
    assert told(later) == [(0, "kinship", "2024-03-25", None, "open", None)]


@pytest.mark.parametrize("as_at", [date(2021, 3, 31), date(2025, 4, 1)])
def test_a_day_that_the_returns_do_not_cover_is_refused(as_at: date) -> None:
    rows = "CHILD DECOM DEC RNE REC PLACE PLACE_PROVIDER\na 2023-05-01 - S - K2 PR4"
    with pytest.raises(ArgumentError, match="tell nothing of") as refused:
        known(rows, as_at=as_at)
    assert "01/04/2021 to 31/03/2025" in str(refused.value.remedy)


def test_an_end_that_a_repair_assumed_is_an_exit_for_no_known_cause() -> None:
    h = known("""
    CHILD DECOM      DEC        RNE REC PLACE PLACE_PROVIDER
    a     2022-05-01 2023-03-31 S   ?   U4    PR1
    """)
    assert told(h)[0][3:] == ("2023-03-31", "custody_or_other", None)
