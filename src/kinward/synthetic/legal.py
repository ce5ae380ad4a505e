"""The legal status that follows a case: by agreement, by order, and by the end that is planned."""

from __future__ import annotations

from typing import Final

from kinward.synthetic import days, plans
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period
from kinward.synthetic.people import band
from kinward.synthetic.shape import shape

# Whether an accommodated child's case goes to court, by plan.
_TO_COURT: Final = {"home": 0.2, "order": 0.7, "adoption": 1.0, "long": 0.95, "other": 0.2}
# Whether an interim order becomes a full one, by plan.
_TO_FULL: Final = {"home": 0.45, "order": 0.30, "adoption": 0.25, "long": 0.95, "other": 0.5}


def statuses(life: Life, period: Period, dice: Dice) -> list[tuple[int, str]]:
    """The legal statuses of a period of care as (start, LS), each of at least a day."""
    if period.plan == "remand":
        return [(period.start, "J1")]
    if period.plan == "breaks":
        return [(period.start, "V3" if plans.one_by_one(life) else "V4")]
    made = _uasc(period, dice) if period.plan == "uasc" else _family(life, period, dice)
    return [(start, status) for start, status in made if start < period.end]


def _uasc(period: Period, dice: Dice) -> list[tuple[int, str]]:
    made = [(period.start, "V2")]
    if dice.chance(shape().numbers["uasc.care_order_p"]):
        interim = days.working(period.start + dice.between(60, 200))
        made += [(interim, "C1"), (days.working(interim + dice.between(150, 280)), "C2")]
    return made


def _family(life: Life, period: Period, dice: Dice) -> list[tuple[int, str]]:
    age = days.age(life.born, period.start)
    status = dice.pick(shape().odds[f"legal.{band(age)}"])
    way = period.adoption
    if way and way.consent and way.ceased is None:
        return [(period.start, "V2")]
    made = [(period.start, status)]
    day = period.start
    if status in {"L1", "L2"}:
        day += dice.between(1, 3) if status == "L1" else dice.between(4, 8)
        status = "C1" if status == "L2" or dice.chance(0.45) else "V2"
        made.append((day, status))
    if status == "V2":
        day = _to_court(age, period, day, dice)
        if not day:
            return made
        made.append((day, "C1"))
    return made + _after_interim(period, day, dice)


def _to_court(age: int, period: Period, day: int, dice: Dice) -> int:
    """The day of an interim order for an accommodated child, or 0."""
    probability = _TO_COURT.get(period.plan, 0.0) * (1.0 if age < 12 else 0.6 if age < 15 else 0.15)
    if period.adoption:
        return day + dice.between(5, 45)
    if not dice.chance(probability):
        return 0
    return days.working(day + 7 + int(dice.lognormal(110, 0.8)))


def _after_interim(period: Period, day: int, dice: Dice) -> list[tuple[int, str]]:
    """From an interim order on: a full order, a placement order, and back if that fails."""
    full = days.working(day + int(dice.lognormal(230, 0.3)))
    way = period.adoption
    if not way:
        return [(full, "C2")] if dice.chance(_TO_FULL.get(period.plan, 0.0)) else []
    made = [(way.order, "E1")]
    if way.ceased is not None:
        made.append((days.working(way.ceased + dice.between(20, 90)), "C2"))
    return made
