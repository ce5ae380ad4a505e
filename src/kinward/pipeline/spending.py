"""What a report is asked to tell of money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kinward.ledger.load import Files


@dataclass(frozen=True)
class Spending:
    """What a report is asked to tell of money.

    Attributes:
        files: of the ledger.
        year: the financial year, named by its end; None for that of the as-at date.
        contracts: discounts of providers.
        closed: the folder of closed months, for the movement since the last of them.
        deflator: for unit costs in real terms; None for the one that comes with Kinward.
        trajectory: a plan to hold against the forecast.
        model_savings: savings that the plan names.
        uplift_pct: by which prices of the plan rise a year where it names none.
        dearest: how many placements the high-cost list has; None for the parameter
            `high_cost_placements`.
    """

    files: Files
    year: int | None = None
    contracts: Path | None = None
    closed: Path | None = None
    deflator: Path | None = None
    trajectory: Path | None = None
    model_savings: Path | None = None
    uplift_pct: Decimal = Decimal(0)
    dearest: int | None = None
