"""What there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from kinward.cohort.breakdowns import breakdowns
from kinward.cohort.model import Cohort
from kinward.cohort.stock import looked_after
from kinward.cohort.teams import by_team

_OF: Mapping[str, str] = {
    "age_bands": "age_band",
    "categories": "category",
    "legal_statuses": "legal_status",
    "needs": "need",
    "sexes": "sex",
}


def choices(
    cohort: Cohort, as_at: date, teams: pl.DataFrame | None = None
) -> dict[str, list[tuple[str, str]]]:
    """Key and label of all by which somebody can be chosen on a day, by field of `Choice`."""
    found = breakdowns(looked_after(cohort, as_at))
    given = {name: _pairs(found[of]) for name, of in _OF.items()}
    if teams is not None:
        given["teams"] = _pairs(by_team(cohort, teams, as_at))
    return given


def _pairs(frame: pl.DataFrame) -> list[tuple[str, str]]:
    return list(frame.filter(pl.col("children") > 0).select("key", "label").iter_rows())
