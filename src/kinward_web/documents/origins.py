"""What each table is made from: the measures that define its figures, and where the manual tells
how they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinward.measures import MEASURES, Measure


@dataclass(frozen=True)
class Place:
    """A heading of the manual.

    Attributes:
        chapter: its key (`pages.manual.CHAPTERS`).
        anchor: the heading in it; empty for all of it.
        words: what is told there.
    """

    chapter: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Origin:
    """What a table is made from.

    Attributes:
        measures: the definitions of its figures.
        places: where the manual tells how they are made.
    """

    measures: tuple[Measure, ...]
    places: tuple[Place, ...]


_CARE: Final = Place("glossary", "children-and-care", "Words: children and care")
_PLACED: Final = Place("glossary", "placements", "Words: placements")
_RETURN: Final = Place("data", "the-return", "The data: the return")
_FILES: Final = Place("data", "other-files", "The data: other files")
_RULES: Final = Place("rules", "", "The rules, each with its remedy")
_LEDGER: Final = Place("money", "the-figures", "The money: the figures")
_MODEL: Final = Place("money", "the-budget-model", "The money: the budget model")
_MOVED: Final = Place(
    "money", "movement-since-the-last-closed-month", "The money: movement since a closed month"
)
_OTHERS: Final = Place("money", "unit-costs-of-others", "The money: unit costs of others")
_MATCH: Final = Place(
    "money", "the-ledger-and-the-return-kinward-reconcile", "The money: the ledger and the return"
)
_LOOK: Final = Place("money", "the-findings", "The money: the findings")
_CONTROL: Final = Place("money", "budget-control", "The money: budget control")
_RATES: Final = Place("method", "rates", "The forecast: rates")
_RUNS: Final = Place("method", "the-simulation", "The forecast: the simulation")
_COST: Final = Place("method", "cost", "The forecast: cost")
_DRIVERS: Final = Place("method", "drivers", "The forecast: drivers")
_SINCE: Final = Place(
    "method", "why-it-moved-since-the-last-one", "The forecast: why it moved since the last one"
)
_PAST: Final = Place("method", "the-back-test", "The forecast: the back-test")
_PLAN: Final = Place("plans", "what-a-plan-does-kinward-scenario", "Plans: what a plan does")
_CASE: Final = Place(
    "plans", "does-the-plan-pay-the-business-case", "Plans: does it pay, the business case"
)
_AIM: Final = Place("plans", "will-it-reach-the-target", "Plans: will it reach the target")
_LEAST: Final = Place(
    "plans",
    "the-cheapest-actions-that-reach-a-target-kinward-optimise",
    "Plans: the cheapest actions that reach a target",
)

_CHART: Final = Place("scorecard", "noise-and-news-control-charts", "The scorecard: noise and news")
_BESIDE: Final = Place(
    "scorecard", "neighbours-and-england", "The scorecard: neighbours and England"
)
_READ: Final = Place("scorecard", "how-a-reading-is-made", "The scorecard: how a reading is made")

_STOCK: Final = ("looked_after",)
_FLOW: Final = ("looked_after", "entries", "exits")
_STAY: Final = ("still_in_care_at_1_year", "still_in_care_at_1_year_after_28_days")
_NEIGHBOURS: Final = (
    "rate_per_10000", "looked_after", "started_dfe", "ceased_dfe", "uasc",
    "three_or_more_placements_pct", "long_term_pct",
)  # fmt: skip
_WEEKS: Final = ("average_weekly_per_placement", "average_weekly_per_week_of_care")
_SPEND: Final = ("spent", "committed", "projected_spend")
_EXPECTED: Final = ("expected_looked_after", "interval")
_TOLD: Final = ("expected_cost", "interval")
_SCORES: Final = ("mape", "coverage", "crps")

TABLES: Final[dict[str, tuple[tuple[str, ...], tuple[Place, ...]]]] = {
    # Children
    "years": ((*_FLOW, "started_dfe", "ceased_dfe"), (_CARE,)),
    "rates": (("looked_after", "rate_per_10000"), (_FILES,)),
    "neighbours": (_NEIGHBOURS, (_FILES,)),
    "neighbour_trend": (_NEIGHBOURS, (_FILES,)),
    "flows": ((*_FLOW, "difference", "re_entries"), (_CARE,)),
    "team_flows": (("entries", "exits"), (_FILES,)),
    "entries_by_age": (("entries",), (_CARE,)),
    "exits_by_cause": (("exits",), (_CARE,)),
    "by_category": (("looked_after", "category_pct"), (_PLACED,)),
    "by_age_band": (("looked_after", "age_band_pct"), (_CARE,)),
    "by_sex": (("looked_after", "sex_pct"), (_CARE,)),
    "by_ethnic_group": (("looked_after", "ethnic_group_pct"), (_CARE,)),
    "by_legal_status": (("looked_after", "legal_status_pct"), (_CARE,)),
    "by_need": (("looked_after", "need_pct"), (_CARE,)),
    "by_uasc": (("looked_after", "uasc"), (_CARE,)),
    "by_group": (("beyond_control", "changing", "static", "other_group"), (_CARE,)),
    "by_team": (("looked_after", "team_pct"), (_FILES,)),
    "age_by_category": ((*_STOCK, "category_pct", "age_band_pct"), (_PLACED,)),
    "stock_by_category": (_STOCK, (_PLACED,)),
    "stock_by_age_band": (_STOCK, (_CARE,)),
    "completed": (("lower_quartile", "median", "upper_quartile", "start_unknown"), (_CARE,)),
    "survival_all": (_STAY, (_CARE,)),
    "survival_age_band": (_STAY, (_CARE,)),
    "survival_category": (_STAY, (_CARE, _PLACED)),
    "survival_entry_year": (_STAY, (_CARE,)),
    "causes": (_STAY, (_CARE,)),
    "stability": (("three_or_more_placements_pct", "long_term_pct"), (_PLACED,)),
    "reviews": (("reviews_on_time_pct",), (_RETURN,)),
    "reviews_by_kind": (
        (
            "first_review_on_time_pct", "second_review_on_time_pct", "later_review_on_time_pct",
        ),
        (_RETURN,),
    ),
    "distance": (("out_of_area", "over_20_miles"), (_RETURN,)),
    "published": ((*_FLOW, "difference"), (_FILES,)),
    "findings": ((), (_RULES, _RETURN)),
    "repairs": ((), (_RULES, _RETURN)),
    "files": ((), (_RETURN,)),
    # Money
    "money_activity": (
        ("placements_open", "yearly_average", *_SPEND, "net_variance", *_WEEKS),
        (_LEDGER,),
    ),
    "money_variance": (
        (
            "net_variance", "variance_volume", "variance_mix", "variance_price", "variance_other",
        ),
        (_LEDGER,),
    ),
    "money_months": (_SPEND, (_LEDGER,)),
    "money_movement": (("projected_spend",), (_MOVED,)),
    "money_next_year": (("full_year_effect",), (_LEDGER,)),
    "money_blocks": (("yearly_average",), (_LEDGER,)),
    "money_dearest": (("average_weekly_per_placement",), (_LEDGER,)),
    "money_providers": (
        ("placements_open", "yearly_average", "average_weekly_per_placement", "spent"),
        (_LEDGER,),
    ),
    "money_contracts": (("yearly_average", "average_weekly_per_placement"), (_LEDGER,)),
    "money_unit_costs": (("average_weekly_per_week_of_care",), (_OTHERS,)),
    "money_savings": ((), (_OTHERS,)),
    "money_committed": (("committed", *_TOLD), (_COST,)),
    "money_steps": (("committed", "expected_cost"), (_COST,)),
    "money_plan": ((), (_MODEL, _CONTROL)),
    "money_model": (_TOLD, (_MODEL, _CONTROL)),
    "money_gaps": (_TOLD, (_MODEL, _CONTROL)),
    "money_match": ((), (_MATCH,)),
    "money_every_difference": ((), (_MATCH,)),
    "money_findings": ((), (_LOOK,)),
    "money_every_finding": ((), (_LOOK,)),
    # What lies ahead
    "forecast_total": (_EXPECTED, (_RUNS,)),
    "forecast_by_category": (_EXPECTED, (_RUNS,)),
    "forecast_by_age": (_EXPECTED, (_RUNS,)),
    "forecast_category_months": (_EXPECTED, (_RUNS,)),
    "forecast_flows": (("entries", "exits", "interval"), (_RUNS,)),
    "forecast_cost": (_TOLD, (_COST,)),
    "forecast_cost_months": (_TOLD, (_COST,)),
    "forecast_cost_category": (_TOLD, (_COST,)),
    "forecast_drivers": (("drivers",), (_DRIVERS,)),
    "forecast_category_drivers": (("drivers",), (_DRIVERS,)),
    "forecast_evidence": ((), (_RATES,)),
    "forecast_category_evidence": ((), (_RATES,)),
    "forecast_moved": (_EXPECTED, (_SINCE,)),
    "forecast_came": (_EXPECTED, (_SINCE,)),
    "backtest_total": (("coverage",), (_PAST,)),
    "backtest_scores": (_SCORES, (_PAST,)),
    "backtest_cost_scores": (_SCORES, (_PAST,)),
    "backtest_rows": (_SCORES, (_PAST,)),
    # Plans
    "plan_children": (_EXPECTED, (_PLAN,)),
    "plan_actions": (
        (
            "children_affected", "moves_made", "placements_52_week", "saving_alone",
            "saving_last_in", "overlap",
        ),
        (_PLAN,),
    ),
    "plan_cost": (_TOLD, (_PLAN,)),
    "plan_targets": (
        ("target_probability", "shortfall_to_target", "over_programming"), (_AIM,),
    ),
    "plan_tornado": (("saving_alone", "saving_last_in"), (_PLAN,)),
    "plan_teams": (_EXPECTED, (_PLAN,)),
    "plan_budget": (("yearly_average", *_TOLD), (_PLAN, _MODEL)),
    "plan_frontier": (("target_probability", *_TOLD), (_LEAST,)),
    "case_whole": (("net_present_value", "payback"), (_CASE,)),
    "case_cashable": (("net_present_value", "payback"), (_CASE,)),
    "case_worth": (
        ("net_present_value", "benefit_cost_ratio", "payback", "break_even_success"), (_CASE,),
    ),
    "case_actions": (
        ("children_affected", "saving_alone", "saving_last_in", "break_even_success"), (_CASE,),
    ),
    "case_budgets": (("saving_alone",), (_CASE,)),
    # Side by side
    "forecasts": ((*_EXPECTED, "expected_cost"), (_RUNS, _COST)),
    "plans": (("target_probability", *_TOLD), (_PLAN, _AIM, _CASE)),
    # The scorecard
    "scorecard_control": ((), (_CHART, _READ)),
    "scorecard_compared": ((), (_BESIDE,)),
    "scorecard_by_team": ((), (_READ,)),
    "scorecard_readings": ((), (_READ,)),
}  # fmt: skip
"""By the key of a table: keys of measures, and places in the manual."""


def origin(table: str) -> Origin | None:
    """What a table is made from; None for one of which it is not known."""
    made = TABLES.get(table)
    if made is None:
        return None
    measures, places = made
    return Origin(tuple(MEASURES[key] for key in measures), places)
