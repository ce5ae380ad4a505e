"""A test authority that has been lived through, and what it can be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from kinward.cohort.model import Cohort
from kinward.terms import CATEGORIES
from worlds import as_returns
from worlds import futures as futures_of
from worlds.as_cohort import cohort_of
from worlds.catalogue import Setting, prices
from worlds.episodes import Told, told
from worlds.history import History, lived, number
from worlds.state import END, PLACE, START, Ints


def make(setting: Setting) -> World:
    """Live a test authority through; the same setting always gives the same world."""
    return World(setting, lived(setting))


@dataclass(frozen=True)
class World:
    """A test authority with all its truth.

    Attributes:
        setting: what it was made from.
        history: all that happened, with what nobody sees.
    """

    setting: Setting
    history: History

    @property
    def prices(self) -> Mapping[str, float]:
        """A made-up price of a week in each category, in pounds."""
        return prices()

    def cohort(self, until: date | None = None) -> Cohort:
        """The cohort as Kinward builds it from this world's returns.

        Args:
            until: the last return is that of the year in which this day falls; else that of the
                world's last day. An as-at date hides what comes after it either way.
        """
        return cohort_of(self._told, self.setting.first_day, self._last(until))

    def write_returns(self, folder: Path, until: date | None = None) -> Path:
        """Write Header, Episodes and UASC of every return year as CSV; gives the folder back."""
        last = self._last(until)
        return as_returns.write(self._told, self.setting.first_day, last, folder)

    def stock(self, days: Sequence[date]) -> Ints:
        """Children looked after at the end of each day (in order), counted from the true stays."""
        return self.stock_by_category(days).sum(axis=1)

    def stock_by_category(self, days: Sequence[date]) -> Ints:
        """The same by category, in the order of `kinward.terms.CATEGORIES`: (days, categories)."""
        on = np.array([number(day) for day in days])[:, None]
        stays = self.history.stays
        counts = np.zeros((len(on), len(CATEGORIES)), dtype=np.int64)
        for place in range(len(CATEGORIES)):
            of = stays[stays[:, PLACE] == place]
            counts[:, place] = ((of[:, START] <= on) & (of[:, END] > on)).sum(axis=1)
        return counts

    def month_ends(self, origin: date, months: int) -> list[date]:
        """The ends of the months that follow an origin."""
        ends, day = [], origin + timedelta(days=1)
        for _ in range(months):
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            ends.append(day - timedelta(days=1))
        return ends

    def true_futures(
        self, origin: date, month_ends: Sequence[date], futures: int = 400, luck: int = 0
    ) -> Ints:
        """Children in care by category, in futures drawn from the true state of the origin.

        The state holds all that the law of the future depends on: each child's type, frailty and
        time spent, who may come back, and the levels of entries, UASC and exits. What really
        happened is one more draw of the same.

        Args:
            origin: the last day of a month.
            month_ends: the days asked for, in order, after the origin.
            luck: another number gives other futures.

        Returns:
            (futures, days, categories), in the order of `kinward.terms.CATEGORIES`.
        """
        if (origin + timedelta(days=1)).day != 1:
            raise ValueError("An origin must be the last day of a month: months have a luck each.")
        ends = np.array([number(day) for day in month_ends])
        return futures_of.true_futures(self.history, number(origin), ends, futures, luck)

    @cached_property
    def _told(self) -> Told:
        return told(self.history)

    def _last(self, until: date | None) -> date:
        day = until or self.setting.last_day
        return date(day.year + ((day.month, day.day) > (3, 31)), 3, 31)
