"""A reader who tries to work out what papers for the public hide.

He has every table of one paper, or of several months' papers. He knows which tables share a total,
that a hidden count is at least 1 (unless a whole row is withheld), that counts are whole, and that
totals of looked after children are published. He writes all of it down as equations, and asks of
each hidden count for the least and the most that it can be: where they are the same, it is no
secret.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from kinward.cohort.compare import COMPARATORS, DFE_GROUPS
from kinward.dates import month_ends, year_end
from kinward.measures.scored import SCORED
from kinward.reports.table import HIDDEN, MISSING, Column, ReportTable
from kinward.scorecard.values.places import AGES, CAUSES, GROUPS, LEGAL, OUR_PLACES
from kinward.terms import CATEGORIES
from paper_puzzle import Cell, Puzzle
from scorecard_attack import WITHIN

DFE = {key: key for key in DFE_GROUPS}
_LABELS = {measure.label: key for key, measure in SCORED.items()}
_COMPARED = {each.label: each.key for each in COMPARATORS}
_NAMES = {name: key for key, name in CATEGORIES.items()}


_PRACTICE = (
    ("three_or_more_children", "three_or_more_base", "three_or_more_share"),
    ("long_term_children", "long_term_base", "long_term_share"),
    ("on_time", "children", "on_time_share"),
)


_OF_NO_DAY = {
    "years": "_years", "entries_by_age": "_parts_of_years", "exits_by_cause": "_parts_of_years",
    "flows": "_flows",
}  # fmt: skip
_OF_THE_DAY = {
    "age_by_category": "_pairs", "sufficiency_gap": "_today", "forecast_by_category": "_today",
    "changes": "_changes", "stability": "_practice", "reviews": "_practice",
    "neighbours": "_beside", "neighbour_trend": "_beside",
}  # fmt: skip
"""What reads each table."""


class Attack(Puzzle):
    """What the reader has written down, from the tables of papers."""

    def read(self, tables: Iterable[ReportTable], as_at: date) -> None:
        """Write down what tables of one paper say."""
        for table in tables:
            self._read(_with_left_out(table), as_at)

    def _read(self, table: ReportTable, as_at: date) -> None:
        key = table.key
        if key.startswith("by_"):
            self._breakdown(table, key.removeprefix("by_"), as_at)
        elif key.startswith("stock_by_"):
            self._months(table, key.removeprefix("stock_by_"))
        elif key.startswith("scorecard_") and "colour" in table.frame.columns:
            self._scorecard(table, as_at)
        elif key in _OF_NO_DAY:
            getattr(self, _OF_NO_DAY[key])(table)
        elif key in _OF_THE_DAY:
            getattr(self, _OF_THE_DAY[key])(table, as_at)

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
        total, cells = self.totals.get(day), _cells(key, day)
        if total is None or not (cells or key == "re_entries_pct"):
            return
        if value in (HIDDEN, MISSING):
            self.rest |= {cell for cell in cells if cell not in self.least}
            return
        number = float(str(value).replace(",", "").rstrip("%"))
        if not str(value).endswith("%"):
            for cell in cells:
                self.note(cell, number)
        elif key == "fostered_10_15_pct":
            self._share_of(cells[0], ("age_band", day, "10-15"), number)
        elif key == "re_entries_pct":
            self._share_of(("re_entries", day), ("entries", day), number)
        elif cells:
            share = dict.fromkeys(cells, 1.0)
            self.between(share, (number - 0.05) * total / 100, (number + 0.05) * total / 100)

    def _share_of(self, part: Cell, whole: Cell, pct: float) -> None:
        self.rest.add(part)
        low, high = (pct - 0.05) / 100, (pct + 0.05) / 100
        self.between({part: 1.0, whole: -low}, 0, 100_000)
        self.between({part: 1.0, whole: -high}, -100_000, 0)

    def nested(self, day: date) -> None:
        """Write down which counts of a day are parts of others, with what is left of each."""
        for total, parts in WITHIN:
            whole = _cells(total, day)
            named = [cell for part in parts if part for cell in _cells(part, day)]
            left = ("rest of", day, total)
            self.rest |= {left, *(c for c in (*whole, *named) if c not in self.least)}
            self.equal({**dict.fromkeys((*named, left), 1.0), whole[0]: -1.0}, 0)
        self.equal({("group", day, name): 1.0 for name in GROUPS.values()}, self.totals[day])
        cells, left = _all(DFE, day), ("rest of", day, "dfe")
        self.rest |= {left, *cells}
        self.equal(dict.fromkeys((*cells, left), 1.0), self.totals[day])

    def _today(self, table: ReportTable, as_at: date) -> None:
        cells = [("category", as_at, _NAMES[str(row[0])]) for row in table.values]
        for cell, row in zip(cells, table.values, strict=True):
            if row[1] not in (HIDDEN, MISSING):
                self.note(cell, row[1])

    def _practice(self, table: ReportTable, as_at: date) -> None:
        """Parts of bases, with their shares; what is left of each is a count too.

        The year that has not ended is told as at the day.
        """
        names = [each.name for each in table.columns]
        for row in table.values:
            told = dict(zip(names, row, strict=True))
            for part, base, share in _PRACTICE:
                if base not in told:
                    continue
                day = min(year_end(int(str(row[0]))), as_at)
                cells = [(name, day) for name in (part, base, f"rest of {part}")]
                for cell in cells[:2]:
                    self.note(cell, told[cell[0]], 0)
                self.rest.add(cells[2])
                self.equal({cells[0]: 1.0, cells[2]: 1.0, cells[1]: -1.0}, 0)
                if told[share] not in (HIDDEN, MISSING):
                    self._share_of(cells[0], cells[1], 100 * float(told[share]))  # type: ignore[arg-type]

    def _beside(self, table: ReportTable, _as_at: date) -> None:
        """Our own figures beside the neighbours': of a 31 March, or of the year to it."""
        names = [each.name for each in table.columns]
        for row in table.values:
            told = dict(zip(names, row, strict=True))
            key, day = _COMPARED[str(told["label"])], year_end(int(str(told["year"])))
            own = told["own"]
            if key in ("started_dfe", "ceased_dfe"):
                self.note((key, day.year), own, 0)
            elif key == "three_or_more_placements_pct" and own not in (HIDDEN, MISSING):
                count = round(float(str(own)) * self.totals[day] / 100)
                self.note(("three_or_more_children", day), count)
            elif key.removesuffix("_pct") == "uasc" or key in DFE:
                cell = _cells(key, day)[0]
                share = key.endswith("_pct") and own not in (HIDDEN, MISSING)
                count = round(float(str(own)) * self.totals[day] / 100) if share else own
                self.note(cell, count, 0)

    def _changes(self, table: ReportTable, as_at: date) -> None:
        for row in table.values:
            if row[0] in _NAMES:
                name = _NAMES[str(row[0])]
                for day, told in ((month_ends(as_at, 2)[0], row[1]), (as_at, row[2])):
                    self.note(("category", day, name), str(told).replace(",", ""))
            elif str(row[0]) in _LABELS:
                self._measure(_LABELS[str(row[0])], row[1], month_ends(as_at, 2)[0])
                self._measure(_LABELS[str(row[0])], row[2], as_at)


