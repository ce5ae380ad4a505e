"""Targets: a floor, a ceiling, a band or a trajectory, and how far from it is still amber."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter

Side = Literal["floor", "ceiling"]


def usual_tolerance() -> Decimal:
    """The tolerance of a target for which nobody names another, in per cent of it."""
    return Decimal(str(parameter("measure_tolerance_pct").value))


@dataclass(frozen=True)
class Floor:
    """At least so much."""

    at: Decimal


@dataclass(frozen=True)
class Ceiling:
    """At most so much."""

    at: Decimal


@dataclass(frozen=True)
class Band:
    """From `low` to `high`, both in it."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ArgumentError(
                "The low end of a target is above its high end", remedy="Change the two over."
            )


@dataclass(frozen=True)
class Trajectory:
    """A floor or a ceiling that moves: in a straight line, by days, from one point to the next.

    There is no target before the first point; after the last it stays.

    Attributes:
        side: what each point is.
        points: day and value, in the order of the days.
    """

    side: Side
    points: tuple[tuple[date, Decimal], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.points]
        if not days or days != sorted(set(days)):
            raise ArgumentError(
                "A trajectory needs points, each of another day and in their order",
                remedy="Give each day once.",
            )


Bounds = Floor | Ceiling | Band | Trajectory


@dataclass(frozen=True)
class Target:
    """What is wanted, and how far from it is still amber.

    Attributes:
        tolerance_pct: in per cent of the target (of a band: of the end that is passed).
        tolerance: as an amount in the measure's own unit, in place of `tolerance_pct`: a target of
            nought has no per cent.
    """

    bounds: Bounds
    tolerance_pct: Decimal = field(default_factory=usual_tolerance)
    tolerance: Decimal | None = None

    def __post_init__(self) -> None:
        if self.tolerance_pct < 0 or (self.tolerance or 0) < 0:
            raise ArgumentError("A tolerance is below nought", remedy="Give nought or more.")


def side_of(bounds: Bounds) -> Side | None:
    """Whether a target is a floor or a ceiling; None for a band."""
    if isinstance(bounds, Trajectory):
        return bounds.side
    if isinstance(bounds, Band):
        return None
    return "floor" if isinstance(bounds, Floor) else "ceiling"
