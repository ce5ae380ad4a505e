"""What LAIT tells of the cost of looked after children: DfE's weekly unit costs and gross spend.

Both come from the outturn that authorities return under section 251 (S251). LAIT has no unit costs
by provider (own provision, independent), and rounds those it has to five pounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.reference.lait import NATION, Lait

NATION_NUMBER: Final = 0
"""Stands for England where areas go by number."""

Figures = Mapping[tuple[str, int, int], Fraction]
"""Figures by measure (LAIT's short name), year and area (DfE's number, or `NATION_NUMBER`)."""


@dataclass(frozen=True)
class UnitCost:
    """A weekly unit cost that DfE makes and a ledger can be set beside.

    Attributes:
        key: ours.
        measure: LAIT's short name.
        spend_measure: LAIT's short name of the spend in it; empty where LAIT has none.
        label: in words.
        categories: the commissioning categories of the same children; empty: all of them.
        reckoning: how DfE makes it.
        beyond_ledger: what it holds that a ledger of placements does not, and the reverse.
    """

    key: str
    measure: str
    spend_measure: str
    label: str
    categories: tuple[str, ...]
    reckoning: str
    beyond_ledger: str


UNIT_COSTS: Final = (
    UnitCost(
        "looked_after",
        "LACFinance",
        "TotalLACFinance",
        "All looked after children",
        (),
        "Gross spend of the year, by the number looked after on 31 March and 365 days",
        "S251 also holds special guardianship and adoption support, leaving care, education of "
        "looked after children, short breaks of disabled children, asylum services, staff and "
        "overheads. The ledger holds placements alone.",
    ),
    UnitCost(
        "fostering",
        "FosteringFinance",
        "",
        "Fostering",
        (
            "kinship",
            "concurrent",
            "in_house_fostering",
            "independent_fostering",
            "other_authority_fostering",
        ),
        "Spend on fostering services, by the number in foster placements on 31 March and 365 days",
        "S251 also holds the social workers and staff who support carers, contact and visitors. "
        "It reports fostering by family and friends on a line of its own, while the children may "
        "count here; the ledger's figure holds both.",
    ),
    UnitCost(
        "residential",
        "RescareFinance",
        "",
        "Residential care",
        ("in_house_residential", "external_residential", "residential_school", "secure"),
        "Spend on residential care, by days of care in placements K1, K2, R1 and S1",
        "S251 also holds contact payments, independent visitors and what the authority's own homes "
        "cost to run, full or not; what education pays stands elsewhere in it. The ledger's figure "
        "is net of contributions from health and education.",
    ),
)
"""The unit costs that are compared, in the order of the tables. What each holds is told by LAIT's
data dictionary (measures 294, 296 and 297, edition of December 2025)."""


@dataclass(frozen=True)
class SpendPerHead:
    """A gross spend that LAIT has by authority, to be set against the children who live there.

    Attributes:
        key: ours.
        measure: LAIT's short name.
        label: in words.
    """

    key: str
    measure: str
    label: str


SPENDS: Final = (
    SpendPerHead("looked_after", "TotalLACFinance", "Gross spend on looked after children"),
    SpendPerHead(
        "children_services",
        "C&YPExpenditure",
        "Gross spend on children and young people's services",
    ),
)
"""The spends that are compared, in the order of the tables."""

NATION_LEAVES_OUT: Final[Mapping[int, str]] = {2025: "Wandsworth and Middlesbrough"}
"""Years in which DfE left authorities out of England's spend, as it doubted what they returned
(LAIT's data dictionary, measures 306 and 322, edition of December 2025)."""


def figures(lait: Lait, measures: Collection[str], areas: Collection[int], last: int) -> Figures:
    """The figures that LAIT has, exactly as published; what it has not is not there.

    Args:
        measures: LAIT's short names.
        areas: DfE's numbers, and `NATION_NUMBER` for England.
        last: the last year, named by its end.
    """
    number = pl.when(pl.col("area") == NATION).then(NATION_NUMBER).otherwise("la_number")
    rows = (
        lait.figures.lazy()
        .with_columns(number.alias("number"))
        .filter(
            pl.col("measure").is_in(list(measures)),
            pl.col("number").is_in(list(areas)),
            pl.col("year") <= last,
            pl.col("value").is_not_null(),
        )
        .select("measure", "year", "number", "value")
        .collect()
    )
    return {
        (measure, year, area): Fraction(Decimal(repr(value)))
        for measure, year, area, value in rows.iter_rows()
    }
