"""`kinward report`: the baseline as one HTML page and one Excel workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from kinward.cli import options, output
from kinward.errors import ArgumentError


@click.command()
@options.returns
@options.as_at
@click.option("--out", type=options.PATH, required=True, help="The folder to write into.")
@click.option(
    "--audience",
    type=click.Choice(["internal", "public"]),
    default="public",
    show_default=True,
    help="Public hides small numbers; internal shows them.",
)
@click.option(
    "--forecast/--no-forecast",
    "look_ahead",
    default=True,
    show_default=True,
    help="Whether the report looks ahead, and at how past forecasts did.",
)
@options.target
@options.prices
@options.uplift
@options.seed
@options.cohort_files
def command(
    returns: tuple[Path, ...],
    as_at: date | None,
    out: Path,
    audience: Literal["internal", "public"],
    look_ahead: bool,
    **files: Any,
) -> None:
    """Write the baseline report of RETURNS into a folder."""
    if out.exists() and not out.is_dir():
        raise ArgumentError(
            "This is a file, not a folder", where=f"--out {out}", remedy="Name a folder."
        )
    from kinward.pipeline import Ahead, Inputs, report

    ahead = Ahead(
        uplift_pct=files.pop("uplift"),
        **{name: files.pop(name) for name in ("target", "prices", "seed")},
    )
    if not look_ahead and (ahead.prices or ahead.target or ahead.uplift_pct):
        raise click.UsageError("--prices, --target and --uplift are of no use with --no-forecast.")
    if look_ahead:
        options.tell_of_compiling()
    name = files["authority"] or "the authority"
    for path in report(
        Inputs(returns=returns, as_at=as_at, **files),
        out,
        audience=audience,
        name=name,
        ahead=ahead if look_ahead else None,
        warn=output.note,
    ):
        click.echo(path)
    if audience == "public":
        output.note("Small numbers are hidden. For staff who may see them: --audience internal.")
