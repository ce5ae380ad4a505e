"""The children's measures at month ends are those of the baseline of each of those days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cohorts import checked, cohort
from kinward.cohort import flows
from kinward.cohort.summary import summarise
from kinward.cohort.teams import read_teams
from kinward.measures.scored import SCORED
from kinward.pipeline import Baseline, Inputs, baseline
from kinward.scorecard.model import Reading
from kinward.scorecard.team import of_teams
from kinward.scorecard.values.children import month_ends
from kinward.scorecard.values.summary import of_summary

LAST = date(2026, 3, 31)


@pytest.fixture(scope="module")
def made(authority: Path) -> Baseline:
    files = Inputs((authority / "returns",), population=authority / "population.csv")
    return baseline(files, rules=False)


@pytest.fixture(scope="module")
def found(made: Baseline) -> tuple[Reading, ...]:
    ends = flows.observed_month_ends(made.cohort, LAST, 24)
    return month_ends(made.cohort, ends, population=made.population, checked=made.checked)


def figures(reading: Reading) -> tuple[Decimal | None, ...]:
    return reading.value, reading.numerator, reading.denominator


@pytest.mark.parametrize(
    "day", [date(2024, 4, 30), date(2025, 3, 31), date(2025, 11, 30), LAST], ids=str
)
def test_each_is_that_of_the_summary(made: Baseline, found: tuple[Reading, ...], day: date) -> None:
    summary = summarise(made.cohort, made.checked, day, months=1, population=made.population)
    here = {each.measure: each for each in found if each.period_end == day}
    given = of_summary(summary)

    assert len(given) > 25
    for each in given:
        assert figures(here[each.measure]) == figures(each), each.measure
    assert float(here["rate_per_10000"].value or 0) == pytest.approx(summary.rate_per_10000)
    if summary.short_breaks is not None:
        assert here["short_breaks"].value == summary.short_breaks


def test_yearly_measures_are_those_of_the_years(made: Baseline, found: tuple[Reading, ...]) -> None:
    years = {row["year"]: row for row in made.summary.years.iter_rows(named=True)}
    for key in ("started_dfe", "ceased_dfe"):
        given = {each.period_end.year: each.value for each in found if each.measure == key}
        assert given == {2025: years[2025][key], 2026: years[2026][key]}
    stays = made.summary.durations
    last = {each.measure: each.value for each in found if each.period_end == LAST}
    assert last["median"] == Decimal(str(stays.completed["median"][-1]))
    of = {each.measure: each.denominator for each in found if each.period_end == LAST}
    assert of["median"] == stays.completed["exits"][-1]
    assert float(last["still_in_care_at_1_year"] or 0) == pytest.approx(
        100 * (stays.still_in_care_at_1_year or 0)
    )


def test_exits_by_cause_sum_to_those_of_the_year(
    made: Baseline, found: tuple[Reading, ...]
) -> None:
    causes = made.summary.exits_by_cause
    for key, cause in (("exits_home", "home"), ("exits_eighteen", "eighteen")):
        months = [e.value or 0 for e in found if e.measure == key and e.period_end.year == 2025]
        later = [e.value or 0 for e in found if e.measure == key and e.period_end.year == 2026]
        year = causes.filter(key=cause, year=2026)["count"][0]
        assert sum(months[3:]) + sum(later) == year


def test_every_reading_is_of_a_measure_and_in_order(found: tuple[Reading, ...]) -> None:
    assert {each.measure for each in found} <= set(SCORED)
    keys = [(each.measure, each.period_end) for each in found]
    assert keys == sorted(set(keys))


def test_a_child_of_each_kind() -> None:
    """Made by hand: a boy of 12 in foster care, a girl of 3 placed for adoption, on a day."""
    text = """
        CHILD DECOM      RNE LS CIN PLACE PLACE_PROVIDER DEC        REC
        A     2024-05-10 S   C2 N1  U6    PR1            -          -
        B     2024-06-01 S   E1 N1  A3    -              -          -
        C     2024-06-01 S   V2 N1  K2    PR4            2024-06-20 E4A
    """
    header = """
        CHILD DOB        SEX ETHNIC
        A     2012-01-01 1   WBRI
        B     2021-01-01 2   WBRI
        C     2012-01-01 1   WBRI
    """
    given = cohort([2025], Episodes=text, Header=header)
    last = {each.measure: each for each in month_ends(given, [date(2024, 6, 30)])}

    assert figures(last["fostered_10_15_pct"]) == (100, 1, 1)
    assert figures(last["fostered_pct"]) == (50, 1, 2)
    assert figures(last["aged_under_5_pct"]) == (50, 1, 2)
    assert figures(last["full_care_order_pct"]) == (50, 1, 2)
    assert (last["changing"].value, last["static"].value) == (1, 1)
    assert (last["entries"].value, last["exits"].value) == (2, 1)
    assert figures(last["re_entries_pct"]) == (0, 0, 2)
    assert last["exits_home"].value == 1
    assert "rate_per_10000" not in last
    assert "out_of_area_pct" not in last


def test_a_month_in_which_nobody_is_looked_after() -> None:
    text = """
        CHILD DECOM      RNE LS CIN PLACE PLACE_PROVIDER DEC        REC
        A     2024-05-10 S   C2 N1  U6    PR1            2024-05-20 E4A
    """
    header = "CHILD DOB SEX ETHNIC\nA 2012-01-01 1 WBRI"
    given = cohort([2025], Episodes=text, Header=header)
    last = {each.measure: each for each in month_ends(given, [date(2024, 6, 30)])}

    assert last["looked_after"].value == 0
    assert figures(last["fostered_pct"]) == (None, 0, 0)
    assert month_ends(given, []) == ()


def test_distance_is_told_where_the_returns_give_it() -> None:
    text = """
        CHILD DECOM      RNE LS CIN PLACE PLACE_PROVIDER DEC REC PL_LOCATION PL_DISTANCE
        A     2024-05-10 S   C2 N1  U6    PR1            -   -   IN          3.5
        B     2024-05-10 S   C2 N1  U6    PR1            -   -   OUT         41.0
    """
    header = "CHILD DOB SEX ETHNIC\nA 2012-01-01 1 WBRI\nB 2012-01-01 1 WBRI"
    columns = ("PL_LOCATION", "PL_DISTANCE")
    returns = checked([2025], columns=columns, Episodes=text, Header=header)
    given = cohort([2025], Episodes=text, Header=header)
    last = {e.measure: e for e in month_ends(given, [date(2024, 6, 30)], checked=returns)}

    assert figures(last["out_of_area_pct"]) == (50, 1, 2)
    assert figures(last["over_20_miles_pct"]) == (50, 1, 2)


def test_teams_sum_to_all(made: Baseline, authority: Path) -> None:
    teams = read_teams(authority / "teams.csv")
    by_team = of_teams(made.cohort, teams, LAST)
    whole = {each.measure: each for each in of_summary(made.summary)}

    for key in ("looked_after", "changing", "entries", "exits", "uasc"):
        parts = [each.reading.value or 0 for each in by_team if each.reading.measure == key]
        assert len(parts) > 1
        assert sum(parts) <= (whole[key].value or 0)
        if key in ("looked_after", "changing", "uasc"):
            assert sum(parts) == whole[key].value
