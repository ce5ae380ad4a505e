"""Budget control as text and tables on a terminal."""

from __future__ import annotations

from typing import Any, Final

from kinward.cli import output
from kinward.cli.budget.amounts import pounds
from kinward.words import counted

_LINES: Final = (
    "budget", "to_date_budget", "to_date_actual", "to_date_variance", "forecast_variance",
    "movement",
)  # fmt: skip


def show(given: Any) -> None:
    """Print a `BudgetControl`."""
    from kinward.ledger.commentary import usual_rule

    lines, rule = given.control.lines, usual_rule()
    explained = int(lines["explain"].sum())
    stands = given.position
    output.line()
    output.line(
        f"Budget control: {counted(explained, 'line')} of {lines.height:,} to explain, as the "
        f"forecast variance exceeds the greater of {rule.pct.normalize():f}% of the budget and "
        f"£{rule.pence // 100:,}."
    )
    output.line(
        f"Forecast variance of the lines: £{pounds(stands.lines):,}; of grants: "
        f"£{pounds(stands.grants):,}; in all: £{pounds(stands.net):,}. Over the budget is above 0."
    )
    _print_lines(given.control)
    if given.virements is not None:
        _print_virements(given.virements)
    if given.grants is not None:
        _print_grants(given.grants)
    if given.reserves is not None:
        _print_reserves(given.reserves.frame())


def _print_lines(control: Any) -> None:
    for total in control.sums.to_dicts():
        section = total["section"]
        own = [row for row in control.lines.to_dicts() if row["section"] == section]
        output.table(
            section or "All sections",
            (
                "Service", "Budget £", "Budget\nto date £", "Actual\nto date £",
                "Variance\nto date £", "Forecast\nvariance £", "Movement £", "Explain",
            ),
            (
                (
                    row["service"] or "Total",
                    *(pounds(row[name]) for name in _LINES),
                    "yes" if row["explain"] else "",
                )
                for row in (*own, total)
            ),
        )  # fmt: skip


def _print_virements(frame: Any) -> None:
    names = ("original", "moved_in", "moved_out", "current", "stated", "difference")
    rows = [(row["line"], *(pounds(row[name]) for name in names)) for row in frame.to_dicts()]
    whole = [frame[name].sum() if not frame[name].has_nulls() else None for name in names]
    output.table(
        "From original to current budget, £",
        ("Line", "Original", "Moved in", "Moved out", "Current", "Stated", "Difference"),
        (*rows, ("Total", *map(pounds, whole))),
        "Original + moved in - moved out = current; stated is what budget control gives.",
    )


def _print_grants(frame: Any) -> None:
    names = ("budget", "received_to_date", "forecast", "still_to_come", "forecast_variance")
    output.table(
        "Grants, £",
        ("Grant", "Budget", "Received", "Forecast", "Still to come", "Variance"),
        ((row["grant"], *(pounds(row[name]) for name in names)) for row in frame.to_dicts()),
        "Above 0: less comes than was budgeted.",
    )


def _print_reserves(frame: Any) -> None:
    names = ("opening", "paid_in", "drawn", "closing", "stated", "difference")
    output.table(
        "Reserves, £",
        ("Reserve", "Opening", "Paid in", "Drawn", "Closing", "Stated", "Difference"),
        ((row["reserve"], *(pounds(row[name]) for name in names)) for row in frame.to_dicts()),
        "Opening + paid in - drawn = closing.",
    )
