"""The frames that rules look at: each table of the return with the facts that its rules need.

A view has the name of its table, or a name of its own and a column `table`. All have `file`, `row`
and `year`; the modules of this package say which facts each adds. A view is made when it is first
asked for, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import polars as pl

from kinward.returns.model import Returns
from kinward.returns.views import adoption, children, events, files
from kinward.returns.views.care import CareFacts

_MAKERS: Final[Mapping[str, Callable[[CareFacts], pl.DataFrame]]] = MappingProxyType(
    {
        "Episodes": lambda facts: facts.episodes,
        "Header": children.header,
        "UASC": children.uasc,
        "Reviews": events.reviews,
        "Missing": events.missing,
        "DoLo": events.deprivations,
        "SWEpisodes": events.social_workers,
        "AD1": adoption.adopted,
        "PlacedAdoption": adoption.decisions,
        "PrevPerm": lambda facts: facts.returns.tables["PrevPerm"],
        "OC2": lambda facts: facts.returns.tables["OC2"],
        "OC3": lambda facts: facts.returns.tables["OC3"],
        "unreadable": files.unreadable,
        "nameless": files.nameless,
        "repeats": files.repeats,
        "years": files.years,
    }
)

VIEWS: Final = tuple(_MAKERS)
"""The names of the views."""


class Views:
    """The views of one set of returns."""

    def __init__(self, returns: Returns) -> None:
        self._facts = CareFacts(returns)
        self._made: dict[str, pl.DataFrame] = {}

    def __getitem__(self, name: str) -> pl.DataFrame:
        """A view by its name (`VIEWS`); that of an empty table is the table as it is."""
        if name not in self._made:
            table = self._facts.returns.tables.get(name)
            self._made[name] = (
                table if table is not None and table.is_empty() else _MAKERS[name](self._facts)
            )
        return self._made[name]
