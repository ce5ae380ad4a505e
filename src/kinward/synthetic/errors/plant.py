"""Planting errors: one a child, spread evenly over the rules, each listed with where it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinward.synthetic.dice import Dice
from kinward.synthetic.errors import (
    adoption,
    chains,
    codes,
    dates,
    events,
    people,
    placements,
    years,
)
from kinward.synthetic.errors.book import PLANTED_SCHEMA, Book, Line
from kinward.synthetic.errors.planter import Planter

PLANTERS: Final[tuple[Planter, ...]] = tuple(
    planter
    for family in (dates, codes, placements, chains, years, people, events, adoption)
    for planter in family.PLANTERS
)
"""Every planter; some rules have several."""

Frames = dict[tuple[str, int], pl.DataFrame]


def plant(
    frames: Frames, paths: Mapping[tuple[str, int], str], rate: float, seed: int
) -> tuple[Frames, pl.DataFrame]:
    """Clean tables with errors planted in them, and the list of the errors (`PLANTED_SCHEMA`).

    Args:
        frames: the tables as text, by name and return year.
        paths: the file of each table, relative to the folder of the returns.
        rate: errors as a share of the episode rows.
        seed: whole number; the same one plants the same errors.

    The planters take turns, each at the next child that suits and has no error yet, until there
    are enough or no child suits any more.
    """
    wanted = round(rate * sum(len(f) for (table, _), f in frames.items() if table == "Episodes"))
    book = Book.of(frames)
    children = _shuffled(book.children, Dice(seed, 51))
    taken: set[str] = set()
    searches = [
        (planter, _Search(planter, children, number, Dice(seed, 52, number)))
        for number, planter in enumerate(PLANTERS)
    ]
    planted: list[tuple[Planter, Line]] = []
    while searches and len(planted) < wanted:
        left = []
        for planter, search in searches:
            line = search.next(book, taken) if len(planted) < wanted else None
            if line is not None:
                planted.append((planter, line))
                left.append((planter, search))
        searches = left
    return book.frames(frames), _list(book, planted, paths)


class _Search:
    """Where a planter looks: every child once, from a start of its own."""

    def __init__(self, planter: Planter, children: list[str], number: int, dice: Dice) -> None:
        start = (number * 7919) % max(len(children), 1)
        self._children = iter(children[start:] + children[:start])
        self._planter, self._dice = planter, dice

    def next(self, book: Book, taken: set[str]) -> Line | None:
        """Plants the error at the next child that suits, and gives the line on which it shows."""
        for child in self._children:
            lines = book.of_child(child, self._planter.table)
            if child in taken or not lines:
                continue
            turn = self._dice.between(0, len(lines) - 1)
            for line in [*lines[turn:], *lines[:turn]]:
                shown = self._planter.make(book, line)
                if shown is not None:
                    taken.add(child)
                    return shown
        return None


def _shuffled(children: list[str], dice: Dice) -> list[str]:
    return [child for _, child in sorted((dice.uniform(), child) for child in children)]


def _list(
    book: Book, planted: list[tuple[Planter, Line]], paths: Mapping[tuple[str, int], str]
) -> pl.DataFrame:
    """The list, with rows as they are after every error has been planted."""
    rows = {id(line): row for lines in book.lines.values() for row, line in enumerate(lines, 2)}
    listed = [
        (planter.rule, line.table, paths[line.table, line.year], rows[id(line)], planter.column,
         planter.what)
        for planter, line in planted
    ]  # fmt: skip
    frame = pl.DataFrame(listed, schema=PLANTED_SCHEMA, orient="row")
    return frame.sort("file", "row", "rule")
