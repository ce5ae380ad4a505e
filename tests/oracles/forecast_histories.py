"""Stays, events and exposure, slow and obvious: one child and one day at a time.

From the rows of the return as they were known on a day, by the oracle of the cohort.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from oracles.cohort import Period, Row, category, periods
from oracles.forecast import ADOPTERS, AGE_MONTHS, birthday, clock, turns_at

CAUSES = {"E4A": "home", "E11": "adopted", "E17": "independent"}
"""The causes of the reasons that the strategies draw; the others tell no cause."""
Cell = tuple[int, bool, str, int, int, int, int]
"""Year before the as-at date, whether unaccompanied, category, age band, time in placement, time in
care, placements before."""


@dataclass(frozen=True)
class Stay:
    """An unbroken time in one placement and one category; `outcome` is None while it is open."""

    child: str
    category: str
    start: date
    end: date | None
    start_known: bool
    care_start: date
    care_known: bool
    order: int
    outcome: str | None
    destination: str | None
    entry: bool


def as_known(rows: Sequence[Row], as_at: date) -> list[Row]:
    """The rows as they stood on a day: none that began later, no end that came later."""
    return [
        row if row["DEC"] is None or row["DEC"] <= as_at else {**row, "DEC": None, "REC": None}
        for row in rows
        if row["DECOM"] <= as_at
    ]


def stays(
    rows: Sequence[Row], births: Mapping[str, date], as_at: date, first_day: date
) -> list[Stay]:
    """The stays of every child as known on the as-at date; none goes on beyond 18."""
    found: list[Stay] = []
    every = periods([dict(row) for row in as_known(rows, as_at)])
    for place, period in enumerate(every):
        if not period.short_break:
            following = every[place + 1] if place + 1 < len(every) else None
            found += _of_period(period, following, births[period.child], as_at, first_day)
    return found


def _of_period(
    period: Period, following: Period | None, born: date, as_at: date, first_day: date
) -> list[Stay]:
    parts: list[tuple[str, list[Row]]] = []
    for rows in period.placements:
        for place, row in enumerate(rows):
            key = _category(row)
            if place == 0 or key != parts[-1][0]:
                parts.append((key, []))
            parts[-1][1].append(row)
    adult = birthday(born, 18)
    first_return_ends = first_day.replace(year=first_day.year + 1) - timedelta(days=1)
    care_known = period.episodes[0]["RNE"] == "S" or period.start > first_return_ends
    found = []
    for place, (key, rows) in enumerate(parts):
        if rows[0]["DECOM"] >= adult:
            continue
        end = rows[-1]["DEC"]
        destination = None
        if (end is None or end >= adult) and adult <= as_at:
            end, outcome = adult, "eighteen"
        elif place < len(parts) - 1:
            outcome, destination = "move", parts[place + 1][0]
        elif end is None:
            outcome = None
        else:
            outcome = _cause(rows[-1]["REC"], period, following)
        found.append(
            Stay(
                period.child,
                key,
                rows[0]["DECOM"],
                end,
                place > 0 or care_known or rows[0]["RNE"] not in ("L", "T", "U"),
                period.start,
                care_known,
                min(place, 3) if care_known else 4,
                outcome,
                destination,
                place == 0 and care_known and period.start >= first_day,
            )
        )
    return found


def _cause(reason: str | None, period: Period, following: Period | None) -> str:
    if reason == "E17":
        return "independent"
    to_breaks = (
        following is not None
        and following.short_break
        and following.child == period.child
        and following.start == period.end
    )
    return "home" if to_breaks else CAUSES.get(reason or "", "custody_or_other")


def _category(row: Row) -> str:
    home: dict[str, Any] | None = row["home"]
    return category(home["PLACE"], home["PLACE_PROVIDER"]) if home else "other"


def exposure(
    found: Sequence[Stay], births: Mapping[str, date], as_at: date, first_day: date
) -> Counter[Cell]:
    """Child-days at risk in every cell, from the first day of the data to the as-at date."""
    days: Counter[Cell] = Counter()
    for stay in found:
        day = max(stay.start, first_day)
        until = min(stay.end or as_at, as_at)
        while day < until:
            ago = (as_at - day).days
            cell = _cell(stay, births[stay.child], day)
            for year in range(int((ago - 1) / 365.25), int(ago / 365.25) + 1):
                # The day runs from `ago` to `ago - 1` days before; a year may end within it.
                part = min(ago, (year + 1) * 365.25) - max(ago - 1, year * 365.25)
                if part > 0:
                    days[(year, *cell)] += part
            day += timedelta(days=1)
    return days


def events(
    found: Sequence[Stay], births: Mapping[str, date], as_at: date, first_day: date
) -> Counter[tuple[Cell, str, str | None]]:
    """Exits and moves in every cell, with the category moved to; an end at 18 is no event."""
    counts: Counter[tuple[Cell, str, str | None]] = Counter()
    for stay in found:
        if stay.end is None or stay.end < first_day or stay.outcome == "eighteen":
            continue
        year = int((as_at - stay.end).days / 365.25)
        day = max(stay.end, first_day)
        assert stay.outcome
        cell = (year, *_cell(stay, births[stay.child], day))
        to_adopters = stay.destination == ADOPTERS
        counts[cell, ADOPTERS if to_adopters else stay.outcome, stay.destination] += 1
    return counts


def _cell(stay: Stay, born: date, day: date) -> tuple[bool, str, int, int, int, int]:
    age = bisect_right([turns_at(born, months) for months in AGE_MONTHS], day)
    in_stay = clock((day - stay.start).days, 0, stay.start_known)
    in_care = clock((day - stay.care_start).days, 0, stay.care_known)
    return stay.child.endswith("u"), stay.category, age, in_stay, in_care, stay.order
