"""What the ledger gives: lines of budget and actual, their totals, and what explains a variance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

import polars as pl

from kinward.ledger.findings import Finding
from kinward.ledger.read.adjustments import AdjustmentKind

LineKind = Literal["service"] | AdjustmentKind


@dataclass(frozen=True)
class Planned:
    """The budget side of a line. Money in pence.

    Attributes:
        placements: a yearly average; None where the line has none.
        paid_weeks: placements x weeks.
        priced: the part of `annual` that is for placements: in a total, without fixed costs, grants
            and lines without placements.
        weeks: paid weeks of a full year; None where the line has none.
    """

    annual: int = 0
    placements: Fraction | None = None
    paid_weeks: Fraction = Fraction(0)
    priced: int = 0
    weeks: Fraction | None = None

    @property
    def average_weekly(self) -> Fraction | None:
        """Annual budget for placements / placements / weeks, in pence."""
        return Fraction(self.priced) / self.paid_weeks if self.paid_weeks else None


@dataclass(frozen=True)
class Actual:
    """The actual side of a line. Money in pence.

    Attributes:
        projected: spent + committed for placements; the whole amount of an adjustment.
        spent: up to and including the as-at date; None for adjustments.
        committed: from the next day to the end, planned end or 31 March.
        snapshot: placements open on the as-at date.
        touching: placements with a day in the year.
        last_weekly: sum over them of the last net weekly rate in the year.
        yearly_average: days in the year / days of the year, summed.
        paid_weeks: the same with each day weighted by paid weeks.
    """

    projected: int = 0
    spent: int | None = None
    committed: int | None = None
    snapshot: int | None = None
    touching: int = 0
    last_weekly: int = 0
    yearly_average: Fraction | None = None
    paid_weeks: Fraction = Fraction(0)

    @property
    def per_placement(self) -> Fraction | None:
        """Plain mean over the placements of the year: the published convention."""
        return Fraction(self.last_weekly, self.touching) if self.touching else None

    @property
    def per_week_of_care(self) -> Fraction | None:
        """Cost / (yearly average x paid weeks): what multiplies back to the spend."""
        cost = (self.spent or 0) + (self.committed or 0)
        return Fraction(cost) / self.paid_weeks if self.paid_weeks else None


@dataclass(frozen=True)
class Analysis:
    """Why a line varies from its budget, in whole pence; the four sum to the variance.

    Attributes:
        volume: more or fewer placements, at the budget's average price over all lines.
        mix: in dearer or cheaper services than the average.
        price: dearer or cheaper weeks than the line's budget, interaction included.
        other: adjustments, money without placements, and the penny of rounding.
    """

    volume: int = 0
    mix: int = 0
    price: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """The variance."""
        return self.volume + self.mix + self.price + self.other

    def __add__(self, more: Analysis) -> Analysis:
        return Analysis(
            self.volume + more.volume,
            self.mix + more.mix,
            self.price + more.price,
            self.other + more.other,
        )


@dataclass(frozen=True)
class Line:
    """A line of the key activity table, or a total of lines.

    Attributes:
        section: empty for the total of all.
        label: the service type, or what the adjustment or the total is called.
        category: the commissioning category, None outside the cohort.
        analysis: why it varies.
        daily: what the placements cost by `daily` billing where it differs from what was counted:
            the difference that the convention of the published tables makes, in pence.
    """

    section: str
    label: str
    kind: LineKind | Literal["total"]
    planned: Planned
    actual: Actual
    category: str | None = None
    analysis: Analysis = Analysis()
    daily_difference: int = 0

    @property
    def net_variance(self) -> int:
        """Projected - budget, in pence; over the budget is positive."""
        return self.actual.projected - self.planned.annual

    @property
    def average_variance(self) -> Fraction | None:
        """Yearly average - budgeted placements; what a line does not have counts nought."""
        if self.actual.yearly_average is None and self.planned.placements is None:
            return None
        return (self.actual.yearly_average or Fraction(0)) - (self.planned.placements or 0)

    @property
    def weekly_variance(self) -> Fraction | None:
        """Average weekly cost per placement - that of the budget, each nought where there is none:
        the published convention."""
        own, planned = self.actual.per_placement, self.planned.average_weekly
        if own is None and planned is None:
            return None
        return (own or Fraction(0)) - (planned or 0)


@dataclass(frozen=True)
class FullYearEffect:
    """What next year costs beyond this one if nothing changes, in pence.

    Attributes:
        this_year: the cost of all placements this year.
        next_year: of those open at the end of it, next year, at today's prices and to planned ends.
        leavers: less of this year's cost, of what has left by the end of it (below nought).
        starters: more, of what began in this year and is open at its end.
        continuing: of the rest: planned ends ahead, and prices that changed during this year.
        day_effect: of a year of 366 days beside one of 365, where care is paid by the day.
    """

    this_year: int
    next_year: int
    leavers: int
    starters: int
    continuing: int
    day_effect: int

    @property
    def effect(self) -> int:
        """The pressure carried into next year, without the effect of a leap day."""
        return self.leavers + self.starters + self.continuing


@dataclass(frozen=True)
class Block:
    """A block contract with its places.

    Attributes:
        places: what is paid for, as a yearly average.
        used: the yearly average of the placements of its service type.
        void_cost: pence that the places without a child cost; nought where more are used.
    """

    section: str
    label: str
    places: Fraction
    used: Fraction
    void_cost: int

    @property
    def void(self) -> Fraction:
        """Places that nobody had, as a yearly average."""
        return max(self.places - self.used, Fraction(0))


@dataclass(frozen=True)
class Activity:
    """Where the budget of a year stands on a day.

    Attributes:
        year: the financial year, named by its end.
        lines: by section, placements first, in the order of the budget.
        sections: a total of each section that has lines.
        total: of all lines.
        full_year: the effect on next year.
        placements: one row a placement of the year: placement, service_key, start, until, open,
            days, weekly, net, spent, cost, daily_cost (pence).
        blocks: block contracts with their voids.
        findings: what is doubtful in the files.
        notes: what the figures rest on, in sentences.
    """

    year: int
    as_at: date
    lines: tuple[Line, ...]
    sections: tuple[Line, ...]
    total: Line
    full_year: FullYearEffect
    placements: pl.DataFrame
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
