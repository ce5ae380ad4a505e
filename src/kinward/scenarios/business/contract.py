"""A contract that pays by outcome, beside one that pays the same whatever comes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np

from kinward.errors import ArgumentError
from kinward.scenarios.business.spread import (
    Ints,
    Numbers,
    Spread,
    in_pence,
    share_of,
    spread,
    whole,
)

Party = Literal["council", "provider"]


@dataclass(frozen=True)
class Outcomes:
    """A contract that pays by outcome: a 52-week placement avoided, or a child diverted.

    Attributes:
        price_pence: for each.
        cap_pence: paid at most; None: no cap.
        floor_pence: paid whatever comes.
        least: with fewer outcomes than these only the floor is paid.

    Raises:
        ArgumentError: something below 0, or a floor above the cap.
    """

    price_pence: int
    cap_pence: int | None = None
    floor_pence: int = 0
    least: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        cap = self.floor_pence if self.cap_pence is None else self.cap_pence
        below = self.price_pence < 0 or self.floor_pence < 0 or self.least < 0
        if below or cap < self.floor_pence:
            raise ArgumentError(
                "The contract has something below nothing, or a floor above its cap",
                remedy="Give a price, a floor and at least as high a cap.",
            )

    def earned(self, outcomes: Fraction) -> int:
        """What so many earn without cap and floor, rounded half to even; fewer than none, none."""
        counts = outcomes >= self.least and outcomes > 0
        return round(self.price_pence * outcomes) if counts else 0

    def pays(self, outcomes: Fraction) -> int:
        """What is paid for so many."""
        paid = max(self.floor_pence, self.earned(outcomes))
        return paid if self.cap_pence is None else min(self.cap_pence, paid)


@dataclass(frozen=True)
class Side:
    """How one party fares: what it has over the runs, and how often it loses."""

    net: Spread[int]
    loses: Fraction


@dataclass(frozen=True)
class Terms:
    """What a contract comes to.

    Attributes:
        paid: by the council.
        council: the saving less what is paid; loses where it paid more than it saved.
        provider: what is paid less what delivery costs; loses where that is more.
    """

    paid: Spread[int]
    council: Side
    provider: Side


@dataclass(frozen=True)
class Contracts:
    """Both contracts on the same runs.

    Attributes:
        outcomes: the outcomes themselves.
        plain, by_outcome: what each comes to.
        cap_binds: the share of runs in which more would be paid without the cap.
        floor_binds: the share of runs in which more is paid than the outcomes earn.
        dearer: the share of runs in which paying by outcome costs the council more.
        risk_moved: the part of the width of the council's 80% interval that paying by outcome
            takes away; below 0 where it adds. None where the plain contract leaves none.
        delivery_pence: what the provider's work costs.
    """

    outcomes: Spread[Fraction]
    plain: Terms
    by_outcome: Terms
    cap_binds: Fraction
    floor_binds: Fraction
    dearer: Fraction
    risk_moved: Fraction | None
    delivery_pence: int

    @property
    def bears(self) -> Party | None:
        """Who bears most of what is uncertain under the contract by outcome.

        Under a plain one it is the council alone. None where nothing is uncertain.
        """
        if self.risk_moved is None:
            return None
        return "provider" if self.risk_moved > Fraction(1, 2) else "council"


def contracts(
    terms: Outcomes,
    plain_pence: int,
    outcomes: Numbers,
    saving: Numbers,
    delivery_pence: int | None = None,
) -> Contracts:
    """A contract by outcome beside a plain one, over the life of both.

    Args:
        terms: of the contract by outcome.
        plain_pence: what the plain contract pays, whatever comes.
        outcomes: (runs,) over the life of the contract; need not be whole.
        saving: (runs,) pence that the council saves by them over the same time.
        delivery_pence: what the work costs the provider; None: what the plain contract pays.

    Raises:
        ArgumentError: not one figure for each run.
    """
    saved = whole(saving, "The savings", (len(saving),))
    if np.shape(outcomes) != saved.shape or not np.all(np.isfinite(outcomes)):
        raise ArgumentError(
            "The outcomes are not one number for each run", remedy="Give those of the same runs."
        )
    exact = [Fraction(value) for value in np.asarray(outcomes).tolist()]
    paid = np.array([terms.pays(each) for each in exact], dtype=np.int64)
    earned = np.array([terms.earned(each) for each in exact], dtype=np.int64)
    delivery = plain_pence if delivery_pence is None else delivery_pence
    plain = _terms(np.full(len(paid), plain_pence), saved, delivery)
    by_outcome = _terms(paid, saved, delivery)
    width, moved = _width(plain.council.net), None
    if width:
        moved = 1 - Fraction(_width(by_outcome.council.net), width)
    return Contracts(
        outcomes=_spread_of(exact),
        plain=plain,
        by_outcome=by_outcome,
        cap_binds=share_of(np.maximum(earned, terms.floor_pence) > paid),
        floor_binds=share_of(paid > earned),
        dearer=share_of(paid > plain_pence),
        risk_moved=moved,
        delivery_pence=delivery,
    )


def _terms(paid: Ints, saved: Ints, delivery: int) -> Terms:
    return Terms(in_pence(spread(paid.tolist())), _side(saved - paid), _side(paid - delivery))


def _side(net: Ints) -> Side:
    return Side(in_pence(spread(net.tolist())), share_of(net < 0))


def _width(net: Spread[int]) -> int:
    return net.high_80 - net.low_80


def _spread_of(values: list[Fraction]) -> Spread[Fraction]:
    over = lcm(*(value.denominator for value in values))
    return spread([int(value * over) for value in values], over)
