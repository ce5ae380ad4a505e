"""Simple forecasts, slow and obvious: plain Python, one figure, one month, one child at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence


def no_change_spread(counts: Sequence[float], months: int) -> list[float]:
    """The spread at 1, 2, ... months ahead."""
    return _spread(lambda ahead: _changes(counts, ahead), (len(counts) - 1) // 2, months)


def drift_level(counts: Sequence[float], today: float, kept: float, months: int) -> list[float]:
    """The level at 1, 2, ... months ahead of damped drift, the drift of a month after the other."""
    return [_drifted(counts, today, kept, ahead) for ahead in range(1, months + 1)]


def drift_spread(counts: Sequence[float], kept: float, months: int) -> list[float]:
    """Its spread, from the same forecast made at each past month end from what came before."""
    recent = _recent(counts)

    def errors(ahead: int) -> list[float]:
        found = []
        for now in range(recent, len(counts) - ahead):
            past = counts[now - recent : now + 1]
            told = _drifted(past, counts[now], kept, ahead, recent)
            found.append(math.log(1 + counts[now + ahead]) - math.log(1 + told))
        return found

    return _spread(errors, max(1, (len(counts) - 1 - recent) // 2), months)


def _recent(counts: Sequence[float]) -> int:
    return min(12, (len(counts) - 1) // 2)


def _drifted(
    counts: Sequence[float], today: float, kept: float, ahead: int, recent: int | None = None
) -> float:
    recent = recent or _recent(counts)
    drift = (counts[-1] - counts[-1 - recent]) / recent
    level = today
    for _ in range(ahead):
        drift *= kept
        level += drift
    return max(level, 0.0)


def _changes(counts: Sequence[float], ahead: int) -> list[float]:
    pairs = zip(counts, counts[ahead:], strict=False)
    return [math.log(1 + later) - math.log(1 + now) for now, later in pairs]


def _spread(errors: Callable[[int], list[float]], direct: int, months: int) -> list[float]:
    found = []
    for ahead in range(1, months + 1):
        near = min(ahead, direct)
        seen = errors(near)
        mean_square = sum(error**2 for error in seen) / len(seen)
        found.append(math.sqrt(mean_square * ahead / near))
    return found


def count_chances(chances: Sequence[float], came: float, most: int) -> list[float]:
    """The chance of 0, 1, ... most: one child with a chance of its own after the other, and then a
    Poisson number who came."""
    found = [1.0] + [0.0] * most
    for chance in chances:
        found = [
            found[n] * (1 - chance) + (found[n - 1] * chance if n else 0.0) for n in range(most + 1)
        ]
    poisson = [math.exp(-came) * came**n / math.factorial(n) for n in range(most + 1)]
    return [sum(found[i] * poisson[n - i] for i in range(n + 1)) for n in range(most + 1)]
