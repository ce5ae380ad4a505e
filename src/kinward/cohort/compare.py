"""Our figures beside those of statistical neighbours and the nation, as DfE publishes them.

LAIT's figures are of 31 March, or of the year to it. Ours are made the same way: children who
started or ceased are counted once a year, and a temporary absence counts as the placement left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.flows import complete_years
from kinward.cohort.model import Cohort
from kinward.cohort.spans import Codes, Counts, day_numbers, grid, open_on
from kinward.dates import year_end
from kinward.reference.lait import NATION, Lait
from kinward.reference.parameters import parameter

OWN_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "year": pl.Int32(),
    "value": pl.Float64(),
}
NEIGHBOURS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "unit": pl.String(),
    "own": pl.Float64(),
    "neighbours_mean": pl.Float64(),
    "neighbours_low": pl.Float64(),
    "neighbours_high": pl.Float64(),
    "nation": pl.Float64(),
    "year": pl.Int32(),
    "neighbours_counted": pl.Int32(),
}
"""`neighbours_counted` is how many of them have a figure for that year."""

TREND_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "year": pl.Int32(),
    "area": pl.String(),
    "value": pl.Float64(),
}

_CHILDREN: Final = "children"
_PER_CENT: Final = "% of looked after children"
_PER_10000: Final = "per 10,000 aged 0-17"


@dataclass(frozen=True)
class Comparator:
    """A figure that LAIT publishes by authority, and we can make.

    Attributes:
        key: ours.
        measure: LAIT's short name.
        label, unit: in words.
    """

    key: str
    measure: str
    label: str
    unit: str


COMPARATORS: Final = (
    Comparator("rate_per_10000", "LAC", "Looked after on 31 March, rate", _PER_10000),
    Comparator("started_rate", "LAC_Start_Rate", "Started in the year, rate", _PER_10000),
    Comparator("ceased_rate", "LAC_Cease_Rate", "Ceased in the year, rate", _PER_10000),
    Comparator("looked_after", "LACnum", "Looked after on 31 March", _CHILDREN),
    Comparator("started_dfe", "LACnum_Start", "Started in the year", _CHILDREN),
    Comparator("ceased_dfe", "LACceased", "Ceased in the year", _CHILDREN),
    Comparator("uasc", "Unacc_Asylmn_Seek_Childn", "Unaccompanied asylum-seeking", _CHILDREN),
    Comparator(
        "uasc_pct", "Unacc_Asylmn_Seek_Childn%", "Unaccompanied asylum-seeking, share", _PER_CENT
    ),
    Comparator("fostered_pct", "LAC_Foster_Placements", "In foster care", _PER_CENT),
    Comparator("homes_pct", "LAC_SecHome_And_ChildHome", "In children's homes", _PER_CENT),
    Comparator(
        "supported_pct", "LAC_Ind_SInd_Liv_Arr", "In supported or independent living", _PER_CENT
    ),
    Comparator(
        "other_residential_pct", "LAC_Other_Res_Settings", "In other residential care", _PER_CENT
    ),
    Comparator("with_parents_pct", "LAC_Parents_OR_Others", "With parents", _PER_CENT),
    Comparator("elsewhere_pct", "LAC_Other_Place_Inc_Unreg", "Placed elsewhere", _PER_CENT),
    Comparator(
        "three_or_more_placements_pct",
        "LACStable_2016on",
        "Three or more placements in the year",
        _PER_CENT,
    ),
    Comparator(
        "long_term_pct",
        "LAC_LongStable%",
        "Long-term: same placement for two years",
        "% of under-16s looked after for 2.5 years or more",
    ),
)
"""What is compared, in the order of the tables."""

DFE_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "fostered_pct": ("U1", "U2", "U3", "U4", "U5", "U6"),
    "homes_pct": ("K1", "K2"),
    "supported_pct": ("K3", "H5", "P2"),
    "other_residential_pct": ("R1", "R2", "R3", "R5", "P3"),
    "with_parents_pct": ("P1",),
    "elsewhere_pct": ("Z1", "Z11", "Z12", "Z13", "Z14"),
}
"""DfE's groups of placements, which are not our categories. Children placed for adoption and those
in residential schools are in none of them, so that the shares do not sum to 100."""


def own_figures(
    cohort: Cohort,
    as_at: date,
    *,
    years: pl.DataFrame,
    stability: pl.DataFrame,
    rates: pl.DataFrame,
) -> pl.DataFrame:
    """Our own figures on DfE's way of counting (`OWN_SCHEMA`), for the years ended by a day.

    Args:
        years: year, closing, started_dfe, ceased_dfe (`flows.yearly`).
        stability: year, three_or_more_placements_pct, long_term_pct as at each 31 March.
        rates: year, population (`rates.rates`); no rows: no rates.

    Returns:
        Only the figures that there are. Shares are per cent of those looked after on 31 March.
    """
    ended = complete_years(cohort, as_at)
    wide = (
        _placed(cohort, ended)
        .join(years.select("year", "closing", "started_dfe", "ceased_dfe"), on="year", how="left")
        .join(
            stability.select("year", "three_or_more_placements_pct", "long_term_pct"),
            on="year",
            how="left",
        )
        .join(rates.select("year", "population"), on="year", how="left")
    )
    per = parameter("rate_per").value / pl.col("population")
    closing = pl.when(pl.col("closing") > 0).then(pl.col("closing"))
    figures = wide.select(
        "year",
        "started_dfe",
        "ceased_dfe",
        "uasc",
        "three_or_more_placements_pct",
        "long_term_pct",
        looked_after=pl.col("closing"),
        rate_per_10000=pl.col("closing") * per,
        started_rate=pl.col("started_dfe") * per,
        ceased_rate=pl.col("ceased_dfe") * per,
        uasc_pct=100 * pl.col("uasc") / closing,
        **{key: 100 * pl.col(key) / closing for key in DFE_GROUPS},
    )
    return (
        figures.with_columns(pl.exclude("year").cast(pl.Float64))
        .unpivot(index="year", variable_name="key")
        .filter(pl.col("value").is_not_null())
        .select(pl.col(name).cast(kind) for name, kind in OWN_SCHEMA.items())
    )


def official_part(lait: Lait, authority: int) -> Lait:
    """The part of LAIT that `neighbours` takes for one authority: small enough to be kept.

    Args:
        authority: DfE's number; its own rows stay, so that it can still be found by its name.
    """
    measures = [each.measure for each in COMPARATORS]
    others = pl.col("la_number").is_in(_near(lait, authority).implode()) | (
        pl.col("area") == NATION
    )
    compared = pl.col("measure").is_in(measures) & others
    return replace(
        lait,
        figures=lait.figures.filter((pl.col("la_number") == authority) | compared),
        neighbours=lait.neighbours.filter(pl.col("la_number") == authority),
    )


def neighbours(
    own: pl.DataFrame, lait: Lait, authority: int, last_year: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Our figures beside the statistical neighbours' and the nation's.

    Args:
        own: our figures (`OWN_SCHEMA`).
        authority: DfE's number of the authority, whose own row of LAIT is not used.
        last_year: the last return year that has ended by the as-at date; later figures are left
            out.

    Returns:
        The comparison (`NEIGHBOURS_SCHEMA`), one row a measure that LAIT has, each of the last
        `year` for which LAIT tells of a neighbour or the nation; our own figure is of the same
        year, null where the returns do not cover it. The mean is plain, over the neighbours with a
        figure; low and high are the lowest and highest of them. The nation is null for counts of
        children. And the trend (`TREND_SCHEMA`): `own`, `neighbours` (mean) and `nation` by year.
    """
    official = _official(lait, authority, last_year)
    latest = official.filter(pl.col("year") == pl.col("year").max().over("key"))
    listed = pl.DataFrame(
        [(each.key, each.label, each.unit) for each in COMPARATORS],
        schema={name: NEIGHBOURS_SCHEMA[name] for name in ("key", "label", "unit")},
        orient="row",
    )
    now = (
        listed.join(latest, on="key", maintain_order="left")
        .join(own.rename({"value": "own"}), on=["key", "year"], how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in NEIGHBOURS_SCHEMA.items())
    )
    areas = {"own": "own", "neighbours_mean": "neighbours", "nation": "nation"}
    trend = (
        official.join(
            own.filter(pl.col("year") <= last_year).rename({"value": "own"}),
            on=["key", "year"],
            how="full",
            coalesce=True,
        )
        .unpivot(on=list(areas), index=["key", "year"], variable_name="area")
        .filter(pl.col("value").is_not_null())
        .with_columns(pl.col("area").replace_strict(areas))
        .join(listed.select("key").with_row_index("place"), on="key")
        .sort("place", pl.col("area").cast(pl.Enum(list(areas.values()))), "year")
        .select(pl.col(name).cast(kind) for name, kind in TREND_SCHEMA.items())
    )
    return now, trend


