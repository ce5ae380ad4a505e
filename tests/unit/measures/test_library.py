"""The library of measures: whole, and with a definition for every figure of a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from kinward.cohort.model import Durations, Summary
from kinward.edge_of_care.avoided import Avoided
from kinward.edge_of_care.success import SUCCESS_SCHEMA
from kinward.measures import MEASURES, Measure
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.measures.plans import PLANS
from kinward.scenarios.business import OverProgramming
from kinward.scenarios.business.break_even import BreakEven
from kinward.scenarios.business.worth import Present, Worth
from kinward.scenarios.results import ActionResult, Results

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

FIGURES_OF_PLANS: Mapping[type, Mapping[str, str]] = {
    ActionResult: {
        "children": "children_affected",
        "moves": "moves_made",
        "placements": "placements_52_week",
        "alone": "saving_alone",
        "last_in": "saving_last_in",
    },
    Results: {"overlap": "overlap"},
    Present: {"net": "net_present_value", "ratio": "benefit_cost_ratio"},
    Worth: {"payback": "payback"},
    BreakEven: {"rate": "break_even_success"},
    OverProgramming: {"shortfall": "shortfall_to_target", "multiple": "over_programming"},
    Avoided: {"placements": "placements_avoided"},
}
"""What holds a figure of a plan or a service, the name there, and the key of its definition."""


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


@pytest.mark.parametrize("holder", FIGURES_OF_PLANS, ids=lambda holder: holder.__name__)
def test_a_figure_of_a_plan_is_one_that_the_results_have(holder: type) -> None:
    known = {field.name for field in fields(holder)}
    known |= {name for name, value in vars(holder).items() if isinstance(value, property)}
    assert set(FIGURES_OF_PLANS[holder]) <= known
    if holder in {ActionResult, Present}:
        # Every figure of these is defined, or told only beside one that is.
        assert known - {"action", "children_alone", "stock", "saving", "cost", "pays"} == set(
            FIGURES_OF_PLANS[holder]
        )


def test_each_figure_of_a_plan_is_defined_and_nothing_else_is() -> None:
    defined = {key for figures in FIGURES_OF_PLANS.values() for key in figures.values()}
    assert "share" in SUCCESS_SCHEMA
    assert {measure.key for measure in PLANS} == defined | {"service_success"}


def test_what_is_good_is_known_where_it_is() -> None:
    assert MEASURES["long_term_pct"].polarity == "high"
    assert MEASURES["three_or_more_placements_pct"].polarity == "low"
    assert MEASURES["looked_after"].polarity == "none"
