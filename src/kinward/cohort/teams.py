"""Looked after children by area team, from the authority's own list of who belongs to which.

A child belongs to a team from the day `from` up to and including the day `to` (open if empty); of
two teams on one day, to the one that took the child on later. So it makes no difference whether a
file ends a team on the day on which the next begins, or on the day before.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.cohort.breakdowns import BREAKDOWN_SCHEMA
from kinward.cohort.model import Cohort
from kinward.cohort.stock import is_open
from kinward.errors import InputError
from kinward.tables import Kind, headings_left_out, open_table
from kinward.words import counted

TEAMS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child_id": pl.String(),
    "team": pl.String(),
    "from": pl.Date(),
    "to": pl.Date(),
}
TEAM_FLOWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "key": pl.String(),
    "label": pl.String(),
    "entries": pl.Int64(),
    "exits": pl.Int64(),
}
NO_TEAM: Final = "no_team"
"""The key of children whom no team had on the day."""

_NO_TEAM_LABEL: Final = "No team"
_COLUMNS: Final[dict[str, Kind]] = {
    "child_id": "text",
    "team": "text",
    "from": "date",
    "to": "date",
}
_REQUIRED: Final = ("child_id", "team", "from")


def read_teams(path: Path) -> pl.DataFrame:
    """Read `teams.csv` (`TEAMS_SCHEMA`), one row a child and stretch of time with a team.

    Raises:
        InputError: see `tables.open_table`; also a row that ends before it begins.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    backwards = (table.frame["to"] < table.frame["from"]).fill_null(value=False).arg_true()
    if len(backwards):
        raise InputError(
            "The time with the team ends before it begins",
            where=table.where(backwards[0], "to"),
            remedy="Correct one of the two dates.",
        )
    return table.frame


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `teams.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, _REQUIRED)


def by_team(cohort: Cohort, teams: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Looked after children on a day by the team of that day (`BREAKDOWN_SCHEMA`).

    Every team that had anybody at any time has a row, by name; those with none come last as `No
    team`. The counts sum to the number looked after.
    """
    stock = cohort.care_episodes.filter(is_open(as_at)).select("child", pl.lit(as_at).alias("day"))
    counts = dict(with_team(stock, cohort, teams).group_by("key").agg(pl.len()).iter_rows())
    total = len(stock)
    rows = [
        (key, label, counts.get(key, 0), counts.get(key, 0) / total if total else None)
        for key, label in _labels(teams, NO_TEAM in counts)
    ]
    return pl.DataFrame(rows, schema=BREAKDOWN_SCHEMA, orient="row")


def flows_by_team(cohort: Cohort, teams: pl.DataFrame, ends: list[date]) -> pl.DataFrame:
    """Entries and exits of months by team (`TEAM_FLOWS_SCHEMA`).

    An entry belongs to the team of its day, an exit to the team of the last day in care. Summed
    over the teams they are the entries and exits of the month.

    Args:
        ends: the months' last days.
    """
    periods = cohort.care_periods
    last_day = pl.max_horizontal(pl.col("end").dt.offset_by("-1d"), "start")
    events = pl.concat(
        [
            periods.select(
                "child", pl.col("start").alias("day"), month=pl.col("start"), entry=True
            ),
            periods.filter(pl.col("end").is_not_null()).select(
                "child", last_day.alias("day"), month=pl.col("end"), entry=False
            ),
        ]
    ).with_columns(pl.col("month").dt.month_end())
    counted = (
        with_team(events.filter(pl.col("month").is_in(ends)), cohort, teams)
        .group_by("month", "key")
        .agg(entries=pl.col("entry").sum(), exits=(~pl.col("entry")).sum())
    )
    labels = _labels(teams, NO_TEAM in counted["key"])
    grid = pl.DataFrame(
        [(end, key, label) for end in ends for key, label in labels],
        schema={name: TEAM_FLOWS_SCHEMA[name] for name in ("month", "key", "label")},
        orient="row",
    )
    return grid.join(counted, on=["month", "key"], how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0).cast(pl.Int64) for name in ("entries", "exits")
    )


def notes(cohort: Cohort, teams: pl.DataFrame) -> tuple[str, ...]:
    """What is odd about a list of teams, as sentences with counts and without identifiers."""
    known = teams["child_id"].is_in(cohort.children["CHILD"].implode())
    strangers = teams["child_id"].filter(~known).n_unique()
    ordered = teams.sort("child_id", "from")
    until = pl.col("to").fill_null(date.max).cum_max().over("child_id")
    overlaps = ordered.filter(until.shift(1).over("child_id") > pl.col("from"))
    found = []
    if strangers:
        found.append(
            f"{counted(strangers, 'child', 'children')} in the list of teams "
            f"{'is' if strangers == 1 else 'are'} not in the returns."
        )
    if len(overlaps):
        found.append(
            f"{counted(len(overlaps), 'row')} in the list of teams "
            f"{'begins' if len(overlaps) == 1 else 'begin'} before the child's team before it "
            "ends; the later team counts."
        )
    return tuple(found)


def with_team(events: pl.DataFrame, cohort: Cohort, teams: pl.DataFrame) -> pl.DataFrame:
    """Events (`child`, `day`, ...) in their order, with `key`: the team of the child on that day.

    `NO_TEAM` where none had it.
    """
    identifiers = cohort.children.select("child", pl.col("CHILD").alias("child_id"))
    numbered = events.with_row_index("event")
    held = (
        numbered.select("event", "child", "day")
        .join(identifiers, on="child")
        .join(teams, on="child_id")
        .filter(
            pl.col("from") <= pl.col("day"),
            pl.col("to").is_null() | (pl.col("to") >= pl.col("day")),
        )
        .sort("from", "team")
        .unique("event", keep="last", maintain_order=True)
        .select("event", pl.col("team").alias("key"))
    )
    return numbered.join(held, on="event", how="left", maintain_order="left").with_columns(
        pl.col("key").fill_null(NO_TEAM)
    )


def _labels(teams: pl.DataFrame, some_without: bool) -> list[tuple[str, str]]:
    named = [(team, team) for team in teams["team"].unique().sort().to_list()]
    return [*named, (NO_TEAM, _NO_TEAM_LABEL)] if some_without else named
