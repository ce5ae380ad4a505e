"""`kinward activity`: key activity, budget against actual, from the commitment record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import options, output
from kinward.words import long_date

_COLUMNS: Final = (
    "Service",
    "Budget\nplaces",
    "Budget\n£",
    "Budget\n£ a week",
    "Now",
    "Year\naverage",
    "Projected\n£",
    "£ a week,\nplacement",
    "£ a week\nof care",
    "Places\nvariance",
    "Net\nvariance £",
)
_MOST_FINDINGS: Final = 20


@click.command(
    epilog=options.examples(
        "activity placements.csv --budget budget.csv --as-at 2025-01-31",
        "activity placements.csv --as-at 2016-01-31 --year 2015/16 --json",
    )
)
@click.argument("placements", type=options.PATH)
@click.option("--budget", type=options.PATH, help="The budget by service type.")
@click.option("--year", type=options.YEAR, help="The financial year. Default: of the as-at date.")
@click.option("--as-at", type=options.DAY, required=True, help="Spent is up to this day.")
@options.ledger_files
@click.option("--closed", type=options.PATH, help="The folder of closed months, for movement.")
@click.option("--close", is_flag=True, help="Close the month of the as-at date in that folder.")
@options.as_json
def command(placements: Path, as_at: date, year: int | None, as_json: bool, **files: Any) -> None:
    """Show budget, actual and variance by service type, from PLACEMENTS (placements.csv).

    Money is in pounds, placements are yearly averages (two children for half a year each are 1).
    With --returns, commitments stop at the 18th birthday, and grants are paid for the children of
    the return. Exit 1 if there is an error among the findings.
    """
    from kinward.dates import return_year
    from kinward.ledger.as_json import document
    from kinward.ledger.load import Files
    from kinward.pipeline import Money, money

    asked = {name: files.pop(name) for name in ("returns", "closed", "close")}
    if asked["close"] and not asked["closed"]:
        raise click.UsageError("--close needs --closed, the folder of the closed months.")
    given = money(Money(Files(placements, **files), year or return_year(as_at), as_at, **asked))
    if given.closed:
        day = given.activity.as_at
        output.note(f"{given.closed} is closed: these are its figures, as at {long_date(day)}.")
    if asked["close"]:
        output.note(f"Closed in {asked['closed']}.")
    if as_json:
        output.print_json({**document(given.activity), **_beside(given)})
    else:
        _print(given)
    if any(each.level == "error" for each in given.activity.findings):
        sys.exit(1)


def _beside(given: Any) -> dict[str, Any]:
    """What the JSON document has beside the key activity."""
    from kinward.ledger import as_json
    from kinward.ledger.movement import document

    return {
        "outturn": as_json.months(given.outturn),
        "movement": document(given.movement) if given.movement else None,
    }


def _print(given: Any) -> None:
    from kinward.dates import year_name
    from kinward.ledger import explain

    activity = given.activity
    output.line(f"{year_name(activity.year)} as at {long_date(activity.as_at)}.")
    for sentence in (*explain.variance(activity), *explain.effect(activity)):
        output.line(sentence)
    for section in activity.sections:
        lines = [line for line in activity.lines if line.section == section.section]
        output.table(section.section, _COLUMNS, (_row(line) for line in (*lines, section)))
    output.table("All sections", _COLUMNS, [_row(activity.total)])
    for text in (*_voids(activity), *_billing(activity)):
        output.line(text)
    if explain.budgeted(activity):
        _print_analysis(activity)
    _print_months(given.outturn)
    if given.movement:
        _print_movement(given.movement)
    _print_findings(activity.findings)
    for text in activity.notes:
        output.note(text)


def _row(line: Any) -> tuple[object, ...]:
    planned, actual = line.planned, line.actual
    return (
        line.label,
        _number(planned.placements),
        _pounds(planned.annual),
        _pounds(planned.average_weekly),
        actual.snapshot,
        _number(actual.yearly_average),
        _pounds(actual.projected),
        _pounds(actual.per_placement),
        _pounds(actual.per_week_of_care),
        _number(line.average_variance),
        _pounds(line.net_variance),
    )


def _voids(activity: Any) -> Iterator[str]:
    """What the places of blocks cost that nobody has."""
    for block in activity.blocks:
        if block.void:
            yield (
                f"{block.label}: {_places(block.void)} of {_places(block.places)} places void, "
                f"which costs £{_pounds(block.void_cost):,}."
            )


def _places(number: Any) -> str:
    return f"{float(number):,.1f}".removesuffix(".0")


def _billing(activity: Any) -> Iterator[str]:
    """What the convention of the published tables makes of services that are paid by the year."""
    pence = activity.total.daily_difference
    if pence:
        yield (
            f"Paid by the day, with weekly cost / 7 for each, all placements would cost "
            f"£{abs(_pounds(pence) or 0):,} {'more' if pence > 0 else 'less'}."
        )


def _print_analysis(activity: Any) -> None:
    lines = [line for line in (*activity.lines, activity.total) if line.net_variance]
    output.table(
        "Why: volume + mix + price + other = variance, £",
        ("Line", "Volume", "Mix", "Price", "Other", "Variance"),
        (
            (
                line.label,
                *(
                    _pounds(getattr(line.analysis, part))
                    for part in ("volume", "mix", "price", "other", "total")
                ),
            )
            for line in lines
        ),
    )


def _print_months(months: Any) -> None:
    output.table(
        "Outturn by month, £",
        ("Month", "Budget", "Spent", "Committed", "Adjustments", "Projected"),
        (
            (
                f"{row['month']:%b %Y}",
                *(
                    _pounds(row[name])
                    for name in ("budget", "spent", "committed", "adjustments", "projected")
                ),
            )
            for row in months.to_dicts()
        ),
    )


def _print_movement(movement: Any) -> None:
    from kinward.ledger.movement import CAUSES

    lines = [line for line in movement.lines if line.change]
    output.table(
        f"Movement since {movement.before_as_at:%d %B %Y}, £",
        ("Line", *CAUSES.values(), "Change"),
        (
            (
                line.label,
                *(_pounds(getattr(line.parts, cause)) for cause in CAUSES),
                _pounds(line.change),
            )
            for line in (*lines, movement.total)
        ),
    )
    for text in movement.notes:
        output.note(text)


def _print_findings(findings: Any) -> None:
    if not findings:
        return
    output.table(
        "To look at",
        ("Rule", "Level", "File and row", "What and what to do"),
        (
            (each.rule, each.level, _place(each), f"{each.message} {each.remedy}")
            for each in findings[:_MOST_FINDINGS]
        ),
        _more(len(findings)),
    )


def _place(finding: Any) -> str:
    return f"{finding.file}, row {finding.row}" if finding.row else str(finding.file)


def _more(found: int) -> str:
    return f"{found - _MOST_FINDINGS:,} more with --json." if found > _MOST_FINDINGS else ""


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _pounds(pence: Any) -> int | None:
    from fractions import Fraction

    return None if pence is None else round(Fraction(pence) / 100)
