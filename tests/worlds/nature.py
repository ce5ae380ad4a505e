"""The nature of one authority: nature.toml with the style of its own, as arrays."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from kinward.terms import CATEGORIES
from worlds.catalogue import nature_file
from worlds.luck import LOGLOGISTIC, LOGNORMAL, WEIBULL
from worlds.state import (
    ADOPTION,
    CAUSES,
    CONCURRENT,
    TYPES,
    Floats,
    Nature,
    Numbers,
)

_LAWS: Final = {"lognormal": LOGNORMAL, "weibull": WEIBULL, "loglogistic": LOGLOGISTIC}
_GROUPS: Final = ("kinship", "fostering", "residential", "elsewhere")
_FOSTERING: Final = (
    "concurrent", "in_house_fostering", "independent_fostering", "other_authority_fostering",
)  # fmt: skip
_RESIDENTIAL: Final = (
    "in_house_residential", "external_residential", "residential_school", "secure",
)  # fmt: skip
_TILT: Final = {
    "in_house_residential": 0.6,
    "external_residential": 1.0,
    "residential_school": 0.5,
    "in_house_fostering": -0.35,
}


def nature(seed: int) -> Nature:
    """How children of an authority live. Authorities of different seeds differ in style."""
    told = nature_file()
    rng = np.random.Generator(np.random.Philox([seed, 1]))
    style = told["style"]
    types = [told["type"][name] for name in TYPES]
    exits = [*(kind["exit"] for kind in types), told["adopted_after"]]
    mix = np.exp(style["mix"] * rng.standard_normal(len(TYPES)))
    places = np.exp(style["place"] * rng.standard_normal(len(CATEGORIES)))
    stays = np.exp(style["stay"] * rng.standard_normal(len(exits)))
    following = [_by_age(told["next"][group]) * places for group in _GROUPS]
    return Nature(
        ages=np.array(told["ages"], dtype=np.float64),
        types=np.array([kind["odds"] for kind in types], dtype=np.float64).T * mix,
        law=np.array([_LAWS[way["law"]] for way in exits]),
        exit_days=np.array([way["days"] for way in exits]) * stays,
        exit_shape=np.array([way["shape"] for way in exits], dtype=np.float64),
        causes=np.array([[kind["causes"].get(key, 0.0) for key in CAUSES] for kind in types]),
        settled=_by_place(told["settled_days"]),
        supported=_by_place(told["supported_p"]),
        bridges=_by_place(dict.fromkeys(told["bridges"]["places"], 1.0)),
        first=_first(told) * places,
        following=np.ascontiguousarray(following),
        group=np.array([_group(key) for key in CATEGORIES]),
        residential=_by_place(dict.fromkeys(_RESIDENTIAL, 1.0)),
        tilt_by=_by_place(_TILT),
        numbers=_numbers(told),
    )


def _numbers(told: dict[str, Any]) -> Numbers:
    child, placement = told["child"], told["placement"]
    leave, supported = child["leave_early_shape"], child["supported_shape"]
    found: dict[str, float] = {
        **{name: child[name] for name in Numbers._fields if name in child},
        **{name: placement[name] for name in Numbers._fields if name in placement},
        "leave_early_a": leave[0],
        "leave_early_b": leave[1],
        "supported_a": supported[0],
        "supported_b": supported[1],
    }
    return Numbers(**{name: float(value) for name, value in found.items()})


def _first(told: dict[str, Any]) -> Floats:
    """Odds of the first placement: (types, ages, places)."""
    plain = _by_age(told["first"])
    tables = []
    for position, name in enumerate(TYPES):
        factors = np.ones(len(CATEGORIES))
        for key, factor in told["first_by_type"].get(name, {}).items():
            factors[list(CATEGORIES).index(key)] = factor
        table = plain * factors
        if position == ADOPTION:
            table[:, CONCURRENT] = told["concurrent"]["odds"]
        tables.append(table)
    return np.array(tables)


def _by_age(odds: dict[str, list[float]]) -> Floats:
    """(ages, places)."""
    ages = len(nature_file()["ages"])
    return np.array([odds.get(key, [0.0] * ages) for key in CATEGORIES], dtype=np.float64).T


def _by_place(values: dict[str, float]) -> Floats:
    return np.array([values.get(key, 0.0) for key in CATEGORIES], dtype=np.float64)


def _group(key: str) -> int:
    if key == "kinship":
        return 0
    if key in _FOSTERING:
        return 1
    return 2 if key in _RESIDENTIAL else 3
