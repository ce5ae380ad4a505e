"""Where each level of the rates stands in the rows that the simulation draws."""

from __future__ import annotations

from typing import Final

from kinward.forecast.hazards import FACTORS, LEVELS

_COARSE: Final = {name: cells for name, cells in LEVELS.items() if name != "cell"}
_SIZES: Final = {"whole": 1, **_COARSE, **FACTORS, "cell": LEVELS["cell"]}

PLACES: Final[dict[str, tuple[int, int]]] = {
    name: (sum(list(_SIZES.values())[:place]), size)
    for place, (name, size) in enumerate(_SIZES.items())
}
"""First place and size of each level in an event's row: the event's total, the levels and factors
of `kinward.forecast.hazards`, and the finest level last."""
DRAWS: Final = sum(_SIZES.values())
"""Length of a row: the draws for one event of one run."""
WIDTH: Final = 8
"""Room for the events of one cell: a power of two, so that a cell lies in one line of the cache."""
