"""Reads `measures.csv`: typed readings and targets, and what a published paper says of them.

One row a measure and period. Headings of published scorecards do as well: `actual`, `date`, `year`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kinward.scorecard.model import MeasureCard
from kinward.scorecard.published import WAYS, Published
from kinward.scorecard.typed.choices import COLOURS, chosen
from kinward.scorecard.typed.measures import card_of, key_of, named_apart
from kinward.scorecard.typed.readings import readings_of
from kinward.scorecard.typed.rows import Row, rows
from kinward.scorecard.typed.targets import target_of


@dataclass(frozen=True)
class Typed:
    """What was typed, by key of the measure.

    Attributes:
        cards: with typed readings and targets.
        published: colours and directions that a paper gives.
    """

    cards: Mapping[str, MeasureCard]
    published: Mapping[str, Published]


def read(path: Path) -> Typed:
    """Read `measures.csv`, or the sheet of a workbook that has its columns.

    Raises:
        InputError: see `tables.open_table`; also a measure that is not of the library and lacks
            its unit or what is better, one of the library in another unit, names that differ in
            signs alone, a period or a number that is none, a value without a period, two values of
            one period, a share that its counts do not give, and targets that do not go together.
    """
    found: dict[str, list[Row]] = {}
    for row in rows(path):
        found.setdefault(key_of(row.text["measure"]), []).append(row)
        named_apart(row, found[key_of(row.text["measure"])][0])
    cards = {key: _card(key, own) for key, own in found.items()}
    verdicts = {key: _verdict(own) for key, own in found.items()}
    return Typed(cards, {key: each for key, each in verdicts.items() if each is not None})


def _card(key: str, own: list[Row]) -> MeasureCard:
    card = card_of(key, own)
    wanted = target_of(card.measure.polarity, own)
    return replace(card, target=wanted, readings=readings_of(card.measure, own))


def _verdict(own: list[Row]) -> Published | None:
    colour, way = chosen(own, "rag", COLOURS), chosen(own, "direction", WAYS)
    return Published(colour, way) if colour or way else None
