"""What the actions of a plan do, one dataclass a kind.

Categories are keys of `kinward.terms.CATEGORIES`; years are of 365.25 days; a rate is a number a
year when the action has its full effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, Literal

from kinward.scenarios.plan.uncertain import ALL, NONE, Factor, Percent, Share

Cause = Literal["home", "permanence_order", "adopted", "independent"]
CAUSES: Final[tuple[Cause, ...]] = ("home", "permanence_order", "adopted", "independent")
"""Causes of leaving that a plan can hasten: keys of `kinward.cohort.model.EXIT_CAUSES`."""
RATES: Final = ("entry", "move", *CAUSES, "custody_or_other")
"""What a change of a named rate can be of: entering, moving, and each cause of leaving."""
Who = Literal["all", "family", "uasc"]
WHO: Final[tuple[Who, ...]] = ("all", "family", "uasc")
"""Streams of entrants: unaccompanied asylum-seeking children, and all others."""
Which = Literal["new", "existing", "both"]
WHICH: Final[tuple[Which, ...]] = ("new", "existing", "both")

_YEAR: Final = Fraction(1461, 4)


@dataclass(frozen=True)
class Divert:
    """Children are kept out of care who would have come in: matching entries are thinned.

    Attributes:
        referrals_a_year: children worked with who would otherwise enter.
        success: share of them who do not.
        delayed: share of the successes who enter after all, later.
        delay_weeks: how much later; 0 where none is delayed.
    """

    kind: ClassVar = "divert"
    referrals_a_year: Decimal
    success: Share
    delayed: Share = NONE
    delay_weeks: Decimal = Decimal(0)


@dataclass(frozen=True)
class StepDown:
    """Children move on from one category to a less intensive one.

    Attributes:
        source: the categories left.
        to: the one moved to.
        after_days: days in the placement before the move.
        uptake: share of the children for whom it is done.
        breakdown: share of the moves that fail; the child then goes back.
        breakdown_after_days: days to the failure; 0 where none fails.
        places: children who can be there at once by this action; None: no limit.
    """

    kind: ClassVar = "step_down"
    source: tuple[str, ...]
    to: str
    after_days: int
    uptake: Share
    breakdown: Share = NONE
    breakdown_after_days: int = 0
    places: int | None = None


@dataclass(frozen=True)
class Carers:
    """Places that grow with carers recruited, less carers who leave.

    Attributes:
        at_start: places on the first day of the action.
        recruited_a_year, leaving_a_year: places that come and go, evenly over the year.
    """

    at_start: Decimal = Decimal(0)
    recruited_a_year: Decimal = Decimal(0)
    leaving_a_year: Decimal = Decimal(0)

    def places(self, start: date, day: date) -> int:
        """Whole places on a day, never below 0; none before the start."""
        if day < start:
            return 0
        years = (day - start).days / _YEAR
        gained = Fraction(self.recruited_a_year) - Fraction(self.leaving_a_year)
        return max(0, int(Fraction(self.at_start) + gained * years))


@dataclass(frozen=True)
class Convert:
    """Placements are made in another category than they would have been.

    Attributes:
        source: the categories converted from, in the order in which they are tried.
        to: the one converted to.
        which: placements that begin while the action works, those that are open, or both.
        uptake: share of the placements that can be converted.
        carers: the places that limit it; None: no limit.
    """

    kind: ClassVar = "convert"
    source: tuple[str, ...]
    to: str
    which: Which = "both"
    uptake: Share = ALL
    carers: Carers | None = None


@dataclass(frozen=True)
class ShortenStays:
    """Children who leave for a cause leave sooner. One of `factor` and `to_mean_days` is given.

    Attributes:
        cause: the causes of leaving.
        factor: what the length of stay is multiplied by: 0.8 is a fifth shorter.
        to_mean_days: the mean stay, in days, that is reached.
    """

    kind: ClassVar = "shorten_stays"
    cause: tuple[Cause, ...]
    factor: Factor | None = None
    to_mean_days: Decimal | None = None


@dataclass(frozen=True)
class Tier:
    """A discount for volume: it holds while at least so many placements are open.

    Attributes:
        from_placements: over all the categories of the action together.
        percent: the change of the price of all of them.
    """

    from_placements: int
    percent: Percent


@dataclass(frozen=True)
class HighCost:
    """The dearest placements are renegotiated.

    Attributes:
        top: how many of the dearest open placements.
        percent: the change of their price.
    """

    top: int
    percent: Percent


@dataclass(frozen=True)
class ChangePrice:
    """Prices change; no child moves. One of `percent`, `percent_a_year`, `tier`, `high_cost`.

    Attributes:
        category: whose prices; empty: all.
        percent: once.
        percent_a_year: compounding with each financial year: inflation beyond what is assumed.
        tier: a discount for volume.
        high_cost: the dearest placements.
    """

    kind: ClassVar = "change_price"
    category: tuple[str, ...] = ()
    percent: Percent | None = None
    percent_a_year: Percent | None = None
    tier: Tier | None = None
    high_cost: HighCost | None = None


@dataclass(frozen=True)
class ChangeInflow:
    """More or fewer children enter. One of `factor` and `extra_a_year` is given.

    Attributes:
        who: the stream of entrants.
        factor: what entries are multiplied by.
        extra_a_year: entries added.
    """

    kind: ClassVar = "change_inflow"
    who: Who = "all"
    factor: Factor | None = None
    extra_a_year: Decimal | None = None


@dataclass(frozen=True)
class Capacity:
    """A home opens or carers come, from the start of the action.

    Attributes:
        category: of the places.
        places: children who can be there at once.
        takes_from: categories whose children they are offered to, in order; who finds no place
            falls to the next.
    """

    kind: ClassVar = "capacity"
    category: str
    places: int
    takes_from: tuple[str, ...]


@dataclass(frozen=True)
class Own:
    """A named change of any rate.

    Attributes:
        rate: one of `RATES`.
        factor: what it is multiplied by.
        category: of the placement in which it holds (of an entry: the first one); empty: all.
    """

    kind: ClassVar = "own"
    rate: str
    factor: Factor
    category: tuple[str, ...] = ()


Effect = Divert | StepDown | Convert | ShortenStays | ChangePrice | ChangeInflow | Capacity | Own
KINDS: Final[dict[str, type[Effect]]] = {
    each.kind: each
    for each in (
        Divert,
        StepDown,
        Convert,
        ShortenStays,
        ChangePrice,
        ChangeInflow,
        Capacity,
        Own,
    )
}
"""Each kind of action by its key."""
