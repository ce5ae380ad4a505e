"""The return years that names of files and folders tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PAIR: Final = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-_/. ]|to)?\s*(?:20)?(\d\d)(?!\d)")
_SINGLE: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Named:
    """A year in a name: `pair` where it tells both ends (`number` is the one that ends)."""

    number: int
    pair: bool


def years_in(names: Iterable[str]) -> tuple[Named, ...]:
    """The years in the names of a file and its folders, innermost first."""
    return tuple(named for name in reversed(tuple(names)) if (named := year_in(name)))


def year_in(name: str) -> Named | None:
    """The one year that a name tells, or None where it tells none or several."""
    pairs = {
        int(start) + 1 for start, end in _PAIR.findall(name) if (int(start) + 1) % 100 == int(end)
    }
    if pairs:
        return Named(pairs.pop(), pair=True) if len(pairs) == 1 else None
    singles = {int(year) for year in _SINGLE.findall(name)}
    return Named(singles.pop(), pair=False) if len(singles) == 1 else None
