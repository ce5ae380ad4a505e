"""Check returns against the rules: what is wrong, and in which file and row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from kinward.returns.model import FINDING_SCHEMA, Returns
from kinward.returns.rules import all_rules
from kinward.returns.rules.rule import Rule
from kinward.returns.views import Views

_HIT_SCHEMA: Final = {
    "number": pl.UInt32(),
    "table": pl.String(),
    "file": pl.UInt32(),
    "row": pl.UInt32(),
}


def find(returns: Returns, rules: Sequence[Rule] | None = None) -> pl.DataFrame:
    """Every finding of the returns: those of reading, and each row that breaks a rule.

    Args:
        returns: as read; nothing is changed.
        rules: the rules to apply; all when left out.

    Returns:
        Findings (`FINDING_SCHEMA`), sorted by file, row and rule.
    """
    rules = all_rules() if rules is None else rules
    views = Views(returns)
    numbered = list(enumerate(rules))
    hits = [
        _hits(view, views[view], [(number, rule) for number, rule in numbered if rule.view == view])
        for view in dict.fromkeys(rule.view for rule in rules)
    ]
    found = pl.concat([pl.DataFrame(schema=_HIT_SCHEMA), *hits])
    named = found.join(_words(rules), on="number", how="left").select(list(FINDING_SCHEMA))
    own = returns.findings.select(list(FINDING_SCHEMA))
    return pl.concat([own, named]).sort("file", "row", "rule", "column")


def _hits(view: str, frame: pl.DataFrame, rules: list[tuple[int, Rule]]) -> pl.DataFrame:
    """The rows of a view that break its rules, all rules in one pass."""
    if frame.is_empty():
        return pl.DataFrame(schema=_HIT_SCHEMA)
    flags = frame.select(rule.when.alias(str(number)) for number, rule in rules)
    broken = [(number, flag) for (number, _), flag in zip(rules, flags, strict=True) if flag.any()]
    if not broken:
        return pl.DataFrame(schema=_HIT_SCHEMA)
    positions = [flag.arg_true() for _, flag in broken]
    where = pl.concat(positions)
    numbers = np.repeat([number for number, _ in broken], [len(found) for found in positions])
    return pl.DataFrame(
        {
            "number": numbers,
            "table": frame["table"].gather(where)
            if "table" in frame.columns
            else [view] * len(where),
            "file": frame["file"].gather(where),
            "row": frame["row"].gather(where),
        },
        schema_overrides=_HIT_SCHEMA,
    )


def _words(rules: Sequence[Rule]) -> pl.DataFrame:
    """What a finding says of each rule, by the rule's number."""
    return pl.DataFrame(
        {
            "number": range(len(rules)),
            "rule": [rule.code for rule in rules],
            "level": [rule.level for rule in rules],
            "column": [rule.columns[0] for rule in rules],
            "message": [rule.message for rule in rules],
        },
        schema_overrides={"number": pl.UInt32()},
    )
