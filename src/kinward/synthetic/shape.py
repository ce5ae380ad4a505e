"""How the made-up authority behaves: the assumptions of `data/shape.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kinward.synthetic.dice import Odds


@dataclass(frozen=True)
class Shape:
    """The assumptions, by their dotted names (`stay.brief_median_days`, `next.0-9.kin`).

    Attributes:
        numbers: plain values; the end of the name says the unit.
        odds: weights of named outcomes.
        ages: odds of each age at entry, in completed years, by stream.
        season: twelve multiples of an average month, January first.
    """

    numbers: Mapping[str, float]
    odds: Mapping[str, Odds]
    ages: Mapping[str, Odds]
    season: tuple[float, ...]


@cache
def shape() -> Shape:
    """The assumptions as they stand in the data file."""
    raw = tomllib.loads((files(__package__) / "data" / "shape.toml").read_text("utf-8"))
    lists = raw["lists"]
    return Shape(
        numbers=dict(_leaves(raw["numbers"], "", float)),
        odds={name: Odds(weights) for name, weights in _leaves(raw["odds"], "", dict)},
        ages={
            name.removesuffix("_age"): Odds({str(age): w for age, w in enumerate(weights)})
            for name, weights in lists.items()
            if name.endswith("_age")
        },
        season=tuple(lists["season"]),
    )


def _leaves(table: Mapping[str, Any], prefix: str, kind: type) -> Iterator[tuple[str, Any]]:
    """Every value with its dotted name; of kind `dict`, a leaf is a table of plain weights."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            yield name, kind(value)
        elif kind is dict and not any(isinstance(item, dict) for item in value.values()):
            yield name, value
        else:
            yield from _leaves(value, f"{name}.", kind)
