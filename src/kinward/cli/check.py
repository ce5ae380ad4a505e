"""`kinward check`: what is wrong with the returns, where, and what to do."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import options, output
from kinward.terms import LEVELS
from kinward.words import counted

_MEANING: Final = {
    "error": "Errors: a figure would be wrong",
    "warning": "Warnings: a figure may be wrong",
    "note": "Notes: good to know",
}
_INDENT: Final = 4


@click.command(
    epilog=options.examples(
        "check my-returns/",
        "check my-returns/ --as-at 2025-03-31 --json",
    )
)
@options.returns
@options.as_at
@click.option("--no-repair", is_flag=True, help="List the repairs without making them.")
@click.option("--all", "show_all", is_flag=True, help="List every file and every finding.")
@options.as_json
def command(
    returns: tuple[Path, ...], as_at: date | None, no_repair: bool, show_all: bool, as_json: bool
) -> None:
    """Check RETURNS (a folder, a zip or files) against the rules.

    Findings point at file, row and column and never name a child. With --as-at, returns of later
    years are left aside. Exit 1 if there is an error among the findings.
    """
    from kinward.returns.as_json import document
    from kinward.returns.prepare import prepare
    from kinward.returns.read import read
    from kinward.returns.select import up_to

    source = read(returns)
    checked = prepare(up_to(source, as_at) if as_at else source, repair=not no_repair)
    told = document(checked)
    if as_json:
        output.print_json(told)
    else:
        _print(told, show_all=show_all)
    if any(rule["level"] == "error" for rule in told["rules"]):
        sys.exit(1)


def _print(told: dict[str, Any], *, show_all: bool) -> None:
    output.line(_tally(told))
    for level in LEVELS:
        _print_rules(level, [rule for rule in told["rules"] if rule["level"] == level])
    if told["repairs"]:
        output.table(
            "Repairs made" if told["repaired"] else "Repairs that would be made",
            ("Repair", "Table", "Rows", "What"),
            (
                (each["rule"], each["table"], each["count"], each["what"])
                for each in told["repairs"]
            ),
        )
    _print_returns(told["files"])
    if show_all:
        _print_all(told)
    elif told["rules"]:
        output.line()
        output.line("--all lists every file and every finding; --json is for scripts.")


def _tally(told: dict[str, Any]) -> str:
    counts, rules = told["counts"], told["rules"]
    found = (
        counted(sum(rule["count"] for rule in rules if rule["level"] == level), level)
        for level in LEVELS
    )
    children = counted(counts["children"], "child", "children")
    episodes = counted(counts["episodes"], "episode")
    return f"{children}, {episodes}: {', '.join(found)}."


def _print_rules(level: str, rules: list[dict[str, Any]]) -> None:
    """A rule takes two lines or more: a table would leave too little room for what to do."""
    if not rules:
        return
    output.line()
    output.line(_MEANING[level])
    for rule in sorted(rules, key=_in_a_row):
        times = counted(rule["count"], "time")
        click.echo(f"  {rule['rule']}: {times}, first at {rule['first']}")
        output.line(rule["message"], _INDENT)


def _in_a_row(rule: dict[str, Any]) -> bool:
    """What is wrong with a whole file comes first: other findings may follow from it."""
    return ", row " in rule["first"]


def _print_returns(files: list[dict[str, Any]]) -> None:
    """One row a return, and the tables that other returns have and it has not."""
    tables = sorted({file["table"] for file in files if file["table"]})
    years: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(files, key=lambda file: (not file["table"], file["year"] or "~")):
        name = (file["year"] or "year not known") if file["table"] else "not a return"
        years.setdefault(name, []).append(file)
    output.table(
        "Returns",
        ("Return", "Files", "Rows", "Tables it lacks"),
        (
            (name, len(its), sum(file["rows"] for file in its), _lacking(its, tables))
            for name, its in years.items()
        ),
    )


def _lacking(files: list[dict[str, Any]], tables: list[str]) -> str:
    there = Counter(file["table"] for file in files)
    if not any(file["table"] and file["year"] for file in files):
        return ""
    return ", ".join(table for table in tables if table not in there)


def _print_all(told: dict[str, Any]) -> None:
    output.table(
        "Files",
        ("File", "Table", "Return", "Rows"),
        (
            (file["path"], file["table"] or "none", file["year"], file["rows"])
            for file in told["files"]
        ),
    )
    if told["findings"]:
        output.line()
        output.line("Findings")
    for each in told["findings"]:
        row = f", row {each['row']}" if each["row"] else ""
        column = f", column {each['column']}" if each["column"] else ""
        click.echo(f"  {each['level']} {each['rule']}: {each['file']}{row}{column}")
