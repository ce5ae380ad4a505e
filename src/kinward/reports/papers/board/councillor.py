"""One page for a councillor: a few large figures, and what they mean in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kinward.dates import return_year, year_name
from kinward.forecast.model import TOTAL
from kinward.ledger.explain import signed
from kinward.programme.delivery import or_alone
from kinward.programme.savings import tracker
from kinward.reports.findings.stock import year_before
from kinward.reports.findings.words import listed, percent, pounds
from kinward.reports.marks import marks
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import circular, joined, prompt, said
from kinward.reports.papers.model import KeyFigures, Note, PaperPart
from kinward.reports.tables.programme import exceptional
from kinward.words import counted, long_date

_HIDES: Final = (
    "Small numbers of children are left out. Totals of looked after children are shown as they are."
)


def at_a_glance(figures: Figures) -> Iterator[PaperPart]:
    """The figures, large."""
    yield PaperPart("glance", "At a glance", 1, (KeyFigures(tuple(_large(figures))),))


def _large(figures: Figures) -> Iterator[tuple[str, str]]:
    summary = figures.summary
    yield f"{summary.looked_after:,}", f"children in our care on {long_date(figures.as_at)}"
    given = figures.forecast
    if given is not None:
        place = marks(given.month_ends)[0]
        number = round(float(given.stock.mean[given.stock.row(TOTAL), place]))
        yield f"{number:,}", f"children expected on {long_date(given.month_ends[place])}"
    if figures.position is not None:
        total, year = figures.position.activity.total, figures.position.activity.year
        yield pounds(total.actual.projected), f"expected spend in {year_name(year)}"
        if total.planned.annual:
            side = "over" if total.net_variance > 0 else "under"
            yield pounds(abs(total.net_variance)), f"{side} the budget"
    if figures.programme is not None and figures.programme.savings:
        year = return_year(figures.programme_on)
        sums = tracker(figures.programme, figures.programme_on, year).total
        if sums.plan:
            planned = f"{pounds(sums.plan)} planned for {year_name(year)}"
            yield pounds(sums.achieved), f"saved so far of {planned}"


def in_words(figures: Figures) -> Iterator[PaperPart]:
    """What they mean."""
    yield PaperPart(
        "meaning", "What this means", 1,
        joined(
            said("meaning-children", *_children(figures)),
            said("meaning-money", *_money(figures)),
            said("meaning-actions", *_actions(figures)),
            [Note(_HIDES)] if figures.limit else [],
        ),
    )  # fmt: skip
    ask = "What councillors are asked to do, in two sentences."
    yield PaperPart("asked", "What we ask of you", 1, (prompt("asked", ask),))


def _children(figures: Figures) -> Iterator[str]:
    summary = figures.summary
    year = year_before(summary)
    if year is not None:
        apart = summary.looked_after - year.opening
        if apart:
            yield f"That is {abs(apart):,} {'more' if apart > 0 else 'fewer'} than {year.when}."
        else:
            yield f"That is as many as {year.when}."
    frame = summary.breakdowns["category"]
    known = [row for row in frame.iter_rows(named=True) if row["share"] is not None]
    most = sorted(known, key=lambda each: -each["share"])[:2]
    said = [f"{row['label'].lower()} ({percent(row['share'], 0)})" for row in most]
    if said:
        yield (
            f"Most live in these homes: {listed(said)}."
            if _half(most)
            else (f"The largest groups are in {listed(said)}.")
        )


def _half(rows: list[dict[str, Any]]) -> bool:
    return bool(sum(row["share"] for row in rows) > 1 / 2)


def _money(figures: Figures) -> Iterator[str]:
    if figures.position is None:
        return
    total = figures.position.activity.total
    if not total.planned.annual:
        return
    if total.net_variance > 0:
        yield "We expect to spend more than the budget."
    elif total.net_variance < 0:
        yield "We expect to spend less than the budget."
    yield f"The budget is {signed(total.planned.annual)}."
    yield f"We expect to spend {signed(total.actual.projected)}."


def _actions(figures: Figures) -> Iterator[str]:
    programme = figures.programme
    if programme is None or not programme.actions:
        return
    told = exceptional(programme, figures.programme_on, figures.values, figures.others)
    yield f"Our plan has {counted(len(programme.actions), 'action')}."
    yield f"{counted(len(told), 'action')} {'needs' if len(told) == 1 else 'need'} attention."
    yield circular(or_alone(programme, figures.programme_on, figures.others)[1])
