"""Disclosure control of a whole summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import return_year
from kinward.reports.disclosure.cells import hide_table, is_small
from kinward.reports.disclosure.compared import Shown, hide_compared
from kinward.reports.disclosure.curves import protect_durations
from kinward.reports.disclosure.flows import hide_flows, hide_year_parts, hide_years
from kinward.reports.disclosure.frames import blank, parts, share_of
from kinward.reports.disclosure.notes import without_small


def protect(summary: Summary, limit: int) -> Summary:
    """The summary with every figure that must not leave set to null.

    Args:
        limit: the largest count that is small; 0 hides nothing.
    """
    if limit <= 0:
        return summary
    flows, withheld = hide_flows(summary.flows, limit)
    years = hide_years(summary.years, limit, withheld)
    tables = _breakdowns(summary, limit)
    stability = _stability(summary.stability, limit)
    by_category = _month_mix(summary, "category", tables[0], limit)
    compared = hide_compared(
        summary,
        Shown(years, stability, by_category, tables[0].get("category"), tables[0].get("uasc")),
        limit,
    )
    return replace(
        summary,
        short_breaks=None if is_small(summary.short_breaks, limit) else summary.short_breaks,
        breakdowns=tables[0],
        age_by_category=tables[1],
        flows=flows,
        years=years,
        entries_by_age=hide_year_parts(
            parts(summary.entries_by_age, "count", limit, by="year"), years
        ),
        exits_by_cause=hide_year_parts(
            parts(summary.exits_by_cause, "count", limit, by="year"), years
        ),
        stock_by_category=by_category,
        stock_by_age_band=_month_mix(summary, "age_band", tables[0], limit),
        stability=stability,
        neighbours=compared[0],
        neighbour_trend=compared[1],
        three_or_more_placements_pct=_as_at(summary, stability, "three_or_more_placements_pct"),
        long_term_pct=_as_at(summary, stability, "long_term_pct"),
        reviews=share_of(summary.reviews, "on_time", "children", limit),
        reviews_by_kind=share_of(summary.reviews_by_kind, "on_time", "due", limit),
        distance=_distance(summary.distance, limit),
        durations=protect_durations(summary.durations, summary.years, limit),
        published=_published(summary.published, flows, limit),
        team_flows=summary.team_flows.clear(),
        notes=tuple(without_small(note, limit) for note in summary.notes),
    )


def _breakdowns(summary: Summary, limit: int) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The breakdowns, and age by category, of which two are the totals.

    Its cells hide what they hide, and they hide nothing for its sake: papers publish them without.
    """
    shown = {key: parts(frame, "children", limit) for key, frame in summary.breakdowns.items()}
    if "uasc" in shown and _few_other_beyond_control(summary.breakdowns, limit):
        shown["uasc"] = _all_blank(shown["uasc"])
    pairs = summary.age_by_category
    if pairs.is_empty():
        return shown, pairs
    bands, keys = (
        pairs[name].unique(maintain_order=True).to_list() for name in ("age_band", "category")
    )
    counts = {(a, b): n for a, b, n in pairs.select("category", "age_band", "children").rows()}
    hidden = hide_table(
        [[counts.get((key, band), 0) for band in bands] for key in keys],
        limit,
        [
            *((i, len(bands)) for i in _places(shown.get("category"), keys)),
            *((len(keys), j) for j in _places(shown.get("age_band"), bands)),
        ],
    )
    grid = [
        (key, band, None if (i, j) in hidden else counts.get((key, band), 0))
        for i, key in enumerate(keys)
        for j, band in enumerate(bands)
    ]
    return shown, pl.DataFrame(grid, schema=pairs.schema, orient="row")


def _places(breakdown: pl.DataFrame | None, keys: Sequence[str]) -> list[int]:
    """Where among the keys are those that a breakdown hides."""
    if breakdown is None:
        return []
    hidden = set(breakdown.filter(pl.col("children").is_null())["key"].to_list())
    return [place for place, key in enumerate(keys) if key in hidden]


def _few_other_beyond_control(breakdowns: Mapping[str, pl.DataFrame], limit: int) -> bool:
    """Whether few of the group beyond control are not unaccompanied asylum-seeking children.

    All of those are in the group: it would tell, beside them, how many are on remand or in custody.
    """
    if "group" not in breakdowns:
        return False
    groups, uasc = (
        dict(breakdowns[name].select("key", "children").rows()) for name in ("group", "uasc")
    )
    return is_small(groups.get("beyond_control", 0) - uasc.get("uasc", 0), limit)


def _all_blank(frame: pl.DataFrame) -> pl.DataFrame:
    return blank(frame, [True] * frame.height, ["children", "share"])


def _month_mix(
    summary: Summary, key: str, breakdowns: dict[str, pl.DataFrame], limit: int
) -> pl.DataFrame:
    """Stock by month; the month that ends on the as-at date hides what its breakdown hides."""
    frame: pl.DataFrame = getattr(summary, f"stock_by_{key}")
    shown = parts(frame, "children", limit, by="month")
    if frame.is_empty() or key not in breakdowns:
        return shown
    covered = breakdowns[key].filter(pl.col("children").is_null())["key"].to_list()
    same = (pl.col("month") == summary.as_at) & pl.col("key").is_in(covered)
    return shown.with_columns(pl.when(~same).then(pl.col("children")).alias("children"))


def _stability(stability: pl.DataFrame, limit: int) -> pl.DataFrame:
    shown = stability
    for stem, pct in (
        ("three_or_more", "three_or_more_placements_pct"),
        ("long_term", "long_term_pct"),
    ):
        children = f"{stem}_children"
        shown = share_of(shown.rename({pct: f"{children}_pct"}), children, f"{stem}_base", limit)
        shown = shown.rename({f"{children}_pct": pct})
    return shown.select(stability.columns)


def _as_at(summary: Summary, stability: pl.DataFrame, name: str) -> float | None:
    """The stability figure at the as-at date: only where its row of the yearly table is shown."""
    rows = stability.filter(pl.col("year") == return_year(summary.as_at))[name].to_list()
    return getattr(summary, name) if rows and rows[-1] is not None else None


def _distance(distance: Mapping[str, int] | None, limit: int) -> Mapping[str, int] | None:
    """Nothing, where any count or its rest is small."""
    if distance is None:
        return None
    pairs = [(n, distance.get(f"{key}_base", 0)) for key, n in distance.items()]
    small = any(is_small(n, limit) or is_small(base - n, limit) for n, base in pairs)
    return None if small else distance


def _published(published: pl.DataFrame, flows: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Those who began and ceased, published and our own: hidden where small, with partners, and in
    the months in which the flows hide them. Where totals add up, one count tells the other."""
    if published.is_empty():
        return published
    counted = published.select(
        "month", entries="began", exits="ceased", re_entries=pl.lit(0, dtype=pl.Int64)
    )
    open_months = _months_told(hide_flows(counted, limit)[0])
    told, month_end = _months_told(flows), pl.col("month").dt.month_end()
    closed = set(flows["month"].to_list()) - set(told)
    both = pl.col("month").is_in(open_months) & ~month_end.is_in(list(closed))
    small = pl.col("own_began").is_between(1, limit) | pl.col("own_ceased").is_between(1, limit)
    ours = both & month_end.is_in(told) & ~small
    return published.with_columns(
        pl.when(shown).then(pl.col(name)).alias(name)
        for shown, names in ((both, ("began", "ceased")), (ours, ("own_began", "own_ceased")))
        for name in names
    )


def _months_told(flows: pl.DataFrame) -> list[date]:
    return flows.filter(pl.col("entries").is_not_null())["month"].to_list()
