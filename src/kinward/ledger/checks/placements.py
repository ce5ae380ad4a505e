"""Doubts about placements: their dates, their service types, and two of one child at once."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.dates import birthday_of
from kinward.ledger.book import Ledger
from kinward.ledger.findings import Finding
from kinward.ledger.rules import RULES
from kinward.ledger.year import Year
from kinward.reference.parameters import parameter


def check_placements(ledger: Ledger, now: Year) -> Iterator[Finding]:
    """Findings on placements, each at the last row of the placement."""
    file = ledger.record.file
    placements = ledger.record.placements

    def rows(which: pl.Expr) -> list[int]:
        return placements.filter(which)["row"].to_list()

    known = ledger.service_types["key"].implode()
    yield from RULES["L10"].at(file, rows(~pl.col("service_key").is_in(known)), "service_type")
    for column in ("end", "planned_end"):
        counts = pl.lit(value=True) if column == "end" else pl.col("end").is_null()
        backwards = counts & (pl.col(column) < pl.col("start"))
        yield from RULES["L11"].at(file, rows(backwards), column)
    standing = placements.select("row").hstack(now.booked.select("passed", "grown_up"))
    passed = standing.filter(pl.col("passed"))["row"]
    yield from RULES["L12"].at(file, passed, "planned_end")
    yield from RULES["L13"].at(file, standing.filter(pl.col("grown_up"))["row"], "end")
    yield from RULES["L14"].at(file, _overlapping(ledger, now), "start")
    yield from RULES["L15"].at(file, _ended_grown_up(ledger), "end")


def _overlapping(ledger: Ledger, now: Year) -> list[int]:
    """Rows of placements that begin while another of the child is open; homes only, as a child
    may well have an allowance beside one, and only where both cost something: a credit, or a place
    in a block, pays nothing twice."""
    homes = ledger.service_types.filter(pl.col("category").is_not_null())["key"]
    paid = ledger.record.rates.filter(pl.col("weekly") > 0)["placement"]
    stays = now.booked.hstack(ledger.record.placements.select("row")).filter(
        pl.col("placement").is_in(paid.implode()),
        pl.col("service_key").is_in(homes.implode()),
        pl.col("child_id").is_not_null(),
        pl.col("until").is_null() | (pl.col("until") > pl.col("start")),
    )
    until = pl.col("until").fill_null(pl.date(9999, 1, 1))
    return (
        stays.sort("child_id", "start", "row")
        .filter(pl.col("start") < until.cum_max().shift(1).over("child_id"))["row"]
        .sort()
        .to_list()
    )


def _ended_grown_up(ledger: Ledger) -> list[int]:
    """Rows of placements that end after a birthday that is known, where care stops at it."""
    if ledger.people is None:
        return []
    goes_on = ledger.service_types.filter("after_18")["key"]
    adult = birthday_of(pl.col("DOB"), int(parameter("adult_age").value))
    return (
        ledger.record.placements.join(ledger.people.select("child_id", "DOB"), on="child_id")
        .filter(~pl.col("service_key").is_in(goes_on.implode()), pl.col("end") > adult)["row"]
        .sort()
        .to_list()
    )
