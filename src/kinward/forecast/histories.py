"""Every child's stays as they were known on the as-at date: what the rates are fitted to.

What came later is hidden: an episode that began later is absent, an end that came later is blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.cohort.spans import NEVER, Days, birthdays, day_number, day_numbers
from kinward.cohort.stock import check_as_at
from kinward.forecast.bands import (
    ADULT,
    CAUSES,
    EIGHTEEN,
    FAMILY,
    MOST_BEFORE,
    MOVE,
    OPEN,
    UASC,
    UNKNOWN_ORDER,
)
from kinward.terms import CATEGORIES

_NO_CAUSE: Final = CAUSES.index("custody_or_other")
_SAME_CARER: Final = ("L", "T", "U")
_USUAL_AGE: Final = 10

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Histories:
    """The stays of all children, one entry of each array a stay, in order of child and start.

    A stay is an unbroken time in one placement and one category. Days are numbers (since 1 January
    1970). An end that the as-at date does not know is `NEVER`.

    Attributes:
        as_at: the as-at date.
        today: the same as a number.
        observed_from: the first day that the returns cover, as a number; what came before is known
            only of children who were still there.
        child: row of the child in the arrays of children.
        period: the period of care, as its row in `Cohort.periods`.
        category: index in `kinward.terms.CATEGORIES`.
        start, end: [start, end); never beyond the 18th birthday.
        start_known: whether the placement began on `start`; else it is older.
        care_start, care_start_known: the same of the period of care.
        order: how many stays the period had before, at most `bands.MOST_BEFORE`, or
            `bands.UNKNOWN_ORDER` where the period began before the data.
        outcome: how it ended: an index of `bands.CAUSES`, `MOVE`, `EIGHTEEN` or `OPEN`.
        destination: the category after a move, else -1.
        first: whether it is the first of a period of care that the returns saw begin: an entry.
        re_entry: of an entry, whether the child had left care at most twelve months before.
        home: a number for the home postcode on entry, -1 where none is given.
        birth: of each child, the date of birth as a number (assumed where the return has none).
        stream: of each child, `FAMILY` or `UASC`.
        identity: of each child looked after on the as-at date, a number that depends on its
            identifier only: the key of its luck (0 for others).
        births_assumed: children whose date of birth is assumed.
        adults: children still looked after on the as-at date who have passed 18, and are left out.
    """

    as_at: date
    today: int
    observed_from: int
    child: Ints
    period: Ints
    category: Ints
    start: Days
    end: Days
    start_known: Flags
    care_start: Days
    care_start_known: Flags
    order: Ints
    outcome: Ints
    destination: Ints
    first: Flags
    re_entry: Flags
    home: Ints
    birth: Days
    stream: Ints
    identity: NDArray[np.uint64]
    births_assumed: int
    adults: int

    @property
    def open(self) -> Ints:
        """The stays open on the as-at date: one a child looked after."""
        return np.flatnonzero(self.outcome == OPEN)

    @property
    def years(self) -> float:
        """The length of the time observed, in years."""
        return (self.today - self.observed_from + 1) / 365.25


def histories(cohort: Cohort, as_at: date) -> Histories:
    """The stays of a cohort as they were known on a day.

    Raises:
        ArgumentError: the returns do not cover the day.
    """
    check_as_at(cohort, as_at)
    today = day_number(as_at)
    episodes = cohort.care_episodes.filter(pl.col("start") <= as_at)
    stays = _stays(episodes, cohort, today)
    born, assumed = _births(cohort, stays)
    return _trimmed(stays, cohort, as_at, born, assumed)


@dataclass(frozen=True)
class _Stays:
    """Stays before the 18th birthday cuts them; `period` is the row of the period of care."""

    child: Ints
    period: Ints
    category: Ints
    start: Days
    end: Days
    start_known: Flags
    first: Flags
    last: Flags
    home: Ints


def _stays(episodes: pl.DataFrame, cohort: Cohort, today: int) -> _Stays:
    placement = episodes["placement"].to_numpy().astype(np.int64)
    keys = {key: place for place, key in enumerate(CATEGORIES)}
    told = episodes["category"].replace_strict(keys, default=keys["other"], return_dtype=pl.Int64)
    period = episodes["period"].to_numpy().astype(np.int64)
    # A child away since care began has no home yet: the one that follows is still to come.
    housed = np.isin(period, period[~episodes["temporary"].to_numpy()])
    category = np.where(housed, told.to_numpy(), keys["other"])
    begins = np.ones(len(placement), dtype=np.bool_)
    begins[1:] = (placement[1:] != placement[:-1]) | (category[1:] != category[:-1])
    rows = np.flatnonzero(begins)
    last_rows = np.append(rows[1:], len(placement)) - 1 if len(rows) else rows
    end = day_numbers(episodes["end"])[last_rows]
    of_period = period[rows]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = of_period[1:] != of_period[:-1]
    same_carer = episodes["RNE"].is_in(_SAME_CARER).fill_null(value=False).to_numpy()[rows]
    care_known = cohort.periods["start_known"].to_numpy()[of_period]
    return _Stays(
        child=episodes["child"].to_numpy().astype(np.int64)[rows],
        period=of_period,
        category=category[rows],
        start=day_numbers(episodes["start"])[rows],
        end=np.where(end > today, NEVER, end),
        # The first episode of a child already in care tells when the placement began, unless it is
        # there because something else changed.
        start_known=~first | care_known | ~same_carer,
        first=first,
        last=np.append(first[1:], True) if len(rows) else first,
        home=_homes(episodes["HOME_POST"])[rows],
    )


def _homes(posts: pl.Series) -> Ints:
    """A number for each postcode, in their order, -1 where there is none."""
    told = posts.str.replace_all(" ", "").str.to_uppercase().replace("", None)
    return told.rank("dense").cast(pl.Int64).fill_null(-1).to_numpy()


def _births(cohort: Cohort, stays: _Stays) -> tuple[Days, int]:
    """Dates of birth; one that is missing is set by the median age of those who entered the same
    category."""
    birth = day_numbers(cohort.children["DOB"])
    missing = np.flatnonzero(birth == NEVER)
    there = missing[np.isin(missing, stays.child)]
    if len(there):
        entry, known = stays.first, birth[stays.child] != NEVER
        for child in there:
            row = int(np.searchsorted(stays.child, child))
            like = entry & known & (stays.category == stays.category[row])
            ages = (stays.start - birth[stays.child])[like if like.any() else entry & known]
            usual = int(np.median(ages)) if len(ages) else int(_USUAL_AGE * 365.25)
            birth[child] = stays.start[row] - usual
    return birth, len(there)


def _trimmed(
    stays: _Stays, cohort: Cohort, as_at: date, birth: Days, births_assumed: int
) -> Histories:
    """Cut every stay at the 18th birthday, say how each ended, and number the children anew."""
    adult = birthdays(birth, ADULT)[stays.child]
    today = day_number(as_at)
    still = (stays.end == NEVER) & (adult <= today)
    outcome, destination = _outcomes(stays, cohort, adult, today)
    care = np.flatnonzero(stays.first)
    of_period = np.cumsum(stays.first) - 1 if len(care) else stays.period
    kept = stays.start < adult
    children, child = np.unique(stays.child[kept], return_inverse=True)
    about = cohort.children.select("CHILD", "uasc")[children]
    periods = cohort.periods.select("start_known", "re_entry")[stays.period]
    known = periods["start_known"].to_numpy()
    return Histories(
        as_at=as_at,
        today=today,
        observed_from=day_number(cohort.observed_from),
        child=child.astype(np.int64),
        period=stays.period[kept],
        category=stays.category[kept],
        start=stays.start[kept],
        end=_ends(stays, adult, today)[kept],
        start_known=stays.start_known[kept],
        care_start=stays.start[care][of_period][kept] if len(care) else stays.start[kept],
        care_start_known=known[kept],
        order=_order(care, len(stays.child), known)[kept],
        outcome=outcome[kept],
        destination=destination[kept],
        first=(stays.first & known & (stays.start >= day_number(cohort.observed_from)))[kept],
        re_entry=(stays.first & periods["re_entry"].to_numpy())[kept],
        home=stays.home[kept],
        birth=birth[children],
        stream=np.where(about["uasc"].to_numpy(), UASC, FAMILY).astype(np.int64),
        identity=_identities(about["CHILD"], child[outcome[kept] == OPEN]),
        births_assumed=births_assumed,
        adults=int(still.sum()),
    )


def _order(care: Ints, stays: int, known: Flags) -> Ints:
    """How many stays each period had before; `care` are the rows of the periods' first stays."""
    lengths = np.diff(np.append(care, stays))
    before = np.arange(stays) - np.repeat(care, lengths)
    return np.where(known, np.minimum(before, MOST_BEFORE), UNKNOWN_ORDER)


