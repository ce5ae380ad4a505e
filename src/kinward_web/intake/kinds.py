"""The kinds of data set, who may bring each, and where the core takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class DataKind:
    """A kind of data set.

    Attributes:
        name: as pages write it.
        about: what is in the files, for the one who uploads.
        needs: the permission to upload it.
        many: whether it is several files.
        suffixes: of the files that can be read.
    """

    key: str
    name: str
    about: str
    needs: str
    many: bool = False
    suffixes: tuple[str, ...] = (".csv", ".xlsx")


_FILES: Final = "data.upload"
_MONEY: Final = "data.upload_money"

DATA_KINDS: Final[dict[str, DataKind]] = {
    kind.key: kind
    for kind in (
        DataKind(
            "returns",
            "SSDA903 returns",
            "Every year you have: CSV, XLSX, a zip of them, or DfE’s XML.",
            _FILES,
            many=True,
            suffixes=(".csv", ".xlsx", ".zip", ".xml"),
        ),
        DataKind("teams", "Teams", "Which team works with which child, and when.", _FILES),
        DataKind(
            "totals", "Published totals", "Monthly totals to hold the returns against.", _FILES
        ),
        DataKind("placements", "Placements", "The commitment record: what each costs.", _MONEY),
        DataKind("children", "Identifiers", "Finance’s identifiers beside the return’s.", _MONEY),
        DataKind("budget", "Budget", "The budget by service type.", _MONEY),
        DataKind(
            "adjustments", "Adjustments", "Lines of the budget that are no placement.", _MONEY
        ),
        DataKind("service_types", "Service types", "Sections, categories and weeks.", _MONEY),
        DataKind("contracts", "Contracts", "Discounts of providers by volume.", _MONEY),
        DataKind(
            "trajectory",
            "Trajectory",
            "The plan of the budget: placements and what they cost, by type and year.",
            _MONEY,
        ),
        DataKind("prices", "Prices", "A week’s cost by category, from a date.", _MONEY),
        DataKind(
            "population", "Population", "By year and age: ONS estimates or projections.", _FILES
        ),
        DataKind(
            "lait",
            "Official figures (LAIT)",
            "DfE’s long table (bds_long) and its workbook of statistical neighbours.",
            _FILES,
            many=True,
            suffixes=(".csv", ".parquet", ".xlsx"),
        ),
    )
}
"""By key, in the order of the page."""
