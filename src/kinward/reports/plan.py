"""The part of the report that tells what a plan would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.reports.disclosure import protect_plan
from kinward.reports.disclosure.plan import without_money
from kinward.reports.figures import plan as figures
from kinward.reports.findings import plan as said
from kinward.reports.section import Figure, Section, drawn, plain
from kinward.reports.table import ReportTable, mark_hidden
from kinward.reports.tables import plan as tables
from kinward.reports.tables.words import plan_source
from kinward.scenarios.results import Results

_LEFT_OUT = (
    "The plan’s money is left out: its actions reach so few children that a figure would tell of "
    "one of them."
)


@dataclass(frozen=True)
class Planned:
    """What the report says of a plan; all empty where there is none.

    Attributes:
        tables: by key, for page and workbook.
        sentences: for the head of the report.
    """

    tables: dict[str, ReportTable]
    sections: tuple[Section, ...] = ()
    sentences: tuple[str, ...] = ()


def build(found: Results | None, source: str, limit: int) -> Planned:
    """The tables, the section and the sentences of what came of a plan.

    Args:
        source: that of the returns.
        limit: actions that reach from 1 to so many children are told without figures; 0 hides
            nothing.
    """
    if found is None:
        return Planned({})
    shown = protect_plan(found, limit)
    asked = found.tried.asked
    origin = plan_source(source, shown.tried.plan.name, runs=asked.runs, seed=asked.seed)
    made = {table.key: table for table in _tables(shown, origin, part_years=limit <= 0)}
    if limit > 0:
        given = found if shown.saving is not None else without_money(found)
        whole = {table.key: table for table in _tables(given, origin, part_years=True)}
        made = {key: mark_hidden(table, whole[key]) for key, table in made.items()}
    section = Section(
        "plan",
        "What the plan would do",
        said.heading(shown),
        (
            *said.sentences(shown, hides=limit > 0),
            *((_LEFT_OUT,) if found.saving is not None and shown.saving is None else ()),
        ),
        tuple(_figures(shown, made)),
    )
    return Planned(made, (section,), tuple(said.first(shown)))


def _tables(found: Results, source: str, *, part_years: bool) -> Iterator[ReportTable]:
    yield from tables.children(found, source)
    priced = source if found.saving is None else f"{source}; the prices given"
    yield from tables.actions(found, priced)
    yield from tables.cost(found, priced, part_years=part_years)
    yield from tables.targets(found, priced)


def _figures(shown: Results, made: dict[str, ReportTable]) -> Iterator[Figure]:
    yield from drawn(
        made,
        "plan_children",
        lambda: figures.children(shown),
        said.children_title(shown),
        "Two lines of children expected to be looked after, without the plan and with it, each in "
        "a band that holds 8 of 10 simulated futures; a diamond for each target. The scale need "
        "not begin at nought.",
    )
    savings = figures.savings(shown)
    if savings is None:
        yield from plain(made, "plan_actions", folds=False)
    else:
        yield from drawn(
            made,
            "plan_actions",
            lambda: savings,
            said.savings_title(shown),
            "A bar for each action from the lower to the upper end of the 80% interval of what it "
            "saves alone, with the mean marked.",
        )
    yield from plain(made, "plan_cost", "plan_targets", folds=False)
