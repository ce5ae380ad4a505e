"""Tables of a programme: its savings by year and kind, actions by exception, and risks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import polars as pl

from kinward.dates import return_year
from kinward.programme.amounts import forecast_on
from kinward.programme.benefit import benefit
from kinward.programme.dates_of import end_of, is_open
from kinward.programme.delivery import or_alone
from kinward.programme.exceptions import exceptions
from kinward.programme.model import Action, Programme
from kinward.programme.portfolio import count
from kinward.programme.rag import Rag
from kinward.programme.risks import on_scale, ratings, undone
from kinward.programme.savings import GROUPINGS, Grouping, Sums, tracker
from kinward.programme.words import COLOURS
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import Column, ReportTable, long_date

_AMOUNTS: Final = (
    Column("plan", "Plan, £", "pence"),
    Column("achieved", "Achieved, £", "pence"),
    Column("forecast", "Forecast, £", "pence"),
    Column("gap", "Plan less forecast, £", "pence_change"),
)
_SAVED: Final = (
    "Achieved is what evidence shows. Forecast is what is expected to be made: of a year that is "
    "over, what was achieved. Where plan less forecast is above nought, savings fall short."
)


def source_of(programme: Programme) -> str:
    """Where the figures come from, in words."""
    named = programme.name.casefold() != "programme"
    return f"The programme {programme.name}" if named else "The programme"


def savings(programme: Programme, as_at: date, source: str) -> Iterator[ReportTable]:
    """By financial year, and those of the day's year by the ways in which they are told apart."""
    whole = tracker(programme, as_at)
    if whole.by["year"]:
        yield _grouped(
            "savings_years", "Savings by financial year", "Year", whole.by["year"], source, as_at
        )
    year = return_year(as_at)
    own = tracker(programme, as_at, year)
    for grouping in ("kind", "placement_type", "objective"):
        groups = own.by[grouping]
        if len(groups) > 1:
            name = GROUPINGS[grouping]
            title = f"Savings of {year - 1}/{year % 100:02d}: {name.lower()}"
            yield _grouped(f"savings_{grouping}", title, name, groups, source, as_at)


def saving_lines(programme: Programme, as_at: date, source: str) -> ReportTable:
    """Each saving, for those who may see single contracts."""
    rows = [
        (
            each.ref,
            each.objective or None,
            each.placement_type or None,
            f"{each.financial_year - 1}/{each.financial_year % 100:02d}",
            each.target_pence,
            each.achieved_pence if each.evidence.strip() else None,
            forecast_on(each, as_at),
        )
        for each in programme.savings
    ]
    columns = (
        Column("ref", "Ref"), Column("objective", "Objective"),
        Column("placement_type", "Placement type"), Column("year", "Year"), *_AMOUNTS[:3],
    )  # fmt: skip
    return ReportTable(
        "savings_lines", "Each saving", columns, _frame(columns, rows), source,
        "A saving that is part of another is listed, and counted once. A year that has ended has "
        "no forecast.", as_at=as_at,
    )  # fmt: skip


def _grouped(
    key: str, title: str, heading: str, groups: Mapping[str, Sums], source: str, as_at: date
) -> ReportTable:
    whole = sum(groups.values(), Sums())
    rows = [
        (name, each.plan, each.achieved, each.forecast, each.gap)
        for name, each in (*sorted(groups.items()), ("Total", whole))
    ]
    columns = (Column("group", heading), *_AMOUNTS)
    last = len(rows) - 1
    formulas = (
        Sum(last, tuple(range(last)), ("plan", "achieved", "forecast", "gap")),
        Working("gap", "{plan}-{forecast}"),
    )
    return ReportTable(
        key, title, columns, _frame(columns, rows), source, _SAVED, formulas=formulas, as_at=as_at
    )


def colours(
    programme: Programme, as_at: date, source: str, others: Collection[Programme] = ()
) -> ReportTable:
    """How many actions have each colour, in delivery and in benefit.

    Args:
        others: programmes that its actions wait for, here and below.
    """
    sides = (or_alone(programme, as_at, others)[0], benefit(programme, as_at))
    worked, brought = (count(rag.colour for rag in side.values()) for side in sides)
    columns = (
        Column("colour", "Colour"), Column("means", "What it means"),
        Column("delivery", "Delivery: actions", "count"),
        Column("benefit", "Benefit: actions", "count"),
    )  # fmt: skip
    rows = [(each.capitalize(), COLOURS[each], worked[each], brought[each]) for each in COLOURS]
    return ReportTable(
        "actions_colours", "Actions by colour", columns, _frame(columns, rows), source,
        "Delivery is the work; benefit is the money or the placements that it brings.",
        as_at=as_at,
    )  # fmt: skip


