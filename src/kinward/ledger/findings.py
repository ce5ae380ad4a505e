"""What is doubtful in the files of the ledger: as findings of the return, with a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kinward.terms import LEVELS, Level


@dataclass(frozen=True)
class Finding:
    """Something that a person should look at. It never holds a value, only where it stands.

    Attributes:
        rule: its code.
        level: `error` makes a figure wrong, `warning` may, `note` says what was done.
        file: the file, as its reader names it.
        row: the row as a spreadsheet counts; 0 where the whole file is meant.
        column: the column, or empty.
        message: what is the matter, as a sentence.
        remedy: what to do about it, as a sentence.
    """

    rule: str
    level: Level
    file: str
    row: int
    column: str
    message: str
    remedy: str

    def as_json(self) -> dict[str, str | int]:
        """The fields by name."""
        return asdict(self)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then by rule, file and row."""

    def place(each: Finding) -> tuple[int, str, str, int, str]:
        return LEVELS.index(each.level), each.rule, each.file, each.row, each.column

    return tuple(sorted(findings, key=place))
