"""`kinward reference`: which reference data is loaded, and how old it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output


@click.command(epilog=options.examples("reference", "reference --lait lait/ --as-at 2026-03-31"))
@click.option("--lait", type=options.PATH, help="A folder with DfE's LAIT files.")
@click.option("--as-at", type=options.DAY, help="Show how old the data is on this date.")
@options.as_json
def command(lait: Path | None, as_at: date | None, as_json: bool) -> None:
    """List the reference data: code sets, categories, parameters and official files."""
    from kinward.reference.lait import read
    from kinward.reference.listing import overview

    rows = overview(read(lait) if lait else None, as_at).to_dicts()
    if as_json:
        output.print_json({"reference": rows})
        return
    lists = [row for row in rows if row["value"] is None]
    parameters = [row for row in rows if row["value"] is not None]
    _print("Lists and official files", "List", "rows", lists, aged=as_at is not None)
    _print("Limits and defaults", "Name", "value", parameters, aged=as_at is not None)


def _print(title: str, name: str, what: str, rows: list[dict[str, Any]], *, aged: bool) -> None:
    age = ("Years old",) if aged else ()
    output.table(
        title,
        (name, what.capitalize(), "As of", *age, "Source"),
        (
            (
                row["data"],
                row[what],
                row["date"],
                *((row["age_years"],) if aged else ()),
                row["source"],
            )
            for row in rows
        ),
    )
