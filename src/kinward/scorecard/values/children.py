"""The children's measures at many month ends, made in one go from the cohort's history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import polars as pl

from kinward.cohort import flows, rates, stock
from kinward.cohort.compare import DFE_GROUPS
from kinward.cohort.distance import distance
from kinward.cohort.durations import measure
from kinward.cohort.model import Cohort
from kinward.cohort.reviews import reviews
from kinward.cohort.spans import day_numbers, grid, happened_between
from kinward.cohort.stability import stability
from kinward.dates import return_year, year_end
from kinward.reference.code_groups import FOR_ADOPTION, FOSTERED
from kinward.reference.codes import groups
from kinward.reference.parameters import parameter
from kinward.returns.model import Checked
from kinward.scorecard.model import Reading
from kinward.scorecard.values.made import RETURNS, count, share
from kinward.scorecard.values.places import (
    AGES,
    CAUSES,
    GROUPS,
    LEGAL,
    OUR_PLACES,
    REVIEWS,
    STABILITY,
)

_TEENS: Final = "10-15"
_SETTLED: Final = "fostered_10_15_pct"


def month_ends(
    cohort: Cohort,
    ends: Sequence[date],
    *,
    population: pl.DataFrame | None = None,
    checked: Checked | None = None,
) -> tuple[Reading, ...]:
    """Readings of every children's measure at consecutive month ends.

    Args:
        ends: in order (`flows.observed_month_ends`).
        population: year (mid-year), age, population, for the rate.
        checked: the returns, for what they say of the distance from home.

    Returns:
        By measure and then by day. What the returns do not tell has no reading. Measures of a
        whole year have one for each 31 March among the ends; how long children stay has one on the
        last end too.
    """
    if not ends:
        return ()
    days = list(ends)
    found = [
        *_stock(cohort, days),
        *_rates(cohort, days, population),
        *_flows(cohort, days),
        *_practice(cohort, days),
        *_yearly(cohort, days),
        *(_distance(checked, days) if checked is not None else ()),
    ]
    return tuple(sorted(found, key=lambda each: (each.measure, each.period_end)))


def _stock(cohort: Cohort, days: list[date]) -> Iterator[Reading]:
    """Who is looked after on each day, and of what kind: one pass over all days together."""
    everybody = pl.concat(
        [stock.looked_after(cohort, day).with_columns(day=pl.lit(day)) for day in days]
    )
    kinds = _kinds()
    sums = everybody.group_by("day").agg(
        looked_after=pl.len(), **{key: kind.sum() for key, kind in kinds.items()}
    )
    rows = {row["day"]: row for row in sums.iter_rows(named=True)}
    nobody = dict.fromkeys(("looked_after", *kinds), 0)
    for day in days:
        row = rows.get(day, nobody)
        of = row["looked_after"]
        yield count("looked_after", day, of)
        yield count("short_breaks", day, stock.short_breaks(cohort, day))
        yield from (count(key, day, row[key]) for key in ("uasc", *GROUPS))
        yield from (share(key, day, row[key], of) for key in kinds if key in _SHARES)
        yield share("uasc_pct", day, row["uasc"], of)
        yield share(_SETTLED, day, row[_SETTLED], row["aged_10_15_pct"])


_SHARES: Final = frozenset({*AGES, *LEGAL, *OUR_PLACES, *DFE_GROUPS})


def _kinds() -> dict[str, pl.Expr]:
    """Whether a child counts for a measure."""
    legal = pl.col("LS").replace_strict(groups("LS"), default=None, return_dtype=pl.String)
    place, band = pl.col("usual_place"), pl.col("age_band")
    made = {
        "uasc": pl.col("uasc"),
        **{key: pl.col("group") == name for key, name in GROUPS.items()},
        **{key: band.is_in(bands) for key, bands in AGES.items()},
        **{key: legal == name for key, name in LEGAL.items()},
        **{key: pl.col("category") == name for key, name in OUR_PLACES.items()},
        **{key: place.is_in(codes) for key, codes in DFE_GROUPS.items()},
        _SETTLED: (band == _TEENS) & place.is_in((*FOSTERED, *FOR_ADOPTION)),
    }
    return {key: kind.fill_null(value=False) for key, kind in made.items()}


def _rates(cohort: Cohort, days: list[date], population: pl.DataFrame | None) -> Iterator[Reading]:
    """Per 10,000; a share of 10,000 in place of 100."""
    counts = stock.stock_on(cohort, days)
    years = [return_year(day) for day in days]
    wanted = pl.DataFrame({"year": years, "day": days, "looked_after": counts})
    made = rates.rates(wanted, population)
    for day, row in zip(days, made.iter_rows(named=True), strict=False):
        children, people = Decimal(row["looked_after"]), Decimal(row["population"])
        value = children * Decimal(str(parameter("rate_per").value)) / people
        source = f"{RETURNS}; population of mid-{row['population_year']}"
        yield Reading("rate_per_10000", day, value, children, people, source)


def _flows(cohort: Cohort, days: list[date]) -> Iterator[Reading]:
    for row in flows.monthly(cohort, days).iter_rows(named=True):
        day, came, again = row["month"], row["entries"], row["re_entries"]
        yield count("entries", day, came)
        yield count("exits", day, row["exits"])
        yield count("re_entries", day, again)
        yield share("re_entries_pct", day, again, came)
    ended = cohort.care_periods.filter(pl.col("end").is_not_null())
    places = {cause: place for place, cause in enumerate(CAUSES.values())}
    code = ended["exit_cause"].replace_strict(places, default=len(places), return_dtype=pl.Int64)
    counts = happened_between(
        day_numbers(ended["end"]), grid(flows.month_bounds(days)), code.to_numpy(), len(places) + 1
    )
    for place, key in enumerate(CAUSES):
        yield from (count(key, day, int(n)) for day, n in zip(days, counts[place], strict=True))


def _practice(cohort: Cohort, days: list[date]) -> Iterator[Reading]:
    """Stability, and reviews of the return year so far."""
    for row in stability(cohort, [(return_year(day), day) for day in days]).iter_rows(named=True):
        for stem, key in STABILITY.items():
            if row[f"{stem}_base"] is not None:
                yield share(key, row["day"], row[f"{stem}_children"], row[f"{stem}_base"])
    for day in days:
        judged, by_kind = reviews(cohort, stock.moments(cohort, day))
        year = pl.col("year") == return_year(day)
        for row in judged.filter(year).iter_rows(named=True):
            yield share("reviews_on_time_pct", day, row["on_time"], row["children"])
        kinds = {row["kind"]: row for row in by_kind.filter(year).iter_rows(named=True)}
        for key, kind in REVIEWS.items():
            if kind in kinds:
                yield share(key, day, kinds[kind]["on_time"], kinds[kind]["due"])


def _yearly(cohort: Cohort, days: list[date]) -> Iterator[Reading]:
    ended = [day for day in days if day == year_end(day.year)]
    years = [day.year for day in ended if day.year in flows.complete_years(cohort, day)]
    for row in flows.yearly(cohort, years).iter_rows(named=True):
        for key in ("started_dfe", "ceased_dfe"):
            yield count(key, year_end(row["year"]), row[key])
    for day in sorted({*ended, days[-1]}):
        stays = measure(cohort, day)
        last = stays.completed.filter(pl.col("financial_year") == return_year(day))
        values = {
            "median": last["median"].to_list()[0] if len(last) else None,
            "still_in_care_at_1_year": _percent(stays.still_in_care_at_1_year),
            "still_in_care_at_1_year_after_28_days": _percent(
                stays.still_in_care_at_1_year_after_28_days
            ),
        }
        of = {"median": Decimal(last["exits"].to_list()[0])} if len(last) else {}
        for key, value in values.items():
            if value is not None:
                number = Decimal(repr(float(value)))
                yield Reading(key, day, number, denominator=of.get(key), source=RETURNS)


def _percent(part: float | None) -> float | None:
    return None if part is None else 100 * part


def _distance(checked: Checked, days: list[date]) -> Iterator[Reading]:
    for day in days:
        found, _ = distance(checked, day)
        for key, of in (found or {}).items():
            if key.endswith("_base"):
                stem = key.removesuffix("_base")
                yield share(f"{stem}_pct", day, (found or {})[stem], of)
