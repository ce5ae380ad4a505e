"""The children looked after on a day, one by one, and the team that each belongs to.

This is about single children. It is for people who may see them, and never for a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.cohort.selection import Choice
from kinward.cohort.selection.pieces import fitting
from kinward.cohort.stability import placements_in_year
from kinward.cohort.stock import check_as_at, looked_after
from kinward.cohort.teams import NO_TEAM, with_team
from kinward.reference.codes import meanings, named
from kinward.terms import CATEGORIES, SEXES

LISTED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "CHILD": pl.String(),
    "age": pl.Int32(),
    "sex": pl.String(),
    "category": pl.String(),
    "place": pl.String(),
    "legal_status": pl.String(),
    "need": pl.String(),
    "uasc": pl.Boolean(),
    "team": pl.String(),
    "since": pl.Date(),
    "since_known": pl.Boolean(),
    "days": pl.Int64(),
    "placements": pl.Int64(),
}
"""A child in words. `days` are those of the period of care, from `since` to the as-at date; where
`since_known` is false the child was in care before the returns begin, so that they are more.
`placements` are those of the year to the day, as the measure of stability counts them; null where
the returns do not reach back a year. `team` is null where no team has the child."""


def listed(
    cohort: Cohort, choice: Choice, as_at: date, teams: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The children of a choice who are looked after on a day (`LISTED_SCHEMA`), by child.

    Args:
        teams: who worked with which child when; needed where the choice names teams.

    Raises:
        ArgumentError: the returns do not cover the as-at date; teams are chosen and not given.
    """
    check_as_at(cohort, as_at)
    here = cohort
    if not choice.everybody:
        here = replace(cohort, episodes=fitting(cohort, choice, teams))
    found = looked_after(here, as_at)
    whose = cohort.children.select("CHILD")[found["child"]]
    began = cohort.periods.select(since="start", since_known="start_known")[found["period"]]
    team = pl.lit(None) if teams is None else _held(found, cohort, teams, as_at)
    had = placements_in_year(cohort, as_at)
    counts = [None] * len(found) if had is None else had[found["child"].to_numpy()].tolist()
    number = pl.Series("placements", counts, dtype=pl.Int64)
    return (
        pl.concat([found, whose, began], how="horizontal")
        .with_columns(number, team=team)
        .select(
            *("child", "CHILD", "age", "uasc", "team", "since", "since_known", "placements"),
            sex=_said("SEX", SEXES),
            category=pl.col("category").replace_strict(CATEGORIES, default=CATEGORIES["other"]),
            place=_said("usual_place", meanings("PLACE")),
            legal_status=_said("LS", meanings("LS")),
            need=_said("need", meanings("CIN")),
            days=(pl.lit(as_at) - pl.col("since")).dt.total_days(),
        )
        .select(pl.col(name).cast(kind) for name, kind in LISTED_SCHEMA.items())
    )


def teams_of_children(cohort: Cohort, teams: pl.DataFrame, as_at: date) -> pl.Series:
    """The team to which each child of `Cohort.children` belongs on a day, in their order.

    Where no team has the child on that day, it is the last that had; null where none ever did.
    """
    now = _held(cohort.children, cohort, teams, as_at)
    ended = pl.col("to").fill_null(as_at)
    last = (
        teams.filter(pl.col("from") <= as_at)
        .with_columns(until=ended)
        .sort("until", "from", "team")
        .unique("child_id", keep="last", maintain_order=True)
        .select("child_id", last="team")
    )
    return (
        cohort.children.select(now, child_id="CHILD")
        .join(last, on="child_id", how="left", maintain_order="left")
        .select(pl.coalesce("team", "last").alias("team"))
        .to_series()
    )


def _held(children: pl.DataFrame, cohort: Cohort, teams: pl.DataFrame, as_at: date) -> pl.Series:
    """The team that has each child on a day; null where none has."""
    found = with_team(children.select("child", day=pl.lit(as_at)), cohort, teams)
    return found.select(team=pl.when(pl.col("key") != NO_TEAM).then("key")).to_series()


def _said(column: str, names: Mapping[str, str]) -> pl.Expr:
    return named(column, names, unknown=SEXES["U"])
