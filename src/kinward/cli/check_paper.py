"""`kinward check-paper`: a published paper held against itself."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output
from kinward.words import counted


@click.command(epilog=options.examples("check-paper a-published-paper/"))
@click.argument("folder", type=options.PATH)
@click.option("--all", "show_all", is_flag=True, help="Show the checks that agree too.")
@options.as_json
def command(folder: Path, show_all: bool, as_json: bool) -> None:
    """Hold the paper in FOLDER against itself: its tables, and what its text says of them.

    The folder has the tables as CSV or XLSX, paper.toml that declares what should hold, and
    claims.csv with what the text says. A difference that rounding can explain is no contradiction.
    Exit 1 if there is a contradiction.
    """
    from kinward.budget.papers import check, document, read_paper

    paper = read_paper(folder)
    checks = check(paper)
    if as_json:
        output.print_json(document(paper, checks))
    else:
        _print(paper.title, checks, show_all=show_all)
    if any(each.verdict == "contradicts" for each in checks):
        sys.exit(1)


def _print(title: str, checks: Sequence[Any], *, show_all: bool) -> None:
    from kinward.budget.papers import VERDICTS

    counts = Counter(each.verdict for each in checks)
    tally = ", ".join(f"{counts[key]} {word}" for key, word in VERDICTS.items() if counts[key])
    output.line(f"{title}: {counted(len(checks), 'check')}{f': {tally}' if tally else ''}.")
    for key, word in VERDICTS.items():
        held = [each for each in checks if each.verdict == key]
        if held and (show_all or key not in ("agrees", "rounding")):
            _print_checks(word[0].upper() + word[1:], held)
    if counts["agrees"] + counts["rounding"] and not show_all:
        output.line()
        output.line("--all shows the checks that agree too; --json is for scripts.")


def _print_checks(heading: str, checks: Sequence[Any]) -> None:
    """A check takes a line or two: a table would leave too little room for what it says."""
    from kinward.budget.papers import sentence

    output.line()
    output.line(heading)
    table = None
    for each in checks:
        if each.table != table:
            table = each.table
            click.echo(f"  {table}")
        output.line(sentence(each), indent=4)
