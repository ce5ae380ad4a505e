"""The financial years that a plan is looked at for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinward.dates import return_year, year_start
from kinward.errors import ArgumentError


@dataclass(frozen=True)
class Horizon:
    """The days from the one after the as-at date to the last, by financial year.

    Attributes:
        as_at: what came by then is past.
        last: the last day, as a forecast's last month end.

    Raises:
        ArgumentError: no day lies ahead.
    """

    as_at: date
    last: date

    def __post_init__(self) -> None:
        if self.last <= self.as_at:
            raise ArgumentError(
                "The last day of the business case does not come after the as-at date",
                remedy="Look at least one month ahead.",
            )

    @property
    def years(self) -> tuple[int, ...]:
        """Named by their ends; the first and the last may lie ahead only in part."""
        return tuple(range(return_year(self.first), return_year(self.last) + 1))

    @property
    def first(self) -> date:
        """The first day ahead."""
        return self.as_at + timedelta(days=1)

    def stretch(self, year: int) -> tuple[date, date]:
        """The first day of a year that lies ahead, and the first day after those that do."""
        end = self.last + timedelta(days=1)
        return max(year_start(year), self.first), min(year_start(year + 1), end)

    def days(self, year: int) -> int:
        """How many days of a year lie ahead."""
        first, until = self.stretch(year)
        return (until - first).days

    def part(self, year: int) -> bool:
        """Whether some of a year's days do not lie ahead."""
        return self.days(year) < year_days(year)


def year_days(year: int) -> int:
    """365 or 366."""
    return (year_start(year + 1) - year_start(year)).days
