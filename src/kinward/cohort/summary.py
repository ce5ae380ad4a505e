"""Every figure of the baseline at one date."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.cohort import compare, durations, flows, published, rates, stock
from kinward.cohort import teams as team_lists
from kinward.cohort.breakdowns import breakdowns
from kinward.cohort.distance import distance
from kinward.cohort.model import Cohort, Summary
from kinward.cohort.notes import notes
from kinward.cohort.reviews import reviews
from kinward.cohort.stability import stability
from kinward.dates import last_year_ended
from kinward.errors import ArgumentError
from kinward.reference.lait import Lait
from kinward.reference.lait import authority as authority_number
from kinward.returns.model import Checked
from kinward.terms import CATEGORIES

PAIRS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "category": pl.String(),
    "age_band": pl.String(),
    "children": pl.Int64(),
}


def summarise(  # noqa: PLR0913 - each is an optional input of its own
    cohort: Cohort,
    checked: Checked,
    as_at: date,
    *,
    months: int = 24,
    population: pl.DataFrame | None = None,
    teams: pl.DataFrame | None = None,
    totals: pl.DataFrame | None = None,
    lait: Lait | None = None,
    authority: str | None = None,
) -> Summary:
    """Summarise a cohort.

    Args:
        checked: the returns that the cohort was built from.
        as_at: the day of the baseline, which the returns must cover.
        months: how many complete months of flows and stock to give, the last ending by the as-at
            date. Months before the returns begin are left out.
        population: year (mid-year), age, population, for rates.
        teams: who worked with which child when (`teams.read_teams`).
        totals: published totals (`published.read_totals`), to reconcile.
        lait: official figures, for statistical neighbours; `authority` says whose.

    Raises:
        ArgumentError: the returns do not cover the as-at date; no months; an authority that LAIT
            does not have, or none given.
    """
    stock.check_as_at(cohort, as_at)
    number = _checked(months, lait, authority)
    children = stock.looked_after(cohort, as_at)
    ends = flows.observed_month_ends(cohort, as_at, months)
    years = flows.complete_years(cohort, as_at)
    moments = stock.moments(cohort, as_at)
    by_year = flows.yearly(cohort, years)
    stable = stability(cohort, moments)
    on_time, by_kind = reviews(cohort, moments)
    rate = rates.rate_on(as_at, len(children), population)
    rate_by_year = rates.rates(_stock(cohort, moments), population)
    beside, trend = _no_neighbours()
    if lait is not None and number is not None:
        own = compare.own_figures(
            cohort, as_at, years=by_year, stability=stable, rates=rate_by_year
        )
        beside, trend = compare.neighbours(own, lait, number, last_year_ended(as_at))
    placed, why_not = distance(checked, as_at)
    parts = breakdowns(children)
    team_flows = pl.DataFrame(schema=team_lists.TEAM_FLOWS_SCHEMA)
    if teams is not None:
        parts["team"] = team_lists.by_team(cohort, teams, as_at)
        team_flows = team_lists.flows_by_team(cohort, teams, ends)
    return Summary(
        as_at=as_at,
        looked_after=len(children),
        short_breaks=stock.short_breaks(cohort, as_at),
        rate_per_10000=rate[0] if rate else None,
        rate_base=rate[1] if rate else None,
        breakdowns=parts,
        age_by_category=pairs(children),
        flows=flows.monthly(cohort, ends),
        years=by_year,
        entries_by_age=flows.entries_by_age(cohort, years),
        exits_by_cause=flows.exits_by_cause(cohort, years),
        stock_by_category=stock.stock_by_category(cohort, ends),
        stock_by_age_band=stock.stock_by_age_band(cohort, ends),
        rates=rate_by_year,
        three_or_more_placements_pct=stable["three_or_more_placements_pct"][-1],
        long_term_pct=stable["long_term_pct"][-1],
        stability=stable,
        reviews=on_time,
        reviews_by_kind=by_kind,
        distance=placed,
        distance_reason=why_not,
        durations=durations.measure(cohort, as_at),
        neighbours=beside,
        neighbour_trend=trend,
        team_flows=team_flows,
        published=_published(totals, cohort),
        notes=(
            *notes(
                cohort,
                checked,
                children,
                months=(months, len(ends)),
                stability=stable,
                reviews=on_time,
            ),
            *(team_lists.notes(cohort, teams) if teams is not None else ()),
        ),
    )


def _checked(months: int, lait: Lait | None, authority: str | None) -> int | None:
    """DfE's number of the authority, where there is something to compare with."""
    if months < 1:
        raise ArgumentError(
            "There is nothing to show", where="--months", remedy="Give 1 month or more."
        )
    if lait is None:
        return None
    if authority is None:
        raise ArgumentError(
            "LAIT is given but not whose neighbours to look for",
            where="--authority",
            remedy="Give the authority's name or number.",
        )
    return authority_number(lait, authority)


def _stock(cohort: Cohort, moments: list[tuple[int, date]]) -> pl.DataFrame:
    """year, day, looked_after."""
    years, days = [year for year, _ in moments], [day for _, day in moments]
    counts = stock.stock_on(cohort, days)
    return pl.DataFrame({"year": years, "day": days, "looked_after": counts})


def _no_neighbours() -> tuple[pl.DataFrame, pl.DataFrame]:
    nothing = pl.DataFrame(schema=compare.NEIGHBOURS_SCHEMA)
    return nothing, pl.DataFrame(schema=compare.TREND_SCHEMA)


def _published(totals: pl.DataFrame | None, cohort: Cohort) -> pl.DataFrame:
    if totals is None:
        return pl.DataFrame(schema=published.PUBLISHED_SCHEMA)
    return published.reconcile(totals, cohort)


def pairs(children: pl.DataFrame) -> pl.DataFrame:
    """Children by category and age band (`PAIRS_SCHEMA`): the pairs that hold a child, in order."""
    categories, bands = list(CATEGORIES), list(stock.AGE_LABELS)
    return (
        children.group_by(
            pl.col("category").cast(pl.Enum(categories)), pl.col("age_band").cast(pl.Enum(bands))
        )
        .agg(pl.len().alias("children"))
        .sort("category", "age_band")
        .select(pl.col(name).cast(kind) for name, kind in PAIRS_SCHEMA.items())
    )
