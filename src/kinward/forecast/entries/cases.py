"""Cases: the children who entered care on one day from one home, as one.

Brothers and sisters enter together, so that the number of children varies more than the number of
cases. Where the return gives no home postcode, or for an unaccompanied asylum-seeking child, each
child is a case.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGE_CUTS, FAMILY, age_band
from kinward.forecast.histories import Histories

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cases:
    """Every case seen, in order of the day.

    Attributes:
        day, stream, age, category: of each case; age band and category are the first child's.
        first, size: where its children begin in the arrays of children, and how many they are.
        entry: of each child, the stay with which it came, as its place in `Histories`.
        born, entry_category, re_entry: of each child, the date of birth (a number), the first
            category and whether it had been in care in the twelve months before.
    """

    day: Ints
    stream: Ints
    age: Ints
    category: Ints
    first: Ints
    size: Ints
    entry: Ints
    born: Ints
    entry_category: Ints
    re_entry: NDArray[np.bool_]


def cases(histories: Histories) -> Cases:
    """The cases that the returns saw enter, up to the as-at date."""
    h = histories
    entry = np.flatnonzero(h.first)
    stream = h.stream[h.child[entry]]
    alone = (h.home[entry] < 0) | (stream != FAMILY)
    home = np.where(alone, -1 - np.arange(len(entry)), h.home[entry])
    day = h.start[entry].astype(np.int64)
    order = np.lexsort((h.birth[h.child[entry]], home, day))
    entry, home, day = entry[order], home[order], day[order]
    begins = np.ones(len(entry), dtype=np.bool_)
    begins[1:] = (day[1:] != day[:-1]) | (home[1:] != home[:-1])
    first = np.flatnonzero(begins)
    born = h.birth[h.child[entry]].astype(np.int64)
    return Cases(
        day=day[first],
        stream=h.stream[h.child[entry]][first],
        age=age_band(_months(born[first], day[first])),
        category=h.category[entry][first],
        first=first,
        size=np.diff(np.append(first, len(entry))),
        entry=entry,
        born=born,
        entry_category=h.category[entry],
        re_entry=h.re_entry[entry],
    )


def _months(born: Ints, day: Ints) -> Ints:
    """Age in completed months, good enough to a day for choosing a band."""
    months = ((day - born) * 12 / 365.25 + 1e-9).astype(np.int64)
    return np.clip(months, 0, AGE_CUTS[-1])
