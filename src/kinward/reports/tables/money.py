"""Tables of the budget of a year: key activity, why it varies, by month, and into next year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from kinward.dates import year_name
from kinward.ledger.model import Activity, Block, FullYearEffect, Line
from kinward.reports.formulas import Formula, Sum, Working
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables.words import columns, floated

ALL: Final = "All sections: total"
_SUMMED: Final = ("places", "annual", "now", "average", "spent", "committed", "projected")
_PARTS: Final = ("volume", "mix", "price", "other")
_ACTIVITY: Final = columns(
    ("label", "Service", "text"),
    ("section", "Section", "text"),
    ("places", "Budget: places", "places"),
    ("annual", "Budget: £", "pence"),
    ("weeks", "Budget: weeks", "number"),
    ("weekly", "Budget: £ a week", "weekly"),
    ("now", "Now: places", "count"),
    ("average", "Yearly average", "places"),
    ("spent", "Spent, £", "pence"),
    ("committed", "Committed, £", "pence"),
    ("projected", "Projected, £", "pence"),
    ("per_placement", "£ a week, per placement", "weekly"),
    ("per_week", "£ a week, per week of care", "weekly"),
    ("more_places", "Variance: places", "places_change"),
    ("net", "Variance: £", "pence_change"),
    ("more_weekly", "Variance: £ a week", "weekly_change"),
)
_ACTIVITY_SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    column.name: (
        pl.String
        if column.format == "text"
        else pl.Int64
        if column.format in ("count", "pence", "pence_change")
        else pl.Float64
    )
    for column in _ACTIVITY
}


def activity(stands: Activity, source: str) -> Iterator[ReportTable]:
    """Key activity in the layout that finance uses, and why each line varies."""
    rows = _in_order(stands)
    frame = pl.DataFrame(
        [_activity_row(label, line) for label, line, _ in rows],
        schema=_ACTIVITY_SCHEMA,
        orient="row",
    )
    services = tuple(i for i, (_, line, _) in enumerate(rows) if line.actual.spent is not None)
    every = tuple(range(len(rows)))
    yield ReportTable(
        "money_activity",
        f"Key activity {year_name(stands.year)}: budget, actual and variance by service",
        _ACTIVITY,
        frame,
        source,
        "Per placement is the plain mean of the last weekly rates of all placements of the year, "
        "less contributions; per week of care is what multiplies back to the spend. Over the "
        "budget is above nought.",
        _hidden(frame, [line for _, line, _ in rows]),
        formulas=(
            *_sums(rows, _SUMMED),
            Working("projected", "{spent}+{committed}", services),
            Working("weekly", "{annual}/{places}/{weeks}"),
            Working("net", "{projected}-{annual}", every),
            Working("more_places", "{average}-{places}", every),
            Working("more_weekly", "{per_placement}-{weekly}"),
        ),
    )
    yield _variance(stands, rows, source)


_Row = tuple[str, Line, tuple[int, ...]]
"""Label, line and, of a total, the rows that it sums."""


def _in_order(stands: Activity) -> list[_Row]:
    """The lines of each section and their total, then that of all."""
    rows: list[_Row] = []
    sums: list[int] = []
    for section in stands.sections:
        own = [line for line in stands.lines if line.section == section.section]
        first = len(rows)
        rows += [(line.label, line, ()) for line in own]
        sums.append(len(rows))
        rows.append((f"{section.section}: total", section, tuple(range(first, len(rows)))))
    return [*rows, (ALL, stands.total, tuple(sums))]


def _sums(rows: Sequence[_Row], names: tuple[str, ...]) -> Iterator[Formula]:
    return (Sum(i, parts, names) for i, (_, _, parts) in enumerate(rows) if parts)


def _hidden(frame: pl.DataFrame, lines: Sequence[Line]) -> pl.DataFrame | None:
    """Which cells are hidden: the placements of today, where a line has some that are not told."""
    covered = [line.actual.spent is not None and line.actual.snapshot is None for line in lines]
    if not any(covered):
        return None
    shown = {name: [False] * frame.height for name in frame.columns}
    return pl.DataFrame({**shown, "now": covered})


def _activity_row(label: str, line: Line) -> tuple[object, ...]:
    planned, actual = line.planned, line.actual
    weeks = (
        planned.average_weekly, actual.per_placement, actual.per_week_of_care, line.weekly_variance,
    )  # fmt: skip
    # A week of a total mixes services, so that finance leaves it empty.
    weekly, per_placement, per_week, more_weekly = (
        None if line.kind == "total" else floated(week) for week in weeks
    )
    return (
        label,
        line.section or "All",
        floated(planned.placements),
        planned.annual,
        floated(planned.weeks),
        weekly,
        actual.snapshot,
        floated(actual.yearly_average),
        actual.spent,
        actual.committed,
        actual.projected,
        per_placement,
        per_week,
        floated(line.average_variance),
        line.net_variance,
        more_weekly,
    )


def _variance(stands: Activity, rows: Sequence[_Row], source: str) -> ReportTable:
    return ReportTable(
        "money_variance",
        f"Why spend varies from the budget, {year_name(stands.year)}",
        columns(
            ("label", "Service", "text"),
            ("section", "Section", "text"),
            *((part, f"{part.capitalize()}, £", "pence_change") for part in _PARTS),
            ("net", "Variance, £", "pence_change"),
        ),
        pl.DataFrame(
            [
                (
                    label,
                    line.section or "All",
                    *(getattr(line.analysis, part) for part in _PARTS),
                    line.net_variance,
                )
                for label, line, _ in rows
            ],
            schema={
                "label": pl.String,
                "section": pl.String,
                **dict.fromkeys((*_PARTS, "net"), pl.Int64),
            },
            orient="row",
        ),
        source,
        "Volume is more or fewer paid weeks at the budget’s average price; mix is that they are in "
        "dearer or cheaper services; price is a dearer or cheaper week than budgeted; other is "
        "growth, savings, fixed lines, grants and the penny of rounding. The four sum to the "
        "variance.",
        formulas=(
            *_sums(rows, _PARTS),
            Working("net", "+".join(f"{{{part}}}" for part in _PARTS), tuple(range(len(rows)))),
        ),
    )


def months(stands: Activity, outturn: pl.DataFrame, source: str) -> Iterator[ReportTable]:
    """The outturn by month, with the sum of the year."""
    amounts = ["budget", "spent", "committed", "adjustments", "projected"]
    running = ["budget_to_date", "projected_to_date"]
    by_month = outturn.select(
        pl.col("month").dt.strftime("%B %Y").alias("label"), *amounts, *running
    )
    year = by_month.select(
        pl.lit(f"{year_name(stands.year)}: total").alias("label"),
        pl.col(*amounts).sum(),
        pl.col("budget").sum().alias("budget_to_date"),
        pl.col("projected").sum().alias("projected_to_date"),
    )
    last = by_month.height
    yield ReportTable(
        "money_months",
        f"Outturn by month, {year_name(stands.year)}",
        columns(
            ("label", "Month", "text"),
            ("budget", "Budget, £", "pence"),
            ("spent", "Spent, £", "pence"),
            ("committed", "Committed, £", "pence"),
            ("adjustments", "Growth, savings, fixed lines and grants, £", "pence"),
            ("projected", "Projected, £", "pence"),
            ("budget_to_date", "Budget so far in the year, £", "pence"),
            ("projected_to_date", "Projected so far in the year, £", "pence"),
        ),
        pl.concat([by_month, year]),
        source,
        "The budget is spread by days, and so are the lines that are no placements: growth and "
        "savings still to find over the days after the as-at date, the others over the year.",
        formulas=(
            Sum(last, tuple(range(last)), ("budget", "spent", "committed", "adjustments")),
            Working("projected", "{spent}+{committed}+{adjustments}", tuple(range(last + 1))),
            *(
                formula
                for name in ("budget", "projected")
                for formula in (
                    Working(f"{name}_to_date", f"SUM({{{name}@0}}:{{{name}}})", tuple(range(last))),
                    Working(f"{name}_to_date", f"{{{name}}}", (last,)),
                )
            ),
        ),
    )


def next_year(stands: Activity, source: str, *, parts: bool) -> Iterator[ReportTable]:
    """The full-year effect, as steps from this year's cost to next year's, with its parts or
    without."""
    effect = stands.full_year
    this, following = year_name(stands.year), year_name(stands.year + 1)
    steps = _steps(effect) if parts else []
    rows = [
        (f"Cost of placements in {this}", effect.this_year),
        *steps,
        (f"Full-year effect on {following}", effect.effect),
        ("The number of days in the year", effect.day_effect),
        (f"Cost in {following} of what is open on 31 March", effect.next_year),
    ]
    last = len(rows) - 1
    added = tuple(range(1, 1 + len(steps)))
    within: tuple[Formula, ...] = (Sum(last - 2, added, ("pence",)),) if steps else ()
    yield ReportTable(
        "money_next_year",
        f"From the cost of {this} to that of {following}, if nothing changes",
        (Column("label", "Step"), Column("pence", "£", "pence")),
        pl.DataFrame(rows, schema={"label": pl.String, "pence": pl.Int64}, orient="row"),
        source,
        "At the rates of the as-at date and to planned ends; no child comes, and none leaves "
        "early. Placements alone, without growth, savings, fixed lines and grants.",
        formulas=(*within, Sum(last, (0, last - 2, last - 1), ("pence",))),
    )


def _steps(effect: FullYearEffect) -> list[tuple[str, int]]:
    return [
        ("Less: placements that have ended by 31 March", effect.leavers),
        ("More: a whole year of those that began in the year", effect.starters),
        ("Planned ends and rates of the others", effect.continuing),
    ]


def blocks(given: Sequence[Block], source: str) -> Iterator[ReportTable]:
    """Block contracts with the places that nobody had."""
    rows = [
        (
            each.label,
            each.section,
            float(each.places),
            float(each.used),
            float(each.void),
            each.void_cost,
        )
        for each in given
    ]
    schema = {"label": pl.String, "section": pl.String} | dict.fromkeys(
        ("places", "used", "void"), pl.Float64
    )
    yield ReportTable(
        "money_blocks",
        "Block contracts and their voids",
        columns(
            ("label", "Contract", "text"),
            ("section", "Section", "text"),
            ("places", "Places paid for", "places"),
            ("used", "Places used", "places"),
            ("void", "Void places", "places"),
            ("cost", "Cost of voids, £", "pence"),
        ),
        pl.DataFrame(rows, schema={**schema, "cost": pl.Int64}, orient="row"),
        source,
        "Places are yearly averages.",
    )
