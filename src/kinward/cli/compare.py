"""`kinward compare`: plans that were saved, side by side."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output


@click.command()
@click.argument("plans", nargs=-1, required=True, type=options.PATH)
@options.as_json
def command(plans: tuple[Path, ...], as_json: bool) -> None:
    """Put PLANS side by side: files that `kinward scenario --save` wrote, on the same baseline."""
    from kinward.scenarios.business import compare, read

    found = compare([read(path) for path in plans])
    if as_json:
        output.print_json(asdict(found))
        return
    output.table(
        "Plans side by side, means",
        ("", *found.names),
        [(row.label, *(_cell(row, cell) for cell in row.cells)) for row in found.rows],
        "--json has the intervals.",
    )


def _cell(row: Any, cell: Any) -> object:
    if cell is None:
        return None
    if row.unit == "pence":
        return round(cell.mean / 100)
    if row.kind == "chance":
        return f"{cell.mean * 100:.0f}%"
    return float(cell.mean)
