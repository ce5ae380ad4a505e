"""A reader's equations, and what they leave open: the arithmetic of the attacker of papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from kinward.reports.table import HIDDEN, MISSING

Cell = tuple[Any, ...]
"""The name of a count: what it is of, and when."""
LIMIT = 5


@dataclass
class Puzzle:
    """What the reader has written down.

    Attributes:
        totals: looked after children by day, which are published.
        known: counts that some table shows.
        least: hidden counts, and the least that each can be.
        rest: counts that no paper has a place for (what is left of a total, a line that is left
            out): they are found out where they can only be a number of few children.
        sums: (weights of counts, least, most) of each equation or bound.
    """

    totals: Mapping[date, int]
    known: dict[Cell, float] = field(default_factory=dict)
    least: dict[Cell, int] = field(default_factory=dict)
    rest: set[Cell] = field(default_factory=set)
    sums: list[tuple[dict[Cell, float], float, float]] = field(default_factory=list)

    def row(
        self, cells: Sequence[Cell], values: Sequence[object], total: float | Cell | None
    ) -> None:
        """Write down a row of counts, and that it sums to a total."""
        whole = all(value == HIDDEN for value in values)
        for cell, value in zip(cells, values, strict=True):
            self.note(cell, value, 0 if whole else 1)
        if total is not None:
            self.equal(dict.fromkeys(cells, 1.0), total)

    def note(self, cell: Cell, value: object, least: int = 1) -> None:
        """Write down one count, shown or hidden."""
        if value == HIDDEN:
            self.least[cell] = max(least, self.least.get(cell, 0))
        elif value != MISSING:
            self.known[cell] = float(value)  # type: ignore[arg-type]

    def equal(self, weights: dict[Cell, float], total: float | Cell) -> None:
        """Write down that counts sum to a number, or to another count."""
        if isinstance(total, tuple):
            self.sums.append(({**weights, total: -1.0}, 0.0, 0.0))
        else:
            self.sums.append((weights, float(total), float(total)))

    def between(self, weights: dict[Cell, float], low: float, high: float) -> None:
        """Write down that counts sum to no less and no more than two numbers."""
        self.sums.append((weights, low, high))

    def pinned(self) -> dict[Cell, int]:
        """The hidden counts that can have one value alone, with it."""
        found = {}
        hidden = [cell for cell in (*self.least, *self.rest) if cell not in self.known]
        for cell in self.least:
            if cell in self.known:
                found[cell] = int(self.known[cell])
        for names, rows in self._puzzles():
            for cell in hidden:
                if cell in names:
                    ends = self._ends(cell, names, rows)
                    if ends[0] == ends[1] and self._tells(cell, ends[0]):
                        found[cell] = ends[0]
        return found

    def _tells(self, cell: Cell, number: int) -> bool:
        """Whether a count that is found out tells of children; a nought of a withheld row, none."""
        if cell in self.rest:
            return 0 < number <= LIMIT
        return number > 0 or self.least[cell] > 0

    def _puzzles(self) -> Iterable[tuple[list[Cell], list[tuple[dict[Cell, float], float, float]]]]:
        """The unknown counts in groups that no equation joins, each with its equations."""
        rows = []
        for weights, low, high in self.sums:
            fixed = sum(w * self.known[c] for c, w in weights.items() if c in self.known)
            left = {c: w for c, w in weights.items() if c not in self.known}
            if left:
                rows.append((left, low - fixed, high - fixed))
        parent: dict[Cell, Cell] = {}

        def root(cell: Cell) -> Cell:
            while parent.setdefault(cell, cell) != cell:
                cell = parent[cell]
            return cell

        for weights, _, _ in rows:
            first, *others = weights
            for other in others:
                parent[root(other)] = root(first)
            root(first)
        grouped: dict[Cell, list[Any]] = defaultdict(list)
        for row in rows:
            grouped[root(next(iter(row[0])))].append(row)
        for own in grouped.values():
            yield list(dict.fromkeys(cell for weights, _, _ in own for cell in weights)), own

    def _ends(self, cell: Cell, names: list[Cell], rows: list[Any]) -> tuple[int, int]:
        place = {name: at for at, name in enumerate(names)}
        matrix = np.zeros((len(rows), len(names)))
        for at, (weights, _, _) in enumerate(rows):
            for name, weight in weights.items():
                matrix[at, place[name]] = weight
        limits = LinearConstraint(matrix, [r[1] for r in rows], [r[2] for r in rows])
        least = np.array([self.least.get(name, 0) for name in names], dtype=float)
        aim = np.zeros(len(names))
        ends = []
        for sign in (1.0, -1.0):
            aim[place[cell]] = sign
            found = milp(
                aim, constraints=limits, integrality=np.ones(len(names)),
                bounds=Bounds(least, np.full(len(names), 100_000.0)),
            )  # fmt: skip
            assert found.status == 0, (cell, found.message)
            ends.append(round(found.x[place[cell]]))
        return ends[0], ends[1]
