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
        "Plans side by side",
        ("", *found.names),
        [(row.label, *(_cell(row, cell) for cell in row.cells)) for row in found.rows],
        "Means; in brackets the ends of the 80% interval. Money is in pounds. --json has the 95% "
        "interval too.",
    )


def _cell(row: Any, cell: Any) -> object:
    """A figure with its interval, where it has one."""
    if cell is None:
        return None
    if row.kind == "chance":
        return f"{cell.mean * 100:.0f}%"
    scale, places = (100, 0) if row.unit == "pence" else (1, 1)
    mean = f"{cell.mean / scale:,.{places}f}"
    if cell.low_80 is None or cell.high_80 is None:
        return mean
    return f"{mean} ({cell.low_80 / scale:,.0f} to {cell.high_80 / scale:,.0f})"