def _official(lait: Lait, authority: int, last_year: int) -> pl.DataFrame:
    """key, year and the figures of neighbours and nation, for the years that have either."""
    keys = {each.measure: each.key for each in COMPARATORS}
    counts = [each.key for each in COMPARATORS if each.unit == _CHILDREN]
    near = _near(lait, authority)
    is_near, is_nation = pl.col("la_number").is_in(near.implode()), pl.col("area") == NATION
    value = pl.col("value")
    return (
        lait.figures.lazy()
        .filter(
            pl.col("measure").is_in(list(keys)),
            pl.col("year") <= last_year,
            is_near | is_nation,
            value.is_not_null(),
        )
        .with_columns(key=pl.col("measure").replace_strict(keys))
        .group_by("key", "year")
        .agg(
            neighbours_mean=value.filter(is_near).mean(),
            neighbours_low=value.filter(is_near).min(),
            neighbours_high=value.filter(is_near).max(),
            neighbours_counted=is_near.sum(),
            nation=value.filter(is_nation).first(),
        )
        .with_columns(pl.when(~pl.col("key").is_in(counts)).then("nation").alias("nation"))
        .filter(pl.col("neighbours_mean").is_not_null() | pl.col("nation").is_not_null())
        .collect()
    )


def _near(lait: Lait, authority: int) -> pl.Series:
    """DfE's numbers of the statistical neighbours."""
    return lait.neighbours.filter(
        pl.col("la_number") == authority, pl.col("rank") <= parameter("neighbours").value
    )["neighbour_la_number"]


def _placed(cohort: Cohort, years: list[int]) -> pl.DataFrame:
    """Children by DfE's groups of placements, and unaccompanied, on each 31 March."""
    days = grid([year_end(year) for year in years])
    care = cohort.care_episodes
    start, end = day_numbers(care["start"]), day_numbers(care["end"])
    groups = {place: i for i, places in enumerate(DFE_GROUPS.values()) for place in places}
    code: Codes = (
        care["usual_place"]
        .replace_strict(groups, default=len(DFE_GROUPS), return_dtype=pl.Int64)
        .to_numpy()
    )
    by_group: Counts = open_on(start, end, days, code, len(DFE_GROUPS) + 1)
    listed = cohort.children["uasc"].gather(care["child"]).to_numpy()
    status_ends = day_numbers(cohort.children["DUC"].gather(care["child"]))
    until = np.maximum(np.minimum(end, status_ends), start)
    uasc: Counts = open_on(start[listed], until[listed], days).ravel()
    return pl.DataFrame(
        {"year": years, "uasc": uasc} | dict(zip(DFE_GROUPS, by_group[:-1], strict=True)),
        schema_overrides={"year": pl.Int32()},
    )
