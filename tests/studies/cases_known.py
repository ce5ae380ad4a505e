"""How well the children of a year ahead would be told if it were known how many will come.

Beside the engine stands the engine with one thing from the future: the cases of every month and
stream, as many as came. What is left of its error is chance, and what the returns do not tell of
each child; what the engine has beyond is entries.

Run as a module it prints the figures of docs/method.md: `python -m studies.cases_known` in `tests`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.forecast import engine
from kinward.forecast.bands import STREAMS
from kinward.forecast.entries.cases import Cases, cases
from kinward.forecast.fit import fit
from kinward.forecast.histories import histories
from kinward.forecast.model import TOTAL
from kinward.forecast.settings import settings as engine_settings
from kinward.terms import CATEGORIES
from studies.recovery import GROUPS, TRUTH, table_of
from worlds import Setting, World, make, settings

ENGINE, KNOWN, NO_CHANGE = "engine", "cases known", "no change"
MONTHS: Final = 12


@dataclass(frozen=True)
class Work:
    """One authority, and how much to compute of it."""

    setting: Setting
    runs: int
    futures: int


def study(work: Sequence[Work]) -> pl.DataFrame:
    """Every forecast a year ahead: a row an authority, origin, model and figure."""
    return table_of(_of_authority, work)


def errors(found: pl.DataFrame) -> pl.DataFrame:
    """By model: the total's error in per cent of what came, the group's in children."""
    off = (pl.col("told") - pl.col("came")).abs()
    total = pl.col("figure") == TOTAL
    return (
        found.group_by("model", maintain_order=True)
        .agg(
            (100 * off / pl.col("came")).filter(total).mean().alias("total"),
            off.filter(~total).mean().alias("group"),
        )
        .sort("total")
    )


def _of_authority(work: Work) -> list[dict[str, Any]]:
    world = make(work.setting)
    cohort = world.cohort()
    origins = work.setting.origins
    return [row for origin in origins for row in _at_origin(world, cohort, origin, work)]


def _at_origin(world: World, cohort: Cohort, origin: date, work: Work) -> Iterator[dict[str, Any]]:
    end = world.month_ends(origin, MONTHS)[-1]
    stood = histories(cohort, origin)
    fitted = fit(stood, engine_settings(), None)
    stage = engine.stage(fitted, MONTHS, work.runs, 1)
    came = _cases(cases(histories(cohort, end)), stood.today, stage.calendar.ends)
    cases_known = np.repeat(came[:, None, :], work.runs, axis=1)
    known = replace(stage, ahead=stage.ahead._replace(cases=cases_known))
    stock = world.stock_by_category([end])[0]
    told = {
        ENGINE: _mean(stage, work.runs),
        KNOWN: _mean(known, work.runs),
        NO_CHANGE: world.stock_by_category([origin])[0],
        TRUTH: world.true_futures(origin, [end], work.futures)[:, 0].mean(axis=0),
    }
    for model, by_category in told.items():
        for figure, members in {TOTAL: tuple(CATEGORIES), **GROUPS}.items():
            at = [list(CATEGORIES).index(key) for key in members]
            yield {
                "name": work.setting.name,
                "origin": origin,
                "model": model,
                "figure": figure,
                "told": float(by_category[at].sum()),
                "came": float(stock[at].sum()),
            }


def _cases(seen: Cases, today: int, ends: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cases that came in the months ahead: (streams, months)."""
    ahead = seen.day > today
    month = np.searchsorted(ends, seen.day[ahead] - today)
    counts = np.zeros((len(STREAMS), len(ends)))
    np.add.at(counts, (seen.stream[ahead], month), 1.0)
    return counts


def _mean(stage: engine.Stage, runs: int) -> NDArray[np.float64]:
    stock: NDArray[np.float64] = engine.play(stage, runs, 1, 1).counts.stock[:, -1].mean(axis=0)
    return stock


if __name__ == "__main__":
    print(errors(study([Work(each, 300, 200) for each in settings()])))  # noqa: T201
