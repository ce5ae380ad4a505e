"""The parts of the report that tell of money: where the budget stands, why, and what goes with it.

They stand before the forecast, which goes on from them; what holds commitments and plan against the
forecast stands after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.ledger import explain
from kinward.ledger.findings import Finding, in_order
from kinward.ledger.model import Activity
from kinward.ledger.unit_costs import UnitCosts
from kinward.reports.disclosure import protect_position
from kinward.reports.figures import money as figures
from kinward.reports.findings import money as said
from kinward.reports.position import Position
from kinward.reports.section import Figure, Section, drawn, plain
from kinward.reports.table import ReportTable
from kinward.reports.tables import money as tables
from kinward.reports.tables import money_checks as checks
from kinward.reports.tables import money_compared as compared
from kinward.reports.tables import money_lists as lists
from kinward.reports.tables import money_plan as plans

_TOO_FEW = (
    "The money is left out: the commitment record has so few placements that any figure would tell "
    "of a child."
)


@dataclass(frozen=True)
class Money:
    """What the report says of money; all empty where there is no ledger.

    Attributes:
        tables: by key, those that only the workbook shows too.
        sections: of the present.
        ahead: sections that hold it against the forecast.
        sentences: for the head of the report.
        notes: for the end of the report.
    """

    tables: dict[str, ReportTable]
    sections: tuple[Section, ...] = ()
    ahead: tuple[Section, ...] = ()
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def build(
    position: Position | None, authority: str, limit: int, beside: Summary | None = None
) -> Money:
    """The tables, sections and sentences of what is given.

    Args:
        authority: its name, for the sources.
        limit: placements from 1 to this are not told apart from others; 0 hides nothing.
        beside: the protected baseline that the money must not contradict.
    """
    if position is None:
        return Money({})
    shown = protect_position(position, limit, beside)
    if shown is None:
        return Money({}, notes=(_TOO_FEW,))
    made = {table.key: table for table in _tables(shown, authority) if not table.empty}
    return Money(
        made,
        tuple(_sections(shown, made)),
        tuple(_ahead(shown, made)),
        (f"{said.heading(shown.activity)}.", *islice(said.why(shown.activity), 1)),
    )


def _tables(shown: Position, authority: str) -> Iterator[ReportTable]:
    stands = shown.activity
    record = f"Commitment record, {authority}"
    budget = f"{record}; budget {year_name(stands.year)}"
    returned = f"{record}; SSDA903 returns, {authority}"
    yield from tables.activity(stands, budget)
    yield from tables.months(stands, shown.outturn, budget)
    yield from tables.next_year(stands, record, parts=shown.effect_parts)
    yield from tables.blocks(stands.blocks, record)
    if shown.movement:
        yield from lists.movement(shown.movement, f"{record}; the closed month")
    if shown.high_cost:
        yield from lists.dearest(shown.high_cost, record)
    if shown.providers:
        yield from lists.providers(shown.providers, record)
    if shown.match:
        yield from checks.match(shown.match, returned)
    yield from checks.findings(_findings(shown), record)
    if shown.unit_costs:
        yield from compared.unit_costs(shown.unit_costs, record)
    if shown.savings:
        yield from compared.savings(shown.savings)
    if shown.beside:
        yield from compared.beside(shown.beside, f"{record}; Kinward’s forecast")
    if shown.plan:
        yield from plans.model(shown.plan, f"The plan, {authority}")
    if shown.gaps:
        yield from compared.gaps(shown.gaps, f"The plan, {authority}; Kinward’s forecast")


def _sections(shown: Position, made: dict[str, ReportTable]) -> Iterator[Section]:
    stands = shown.activity
    yield Section(
        "money",
        "Where the budget stands",
        said.heading(stands),
        tuple(said.stands(stands)),
        tuple(plain(made, "money_activity", "money_blocks", folds=False)),
    )
    if explain.budgeted(stands):
        yield _why(stands, made)
    yield Section(
        "money-months",
        "Outturn by month",
        said.months_heading(stands, shown.outturn),
        (),
        tuple(
            drawn(
                made,
                "money_months",
                lambda: figures.months(stands, shown.outturn),
                figures.months_title(stands, shown.outturn),
                "Running totals since 1 April: the budget dotted, what has come by the as-at date "
                "as a line, what is projected after it dashed.",
            )
        ),
    )
    if explain.has_effect(stands):
        yield Section(
            "money-next-year",
            "Full-year effect",
            said.effect_heading(stands),
            tuple(explain.effect(stands)),
            tuple(plain(made, "money_next_year")),
        )
    yield from _lists(shown, made)


def _why(stands: Activity, made: dict[str, ReportTable]) -> Section:
    return Section(
        "money-why",
        "Why it varies",
        said.why_heading(stands),
        tuple(said.why(stands)),
        tuple(
            drawn(
                made,
                "money_variance",
                lambda: figures.variance(stands),
                figures.variance_title(stands),
                "A bar for each line from nought to its variance: to the right over the budget, to "
                "the left under it, with the amount at its end.",
            )
        ),
    )


def _lists(shown: Position, made: dict[str, ReportTable]) -> Iterator[Section]:
    """Parts that are there where their input is."""
    if shown.movement:
        yield Section(
            "money-moved",
            "Movement",
            said.moved_heading(shown.movement),
            tuple(said.moved(shown.movement)),
            tuple(plain(made, "money_movement")),
        )
    if shown.high_cost and "money_dearest" in made:
        yield Section(
            "money-dearest",
            "Dearest placements",
            said.dearest_heading(shown.high_cost),
            tuple(said.dearest(shown.high_cost)),
            tuple(plain(made, "money_dearest")),
        )
    if shown.providers and "money_providers" in made:
        yield Section(
            "money-providers",
            "Providers",
            said.providers_heading(shown.providers),
            tuple(said.contracts(shown.providers)),
            tuple(plain(made, "money_providers", "money_contracts")),
        )
    if shown.unit_costs and "money_unit_costs" in made:
        yield Section(
            "money-unit-costs",
            "Unit costs",
            said.unit_heading(shown.unit_costs),
            (),
            (*_unit_costs(shown.unit_costs, made), *plain(made, "money_savings")),
        )
    yield from _to_look_at(shown, made)


def _unit_costs(given: UnitCosts, made: dict[str, ReportTable]) -> Iterator[Figure]:
    return drawn(
        made,
        "money_unit_costs",
        lambda: figures.unit_costs(given),
        figures.unit_costs_title(given),
        "Lines by financial year: this authority, its neighbours’ mean and England.",
    )


def _to_look_at(shown: Position, made: dict[str, ReportTable]) -> Iterator[Section]:
    doubts = tuple(said.doubts(_findings(shown)))
    if shown.match:
        heading, told = said.match_heading(shown.match), tuple(said.match(shown.match))
    elif doubts:
        heading, told = "What to look at in the commitment record", ()
    else:
        return
    yield Section(
        "money-return",
        "Quality of the ledger",
        heading,
        (*told, *doubts),
        tuple(plain(made, "money_match", "money_findings")),
    )


def _findings(shown: Position) -> tuple[Finding, ...]:
    """What to look at in all the files of the ledger and of the plan."""
    given = (shown.activity, shown.high_cost, shown.providers, shown.plan)
    return in_order(each for part in given if part for each in part.findings)


def _ahead(shown: Position, made: dict[str, ReportTable]) -> Iterable[Section]:
    if shown.beside:
        yield Section(
            "money-committed",
            "Committed and expected",
            said.beside_heading(shown.beside),
            shown.beside.sentences,
            tuple(plain(made, "money_committed")),
        )
    if shown.gaps:
        yield Section(
            "money-gaps",
            "Plan and forecast",
            said.gaps_heading(shown.gaps),
            shown.gaps.notes,
            tuple(plain(made, "money_gaps", "money_plan")),
        )
    elif shown.plan:
        yield Section(
            "money-plan", "Plan", "What the plan needs", (), tuple(plain(made, "money_plan"))
        )
