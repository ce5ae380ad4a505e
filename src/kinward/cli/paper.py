"""`kinward paper`: a paper for a board, in four formats, for the public and for members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.cli.report import MONEY_NAMES, spending, with_money
from kinward.errors import ArgumentError

KINDS: Final = (
    "board", "councillor", "performance", "exceptions", "initiation", "sufficiency", "finance",
)  # fmt: skip
_PAPER: Final = (
    click.option(
        "--kind", type=click.Choice(KINDS), default="board", show_default=True, metavar="KIND",
        help=f"{', '.join(KINDS)}: docs/papers.md tells what is in each.",
    ),
    click.option(
        "--audience", type=click.Choice(["public", "exempt", "both"]), default="both",
        show_default=True, help="Public hides small numbers and leaves exempt parts out.",
    ),
    click.option("--meeting", default="", help="The meeting that it is for."),
    click.option("--on", type=options.DAY, help="The day of the meeting."),
    click.option("--title", help="A title of your own."),
    click.option(
        "--programme", type=options.PATH, multiple=True,
        help="Actions, savings and risks, as for kinward programme; may be repeated.",
    ),
    click.option(
        "--programme-at", "programme_on", type=options.DAY,
        help="The day on which the programme is told. Default: that of the figures.",
    ),
    click.option("--measures", type=options.PATH, help="Typed readings and targets."),
    click.option("--paragraphs", type=options.PATH, help="Your own paragraphs (TOML)."),
    click.option(
        "--previous", type=options.PATH,
        help="The folder of last month’s papers, or the .json file of one: tells what changed.",
    ),
    click.option("--plan", type=options.PATH, help="A plan to try, as a TOML file."),
)  # fmt: skip


def _with_paper(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_PAPER):
        command = option(command)
    return command


@click.command(epilog=options.examples("paper my-returns/ --as-at 2025-03-31 --out papers/march/"))
@options.returns
@options.as_at
@click.option("--out", type=options.PATH, required=True, help="The folder to write into.")
@_with_paper
@click.option(
    "--forecast/--no-forecast", "look_ahead", default=True, show_default=True,
    help="Whether the paper looks ahead.",
)  # fmt: skip
@options.target
@options.prices
@options.uplift
@options.seed
@with_money
@options.cohort_files
def command(
    returns: tuple[Path, ...],
    as_at: date | None,
    out: Path,
    look_ahead: bool,
    audience: str,
    **files: Any,
) -> None:
    """Write a paper about the authority of RETURNS into a folder, as Word, PDF, HTML and Excel.

    Two papers come of it: one for the public, with small numbers hidden, and one for those who may
    see all. Beside each is a .json file that the next paper compares with.
    """
    if out.exists() and not out.is_dir():
        raise ArgumentError(
            "This is a file, not a folder", where=f"--out {out}", remedy="Name a folder."
        )
    if not look_ahead and (files["prices"] or files["target"] or files["uplift"] or files["plan"]):
        raise click.UsageError(
            "--prices, --target, --uplift and --plan are of no use with --no-forecast."
        )
    if look_ahead:
        options.tell_of_compiling(plans=files["plan"] is not None)
    from kinward.pipeline import Ahead, Inputs
    from kinward.pipeline.board import Asked, papers

    ahead = Ahead(
        uplift_pct=files.pop("uplift"),
        **{name: files.pop(name) for name in ("target", "prices", "seed")},
    )
    money = spending({name: files.pop(name) for name in MONEY_NAMES}, ahead.uplift_pct)
    beside.tell_left_out({**files, "prices": ahead.prices})
    own = ("kind", "meeting", "on", "title", "programme", "programme_on", "measures", "paragraphs",
           "previous", "plan")  # fmt: skip
    asked = Asked(
        audiences=("exempt", "public") if audience == "both" else (audience,),  # type: ignore[arg-type]
        name=files["authority"] or "the authority",
        ahead=ahead if look_ahead else None,
        spending=money,
        **{name: files.pop(name) for name in own},
    )
    for path in papers(Inputs(returns=returns, as_at=as_at, **files), asked, out, output.note):
        click.echo(path)
