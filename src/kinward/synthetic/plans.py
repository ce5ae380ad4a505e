"""What becomes of a case: how long the child stays and why it leaves.

A plain mixture of ways through care, each with a stay of its own (lognormal or Weibull). Many
leave within weeks, and those who are left leave ever more slowly: nobody sets a hazard.
"""

from __future__ import annotations

from typing import Final

from kinward.synthetic import adoption, days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period
from kinward.synthetic.people import band
from kinward.synthetic.shape import shape

_SERIES: Final = 1200  # days over which a series of short breaks goes on


def period(life: Life, start: int, dice: Dice) -> Period:
    """A period of care that starts on a day: its plan, its end and what ends it."""
    plans = {"family": _family, "uasc": _uasc, "remand": _remand, "breaks": _breaks}
    made = plans[life.stream](life, start, dice)
    made.end = max(made.end, start + 1)
    if made.end >= life.adult:
        made.end, made.leaves = life.adult, "eighteen"
    return made


def next_entry(life: Life, left: Period, dice: Dice) -> int | None:
    """The day on which a child who went home comes back, or None."""
    numbers = shape().numbers
    if left.plan == "breaks":
        series_ends = min(life.periods[0].start + _SERIES, life.adult - 60)
        again = one_by_one(life) and left.end < series_ends
        return left.end + dice.between(18, 45) if again else None
    if left.leaves not in {"brief", "home"} or not dice.chance(numbers["entries.re_entry_p"]):
        return None
    gap = dice.lognormal(numbers["entries.re_entry_median_days"], numbers["entries.re_entry_sigma"])
    back = days.working(left.end + 3 + int(gap))
    return back if back < life.adult - 30 else None


def one_by_one(life: Life) -> bool:
    """True where each short break is recorded (V3), not the series as a whole (V4)."""
    return Dice(life.key, 41).chance(0.4)


def _family(life: Life, start: int, dice: Dice) -> Period:
    numbers = shape().numbers
    plan = dice.pick(shape().odds[f"plan.{band(days.age(life.born, start))}"])
    if plan == "adoption":
        return _adoption(life, start, dice)
    if plan == "long":
        return _long(life, start, dice)
    if plan == "brief":
        stay = dice.lognormal(numbers["stay.brief_median_days"], numbers["stay.brief_sigma"])
    elif plan == "home":
        stay = 20 + dice.weibull(numbers["stay.home_shape"], numbers["stay.home_scale_days"])
    elif plan == "order":
        stay = dice.lognormal(numbers["stay.order_median_days"], numbers["stay.order_sigma"])
    else:
        stay = 5 + dice.weibull(numbers["stay.other_shape"], numbers["stay.other_scale_days"])
    return Period(plan, start, days.working(start + int(stay)), plan)


def _long(life: Life, start: int, dice: Dice) -> Period:
    numbers = shape().numbers
    if dice.chance(numbers["stay.long_leak_p"]):
        stay = 250 + dice.weibull(
            numbers["stay.long_leak_shape"], numbers["stay.long_leak_scale_days"]
        )
        leaves = "home" if dice.chance(0.8) else "other"
        return Period("long", start, days.working(start + int(stay)), leaves)
    sixteen = days.birthday(life.born, 16)
    if dice.chance(numbers["stay.leave_at_16_p"]):
        leaving = max(sixteen, start) + dice.between(60, 700)
        if leaving < life.adult:
            return Period("long", start, days.working(leaving), "early")
    return Period("long", start, life.adult, "eighteen")


def _adoption(life: Life, start: int, dice: Dice) -> Period:
    way = adoption.way(start, dice)
    if way.ceased is not None:
        made = _long(life, start, dice)
        if made.end < way.ceased + 60:
            made.end, made.leaves = way.ceased + 60 + dice.between(30, 900), "home"
    else:
        made = Period("adoption", start, way.adopted, "adoption")
    made.adoption = way
    return made


def _uasc(life: Life, start: int, dice: Dice) -> Period:
    numbers = shape().numbers
    outcome = dice.uniform()
    disputed = numbers["uasc.age_disputed_p"]
    moved = disputed + numbers["uasc.transferred_p"]
    gone = moved + numbers["uasc.gone_p"]
    made = Period("uasc", start, life.adult, "eighteen")
    if outcome < disputed:
        made.end, made.leaves = days.working(start + dice.between(6, 80)), "E15"
    elif outcome < moved:
        made.end, made.leaves = days.working(start + dice.between(4, 40)), "E3"
    elif outcome < gone:
        made.end, made.leaves = start + dice.between(2, 90), "E8"
    left = min(made.end, life.adult)
    granted = left - int((left - start) * dice.uniform() * 0.5)
    early = left - start > 200 and dice.chance(numbers["uasc.status_granted_p"])
    life.duc = granted if early else left
    return made


def _remand(_: Life, start: int, dice: Dice) -> Period:
    numbers = shape().numbers
    stay = dice.lognormal(numbers["remand.median_days"], numbers["remand.sigma"])
    return Period("remand", start, days.working(start + 2 + int(stay)), "remand")


def _breaks(life: Life, start: int, dice: Dice) -> Period:
    if one_by_one(life):
        return Period("breaks", start, start + dice.between(1, 4), "home")
    return Period("breaks", start, start + dice.between(500, 2800), "E8")
