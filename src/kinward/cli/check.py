"""`kinward check`: what is wrong with the returns, where, and what to do."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output
from kinward.terms import LEVELS


@click.command()
@options.returns
@options.as_at
@click.option("--no-repair", is_flag=True, help="List the repairs without making them.")
@click.option("--all", "show_all", is_flag=True, help="List every finding, not the first of each.")
@options.as_json
def command(
    returns: tuple[Path, ...], as_at: date | None, no_repair: bool, show_all: bool, as_json: bool
) -> None:
    """Check RETURNS (a folder, a zip or files) against the rules.

    Findings point at file, row and column and never name a child. With --as-at, returns of later
    years are left aside. Exit 1 if there is an error among the findings.
    """
    from kinward.returns.prepare import prepare
    from kinward.returns.read import read
    from kinward.returns.select import up_to

    source = read(returns)
    checked = prepare(up_to(source, as_at) if as_at else source, repair=not no_repair)
    document = _document(checked)
    if as_json:
        output.print_json(document)
    else:
        _print(document, show_all=show_all)
    if any(finding["level"] == "error" for finding in document["findings"]):
        sys.exit(1)


def _document(checked: Any) -> dict[str, Any]:
    from kinward.returns.as_json import document

    return document(checked)


def _print(document: dict[str, Any], *, show_all: bool) -> None:
    output.table(
        "Files",
        ("File", "Table", "Return", "Rows"),
        (
            (file["path"], file["table"] or "not a table of the return", file["year"], file["rows"])
            for file in document["files"]
        ),
    )
    if document["rules"]:
        output.table(
            "Findings by rule",
            ("Rule", "Level", "Count", "What is wrong and what to do", "First at"),
            (
                (rule["rule"], rule["level"], rule["count"], rule["message"], rule["first"])
                for rule in document["rules"]
            ),
        )
    if show_all:
        output.table(
            "Findings",
            ("Rule", "Level", "File", "Row", "Column"),
            (
                (each["rule"], each["level"], each["file"], each["row"], each["column"])
                for each in document["findings"]
            ),
        )
    if document["repairs"]:
        done = "Repairs made" if document["repaired"] else "Repairs that would be made"
        output.table(
            done,
            ("Repair", "Table", "Rows", "What"),
            (
                (each["rule"], each["table"], each["count"], each["what"])
                for each in document["repairs"]
            ),
        )
    output.note(_closing(document))


def _closing(document: dict[str, Any]) -> str:
    counts = document["counts"]
    levels = dict.fromkeys(LEVELS, 0)
    for finding in document["findings"]:
        levels[finding["level"]] += 1
    tally = ", ".join(
        f"{count:,} {level}{'' if count == 1 else 's'}" for level, count in levels.items()
    )
    return f"{counts['children']:,} children, {counts['episodes']:,} episodes: {tally}."
