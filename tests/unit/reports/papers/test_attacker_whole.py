"""Papers with everything in them, before a reader who subtracts, divides and remembers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, PublicFigures, for_public, whole
from kinward.reports.papers.board.kinds import KINDS
from kinward.reports.papers.model import Paper
from kinward.reports.table import HIDDEN, MISSING, ReportTable
from paper_attacker import Attack
from paper_council import Council
from paper_reader import Reader, texts

DAYS = (date(2025, 11, 30), date(2026, 1, 31))
LIMIT = 5
_TYPED = ("3 children", "2 children", "Two children", "3 boys", "Two siblings", "both boys",
          "4 children")  # fmt: skip
"""What people counted in the words of the programme and of the plan."""


@pytest.fixture(scope="module", params=[(30, 1), (60, 3), (150, 5)])
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Council:
    children, seed = request.param
    return Council(tmp_path_factory.mktemp("council"), children, seed)


@pytest.fixture(scope="module")
def known(council: Council) -> dict[date, Given]:
    return {day: council.given(day) for day in DAYS}


@pytest.fixture(scope="module")
def public(known: dict[date, Given]) -> dict[date, PublicFigures]:
    return {day: for_public(given) for day, given in known.items()}


def keys(made: Paper) -> set[str]:
    return {part.key for part in made.parts}


def test_every_part_that_may_be_public_is_there(
    known: dict[date, Given], public: dict[date, PublicFigures]
) -> None:
    """Else the attack would look where nothing is."""
    figures, closed = public[DAYS[0]], set[str]()
    told = set[str]()
    for kind in KINDS:
        entire = paper(whole(known[DAYS[0]]), About(kind))
        closed |= {part.key for part in entire.parts if part.exempt is not None}
        told |= keys(paper(figures, About(kind)))
    assert told >= {
        "money", "money-why", "money-next-year", "money-activity", "money-months", "forecast",
        "money-unit-costs", "forecast-cost", "plan", "stands-neighbours", "savings", "risks", "gap",
        "governance", "actions", "scorecard-4", "plan-actions",
    }  # fmt: skip
    assert not told & closed
    assert closed >= {"money-dearest", "money-providers", "savings-lines", "supply-providers"}


def test_no_paper_gives_a_hidden_count_away(
    council: Council, public: dict[date, PublicFigures]
) -> None:
    """Nor do those of two months together: tables, sentences, large figures, charts; with those
    that no paper shows yet."""
    every = Attack(council.totals)
    for day, figures in public.items():
        every.read(list(figures.tables.values()), day)
        for kind in KINDS:
            made = paper(figures, About(kind))
            attack = Attack(council.totals)
            assert Reader(attack, made).all().unread == [], kind
            attack.nested(day)
            assert attack.pinned() == {}, kind
            reader = Reader(every, made).all()
        for key, figure in figures.charts.items():
            reader.chart(key, figure.chart or {})
        every.nested(day)
    assert len(every.least) > 100
    assert every.pinned() == {}


def rows(table: ReportTable) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.values]


def lines(figures: PublicFigures) -> list[dict[str, Any]]:
    """The services of key activity with something paid for them."""
    told = rows(figures.tables["money_activity"])
    return [row for row in told if row["per_week"] not in (MISSING, HIDDEN)]


def test_no_amount_by_a_week_s_price_is_a_few_placements(
    public: dict[date, PublicFigures],
) -> None:
    for day, figures in public.items():
        found = lines(figures)
        assert len(found) >= 3, day
        for row in found:
            assert not 1 <= round(row["average"]) <= LIMIT, row["label"]
            placed = row["projected"] / row["per_week"] / 52
            assert not 1 <= round(placed) <= LIMIT, row["label"]


def test_no_service_is_told_alone_whose_children_are_hidden(
    known: dict[date, Given], public: dict[date, PublicFigures]
) -> None:
    """What is committed, by a week's price and the weeks that are left, is who is there now."""
    hidden_at_all = False
    for day, figures in public.items():
        position = known[day].position
        assert position is not None
        category = {line.label: line.category for line in position.activity.lines}
        children = rows(figures.tables["by_category"])
        names = zip(figures.tables["by_category"].keys, children, strict=True)
        hidden = {key for key, row in names if row["children"] == HIDDEN}
        hidden_at_all |= bool(hidden)
        assert not hidden & {category.get(row["label"]) for row in lines(figures)}
    assert hidden_at_all


def test_nobody_is_left_over_between_children_and_placements(
    public: dict[date, PublicFigures],
) -> None:
    """Those who live at no cost are the children looked after less the placements open."""
    for figures in public.values():
        total = rows(figures.tables["money_activity"])[-1]
        if total["now"] != HIDDEN:
            assert not 1 <= figures.summary.looked_after - total["now"] <= LIMIT
        assert figures.card is not None
        open_now = {line.card.measure.key: line for line in figures.card.lines}["placements_open"]
        if open_now.reading is not None:
            left = figures.summary.looked_after - int(open_now.reading.value or 0)
            assert not 1 <= left <= LIMIT


def test_small_counts_in_words_that_people_typed_are_hidden(
    known: dict[date, Given], public: dict[date, PublicFigures]
) -> None:
    """Panel cases, names of actions, of a plan and of boards."""
    for day, figures in public.items():
        every = {kind: paper(figures, About(kind)) for kind in KINDS}
        for kind, made in every.items():
            assert typed_in(made) == [], kind
        assert len(typed_in(paper(whole(known[day]), About("board")))) >= 3, day


def typed_in(made: Paper) -> list[str]:
    said = " ".join([*texts(made), *cells(made)])
    return [words for words in _TYPED if re.search(rf"\b{words}\b", said)]


def cells(made: Paper) -> list[str]:
    """Every text in a table, and where it comes from."""
    return [
        *(str(value) for table in made.tables for row in table.values for value in row),
        *(table.source for table in made.tables),
    ]
