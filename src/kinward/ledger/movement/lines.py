"""The lines of two positions together, and what moved in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.ledger.adjusted import projected
from kinward.ledger.book import UNKNOWN_SECTION, Ledger
from kinward.ledger.model import LineKind
from kinward.ledger.movement.causes import Position
from kinward.ledger.movement.model import MOVED_SCHEMA, MovementLine, Parts
from kinward.ledger.read.adjustments import Adjustment

TOTAL: Final = "Total"
Key = tuple[str, ...]
"""Of placements: their service type. Of an adjustment: section, label, kind and, where a file has
the same ones again, the how-manieth it is."""


@dataclass(frozen=True)
class _Named:
    section: str
    label: str
    kind: LineKind


@dataclass(frozen=True)
class _Spend:
    """The projected spend of a position by line, and the row of the file where it is one row."""

    names: dict[Key, _Named]
    pence: dict[Key, int]
    rows: dict[Key, int]


def moved_lines(
    before: Position, after: Position, parts: pl.DataFrame
) -> tuple[list[MovementLine], pl.DataFrame]:
    """The lines of either position, and what moved in them (`MOVED_SCHEMA`).

    Args:
        parts: of the placements (`causes.PARTS_SCHEMA`).
    """
    old, new = _spend(before), _spend(after)
    names = {**old.names, **new.names}
    keys = _in_order([*new.names, *(key for key in old.names if key not in new.names)], names)
    moved = _moved(keys, names, parts, _adjusted(keys, names, old, new))
    summed = moved.group_by("line", "cause").agg(pl.col("pence").sum())
    by_line: dict[int, dict[str, int]] = {}
    for number, cause, pence in summed.iter_rows():
        by_line.setdefault(number, {})[cause] = pence
    lines = [
        MovementLine(
            names[key].section,
            names[key].label,
            names[key].kind,
            old.pence.get(key, 0),
            new.pence.get(key, 0),
            Parts(**by_line.get(number, {})),
        )
        for number, key in enumerate(keys)
    ]
    return lines, moved


def _adjusted(
    keys: Sequence[Key], names: Mapping[Key, _Named], old: _Spend, new: _Spend
) -> pl.DataFrame:
    """The adjustments that changed, came or went (`MOVED_SCHEMA`)."""
    rows = [
        (number, "other", "adjustment", old.rows.get(key), new.rows.get(key), change)
        for number, key in enumerate(keys)
        if names[key].kind != "service"
        and (change := new.pence.get(key, 0) - old.pence.get(key, 0))
    ]
    return pl.DataFrame(rows, schema=MOVED_SCHEMA, orient="row")


def _moved(
    keys: Sequence[Key], names: Mapping[Key, _Named], parts: pl.DataFrame, adjusted: pl.DataFrame
) -> pl.DataFrame:
    """What moved, by line (`MOVED_SCHEMA`)."""
    numbers = pl.DataFrame(
        [(key[0], number) for number, key in enumerate(keys) if names[key].kind == "service"],
        schema={"service_key": pl.String(), "line": pl.UInt32()},
        orient="row",
    )
    placed = (
        parts.join(numbers, on="service_key", maintain_order="left")
        .with_columns(kind=pl.lit("placement"))
        .select(*MOVED_SCHEMA)
    )
    order = ("line", "cause", "after_row", "before_row")
    return pl.concat([placed, adjusted]).sort(*order, maintain_order=True)


def total(lines: Sequence[MovementLine], section: str) -> MovementLine:
    """The sum of lines: of a section, or of all where it is empty."""
    return MovementLine(
        section,
        TOTAL,
        "total",
        sum(line.before for line in lines),
        sum(line.after for line in lines),
        sum((line.parts for line in lines), Parts()),
    )


def _in_order(keys: Sequence[Key], names: dict[Key, _Named]) -> list[Key]:
    """Sections together, those of placements first."""
    services = [key for key in keys if names[key].kind == "service"]
    listed = [*services, *(key for key in keys if names[key].kind != "service")]
    sections = list(dict.fromkeys(names[key].section for key in listed))
    return sorted(listed, key=lambda key: sections.index(names[key].section))


def _spend(position: Position) -> _Spend:
    costs = position.now.placements.group_by("service_key", maintain_order=True).agg(
        pl.col("cost").sum()
    )
    paid = dict(costs.iter_rows())
    names: dict[Key, _Named] = {
        (key,): _Named(section, label, "service")
        for key, section, label in _service_names(position.ledger, list(paid))
    }
    pence: dict[Key, int] = {(key,): cost for key, cost in paid.items()}
    rows: dict[Key, int] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for line, amount in projected(position.ledger, position.now)[0]:
        key = _adjustment_key(line, seen)
        names[key] = _Named(line.section, line.label, line.kind)
        pence[key], rows[key] = amount, line.row
    return _Spend(names, pence, rows)


def _adjustment_key(line: Adjustment, seen: Counter[tuple[str, str, str]]) -> Key:
    name = (line.section, line.label, line.kind)
    seen[name] += 1
    return (*name, str(seen[name]))


def _service_names(ledger: Ledger, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Key, section and label as in the key activity: budget, then service types, then others."""
    budget = reversed(ledger.budget.lines if ledger.budget else ())
    planned = {line.key: (line.section, line.service_type) for line in budget}
    typed = ledger.service_types.select("key", "section", "service_type").rows()
    written = ledger.record.placements.unique("service_key", keep="first", maintain_order=True)
    named = {
        **{
            key: (UNKNOWN_SECTION, label)
            for key, label in written.select("service_key", "service_type").iter_rows()
        },
        **{key: (section or UNKNOWN_SECTION, label) for key, section, label in typed},
        **planned,
    }
    order = list(dict.fromkeys([*reversed(planned), *(key for key, _, _ in typed)]))
    place = {key: number for number, key in enumerate(order)}
    for key in sorted(keys, key=lambda key: place.get(key, len(place))):
        yield key, *named[key]
