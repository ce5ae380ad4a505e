"""What a council has beside the returns: population, teams, published flows, identifiers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import polars as pl

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life
from kinward.synthetic.money import finance_id
from kinward.synthetic.returns import child_id
from kinward.synthetic.shape import shape

_RATE: Final = 66.0  # looked after children for each 10,000 aged 0 to 17, near England's
_AREAS: Final = ("Made-up North", "Made-up East", "Made-up South")
_OWN_TEAMS: Final = {"uasc": "Made-up Asylum", "breaks": "Made-up Disabled Children"}
_IN_CARE, _LEAVING = "Made-up Children in Care", "Made-up Leaving Care"


def population(children: int, years: range, seed: int) -> pl.DataFrame:
    """The rows of population.csv: mid-year estimates by age, and five years of projection."""
    yearly = children / _RATE * 10_000 / 18
    births = {
        year: yearly
        * (1 + 0.05 * math.sin((year - 2003) / 7) + 0.008 * Dice(seed, 8, year).normal())
        for year in range(years[0] - 25, years[-1] + 7)
    }
    rows = [
        (year, age, round(births[year - age] * (1 + 0.003 * age)), "yes")
        for year in range(years[0] - 2, years[-1] + 6)
        for age in range(20)
    ]
    schema = ["year", "age", "population", "made_up"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def teams(lives: list[Life], years: range) -> pl.DataFrame:
    """The rows of teams.csv: the team that answers for a child, by date."""
    first, last = days.year_start(years[0]), days.year_end(years[-1])
    rows = [
        (life.number, team, start, end if end <= last else None)
        for life in lives
        for team, start, end in _teams(life)
        if end >= first and start <= last
    ]
    schema = {"number": pl.Int32, "team": pl.String, "from": pl.Int32, "to": pl.Int32}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.select(
        child_id(pl.col("number")).alias("child_id"), "team", pl.col("from", "to").cast(pl.Date)
    )


def _teams(life: Life) -> Iterator[tuple[str, int, int]]:
    own = _OWN_TEAMS.get(life.stream, _OWN_TEAMS["breaks"] if life.cin == "N2" else "")
    leaving = days.birthday(life.born, 16) + 90
    for period in life.periods:
        changes = [(period.start, own or _AREAS[life.area])]
        if not own:
            handover = period.start + int(shape().numbers["events.team_change_days"])
            changes += [(handover, _IN_CARE), (max(leaving, period.start + 1), _LEAVING)]
        kept = [change for change in sorted(changes) if change[0] < period.end]
        if _LEAVING in [team for _, team in kept]:
            kept = kept[: [team for _, team in kept].index(_LEAVING) + 1]
        ends = [start for start, _ in kept[1:]] + [period.end]
        yield from ((team, start, end) for (start, team), end in zip(kept, ends, strict=True))


def identifiers(numbers: list[int]) -> pl.DataFrame:
    """The rows of children.csv, in the order of the finance system.

    Args:
        numbers: of the children listed.
    """
    frame = pl.DataFrame(
        {
            "finance_child_id": [finance_id(number) for number in numbers],
            "number": numbers,
        },
        schema={"finance_child_id": pl.String, "number": pl.Int32},
    )
    named = frame.with_columns(return_child_id=child_id(pl.col("number"))).drop("number")
    return named.sort("finance_child_id")


def totals(lives: list[Life], years: range, seed: int) -> tuple[pl.DataFrame, str, int]:
    """The rows of totals.csv, the month in which they err, and by how many entries.

    They agree with the returns except for one month, in which fewer are said to have begun: as in
    real papers, where late records are never added.
    """
    began: Counter[tuple[int, int]] = Counter()
    ceased: Counter[tuple[int, int]] = Counter()
    first = date(years[0] - 1, 4, 1)
    opening = 0
    for life in lives:
        for period in life.periods:
            if period.short_break:
                continue
            start, end = days.as_date(period.start), days.as_date(period.end)
            began[start.year, start.month] += 1
            ceased[end.year, end.month] += 1
            opening += start < first <= end
    rows = []
    months = _months(years)
    wrong = months[-Dice(seed, 9).between(8, 11)]
    missed = min(Dice(seed, 10).between(2, 4), began[wrong])
    for year, month in months:
        opening += began[year, month] - ceased[year, month]
        said = began[year, month] - (missed if (year, month) == wrong else 0)
        rows.append((f"{year}-{month:02d}", said, ceased[year, month], opening, "yes"))
    schema = ["month", "began", "ceased", "looked_after", "made_up"]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame, f"{wrong[0]}-{wrong[1]:02d}", missed


def _months(years: range) -> list[tuple[int, int]]:
    day, months = date(years[0] - 1, 4, 1), []
    while day <= date(years[-1], 3, 31):
        months.append((day.year, day.month))
        day = (day + timedelta(days=32)).replace(day=1)
    return months
