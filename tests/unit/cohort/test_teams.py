"""Children by area team, by date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cohorts import cohort
from kinward.cohort import flows
from kinward.cohort.breakdowns import BREAKDOWN_SCHEMA
from kinward.cohort.model import Cohort
from kinward.cohort.teams import (
    TEAM_FLOWS_SCHEMA,
    TEAMS_SCHEMA,
    by_team,
    flows_by_team,
    notes,
    read_teams,
)
from kinward.errors import InputError

AS_AT = date(2024, 3, 31)


@pytest.fixture(scope="module")
def children() -> Cohort:
    return cohort(
        [2024],
        Header="""
            CHILD DOB
            a 2015-01-01
            b 2016-01-01
            c 2016-01-01
            d 2012-01-01
        """,
        Episodes="""
            CHILD DECOM RNE LS PLACE DEC REC
            a 2023-04-10 S C2 U4 - -
            b 2023-06-05 S C2 U4 2023-09-20 E4A
            c 2023-06-07 S C2 U4 - -
            d 2023-06-07 S V4 U4 - -
        """,
    )


def _teams(text: str) -> pl.DataFrame:
    rows = [line.split() for line in text.strip().splitlines()]
    return pl.DataFrame(
        [
            (child, team, *(None if day == "-" else date.fromisoformat(day) for day in days))
            for child, team, *days in rows
        ],
        schema=TEAMS_SCHEMA,
        orient="row",
    )


def _counts(frame: pl.DataFrame) -> dict[str, int]:
    return dict(frame.select("label", "children").iter_rows())


def test_a_child_counts_with_the_team_of_the_day(children: Cohort) -> None:
    teams = _teams(
        """
        a North 2023-04-01 2023-12-31
        a South 2024-01-01 -
        c North 2023-06-07 -
        """
    )
    before = by_team(children, teams, date(2023, 12, 31))
    after = by_team(children, teams, date(2024, 1, 1))

    assert before.schema == BREAKDOWN_SCHEMA
    assert _counts(before) == {"North": 2, "South": 0}
    assert _counts(after) == {"North": 1, "South": 1}
    assert after["share"].to_list() == [0.5, 0.5]


@pytest.mark.parametrize("last", ["2023-12-31", "2024-01-01"])
def test_it_does_not_matter_on_which_of_two_days_a_file_ends_a_team(
    children: Cohort, last: str
) -> None:
    teams = _teams(f"a North 2023-04-01 {last}\na South 2024-01-01 -\nc North 2023-01-01 -")
    assert _counts(by_team(children, teams, date(2023, 12, 31))) == {"North": 2, "South": 0}
    assert _counts(by_team(children, teams, date(2024, 1, 1))) == {"North": 1, "South": 1}


def test_children_whom_no_team_has_are_counted_last(children: Cohort) -> None:
    teams = _teams("c North 2024-04-01 -\na West 2020-01-01 2024-03-30\nx East 2020-01-01 -")
    found = by_team(children, teams, AS_AT)
    assert list(_counts(found).items()) == [
        ("East", 0),
        ("North", 0),
        ("West", 0),
        ("No team", 2),
    ]
    assert found["key"].to_list()[-1] == "no_team"


def test_where_two_teams_overlap_the_later_counts_and_the_earlier_comes_back(
    children: Cohort,
) -> None:
    teams = _teams("a North 2023-04-01 -\na South 2023-08-01 2023-12-31\nc East 2023-04-01 -")
    assert _counts(by_team(children, teams, date(2023, 10, 1)))["South"] == 1
    assert _counts(by_team(children, teams, AS_AT))["North"] == 1


def test_entries_and_exits_go_to_the_team_of_their_day(children: Cohort) -> None:
    """b leaves on 20 September: its last day in care, the 19th, is North's last too."""
    teams = _teams(
        """
        b North 2023-06-01 2023-09-19
        b South 2023-09-20 -
        c South 2023-06-08 -
        """
    )
    ends = [date(2023, 6, 30), date(2023, 7, 31), date(2023, 9, 30)]
    found = flows_by_team(children, teams, ends)

    assert found.schema == TEAM_FLOWS_SCHEMA
    moved = found.filter((pl.col("entries") > 0) | (pl.col("exits") > 0))
    assert moved.select("month", "label", "entries", "exits").rows() == [
        (ends[0], "North", 1, 0),
        (ends[0], "No team", 1, 0),
        (ends[2], "North", 0, 1),
    ]
    assert len(found) == 9


def test_the_teams_sum_to_the_whole(children: Cohort) -> None:
    teams = _teams("a North 2023-04-01 -\nc South 2023-07-01 -")
    ends = flows.observed_month_ends(children, AS_AT, 12)
    whole = flows.monthly(children, ends)
    parts = (
        flows_by_team(children, teams, ends)
        .group_by("month", maintain_order=True)
        .agg(pl.col("entries", "exits").sum())
    )
    assert parts.rows() == whole.select("month", "entries", "exits").rows()
    assert by_team(children, teams, AS_AT)["children"].sum() == whole["closing"][-1]


def test_what_is_odd_is_counted_without_naming_a_child(children: Cohort) -> None:
    teams = _teams(
        """
        secret1 North 2023-04-01 -
        secret2 North 2023-04-01 2023-05-01
        secret2 South 2023-05-01 -
        a North 2023-04-01 -
        a South 2023-04-02 2023-04-03
        a West 2023-04-05 -
        """
    )
    assert notes(children, teams) == (
        "2 children in the list of teams are not in the returns.",
        "2 rows in the list of teams begin before the child's team before it ends; the later "
        "team counts.",
    )
    assert notes(children, _teams("a North 2023-04-01 -")) == ()


def test_nobody_looked_after_gives_no_shares(children: Cohort) -> None:
    found = by_team(children, _teams("a North 2023-04-01 -"), date(2023, 4, 1))
    assert found.rows() == [("North", "North", 0, None)]


def test_teams_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(
        "Child ID,Team,From,To\n123,North,01/04/2023,\n123,South,2024-01-01,2024-02-01\n"
    )
    assert read_teams(path).rows() == [
        ("123", "North", date(2023, 4, 1), None),
        ("123", "South", date(2024, 1, 1), date(2024, 2, 1)),
    ]
    path.write_text("child_id,team,from\n123,North,01/04/2023\n")
    assert read_teams(path).schema == TEAMS_SCHEMA


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,North,2024-02-02,2024-02-01", "row 2, column to: The time with the team ends before"),
        ("1,,2024-02-02,", "row 2, column team: The value is missing"),
        (",North,2024-02-02,", "row 2, column child_id: The value is missing"),
    ],
)
def test_a_row_that_cannot_be_is_named(tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(f"child_id,team,from,to\n{row}\n")
    with pytest.raises(InputError, match=told):
        read_teams(path)
