"""A plan's effect split over teams, by what each can reach."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from kinward.scenarios.business import TeamTarget, team_targets
from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import NONE, WHOLE

NO_TEAM = "No team"


def by_team(tried: Tried) -> tuple[TeamTarget, ...]:
    """The children fewer at the last month end, in whole numbers by team; none without teams.

    What a team can reach is the part of the days of care taken away that its children have: those
    of today by their team, those to come by the team of the child that they are drawn from.
    """
    if not tried.people.has_areas:
        return ()
    teams = tried.people.frame["area"].fill_null(NO_TEAM)
    taken = pl.DataFrame({"team": teams, "days": np.maximum(tried.found.rows, 0.0)})
    today = teams[: tried.people.today].value_counts(name="children")
    size = dict(today.iter_rows())
    days = dict(taken.group_by("team").agg(pl.col("days").sum()).sort("team").iter_rows())
    total = tried.found.stock.sum(axis=3, dtype=np.int64)[:, :, -1]
    fewer = int(np.rint((total[NONE] - total[WHOLE]).mean()))
    whole = sum(days.values())
    if fewer <= 0 or not whole:
        return ()
    share = {team: Fraction(part) / Fraction(whole) * fewer for team, part in days.items()}
    return team_targets(fewer, share, {team: size.get(team, 0) for team in share})
