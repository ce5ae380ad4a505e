"""A summary made by hand for tests of the report: one authority, two years of months, all at odds
with nothing (parts sum to totals, stock follows flows)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Durations, Summary, Survival
from kinward.dates import month_ends
from kinward.returns.model import (
    FINDING_SCHEMA,
    REPAIR_SCHEMA,
    UNPARSED_SCHEMA,
    Checked,
    Returns,
    SourceFile,
)
from kinward.returns.schema import TABLES, polars_schema
from kinward.terms import CATEGORIES

AS_AT = date(2026, 3, 31)

CATEGORY_WEIGHTS = {
    "kinship": 17,
    "concurrent": 1,
    "in_house_fostering": 30,
    "independent_fostering": 22,
    "other_authority_fostering": 1,
    "in_house_residential": 3,
    "external_residential": 10,
    "secure": 0.5,
    "supported_accommodation": 8,
    "with_parents": 5,
    "placed_for_adoption": 2.5,
}
AGE_WEIGHTS = {"<1": 5, "1-4": 13, "5-9": 17, "10-15": 39, "16-17": 26, "18+": 0}


def share_out(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole parts of a total by weight (largest remainder)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: math.floor(value) for key, value in exact.items()}
    rest = sorted(exact, key=lambda key: parts[key] - exact[key])
    for key in rest[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def breakdown(counts: Mapping[str, int], labels: Mapping[str, str]) -> pl.DataFrame:
    """key, label, children, share."""
    total = sum(counts.values())
    return pl.DataFrame(
        {
            "key": list(counts),
            "label": [labels.get(key, key) for key in counts],
            "children": list(counts.values()),
            "share": [n / total if total else None for n in counts.values()],
        },
        schema={"key": pl.String, "label": pl.String, "children": pl.Int64, "share": pl.Float64},
    )


def flows_of(closing: int, steps: Sequence[tuple[int, int]], as_at: date = AS_AT) -> pl.DataFrame:
    """Flows that end at `closing`, from (entries, exits) by month, oldest first."""
    opening = closing - sum(a - b for a, b in steps)
    rows = []
    for month, (entries, exits) in zip(month_ends(as_at, len(steps)), steps, strict=True):
        after = opening + entries - exits
        rows.append((month, opening, entries, exits, after, 0, entries // 8))
        opening = after
    names = ("month", "opening", "entries", "exits", "closing", "difference", "re_entries")
    schema: dict[str, Any] = {n: pl.Date if n == "month" else pl.Int64 for n in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def years_of(closing: int, steps: Mapping[int, tuple[int, int]]) -> pl.DataFrame:
    """Years that end at `closing`, from (entries, exits) by year."""
    opening = closing - sum(a - b for a, b in steps.values())
    rows = []
    for year, (entries, exits) in steps.items():
        after = opening + entries - exits
        rows.append((year, opening, entries, exits, after, entries - entries // 40, exits))
        opening = after
    names = ("opening", "entries", "exits", "closing", "started_dfe", "ceased_dfe")
    schema: dict[str, Any] = {"year": pl.Int32} | dict.fromkeys(names, pl.Int64)
    return pl.DataFrame(rows, schema=schema, orient="row")


def curve(periods: int, days: int = 2000, rate: float = 0.0022) -> pl.DataFrame:
    """A falling curve with its band."""
    rows = []
    for day in range(1, days, 3):
        survival = 0.86 * math.exp(-rate * day) + 0.14 * math.exp(-0.05 * day)
        at_risk = round(periods * survival)
        spread = 1.96 * math.sqrt(survival * (1 - survival) / periods)
        rows.append((day, at_risk, survival, max(survival - spread, 0), min(survival + spread, 1)))
    schema = {"day": pl.Int32, "at_risk": pl.Int64} | dict.fromkeys(
        ("survival", "low", "high"), pl.Float64
    )
    return pl.DataFrame(rows, schema=schema, orient="row")


def durations_of(periods: int = 1800) -> Durations:
    """Durations with every split."""
    weights = dict(zip(EXIT_CAUSES, (0.42, 0.2, 0.08, 0.06, 0.04, 0.17, 0.03), strict=True))
    whole = curve(periods)
    causes = whole.select(
        "day",
        *((1 - pl.col("survival")).mul(share).alias(cause) for cause, share in weights.items()),
        pl.col("survival").alias("in_care"),
    )
    bands = {"<1": 0.004, "1-4": 0.003, "5-9": 0.002, "10-15": 0.0018, "16-17": 0.0035}
    return Durations(
        completed=pl.DataFrame(
            {
                "financial_year": [2023, 2024, 2025, 2026],
                "exits": [240, 262, 275, 298],
                "lower_quartile": [60.0, 66.0, 70.0, 77.0],
                "median": [310.0, 322.0, 341.0, 365.0],
                "upper_quartile": [900.0, 910.0, 960.0, 1001.0],
            },
            schema_overrides={"financial_year": pl.Int32},
        ),
        survival={
            "all": (Survival("all", whole, periods, round(periods * 0.8)),),
            "age_band": tuple(
                Survival(band, curve(periods // 5, rate=rate), periods // 5, periods // 6)
                for band, rate in bands.items()
            ),
            "entry_year": tuple(
                Survival(str(y), curve(300, days=365 * (2027 - y)), 300, 200) for y in (2024, 2025)
            ),
            "category": (Survival("kinship", curve(200), 200, 150),),
        },
        causes=causes,
        still_in_care_at_1_year=0.39,
        still_in_care_at_1_year_after_28_days=0.44,
    )


def summary_of(**changes: Any) -> Summary:
    """A whole summary, with fields replaced by `changes`."""
    return replace(_whole(), **changes)


def _whole() -> Summary:
    steps = [(24 + (i * 7) % 9, 22 + (i * 5) % 8) for i in range(24)]
    flows = flows_of(553, steps)
    yearly = {y: (280 + 4 * (y - 2019), 270 + 3 * (y - 2019)) for y in range(2019, 2025)}
    for end, part in ((2025, steps[:12]), (2026, steps[12:])):
        yearly[end] = (sum(a for a, _ in part), sum(b for _, b in part))
    years = years_of(553, yearly)
    categories = share_out(553, CATEGORY_WEIGHTS)
    ages = share_out(553, AGE_WEIGHTS)
    return Summary(
        as_at=AS_AT,
        looked_after=553,
        short_breaks=14,
        rate_per_10000=71.3,
        rate_base="aged 0 to 17, mid-2025",
        breakdowns={
            "category": breakdown(categories, CATEGORIES),
            "age_band": breakdown(ages, {}),
            "sex": breakdown(
                {"M": 300, "F": 251, "U": 2}, {"M": "Male", "F": "Female", "U": "Unknown"}
            ),
            "ethnic_group": breakdown(
                {"white": 400, "mixed": 60, "asian": 30, "black": 40, "other": 20, "unknown": 3}, {}
            ),
            "uasc": breakdown(
                {"uasc": 45, "not_uasc": 508},
                {"uasc": "Unaccompanied asylum-seeking children", "not_uasc": "Other children"},
            ),
            "group": breakdown(
                {"beyond_control": 50, "changing": 190, "static": 230, "other": 83},
                {"beyond_control": "Beyond control", "changing": "Changing", "static": "Static"},
            ),
        },
        flows=flows,
        years=years,
        entries_by_age=_by_year(years, "entries", AGE_WEIGHTS, {}),
        exits_by_cause=_by_year(
            years,
            "exits",
            dict(zip(EXIT_CAUSES, (40, 20, 8, 6, 4, 20, 2), strict=True)),
            EXIT_CAUSES,
        ),
        stock_by_category=_by_month(flows, CATEGORY_WEIGHTS, CATEGORIES, 0.012),
        stock_by_age_band=_by_month(flows, AGE_WEIGHTS, {}, 0.0),
        rates=years.select("year", pl.col("closing").alias("looked_after")).with_columns(
            pl.lit(77500, pl.Int64).alias("population"),
            (pl.col("looked_after") / 7.75).alias("rate_per_10000"),
        ),
        three_or_more_placements_pct=100 * 58 / 553,
        long_term_pct=100 * 115 / 164,
        stability=_stability(),
        reviews=pl.DataFrame(
            {"year": [2024, 2025, 2026], "children": [540, 545, 560], "on_time": [486, 501, 510]},
            schema_overrides={"year": pl.Int32},
        ).with_columns((100 * pl.col("on_time") / pl.col("children")).alias("on_time_pct")),
        reviews_by_kind=pl.DataFrame(
            {
                "year": [2026, 2026, 2026],
                "kind": ["first", "second", "later"],
                "due": [300, 220, 800],
                "on_time": [270, 200, 760],
            },
            schema_overrides={"year": pl.Int32},
        ).with_columns((100 * pl.col("on_time") / pl.col("due")).alias("on_time_pct")),
        distance=None,
        distance_reason="Distance is not shown: the returns give no PL_DISTANCE.",
        durations=durations_of(),
        neighbours=_neighbours(),
        neighbour_trend=_trend(years),
        published=pl.DataFrame(),
        notes=("The as-at date is the end of the last return.",),
        age_by_category=_pairs(categories, ages),
    )


def _by_year(
    years: pl.DataFrame, column: str, weights: Mapping[str, float], labels: Mapping[str, str]
) -> pl.DataFrame:
    rows = [
        (year, key, labels.get(key, key), n)
        for year, total in years.select("year", column).rows()
        for key, n in share_out(total, weights).items()
    ]
    schema = {"year": pl.Int32, "key": pl.String, "label": pl.String, "count": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _by_month(
    flows: pl.DataFrame, weights: Mapping[str, float], labels: Mapping[str, str], drift: float
) -> pl.DataFrame:
    rows = []
    for i, (month, total) in enumerate(flows.select("month", "closing").rows()):
        aged = dict(weights)
        if drift:
            aged["external_residential"] *= 1 - drift * (flows.height - 1 - i)
        rows += [(month, k, labels.get(k, k), n) for k, n in share_out(total, aged).items()]
    schema = {"month": pl.Date, "key": pl.String, "label": pl.String, "children": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _pairs(categories: Mapping[str, int], ages: Mapping[str, int]) -> pl.DataFrame:
    """Age by category that keeps both totals: filled from the north-west corner."""
    left, rows = dict(ages), []
    for category, total in categories.items():
        parts = share_out(total, {k: v for k, v in left.items() if v}) if total else {}
        for band, n in parts.items():
            left[band] -= n
            if n:
                rows.append((category, band, n))
    schema = {"category": pl.String, "age_band": pl.String, "children": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _stability() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "year": [2024, 2025, 2026],
            "three_or_more_children": [49, 52, 58],
            "three_or_more_base": [539, 541, 553],
            "long_term_children": [106, 110, 115],
            "long_term_base": [150, 158, 164],
        },
        schema_overrides={"year": pl.Int32},
    ).select(
        "year",
        "three_or_more_children",
        "three_or_more_base",
        (100 * pl.col("three_or_more_children") / pl.col("three_or_more_base")).alias(
            "three_or_more_placements_pct"
        ),
        "long_term_children",
        "long_term_base",
        (100 * pl.col("long_term_children") / pl.col("long_term_base")).alias("long_term_pct"),
    )


def _neighbours() -> pl.DataFrame:
    rows = [
        (
            "rate_per_10000",
            "Looked after on 31 March, rate",
            "per 10,000 aged 0-17",
            71.3,
            65.2,
            48.0,
            90.1,
            70.0,
        ),
        (
            "started_rate",
            "Started in the year, rate",
            "per 10,000 aged 0-17",
            39.0,
            27.0,
            20.5,
            34.0,
            28.0,
        ),
        (
            "three_or_more_placements_pct",
            "Three or more placements in the year",
            "% of looked after children",
            10.5,
            10.2,
            8.0,
            13.0,
            10.0,
        ),
    ]
    names = (
        "key",
        "label",
        "unit",
        "own",
        "neighbours_mean",
        "neighbours_low",
        "neighbours_high",
        "nation",
    )
    schema: dict[str, Any] = {n: pl.String if i < 3 else pl.Float64 for i, n in enumerate(names)}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.lit(2025, pl.Int32).alias("year")
    )


def _trend(years: pl.DataFrame) -> pl.DataFrame:
    rows = [
        ("rate_per_10000", year, area, value)
        for year, closing in years.select("year", "closing").rows()
        for area, value in (
            ("own", closing / 7.75),
            ("neighbours", 58.0 + 1.2 * (year - 2019)),
            ("nation", 64.0 + 0.9 * (year - 2019)),
        )
    ]
    schema = {"key": pl.String, "year": pl.Int32, "area": pl.String, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def empty_summary(as_at: date = AS_AT) -> Summary:
    """A summary of an authority that looks after nobody, with every frame empty."""
    whole = _whole()
    frames = {
        name: value.clear()
        for name, value in vars(whole).items()
        if isinstance(value, pl.DataFrame)
    }
    durations = replace(
        whole.durations,
        completed=whole.durations.completed.clear(),
        survival={"all": ()},
        causes=whole.durations.causes.clear(),
        still_in_care_at_1_year=None,
        still_in_care_at_1_year_after_28_days=None,
    )
    return replace(
        whole,
        as_at=as_at,
        looked_after=0,
        short_breaks=0,
        rate_per_10000=None,
        rate_base=None,
        breakdowns={
            key: frame.with_columns(
                pl.lit(0, pl.Int64).alias("children"), pl.lit(None, pl.Float64).alias("share")
            )
            for key, frame in whole.breakdowns.items()
        },
        three_or_more_placements_pct=None,
        long_term_pct=None,
        durations=durations,
        notes=(),
        **frames,
    )


def checked_of(
    findings: Sequence[tuple[str, str, str, int, int, str, str]] | None = None, *, repairs: int = 37
) -> Checked:
    """What checking gives, with findings (rule, level, table, file, row, column, message)."""
    files = tuple(
        SourceFile(f"{y - 1}-{y % 100}/{t.lower()}.csv", t, y, 1000)
        for y in (2025, 2026)
        for t in ("Header", "Episodes")
    )
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    years = pl.DataFrame({"year": [2025, 2026]}, schema={"year": pl.Int32})
    blank = pl.DataFrame({n: [None, None] for n in tables["Episodes"].columns if n != "year"})
    filled = blank.with_columns(years["year"]).cast(dict(tables["Episodes"].schema))
    tables["Episodes"] = filled.select(tables["Episodes"].columns)
    if findings is None:
        findings = [
            *[
                ("501", "error", "Episodes", 1, r, "DECOM", "Starts before the one before ends.")
                for r in range(2, 42)
            ],
            *[
                ("526", "error", "Episodes", 1, r, "PLACE_PROVIDER", "No provider is given.")
                for r in range(2, 5)
            ],
            *[("442", "warning", "Header", 0, r, "UPN", "No UPN is given.") for r in range(2, 24)],
            ("K12", "warning", "UASC", 2, 0, "", "The table has no rows."),
        ]
    found = pl.DataFrame(findings, schema=FINDING_SCHEMA, orient="row")
    returns = Returns(
        files=files,
        tables=tables,
        columns={name: frozenset() for name in TABLES},
        unparsed=pl.DataFrame(schema=UNPARSED_SCHEMA),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
    )
    log = pl.DataFrame(
        [("R12", "Episodes", 1, r) for r in range(2, 2 + repairs)],
        schema=REPAIR_SCHEMA,
        orient="row",
    )
    return Checked(returns, found, tables, log, repaired=True)
