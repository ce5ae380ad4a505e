"""Reading savings: a tracker of Kinward's, or a plan of savings as papers print them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward.budget.fields import is_total
from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.ledger.findings import Finding
from kinward.programme.model import Saving
from kinward.programme.read.fields import Fields
from kinward.programme.read.found import Rows, differs, named_once, require, signs, unknown
from kinward.programme.rules import RULES

_AMOUNTS = ("target", "achieved", "forecast")


def read_savings(
    fields: Fields, year: int | None = None
) -> tuple[tuple[Saving, ...], tuple[Finding, ...]]:
    """Read a table of savings, in its order.

    Where most amounts are below 0 a saving is a fall in spend, and every sign is turned. Rows that
    are printed totals are held against the others. A row without a ref is named by its objective
    (or placement type) and year.

    Args:
        year: of rows that name none, by its end.

    Raises:
        InputError: a field that cannot be read; a row without a target or a year; a ref that is
            there twice.
    """
    rows = fields.read()
    for row in rows:
        if row["financial_year"] is None:
            row["financial_year"] = year
    require(fields, rows, "target", "financial_year")
    found = [*unknown(fields), *signs(fields, rows, _AMOUNTS)]
    found += _totals(fields, rows)
    kept = [(place, row) for place, row in enumerate(rows) if not _is_total(row)]
    if "ref" not in fields.given and kept:
        found += RULES["P04"].at(fields.table.name, [1], "ref")
        _name([row for _, row in kept])
    if any(not row["ref"] for _, row in kept):
        place = next(place for place, row in kept if not row["ref"])
        raise fields.refuse(place, "ref", "The value is missing", "Every row needs one.")
    named_once(fields, [row["ref"] or f"\0{place}" for place, row in enumerate(rows)])
    words = [p for p, row in kept if row["status"] and row["achieved"] is None]
    found += RULES["P03"].at(fields.table.name, [fields.row(p) for p in words], "status")
    return tuple(_saving(fields, place, row) for place, row in kept), tuple(found)


def _saving(fields: Fields, place: int, row: dict[str, Any]) -> Saving:
    own = {column.field: row[name] for name, column in fields.columns.items()}
    try:
        return Saving(**own)
    except ArgumentError as error:
        raise fields.refuse(place, error.where, error.what, error.remedy) from None


def _is_total(row: dict[str, Any]) -> bool:
    return is_total(row["objective"]) or is_total(row["placement_type"])


def _name(rows: Rows) -> None:
    """Refs from what a row is of and its year; the second of one name gets a number."""
    seen: dict[str, int] = {}
    for row in rows:
        of = row["objective"] or row["placement_type"] or row["action"] or "Saving"
        name = f"{of} {year_name(row['financial_year'])}"
        seen[name] = seen.get(name, 0) + 1
        row["ref"] = name if seen[name] == 1 else f"{name} ({seen[name]})"


def _totals(fields: Fields, rows: Rows) -> Iterator[Finding]:
    for place, total in enumerate(rows):
        if not _is_total(total):
            continue
        year = total["financial_year"]
        own = [r["target"] for r in rows if r["financial_year"] == year and not _is_total(r)]
        if differs(own, total["target"]):
            yield from RULES["P05"].at(fields.table.name, [fields.row(place)], "target")
