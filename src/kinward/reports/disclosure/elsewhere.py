"""The measures of a scorecard of which the tables of the children hide a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from kinward.cohort.compare import DFE_GROUPS
from kinward.cohort.model import Summary
from kinward.scorecard.values.places import AGES, CAUSES, GROUPS, LEGAL, OUR_PLACES


def hidden_elsewhere(shown: Summary) -> Iterable[str]:
    """The measures of which the baseline hides a count at any time."""
    parts = shown.breakdowns
    by_age = _null_keys(parts.get("age_band")) | _null_keys(shown.stock_by_age_band)
    by_category = _null_keys(parts.get("category")) | _null_keys(shown.stock_by_category)
    by_group, legal = _null_keys(parts.get("group")), _null_keys(parts.get("legal_status"))
    yield from (key for key, bands in AGES.items() if by_age & set(bands))
    yield from (key for key, name in GROUPS.items() if name in by_group)
    yield from (key for key, name in LEGAL.items() if name in legal)
    yield from (key for key, name in OUR_PLACES.items() if name in by_category)
    if by_category:
        # DfE's groups of placements cut across ours.
        yield from DFE_GROUPS
    if by_age:
        yield "fostered_10_15_pct"
    if _null_keys(parts.get("uasc")):
        yield "uasc"
    if shown.short_breaks is None:
        yield "short_breaks"
    if _null_keys(shown.durations.completed, "exits", key="financial_year"):
        yield "median"
    yield from _hidden_flows(shown)


def _hidden_flows(shown: Summary) -> Iterator[str]:
    for frame in (shown.flows, shown.years):
        for key in ("entries", "exits", "re_entries", "started_dfe", "ceased_dfe"):
            if key in frame.columns and frame[key].null_count():
                yield key
    hidden = _null_keys(shown.exits_by_cause, "count")
    yield from (key for key, cause in CAUSES.items() if cause in hidden)


def _null_keys(frame: pl.DataFrame | None, count: str = "children", key: str = "key") -> set[str]:
    if frame is None or frame.is_empty():
        return set()
    return set(frame.filter(pl.col(count).is_null())[key].to_list())
