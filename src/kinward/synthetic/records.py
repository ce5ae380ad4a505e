"""What the other tables of the return say of a life, year by year.

Each function yields rows of one table as (return year, number, values...), in the order of the
table's columns without CHILD; days are day numbers, None or an empty text is a blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from kinward.dates import return_year
from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period
from kinward.synthetic.shape import shape

Row = tuple[Any, ...]
_CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"


@cache
def year_of(day: int) -> int:
    """The return year of a day number."""
    return return_year(days.as_date(day))


def spread(start: int, end: int | None, years: range) -> Iterator[tuple[int, int | None]]:
    """The return years that a stretch of days touches, and its end where that year knows it."""
    last = years[-1] if end is None else min(year_of(end), years[-1])
    for year in range(max(year_of(start), years[0]), last + 1):
        known = end is not None and end <= days.year_end(year)
        yield year, end if known else None


def years_in_care(life: Life, years: range) -> set[int]:
    """The return years in which a life has an episode."""
    return {year for period in life.periods for year, _ in spread(period.start, period.end, years)}


def header(life: Life, years: range, listed: set[int]) -> Iterator[Row]:
    """SEX, DOB, ETHNIC, UPN, MOTHER, MC_DOB; `listed` are the years of any record of the child."""
    dice = Dice(life.key, 11)
    in_care = years_in_care(life, years)
    upn, late = _upn(dice), dice.chance(0.4)
    numbers = shape().numbers
    born = days.birthday(life.born, 15) + dice.between(60, 1000)
    mother = life.female and dice.chance(numbers["events.mother_p"])
    whole = [period for period in life.periods if not period.short_break]
    for year in sorted(listed):
        end = days.year_end(year)
        sex = ("2" if life.female else "1") if year < 2025 else ("F" if life.female else "M")
        known = upn
        if life.born > days.number(days.as_date(end).replace(year=year - 5, month=8, day=31)):
            known = "UN1"
        elif life.stream == "uasc" and late and year == year_of(life.periods[0].start):
            known = "UN2"
        here = [p for p in whole if p.start <= end and p.end >= days.year_start(year)]
        asked = life.female and year in in_care and bool(here)
        is_mother = asked and mother and born <= min(end, here[-1].end)
        yield (
            year, life.number, sex, life.born, life.ethnic, known,
            ("1" if is_mother else "0") if asked else "", born if is_mother else None,
        )  # fmt: skip


def uasc(life: Life, years: range) -> Iterator[Row]:
    """SEX, DOB, DUC: each year in care until the status has ceased."""
    if life.stream != "uasc" or life.duc is None:
        return
    for year in sorted(years_in_care(life, years)):
        if life.duc >= days.year_start(year):
            sex = ("2" if life.female else "1") if year < 2025 else ("F" if life.female else "M")
            yield (
                year, life.number, sex, life.born,
                life.duc if life.duc <= days.year_end(year) else None,
            )  # fmt: skip


def reviews(life: Life, years: range) -> Iterator[Row]:
    """DOB, REVIEW, REVIEW_CODE: mostly on time."""
    numbers = shape().numbers
    last = days.year_end(years[-1])
    for period in _whole(life):
        dice = Dice(life.key, period.start, 12)
        late = dice.chance(numbers["events.first_review_late_p"])
        day = days.working(period.start + (dice.between(36, 70) if late else dice.between(9, 25)))
        done = 0
        while day < min(period.end, last + 1):
            if year_of(day) in years:
                yield year_of(day), life.number, life.born, day, _part(life, day, dice)
            done += 1
            late = dice.chance(numbers["events.review_late_p"])
            if done == 1:
                wait = dice.between(96, 140) if late else dice.between(58, 86)
            else:
                wait = dice.between(190, 240) if late else dice.between(140, 178)
            day = days.working(day + wait)


def _part(life: Life, day: int, dice: Dice) -> str:
    age = days.age(life.born, day)
    if age < 4:
        return "PN0"
    return dice.pick(shape().odds["review.under_10" if age < 10 else "review.over_10"])


def missing(life: Life, years: range) -> Iterator[Row]:
    """DOB, MISSING, MIS_START, MIS_END: a few children, often."""
    numbers = shape().numbers
    for period in _whole(life):
        dice = Dice(life.key, period.start, 13)
        if not dice.chance(numbers["events.runner_p"]):
            continue
        day = max(period.start + 2, days.birthday(life.born, 12))
        rate = numbers["events.missing_a_year"] * dice.lognormal(1.0, 0.8)
        while True:
            day += 2 + int(dice.weibull(0.8, days.YEAR / rate))
            back = day + (0 if dice.chance(0.35) else int(dice.weibull(0.7, 1.6)))
            if back >= period.end - 1 or day > days.year_end(years[-1]):
                break
            kind = "M" if dice.chance(0.8) else "A"
            for year, known in spread(day, back, years):
                yield year, life.number, life.born, kind, day, known
            day = back


def placed(life: Life, years: range) -> Iterator[Row]:
    """DOB, DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED of the adoption decision."""
    for period in life.periods:
        way = period.adoption
        if way is None:
            continue
        end = way.ceased if way.ceased is not None else period.end
        for year, known in spread(way.decision, end, years):
            over = known is not None and way.ceased is not None
            yield (
                year, life.number, life.born, way.decision,
                known if over else None, way.why_ceased if over else "",
            )  # fmt: skip


def adopted(life: Life, years: range) -> Iterator[Row]:
    """DOB, DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR."""
    for period in life.periods:
        way = period.adoption
        if period.leaves != "adoption" or way is None or year_of(period.end) not in years:
            continue
        dice = Dice(life.key, period.start, 14)
        kinds = (("1", "F1", "L0"), ("1", "M1", "L0"), ("2", "MM", "L12"), ("2", "FF", "L4"))
        couple = ("2", "MF", "L11") if dice.chance(0.85) else ("2", "MF", "L3")
        number, sex, status = dice.one_of(kinds) if dice.chance(0.27) else couple
        yield (
            year_of(period.end), life.number, life.born, way.decision, way.match,
            "1" if way.with_carer else "0", number, sex, status,
        )  # fmt: skip


def previous_permanence(life: Life, years: range) -> Iterator[Row]:
    """DOB, PREV_PERM, LA_PERM, DATE_PERM: once a year in which a period of care starts."""
    dice = Dice(life.key, 15)
    done: set[int] = set()
    for period in _whole(life):
        year = year_of(period.start)
        if year not in years or year in done:
            continue
        done.add(year)
        kind = dice.pick(shape().odds["previous_permanence.all"])
        age = period.start - life.born
        if kind == "Z1" or life.stream == "uasc" or age < 900:
            yield year, life.number, life.born, "Z1", "", ""
            continue
        order = days.as_date(period.start - dice.between(200, age - 200))
        text = f"{order:%d/%m/%Y}" if dice.chance(0.7) else f"zz/{order:%m/%Y}"
        yield year, life.number, life.born, kind, "999", "zz/zz/zzzz" if kind == "P4" else text


def workers(life: Life, years: range) -> Iterator[Row]:
    """DOB, SW_ID, SW_DECOM, SW_DEC, SW_REASON, from the return of 2023/24 on."""
    asked = range(max(years[0], 2024), years[-1] + 1)
    if not asked:
        return
    dice = Dice(life.key, 16)
    free = 0
    for period in _whole(life):
        if period.end < days.year_start(asked[0]):
            continue
        day, reason = max(free, period.start - dice.between(2, 260)), "FCONTA"
        while day < period.end and day <= days.year_end(asked[-1]):
            wait = dice.lognormal(shape().numbers["events.worker_median_days"], 0.8)
            end = min(day + 15 + int(wait), period.end)
            worker = f"SWDEMO{dice.between(1, 9999):04d}"
            for year, known in spread(day, end, asked):
                yield year, life.number, life.born, worker, day, known, reason
            day, reason = end, dice.pick(shape().odds["worker.change"])
        free = max(free, period.end)


def deprivation(life: Life, years: range) -> Iterator[Row]:
    """DOB, DOLO_START, DOLO_END, from the return of 2026/27 on: a few children in homes."""
    asked = range(max(years[0], 2027), years[-1] + 1)
    if not asked:
        return
    dice = Dice(life.key, 17)
    for period in _whole(life):
        for stay, following in zip(period.stays, [*period.stays[1:], None], strict=True):
            end = following.start if following else period.end
            if stay.place != "K2" or end - stay.start < 60 or not dice.chance(0.08):
                continue
            start = max(stay.start, days.year_start(asked[0])) + dice.between(5, 40)
            over = min(start + dice.between(30, 180), end)
            if start < over:
                for year, known in spread(start, over, asked):
                    yield year, life.number, life.born, start, known


def _whole(life: Life) -> list[Period]:
    """Periods of being looked after that are known in detail, without short breaks."""
    return [period for period in life.periods if period.stays and not period.short_break]


def _upn(dice: Dice) -> str:
    """A pupil number with its check letter; 999 is no authority's."""
    digits = "999" + "".join(str(dice.between(0, 9)) for _ in range(9))
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return _CHECK_LETTERS[total % 23] + digits
