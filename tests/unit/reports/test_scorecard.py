"""The scorecard in a paper: its tables and charts, and that what is withheld stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders_report import checked_of, summary_of
from kinward.cohort import flows
from kinward.cohort.teams import read_teams
from kinward.pipeline import Baseline, Inputs, baseline
from kinward.pipeline.scorecard import Known, scorecard_of
from kinward.reports.disclosure import protect
from kinward.reports.disclosure.scorecard import protect_scorecard, withheld
from kinward.reports.scorecard import build, moved
from kinward.reports.told import begin, of_scorecard
from kinward.scorecard.build import scorecard
from kinward.scorecard.cards import usual_cards, with_typed
from kinward.scorecard.model import Reading, Scorecard
from kinward.scorecard.published import Difference
from kinward.scorecard.values.children import month_ends
from scorecard_attack import STOCK, WITHIN, attacked, counts_of
from scorecards import ceiling, readings

DAY = date(2026, 3, 31)
LIMIT = 5


@pytest.fixture(scope="module")
def made(authority: Path) -> Baseline:
    return baseline(Inputs((authority / "returns",)), rules=False)


@pytest.fixture(scope="module")
def whole(made: Baseline, authority: Path) -> Scorecard:
    teams = read_teams(authority / "teams.csv")
    return scorecard_of(Known(made.cohort, DAY, teams=teams))


def told_card() -> Scorecard:
    """A stock over its ceiling, and entries that jump."""
    entries = [20, 22] * 11 + [21, 40]
    typed = replace(usual_cards()["looked_after"], target=ceiling("500"))
    given = (
        *readings("looked_after", [540 + place % 7 for place in range(24)], DAY),
        *readings("entries", entries, DAY),
        *readings("exits", [15] * 24, DAY),
    )
    return scorecard(with_typed({"looked_after": typed}), given, DAY)


def test_sections_and_their_tables() -> None:
    found = build(told_card(), "A test", 0, found=[
        Difference("looked_after", "Looked after children", "colour", "green", "amber", "why")
    ])  # fmt: skip

    assert [each.key for each in found.sections] == [
        *("scorecard", "scorecard-0", "scorecard-1", "scorecard-signals", "scorecard-differences"),
    ]
    assert found.sentences == (
        "Of the board’s 3 measures, 1 has a target: 1 amber on 31 March 2026.",
    )
    board = found.tables["scorecard_board"].cells()
    assert board[0] == (
        *("Looked after children", "at most 500", "542", "31 March 2026", "541", "up worse"),
        *("amber", "42 children over the ceiling of 500, within 10%", "542", "542", "[x]"),
    )
    assert board[1][8] == "271"  # six months of 20 and 22, the last two 21 and 40
    assert len(found.tables["scorecard_readings"].frame) == 72


def test_a_chart_of_each_measure_that_moved() -> None:
    found = build(told_card(), "A test", 0)
    charts = [e for each in found.sections for e in each.figures if e.chart]

    assert [each.title for each in charts] == [
        "Entries to care: 31 March 2026 is beyond the upper limit"
    ]
    chart = charts[0].chart
    assert chart is not None
    assert [row["value"] for row in chart["datasets"]["points"]][-2:] == [21.0, 40.0]
    assert [row["value"] for row in chart["datasets"]["signals"]] == [40.0]
    assert [row["value"] for row in chart["datasets"]["centre"]] == [21.0, 21.0]
    (section,) = [each for each in found.sections if each.key == "scorecard-signals"]
    assert section.sentences == (
        "Of 2 measures with a chart, chance alone would mark about 0 in any month; all others "
        "moved as they did before.",
    )


def test_internal_readers_see_all(whole: Scorecard) -> None:
    assert protect_scorecard(whole, 0) is whole
    tables = build(whole, "A test", 0).tables
    assert "scorecard_teams" in tables
    assert not any(each.hides for each in tables.values())


def test_the_public_sees_no_team_and_no_small_count(whole: Scorecard) -> None:
    shown = protect_scorecard(whole, LIMIT)
    hidden = withheld(whole, LIMIT)

    assert shown.teams == ()
    assert {"re_entries", "exits_adopted"} <= hidden
    assert not {"looked_after", "rate_per_10000"} & hidden
    for each in shown.lines:
        counting = each.card.disclosure and each.card.measure.unit != "days"
        for reading in each.card.readings if counting else ():
            numbers = (reading.numerator, reading.denominator)
            given = [n for n in numbers if n is not None] or [reading.value]
            assert not any(n is not None and 0 < n <= LIMIT for n in given), each.card.measure.key


def test_what_is_withheld_is_marked_and_said(whole: Scorecard) -> None:
    found = build(whole, "A test", LIMIT)

    tables = [each for key, each in found.tables.items() if key.startswith("scorecard_theme")]
    rows = [row for each in tables for row in each.values if row[7].startswith("withheld")]  # type: ignore[attr-defined]
    assert len(rows) == len(withheld(whole, LIMIT))
    assert all(row[2] == "[c]" for row in rows)
    assert f"{len(rows)} measures of the scorecard are withheld, with all months" in found.notes[-1]
    assert "scorecard_teams" not in found.tables


@pytest.mark.parametrize("beside", ["alone", "with the baseline"])
def test_an_attacker_finds_no_small_count(whole: Scorecard, made: Baseline, beside: str) -> None:
    """By subtraction within the scorecard, month by month: every count of 1 to 5 stays open."""
    shown_there = None if beside == "alone" else protect(made.summary, LIMIT)
    hidden = withheld(whole, LIMIT, shown_there)
    ends = sorted({e.period_end for line in whole.lines for e in line.card.readings})
    shown = frozenset(
        line.card.measure.key for line in whole.lines if line.card.measure.key not in hidden
    )
    before, tried = None, 0
    for day in ends:
        counts = counts_of(whole, day)
        parts = {p for _, group in WITHIN for p in group} | {p for g in STOCK for p in g}
        for key in hidden & set(counts) & parts:
            if 1 <= counts[key] <= LIMIT:
                low, high = attacked(counts, before, shown, key)
                assert high - low >= 1, (day, key)
                tried += 1
        before = counts.get("looked_after")
    assert tried > 100


def test_without_partners_the_attacker_would_find_some(whole: Scorecard) -> None:
    """The attack is one: primary suppression alone falls to it."""
    day = DAY
    counts = {
        "looked_after": 100, "beyond_control": 3, "changing": 40, "static": 40, "other_group": 17,
    }  # fmt: skip
    shown = frozenset(counts) - {"beyond_control"}

    assert attacked(counts, None, shown, "beyond_control") == pytest.approx((3, 3))
    given = [r for k, n in counts.items() for r in [Reading(k, day, Decimal(n))]]
    hidden = withheld(scorecard(with_typed({}), given, day), LIMIT)
    assert hidden == {"beyond_control", "other_group"}


def test_what_the_baseline_hides_is_hidden_here(made: Baseline) -> None:
    summary = protect(made.summary, LIMIT)
    ends = flows.observed_month_ends(made.cohort, DAY, 24)
    card = scorecard(with_typed({}), month_ends(made.cohort, ends), DAY)
    hidden = withheld(card, LIMIT, summary)

    by_category = summary.breakdowns["category"]
    null = set(by_category.filter(by_category["children"].is_null())["key"])
    pairs = {"kinship_pct": "kinship", "external_residential_pct": "external_residential"}
    for key, category in pairs.items():
        assert category not in null or key in hidden
    assert null
    assert {"fostered_pct", "homes_pct"} <= hidden


def test_a_measure_that_stands_alone_loses_single_months() -> None:
    given: Sequence[Reading] = [
        Reading("reviews_on_time_pct", end, Decimal(90), Decimal(n), Decimal(100))
        for end, n in ((date(2026, 1, 31), 90), (date(2026, 2, 28), 97), (DAY, 80))
    ]
    card = scorecard(with_typed({}), given, DAY)
    (line,) = protect_scorecard(card, LIMIT).lines

    assert [each.value for each in line.card.readings] == [90, None, 90]
    assert (line.previous, line.direction) == (None, None)
    assert line.reading is not None


def test_told_like_the_other_stages() -> None:
    telling = begin(summary_of(), checked_of(), "Exampleshire", 0)
    found = of_scorecard(telling, told_card())

    assert found.sections[0].key == "scorecard"
    assert "SSDA903" in found.tables["scorecard_board"].source


def test_the_boards_measures_come_first_among_the_charts() -> None:
    assert [line.card.measure.key for line in moved(told_card())] == ["entries"]
