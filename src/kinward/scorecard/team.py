"""The children's measures team by team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from kinward.cohort.model import Cohort
from kinward.cohort.selection import Choice, summarise_part
from kinward.cohort.teams import by_team
from kinward.scorecard.model import TeamReading
from kinward.scorecard.values.summary import of_summary


def of_teams(cohort: Cohort, teams: pl.DataFrame, on: date) -> tuple[TeamReading, ...]:
    """Readings of every team with children on a day, by measure and then by team.

    A child counts for the team of that day; an entry, or an exit, for the team of its own day.

    Args:
        teams: who worked with which child when (`cohort.teams.read_teams`).
        on: a month end, where entries and exits of the month are wanted.
    """
    found = [
        TeamReading(team, label, reading)
        for team, label in _present(cohort, teams, on)
        for reading in of_summary(
            summarise_part(
                cohort, Choice(teams=frozenset({team})), on, months=1, teams=teams
            ).summary
        )
    ]
    order = list(dict.fromkeys(each.team for each in found))
    return tuple(sorted(found, key=lambda each: (each.reading.measure, order.index(each.team))))


def _present(cohort: Cohort, teams: pl.DataFrame, on: date) -> Iterator[tuple[str, str]]:
    for row in by_team(cohort, teams, on).iter_rows(named=True):
        if row["children"]:
            yield row["key"], row["label"]
