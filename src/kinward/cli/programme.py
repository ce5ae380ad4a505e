"""`kinward programme`: how the actions, savings and risks of a programme stand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output
from kinward.cli.programme_savings import MOST, savings
from kinward.words import counted, long_date


class _Need(click.ParamType[tuple[int, int]]):
    """Pounds and a financial year, as 1,429,000:2016/17; becomes pence and the year's end."""

    name = "POUNDS:YEAR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        import polars as pl

        from kinward.tables.pounds import parse_pounds

        if isinstance(value, tuple):
            return value
        amount, mark, year = str(value).rpartition(":")
        pence = pl.select(parse_pounds(pl.lit(amount.strip()))).item() if mark else None
        if pence is None:
            self.fail(f"'{value}' is not a need. Write 1,429,000:2016/17.", param, ctx)
        return int(pence), options.YEAR.convert(year, param, ctx)


@click.command(
    epilog=options.examples(
        "programme actions.csv savings.csv risks.csv --as-at 2025-03-31",
    )
)
@click.argument("paths", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--as-at", type=options.DAY, required=True, help="The day of the colours and figures."
)
@click.option(
    "--need", "needs", type=_Need(), multiple=True, help="What must be saved in a year; repeat it."
)
@click.option("--year", type=options.YEAR, help="Of savings whose row names no financial year.")
@click.option(
    "--reported-on",
    type=options.DAY,
    help="The day of the plan's own colours and progress: it counts as an update.",
)
@click.option(
    "--business-plan",
    multiple=True,
    metavar="OBJECTIVE",
    help="An objective that the business plan has, for the bridge from it; repeat it.",
)
@options.seed
@options.as_json
def command(
    paths: tuple[Path, ...],
    as_at: date,
    needs: tuple[tuple[int, int], ...],
    year: int | None,
    reported_on: date | None,
    business_plan: tuple[str, ...],
    seed: int,
    as_json: bool,
) -> None:
    """Tell how a programme stands, from the files or folders PATHS.

    They hold its plan, savings, registers and boards, as CSV, as sheets of a spreadsheet or in a
    zip; their headings tell which is which. Exit 1 if there is an error among the findings.
    """
    from kinward.programme.as_json import Asked, of_programme
    from kinward.programme.model import Need
    from kinward.programme.read.files import Defaults, read_programme

    name = paths[0].resolve().stem
    read = read_programme(
        paths, name, name, Defaults(year, reported_on),
        [Need(of, pence) for pence, of in needs],
    )  # fmt: skip
    asked = Asked(as_at, business_plan, seed=seed)
    told = of_programme(read.programme, asked, read.findings)
    if as_json:
        output.print_json(told)
    else:
        _print(told, as_at)
    if any(each["level"] == "error" for each in told["findings"]):
        sys.exit(1)


def _print(told: dict[str, Any], as_at: date) -> None:
    actions = told["actions"]
    output.line(
        f"{told['programme']} on {long_date(as_at)}: {counted(len(actions), 'action')}, "
        f"{counted(len(told['risks']['ratings']), 'open risk')}."
    )
    if actions:
        _colours(told)
        _differences(told)
        _slipping(told)
    savings(told["savings"], as_at)
    _risks(told["risks"])
    for each in told["findings"]:
        row = f", row {each['row']}" if each["row"] else ""
        output.note(f"{each['file']}{row}: {each['message']} {each['remedy']}")


def _colours(told: dict[str, Any]) -> None:
    for side in ("delivery", "benefit"):
        parts = [f"{number} {colour}" for colour, number in told[side].items() if number]
        output.line(f"{side.capitalize()}: {', '.join(parts)}.")
    output.table(
        "Actions",
        ("Ref", "Action", "Ends", "Delivery", "Why", "Benefit", "Why so"),
        [
            (
                each["ref"], each["title"], each["end"], each["delivery"]["colour"],
                each["delivery"]["reason"], each["benefit"]["colour"], each["benefit"]["reason"],
            )
            for each in told["actions"]
        ],
        "Delivery is the work, benefit what it brings. Blue is complete, grey not started or not "
        "due.",
    )  # fmt: skip


def _differences(told: dict[str, Any]) -> None:
    compared = told["published"]
    if not compared["compared"]:
        return
    output.table(
        "The published colour beside the rule's",
        ("Ref", "Published", "By rule", "Why they differ"),
        [
            (
                each["ref"],
                each["published"],
                each["delivery"]["by_rule"],
                each["difference"].partition(": ")[2],
            )
            for each in told["actions"]
            if each["difference"]
        ],
        f"{compared['same']} of {counted(compared['compared'], 'published colour')} are the "
        "rule's.",
    )


def _slipping(told: dict[str, Any]) -> None:
    rows = told["slipping"]
    if rows:
        output.table(
            "Slipping, overdue or without an update",
            ("Ref", "First date", "Expected", "Days later", "Days overdue", "Why"),
            [
                (e["ref"], e["first"], e["expected"], e["days"], e["overdue"], e["reason"])
                for e in rows[:MOST]
            ],
            _more(rows),
        )
    due = told["next_due"]
    if due:
        output.table(
            "Due next",
            ("On", "Action", "What"),
            [(each["on"], each["action"], each["title"]) for each in due[:MOST]],
            _more(due),
        )


def _risks(told: dict[str, Any]) -> None:
    rows = told["ratings"]
    if not rows:
        return
    output.table(
        "Top risks",
        ("Ref", "Risk", "Owner", "Rating", "Why"),
        [(e["ref"], e["title"], e["owner"] or None, e["colour"], e["reason"]) for e in rows[:MOST]],
        _more(rows),
    )
    for each in told["undone"]:
        output.line(f"{each['ref']}: {each['reason']}")


def _more(rows: Sequence[object]) -> str:
    return f"{MOST} of {len(rows):,}; --json has all." if len(rows) > MOST else ""
