"""`kinward reference`: which reference data is loaded, and how old it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kinward.cli import options, output


@click.command()
@click.option("--lait", type=options.PATH, help="A folder with DfE's LAIT files.")
@click.option("--as-at", type=options.DAY, help="The date from which age is counted.")
@options.as_json
def command(lait: Path | None, as_at: date | None, as_json: bool) -> None:
    """List the reference data: code sets, categories, parameters and official files."""
    from kinward.reference.lait import read
    from kinward.reference.listing import overview

    rows = overview(read(lait) if lait else None, as_at).to_dicts()
    if as_json:
        output.print_json({"reference": rows})
        return
    headings = list(rows[0])
    output.table(
        "Reference data",
        [heading.replace("_", " ").capitalize() for heading in headings],
        (list(row.values()) for row in rows),
    )
