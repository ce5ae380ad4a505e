"""What the long work of forecasts and plans stands on: a snapshot's children, prices and teams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.conf import settings

from kinward.cohort.model import Cohort, Summary
from kinward.cohort.summary import summarise
from kinward.ledger.load import Files
from kinward.pipeline import Baseline, baseline
from kinward.pipeline.ahead import unbroken
from kinward.reports.told import Telling, begin
from kinward.returns.model import Checked
from kinward_web.accounts.selectors import current_settings
from kinward_web.intake.material import Material, kept_of, set_out
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import with_files


@dataclass(frozen=True)
class Ground:
    """A snapshot as forecasts and plans take it.

    Attributes:
        cohort: without years before one that is missing.
        population, teams, prices, ledger: where they were loaded, else None.
    """

    cohort: Cohort
    summary: Summary
    checked: Checked
    population: pl.DataFrame | None
    teams: pl.DataFrame | None
    prices: Path | None
    ledger: Files | None

    def telling(self, *, public: bool) -> Telling:
        """How figures are told to the public, or to those who see them whole."""
        limit = current_settings().small_number_limit if public else 0
        return begin(self.summary, self.checked, settings.AUTHORITY, limit)


def ground_of(material: Material, result: Baseline) -> Ground:
    """The ground of a snapshot whose baseline has just been made."""
    return Ground(
        cohort=unbroken(result.cohort, result.checked.returns.years),
        summary=result.summary,
        checked=result.checked,
        population=result.population,
        teams=result.teams,
        prices=material.paths.get("prices"),
        ledger=material.ledger(),
    )


@contextmanager
def ground(snapshot: Snapshot) -> Iterator[Ground]:
    """The ground of a snapshot, while its files stand in a folder."""
    with set_out(with_files(snapshot)) as material:
        yield ground_of(material, _baseline(snapshot, material))


def _baseline(snapshot: Snapshot, material: Material) -> Baseline:
    """The baseline as it was kept; made again where it is not there or is of another release."""
    kept = kept_of(snapshot)
    if kept is None:
        return baseline(material.inputs(snapshot.as_at), rules=False)
    summary = summarise(kept.cohort, kept.checked, kept.as_at, population=kept.population)
    return Baseline(kept.checked, kept.cohort, summary, kept.population, kept.teams)
