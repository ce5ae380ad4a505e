"""The main job: one authority's returns read, checked, repaired and summarised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.compare import official_part
from kinward.cohort.model import Cohort, Summary
from kinward.cohort.published import read_totals
from kinward.cohort.summary import summarise
from kinward.cohort.teams import read_teams
from kinward.dates import year_end
from kinward.reference import categories, lait, population
from kinward.returns.model import Checked, Returns
from kinward.returns.prepare import prepare
from kinward.returns.read import read


@dataclass(frozen=True)
class Inputs:
    """The files of one authority. All but the returns may be left out.

    Attributes:
        returns: a folder, a zip, or files of the SSDA903 return.
        as_at: the date of the baseline; None for the 31 March that ends the last return.
        months: months of flows and stock to show, up to the as-at date.
        authority: name or number in LAIT, for neighbours; and the row of a wide population file.
    """

    returns: Sequence[Path]
    as_at: date | None = None
    months: int = 24
    population: Path | None = None
    teams: Path | None = None
    totals: Path | None = None
    categories: Path | None = None
    lait: Path | None = None
    authority: str | None = None


@dataclass(frozen=True)
class Baseline:
    """What the main job gives.

    Attributes:
        population: year, age, population, where it was given.
        teams: who worked with which child when, where it was given.
        totals: published totals, where they were given.
        lait: what there is in LAIT to compare the authority with, where it was given.
    """

    checked: Checked
    cohort: Cohort
    summary: Summary
    population: pl.DataFrame | None
    teams: pl.DataFrame | None = None
    totals: pl.DataFrame | None = None
    lait: lait.Lait | None = None


def baseline(inputs: Inputs, *, rules: bool = True) -> Baseline:
    """Read, check, repair and summarise one authority's returns.

    Args:
        inputs: the files.
        rules: False where nobody will read the findings.

    Raises:
        InputError: a file that cannot be read, or no Header or Episodes among them.
        ArgumentError: an as-at date that the returns do not cover, an authority nobody knows.
    """
    teams = read_teams(inputs.teams) if inputs.teams else None
    totals = read_totals(inputs.totals) if inputs.totals else None
    official = lait.read(inputs.lait) if inputs.lait else None
    people = population_of(inputs, official)
    mapping = categories.load(inputs.categories)

    checked = prepare(read(inputs.returns), rules=rules)
    cohort = build(checked, mapping)
    summary = summarise(
        cohort,
        checked,
        inputs.as_at or last_day(checked.returns),
        months=inputs.months,
        population=people,
        teams=teams,
        totals=totals,
        lait=official,
        authority=inputs.authority,
    )
    beside = _part(official, inputs.authority)
    return Baseline(checked, cohort, summary, people, teams, totals=totals, lait=beside)


def _part(official: lait.Lait | None, authority: str | None) -> lait.Lait | None:
    if official is None or authority is None:
        return None
    return official_part(official, lait.authority(official, authority))


def population_of(inputs: Inputs, official: lait.Lait | None) -> pl.DataFrame | None:
    """The population by age. A file of many authorities knows names, not LAIT's numbers."""
    if inputs.population is None:
        return None
    name = inputs.authority
    if official is not None and name is not None:
        name = lait.area_name(official, lait.authority(official, name))
    return population.read(inputs.population, name)


def last_day(returns: Returns) -> date:
    """The 31 March that ends the last return: the as-at date where none is given."""
    return year_end(returns.years[-1])
