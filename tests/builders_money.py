"""A made-up position of the money, with something in every part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from budget_forecasts import forecast_from
from kinward.budget.committed import COMMITTED_SCHEMA, committed_beside_simulated
from kinward.budget.gap import GAP_SCHEMA, Gaps
from kinward.budget.model import BudgetModel, build
from kinward.budget.savings import Saving
from kinward.budget.trajectory import Planned, Trajectory
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.comparator_saving import SAVINGS_SCHEMA, Savings
from kinward.ledger.findings import Finding
from kinward.ledger.high_cost import high_cost
from kinward.ledger.match import Difference, Match, Tally
from kinward.ledger.movement import movement
from kinward.ledger.outturn import outturn
from kinward.ledger.providers import providers
from kinward.ledger.unit_costs import compare
from kinward.ledger.year import in_year
from kinward.reports.position import Position
from lait_scenes import lait
from ledger_tables import ledger

AS_AT = date(2026, 1, 15)
YEAR = 2026
SERVICE_TYPES = """
    service_type section category paid_weeks billing after_18
    Fostering In-house in_house_fostering 55 annual no
    Kinship In-house kinship 55 annual no
    Agency External independent_fostering 52 annual no
    Home External external_residential 52 daily no
    Secure External secure 52 annual no
    School External external_residential 52 annual no
    Guardianship Permanence - 52 annual yes
"""
BUDGET = """
    section service_type placements annual_budget weeks
    External Agency 18.5 1050000 52
    External Home 6 1300000 52
    External Secure 1 390000 52
    In-house Fostering 25 590000 55
    In-house Kinship 9 150000 55
    Permanence Guardianship 10 90000 52
"""
ADJUSTMENTS = """
    section label kind budget projected service_type places weekly_rate
    External Growth growth 60000 45000 - - -
    External Savings_to_find savings_to_find -100000 -30000 - - -
    External Flats block_contract 210000 - Home 9 1000
    In-house Recruitment fixed 40000 41500.37 - - -
    In-house Asylum_grant grant -90000 -84000 - - -
