"""The rows of a mark: a chart's data, filtered and split as its layers ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known

_FLAG: Final = re.compile(r"(!?)datum\.(\w+)")
_EQUAL: Final = re.compile(r"datum\.(\w+) == '([^']*)'")
_VALID: Final = re.compile(r"isValid\(datum\.(\w+)\)")
_LEAST: Final = re.compile(r"datum\.(\w+) >= (\d+)")


def test(expression: str) -> Callable[[Row], bool]:
    """The function of a Vega expression that is true or false of a row.

    Raises:
        UntranslatableChart: an expression that no chart of the report had.
    """
    if found := _FLAG.fullmatch(expression):
        wanted, flag = not found[1], found[2]
        return lambda row: bool(row[flag]) == wanted
    if found := _EQUAL.fullmatch(expression):
        name, words = found[1], found[2]
        return lambda row: bool(row[name] == words)
    if found := _VALID.fullmatch(expression):
        valid = found[1]
        return lambda row: row[valid] is not None
    if found := _LEAST.fullmatch(expression):
        field, least = found[1], int(found[2])
        return lambda row: bool(row[field] >= least)
    raise UntranslatableChart(f"The test {expression!r} is not understood by pages")


def rows_of(layer: Spec, datasets: Spec, inherited: Sequence[Row] | None) -> list[Row]:
    """The rows of a layer, those of its panel where it names none, without those filtered out."""
    named = layer.get("data")
    if named is not None:
        known(named, {"name"}, "data")
    rows = list(datasets[named["name"]] if named else inherited or [])
    for transform in layer.get("transform", []):
        known(transform, {"filter"}, "transform")
        rows = list(filter(test(transform["filter"]), rows))
    return rows


def chosen(given: Any, row: Row) -> Any:
    """The value of a channel that is `{"value": ...}`, with or without a condition."""
    known(given, {"condition", "value"}, "A channel of values")
    condition = given.get("condition")
    if condition and test(condition["test"])(row):
        return condition["value"]
    return given["value"]


def groups(rows: Sequence[Row], field: str | None, order: Sequence[Any]) -> list[list[Row]]:
    """The rows of each group, in order; all of them where there is no field."""
    if field is None:
        return [list(rows)]
    return [[row for row in rows if row[field] == name] for name in order]
