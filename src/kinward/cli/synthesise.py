"""`kinward synthesise`: an authority that looks real, whose children do not exist."""

from __future__ import annotations

from pathlib import Path

import click

from kinward.cli import options


@click.command(
    epilog=options.examples(
        "synthesise made-up/ --children 550 --years 8 --seed 1",
        "synthesise made-up/ --errors 0.02",
    )
)
@click.argument("out", type=options.PATH)
@click.option(
    "--children",
    type=click.IntRange(20, 5000),
    default=550,
    show_default=True,
    help="About how many children are looked after at a time.",
)
@click.option(
    "--years",
    type=click.IntRange(1, 20),
    default=8,
    show_default=True,
    help="How many yearly returns.",
)
@click.option(
    "--last-year",
    type=click.IntRange(2018, 2027),
    default=2026,
    show_default=True,
    help="The year in which the last return ends.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed gives the same files.",
)
@click.option(
    "--errors",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    show_default=True,
    help="Share of episodes in which to plant an error; planted_errors.csv lists them.",
)
def command(out: Path, children: int, years: int, last_year: int, seed: int, errors: float) -> None:
    """Make up an authority in the folder OUT, which is new or empty: returns and the files beside
    them.

    Nobody in them exists.
    """
    from kinward.synthetic import synthesise

    made = synthesise(
        out, children=children, years=years, seed=seed, errors=errors, last_year=last_year
    )
    for path in made.paths:
        click.echo(path)
