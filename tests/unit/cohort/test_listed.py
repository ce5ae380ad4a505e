"""The children of a day, one by one: those that the figures count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cohorts import cohort
from kinward.cohort.listed import LISTED_SCHEMA, listed, teams_of_children
from kinward.cohort.model import Cohort
from kinward.cohort.selection import Choice, summarise_part
from kinward.cohort.teams import NO_TEAM, TEAMS_SCHEMA, read_teams, with_team
from kinward.errors import ArgumentError

AS_AT = date(2026, 3, 31)
CHOICES = (
    Choice(),
    Choice(teams=frozenset({"Made-up North"})),
    Choice(age_bands=frozenset({"10-15"}), uasc=False),
    Choice(categories=frozenset({"kinship"}), sexes=frozenset({"F"})),
)


@pytest.fixture(scope="module")
def teams(authority: Path) -> pl.DataFrame:
    return read_teams(authority / "teams.csv")


@pytest.mark.parametrize("choice", CHOICES)
def test_those_listed_are_those_counted(
    small_cohort: Cohort, teams: pl.DataFrame, choice: Choice
) -> None:
    found = listed(small_cohort, choice, AS_AT, teams)
    part = summarise_part(small_cohort, choice, AS_AT, teams=teams).summary
    assert dict(found.schema) == LISTED_SCHEMA
    assert len(found) == part.looked_after
    counts = dict(part.breakdowns["category"].select("label", "children").rows())
    assert dict(found["category"].value_counts().rows()) == {
        label: number for label, number in counts.items() if number
    }
    many = found.filter(pl.col("placements") >= 3).height
    assert many == part.stability["three_or_more_children"][-1]
    if choice.teams:
        assert set(found["team"]) == choice.teams


def test_a_child_is_told_in_words() -> None:
    built = cohort(
        [2025, 2026],
        Header="CHILD DOB SEX\na 2012-05-01 2\nb - -",
        Episodes="""
            CHILD DECOM RNE LS PLACE PLACE_PROVIDER DEC REC CIN
            a 2025-01-01 S V2 U6 PR1 2025-06-01 X1 N1
            a 2025-06-01 P V2 K2 PR4 - - N1
            b 2020-03-31 P C2 U4 PR1 - - N8
        """,
    )
    first, second = listed(built, Choice(), AS_AT).rows(named=True)
    assert first == {
        "child": 0,
        "CHILD": "a",
        "age": 13,
        "sex": "Female",
        "category": "External residential",
        "place": "Children's home",
        "legal_status": "Section 20",
        "need": "Abuse or neglect",
        "uasc": False,
        "team": None,
        "since": date(2025, 1, 1),
        "since_known": True,
        "days": 454,
        "placements": 2,
    }
    assert (second["age"], second["sex"], second["since_known"]) == (None, "Not known", False)


def test_placements_of_a_year_that_the_returns_do_not_hold_are_not_told(
    small_cohort: Cohort,
) -> None:
    early = date(small_cohort.observed_from.year, 12, 31)
    assert listed(small_cohort, Choice(), early)["placements"].null_count() > 0


def test_a_day_outside_the_returns_is_refused(small_cohort: Cohort) -> None:
    with pytest.raises(ArgumentError, match="tell nothing"):
        listed(small_cohort, Choice(), date(1999, 1, 1))


def test_teams_that_nobody_knows_choose_nobody(small_cohort: Cohort) -> None:
    with pytest.raises(ArgumentError, match="Load teams"):
        listed(small_cohort, Choice(teams=frozenset({"North"})), AS_AT)


def _teams(*rows: tuple[str, str, date, date | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TEAMS_SCHEMA, orient="row")


def test_a_child_belongs_to_the_team_of_the_day_or_else_to_the_last() -> None:
    built = cohort([2026], Header="CHILD\na\nb\nc\nd\ne", Episodes=_FIVE)
    found = teams_of_children(
        built,
        _teams(
            # Now with the north, though the south began later and has ended.
            ("a", "North", date(2020, 1, 1), None),
            ("a", "South", date(2022, 1, 1), date(2023, 1, 1)),
            # With none now: the south had the child last.
            ("b", "North", date(2020, 1, 1), date(2021, 1, 1)),
            ("b", "South", date(2021, 1, 2), date(2022, 1, 1)),
            # The next team begins only after the day.
            ("c", "North", date(2020, 1, 1), date(2021, 1, 1)),
            ("c", "South", date(2026, 5, 1), None),
            # The later of two counts.
            ("d", "North", date(2020, 1, 1), None),
            ("d", "South", date(2024, 1, 1), None),
        ),
        AS_AT,
    )
    assert found.to_list() == ["North", "South", "North", "South", None]


def test_the_team_of_the_day_is_the_one_that_the_figures_count_with(
    small_cohort: Cohort, teams: pl.DataFrame
) -> None:
    everybody = small_cohort.children.select("child", day=pl.lit(AS_AT))
    now = with_team(everybody, small_cohort, teams)["key"].to_list()
    found = teams_of_children(small_cohort, teams, AS_AT).to_list()
    assert [mine for mine, key in zip(found, now, strict=True) if key != NO_TEAM] == [
        key for key in now if key != NO_TEAM
    ]


_FIVE = "CHILD DECOM RNE LS PLACE DEC REC\n" + "\n".join(
    f"{name} 2025-06-01 S C2 U4 - -" for name in "abcde"
)
