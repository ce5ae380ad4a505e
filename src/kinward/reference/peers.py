"""The authorities that one is compared with: its statistical neighbours, by number and name."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kinward.reference.lait import Lait
from kinward.reference.parameters import parameter


@dataclass(frozen=True)
class Peer:
    """An authority that is compared with another.

    Attributes:
        number: DfE's.
        name: as LAIT writes it; its number where LAIT has no figure of it.
    """

    number: int
    name: str


def peers(lait: Lait, authority: int) -> tuple[Peer, ...]:
    """The statistical neighbours of an authority, the closest first (parameter `neighbours`)."""
    near = lait.neighbours.filter(
        pl.col("la_number") == authority, pl.col("rank") <= parameter("neighbours").value
    ).sort("rank")["neighbour_la_number"]
    listed = lait.figures.select("la_number", "area").filter(
        pl.col("la_number").is_in(near.implode())
    )
    names = dict(listed.unique("la_number", keep="first", maintain_order=True).iter_rows())
    return tuple(Peer(number, names.get(number, str(number))) for number in near)
