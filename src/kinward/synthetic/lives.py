"""A made-up life: the periods of care of a child from the first entry on, in full detail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kinward.synthetic import days, legal, plans
from kinward.synthetic.absences import absences
from kinward.synthetic.arrivals import Case, cases
from kinward.synthetic.dice import Dice, key_of
from kinward.synthetic.history import Life, Period
from kinward.synthetic.leaving import close
from kinward.synthetic.market import Market
from kinward.synthetic.people import people
from kinward.synthetic.placements import Placing, long_term, placed_for_adoption
from kinward.synthetic.shape import shape

_LEAVER_DAYS: Final = 5 * 366
_TOGETHER: Final = 0.65  # how often brothers and sisters share the course of their case


def lives(seed: int, children: int, market: Market, first: date, last: date) -> list[Life]:
    """Everybody whom a return between two days lists: looked after in them, or a care leaver.

    They are numbered from 1 by the day of their first entry.
    """
    burn_in = first.replace(year=first.year - int(shape().numbers["stock.burn_in_years"]))
    window = days.number(first), days.number(last)
    kept = [
        life
        for case in cases(seed, children, burn_in, last)
        for life in _of_case(case, market, window)
    ]
    kept.sort(key=lambda life: life.periods[0].start)
    for number, life in enumerate(kept, start=1):
        life.number = number
    return kept


def leaver(life: Life) -> bool:
    """True where the law gives support after care: 13 weeks of it from 14 on, some at 16."""
    fourteen, sixteen = days.birthday(life.born, 14), days.birthday(life.born, 16)
    whole = [period for period in life.periods if not period.short_break]
    since = sum(max(period.end - max(period.start, fourteen), 0) for period in whole)
    return since >= 91 and any(period.end > sixteen for period in whole)


def _of_case(case: Case, market: Market, window: tuple[int, int]) -> Iterator[Life]:
    first, last = window
    together = case.size > 1 and Dice(case.key, 3).chance(_TOGETHER)
    for child, life in enumerate(people(case)):
        if days.birthday(life.born, 22) < first:
            continue
        luck = key_of(case.key, 4) if together else key_of(case.key, 5, child)
        start: int | None = case.day
        while start is not None and start <= last:
            turn = len(life.periods)
            period = plans.period(life, start, Dice(luck, turn))
            if period.end >= first or _may_be_leaver(life, period, first):
                _detail(life, period, market, Dice(life.key, 6, turn))
            life.periods.append(period)
            start = plans.next_entry(life, period, Dice(life.key, 7, turn))
        if life.periods[-1].end >= first or (leaver(life) and life.adult + 1461 >= first):
            yield life


def _may_be_leaver(life: Life, period: Period, first: int) -> bool:
    late_enough = period.end >= first - _LEAVER_DAYS
    return late_enough and period.end > days.birthday(life.born, 16)


def _detail(life: Life, period: Period, market: Market, dice: Dice) -> None:
    """Legal statuses, placements, absences and the reason for leaving."""
    period.legal = legal.statuses(life, period, dice)
    period.stays = Placing(life, period, market, dice).stays_of_period()
    placed_for_adoption(period, market, dice)
    long_term(period, dice)
    close(life, period, dice)
    period.absences = absences(period, dice)
