"""What leaves: small numbers hidden in every table, and nothing else lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from builders_report import (
    AS_AT,
    breakdown,
    curve,
    flows_of,
    summary_of,
    years_of,
)
from kinward.cohort.model import Survival
from kinward.dates import month_ends
from kinward.reports.disclosure import parts, protect
from kinward.reports.disclosure.flows import hide_flows

LIMIT = 5


def shown(frame: pl.DataFrame, column: str) -> list[int | None]:
    return frame[column].to_list()


def test_a_limit_of_nought_hides_nothing() -> None:
    summary = summary_of()
    assert protect(summary, 0) is summary


def test_the_total_is_published_as_it_is() -> None:
    summary = summary_of(looked_after=3)
    assert protect(summary, LIMIT).looked_after == 3


def test_a_share_goes_with_its_count() -> None:
    frame = breakdown({"a": 3, "b": 7, "c": 90}, {})
    hidden = parts(frame, "children", LIMIT)
    assert shown(hidden, "children") == [None, None, 90]
    assert shown(hidden, "share") == [None, None, 0.9]


def test_the_month_of_the_as_at_date_hides_what_its_breakdown_hides() -> None:
    summary = protect(summary_of(), LIMIT)
    today = summary.breakdowns["category"].select("key", "children")
    month = summary.stock_by_category.filter(pl.col("month") == AS_AT).select("key", "children")
    assert today["children"].null_count() > 0
    assert month.sort("key").equals(today.sort("key"))


def test_age_by_category_and_its_totals_hide_together() -> None:
    summary = protect(summary_of(), LIMIT)
    pairs, ages = summary.age_by_category, summary.breakdowns["age_band"]
    for band, total in ages.filter(pl.col("children") > 0).select("key", "children").rows():
        column = pairs.filter(pl.col("age_band") == band)["children"]
        known = sum(n for n in column if n is not None)
        assert known < total or column.null_count() == 0
        assert column.null_count() != 1


@pytest.mark.parametrize("cell", [1, 5])
def test_no_small_count_leaves(cell: int) -> None:
    summary = protect(summary_of(), LIMIT)
    frames = {
        "children": [
            *summary.breakdowns.values(),
            summary.stock_by_category,
            summary.stock_by_age_band,
            summary.age_by_category,
        ],
        "count": [summary.entries_by_age, summary.exits_by_cause],
        "re_entries": [summary.flows],
    }
    for column, several in frames.items():
        for frame in several:
            assert frame.filter(pl.col(column) == cell).is_empty()


def test_the_months_of_a_year_are_shown_together_or_hidden_together() -> None:
    steps = [(20, 21), (3, 22), (19, 18), *[(20, 20)] * 9]
    hidden, withheld = hide_flows(flows_of(400, steps), LIMIT)
    for name in ("entries", "exits", "re_entries"):
        assert hidden[name].null_count() == 12
    assert withheld == set()
    whole, _ = hide_flows(flows_of(400, [(20, 21)] * 12), LIMIT)
    assert whole["entries"].to_list() == [20] * 12
    assert whole["exits"].to_list() == [21] * 12


def test_months_of_a_year_that_runs_or_is_not_all_there_are_hidden() -> None:
    flows = flows_of(400, [(20, 21)] * 24, as_at=date(2026, 1, 31))
    hidden, withheld = hide_flows(flows, LIMIT)
    told = hidden.filter(pl.col("entries").is_not_null())["month"].to_list()
    assert told == month_ends(date(2025, 3, 31), 12)
    assert withheld == set()


def test_nought_exits_do_not_give_small_entries_away() -> None:
    hidden, _ = hide_flows(flows_of(400, [(3, 0), *[(20, 20)] * 11]), LIMIT)
    assert shown(hidden, "entries")[0] is None
    assert shown(hidden, "exits")[0] is None


def test_a_year_whose_months_give_each_other_away_is_withheld_with_its_parts() -> None:
    steps = [(3, 0), (9, 0), (0, 6), *[(0, 0)] * 9]
    whole = summary_of()
    parts_of_year = whole.entries_by_age.filter(pl.col("year") == 2026)
    summary = protect(
        summary_of(
            flows=flows_of(400, steps),
            years=years_of(400, {2026: (12, 6)}),
            entries_by_age=parts_of_year,
            exits_by_cause=whole.exits_by_cause.filter(pl.col("year") == 2026),
        ),
        LIMIT,
    )
    assert shown(summary.years, "entries") == [None]
    assert shown(summary.years, "started_dfe") == [None]
    assert shown(summary.years, "closing") == [400]
    assert summary.entries_by_age["count"].null_count() == parts_of_year.height
    assert summary.exits_by_cause["count"].null_count() == summary.exits_by_cause.height


def test_started_is_hidden_where_few_came_twice() -> None:
    years = years_of(500, {2026: (300, 290)}).with_columns(started_dfe=pl.lit(298, pl.Int64))
    summary = protect(summary_of(years=years), LIMIT)
    assert shown(summary.years, "started_dfe") == [None]
    assert shown(summary.years, "entries") == [300]


def test_stability_is_hidden_with_its_percentage_and_the_figure_at_the_head() -> None:
    stability = summary_of().stability.with_columns(three_or_more_children=pl.lit(4))
    summary = protect(summary_of(stability=stability), LIMIT)
    assert summary.stability["three_or_more_placements_pct"].null_count() == stability.height
    assert summary.three_or_more_placements_pct is None
    assert summary.long_term_pct is not None


def test_a_few_late_reviews_are_as_telling_as_a_few_in_time() -> None:
    reviews = pl.DataFrame(
        {"year": [2026], "children": [100], "on_time": [97], "on_time_pct": [97.0]},
        schema_overrides={"year": pl.Int32},
    )
    summary = protect(summary_of(reviews=reviews), LIMIT)
    assert summary.reviews.row(0) == (2026, 100, None, None)


def test_a_curve_steps_only_where_more_than_the_limit_have_left() -> None:
    whole = curve(200)
    durations = replace(
        summary_of().durations, survival={"all": (Survival("all", whole, 200, 170),)}
    )
    summary = protect(summary_of(durations=durations), LIMIT)
    thin = summary.durations.survival["all"][0].curve
    assert 5 < thin.height < whole.height / 3
    assert thin["at_risk"].null_count() == thin.height
    survivors = (thin["survival"] * 200).to_list()
    assert all(a - b > LIMIT - 0.5 for a, b in pairwise(survivors))
    at_a_year = thin.filter(pl.col("day") <= 365)["survival"][-1]
    assert summary.durations.still_in_care_at_1_year == at_a_year


def test_a_group_of_few_has_no_curve_and_no_count() -> None:
    base = summary_of().durations
    few = Survival("secure", curve(4), 4, 3)
    many = [Survival(key, curve(90), 90, 80) for key in ("kinship", "with_parents")]
    durations = replace(base, survival={"all": base.survival["all"], "category": (few, *many)})
    curves = protect(summary_of(durations=durations), LIMIT).durations.survival["category"]
    assert [len(each.curve) > 0 for each in curves] == [False, False, True]


def test_no_report_tells_how_many_periods_there_are_so_far() -> None:
    """Less those of the report before, they would be the entries and exits of a month."""
    base = summary_of()
    completed = pl.DataFrame(
        {"financial_year": [2025, 2026], "exits": [40, 31], "median": [9.0, 8.0]}
    )
    years = base.years.head(1).with_columns(
        pl.lit(2025, base.years.schema["year"]).alias("year"), exits=pl.lit(50, pl.Int64)
    )
    durations = replace(
        base.durations,
        completed=completed.cast({"financial_year": pl.Int32}),
        survival={"all": (replace(base.durations.survival["all"][0], periods=200),)},
    )
    shown = protect(summary_of(durations=durations, years=years), LIMIT).durations
    assert shown.completed["exits"].to_list() == [40, None]
    assert shown.completed["median"].to_list() == [9.0, None]
    assert shown.survival["all"][0].periods is None


def test_causes_that_took_few_are_left_out_and_the_rest_still_sum_to_one() -> None:
    base = summary_of().durations
    causes = base.causes.with_columns(unknown=pl.col("unknown") * 0.02)
    shown_causes = protect(
        summary_of(durations=replace(base, causes=causes)), LIMIT
    ).durations.causes
    assert shown_causes["unknown"].null_count() == shown_causes.height
    kept = shown_causes.drop("day", "unknown")
    assert kept.sum_horizontal().is_close(1.0).all()


def test_own_figures_beside_neighbours_hide_what_the_tables_hide() -> None:
    keys = ["looked_after", "started_dfe", "uasc", "homes_pct", "three_or_more_placements_pct"]
    neighbours = pl.DataFrame({"key": keys, "own": [553.0, 300.0, 3.0, 12.0, 10.5]}).with_columns(
        pl.lit("x").alias("label"),
        pl.lit("children").alias("unit"),
        pl.lit(2026, pl.Int32).alias("year"),
        *(pl.lit(1.0).alias(f"neighbours_{n}") for n in ("mean", "low", "high")),
        pl.lit(1.0).alias("nation"),
    )
    years = summary_of().years.with_columns(started_dfe=pl.col("entries") - 2)
    summary = protect(summary_of(neighbours=neighbours, years=years), LIMIT)
    assert shown(summary.neighbours, "own") == [553.0, None, None, None, 10.5]
    assert summary.neighbours["nation"].null_count() == 0


def test_distance_is_all_or_nothing() -> None:
    counts = {"out_of_area": 120, "out_of_area_base": 500, "over_20_miles": 4}
    distance = counts | {"over_20_miles_base": 500}
    assert protect(summary_of(distance=distance), LIMIT).distance is None
    enough = distance | {"over_20_miles": 44}
    assert protect(summary_of(distance=enough), LIMIT).distance == enough


def test_notes_and_flows_by_team_do_not_tell_small_counts() -> None:
    team_flows = pl.DataFrame({"month": [date(2026, 3, 31)], "key": ["north"], "entries": [2]})
    notes = ("2 looked after children have no date of birth.", "From 1 April 2018: 41 periods.")
    summary = protect(summary_of(notes=notes, team_flows=team_flows), LIMIT)
    assert summary.notes == (
        "[c] looked after children have no date of birth.",
        "From 1 April 2018: 41 periods.",
    )
    assert summary.team_flows.is_empty()


def test_short_breaks() -> None:
    assert protect(summary_of(short_breaks=4), LIMIT).short_breaks is None
    assert protect(summary_of(short_breaks=0), LIMIT).short_breaks == 0


def test_published_totals_do_not_tell_what_the_flows_hide() -> None:
    months = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    keyed = pl.DataFrame(
        {
            "month": months,
            "began": [3, 20, 30],
            "ceased": [12, 18, 31],
            "looked_after": [553, 555, 554],
            "expected": [None, 555, 554],
            "difference": [None, 0, 0],
            "own_began": [3, 20, 30],
            "own_ceased": [12, 18, 31],
            "own_looked_after": [553, 555, 554],
        }
    )
    protected = protect(summary_of(published=keyed), LIMIT).published
    for name in ("began", "ceased"):
        assert shown(protected, name) == [None, None, None]
        assert shown(protected, f"own_{name}") == [None, None, None]
    assert shown(protected, "looked_after") == shown(keyed, "looked_after")


def test_published_totals_are_hidden_in_the_months_that_the_flows_hide() -> None:
    flows = flows_of(553, [(30, 31), (20, 18), (3, 12), *[(20, 20)] * 9, *[(20, 21)] * 12])
    keyed = flows.select(
        "month",
        pl.col("entries").alias("began") + 10,
        pl.col("exits").alias("ceased") + 10,
        pl.col("closing").alias("looked_after"),
        pl.col("closing").alias("expected"),
        pl.lit(0).alias("difference"),
        pl.col("entries").alias("own_began"),
        pl.col("exits").alias("own_ceased"),
        pl.col("closing").alias("own_looked_after"),
    )
    protected = protect(summary_of(flows=flows, published=keyed), LIMIT)
    hidden = protected.flows["entries"].is_null().to_list()
    assert hidden == [True] * 12 + [False] * 12
    assert protected.published["began"].is_null().to_list() == hidden
    assert protected.published["own_ceased"].is_null().to_list() == hidden
