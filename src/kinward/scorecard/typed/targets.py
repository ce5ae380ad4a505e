"""The target that the rows of a measure give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kinward.errors import InputError
from kinward.measures import Polarity
from kinward.scorecard.targets import (
    Band,
    Bounds,
    Ceiling,
    Floor,
    Side,
    Target,
    Trajectory,
    usual_tolerance,
)
from kinward.scorecard.typed.rows import Row


class _Wanted(NamedTuple):
    """The ends of a target in one row."""

    row: Row
    low: Decimal | None
    high: Decimal | None


def target_of(polarity: Polarity, own: Sequence[Row]) -> Target | None:
    """The target of a measure; None where no row has one.

    `target_low` alone is a floor, `target_high` alone a ceiling, both a band; `target` is a floor
    where high is better and a ceiling where low is. Where the rows differ they are the points of a
    trajectory, each at the end of its period.

    Raises:
        InputError: a `target` where neither high nor low is better; ends of a band that are the
            wrong way round or move; a point without a period; a tolerance below nought.
    """
    wanted = [each for row in own if (each := _wanted(row, polarity))]
    if not wanted:
        return None
    pct, amount = (_last(own, name) for name in ("tolerance_pct", "tolerance"))
    usual = usual_tolerance()
    return Target(_bounds(wanted), usual if pct is None else pct, amount)


def _wanted(row: Row, polarity: Polarity) -> _Wanted | None:
    given = row.numbers
    low, high = given.get("target_low"), given.get("target_high")
    if "target" in given:
        if polarity == "none" or low is not None or high is not None:
            raise InputError(
                "Nobody can tell whether this target is a floor or a ceiling",
                where=row.where("target"),
                remedy="Say in `better` whether high or low is, or use target_low and target_high.",
            )
        low, high = (given["target"], None) if polarity == "high" else (None, given["target"])
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        raise InputError(
            "The low end of the target is above its high end",
            where=row.where("target_low"),
            remedy="Change the two over.",
        )
    return _Wanted(row, low, high)


def _bounds(wanted: Sequence[_Wanted]) -> Bounds:
    ends = dict.fromkeys((each.low, each.high) for each in wanted)
    if len(ends) == 1:
        low, high = next(iter(ends))
        if low is not None and high is not None:
            return Band(low, high)
        return Floor(low) if low is not None else Ceiling(high)  # type: ignore[arg-type]
    sides = {(low is not None, high is not None) for low, high in ends}
    if len(sides) > 1 or sides == {(True, True)}:
        raise InputError(
            "The rows of a measure have targets of several kinds, or a band that moves",
            where=wanted[-1].row.where("target_low"),
            remedy="Give one band, or floors alone, or ceilings alone.",
        )
    side: Side = "floor" if sides == {(True, False)} else "ceiling"
    return Trajectory(side, tuple(sorted(_points(wanted).items())))


def _points(wanted: Sequence[_Wanted]) -> dict[date, Decimal]:
    points: dict[date, Decimal] = {}
    for row, low, high in wanted:
        value = low if low is not None else high
        if row.period is None or value is None:
            raise InputError(
                "A target that moves needs a period in every row that gives it",
                where=row.where("period"),
                remedy="Give the period by whose end it is to be reached.",
            )
        if points.setdefault(row.period.end, value) != value:
            raise InputError(
                "Two rows give one period different targets",
                where=row.where("target_low" if low is not None else "target_high"),
                remedy="Keep one of the two.",
            )
    return points


def _last(own: Sequence[Row], name: str) -> Decimal | None:
    found = None
    for row in own:
        if name in row.numbers:
            found = row.numbers[name]
            if found < 0:
                raise InputError(
                    "A tolerance is below nought",
                    where=row.where(name),
                    remedy="Give nought or more.",
                )
    return found
