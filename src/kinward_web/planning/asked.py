"""What is asked of a forecast or of the trial of a plan, as it is kept: plain JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from kinward.pipeline.ahead import Ahead
from kinward.words import long_date
from kinward_web.accounts.selectors import current_settings
from kinward_web.planning.ground import Ground


@dataclass(frozen=True)
class Asked:
    """Settings of a forecast.

    Attributes:
        months, runs, seed: of the simulation.
        uplift_pct: of prices a financial year, where none is given.
        target_children, target_by: at most so many by a day (ISO), or None.
        population, prices: whether to use them, where they were loaded.
    """

    months: int = 36
    runs: int = 1000
    seed: int = 1
    uplift_pct: float = 0.0
    target_children: int | None = None
    target_by: str | None = None
    population: bool = True
    prices: bool = True

    @property
    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @property
    def by_words(self) -> str:
        """The day of the target in words; empty without one."""
        return long_date(date.fromisoformat(self.target_by)) if self.target_by else ""

    def ahead(self, ground: Ground, *, explain: bool = True) -> Ahead:
        """As the core takes it."""
        target = None
        if self.target_children is not None and self.target_by:
            target = (self.target_children, date.fromisoformat(self.target_by))
        return Ahead(
            months=self.months,
            runs=self.runs,
            seed=self.seed,
            prices=ground.prices if self.prices else None,
            uplift_pct=self.uplift_pct,
            target=target,
            explain=explain,
        )


def usual() -> Asked:
    """What is asked where nobody asks for anything else: the settings of the service."""
    now = current_settings()
    return Asked(
        months=now.forecast_months, runs=now.forecast_runs, uplift_pct=float(now.uplift_pct)
    )


def from_json(kept: dict[str, Any]) -> Asked:
    """As it was kept; what this release does not know is passed over."""
    known = {each.name for each in fields(Asked)}
    return Asked(**{name: value for name, value in kept.items() if name in known})
