"""What never changes of the children of a simulation: of those of today, and of those to come.

A child to come is drawn from those who came in before, and has what that child had on entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.cohort.stock import is_open
from kinward.cohort.teams import NO_TEAM, with_team
from kinward.forecast.bands import STREAMS, UASC
from kinward.forecast.engine import Fitted
from kinward.scenarios.plan.model import Children

Flags = NDArray[np.bool_]

PEOPLE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "need": pl.String(),
    "legal_status": pl.String(),
    "area": pl.String(),
    "uasc": pl.Boolean(),
}
"""One row a child: those looked after on the as-at date in the order of the simulation, then those
who came in before, in the order of the pool. `need` at the start of the period of care (CIN);
`legal_status` now, or on entry (LS); `area` is the team of the day, null where none is known."""


@dataclass(frozen=True)
class People:
    """The children of a simulation.

    Attributes:
        frame: `PEOPLE_SCHEMA`.
        today: how many of the rows are looked after on the as-at date.
        has_areas: whether a list of teams was given.
        ended: by cause of leaving, how many periods of care ended by it, and their days together.
    """

    frame: pl.DataFrame
    today: int
    has_areas: bool
    ended: Mapping[str, tuple[int, int]]

    def mean_days(self, causes: Iterable[str]) -> float:
        """The mean length of the periods that ended by any of some causes; 0 where none did.

        It is that of all the periods together, so that each cause weighs as it is frequent.
        """
        known = [self.ended[cause] for cause in causes if cause in self.ended]
        periods = sum(count for count, _ in known)
        return sum(days for _, days in known) / periods if periods else 0.0

    def fitting(self, wanted: Children) -> Flags:
        """Whether each child is one that an action is for, as far as that never changes."""
        tests = [
            pl.col(column).is_in(list(values))
            for column, values in (
                ("need", wanted.need),
                ("legal_status", wanted.legal_codes),
                ("area", wanted.area),
            )
            if values
        ]
        if wanted.uasc is not None:
            tests.append(pl.col("uasc") == wanted.uasc)
        if not tests:
            return np.ones(len(self.frame), dtype=np.bool_)
        fits = self.frame.select(pl.all_horizontal(tests).fill_null(value=False))
        return fits.to_series().to_numpy()


def people(fitted: Fitted, cohort: Cohort, teams: pl.DataFrame | None = None) -> People:
    """The children of a simulation and what is known of them.

    Args:
        fitted: of the same cohort.
        cohort: of the returns.
        teams: `cohort.teams.TEAMS_SCHEMA`, or None.
    """
    h, as_at = fitted.histories, fitted.histories.as_at
    here = h.open
    came = fitted.cases.entry
    stays = np.concatenate([here, came])
    days = np.concatenate([np.full(len(here), h.today), h.start[came].astype(np.int64)])
    periods = cohort.periods.select("child", "CIN", "LS")[h.period[stays]]
    now = _status_on(cohort, as_at, periods["child"][: len(here)])
    area = _areas(cohort, teams, periods["child"], days)
    frame = pl.DataFrame(
        {
            "need": periods["CIN"],
            "legal_status": pl.concat([now, periods["LS"][len(here) :]]),
            "area": area,
            "uasc": h.stream[h.child[stays]] == UASC,
        },
        schema=PEOPLE_SCHEMA,
    )
    return People(frame, len(here), teams is not None, _ended(cohort, as_at))


def _ended(cohort: Cohort, as_at: date) -> dict[str, tuple[int, int]]:
    """Of periods that were seen from their start to their end, by cause: how many, and days."""
    ended = cohort.care_periods.filter(
        pl.col("start_known"), ~pl.col("end_assumed"), pl.col("end") <= as_at
    )
    length = (pl.col("end") - pl.col("start")).dt.total_days().sum()
    by_cause = ended.group_by("exit_cause").agg(pl.len(), length.alias("days"))
    return {cause: (periods, days) for cause, periods, days in by_cause.iter_rows()}


def streams(wanted: Children, who: str = "all") -> Flags:
    """Which streams of entrants hold children whom an action is for."""
    asked = np.array([who in ("all", stream) for stream in STREAMS])
    if wanted.uasc is None:
        return asked
    return asked & (np.arange(len(STREAMS)) == UASC if wanted.uasc else _not_uasc())


def _not_uasc() -> Flags:
    others: Flags = np.arange(len(STREAMS)) != UASC
    return others


def _status_on(cohort: Cohort, day: date, children: pl.Series) -> pl.Series:
    """The legal status of each child on a day."""
    open_now = cohort.care_episodes.filter(is_open(day)).select("child", "LS")
    return (
        children.to_frame("child")
        .join(open_now.unique("child"), on="child", how="left", maintain_order="left")["LS"]
    )  # fmt: skip


def _areas(
    cohort: Cohort, teams: pl.DataFrame | None, children: pl.Series, days: NDArray[np.int64]
) -> pl.Series:
    """The team of each child on its day; null where there is none."""
    if teams is None:
        return pl.Series("area", [None] * len(children), dtype=pl.String)
    asked = pl.DataFrame({"child": children, "day": pl.Series(days).cast(pl.Int32).cast(pl.Date)})
    return with_team(asked, cohort, teams)["key"].replace(NO_TEAM, None)
