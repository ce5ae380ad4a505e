"""Framework contracts and cost-and-volume tiers of the made-up providers."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import polars as pl

from kinward.synthetic import days
from kinward.synthetic.commitments import Record
from kinward.synthetic.dice import Dice
from kinward.synthetic.money import SERVICES

_TIERED: Final = {"ifa": 4, "res_ext": 2, "sup": 2}
"""The kinds that are bought under contracts, and how many of the largest providers have tiers."""
_DISCOUNTS: Final = ("2.0", "4.5", "7.0")
_SCHEMA: Final = ("provider", "service_type", "framework", "from_placements", "discount_pct")


def contracts(records: list[Record], years: range, seed: int) -> pl.DataFrame:
    """The rows of contracts.csv: one a tier, the first of each provider from 0 placements on.

    Every second of the large providers is less than one placement below its next tier in the last
    year; the others are far below it.
    """
    rows = []
    for turn, (kind, tiered) in enumerate(_TIERED.items()):
        volumes = _volumes(records, kind, years)
        for rank, (provider, average) in enumerate(volumes):
            dice = Dice(seed, 63, turn, rank)
            large = rank < tiered
            framework = "yes" if large or dice.chance(0.6) else "no"
            tiers = [(0, "0.0")]
            if large:
                tiers += zip(_thresholds(average, near=rank % 2 == 0), _DISCOUNTS, strict=True)
            name = SERVICES[kind].service_type
            rows += [(provider, name, framework, least, off) for least, off in tiers]
    return pl.DataFrame(rows, schema=list(_SCHEMA), orient="row")


def _thresholds(average: float, *, near: bool) -> tuple[int, int, int]:
    """Tiers around a volume: one that is reached, where there is room, and two above."""
    reached = max(1, int(average * 0.6))
    following = int(average) + 1 if near else int(average * 1.5) + 3
    following = max(following, reached + 1)
    return reached, following, following + max(3, following // 2)


def _volumes(records: list[Record], kind: str, years: range) -> list[tuple[str, float]]:
    """Yearly average placements with each provider of a kind in the last year, most first."""
    first, end = days.year_start(years[-1]), days.year_end(years[-1]) + 1
    paid: dict[str, int] = defaultdict(int)
    for record in records:
        if record.kind == kind:
            paid[record.provider] += max(0, min(record.end, end) - max(record.start, first))
    ranked = sorted(paid.items(), key=lambda item: (-item[1], item[0]))
    return [(provider, total / (end - first)) for provider, total in ranked if total]
