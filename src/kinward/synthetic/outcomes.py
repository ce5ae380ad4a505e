"""Outcomes: health of children looked after for a year (OC2) and how care leavers fare (OC3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period
from kinward.synthetic.lives import leaver
from kinward.synthetic.records import year_of
from kinward.synthetic.shape import shape

Row = tuple[Any, ...]


def health(life: Life, years: range) -> Iterator[Row]:
    """The OC2 row of each 31 March on which the child has been looked after for twelve months."""
    for period in life.periods:
        if period.short_break or not period.stays:
            continue
        for year in years:
            if period.start <= days.year_start(year) and period.end > days.year_end(year):
                yield _health(life, year)


def _health(life: Life, year: int) -> Row:
    dice = Dice(life.key, 21, year)
    at_start = days.age(life.born, days.year_start(year))
    at_end = days.age(life.born, days.year_end(year))
    score, reason = _questionnaire(at_start, at_end, dice)
    misuse = at_end >= 11 and dice.chance(0.05)
    received = misuse and dice.chance(0.5)
    return (
        year, life.number, life.born, score, reason,
        _flag(at_end >= 13 and dice.chance(0.05)) if at_end >= 10 else "",
        _flag(dice.chance(0.88)) if at_end < 5 else "",
        _flag(dice.chance(0.85)), _flag(dice.chance(0.78)), _flag(dice.chance(0.9)),
        _flag(misuse), _flag(received) if misuse else "",
        _flag(dice.chance(0.8)) if misuse and not received else "",
    )  # fmt: skip


def _questionnaire(at_start: int, at_end: int, dice: Dice) -> tuple[str, str]:
    """A score for ages 4 to 16, the reason for none, or neither."""
    if at_end < 4 or at_start >= 17:
        return "", ""
    if at_start < 4 or at_end >= 17:
        return "", "SDQ1"
    if dice.chance(0.79):
        return str(min(int(dice.weibull(1.9, 15.5)), 40)), ""
    return "", dice.one_of(("SDQ2", "SDQ4", "SDQ4", "SDQ5", "SDQ3"))


def after_care(life: Life, years: range) -> Iterator[Row]:
    """The OC3 row of each birthday from the 17th to the 21st of somebody who has left care."""
    last = life.periods[-1]
    if not leaver(life) or last.rec in {"E2", "E3"}:
        return
    for age in range(17, 22):
        day = days.birthday(life.born, age)
        year = year_of(day)
        if year in years and last.end < day and _entitled(life, day):
            yield _after_care(life, last, year, age)


def _entitled(life: Life, day: int) -> bool:
    return all(period.end < day for period in life.periods)


def _after_care(life: Life, last: Period, year: int, age: int) -> Row:
    dice = Dice(life.key, 22, age)
    odds = shape().odds
    touch = dice.pick(odds["leavers.in_touch"])
    if touch == "RHOM" and last.rec not in {"E4A", "E4B"}:
        touch = "YES"
    if touch != "YES":
        return year, life.number, life.born, touch, "0", "0"
    home = dice.pick(odds["leavers.home"])
    if home == "Z1" and (last.rec != "E17" or age < 18):
        home = "U1" if age >= 18 else "B1"
    return year, life.number, life.born, touch, dice.pick(odds["leavers.activity"]), home


def _flag(value: bool) -> str:
    return "1" if value else "0"
