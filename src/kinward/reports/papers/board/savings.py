"""The savings: planned, achieved with evidence, forecast, and the chance of what is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kinward.dates import last_year_ended, return_year, year_name
from kinward.ledger.explain import signed
from kinward.programme.assigned import assigned_told, assignment, cover
from kinward.programme.chance import bets, chances, most, risk_adjusted
from kinward.programme.model import Programme
from kinward.programme.overlaps import Overlap, largest, overlaps
from kinward.programme.savings import Sums, tracker
from kinward.reports.findings.words import in_100
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import joined, made, said
from kinward.reports.papers.model import PaperPart
from kinward.reports.tables import programme as rows
from kinward.reports.tables import programme_overlaps as twice
from kinward.words import counted


def savings(figures: Figures) -> Iterator[PaperPart]:
    """The tracker; single savings are exempt, as they tell of single contracts."""
    programme = figures.programme
    if programme is None or not programme.savings:
        return
    as_at, found = figures.programme_on, overlaps(programme)
    source = rows.source_of(programme)
    yield PaperPart(
        "savings", "Savings", 1,
        joined(
            said("savings", *tracked(programme, as_at)),
            said("savings-chance", *_chance(programme, as_at)),
            made(*rows.savings(programme, as_at, source)),
            said("savings-overlaps", *_twice(found)),
        ),
    )  # fmt: skip
    if found:
        shown = joined(made(twice.overlaps(found, as_at, source)))
        yield PaperPart("savings-double", "What could count twice", 2, shown, exempt=3)


def lines(figures: Figures) -> Iterator[PaperPart]:
    """Each saving: too long for the middle of a paper."""
    programme = figures.programme
    if programme is not None and programme.savings:
        table = rows.saving_lines(programme, figures.programme_on, rows.source_of(programme))
        yield PaperPart("savings-lines", "Each saving", 2, joined(made(table)), exempt=3)


def _twice(found: Sequence[Overlap]) -> Iterator[str]:
    """How much could count twice, without the single savings."""
    if not found:
        return
    told = largest(found)
    yield (
        f"Savings overlap in {counted(len(found), 'place')}. Taken one by one, they come to "
        f"{signed(told.pence)} of the plan: somebody must see that none of it counts twice."
    )


def tracked(programme: Programme, as_at: date) -> Iterator[str]:
    """The savings of the day's year, and what no action holds."""
    year = return_year(as_at)
    sums = tracker(programme, as_at, year).total
    if not sums.plan and not sums.forecast:
        yield f"No saving is planned for {year_name(year)}."
        return
    yield from _made(sums, year) if year <= last_year_ended(as_at) else _coming(sums, year)
    if sums.claimed:
        yield f"Another {signed(sums.claimed)} is reported and nothing shows it: it is not counted."
    if sums.unforecast:
        yield f"Savings of {signed(sums.unforecast)} have no forecast."
    yield from assigned_told(programme, [year])
    covered = cover(programme, year, as_at)
    if covered is not None:
        yield covered.reason


def _coming(sums: Sums, year: int) -> Iterator[str]:
    yield (
        f"For {year_name(year)}, {signed(sums.plan)} is planned. Evidence shows that "
        f"{signed(sums.achieved)} is achieved, and {signed(sums.forecast)} is forecast."
    )
    if sums.gap > 0:
        yield f"The forecast is {signed(sums.gap)} less than the plan."
    elif sums.gap < 0:
        yield f"The forecast is {signed(-sums.gap)} more than the plan."


def _made(sums: Sums, year: int) -> Iterator[str]:
    """Of a year that is over, only what was achieved."""
    beside = f"{signed(abs(sums.gap))} {'less' if sums.gap > 0 else 'more'} than the plan"
    yield (
        f"For {year_name(year)}, which is over, {signed(sums.plan)} was planned. Evidence shows "
        f"that {signed(sums.achieved)} was achieved: {beside if sums.gap else 'as planned'}."
    )


def _chance(programme: Programme, as_at: date) -> Iterator[str]:
    year = return_year(as_at)
    own = bets(programme.savings, as_at, year)
    if not any(each.judged for each in own):
        return
    held, covered = assignment(programme, year), cover(programme, year, as_at)
    wanted = held.planned if covered is None else covered.needed
    yield (
        f"With the probability of each, savings come to {signed(risk_adjusted(own))} on average."
    )
    if most(own) < wanted:
        short, due = signed(wanted - most(own)), signed(wanted)
        yield f"Even if every saving comes as forecast, they fall {short} short of {due}."
        return
    chance = chances(own)
    yield (
        f"The chance of {signed(wanted)} is {in_100(chance.of_meeting(wanted))}, if savings are "
        "independent of one another."
    )
