"""Who offers placements: made-up agencies, homes and carers, with register numbers and prices.

Register numbers begin with 99, which Ofsted has not given; postcodes lie in the area ZZ, which
Royal Mail does not use.
"""

from __future__ import annotations

from typing import Final

from kinward.synthetic.dice import Dice, Odds
from kinward.synthetic.history import Home

_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
_NAMES: Final = (
    "Alder", "Bracken", "Cedar", "Dogwood", "Elder", "Fennel", "Gorse", "Hazel", "Ivy", "Juniper",
    "Kelp", "Larch", "Maple", "Nettle", "Oak", "Poplar", "Quince", "Rowan", "Sorrel", "Thistle",
    "Umber", "Vetch", "Willow", "Yarrow",
)  # fmt: skip
_OWN: Final = "Made-up Council"
# kind: (label, how many homes, odds of the provider code, spread of prices, has a register number)
_KINDS: Final = {
    "ifa": ("Fostering", 14, {"PR4": 80, "PR5": 20}, 0.09, True),
    "ola": ("District fostering", 3, {"PR2": 1}, 0.05, True),
    "res_ext": ("Children's Homes", 26, {"PR4": 90, "PR5": 10}, 0.24, True),
    "res_care": ("Care Home", 2, {"PR4": 1}, 0.15, False),
    "school": ("School", 5, {"PR4": 60, "PR5": 40}, 0.2, True),
    "r3": ("Family Centre", 4, {"PR4": 50, "PR5": 50}, 0.15, True),
    "sup": ("Supported Living", 14, {"PR4": 78, "PR5": 22}, 0.28, True),
    "p2": ("Lodgings", 4, {"PR4": 1}, 0.15, False),
    "secure": ("Secure Home", 3, {"PR2": 1}, 0.08, True),
    "yoi": ("Young Offender Institution", 2, {"PR3": 1}, 0.0, False),
    "hospital": ("Hospital", 2, {"PR3": 1}, 0.0, False),
    "agency": ("Adoption", 3, {"PR5": 1}, 0.0, True),
}


class Market:
    """The providers of one authority. The same seed gives the same market."""

    def __init__(self, seed: int) -> None:
        dice = Dice(seed, 1)
        self._registered = 0
        self.parents = Home("Made-up parents", "PR0", "", "", 1.0)
        fostering = Home(f"{_OWN} Fostering", "PR1", self._urn(), "", 1.0)
        adoption = Home(f"{_OWN} Adoption", "PR1", self._urn(), "", 1.0)
        self._homes: dict[str, tuple[Home, ...]] = {
            "kin": (fostering,),
            "inh": (fostering,),
            "ffa": (fostering,),
            "res_in": tuple(
                Home(
                    f"{_OWN} {_NAMES[i]} House", "PR1", self._urn(), postcode(dice), 0.93 + i * 0.05
                )
                for i in range(4)
            ),
        }
        for kind in _KINDS:
            self._homes[kind] = self._make(kind, dice)
        self._homes["adopt"] = (adoption, adoption, *self._homes["agency"])

    def home(self, kind: str, dice: Dice) -> Home:
        """A home of a kind; some providers are used more than others."""
        homes = self._homes[kind]
        return homes[int(dice.uniform() ** 1.6 * len(homes))]

    def _make(self, kind: str, dice: Dice) -> tuple[Home, ...]:
        label, count, providers, spread, registered = _KINDS[kind]
        odds = Odds(providers)
        offset = dice.between(0, len(_NAMES) - 1)
        own_post = kind not in {"ifa", "ola", "agency"}
        return tuple(
            Home(
                f"Made-up {_NAMES[(offset + i) % len(_NAMES)]} {label}",
                dice.pick(odds),
                self._urn() if registered else "",
                postcode(dice) if own_post else "",
                round(dice.lognormal(1.0, spread), 3),
            )
            for i in range(count)
        )

    def _urn(self) -> str:
        self._registered += 1
        return f"99{self._registered:05d}"


def postcode(dice: Dice) -> str:
    """A postcode of a valid form that is nowhere."""
    district, sector = dice.between(1, 9), dice.between(0, 9)
    return f"ZZ{district} {sector}{dice.one_of(_LETTERS)}{dice.one_of(_LETTERS)}"