"""
NUMBERS = {
    "Agency": 20, "Home": 8, "Secure": 2, "School": 3, "Fostering": 27, "Kinship": 11,
    "Guardianship": 12,
}  # fmt: skip
"""Placements by service: those of Secure and School are few."""
_WEEKLY = {
    "Agency": 1011.37, "Home": 4890.11, "Secure": 7801.9, "School": 3120.55, "Fostering": 440.19,
    "Kinship": 301.05, "Guardianship": 171.83,
}  # fmt: skip


def rows_of(numbers: dict[str, int]) -> str:
    """Placements as text: some began and some end in the year, some have contributions."""
    head = (
        "placement_id child_id service_type provider start end planned_end weekly_cost "
        "health_contribution review_date"
    )
    rows = [head]
    for service, number in numbers.items():
        for i in range(number):
            start = f"2025-{4 + i % 8:02d}-1{i % 9}" if i % 3 == 0 else f"2023-0{1 + i % 9}-07"
            end = "2025-12-20" if i % 7 == 6 else "-"
            planned = "2026-02-11" if i % 5 == 4 else "-"
            cost = f"{_WEEKLY[service] + 13.07 * i:.2f}"
            health = "250.55" if service == "Home" and i % 2 else "0"
            review = "2026-02-01" if i % 2 else "-"
            rows.append(
                f"{service}{i} child{service}{i} {service} {service}-{i % 3} {start} {end} "
                f"{planned} {cost} {health} {review}"
            )
    return "\n".join(rows)


def ledger_of(numbers: dict[str, int] | None = None, **texts: str) -> Ledger:
    """The ledger of so many placements by service."""
    texts = {"budget": BUDGET, "adjustments": ADJUSTMENTS, **texts}
    rows = rows_of(NUMBERS if numbers is None else numbers)
    return ledger(rows, service_types=SERVICE_TYPES, **texts)


def stands_of(given: Ledger | None = None, as_at: date = AS_AT, year: int = YEAR) -> Position:
    """What every position has: the key activity and the outturn."""
    record = given or ledger_of()
    now = in_year(record, year, as_at)
    stands = activity(record, year, as_at)
    return Position(stands, outturn(stands, now))


def position_of(**changes: Any) -> Position:
    """A position with every part of it."""
    record = ledger_of()
    now = in_year(record, YEAR, AS_AT)
    before = ledger_of({**NUMBERS, "Home": 6, "Agency": 22})
    forecast = forecast_from(AS_AT, {"kinship": [4.0, 6.0], "secure": [1.0, 1.0]}, 15)
    committed = pl.DataFrame(
        [(date(2026, 1, 31), "kinship", 400_001), (date(2026, 5, 31), "secure", 90_000)],
        schema=COMMITTED_SCHEMA,
        orient="row",
    )
    whole = replace(
        stands_of(record),
        movement=movement(before, date(2025, 12, 31), record, AS_AT, YEAR),
        high_cost=high_cost(record, now, top=15),
        providers=providers(record, now),
        match=match_of(),
        unit_costs=unit_costs_of(),
        savings=Savings(_savings(), ("Children are those that the rates imply.",)),
        beside=committed_beside_simulated(committed, forecast),
        plan=plan_of(),
        gaps=Gaps(_gaps(), pl.DataFrame(), ("The plan is made up.",)),
    )
    return replace(whole, **changes)


def plan_of() -> BudgetModel:
    """A plan of two types and two years, which says nothing of one type in the first."""
    rows = (
        Planned("Kin", 2026, Decimal("2.5"), Decimal("100.10"), Decimal(52), None, 2),
        Planned("Kin", 2027, Decimal(3), None, Decimal(52), None, 3),
        Planned("Secure", 2027, Decimal(1), Decimal(7000), Decimal(52), None, 4),
    )
    doubt = Finding(
        "B04", "warning", "trajectory.csv", 4, "financial_year", "No row for a year.", "Add it."
    )
    savings = (Saving("Fewer", "number", 2027, 12_345),)
    return build(Trajectory("trajectory.csv", rows, (), (doubt,)), savings=savings)


def match_of() -> Match:
    """A match with differences of two kinds."""
    first = Difference(
        "not_in_return", "error", "placements.csv", 7, 31, False, 100_101, 50_000, False,
        "The ledger pays for 31 days.", "End the commitment.",
    )  # fmt: skip
    second = Difference(
        "end_differs", "warning", "placements.csv", 9, 3, True, None, None, False,
        "The two ends differ by 3 days.", "Correct one of them.",
    )  # fmt: skip
    return Match(
        AS_AT, date(2023, 4, 1), AS_AT, 60, 61, 59, 70, 71, 66, 20_000, 19_800, 1, 0,
        (first, second),
        (
            Tally("not_in_return", 1, 31, 100_101, 50_000, 0),
            Tally("end_differs", 1, 3, 0, 0, 1),
        ),
    )  # fmt: skip


def unit_costs_of() -> Any:
    """Unit costs of two years, with the ledger's own."""
    official = lait(
        """
        LACFinance 2024 1 1960
        LACFinance 2024 2 1790
        LACFinance 2024 3 2005
        LACFinance 2024 0 1865
        LACFinance 2025 1 2050
        LACFinance 2025 2 1890
        """
    )
    own = pl.DataFrame(
        [("looked_after", 2025, 5_000_000_000, 150_050)],
        schema=["key", "year", "spend_pence", "weekly_pence"],
        orient="row",
    )
    return compare(official, 1, 2025, ledger=own)


def _savings() -> pl.DataFrame:
    row = ("all", "Children’s services", 2025, "nation", "England", 80_000, 75_000, 120_000)
    return pl.DataFrame(
        [(*row, 600_000_000, 590_000_000, 610_000_000)], schema=SAVINGS_SCHEMA, orient="row"
    )


def _gaps() -> pl.DataFrame:
    kinship = (2027, "kinship", 5_000, 6_100, 1_100, -10, 2_000, -50, 3_000, 0.2)
    secure = (2027, "secure", 900, 800, -100, -300, 100, -400, 200, 0.7)
    total = (2027, "total", 5_900, 6_900, 1_000, -100, 1_900, -200, 2_900, 0.25)
    return pl.DataFrame([kinship, secure, total], schema=GAP_SCHEMA, orient="row")
