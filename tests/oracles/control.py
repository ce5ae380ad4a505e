"""XmR charts, slow and obvious: every rule looked for at every point, in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def limits(values: Sequence[int]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Lower limit, centre, upper limit of the first 12; None where they do not vary."""
    first = [Fraction(value) for value in values[:12]]
    ranges = [abs(first[i] - first[i - 1]) for i in range(1, 12)]
    if sum(ranges) == 0:
        return None
    centre = sum(first) / 12
    reach = Fraction("2.66") * sum(ranges) / 11
    return centre - reach, centre, centre + reach


def signals(values: Sequence[int]) -> set[tuple[int, str, str]]:
    """Position, rule and side of each."""
    found: set[tuple[int, str, str]] = set()
    made = limits(values)
    if made is None:
        return found
    low, centre, high = made
    two_thirds = {
        "above": centre + (high - centre) * 2 / 3,
        "below": centre - (centre - low) * 2 / 3,
    }
    for i, value in enumerate(values):
        if value > high:
            found.add((i, "beyond", "above"))
        if value < low:
            found.add((i, "beyond", "below"))
        eight = values[i - 7 : i + 1] if i >= 7 else []
        if len(eight) == 8 and all(each > centre for each in eight):
            found.add((i, "run", "above"))
        if len(eight) == 8 and all(each < centre for each in eight):
            found.add((i, "run", "below"))
        three = values[max(i - 2, 0) : i + 1]
        if value > two_thirds["above"] and sum(v > two_thirds["above"] for v in three) >= 2:
            found.add((i, "two_of_three", "above"))
        if value < two_thirds["below"] and sum(v < two_thirds["below"] for v in three) >= 2:
            found.add((i, "two_of_three", "below"))
    return found
