"""What stands out in where the cohort is heading: how many, what it costs, and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from kinward.dates import year_name
from kinward.forecast.model import TOTAL, Forecast
from kinward.reports.findings.words import (
    capital,
    children,
    compared,
    count,
    in_100,
    listed,
    pounds,
    signed,
)
from kinward.reports.marks import marks
from kinward.reports.table import long_date
from kinward.terms import CATEGORIES

TIMES = "8 times in 10"


def heading(forecast: Forecast) -> str:
    """The finding about the number ahead, in a few words."""
    place = marks(forecast.month_ends)[0]
    number, day = _mean(forecast, TOTAL, place), long_date(forecast.month_ends[place])
    return f"{capital(_about(number))} expected on {day}"


def expected(forecast: Forecast) -> Iterator[str]:
    """How many, a year ahead and at the end, with the interval."""
    now = forecast.today[TOTAL]
    today = long_date(forecast.as_at)
    for i, place in enumerate(marks(forecast.month_ends)):
        day = long_date(forecast.month_ends[place])
        number = _mean(forecast, TOTAL, place)
        said = f"On {day} {_about(number)}"
        if i:
            yield f"{said}, {TIMES} {_between(forecast, TOTAL, place)}."
            continue
        yield (
            f"{said} {'is' if number == 1 else 'are'} expected to be looked after, "
            f"{compared(number, now, f'on {today}')}; {TIMES} the number will be "
            f"{_between(forecast, TOTAL, place)}."
        )


def target(forecast: Forecast) -> Iterator[str]:
    """The chance of the target."""
    asked = forecast.target
    if asked is None:
        return
    judged = "" if asked.on == asked.by else f" (judged on {long_date(asked.on)}, a month end)"
    most = count(asked.children, "child is", "children are")
    yield (
        f"The chance that at most {most} looked after by {long_date(asked.by)}{judged} is "
        f"{in_100(asked.probability)}."
    )


def movement(forecast: Forecast) -> Iterator[str]:
    """The categories that are expected to rise and to fall the most in a year."""
    place = marks(forecast.month_ends)[0]
    known = [key for key in forecast.categories if key in forecast.today]
    changes = {
        key: forecast.stock.mean[forecast.stock.row(key), place] - forecast.today[key]
        for key in known
    }
    rise, fall = (
        max(changes, key=changes.__getitem__, default=""),
        min(changes, key=changes.__getitem__, default=""),
    )
    said = [
        f"{CATEGORIES.get(key, key).lower()} from {forecast.today[key]:,} to about "
        f"{_mean(forecast, key, place):,} ({TIMES} {_between(forecast, key, place)})"
        for key, way in ((rise, 1), (fall, -1))
        if key and changes[key] * way >= 1
    ]
    if said:
        among = "" if len(known) == len(forecast.categories) else " of those that can be shown"
        day = long_date(forecast.month_ends[place])
        yield f"The largest changes by category{among}, to {day}: {listed(said)}."


def reasons(forecast: Forecast) -> Iterator[str]:
    """What makes the change a year ahead, the largest part first."""
    if forecast.drivers.is_empty():
        return
    place = marks(forecast.month_ends)[0]
    day = forecast.month_ends[place]
    rows = forecast.drivers.filter((pl.col("key") == TOTAL) & (pl.col("month") == day))
    change = rows.filter(pl.col("driver") == "change")["children"].to_list()
    moves = ["change", "moves_in", "moves_out"]
    parts = rows.filter(~pl.col("driver").is_in(moves))
    known = parts.drop_nulls("children").select("label", "children").rows()
    large = sorted((each for each in known if round(each[1])), key=lambda each: -abs(each[1]))
    if not change or not large:
        return
    said = listed([f"{_inside(label)} {signed(number)}" for label, number in large])
    made = f"the change of {signed(change[0])} to {long_date(day)}"
    if parts["children"].null_count():
        yield f"Part of {made}: {said}; the rest is hidden."
    else:
        yield f"What makes {made}: {said}."


def cost(forecast: Forecast) -> Iterator[str]:
    """The cost of each financial year, with its interval."""
    cost = forecast.cost
    if cost is None or not cost.year_names:
        return
    low, high = cost.years.interval(TOTAL, 80)
    row = cost.years.row(TOTAL)
    said = []
    for place, year in enumerate(cost.year_names):
        days = cost.part_years.get(year)
        part = f" (the {count(days, 'day')} that the forecast covers)" if days else ""
        said.append(
            f"{pounds(cost.years.mean[row, place])} in {year_name(year)}{part}, {TIMES} between "
            f"{pounds(low[place])} and {pounds(high[place])}"
        )
    yield f"The placements ahead are expected to cost {'; '.join(said)}."
    if cost.unpriced:
        names = listed([CATEGORIES.get(key, key).lower() for key in cost.unpriced])
        yield f"Without a price, and so in no figure of cost: {names}."


def rests_on(forecast: Forecast, *, hides: bool) -> Iterator[str]:
    """What the forecast is made of.

    Args:
        hides: whether small numbers are hidden.
    """
    yield (
        "Each child’s stay is simulated, and those of children who have yet to come, "
        f"{forecast.runs:,} times (seed {forecast.seed}). Each run draws its own rates, so that "
        "what is not known about them shows in the intervals. Nothing that has not yet been seen "
        "in the returns is in the forecast: no new policy, no new law."
    )
    yield from forecast.notes
    if hides:
        yield (
            "A forecast of a group is hidden at every time where few are in it, or are expected to "
            "be at any time, with others from which it could be worked out."
        )


def _mean(forecast: Forecast, key: str, place: int) -> int:
    return round(float(forecast.stock.mean[forecast.stock.row(key), place]))


def _between(forecast: Forecast, key: str, place: int) -> str:
    low, high = (round(float(np.asarray(end)[place])) for end in forecast.stock.interval(key, 80))
    return f"between {low:,} and {high:,}" if low < high else f"exactly {low:,}"


def _about(number: int) -> str:
    return f"{'about ' if number else ''}{children(number)}"


def _inside(label: str) -> str:
    return label[:1].lower() + label[1:]
