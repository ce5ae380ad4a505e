"""The fixed list of test authorities and processes: settings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True)
class Curve:
    """A change of a log level that is complete in time: a smooth step.

    Attributes:
        by: the whole change.
        middle: years from the last origin to its middle.
        width: years; four of them hold three quarters of it.
    """

    by: float
    middle: float
    width: float


@dataclass(frozen=True)
class Process:
    """How an authority's levels move.

    Attributes:
        entry_change, exit_change, uasc_change: sd of the yearly change of the log of the level's
            yearly mean.
        memory_years: the length scale of these levels.
        correlation: of the shocks to entries and to the speed of exits.
        uasc_share: of the children who enter, at the level of the beginning.
        jumps_a_year, jump_sd: sudden changes of the entries of families, which halve each year.
        entries, exits, uasc: steps of the log level; exits are those of the speed.
        residential: steps of the drift of placements, a unit of which turns the odds of
            residential care by a factor of e.
    """

    entry_change: float
    exit_change: float
    uasc_change: float
    memory_years: float
    correlation: float
    uasc_share: float
    jumps_a_year: float = 0.0
    jump_sd: float = 0.0
    entries: tuple[Curve, ...] = ()
    exits: tuple[Curve, ...] = ()
    uasc: tuple[Curve, ...] = ()
    residential: tuple[Curve, ...] = ()


@dataclass(frozen=True)
class Setting:
    """A test authority.

    Attributes:
        name: unique.
        process: the name of its process.
        seed: of all its luck.
        children: looked after, as expected before any level moves.
        years: return years up to the last origin.
        origins: as-at dates, oldest first.
        horizon_months: how far the truth goes beyond each origin.
    """

    name: str
    process: str
    seed: int
    children: int
    years: int
    origins: tuple[date, ...]
    horizon_months: int

    @property
    def first_day(self) -> date:
        """The first day that the returns cover."""
        return date(self.origins[-1].year - self.years, 4, 1)

    @property
    def last_day(self) -> date:
        """The last day lived: the last of a return year, `horizon_months` after the last origin."""
        return date(self.origins[-1].year + -(-self.horizon_months // 12), 3, 31)


@cache
def settings() -> tuple[Setting, ...]:
    """Every test authority, in the order of the file."""
    return tuple(
        Setting(**{**found, "origins": tuple(found["origins"])}) for found in _file()["authority"]
    )


@cache
def processes() -> Mapping[str, Process]:
    """Every process by name."""
    return MappingProxyType({name: _process(found) for name, found in _file()["process"].items()})


@cache
def nature_file() -> dict[str, Any]:
    """How children live: nature.toml."""
    return tomllib.loads((FOLDER / "nature.toml").read_text(encoding="utf-8"))


@cache
def prices() -> Mapping[str, float]:
    """A made-up price of a week in each category, in pounds."""
    found = tomllib.loads((FOLDER / "prices.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: float(price) for key, price in found["weekly"].items()})


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "settings.toml").read_text(encoding="utf-8"))


def _process(found: dict[str, Any]) -> Process:
    curves = ("entries", "exits", "uasc", "residential")
    made = {name: tuple(Curve(**step) for step in found.get(name, ())) for name in curves}
    return Process(**{**found, **made})
