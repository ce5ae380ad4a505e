"""Doubts about rates: far from their peers, below nought, or paid for other weeks."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.ledger.book import Ledger
from kinward.ledger.findings import Finding
from kinward.ledger.rules import RULES
from kinward.reference.parameters import parameter


def check_rates(ledger: Ledger) -> Iterator[Finding]:
    """Findings on rates, each at its own row.

    A rate's peers are all rates of its service type but those of nought. With too few of them
    (parameter `ledger_rate_least_peers`) only one that is beyond belief (`ledger_rate_most`) is
    told.
    """
    file = ledger.record.file
    types = ledger.service_types.select(
        pl.col("key").alias("service_key"), type_weeks="week_hundredths"
    )
    paid = pl.col("weekly").filter(pl.col("weekly") > 0)
    rates = (
        ledger.record.rates.join(
            ledger.record.placements.select("placement", "service_key"), on="placement"
        )
        .join(types, on="service_key", how="left")
        .with_columns(
            paid.median().over("service_key").alias("median"),
            paid.len().over("service_key").alias("peers"),
        )
    )
    enough = pl.col("peers") >= parameter("ledger_rate_least_peers").value
    times = parameter("ledger_rate_far_times").value
    above = (enough & (pl.col("weekly") > times * pl.col("median"))) | (
        pl.col("weekly") > parameter("ledger_rate_most").value * 100
    )
    below = enough & (pl.col("weekly") > 0) & (pl.col("weekly") * times < pl.col("median"))
    net = pl.col("weekly") - pl.col("contributions")
    said = {"times": f"{times:.0f}"}

    def rows(which: pl.Expr) -> list[int]:
        return rates.filter(which)["row"].sort().to_list()

    yield from RULES["L20"].at(file, rows(above), "weekly_cost", **said)
    yield from RULES["L21"].at(file, rows(below), "weekly_cost", **said)
    yield from RULES["L22"].at(file, rows((net < 0) & (pl.col("weekly") >= 0)), "weekly_cost")
    yield from RULES["L23"].at(file, rows(pl.col("weekly") < 0), "weekly_cost")
    other_weeks = pl.col("week_hundredths") != pl.col("type_weeks")
    yield from RULES["L24"].at(file, rows(other_weeks), "paid_weeks")
