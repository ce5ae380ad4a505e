"""The savings tracker: by year and by what the savings are of, with chance, need and bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.core.cache import caches

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.programme import model as core
from kinward.programme.amounts import counted, parts
from kinward.programme.assigned import assignment, cover
from kinward.programme.chance import Bet, bets, chances, risk_adjusted
from kinward.programme.overlaps import HOW, largest, overlaps
from kinward.programme.savings import GROUPINGS, NO_ACTION, Grouping, Sums, tracker
from kinward_web.programme.presenters.cells import Cell, percent, pounds
from kinward_web.programme.presenters.tables import Row, Table, headings
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
        unjudged: refs of savings that nobody judged, taken as certain.
    """

    share: float
    error: float
    unjudged: tuple[str, ...]


def years(held: core.Programme) -> list[int]:
    """The financial years of savings and needs, by their end."""
    found = {each.financial_year for each in held.savings}
    return sorted(found | {each.financial_year for each in held.needs})


def chance(held: core.Programme, year: int) -> Chance | None:
    """The chance of meeting the plan of a year; None where no saving was judged."""
    own = bets(held.savings, year)
    if not any(each.judged for each in own):
        return None
    wanted = tracker(held, year).total.plan
    key = _key(own, wanted)
    found: Chance | None = caches["figures"].get(key)
    if found is None:
        made = chances(own)
        found = Chance(made.of_meeting(wanted), made.error(wanted), made.unjudged)
        caches["figures"].set(key, found)
    return found


def _key(own: tuple[Bet, ...], wanted: int) -> str:
    """The same bets have the same chance."""
    return f"chance-{blake2b(repr((own, wanted)).encode(), digest_size=16).hexdigest()}"


def by_year(stands: Standing, year: int | None = None) -> Table:
    """Each financial year, and all together."""
    held = stands.held
    shown = [each for each in years(held) if year in (None, each)]
    rows = [_of_year(held, each) for each in shown]
    if len(shown) > 1:
        total = tracker(held).total
        own = bets(held.savings)
        adjusted = risk_adjusted(own) if any(each.judged for each in own) else None
        rows.append((Cell("All years"), *_sums(total), pounds(adjusted), percent(None)))
    heads = (*_SUMS, "Risk-adjusted", "Chance of the plan")
    return Table(
        "savings-year", "Savings by financial year",
        headings("Financial year", *heads, numeric=heads), tuple(rows),
        empty="No saving is recorded yet.",
    )  # fmt: skip


def _of_year(held: core.Programme, year: int) -> Row:
    own = bets(held.savings, year)
    found = chance(held, year)
    adjusted = None if found is None else risk_adjusted(own)
    share = None if found is None else found.share
    sums = _sums(tracker(held, year).total)
    return (Cell(year_name(year)), *sums, pounds(adjusted), percent(share))


def _sums(sums: Sums) -> tuple[Cell, ...]:
    parts = (sums.plan, sums.achieved, sums.claimed, sums.forecast, sums.gap)
    return tuple(pounds(each) for each in parts)


def grouped(stands: Standing, by: Grouping, year: int | None = None) -> Table:
    """The savings of a year, or of all, in the groups of a grouping, and all together."""
    found = tracker(stands.held, year)
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
        found = cover(stands.held, year)
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
    sums = tracker(held, year).total
    yield f"{headline(sums)} {'over all years' if year is None else 'in ' + year_name(year)}."
    if sums.claimed:
        claimed = signed(sums.claimed)
        yield f"{claimed} is said to be achieved and nothing shows it: it does not count."
    if sums.unforecast:
        left = signed(sums.unforecast)
        yield f"Savings of {left} have no forecast: of them counts only what is shown."
    for each in years(held) if year is None else [year]:
        yield from (line for line in (_chance(held, each),) if line)
    for each in years(held) if year is None else [year]:
        covered = cover(held, each)
        if covered:
            yield covered.reason
        hold = assignment(held, each)
        if hold.unassigned:
            yield hold.reason


def headline(sums: Sums) -> str:
    """'£1 is planned, £2 achieved with evidence and £3 forecast: a gap of £4'."""
    gap = f"a gap of {signed(sums.gap)}" if sums.gap > 0 else (
        f"{signed(-sums.gap)} more than planned" if sums.gap < 0 else "as planned"
    )  # fmt: skip
    return (
        f"{signed(sums.plan)} is planned, {signed(sums.achieved)} achieved with evidence and "
        f"{signed(sums.forecast)} forecast: {gap}"
    )


def _chance(held: core.Programme, year: int) -> str:
    found = chance(held, year)
    return "" if found is None else chance_told(found, year)


def chance_told(found: Chance, year: int) -> str:
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
