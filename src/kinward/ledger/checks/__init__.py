"""What is doubtful in the ledger as a whole: dates, rates, children, service types."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.ledger.book import Ledger
from kinward.ledger.checks.placements import check_placements
from kinward.ledger.checks.rates import check_rates
from kinward.ledger.findings import Finding
from kinward.ledger.rules import RULES
from kinward.ledger.year import Year


def check(ledger: Ledger, now: Year) -> Iterator[Finding]:
    """The findings about placements, rates and the budget."""
    yield from check_placements(ledger, now)
    yield from check_rates(ledger)
    if ledger.budget:
        known = set(ledger.service_types.select(pl.col("key")).to_series())
        rows = [line.row for line in ledger.budget.lines if line.key not in known]
        yield from RULES["L10"].at(ledger.budget.file, rows, "service_type")
