"""What each service type of the record is called, and where it stands."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.ledger.book import UNKNOWN_SECTION, Ledger
from kinward.ledger.read.service_types import built_in

SERVICES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "service_key": pl.String(),
    "service_type": pl.String(),
    "section": pl.String(),
    "category": pl.String(),
}
"""One row a service type of the record. `service_type` is its name in the list, or as the record
writes it; `section` that of the budget, then of the list; `category` may be null."""

_EXTERNAL: Final = "External"


def services(ledger: Ledger) -> pl.DataFrame:
    """The service types that the record has (`SERVICES_SCHEMA`), by key."""
    sections = ledger.budget.sections if ledger.budget else {}
    budgeted = pl.DataFrame(
        {"service_key": list(sections), "budgeted": list(sections.values())},
        schema={"service_key": pl.String(), "budgeted": pl.String()},
    )
    listed = ledger.service_types.select(
        "section", "category", service_key="key", listed="service_type"
    )
    return (
        ledger.record.placements.select("service_key", "service_type")
        .unique("service_key", keep="first", maintain_order=True)
        .join(listed, on="service_key", how="left")
        .join(budgeted, on="service_key", how="left")
        .select(
            "service_key",
            pl.coalesce("listed", "service_type").alias("service_type"),
            pl.coalesce("budgeted", "section", pl.lit(UNKNOWN_SECTION)).alias("section"),
            "category",
        )
        .sort("service_key")
    )


def external_categories() -> list[str]:
    """The categories that are bought: those of the external service types that Kinward knows."""
    external = built_in().filter(pl.col("section") == _EXTERNAL, pl.col("category").is_not_null())
    return sorted(set(external["category"]))
