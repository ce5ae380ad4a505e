"""The savings tracker: plan, achieved with evidence, forecast and gap, each saving once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kinward.budget.savings import SAVING_KINDS
from kinward.dates import year_name
from kinward.programme.amounts import (
    claimed,
    counted,
    evidenced,
    expected,
    forecast_on,
    has_ended,
    parts,
)
from kinward.programme.model import Programme, Saving
from kinward.programme.words import SAVING_CLASSES

Grouping = Literal["year", "kind", "impact", "placement_type", "objective", "action"]
GROUPINGS: Final[dict[Grouping, str]] = {
    "year": "Financial year",
    "kind": "Cashable or avoided",
    "impact": "How it comes about",
    "placement_type": "Placement type",
    "objective": "Objective",
    "action": "Action",
}
NOT_SAID: Final = "Not said"
"""The group of savings that do not say."""
NO_ACTION: Final = "No action"


@dataclass(frozen=True)
class Sums:
    """Amounts of some savings, in pence.

    Attributes:
        plan: the targets.
        achieved: with evidence.
        claimed: said to be achieved, which nothing shows; it counts nowhere else.
        forecast: what will be made: the forecasts and, of savings without one and of years that
            have ended, what is evidenced.
        unforecast: the targets of the savings without a forecast whose year has not ended.
    """

    plan: int = 0
    achieved: int = 0
    claimed: int = 0
    forecast: int = 0
    unforecast: int = 0

    @property
    def gap(self) -> int:
        """What is planned and not to come; below 0 where more comes than is planned."""
        return self.plan - self.forecast

    def __add__(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(
            self.plan + other.plan,
            self.achieved + other.achieved,
            self.claimed + other.claimed,
            self.forecast + other.forecast,
            self.unforecast + other.unforecast,
        )


@dataclass(frozen=True)
class Tracker:
    """The savings of a programme: in total, and in the groups of each grouping, which sum to it."""

    total: Sums
    by: dict[Grouping, dict[str, Sums]]


def tracker(programme: Programme, as_at: date, year: int | None = None) -> Tracker:
    """The tracker of a programme on a day, of one financial year (by its end) or of all.

    A saving that is part of another already does not count; one that is shared is split between
    its actions to the penny.
    """
    own = counted(programme.savings, year)
    names: dict[Grouping, Callable[[Saving], str]] = {
        "year": lambda each: year_name(each.financial_year),
        "kind": lambda each: SAVING_CLASSES[each.kind] if each.kind else NOT_SAID,
        "impact": lambda each: SAVING_KINDS[each.impact] if each.impact else NOT_SAID,
        "placement_type": lambda each: each.placement_type or NOT_SAID,
        "objective": lambda each: each.objective or NOT_SAID,
    }
    by: dict[Grouping, dict[str, Sums]] = {
        key: _grouped((name(each), _sums(each, as_at)) for each in own)
        for key, name in names.items()
    }
    by["action"] = _grouped(pair for each in own for pair in _by_action(each, as_at))
    return Tracker(sum((_sums(each, as_at) for each in own), Sums()), by)


def _sums(saving: Saving, as_at: date) -> Sums:
    open_ = forecast_on(saving, as_at) is None and not has_ended(saving, as_at)
    return Sums(
        saving.target_pence,
        evidenced(saving),
        claimed(saving),
        expected(saving, as_at),
        saving.target_pence if open_ else 0,
    )


def _by_action(saving: Saving, as_at: date) -> Iterable[tuple[str, Sums]]:
    whole = _sums(saving, as_at)
    split = {
        name: parts(saving, getattr(whole, name))
        for name in ("plan", "achieved", "claimed", "forecast", "unforecast")
    }
    for action in parts(saving, 0):
        yield action or NO_ACTION, Sums(**{name: of[action] for name, of in split.items()})


def _grouped(pairs: Iterable[tuple[str, Sums]]) -> dict[str, Sums]:
    found: dict[str, Sums] = {}
    for name, sums in pairs:
        found[name] = found.get(name, Sums()) + sums
    return found
