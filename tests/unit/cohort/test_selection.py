"""Some of the children: the same figures as by asking of each child on each day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts import checked_tables
from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.cohort.selection import Choice, choices, summarise_part
from kinward.cohort.stability import stability
from kinward.cohort.stock import looked_after
from kinward.cohort.summary import summarise
from kinward.cohort.teams import read_teams
from kinward.errors import ArgumentError
from kinward.pipeline import Baseline, Inputs, baseline
from kinward.reference.categories import load as load_categories
from kinward.reports import told
from kinward.returns.schema import TABLES, polars_schema
from kinward.terms import CATEGORIES
from oracles.selection import fitting_on, flows
from properties.cohort_strategies import frame as table_of

AS_AT = date(2026, 3, 31)

CHOICES = (
    Choice(teams=frozenset({"North"})),
    Choice(age_bands=frozenset({"16-17"})),
    Choice(age_bands=frozenset({"<1", "5-9"}), sexes=frozenset({"F"})),
    Choice(categories=frozenset({"kinship", "external_residential"})),
    Choice(legal_statuses=frozenset({"Section 20"})),
    Choice(needs=frozenset({"N1"}), uasc=False),
    Choice(uasc=True),
    Choice(teams=frozenset({"North", "no_team"}), age_bands=frozenset({"10-15", "16-17"})),
)


@pytest.fixture(scope="module")
def whole(authority: Path) -> Baseline:
    """The small authority."""
    return baseline(Inputs(returns=(authority / "returns",)))


@pytest.fixture(scope="module")
def teams(authority: Path) -> pl.DataFrame:
    """Its teams, with North under a name that tests can write."""
    found = read_teams(authority / "teams.csv")
    return found.with_columns(pl.col("team").str.replace("Made-up ", ""))


@pytest.mark.parametrize("choice", CHOICES)
def test_flows_are_those_of_each_day(whole: Baseline, teams: pl.DataFrame, choice: Choice) -> None:
    part = summarise_part(whole.cohort, choice, AS_AT, months=3, teams=teams)
    for row in part.months.iter_rows(named=True):
        end = row.pop("month")
        assert row == flows(whole.cohort, choice, end.replace(day=1), end, teams)


_ONE_OF = {
    "teams": ("North", "South", "no_team"),
    "age_bands": ("<1", "1-4", "5-9", "10-15", "16-17"),
    "categories": ("kinship", "in_house_fostering", "independent_fostering"),
    "legal_statuses": ("Section 20", "Full care order", "Interim care order"),
    "needs": ("N1", "N5", "N8"),
    "sexes": ("M", "F"),
}
_CHOICES = st.builds(
    Choice,
    **{name: st.frozensets(st.sampled_from(keys), max_size=2) for name, keys in _ONE_OF.items()},
    uasc=st.sampled_from([None, True, False]),
)


@settings(max_examples=60)
@given(choice=_CHOICES, day=st.dates(date(2023, 4, 1), AS_AT))
def test_what_comes_and_goes_explains_the_stock(
    whole: Baseline, teams: pl.DataFrame, choice: Choice, day: date
) -> None:
    part = summarise_part(whole.cohort, choice, day, months=12, teams=teams)
    for frame in (part.months, part.years):
        explained = (
            frame["opening"] + frame["entries"] + frame["joined"] - frame["exits"] - frame["left"]
        )
        assert explained.equals(frame["closing"])
    fits = fitting_on(whole.cohort, choice, day, teams)
    assert part.summary.looked_after == len(fits)
    for key in ("category", "age_band", "need", "uasc"):
        assert part.summary.breakdowns[key]["children"].sum() == len(fits)


def test_everybody_has_the_figures_of_the_whole(whole: Baseline) -> None:
    everybody = Choice()
    assert everybody.everybody
    part = summarise_part(whole.cohort, everybody, AS_AT).summary
    all_ = summarise(whole.cohort, whole.checked, AS_AT)
    frames = (
        "flows", "years", "entries_by_age", "exits_by_cause", "stock_by_category",
        "stock_by_age_band", "stability", "reviews", "reviews_by_kind", "age_by_category",
    )  # fmt: skip
    for name in frames:
        assert getattr(part, name).equals(getattr(all_, name)), name
    for key, frame in all_.breakdowns.items():
        assert part.breakdowns[key].equals(frame), key
    assert part.durations.completed.equals(all_.durations.completed)
    assert part.durations.causes.equals(all_.durations.causes)


def test_the_parts_of_a_breakdown_sum_to_the_whole(whole: Baseline) -> None:
    all_ = summarise(whole.cohort, whole.checked, AS_AT)
    parts = [
        summarise_part(whole.cohort, Choice(categories=frozenset({key})), AS_AT)
        for key in CATEGORIES
    ]
    assert sum(part.summary.looked_after for part in parts) == all_.looked_after
    entries = sum(part.months["entries"].sum() for part in parts)
    assert entries == all_.flows["entries"].sum()
    exits = sum(part.years["exits"].sum() for part in parts)
    assert exits == all_.years["exits"].sum()


def test_stability_is_of_the_children_who_fit_on_the_day(whole: Baseline) -> None:
    cohort, choice = whole.cohort, Choice(sexes=frozenset({"M"}))
    boys = looked_after(cohort, AS_AT).filter(pl.col("SEX") == "M")["child"]
    from dataclasses import replace

    only = replace(cohort, episodes=cohort.episodes.filter(pl.col("child").is_in(boys.implode())))
    expected = stability(only, [(2026, AS_AT)])
    assert summarise_part(cohort, choice, AS_AT).summary.stability.tail(1).equals(expected)


def test_every_section_can_be_told_of_a_part(whole: Baseline, teams: pl.DataFrame) -> None:
    for choice in (*CHOICES, Choice(needs=frozenset({"N7"}), sexes=frozenset({"U"}))):
        part = summarise_part(whole.cohort, choice, AS_AT, teams=teams)
        telling = told.begin(part.summary, whole.checked, "Testshire", 0)
        said = told.of_children(telling)
        assert said.sections
        for table in said.tables.values():
            table.cells()


def test_what_can_be_chosen_is_what_somebody_has(whole: Baseline, teams: pl.DataFrame) -> None:
    found = choices(whole.cohort, AS_AT, teams)
    for field, pairs in found.items():
        for key, _ in pairs:
            choice = Choice(**{field: frozenset({key})})
            assert summarise_part(whole.cohort, choice, AS_AT, teams=teams).summary.looked_after > 0


def test_teams_are_not_chosen_where_nobody_knows_them(whole: Baseline) -> None:
    with pytest.raises(ArgumentError, match="Load teams"):
        summarise_part(whole.cohort, Choice(teams=frozenset({"North"})), AS_AT)


def _empty(cohort: Cohort) -> Cohort:
    from dataclasses import replace

    return replace(cohort, episodes=cohort.episodes.clear())


def test_nobody_gives_noughts(whole: Baseline) -> None:
    part = summarise_part(_empty(whole.cohort), Choice(sexes=frozenset({"M"})), AS_AT)
    assert part.summary.looked_after == 0
    assert part.months["closing"].sum() == 0


def test_an_episode_of_no_days_is_in_no_part() -> None:
    """A first episode ends on the day it begins: the child enters the category of the second."""
    cohort = _one_child(
        {"PLACE": "U3", "DECOM": date(2024, 5, 4), "DEC": date(2024, 5, 4), "REC": "X1"},
        {"PLACE": "U6", "RNE": "P", "DECOM": date(2024, 5, 4), "DEC": None, "REC": None},
    )
    assert _entries_and_exits(cohort, "kinship") == (0, 0)
    assert _entries_and_exits(cohort, "in_house_fostering") == (1, 0)


def test_a_last_episode_of_no_days_is_in_no_part() -> None:
    end = date(2024, 9, 1)
    cohort = _one_child(
        {"PLACE": "U6", "DECOM": date(2024, 5, 4), "DEC": end, "REC": "X1"},
        {"PLACE": "U3", "RNE": "P", "DECOM": end, "DEC": end, "REC": "E4A"},
    )
    assert _entries_and_exits(cohort, "kinship") == (0, 0)
    assert _entries_and_exits(cohort, "in_house_fostering") == (1, 1)


def test_a_period_of_no_days_is_in_one_part() -> None:
    day = date(2024, 5, 4)
    cohort = _one_child({"PLACE": "U6", "DECOM": day, "DEC": day, "REC": "E4A"})
    assert _entries_and_exits(cohort, "in_house_fostering") == (1, 1)


def _one_child(*episodes: dict[str, object]) -> Cohort:
    usual = {
        "CHILD": "c0", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE_PROVIDER": "PR1",
        "PL_POST": None, "URN": None,
    }  # fmt: skip
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    tables["Header"] = table_of(
        "Header", [{"CHILD": "c0", "DOB": date(2014, 1, 1), "SEX": "1", "year": 2025}]
    )
    tables["Episodes"] = table_of(
        "Episodes", [{**usual, **each} for each in episodes]
    ).with_columns(end_assumed=pl.lit(value=False))
    years = pl.DataFrame({"year": range(2024, 2026)}, schema={"year": pl.Int32})
    return build(checked_tables(tables, years), load_categories())


def _entries_and_exits(cohort: Cohort, category: str) -> tuple[int, int]:
    chosen = Choice(categories=frozenset({category}))
    months = summarise_part(cohort, chosen, date(2025, 3, 31), months=24).months
    return int(months["entries"].sum()), int(months["exits"].sum())
