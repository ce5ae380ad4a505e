"""Tables of how past forecasts did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl
import polars.selectors as cs

from kinward.forecast.backtest.model import ENGINE, MODELS, BackTest
from kinward.reports.judged import past
from kinward.reports.table import Column, Format, ReportTable
from kinward.reports.tables.words import age_words, columns
from kinward.terms import CATEGORIES

MEASURES: Final = {
    "total": "All children",
    "category": "By placement category",
    "age": "By age",
    "cost": "Cost",
}
PENCE: Final = 100.0
_SCORES: Final = (
    "CRPS and the interval score judge a whole forecast with its intervals: lower is better. Bias "
    "is forecast less truth. 80% intervals should hold the truth 80 times in 100: with so few "
    "forecasts, the share that would hold in the long run is known only to lie between the two "
    "beside it (95% confidence)."
)


def backtest(backtest: BackTest, source: str) -> Iterator[ReportTable]:
    """Every past forecast of the total; the scores of all models; every forecast of ours."""
    yield _total(backtest, source)
    yield from _scores(backtest, source)
    yield _every(backtest, source)


def _total(backtest: BackTest, source: str) -> ReportTable:
    rows = [
        (
            each.horizon,
            each.origin,
            each.on,
            each.unchanged,
            each.mean,
            each.low,
            each.high,
            each.observed,
            "Yes" if each.held else "No",
        )
        for each in past(backtest)
    ]
    shown = columns(
        ("horizon", "Months ahead", "count"),
        ("origin", "Made on", "date"),
        ("on", "Of", "date"),
        ("unchanged", "Children when it was made", "number"),
        ("mean", "Forecast (mean)", "number"),
        ("low", "80% interval: from", "number"),
        ("high", "80% interval: to", "number"),
        ("observed", "What came", "count"),
        ("held", "Within the interval", "text"),
    )
    schema = dict.fromkeys((column.name for column in shown), pl.Float64()) | {
        "horizon": pl.Int64(),
        "origin": pl.Date(),
        "on": pl.Date(),
        "held": pl.String(),
    }
    return ReportTable(
        "backtest_total",
        "Past forecasts of children looked after, and what came",
        shown,
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        "Each forecast was made from what was known on its day.",
    )


def _scores(backtest: BackTest, source: str) -> Iterator[ReportTable]:
    """Scores of children, and of the cost: apart, because their units differ."""
    order = {key: place for place, key in enumerate(MEASURES)}
    models = {key: place for place, key in enumerate(MODELS)}
    scores = backtest.scores.with_columns(
        pl.col("measure").replace(MEASURES).alias("label"),
        pl.col("model").replace(MODELS).alias("model_label"),
        pl.col("mape") / 100,
    ).sort(
        pl.col("measure").replace_strict(order, default=9, return_dtype=pl.Int32),
        "horizon_months",
        pl.col("model").replace_strict(models, default=9, return_dtype=pl.Int32),
    )
    scores = scores.with_columns(cs.float().fill_nan(None))
    money = ("mae", "bias", "crps", "wis")
    cost = pl.col("measure") == "cost"
    yield ReportTable(
        "backtest_scores",
        "How past forecasts of children did, beside simpler ones",
        _score_columns("number", "change"),
        scores.filter(~cost),
        source,
        _SCORES,
    )
    yield ReportTable(
        "backtest_cost_scores",
        "How past forecasts of the cost did, beside simpler ones",
        _score_columns("pounds", "pounds"),
        scores.filter(cost).with_columns(pl.col(name) / PENCE for name in money),
        source,
        _SCORES,
    )


def _score_columns(how: Format, bias: Format) -> tuple[Column, ...]:
    return columns(
        ("label", "What", "text"),
        ("horizon_months", "Months ahead", "count"),
        ("model_label", "Model", "text"),
        ("n", "Forecasts", "count"),
        ("mape", "Mean error, % of the truth", "share"),
        ("mae", "Mean error", how),
        ("bias", "Bias", bias),
        ("crps", "CRPS", how),
        ("wis", "Weighted interval score", how),
        ("coverage_50", "50% intervals that held", "share"),
        ("coverage_80", "80% intervals that held", "share"),
        ("coverage_80_low", "at least", "share"),
        ("coverage_80_high", "at most", "share"),
        ("coverage_95", "95% intervals that held", "share"),
    )


def _every(backtest: BackTest, source: str) -> ReportTable:
    """Every forecast of ours, for those who check."""
    kind, key = (pl.col("measure").str.split(":").list.get(i, null_on_oob=True) for i in (0, 1))
    named = {**CATEGORIES, "": ""}
    rows = backtest.rows.filter(pl.col("model") == ENGINE)
    ends = {f"q{place}": pl.col("quantiles").list.get(place) for place in (0, 1, 2, 3, 4, 5, 6)}
    money = pl.when(kind == "cost").then(PENCE).otherwise(1.0)
    figures = {"observed": pl.col("observed"), "mean": pl.col("mean"), **ends}
    frame = rows.select(
        kind.replace(MEASURES).alias("what"),
        key.fill_null("").replace(named).map_elements(age_words, pl.String).alias("group"),
        "origin",
        "horizon_months",
        *((value / money).alias(name) for name, value in figures.items()),
    )
    return ReportTable(
        "backtest_rows",
        "Every past forecast, and what came",
        columns(
            ("what", "What", "text"),
            ("group", "Group", "text"),
            ("origin", "Made on", "date"),
            ("horizon_months", "Months ahead", "count"),
            ("observed", "What came", "number"),
            ("mean", "Forecast (mean)", "number"),
            ("q0", "95%: from", "number"),
            ("q1", "80%: from", "number"),
            ("q2", "50%: from", "number"),
            ("q3", "Median", "number"),
            ("q4", "50%: to", "number"),
            ("q5", "80%: to", "number"),
            ("q6", "95%: to", "number"),
        ),
        frame,
        source,
        "Cost in pounds.",
    )
