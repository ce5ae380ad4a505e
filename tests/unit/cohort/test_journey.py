"""One child's way through care, told event by event."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from cohorts import cohort
from kinward.cohort.journey import EVENTS_SCHEMA, journey
from kinward.cohort.model import Cohort
from kinward.cohort.teams import TEAMS_SCHEMA
from kinward.errors import ArgumentError


@pytest.fixture(scope="module")
def children() -> Cohort:
    return cohort(
        [2023, 2024],
        Header="""
            CHILD DOB
            a 2012-05-01
            b 2016-01-01
        """,
        Episodes="""
            CHILD DECOM RNE LS PLACE PLACE_PROVIDER DEC REC CIN
            a 2022-06-01 S V2 U6 PR1 2022-08-01 X1 N1
            a 2022-08-01 L C1 U6 PR1 2022-09-01 X1 N1
            a 2022-09-01 P C1 T1 - 2022-09-05 X1 N1
            a 2022-09-05 P C1 U6 PR1 2022-12-01 E4A N1
            a 2023-06-01 S C2 K2 PR4 - - N1
            b 2021-06-01 P C2 U4 PR1 2024-02-02 E11 N8
        """,
        Reviews="""
            CHILD REVIEW
            a 2022-06-20
        """,
        Missing="""
            CHILD MISSING MIS_START MIS_END
            a M 2023-07-01 2023-07-03
        """,
    )


TEAMS = pl.DataFrame(
    [
        ("a", "North", date(2022, 6, 1), date(2023, 6, 30)),
        ("a", "South", date(2023, 7, 1), None),
        ("b", "South", date(2021, 6, 1), None),
    ],
    schema=TEAMS_SCHEMA,
    orient="row",
)


def _told(frame: pl.DataFrame) -> list[tuple[str, str, str, str]]:
    rows = frame.select("day", "until", "kind", "what").rows()
    return [(str(day), str(until or "-"), kind, what) for day, until, kind, what in rows]


def test_everything_is_told_in_its_order(children: Cohort) -> None:
    events = journey(children, 0, TEAMS)
    assert dict(events.schema) == EVENTS_SCHEMA
    assert _told(events) == [
        ("2022-06-01", "2022-12-01", "care", "Came into care"),
        ("2022-06-01", "2023-06-30", "team", "North"),
        ("2022-06-01", "2022-08-01", "legal_status", "Section 20"),
        ("2022-06-01", "2022-12-01", "placement", "In-house fostering"),
        ("2022-06-20", "-", "review", "Review held"),
        ("2022-08-01", "2022-12-01", "legal_status", "Interim care order"),
        ("2022-09-01", "2022-09-05", "away", "In hospital for a while"),
        ("2022-12-01", "-", "end", "Left care"),
        ("2023-06-01", "-", "care", "Came into care"),
        ("2023-06-01", "-", "legal_status", "Full care order"),
        ("2023-06-01", "-", "placement", "External residential"),
        ("2023-07-01", "-", "team", "South"),
        ("2023-07-01", "2023-07-03", "missing", "Missing, whereabouts not known"),
    ]


def test_an_event_says_how_long_and_why(children: Cohort) -> None:
    events = journey(children, 0).filter(pl.col("kind").is_in(["care", "end"]))
    assert events.select("days", "note").rows() == [
        (183, "Abuse or neglect; aged 10"),
        (None, "Returned home (Went home as planned)"),
        (None, "Abuse or neglect; aged 11"),
    ]


def test_the_last_day_with_a_team_is_one_of_its_days(children: Cohort) -> None:
    events = journey(children, 0, TEAMS).filter(pl.col("kind") == "team")
    assert events["days"].to_list() == [(date(2023, 7, 1) - date(2022, 6, 1)).days, None]


def test_who_was_in_care_before_the_returns_is_said_to_have_been(children: Cohort) -> None:
    events = journey(children, 1)
    assert _told(events)[0][3] == "Was in care when the returns begin"
    assert events["note"][-1].startswith("Adopted")


def test_no_other_childs_events_are_among_them(children: Cohort) -> None:
    both = [journey(children, child, TEAMS) for child in (0, 1)]
    assert set(both[1]["kind"]) == {"care", "team", "legal_status", "placement", "end"}
    assert {"South"} == set(both[1].filter(pl.col("kind") == "team")["what"])


def test_a_child_who_is_not_there_is_refused(children: Cohort) -> None:
    with pytest.raises(ArgumentError, match="no such child"):
        journey(children, 2)


def test_every_child_of_an_authority_has_a_journey_whose_days_add_up(small_cohort: Cohort) -> None:
    now = small_cohort.observed_to
    for child in small_cohort.children["child"].to_list():
        events = journey(small_cohort, child)
        own = small_cohort.periods.filter(pl.col("child") == child)
        days = (own["end"].fill_null(now) - own["start"]).dt.total_days().sum()
        assert days > 0 or own["start"].max() == now
        for kind in ("care", "legal_status", "placement"):
            of = events.filter(pl.col("kind") == kind)
            assert (of["until"].fill_null(now) - of["day"]).dt.total_days().sum() == days
