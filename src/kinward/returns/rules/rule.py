"""What a rule is: a condition on one row of a view, and the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kinward.terms import Level


@dataclass(frozen=True)
class Rule:
    """One check of the return. Each stands in a file of its own and is named `RULE` there.

    Attributes:
        code: DfE's number where DfE has the rule; else `K` and a number of ours.
        level: `error` where a figure would be wrong, `warning` where it may be, `note` otherwise.
        view: the view (see `views`) whose rows it looks at.
        columns: the columns it looks at; the first is the one the finding points to.
        title: the rule in a few words, as a heading.
        message: what is wrong and what to do, without any value of a child.
        when: true on the rows that break the rule; null counts as false.
    """

    code: str
    level: Level
    view: str
    columns: tuple[str, ...]
    title: str
    message: str
    when: pl.Expr