def _with_left_out(table: ReportTable) -> ReportTable:
    """The table with the columns that were left out, as its note names them: all is hidden there.

    So the reader writes down that there are such counts.
    """
    if table.hidden is None or "Left out, as every figure of it is hidden: " not in table.note:
        return table
    known = {each.name: each for each in table.columns}
    hidden = [name for name in table.hidden.columns if table.hidden[name].all()]
    named = known | {name: Column(name, name, "count") for name in hidden if name not in known}
    return replace(table, columns=tuple(named[n] for n in table.frame.columns if n in named))


def _cells(key: str, day: date) -> list[Cell]:
    """What a measure of the scorecard counts."""
    for name, of in (
        ("category", OUR_PLACES), ("legal_status", LEGAL), ("group", GROUPS), ("dfe", DFE),
    ):  # fmt: skip
        if key in of:
            return [(name, day, of[key])]
    if key in AGES:
        return [("age_band", day, band) for band in AGES[key]]
    if key in ("uasc", "uasc_pct"):
        return [("uasc", day, "uasc")]
    if key in ("entries", "exits", "re_entries", *CAUSES, "fostered_10_15_pct"):
        return [(key, day)]
    return []


def _all(keys: Iterable[str], day: date) -> list[Cell]:
    return [cell for key in keys for cell in _cells(key, day)]
