"""The past that a simple forecast looks at: month ends, and how far the figures moved between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.forecast.scores.crps import Floats

LEAST_MONTH_ENDS = 3
"""With fewer there is no change to tell a spread from."""


@dataclass(frozen=True)
class Past:
    """An authority's own figures, as they were known on the as-at date.

    Attributes:
        keys: what the figures are of (`total`, categories, age bands).
        days: month ends up to the as-at date, oldest first, none left out.
        counts: (keys, days), the figures on them; none below 0.
        today: (keys,), the figures on the as-at date.

    Raises:
        ArgumentError: too few month ends, one left out, or shapes that do not fit.
    """

    keys: tuple[str, ...]
    days: tuple[date, ...]
    counts: NDArray[np.int64] | Floats
    today: NDArray[np.int64] | Floats

    def __post_init__(self) -> None:
        shapes = self.counts.shape, self.today.shape
        if shapes != ((len(self.keys), len(self.days)), (len(self.keys),)):
            raise ArgumentError(
                f"The past of {len(self.keys)} figures on {len(self.days)} days does not fit: the "
                f"shapes are {shapes[0]} and {shapes[1]}"
            )
        if len(self.days) < LEAST_MONTH_ENDS:
            raise ArgumentError(
                f"There are {len(self.days)} month ends before the as-at date, too few to tell how "
                "far the figures move",
                where="--as-at",
                remedy="Choose a later day, or add the returns of earlier years.",
            )
        months = [12 * day.year + day.month for day in self.days]
        if months != list(range(months[0], months[0] + len(months))):
            raise ArgumentError("The month ends of the past are not one after the other")


def spread_ahead(errors: Callable[[int], Floats], direct: int, months: int) -> Floats:
    """How far a simple forecast has missed, by months ahead.

    The root mean square of its past errors, whose mean is taken to be 0. Errors overlap, so that a
    past of n months holds n / h of its own at h months ahead: beyond `direct`, where there are not
    two, the spread at `direct` is scaled by the root of time, as of a random walk.

    Args:
        errors: gives the errors of log(1 + figure) at so many months ahead, (keys, any number).
        direct: months ahead that the past is long enough for; at least 1.
        months: how far ahead.

    Returns:
        (keys, months), the spread at 1, 2, ... months.
    """
    seen = range(1, min(direct, months) + 1)
    near = np.stack([np.sqrt(np.mean(errors(ahead) ** 2, axis=1)) for ahead in seen], axis=1)
    beyond = np.arange(len(seen) + 1, months + 1)
    far = near[:, -1:] * np.sqrt(beyond / len(seen))
    return np.concatenate([near, far], axis=1)
