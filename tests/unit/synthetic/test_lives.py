"""Made-up lives: lawful, shaped like England's, and the same whichever window looks at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from kinward.synthetic import days
from kinward.synthetic.arrivals import entries_a_year
from kinward.synthetic.history import Life, Period
from kinward.synthetic.lives import lives
from kinward.synthetic.market import Market
from kinward.synthetic.placements import GROUP
from kinward.synthetic.shape import shape

_FIRST, _LAST = date(2018, 4, 1), date(2026, 3, 31)
_CHILDREN, _SEEDS = 400, (11, 12, 13)


@cache
def _lives(seed: int) -> tuple[Life, ...]:
    return tuple(lives(seed, _CHILDREN, Market(seed), _FIRST, _LAST))


def _periods() -> Iterator[tuple[Life, Period]]:
    for seed in _SEEDS:
        for life in _lives(seed):
            for period in life.periods:
                if not period.short_break:
                    yield life, period


def _stock(day: date) -> list[tuple[Life, Period]]:
    number = days.number(day)
    return [(life, p) for life, p in _periods() if p.start <= number < p.end]


def _share(counts: Counter[str], *names: str) -> float:
    return sum(counts[name] for name in names) / counts.total()


def test_about_as_many_are_looked_after_as_was_asked_for() -> None:
    stocks = [len(_stock(date(year, 3, 31))) / len(_SEEDS) for year in range(2018, 2027)]
    assert sum(stocks) / len(stocks) == pytest.approx(_CHILDREN, rel=0.07)
    assert max(stocks) - min(stocks) < 0.25 * _CHILDREN


def test_the_mean_stay_in_the_assumptions_is_the_one_that_comes_out() -> None:
    """Stock divided by entries, over three authorities and eight years."""
    first, last = days.number(_FIRST), days.number(_LAST)
    entries = sum(first <= p.start <= last for _, p in _periods()) / 8
    stock = sum(len(_stock(date(year, 3, 31))) for year in range(2018, 2027)) / 9
    assert stock / entries == pytest.approx(shape().numbers["stock.mean_years"], rel=0.07)
    assert entries / len(_SEEDS) == pytest.approx(entries_a_year(_CHILDREN), rel=0.1)


def test_nobody_is_in_care_on_or_after_the_eighteenth_birthday() -> None:
    assert all(period.end <= life.adult for life, period in _periods())
    assert all(life.born <= life.periods[0].start for life, _ in _periods())


def test_a_period_is_filled_without_gaps_and_each_part_lasts_a_day_or_more() -> None:
    for _, period in _periods():
        if not period.stays:
            continue
        for parts in (
            [stay.start for stay in period.stays],
            [start for start, _ in period.legal],
        ):
            assert parts[0] == period.start
            assert parts == sorted(set(parts))
            assert parts[-1] < period.end


def test_periods_of_a_child_do_not_touch() -> None:
    for seed in _SEEDS:
        for life in _lives(seed):
            for left, came in zip(life.periods, life.periods[1:], strict=False):
                assert left.end < came.start


def test_parents_only_under_an_order_and_foster_carers_before_adoption() -> None:
    for _, period in _periods():
        for stay in period.stays:
            if stay.kind == "p1":
                assert period.legal_on(stay.start) in {"C1", "C2"}
        for before, placed in zip(period.stays, period.stays[1:], strict=False):
            if placed.kind == "adopt":
                assert GROUP[before.kind] in {"kin", "fostering"}


def test_the_ages_of_looked_after_children_are_those_of_england() -> None:
    """31 March 2024: under 1 5%, 1-4 14%, 5-9 18%, 10-15 38%, 16-17 26% (DfE); within a few."""
    bands: Counter[str] = Counter()
    for year in range(2019, 2027):
        end = date(year, 3, 31)
        for life, _ in _stock(end):
            age = days.age(life.born, days.number(end))
            bands["<1" if age < 1 else "1-4" if age < 5 else "5-9" if age < 10 else
                  "10-15" if age < 16 else "16-17"] += 1  # fmt: skip
    assert 0.03 < _share(bands, "<1") < 0.07
    assert 0.10 < _share(bands, "1-4") < 0.18
    assert 0.14 < _share(bands, "5-9") < 0.22
    assert 0.34 < _share(bands, "10-15") < 0.44
    assert 0.20 < _share(bands, "16-17") < 0.29


def test_the_mix_of_placements_is_that_of_england() -> None:
    """Two thirds fostered, a third of them by kin; a tenth in homes; the rest in between."""
    kinds: Counter[str] = Counter()
    for year in range(2019, 2027):
        day = days.number(date(year, 3, 31))
        for _, period in _stock(date(year, 3, 31)):
            kinds[[stay.kind for stay in period.stays if stay.start <= day][-1]] += 1
    assert 0.62 < _share(kinds, "kin", "inh", "ifa", "ola", "ffa") < 0.74
    assert 0.19 < _share(kinds, "kin") < 0.29
    assert 0.08 < _share(kinds, "res_in", "res_ext", "res_care") < 0.15
    assert 0.05 < _share(kinds, "sup", "p2") < 0.12
    assert 0.04 < _share(kinds, "p1") < 0.10
    assert 0.015 < _share(kinds, "adopt") < 0.045


def test_the_reasons_for_leaving_are_those_of_england() -> None:
    first, last = days.number(_FIRST), days.number(_LAST)
    codes = Counter(period.rec for _, period in _periods() if first <= period.end <= last)
    assert 0.27 < _share(codes, "E4A", "E4B", "E13") < 0.37
    assert 0.09 < _share(codes, "E45", "E46", "E47", "E48") < 0.16
    assert 0.06 < _share(codes, "E11", "E12") < 0.11
    assert 0.24 < _share(codes, "E5", "E6", "E17") < 0.36


def test_many_leave_within_weeks_and_those_left_leave_ever_more_slowly() -> None:
    """Leavers a day of exposure fall from one stretch of time in care to the next."""
    first, last = days.number(_FIRST), days.number(date(2023, 3, 31))
    stays = [p.end - p.start for _, p in _periods() if first <= p.start <= last]
    rates = []
    for low, high in ((0, 14), (14, 60), (60, 180)):
        left = sum(low <= stay < high for stay in stays)
        exposure = sum(min(stay, high) - low for stay in stays if stay > low)
        rates.append(left / exposure)
    assert rates[0] > 1.5 * rates[1] > 2 * rates[2]
    still = [stay for stay in stays if stay > 28]
    assert sum(stay > 365 for stay in still) / len(still) > 0.55


def test_asylum_seekers_are_older_mostly_male_and_leave_at_eighteen() -> None:
    uasc = [life for seed in _SEEDS for life in _lives(seed) if life.stream == "uasc"]
    assert len(uasc) > 60
    assert sum(not life.female for life in uasc) / len(uasc) > 0.88
    assert all(days.age(life.born, life.periods[0].start) >= 11 for life in uasc)
    assert sum(life.periods[0].end >= life.adult - 1 for life in uasc) / len(uasc) > 0.75
    assert all(life.duc is not None and life.duc <= life.adult for life in uasc)


def test_brothers_and_sisters_enter_on_one_day() -> None:
    families: dict[tuple[str, int], int] = Counter(
        (life.home_post, life.periods[0].start)
        for life in _lives(_SEEDS[0])
        if life.stream == "family"
    )
    groups = [size for size in families.values() if size > 1]
    assert sum(groups) / sum(families.values()) > 0.3
    assert max(groups) <= 4


def test_a_life_is_the_same_whatever_years_are_looked_at() -> None:
    short = lives(11, _CHILDREN, Market(11), date(2023, 4, 1), _LAST)
    by_key = {life.key: life for life in _lives(11)}
    assert len(short) > _CHILDREN
    end = days.number(date(2023, 4, 1))
    for life in short:
        if life.key in by_key:
            same = [p for p in by_key[life.key].periods if p.end >= end]
            assert [p for p in life.periods if p.end >= end] == same
    assert {life.key for life in short} <= set(by_key)


def test_seeds_differ() -> None:
    assert {life.key for life in _lives(11)}.isdisjoint({life.key for life in _lives(12)})
