"""The tables of a paper, as they were printed: text under headings, rows that have names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from kinward.budget.papers.interval import Interval, Undefined, exact, rounded
from kinward.budget.papers.printed import Printed, Step, read_number, read_step


@dataclass(frozen=True)
class PaperTable:
    """A table as read.

    Attributes:
        name: what expressions call it.
        file: the file (and the sheet), for messages.
        columns: the cells of each column, as text; None where nothing is printed.
        rows: the row of each, as a spreadsheet counts.
        labels: the columns whose texts name a row.
        totals: what rows are called that sum others (any label of theirs).
        roundings: to what the numbers of a column are rounded, where that is not their last
            printed digit.
        rounding_column: a column that tells the step of each row, in the column of the same row.
    """

    name: str
    file: str
    columns: Mapping[str, Sequence[str | None]]
    rows: Sequence[int]
    labels: tuple[str, ...]
    totals: frozenset[str] = frozenset()
    roundings: Mapping[str, Step] = field(default_factory=dict)
    rounding_column: str = ""

    def label(self, position: int) -> str:
        """What a row is called: its labels, without repeating one."""
        texts = [self.columns[column][position] or "" for column in self.labels]
        return ", ".join(dict.fromkeys(text for text in texts if text))

    def where(self, position: int, column: str) -> str:
        """The place of a cell, as people look for it."""
        return f"{self.file}, row {self.rows[position]}, column {column}"

    def is_total(self, position: int) -> bool:
        """Whether a row sums others."""
        return any(
            matched(self.columns[column][position] or "") in self.totals for column in self.labels
        )

    def number(self, position: int, column: str) -> Printed:
        """The number that a cell holds; raises `Undefined` where it holds none."""
        text = self.columns[column][position]
        if text is None:
            raise Undefined(f"nothing is printed in {self.where(position, column)}")
        found = read_number(text)
        if found is None:
            raise Undefined(f"there is no number in {self.where(position, column)}")
        return found

    def step(self, position: int, column: str) -> Fraction:
        """The step to which the number of a cell is rounded; 0 if it is exact."""
        number = self.number(position, column)
        told = self._told_step(position)
        if told is None:
            told = self.roundings.get(column, number.step)
        return told if isinstance(told, Fraction) else number.zeros

    def interval(self, position: int, column: str) -> Interval:
        """The number of a cell with its rounding; raises `Undefined` where it holds none."""
        value, step = self.number(position, column).value, self.step(position, column)
        return rounded(value, step) if step else exact(value)

    def find(self, labels: Sequence[str | None]) -> list[int]:
        """The rows with these labels (None: any). Where any may be there, totals are left out."""
        wanted = tuple(None if label is None else matched(label) for label in labels)
        if None not in wanted:
            return self._by_labels.get(wanted, [])
        return [
            position
            for position in range(len(self.rows))
            if not self.is_total(position)
            and all(
                label is None or label == own
                for label, own in zip(wanted, self._keys[position], strict=True)
            )
        ]

    @cached_property
    def _keys(self) -> list[tuple[str, ...]]:
        texts = [[matched(text or "") for text in self.columns[name]] for name in self.labels]
        return list(zip(*texts, strict=True))

    @cached_property
    def _by_labels(self) -> dict[tuple[str | None, ...], list[int]]:
        found: dict[tuple[str | None, ...], list[int]] = {}
        for position, key in enumerate(self._keys):
            found.setdefault(key, []).append(position)
        return found

    def _told_step(self, position: int) -> Step | None:
        if not self.rounding_column:
            return None
        text = self.columns[self.rounding_column][position]
        return None if text is None else read_step(text)


def matched(text: str) -> str:
    """A text as labels are compared: without regard to case and to how many spaces."""
    return " ".join(text.split()).casefold()
