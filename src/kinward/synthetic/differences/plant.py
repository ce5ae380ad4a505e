"""Planting differences between the ledger and the return: one a child, each listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.synthetic.commitments import Record
from kinward.synthetic.dice import Dice
from kinward.synthetic.differences.kinds import PLANTERS, Planter
from kinward.synthetic.differences.scene import Scene
from kinward.synthetic.history import Life
from kinward.synthetic.returns import child_id

DIFFERENCES_SCHEMA: Final = {
    "kind": pl.String(),
    "file": pl.String(),
    "row": pl.Int32(),
    "note": pl.String(),
}
"""The list of what was planted: `file` is relative to the authority's folder, `row` is as a
spreadsheet counts it (the heading is row 1)."""

_LEDGER: Final = "placements.csv"
_CHILDREN_A_KIND: Final = 10
_STEPS: Final = (250, 450, 1000)  # one more of each kind from so many children on


@dataclass(frozen=True, slots=True)
class Planted:
    """A difference: the record on which it shows, or None and the number of the child that has
    none."""

    kind: str
    note: str
    record: Record | None
    number: int


def plant(
    records: list[Record], people: list[Life], years: range, seed: int, children: int
) -> tuple[Scene, list[Planted]]:
    """Plants a few differences of each kind in the records, which it changes.

    Args:
        children: looked after children at a time; an authority of fewer than a hundred has only
            the first kinds, one of each.

    Returns:
        The records as they are now (with the numbers that children.csv must list besides), and
        what was planted.
    """
    scene = Scene(records, people, years)
    planted: list[Planted] = []
    wanted = 1 + sum(children >= step for step in _STEPS)
    for turn, planter in enumerate(PLANTERS[: children // _CHILDREN_A_KIND]):
        end = len(planted) + wanted
        for record in _suited(scene, planter, seed, turn):
            number = record.life.number
            if len(planted) < end and number not in scene.taken:
                shown, note = planter.make(scene, record, Dice(seed, 62, turn, number))
                scene.taken.add(number)
                planted.append(Planted(planter.kind, note, shown, number))
    return scene, planted


def _suited(scene: Scene, planter: Planter, seed: int, turn: int) -> list[Record]:
    """The records that suit a planter, the best first and the equally good ones shuffled."""

    def order(record: Record) -> tuple[int, float]:
        luck = Dice(seed, 61, turn, record.life.number, record.start).uniform()
        return planter.badness(scene, record), luck

    return sorted((one for one in scene.records if planter.suits(scene, one)), key=order)


def listing(
    planted: list[Planted], scene: Scene, episodes: pl.DataFrame, path: str
) -> pl.DataFrame:
    """The rows of planted_differences.csv (`DIFFERENCES_SCHEMA`).

    Args:
        episodes: the Episodes table of the last return, as it is written.
        path: its file, relative to the authority's folder.
    """
    rows: dict[int, tuple[int, int]] = {}
    row = 2
    for record in scene.records:
        count = len(record.rates(scene.years))
        rows[id(record)] = row, row + count - 1
        row += count
    listed = []
    for one in planted:
        if one.record is None:
            listed.append((one.kind, path, _open_row(episodes, one.number), one.note))
        else:
            first, last = rows[id(one.record)]
            listed.append((one.kind, _LEDGER, last if one.record.slip else first, one.note))
    return pl.DataFrame(listed, schema=DIFFERENCES_SCHEMA, orient="row").sort("kind", "file", "row")


def _open_row(episodes: pl.DataFrame, number: int) -> int | None:
    """The row of a child's last episode; None where a planted error took all of them away."""
    rows = episodes.select((pl.col("CHILD") == child_id(pl.lit(number))).arg_true()).to_series()
    return int(rows[-1]) + 2 if len(rows) else None
