"""What a repair is: a condition on one row, and the change or omission that puts it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Repair:
    """One repair of the return. Each stands in a file of its own and is named `REPAIR` there.

    Attributes:
        code: `R` and a number.
        table: the table it repairs; None for all tables but Header and Episodes.
        title: what it does, as a sentence for the report.
        when: true on the rows to repair; null counts as false.
        change: new values by column; empty where the row is left out of the repaired table.
    """

    code: str
    table: str | None
    title: str
    when: pl.Expr
    change: Mapping[str, pl.Expr] = field(default_factory=dict)

    @property
    def leaves_out(self) -> bool:
        """Whether the row is left out rather than changed."""
        return not self.change


def following(column: str) -> pl.Expr:
    """The value of the child's next row (null on the last), in a frame sorted by child."""
    same_child = pl.col("CHILD") == pl.col("CHILD").shift(-1)
    return pl.when(same_child).then(pl.col(column).shift(-1))


def preceding(column: str) -> pl.Expr:
    """The value of the child's row before (null on the first), in a frame sorted by child."""
    same_child = pl.col("CHILD") == pl.col("CHILD").shift(1)
    return pl.when(same_child).then(pl.col(column).shift(1))