def exceptional(
    programme: Programme,
    as_at: date,
    values: Mapping[str, Decimal] | None = None,
    others: Collection[Programme] = (),
) -> list[tuple[Action, str]]:
    """The open actions that a board must hear of, red ones first, with the reason of each.

    Args:
        values: of the scorecard's measures by their key, which triggers are held against.
    """
    worked, brought = or_alone(programme, as_at, others)[0], benefit(programme, as_at)
    told = exceptions(programme, as_at, values)
    found = []
    for action in programme.actions:
        sides = (worked[action.ref], brought[action.ref])
        red = [each for each in sides if each.colour == "red"]
        reasons = [f"{each.side.capitalize()}: {each.told}" for each in red]
        if action.ref in told and worked[action.ref].colour != "red":
            reasons.append(told[action.ref])
        if reasons and is_open(action, as_at):
            found.append((not red, action, " ".join(reasons)))
    return [(action, why) for _, action, why in sorted(found, key=lambda each: each[0])]


def by_exception(
    programme: Programme,
    told: Sequence[tuple[Action, str]],
    as_at: date,
    source: str,
    others: Collection[Programme] = (),
) -> ReportTable:
    """The actions that are red, slip, have reached their trigger or of which nothing is heard.

    Args:
        told: as `exceptional` gives them.
    """
    why = {action.ref: reason for action, reason in told}
    chosen = [action for action, _ in told]
    return _actions(
        "actions_exceptions", "Actions by exception", programme, chosen, as_at, source, others, why
    )


def every_action(
    programme: Programme, as_at: date, source: str, others: Collection[Programme] = ()
) -> ReportTable:
    """All actions with their colours."""
    return _actions(
        "actions_all", "All actions", programme, programme.actions, as_at, source, others
    )


def _actions(
    key: str,
    title: str,
    programme: Programme,
    chosen: Sequence[Action],
    as_at: date,
    source: str,
    others: Collection[Programme],
    why: Mapping[str, str] | None = None,
) -> ReportTable:
    worked, brought = or_alone(programme, as_at, others)[0], benefit(programme, as_at)
    columns = [
        Column("ref", "Ref"), Column("title", "Action"), Column("lead", "Lead"),
        Column("ends", "Ends"),
        Column("delivery", "Delivery"), Column("benefit", "Benefit"), Column("why", "Why"),
    ]  # fmt: skip
    rows = [
        (
            each.ref, each.title, each.lead or None, _ends(each),
            _word(worked[each.ref]), _word(brought[each.ref]),
            why[each.ref] if why is not None else worked[each.ref].told,
        )
        for each in chosen
    ]  # fmt: skip
    return ReportTable(
        key, title, tuple(columns), _frame(columns, rows), source,
        "The first date is the one that was set when the action began.", as_at=as_at,
    )  # fmt: skip


def _ends(action: Action) -> str | None:
    """The date that counts, and the first one where that was another."""
    now, first = end_of(action), action.target_end
    if now is None:
        return None
    return long_date(now) + (f" (first {long_date(first)})" if first and first != now else "")


def _word(rag: Rag) -> str:
    return rag.colour.capitalize()


def risks(programme: Programme, as_at: date, source: str, most: int | None = None) -> ReportTable:
    """The open risks that can be rated, the highest that is left first."""
    kept, _ = on_scale(programme.risks)
    known = {each.ref: each for each in kept}
    late = {each.ref: each.reason for each in undone(kept, as_at)}
    columns = (
        Column("ref", "Ref"), Column("title", "Risk"), Column("owner", "Owner"),
        Column("before", "Before", "count"), Column("after", "After", "count"),
        Column("colour", "Colour"), Column("done", "What is done about it"),
    )  # fmt: skip
    rows = []
    for rated in ratings(kept, as_at)[:most]:
        risk = known[rated.ref]
        doing = "; ".join(each.text for each in risk.mitigations if each.text.strip())
        said = " ".join(filter(None, [f"{doing}." if doing else "", late.get(rated.ref, "")]))
        rows.append((
            risk.ref, risk.title, risk.owner or None, rated.before, rated.after,
            rated.colour.capitalize(), said or None,
        ))  # fmt: skip
    return ReportTable(
        "risks", "Open risks, the highest first", columns, _frame(columns, rows), source,
        "A rating is probability times impact, before and after mitigation.", as_at=as_at,
    )  # fmt: skip


def _frame(columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    kinds: dict[str, pl.DataType] = {
        each.name: pl.Date()
        if each.format == "date"
        else pl.String()
        if each.format == "text"
        else pl.Int64()
        for each in columns
    }
    return pl.DataFrame(rows, schema=kinds, orient="row")


__all__ = [
    "Grouping", "by_exception", "colours", "every_action", "exceptional", "risks", "saving_lines",
    "savings", "source_of",
]  # fmt: skip
