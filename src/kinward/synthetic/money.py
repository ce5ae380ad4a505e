"""What a week costs by kind of placement, and what the finance system calls kinds and children.

Prices are those of `SERVICES` in 2025/26, taken back and forth with a yearly uplift.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinward.synthetic.dice import Dice
from kinward.synthetic.shape import shape

_ANCHOR: Final = 2026
EXTERNAL, IN_HOUSE, PERMANENCE = "Made-up external", "Made-up in-house", "Made-up permanence"
AFTER_CARE = "Made-up leaving care"


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of placement as finance sees it: pounds a week in 2025/26, and their spread.

    `category` is empty for what is paid outside care, `after_18` true where it goes on after the
    18th birthday.
    """

    service_type: str
    section: str
    category: str
    weekly: float
    spread: float
    paid_weeks: int = 52
    after_18: bool = False


SERVICES: Final = {
    "kin": Service("Kinship fostering", IN_HOUSE, "kinship", 312, 0.0, 55),
    "inh": Service("In-house fostering", IN_HOUSE, "in_house_fostering", 448, 0.0, 55),
    "ffa": Service("Concurrent fostering", IN_HOUSE, "concurrent", 402, 0.0),
    "ifa": Service("Independent fostering", EXTERNAL, "independent_fostering", 1012, 0.07),
    "ola": Service("Other authority fostering", EXTERNAL, "other_authority_fostering", 668, 0.06),
    "res_in": Service("In-house residential", IN_HOUSE, "in_house_residential", 5150, 0.0),
    "res_ext": Service("Residential homes", EXTERNAL, "external_residential", 5580, 0.16),
    "res_care": Service("Residential - disability", EXTERNAL, "external_residential", 3480, 0.12),
    "school": Service("Residential schools", EXTERNAL, "residential_school", 4120, 0.14),
    "r3": Service("Parent and child", EXTERNAL, "parent_and_child", 4350, 0.1),
    "sup": Service("Supported accommodation", EXTERNAL, "supported_accommodation", 1190, 0.18),
    "p2": Service("16+ lodgings", EXTERNAL, "independent_living", 395, 0.1),
    "secure": Service("Secure accommodation", EXTERNAL, "secure", 7600, 0.05),
    "sgo": Service("Special guardianship allowance", PERMANENCE, "", 178, 0.12),
    "staying": Service("Staying put", AFTER_CARE, "", 236, 0.1, 52, after_18=True),
}
"""By kind of placement; nothing is paid for the kinds that are not here."""


class Prices:
    """The uplift of each April, the same for a seed whatever years are asked for."""

    def __init__(self, seed: int) -> None:
        numbers, self._index = shape().numbers, {_ANCHOR: 1.0}
        mean, sigma = numbers["money.uplift_mean"], numbers["money.uplift_sigma"]

        def uplift(year: int) -> float:
            return 1 + mean + sigma * Dice(seed, 6, year).normal()

        for year in range(_ANCHOR, 1990, -1):
            self._index[year - 1] = self._index[year] / uplift(year)
        for year in range(_ANCHOR + 1, 2060):
            self._index[year] = self._index[year - 1] * uplift(year)

    def at(self, weekly: float, year: int) -> float:
        """A weekly price of 2025/26 in a financial year (named by its end)."""
        return weekly * self._index[year]


def finance_id(number: int) -> str:
    """The child's identifier in the finance system: another one, in another order."""
    return f"FIN-DEMO-{number * 7919 % 999983:06d}"
