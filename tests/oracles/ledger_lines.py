"""Lines of the key activity table, and what follows from each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass
class Line:
    """A line, before what follows from it is worked out. Money in pence; None: it has none."""

    section: str
    label: str
    kind: str
    category: str | None = None
    annual: int = 0
    unplaced: int = 0
    budgeted: Fraction | None = None
    budget_weeks: Fraction | None = None
    planned_weeks: Fraction = Fraction(0)
    snapshot: int | None = None
    average: Fraction | None = None
    weeks: Fraction = Fraction(0)
    spent: int | None = None
    cost: int | None = None
    projected: int = 0
    touching: int = 0
    last_rates: int = 0
    daily_difference: int = 0
    parts: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def annual_share(self) -> Fraction:
        """Two per cent of the budget, whatever its sign."""
        return Fraction(2, 100) * abs(self.annual)


def total(lines: Sequence[Line], section: str) -> Line:
    """The sum of lines; one without placements adds to the money alone."""
    services = [line for line in lines if line.kind == "service"]
    budgeted = [line.budgeted for line in services if line.budgeted is not None]
    averages = [line.average for line in services if line.average is not None]
    return Line(
        section,
        "Total",
        "total",
        annual=sum(line.annual for line in lines),
        unplaced=sum(line.annual for line in lines if not line.planned_weeks),
        budgeted=sum(budgeted, Fraction(0)) if budgeted else None,
        planned_weeks=sum((line.planned_weeks for line in services), Fraction(0)),
        snapshot=sum(line.snapshot or 0 for line in services),
        average=sum(averages, Fraction(0)) if averages else None,
        weeks=sum((line.weeks for line in services), Fraction(0)),
        spent=sum(line.spent or 0 for line in services),
        cost=sum(line.cost or 0 for line in services),
        projected=sum(line.projected for line in lines),
        touching=sum(line.touching for line in services),
        last_rates=sum(line.last_rates for line in services),
        daily_difference=sum(line.daily_difference for line in lines),
        parts=tuple(sum(line.parts[n] for line in lines) for n in range(4)),
    )


def figures(line: Line) -> dict[str, Any]:
    """A line as the JSON document has it, money in pounds."""

    def pounds(amount: Fraction | int | None) -> float | None:
        return None if amount is None else round(amount) / 100

    def number(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    placed = Fraction(line.annual - line.unplaced)
    planned = placed / line.planned_weeks if line.planned_weeks else None
    per_placement = Fraction(line.last_rates, line.touching) if line.touching else None
    per_week = Fraction(line.cost or 0) / line.weeks if line.weeks else None
    committed = None if line.cost is None else line.cost - (line.spent or 0)
    dearer = more = None
    if per_placement is not None or planned is not None:
        dearer = (per_placement or 0) - (planned or 0)
    if line.average is not None or line.budgeted is not None:
        more = (line.average or Fraction(0)) - (line.budgeted or 0)
    volume, mix, price, other = line.parts
    over = abs(line.projected - line.annual)
    asked = {} if line.kind == "total" else {"explain": over > max(line.annual_share, 100_000_00)}
    return {
        "section": line.section,
        "service_type": line.label,
        "kind": line.kind,
        "category": line.category,
        "budget": {
            "placements": number(line.budgeted),
            "annual": pounds(line.annual),
            "weeks": number(line.budget_weeks),
            "average_weekly": pounds(planned),
        },
        "actual": {
            "snapshot": line.snapshot,
            "yearly_average": number(line.average),
            "spent": pounds(line.spent),
            "committed": pounds(committed),
            "projected": pounds(line.projected),
            "average_weekly_per_placement": pounds(per_placement),
            "average_weekly_per_week_of_care": pounds(per_week),
        },
        "variance": {
            "yearly_average": number(more),
            "net": pounds(line.projected - line.annual),
            "average_weekly": pounds(dearer),
        },
        "variance_analysis": {
            "volume": pounds(volume),
            "mix": pounds(mix),
            "price": pounds(price),
            "other": pounds(other),
            "total": pounds(line.projected - line.annual),
        },
        "daily_billing_difference": pounds(line.daily_difference),
        **asked,
    }
