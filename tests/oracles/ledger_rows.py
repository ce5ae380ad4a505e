"""The rows of a ledger's files, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Row:
    """A row of placements.csv: a placement, and one of its rates. Money in pence."""

    placement_id: str
    child_id: str | None
    service_type: str
    start: date
    end: date | None
    planned_end: date | None
    weekly_cost: int | None
    health: int | None = None
    education: int | None = None
    paid_weeks: Fraction | None = None
    rate_from: date | None = None


@dataclass(frozen=True)
class ServiceType:
    """A service type, of the file or built in."""

    name: str
    section: str | None
    category: str | None = None
    paid_weeks: Fraction | None = None
    daily: bool = False
    after_18: bool = False


@dataclass(frozen=True)
class Budgeted:
    """A row of budget.csv."""

    section: str
    service_type: str
    placements: Fraction | None
    annual: int
    weeks: Fraction | None


@dataclass(frozen=True)
class Adjusted:
    """A row of adjustments.csv."""

    section: str
    label: str
    kind: str
    budget: int | None
    projected: int | None
    service_type: str | None = None
    places: Fraction | None = None
    weekly_rate: int | None = None


@dataclass(frozen=True)
class Person:
    """What the return knows of a child, by the child's identifier in the finance system."""

    born: date
    uasc: bool = False
    uasc_ceased: date | None = None


@dataclass(frozen=True)
class Case:
    """A ledger, and what is asked of it. `people` is None without a return."""

    rows: Sequence[Row]
    types: Sequence[ServiceType]
    built_in: Sequence[ServiceType]
    budget: Sequence[Budgeted] | None
    adjustments: Sequence[Adjusted]
    people: dict[str, Person] | None
    year: int
    as_at: date

    @property
    def known(self) -> list[ServiceType]:
        """The service types of the file, then those that Kinward knows without one."""
        return [*self.types, *self.built_in]
