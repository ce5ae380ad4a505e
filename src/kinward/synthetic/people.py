"""The children of a case: ages, sex, ethnicity, need, and where the family lives."""

from __future__ import annotations

from typing import Final

from kinward.synthetic import days
from kinward.synthetic.arrivals import Case
from kinward.synthetic.dice import Dice, key_of
from kinward.synthetic.history import Life
from kinward.synthetic.market import postcode
from kinward.synthetic.shape import shape

_BANDS: Final = (("<1", 1), ("1-4", 5), ("5-9", 10), ("10-15", 16))


def band(age: int) -> str:
    """The age band of a child, as the assumptions name it."""
    return next((name for name, below in _BANDS if age < below), "16-17")


def people(case: Case) -> list[Life]:
    """The children of a case; brothers and sisters share a home, an ethnicity and a need."""
    dice = Dice(case.key, 1)
    ages = _ages(case, dice)
    uasc = case.stream == "uasc"
    ethnic = dice.pick(shape().odds["ethnic.uasc" if uasc else "ethnic.family"])
    need = _need(case.stream, max(ages), dice)
    home = "" if uasc else postcode(dice)
    area = dice.between(0, 2)
    return [_person(case, child, age, (ethnic, need, home, area)) for child, age in enumerate(ages)]


def _ages(case: Case, dice: Dice) -> list[int]:
    oldest = int(dice.pick(shape().ages[case.stream]))
    if case.size == 1:
        return [oldest]
    ages = [min(oldest + dice.between(1, 3), 14)]
    while len(ages) < case.size and ages[-1] > 0:
        ages.append(max(ages[-1] - dice.between(1, 4), 0))
    return ages


def _need(stream: str, age: int, dice: Dice) -> str:
    fixed = {"uasc": "N8", "breaks": "N2"}.get(stream)
    if fixed:
        return fixed
    if stream == "remand":
        return "N6" if dice.chance(0.6) else "N5"
    return dice.pick(shape().odds["need.0-9" if age < 10 else "need.10-17"])


def _person(case: Case, child: int, age: int, family: tuple[str, str, str, int]) -> Life:
    key = key_of(case.key, 2, child)
    dice = Dice(key)
    numbers = shape().numbers
    female = numbers.get(f"entries.{case.stream}_female_p", numbers["entries.female_p"])
    born = _born(case, age, dice)
    ethnic, need, home, area = family
    return Life(
        stream=case.stream,
        born=born,
        female=dice.chance(female),
        ethnic=ethnic,
        cin=need,
        area=area,
        home_post=home,
        key=key,
        adult=days.birthday(born, 18),
    )


def _born(case: Case, age: int, dice: Dice) -> int:
    """A date of birth that gives the age at entry; many newborns enter within days."""
    if age == 0:
        within = dice.weibull(0.55, 75)
        return case.day - min(int(within), 364)
    youngest = case.day - int(age * days.YEAR) - 1
    born = youngest - dice.between(0, 363)
    if case.stream == "uasc" and dice.chance(0.4):  # unknown dates are put down as 1 January
        year = days.as_date(born).year
        first = days.number(days.as_date(born).replace(month=1, day=1))
        return first if days.as_date(first).year == year and case.day - first < 6500 else born
    return born
