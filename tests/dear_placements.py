"""Ledgers and contracts written as CSV text in a test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kinward.dates import return_year
from kinward.ledger.book import Ledger
from kinward.ledger.load import Files, load
from kinward.ledger.read.contracts import Contracts, read_contracts
from kinward.ledger.year import Year, in_year

HEADING = (
    "placement_id,child_id,service_type,provider,start,end,planned_end,weekly_cost,"
    "health_contribution,paid_weeks,rate_from,review_date"
)
CONTRACTS = "provider,service_type,framework,from_placements,discount_pct"


def ledger(folder: Path, rows: str, service_types: str = "", budget: str = "") -> Ledger:
    """The ledger of rows under `HEADING`."""
    return load(
        Files(
            _file(folder, "placements.csv", f"{HEADING}\n{_plain(rows)}"),
            budget=_file(folder, "budget.csv", budget) if budget else None,
            service_types=_file(folder, "service_types.csv", service_types)
            if service_types
            else None,
        )
    )


def year_of(made: Ledger, as_at: date) -> Year:
    """The financial year of a day."""
    return in_year(made, return_year(as_at), as_at)


def contracts(folder: Path, rows: str) -> Contracts:
    """The contracts of rows under `CONTRACTS`."""
    return read_contracts(_file(folder, "contracts.csv", f"{CONTRACTS}\n{_plain(rows)}"))


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _plain(rows: str) -> str:
    return "\n".join(line.strip() for line in rows.strip().splitlines()) + "\n"
