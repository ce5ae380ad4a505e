"""Disclosure control of a scorecard: a measure is shown with all its months, or not at all.

A line has a figure for each month, its sum, its chart and its forecast: hiding a month of it would
hide nothing. So the whole line is withheld where any reading is a small count, or a share of or
against one; only of measures whose readings sum to nothing are single months left out. Then, so
that no withheld count can be worked out from the lines that are shown, the next smallest of those
that share a total with it are withheld too, in every month alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kinward.cohort.compare import DFE_GROUPS
from kinward.cohort.model import Summary
from kinward.dates import year_end
from kinward.reports.disclosure.cells import hide_row, is_small
from kinward.reports.disclosure.elsewhere import hidden_elsewhere
from kinward.reports.disclosure.typed import with_counts
from kinward.scorecard.model import Rag, Reading, Scorecard, ScoreLine, ToDate, YearEnd
from kinward.scorecard.values.places import (
    AGES,
    CAUSES,
    GROUPS,
    LEGAL,
    OUR_PLACES,
    REVIEWS,
    STABILITY,
)

WITHHELD: Final = "withheld: it tells of few children"
_TOTAL: Final = "looked_after"
_FOSTERED: Final = ("kinship_pct", "in_house_fostering_pct", "independent_fostering_pct")


@dataclass(frozen=True)
class _Family:
    """Counts that sum to a total, with a rest that no line shows.

    Attributes:
        whole: whether there can be no rest.
        telling: whether the members, where they are shown, tell of the total: parts of a flow say
            at least how large it is, and a share has the count that it is of beside it. The parts
            of a stock have an unknown rest.
    """

    total: str
    members: tuple[str, ...]
    whole: bool = False
    telling: bool = False


_FAMILIES: Final = (
    _Family(_TOTAL, tuple(GROUPS), whole=True),
    _Family(_TOTAL, tuple(AGES)),
    _Family(_TOTAL, tuple(LEGAL)),
    _Family(_TOTAL, tuple(OUR_PLACES)),
    _Family(_TOTAL, tuple(DFE_GROUPS)),
    _Family(_TOTAL, ("uasc",)),
    _Family(_TOTAL, ("placements_open",)),
    _Family("beyond_control", ("uasc",)),
    _Family("fostered_pct", _FOSTERED),
    _Family("aged_10_15_pct", ("fostered_10_15_pct",), telling=True),
    _Family("exits", tuple(CAUSES), telling=True),
    _Family("entries", ("re_entries",), telling=True),
)
_ALIKE: Final = (
    ("entries", "exits"),
    ("uasc", "uasc_pct"),
    ("re_entries", "re_entries_pct"),
)
"""Each tells of the other: the stock ties entries to exits, and a share is its count."""
_ALONE: Final = frozenset(
    {"short_breaks", *STABILITY.values(), "reviews_on_time_pct", *REVIEWS, "median"}
)
"""Measures whose readings sum to nothing: a month can be left out of them, as no other tells it."""
_EXACT: Final = frozenset({
    "still_in_care_at_1_year", "still_in_care_at_1_year_after_28_days", "variance_mix",
    "variance_price",
})  # fmt: skip
"""Exact, where a paper thins curves and tells services together: they would tell of the parts."""
_COUNTS: Final = frozenset({"children", "periods of care", "number", "placements", "reviews"})


def protect_scorecard(
    card: Scorecard, limit: int, shown: Summary | Collection[str] | None = None
) -> Scorecard:
    """The scorecard without what must not leave.

    Args:
        limit: the largest count that is small; 0 hides nothing.
        shown: the protected baseline of the same paper: what it hides is hidden here as well. Or
            the keys that `hidden_elsewhere` told of it.
    """
    if limit <= 0:
        return card
    hidden = withheld(card, limit, shown)
    judged = with_counts(card.lines)
    lines = tuple(
        _blank(line) if key in hidden else _shown(line, judged[key], limit)
        for key, line in ((line.card.measure.key, line) for line in card.lines)
    )
    return replace(card, lines=lines, teams=())


def withheld(
    card: Scorecard, limit: int, shown: Summary | Collection[str] | None = None
) -> frozenset[str]:
    """The keys of the measures that must not be shown."""
    lines = with_counts(card.lines)
    hidden = {key for key, line in lines.items() if _has_small(line, limit)}
    hidden |= _EXACT & set(lines)
    if shown is not None:
        elsewhere = hidden_elsewhere(shown) if isinstance(shown, Summary) else shown
        hidden |= set(elsewhere) & set(lines)
    counts = {key: _counts(line) for key, line in lines.items()}
    while True:
        more = set(hidden)
        for family in _FAMILIES:
            more |= _partners(family, counts, frozenset(more), limit)
        for pair in _ALIKE:
            if more & set(pair):
                more |= set(pair) & set(lines)
        more |= set(_by_year(counts, limit))
        if more == hidden:
            return frozenset(hidden)
        hidden = more


def _has_small(line: ScoreLine, limit: int) -> bool:
    """Whether some reading is small; of a measure that stands alone, whether the last is."""
    if line.card.measure.key in _ALONE:
        return line.reading in _small(line, limit)
    return bool(_small(line, limit))


def _small(line: ScoreLine, limit: int) -> list[Reading]:
    if not line.card.disclosure:
        return []
    counting = line.card.measure.unit in _COUNTS
    return [e for e in line.card.readings if _is_small(e, limit, counting=counting)]


def _shown(line: ScoreLine, judged: ScoreLine, limit: int) -> ScoreLine:
    """A line that is not withheld, without what staff wrote for one another.

    Args:
        judged: the same with the counts behind its shares.
    """
    kept = _without_small(line, {each.period_end for each in _small(judged, limit)})
    return replace(
        kept,
        card=replace(kept.card, readings=tuple(_unsigned(each) for each in kept.card.readings)),
        reading=kept.reading and _unsigned(kept.reading),
        previous=kept.previous and _unsigned(kept.previous),
        comparison=kept.comparison if _covers(kept) else None,
    )


def _unsigned(reading: Reading) -> Reading:
    return replace(reading, typed_by="", note="")


def _covers(line: ScoreLine) -> bool:
    """Whether the readings show that our own figure beside others tells of no few children.

    It is of a 31 March, which can lie before the months that are shown.
    """
    if line.comparison is None or not line.card.disclosure:
        return True
    day = year_end(line.comparison.year)
    return any(each.period_end == day and each.value is not None for each in line.card.readings)


def _without_small(line: ScoreLine, small: Collection[date]) -> ScoreLine:
    """A measure that stands alone, without its small readings and what is made from them.

    Args:
        small: the periods of those.
    """
    if not small:
        return line
    kept = tuple(
        replace(e, value=None, numerator=None, denominator=None) if e.period_end in small else e
        for e in line.card.readings
    )
    gone = line.previous is not None and line.previous.period_end in small
    return replace(
        line,
        card=replace(line.card, readings=kept),
        previous=None if gone else line.previous,
        direction=None if gone else line.direction,
        comparison=None,
    )


def _is_small(reading: Reading, limit: int, *, counting: bool) -> bool:
    part, whole = reading.numerator, reading.denominator
    if part is not None and whole is not None:
        return any(is_small(float(each), limit) for each in (part, whole, whole - part))
    if whole is not None:
        return is_small(float(whole), limit)
    return counting and reading.value is not None and is_small(float(reading.value), limit)


def _counts(line: ScoreLine) -> dict[date, int]:
    """The count behind each reading."""
    found = {}
    for each in line.card.readings:
        number = each.value if each.numerator is None else each.numerator
        if number is not None:
            found[each.period_end] = int(number)
    return found


def _partners(
    family: _Family, counts: Mapping[str, Mapping[date, int]], hidden: frozenset[str], limit: int
) -> set[str]:
    """The members to withhold, in every month alike."""
    there = [key for key in family.members if key in counts]
    if not there or family.total not in counts:
        return set()
    found = {place for place, key in enumerate(there) if key in hidden}
    if family.total in hidden:
        return set(there) if family.telling else set()
    for day, total in counts[family.total].items():
        row = [counts[key].get(day, 0) for key in there]
        rest = total - sum(row)
        small = any(is_small(each, limit) for each in (*row, rest))
        if found or small:
            start = {*found, *(() if family.whole else (len(row),))}
            found |= {i for i in hide_row([*row, rest], limit, start=start) if i < len(row)}
    return {there[place] for place in found}


def _by_year(counts: Mapping[str, Mapping[date, int]], limit: int) -> Iterator[str]:
    """DfE's counts, where those of a year differ from ours by a few."""
    for own, theirs in (("entries", "started_dfe"), ("exits", "ceased_dfe")):
        months = counts.get(own, {})
        for end, number in counts.get(theirs, {}).items():
            year = [n for day, n in months.items() if 0 <= (end - day).days < 365]
            if len(year) == 12 and is_small(sum(year) - number, limit):
                yield theirs


def _blank(line: ScoreLine) -> ScoreLine:
    return replace(
        line,
        card=replace(line.card, readings=()),
        reading=None,
        previous=None,
        rag=Rag("grey", WITHHELD),
        direction=None,
        to_date=ToDate(None, WITHHELD),
        year_end=YearEnd(None, WITHHELD),
        control=None,
        no_control=WITHHELD,
        comparison=None,
        late=False,
    )
