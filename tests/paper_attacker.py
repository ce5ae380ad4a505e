"""A reader who tries to work out what papers for the public hide.

He has every table of one paper, or of several months' papers. He knows which tables share a total,
that a hidden count is at least 1 (unless a whole row is withheld), that counts are whole, and that
totals of looked after children are published. He writes all of it down as equations, and asks of
each hidden count for the least and the most that it can be: where they are the same, it is no
secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from kinward.dates import month_ends
from kinward.measures.scored import SCORED
from kinward.reports.papers.model import Paper, Table
from kinward.reports.table import HIDDEN, MISSING, ReportTable
from kinward.scorecard.values.places import AGES, GROUPS, LEGAL, OUR_PLACES
from kinward.terms import CATEGORIES

Cell = tuple[Any, ...]
"""The name of a count: what it is of, and when."""
_LABELS = {measure.label: key for key, measure in SCORED.items()}
_NAMES = {name: key for key, name in CATEGORIES.items()}


@dataclass
class Attack:
    """What the reader has written down.

    Attributes:
        totals: looked after children by day, which are published.
        known: counts that some table shows.
        least: hidden counts, and the least that each can be.
        sums: (weights of counts, least, most) of each equation or bound.
    """

    totals: Mapping[date, int]
    known: dict[Cell, float] = field(default_factory=dict)
    least: dict[Cell, int] = field(default_factory=dict)
    sums: list[tuple[dict[Cell, float], float, float]] = field(default_factory=list)

    def read(self, tables: Iterable[ReportTable], as_at: date) -> None:
        """Write down what tables of one paper say."""
        for table in tables:
            self._read(table, as_at)

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
        hidden = [cell for cell in self.least if cell not in self.known]
        for cell in self.least:
            if cell in self.known:
                found[cell] = int(self.known[cell])
        for names, rows in self._puzzles():
            for cell in hidden:
                if cell in names:
                    ends = self._ends(cell, names, rows)
                    if ends[0] == ends[1]:
                        found[cell] = ends[0]
        return found

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

    # What each table says.

    def _read(self, table: ReportTable, as_at: date) -> None:
        key = table.key
        if key.startswith("by_"):
            self._breakdown(table, key.removeprefix("by_"), as_at)
        elif key.startswith("stock_by_"):
            self._months(table, key.removeprefix("stock_by_"))
        elif key == "years":
            self._years(table)
        elif key in ("entries_by_age", "exits_by_cause"):
            self._parts_of_years(table)
        elif key == "age_by_category":
            self._pairs(table, as_at)
        elif key == "flows":
            self._flows(table)
        elif key.startswith("scorecard_") and "colour" in table.frame.columns:
            self._scorecard(table, as_at)
        elif key == "sufficiency_gap":
            self._today(table, as_at)
        elif key == "changes":
            self._changes(table, as_at)

    def _breakdown(self, table: ReportTable, of: str, as_at: date) -> None:
        names = [each.name for each in table.columns]
        count, share = names.index("children"), names.index("share")
        cells = [(of, as_at, key) for key in table.keys]
        self.row(cells, [row[count] for row in table.values], self.totals[as_at])
        for cell, row in zip(cells, table.values, strict=True):
            if row[count] == HIDDEN and row[share] not in (HIDDEN, MISSING):
                self.note(cell, round(row[share] * self.totals[as_at]))  # type: ignore[operator]

    def _months(self, table: ReportTable, of: str) -> None:
        keys = [each.name for each in table.columns[1:]]
        for row in table.values:
            day: Any = row[0]
            self.row([(of, day, key) for key in keys], row[1:], self.totals.get(day))

    def _years(self, table: ReportTable) -> None:
        for row in table.values:
            told = dict(zip([each.name for each in table.columns], row, strict=True))
            year = told["year"]
            for name in ("entries", "exits", "started_dfe", "ceased_dfe"):
                self.note((name, year), told[name], 0)
            net: Any = told["closing"]
            self.equal({("entries", year): 1.0, ("exits", year): -1.0}, net - told["opening"])
            for ours, theirs in (("entries", "started_dfe"), ("exits", "ceased_dfe")):
                self.between({(ours, year): 1.0, (theirs, year): -1.0}, 0, 100_000)

    def _parts_of_years(self, table: ReportTable) -> None:
        whole = "entries" if table.key.startswith("entries") else "exits"
        keys = [each.name for each in table.columns[1:]]
        for row in table.values:
            cells = [(table.key, row[0], key) for key in keys]
            self.row(cells, row[1:], (whole, row[0]))

    def _pairs(self, table: ReportTable, as_at: date) -> None:
        bands = [each.name for each in table.columns[1:]]
        grid = [[("pair", as_at, key, band) for band in bands] for key in table.keys]
        for cells, row, key in zip(grid, table.values, table.keys, strict=True):
            self.row(cells, row[1:], ("category", as_at, key))
        for place, band in enumerate(bands):
            self.equal({row[place]: 1.0 for row in grid}, ("age_band", as_at, band))

    def _flows(self, table: ReportTable) -> None:
        names = [each.name for each in table.columns]
        for row in table.values:
            told: dict[str, Any] = dict(zip(names, row, strict=True))
            cells = [(name, told["month"]) for name in ("entries", "exits")]
            self.row(cells, [told["entries"], told["exits"]], None)
            self.equal({cells[0]: 1.0, cells[1]: -1.0}, told["closing"] - told["opening"])

    def months_of_year(self, year: int, months: Iterable[date]) -> None:
        """Write down that the months of a year sum to it."""
        for name in ("entries", "exits"):
            self.equal({(name, month): 1.0 for month in months}, (name, year))

    def _scorecard(self, table: ReportTable, as_at: date) -> None:
        names = [each.name for each in table.columns]
        for row in table.values:
            key = _LABELS.get(str(row[names.index("measure")]))
            if key is not None:
                self._measure(key, row[names.index("value")], as_at)
                self._measure(key, row[names.index("before")], month_ends(as_at, 2)[0])

    def _measure(self, key: str, value: object, day: date) -> None:
        """A share or a count of those looked after on the day, as it is written."""
        total = self.totals.get(day)
        if value in (HIDDEN, MISSING) or total is None:
            return
        number = float(str(value).replace(",", "").rstrip("%"))
        if key in GROUPS:
            self.note(("group", day, GROUPS[key]), number)
            return
        if key == "uasc":
            self.note(("uasc", day, "uasc"), number)
            return
        cells = _cells(key, day)
        if cells and str(value).endswith("%"):
            share = dict.fromkeys(cells, 1.0)
            self.between(share, (number - 0.05) * total / 100, (number + 0.05) * total / 100)

    def _today(self, table: ReportTable, as_at: date) -> None:
        cells = [("category", as_at, _NAMES[str(row[0])]) for row in table.values]
        for cell, row in zip(cells, table.values, strict=True):
            if row[1] not in (HIDDEN, MISSING):
                self.note(cell, row[1])

    def _changes(self, table: ReportTable, as_at: date) -> None:
        for row in table.values:
            if row[0] in _NAMES:
                self.note(("category", as_at, _NAMES[str(row[0])]), str(row[2]).replace(",", ""))


def _cells(key: str, day: date) -> list[Cell]:
    if key in OUR_PLACES:
        return [("category", day, OUR_PLACES[key])]
    if key in AGES:
        return [("age_band", day, band) for band in AGES[key]]
    if key in LEGAL:
        return [("legal_status", day, LEGAL[key])]
    return []


def tables_of(paper: Paper) -> list[ReportTable]:
    """Every table that a paper shows."""
    return [
        block.table for part in paper.parts for block in part.blocks if isinstance(block, Table)
    ]
