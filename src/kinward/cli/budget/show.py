"""Budget models, and the gap between two, as text and tables on a terminal."""

from __future__ import annotations

from typing import Any, Final

from kinward.cli import output
from kinward.cli.budget.amounts import pounds
from kinward.dates import year_name

_PER_CENT: Final = 100


def plan(given: Any) -> None:
    """Print a `PlanBudget`."""
    _print_model("The plan", given.model, given.bridges)
    if given.checks:
        output.line()
        output.line("Yearly averages held against the targets")
        for check in given.checks:
            output.line(check.sentence, 2)


def expected(given: Any) -> None:
    """Print an `Expected`."""
    _print_model("The forecast", given.model, given.bridges)
    if given.gaps:
        _print_gaps(given.gaps)


def findings(found: Any) -> None:
    """Print every finding, with its row and what to do."""
    if found:
        output.table(
            "To look at",
            ("Rule", "Level", "File and row", "What and what to do"),
            (
                (each.rule, each.level, f"{each.file}, row {each.row}", _what(each))
                for each in found
            ),
        )


def _what(finding: Any) -> str:
    return f"{finding.message} {finding.remedy}"


def _print_model(what: str, model: Any, bridges: Any) -> None:
    from kinward.terms import CATEGORIES

    output.table(
        f"{what}: yearly average x £ a week x weeks = requirement",
        ("Placement type", "Year", "Yearly\naverage", "£ a week", "Weeks", "Requirement £"),
        (
            (
                CATEGORIES.get(line.placement_type, line.placement_type),
                year_name(line.year),
                *_line(line, model),
            )
            for line in model.lines
        ),
    )
    output.table(
        f"{what} by year, £",
        ("Year", "Yearly\naverage", "Placements", "Population\ngrowth", "Savings", "Requirement"),
        (
            (
                year_name(row["year"]),
                f"{row['yearly_average']:,.2f}",
                *(pounds(row[n]) for n in ("placements", "demography", "savings", "requirement")),
            )
            for row in model.totals_frame().to_dicts()
        ),
        "Placements + growth - savings = requirement.",
    )
    _print_savings(what, model)
    _print_growth(what, model)
    _print_bridges(what, bridges)
    for note in model.notes:
        output.note(note)


def _line(line: Any, model: Any) -> tuple[object, ...]:
    """The figures of a line; none where the plan says nothing of the type in the year."""
    if (line.placement_type, line.year) in model.unplanned:
        return (None,) * 4
    weekly = line.weekly_pounds
    return (
        f"{float(line.yearly_average):,.2f}",
        None if weekly is None else f"{weekly:,.2f}",
        float(line.weeks),
        pounds(line.requirement),
    )


def _print_savings(what: str, model: Any) -> None:
    rows = model.savings_frame().to_dicts()
    if rows:
        output.table(
            f"{what}: savings by kind, £",
            ("Year", "Kind", "Begin in the year", "Taken off the year"),
            (
                (
                    year_name(row["year"]),
                    row["label"],
                    pounds(row["begins"]),
                    pounds(row["taken_off"]),
                )
                for row in rows
            ),
            "What the trajectory has in it already is not taken off again.",
        )


def _print_growth(what: str, model: Any) -> None:
    if model.demography:
        output.table(
            f"{what}: what population growth adds at today's rate",
            ("Year", "Children", "£"),
            (
                (year_name(each.year), f"{float(each.children):,.2f}", pounds(each.pence))
                for each in model.demography
            ),
        )


def _print_bridges(what: str, bridges: Any) -> None:
    from kinward.budget.bridge import STEPS

    if not bridges:
        return
    rows: list[tuple[object, ...]] = [
        ("Requirement of the first", *(pounds(each.opening) for each in bridges))
    ]
    for key, label in STEPS.items():
        rows.append((label, *(pounds(each.step(key)) for each in bridges)))
    rows.append(("Requirement of the second", *(pounds(each.closing) for each in bridges)))
    output.table(
        f"{what}: why one year needs more or less than the year before, £",
        (
            "Step",
            *(f"{year_name(each.from_year)}\nto {year_name(each.to_year)}" for each in bridges),
        ),
        rows,
        "The steps sum to the change, to the penny.",
    )


def _print_gaps(gaps: Any) -> None:
    from kinward.budget.gap import DEMOGRAPHY, SAVINGS
    from kinward.forecast.model import TOTAL
    from kinward.terms import CATEGORIES

    names = {
        TOTAL: "All together", DEMOGRAPHY: "Population growth", SAVINGS: "Savings", **CATEGORIES
    }  # fmt: skip
    columns = ("plan", "forecast", "gap", "gap_low_80", "gap_high_80")
    output.table(
        "The plan beside the forecast, £",
        (
            "Year", "Category", "Plan", "Expected", "Gap", "80% from", "80% to",
            "Chance\nwithin, %",
        ),
        (
            (
                year_name(row["year"]),
                names[row["key"]],
                *(pounds(row[name]) for name in columns),
                None if row["chance_within"] is None else _PER_CENT * row["chance_within"],
            )
            for row in gaps.rows.to_dicts()
        ),
        "Gap: expected less plan; above 0 the forecast is over the plan.",
    )  # fmt: skip
    output.line()
    for note in gaps.notes:
        output.line(note)
