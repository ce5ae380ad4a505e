"""The savings tracker: by year and by what the savings are of, with chance, need and bridge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Final

from django.core.cache import caches

from kinward.dates import last_year_ended, year_name
from kinward.ledger.explain import signed
from kinward.programme import model as core
from kinward.programme.amounts import counted, parts
from kinward.programme.assigned import assigned_told, cover
from kinward.programme.chance import Bet, bets, chances, most, risk_adjusted
from kinward.programme.overlaps import HOW, largest, overlaps
from kinward.programme.savings import GROUPINGS, NO_ACTION, Grouping, Sums, tracker
from kinward_web.programme.presenters.cells import Cell, percent, pounds
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.presenters.words import joined
from kinward_web.programme.selectors.standing import Standing

_SUMS: Final = ("Plan", "Achieved", "Claimed without evidence", "Forecast", "Gap")
SHOWN: Final[tuple[Grouping, ...]] = ("kind", "objective", "placement_type", "impact", "action")
"""The groupings that have a table each, beside that by year."""


@dataclass(frozen=True)
class Chance:
    """The chance that savings come to what is planned.

    Attributes:
        share: from 0 to 1.
        error: its standard error; 0 where it is exact.
        short: pence of the plan that are not made even if every saving comes; 0 where all can be.
        unjudged: refs of savings that nobody judged, taken as certain.
    """

    share: float
    error: float
    short: int
    unjudged: tuple[str, ...]


def years(held: core.Programme) -> list[int]:
    """The financial years of savings and needs, by their end."""
    found = {each.financial_year for each in held.savings}
    return sorted(found | {each.financial_year for each in held.needs})


def chance(held: core.Programme, as_at: date, year: int) -> Chance | None:
    """The chance of meeting the plan of a year.

    None where no saving was judged, or where the year has ended by the day.
    """
    own = bets(held.savings, as_at, year)
    if not any(each.judged for each in own):
        return None
    wanted = tracker(held, as_at, year).total.plan
    key = _key(own, wanted)
    found: Chance | None = caches["figures"].get(key)
    if found is None:
        made = chances(own)
        short = max(wanted - most(own), 0)
        found = Chance(made.of_meeting(wanted), made.error(wanted), short, made.unjudged)
        caches["figures"].set(key, found)
    return found


def _key(own: tuple[Bet, ...], wanted: int) -> str:
    """The same bets have the same chance."""
    return f"chance-{blake2b(repr((own, wanted)).encode(), digest_size=16).hexdigest()}"


def by_year(stands: Standing, year: int | None = None) -> Table:
    """Each financial year, and all together."""
    held, as_at = stands.held, stands.as_at
    shown = [each for each in years(held) if year in (None, each)]
    rows = [_of_year(stands, each) for each in shown]
    if len(shown) > 1:
        total = tracker(held, as_at).total
        rows.append((Cell("All years"), *_sums(total), _adjusted(stands, None), percent(None)))
    heads = (*_SUMS, "Risk-adjusted", "Chance of the plan")
    return Table(
        "savings-year", "Savings by financial year",
        headings("Financial year", *heads, numeric=heads), tuple(rows),
        empty="No saving is recorded yet.",
    )  # fmt: skip


def _of_year(stands: Standing, year: int) -> Row:
    found = chance(stands.held, stands.as_at, year)
    share = percent(None if found is None else found.share)
    if found is not None and found.short:
        share = replace(share, text="Out of reach")
    sums = _sums(tracker(stands.held, stands.as_at, year).total)
    return (Cell(year_name(year)), *sums, _adjusted(stands, year), share)


def _adjusted(stands: Standing, year: int | None) -> Cell:
    """The risk-adjusted sum of every year where one of any was judged, so that the years sum up."""
    savings, as_at = stands.held.savings, stands.as_at
    judged = any(each.judged for each in bets(savings, as_at))
    return pounds(risk_adjusted(bets(savings, as_at, year)) if judged else None)


def _sums(sums: Sums) -> tuple[Cell, ...]:
    parts = (sums.plan, sums.achieved, sums.claimed, sums.forecast, sums.gap)
    return tuple(pounds(each) for each in parts)


def grouped(stands: Standing, by: Grouping, year: int | None = None) -> Table:
    """The savings of a year, or of all, in the groups of a grouping, and all together."""
    found = tracker(stands.held, stands.as_at, year)
    titles = {each.ref: f"{each.ref} {each.title}" for each in stands.held.actions}
    groups = found.by[by]

    def first(name: str) -> Cell:
        if by != "action" or name == NO_ACTION:
            return Cell(name)
        return Cell(titles.get(name, name), href=stands.href("action", name))

    rows = [(first(name), *_sums(sums)) for name, sums in groups.items()]
    rows.append((Cell("All"), *_sums(found.total)))
    name = GROUPINGS[by]
    return Table(
        f"savings-{by.replace('_', '-')}", f"Savings by {name[:1].lower()}{name[1:]}",
        headings(name, *_SUMS, numeric=_SUMS), tuple(rows) if groups else (),
        empty="No saving is recorded yet.",
    )  # fmt: skip


def needed(stands: Standing) -> Table:
    """What is planned and forecast beside what is needed, by year."""
    heads = ("Needed", "Planned", "Planned beyond the need", "Plan over need", "Forecast")
    rows: list[Row] = []
    for year in years(stands.held):
        found = cover(stands.held, year, stands.as_at)
        if found is None:
            continue
        amounts = (found.needed, found.planned, found.over)
        rows.append((
            Cell(year_name(year)), *map(pounds, amounts), percent(found.times),
            pounds(found.forecast),
        ))  # fmt: skip
    return Table(
        "savings-need", "The plan beside what is needed",
        headings("Financial year", *heads, numeric=heads), tuple(rows),
        empty="Nobody has said yet what must be saved.",
    )  # fmt: skip


def unassigned(stands: Standing, year: int | None = None) -> Table:
    """The savings that count and belong to no action, or the part of each that does."""
    rows = [
        (
            Cell(each.ref, href=stands.href("saving", each.ref)),
            Cell(year_name(each.financial_year)),
            Cell(each.objective),
            pounds(parts(each, each.target_pence)[""]),
        )
        for each in counted(stands.held.savings, year)
        if not each.action
    ]
    return Table(
        "savings-no-action", "Savings that name no action",
        headings("Saving", "Financial year", "Objective", "Plan", numeric=("Plan",)), tuple(rows),
        empty="Every saving names an action.",
    )  # fmt: skip


def double(stands: Standing, most: int | None = None) -> Table:
    """Savings that have to do with the same money, the largest first, and their sum.

    Args:
        most: how many are shown one by one, the others in a row together; None for all.
    """
    found = overlaps(stands.held)
    told = largest(found, len(found) if most is None else most)
    rows = [
        (
            Cell(" and ".join(each.savings)), Cell(HOW[each.how]), pounds(each.pence),
            Cell(each.reason),
        )
        for each in told.shown
    ]  # fmt: skip
    if told.more:
        rows.append((Cell(f"{told.more:,} more"), Cell(""), pounds(told.more_pence), Cell("")))
    if len(rows) > 1:
        why = Cell("A saving that overlaps with several others is in it once with each")
        rows.append((Cell("All"), Cell(""), pounds(told.pence), why))
    return Table(
        "savings-double", "Double counting",
        headings("Savings", "What is done", "Plan", "Why", numeric=("Plan",)), tuple(rows),
        empty="No two savings are of the same money, as far as the records tell.", more=told.more,
    )  # fmt: skip


def told(stands: Standing, year: int | None) -> Iterator[str]:
    """The finding: plan, achieved, forecast, gap, chance, what no action holds, need."""
    held = stands.held
    if not held.savings:
        yield "No saving is recorded yet."
        return
    sums = tracker(held, stands.as_at, year).total
    yield f"{headline(sums, stands.as_at, year)}."
    if sums.claimed:
        claimed = signed(sums.claimed)
        yield f"{claimed} is said to be achieved and nothing shows it: it does not count."
    if sums.unforecast:
        left = signed(sums.unforecast)
        yield f"Savings of {left} have no forecast: of them counts only what is shown."
    shown = years(held) if year is None else [year]
    yield from chances_told(stands, shown)
    for each in shown:
        covered = cover(held, each, stands.as_at)
        if covered:
            yield covered.reason
    yield from assigned_told(held, shown)


def headline(sums: Sums, as_at: date, year: int | None) -> str:
    """'£1 is planned, £2 achieved with evidence and £3 forecast: a gap of £4 in 2026/27'.

    Of a year that has ended by the day nothing is forecast.
    """
    gap = f"a gap of {signed(sums.gap)}" if sums.gap > 0 else (
        f"{signed(-sums.gap)} more than planned" if sums.gap < 0 else "as planned"
    )  # fmt: skip
    when = "over all years" if year is None else f"in {year_name(year)}"
    plan, achieved = signed(sums.plan), signed(sums.achieved)
    if year is not None and year <= last_year_ended(as_at):
        return f"{plan} was planned and {achieved} achieved with evidence: {gap} {when}, now over"
    forecast = signed(sums.forecast)
    said = f"{plan} is planned, {achieved} achieved with evidence and {forecast} forecast"
    return f"{said}: {gap} {when}"


def chances_told(stands: Standing, years: Iterable[int]) -> Iterator[str]:
    """The chance of the plan of each year; of those that nothing can make, in one sentence."""
    short = []
    for year in years:
        found = chance(stands.held, stands.as_at, year)
        if found is None:
            continue
        if found.short:
            short.append(f"{year_name(year)} by {signed(found.short)}")
        else:
            yield _chance(found, year)
    if short:
        yield f"Even if every saving comes as forecast, they miss the plan of {joined(short)}."


def _chance(found: Chance, year: int) -> str:
    """The chance of a year's plan in a sentence, with its error where it was simulated."""
    margin = f", give or take {found.error * 196:.1f} points" if found.error else ""
    said = (
        f"The chance of making the plan of {year_name(year)} is {percent(found.share).text}{margin}"
    )
    many = len(found.unjudged)
    if many:
        said += f"; {many} saving{'s' if many > 1 else ''} without a probability taken as certain"
    return f"{said}."


BY: Final[Mapping[str, Grouping]] = {f"savings-{each.replace('_', '-')}": each for each in SHOWN}
"""By the name of a table, its grouping."""
