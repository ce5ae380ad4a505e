"""`kinward compare`: plans that were saved, side by side."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kinward.cli import options, output


@click.command(epilog=options.examples("compare plan_a.json plan_b.json"))
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
        [(row.label, *map(row.said, range(len(found.names)))) for row in found.rows],
        "Means; in brackets the ends of the 80% interval. Money is in pounds. --json has the 95% "
        "interval too.",
    )
