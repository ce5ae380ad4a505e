"""The cohort's figures, slow and obvious: plain Python, one child and one day at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]


@dataclass
class Period:
    """A period of care: its episodes in order, and its placements as lists of them."""

    child: str
    short_break: bool
    episodes: list[Row] = field(default_factory=list)
    placements: list[list[Row]] = field(default_factory=list)

    @property
    def start(self) -> date:
        return self.episodes[0]["DECOM"]

    @property
    def end(self) -> date | None:
        return self.episodes[-1]["DEC"]


def category(place: str | None, provider: str | None) -> str:  # noqa: PLR0911
    """The commissioning category, as `interfaces` words it."""
    if place in ("U1", "U3"):
        return "kinship"
    if place in ("U2", "U5"):
        return "concurrent"
    if place in ("U4", "U6"):
        if provider == "PR1":
            return "in_house_fostering"
        if provider in ("PR4", "PR5"):
            return "independent_fostering"
        if provider in ("PR2", "PR3", None):
            return "other_authority_fostering"
        return "other"
    if place in ("K2", "R1"):
        return "in_house_residential" if provider == "PR1" else "external_residential"
    if place in ("A3", "A4", "A5", "A6"):
        return "placed_for_adoption"
    return {
        "R3": "parent_and_child",
        "S1": "residential_school",
        "K1": "secure",
        "K3": "supported_accommodation",
        "H5": "supported_accommodation",
        "P2": "independent_living",
        "P1": "with_parents",
    }.get(place or "", "other")


def periods(rows: Iterable[Row]) -> list[Period]:
    """Every period of care, with its placements, child by child."""
    found: list[Period] = []
    for row in sorted(rows, key=_order):
        short = row["LS"] in ("V3", "V4")
        last = found[-1] if found else None
        if (
            last is None
            or last.child != row["CHILD"]
            or last.end != row["DECOM"]
            or last.short_break != short
        ):
            found.append(Period(row["CHILD"], short))
        found[-1].episodes.append(row)
    for period in found:
        _place(period)
    return found


def _order(row: Row) -> tuple[str, date, date]:
    return row["CHILD"], row["DECOM"], row["DEC"] or date.max


def absent(row: Row) -> bool:
    """Whether an episode is a temporary absence."""
    return row["PLACE"] in ("T0", "T1", "T2", "T3", "T4")


def _place(period: Period) -> None:
    """Walk through the episodes, remembering the home that the child has and whether it is away."""
    home: Row | None = None
    away = False
    for row in period.episodes:
        if not period.placements:
            period.placements.append([row])
        elif absent(row) or home is None or _stays(home, row, away):
            period.placements[-1].append(row)
        else:
            period.placements.append([row])
        away = absent(row)
        home = home if away else row
    first_home = next((row for row in period.episodes if not absent(row)), None)
    kept = first_home
    for row in period.episodes:
        kept = kept if absent(row) else row
        row["home"] = kept


def _stays(home: Row, row: Row, away: bool) -> bool:
    if row["RNE"] in ("L", "T", "U"):
        return True
    if row["RNE"] in ("S", "P", "B") and not away:
        return False
    if row["PL_POST"] is None and home["PLACE"] != row["PLACE"]:
        return False
    return all(home[key] == row[key] for key in ("PL_POST", "URN", "PLACE_PROVIDER"))


def is_open(row: Row | Period, day: date) -> bool:
    """Whether an episode or a period is open at the end of a day."""
    start, end = (row.start, row.end) if isinstance(row, Period) else (row["DECOM"], row["DEC"])
    return start <= day and (end is None or end > day)


def looked_after(found: list[Period], day: date) -> dict[str, Row]:
    """The open episode of each child looked after on a day."""
    return {
        period.child: row
        for period in found
        if not period.short_break
        for row in period.episodes
        if is_open(row, day)
    }


def by_category(found: list[Period], day: date) -> Counter[str]:
    """Children looked after on a day by category."""
    return Counter(
        category(row["home"]["PLACE"], row["home"]["PLACE_PROVIDER"]) if row["home"] else "other"
        for row in looked_after(found, day).values()
    )


def age(born: date, day: date) -> int:
    """Age in completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def by_age(found: list[Period], births: dict[str, date | None], day: date) -> Counter[str]:
    """Children looked after on a day by age band."""
    return Counter(_band(births.get(child), day) for child in looked_after(found, day))


def _band(born: date | None, day: date) -> str:
    if born is None:
        return "unknown"
    years = age(born, day)
    lowest = {"18+": 18, "16-17": 16, "10-15": 10, "5-9": 5, "1-4": 1}
    return next((band for band, low in lowest.items() if years >= low), "<1")


def flow(found: list[Period], first: date, last: date) -> dict[str, int]:
    """Opening, entries, exits, closing from the first to the last day, and DfE's two counts."""
    care = [period for period in found if not period.short_break]
    started = [period.child for period in care if first <= period.start <= last]
    ceased = [period.child for period in care if period.end and first <= period.end <= last]
    return {
        "opening": len(looked_after(found, first - timedelta(days=1))),
        "entries": len(started),
        "exits": len(ceased),
        "closing": len(looked_after(found, last)),
        "started_dfe": len(set(started)),
        "ceased_dfe": len(set(ceased)),
    }


def back(day: date, months: int) -> date:
    """The day so many months before, or the last of a month that is shorter."""
    for shorter in range(4):
        try:
            total = day.year * 12 + day.month - 1 - months
            return date(total // 12, total % 12 + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError


def many_placements(found: list[Period], day: date) -> tuple[int, int]:
    """Children with three or more placements in the year to the day, and all looked after."""
    began = back(day, 12) + timedelta(days=1)
    here = looked_after(found, day)
    had: Counter[str] = Counter()
    for period in found:
        for rows in period.placements if not period.short_break else []:
            start, end = rows[0]["DECOM"], rows[-1]["DEC"]
            a_day = end is None or end > start
            touches = start <= day and (end is None or end > began)
            if a_day and touches and not all(absent(row) for row in rows):
                had[period.child] += 1
    return sum(had[child] >= 3 for child in here), len(here)


def long_term(found: list[Period], births: dict[str, date | None], day: date) -> tuple[int, int]:
    """Under-16s in care for 2.5 years who are settled, and all of them."""
    settled = base = 0
    for period in found:
        born = births.get(period.child)
        young = born is not None and age(born, day) < 16
        if period.short_break or not young or not is_open(period, day):
            continue
        if period.start > back(day, 30):
            continue
        base += 1
        now = next(
            place
            for place, rows in enumerate(period.placements)
            if any(is_open(row, day) for row in rows)
        )
        home = next(row for row in period.placements[now] if is_open(row, day))["home"]
        since = period.placements[now][0]["DECOM"]
        if home and home["PLACE"] in ("A3", "A4", "A5", "A6") and now:
            since = period.placements[now - 1][0]["DECOM"]
        settled += since <= back(day, 24)
    return settled, base
