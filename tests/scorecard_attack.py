"""An attacker who reads a published scorecard, and subtracts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from scipy.optimize import linprog

from kinward.scorecard.model import Scorecard

STOCK = (
    ("beyond_control", "changing", "static", "other_group"),
    ("aged_under_5_pct", "aged_5_9_pct", "aged_10_15_pct", "aged_16_17_pct", None),
    ("full_care_order_pct", "interim_care_order_pct", "section_20_pct", None),
    (
        *("kinship_pct", "in_house_fostering_pct", "independent_fostering_pct"),
        *("external_residential_pct", "placed_for_adoption_pct", None),
    ),
    (
        *("fostered_pct", "homes_pct", "supported_pct", "other_residential_pct"),
        *("with_parents_pct", "elsewhere_pct", None),
    ),
    ("uasc", None),
)
"""What an attacker knows to sum to the looked after children; None is a rest that nobody shows."""
WITHIN = (
    ("beyond_control", ("uasc", None)),
    (
        "fostered_pct",
        ("kinship_pct", "in_house_fostering_pct", "independent_fostering_pct", None),
    ),
    ("aged_10_15_pct", ("fostered_10_15_pct", None)),
    ("exits", ("exits_home", "exits_permanence", "exits_adopted", "exits_eighteen", None)),
    ("entries", ("re_entries", None)),
)


SHARE_OF = {"fostered_10_15_pct": "aged_10_15_pct", "re_entries_pct": "entries"}
"""The count that a share is of stands beside it."""


def sums(day_counts: Mapping[str, int]) -> Iterator[list[tuple[str, int]]]:
    """Sums of named counts that are nought: the attacker's knowledge of one month."""
    for place, (total, parts) in enumerate([*(("looked_after", each) for each in STOCK), *WITHIN]):
        if total in day_counts and all(p is None or p in day_counts for p in parts):
            named = [(p or f"rest {place}", 1) for p in parts]
            yield [(total, -1), *named]


def counts_of(whole: Scorecard, day: date) -> dict[str, int]:
    found = {}
    for each in whole.lines:
        for reading in each.card.readings:
            number = reading.value if reading.numerator is None else reading.numerator
            if reading.period_end == day and number is not None:
                found[each.card.measure.key] = int(number)
    return found


def attacked(
    counts: Mapping[str, int], before: int | None, shown: frozenset[str], wanted: str
) -> tuple[float, float]:
    """The least and the most that a count can be, given what is shown."""
    known = list(sums(counts))
    names = list(dict.fromkeys([*counts, *(name for row in known for name, _ in row)]))
    equal = [[dict(row).get(name, 0) for name in names] for row in known]
    right = [0.0] * len(equal)
    if before is not None and {"entries", "exits"} <= set(counts):
        # The published stock ties entries to exits.
        equal.append([{"entries": 1, "exits": -1}.get(name, 0) for name in names])
        right.append(counts["looked_after"] - before)
    told = shown | {whole for part, whole in SHARE_OF.items() if part in shown}
    bounds = [(counts[n], counts[n]) if n in told else (0, None) for n in names]
    ends = []
    for sign in (1, -1):
        cost = [sign * (name == wanted) for name in names]
        found = linprog(cost, A_eq=equal or None, b_eq=right or None, bounds=bounds)
        ends.append(float("inf") if found.status == 3 else sign * found.fun)
    return ends[0], ends[1]