def _ends(stays: _Stays, adult: Days, today: int) -> Days:
    """Ends, none beyond the 18th birthday; a birthday that is still to come is not an end."""
    cut = np.minimum(stays.end, adult)
    return np.where(cut > today, NEVER, cut).astype(np.int32)


def _outcomes(stays: _Stays, cohort: Cohort, adult: Days, today: int) -> tuple[Ints, Ints]:
    causes = {cause: place for place, cause in enumerate(CAUSES)}
    # A child whose care ended at 18 by its reason but before the birthday left as an adult does.
    causes["eighteen"] = causes["independent"]
    told = cohort.periods["exit_cause"].replace_strict(
        causes, default=_NO_CAUSE, return_dtype=pl.Int64
    )
    left = told.to_numpy()[stays.period]
    outcome = np.where(stays.last, left, MOVE)
    outcome = np.where((stays.end == NEVER) & stays.last, OPEN, outcome)
    outcome = np.where((stays.end >= adult) & (adult <= today), EIGHTEEN, outcome)
    following = np.append(stays.category[1:], -1) if len(stays.category) else stays.category
    destination = np.where(outcome == MOVE, following, -1)
    return outcome.astype(np.int64), destination.astype(np.int64)


def _identities(children: pl.Series, wanted: Ints) -> NDArray[np.uint64]:
    digests = [blake2b(str(name).encode(), digest_size=8).digest() for name in children[wanted]]
    identities = np.zeros(len(children), dtype=np.uint64)
    identities[wanted] = np.frombuffer(b"".join(digests), dtype="<u8")
    return identities
