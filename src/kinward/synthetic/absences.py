"""Temporary absences: days in hospital or with other carers, after which the child comes back."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Period
from kinward.synthetic.shape import shape

_MARGIN: Final = 6
_LONGEST: Final = 24


def absences(period: Period, dice: Dice) -> list[tuple[int, int, str]]:
    """Absences of a period of care as (start, end, PLACE).

    None touches a change of placement or legal status, so that the child comes back to the same
    carers under the same order; none comes first or last in the period.
    """
    if period.short_break or period.plan == "remand":
        return []
    rate = shape().numbers["placement.absence_a_year"]
    changes = sorted(
        {stay.start for stay in period.stays} | {start for start, _ in period.legal} | {period.end}
    )
    made: list[tuple[int, int, str]] = []
    adopting = period.stays[-1].start if period.stays[-1].kind == "adopt" else period.end
    for start, end in pairwise(changes):
        if start >= adopting:
            break
        room = end - start - 2 * _MARGIN - _LONGEST
        day = start + _MARGIN
        while room > 0:
            wait = int(dice.weibull(1.0, days.YEAR / rate))
            day, room = day + wait, room - wait
            if room <= 0:
                break
            place = "T1" if dice.chance(0.45) else "T4"
            length = dice.between(2, 7) if place == "T4" else dice.between(3, _LONGEST)
            made.append((day, day + length, place))
            day, room = day + length + _MARGIN, room - length - _MARGIN
    return made
