"""The library of measures: whole, and with a definition for every figure of a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from kinward.cohort.model import Durations, Summary
from kinward.measures import MEASURES, Measure
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.measures.plans import PLANS

FIGURES_IN_TABLES: Mapping[str, set[str]] = {
    "flows": {"entries", "exits", "difference", "re_entries"},
    "years": {"entries", "exits", "started_dfe", "ceased_dfe"},
    "rates": {"looked_after", "rate_per_10000"},
    "stability": {"three_or_more_placements_pct", "long_term_pct"},
    "reviews": {"reviews_on_time_pct"},
    "reviews_by_kind": {
        *("first_review_on_time_pct", "second_review_on_time_pct", "later_review_on_time_pct")
    },
    "distance": {"out_of_area", "over_20_miles"},
    "durations": {"lower_quartile", "median", "upper_quartile"},
    "breakdowns": {
        *("category_pct", "age_band_pct", "sex_pct", "ethnic_group_pct", "legal_status_pct"),
        *("need_pct", "team_pct", "uasc", "beyond_control", "changing", "static", "other_group"),
    },
}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=str)
def test_a_definition_is_whole(measure: Measure) -> None:
    assert all((measure.key, measure.label, measure.formula, measure.source))
    assert measure.key.isidentifier()
    assert measure.key == measure.key.lower()


def test_no_key_and_no_label_is_there_twice() -> None:
    from kinward.measures import library

    assert len(MEASURES) == len(library._ALL)
    assert len({measure.label for measure in MEASURES.values()}) == len(MEASURES)


@pytest.mark.parametrize("holder", [Summary, Durations])
def test_every_single_figure_has_a_definition(holder: type) -> None:
    numbers = {
        name
        for name, kind in get_type_hints(holder).items()
        if {int, float} & {kind, *get_args(kind)}
    }

    assert numbers
    assert numbers <= set(MEASURES)


def test_figures_in_tables_have_definitions_and_nothing_else_is_defined() -> None:
    names = {field.name for field in fields(Summary)}
    single = {*get_type_hints(Summary), *get_type_hints(Durations)} & set(MEASURES)

    assert set(FIGURES_IN_TABLES) <= names
    elsewhere = {measure.key for measure in (*AHEAD, *MONEY, *PLANS)}
    assert set(MEASURES) == set().union(*FIGURES_IN_TABLES.values()) | single | elsewhere


def test_what_a_plan_is_judged_by_is_defined() -> None:
    assert {
        *("net_present_value", "benefit_cost_ratio", "payback", "break_even_success"),
        *("shortfall_to_target", "over_programming", "placements_52_week"),
    } <= {measure.key for measure in PLANS}


def test_what_is_good_is_known_where_it_is() -> None:
    assert MEASURES["long_term_pct"].polarity == "high"
    assert MEASURES["three_or_more_placements_pct"].polarity == "low"
    assert MEASURES["looked_after"].polarity == "none"
