"""Sentences that are right for rises, falls, no change, nought, one, and nothing known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from builders_report import breakdown, checked_of, empty_summary, flows_of, summary_of, years_of
from kinward.cohort.model import Summary
from kinward.reports import quality
from kinward.reports.findings import compared, practice, stock
from kinward.reports.findings.standing_out import sentences
from kinward.reports.findings.words import count, listed, moved, points


def of_year(looked_after: int, entries: int, exits: int) -> Summary:
    years = years_of(looked_after, {2026: (entries, exits)})
    return summary_of(looked_after=looked_after, years=years)


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        (
            of_year(553, 310, 298),
            "On 31 March 2026 the authority looked after 553 children, 12 more than a year before "
            "(+2.2%): 310 began and 298 ceased.",
        ),
        (
            of_year(541, 298, 310),
            "On 31 March 2026 the authority looked after 541 children, 12 fewer than a year before "
            "(−2.2%): 298 began and 310 ceased.",
        ),
        (
            of_year(541, 300, 300),
            "On 31 March 2026 the authority looked after 541 children, as many as a year before: "
            "300 began and 300 ceased.",
        ),
        (
            of_year(1, 1, 0),
            "On 31 March 2026 the authority looked after 1 child, 1 more than a year before: "
            "1 began and none ceased.",
        ),
        (
            of_year(0, 0, 1),
            "On 31 March 2026 the authority looked after no children, 1 fewer than a year before "
            "(−100.0%): none began and 1 ceased.",
        ),
        (empty_summary(), "On 31 March 2026 the authority looked after no children."),
        (
            summary_of(years=pl.DataFrame(schema=summary_of().years.schema), flows=flows_of(9, [])),
            "On 31 March 2026 the authority looked after 553 children.",
        ),
    ],
    ids=["rise", "fall", "no change", "one", "nought", "nothing", "no year before"],
)
def test_how_many(summary: Summary, sentence: str) -> None:
    assert next(iter(stock.looked_after(summary))) == sentence


def test_hidden_flows_leave_their_clause_out() -> None:
    years = of_year(553, 310, 298).years.with_columns(entries=pl.lit(None, pl.Int64))
    said = next(stock.looked_after(summary_of(years=years)))
    assert said.endswith("12 more than a year before (+2.2%).")


def test_within_a_year_the_comparison_is_with_the_same_month_a_year_before() -> None:
    flows = flows_of(520, [(20, 10)] * 12, as_at=date(2025, 9, 30))
    said = next(
        stock.looked_after(summary_of(as_at=date(2025, 9, 30), looked_after=520, flows=flows))
    )
    assert said == (
        "On 30 September 2025 the authority looked after 520 children, 120 more than a year before "
        "(+30.0%): 240 began and 120 ceased."
    )


def test_within_a_month_the_comparison_is_with_the_last_31_march() -> None:
    years = years_of(500, {2025: (300, 290)})
    said = next(
        stock.looked_after(summary_of(as_at=date(2025, 9, 12), looked_after=520, years=years))
    )
    assert said == (
        "On 12 September 2025 the authority looked after 520 children, 20 more than on "
        "31 March 2025 (+4.0%)."
    )


def test_the_largest_movement_in_the_mix_names_both_ends() -> None:
    said = next(stock.mix(summary_of()))
    assert said.startswith("The largest movement in the mix of placements in a year: external ")
    assert " rose from 8.6% to 9.9% of children (45 to 55)." in said


def test_a_steady_mix_is_said_to_be_steady() -> None:
    summary = summary_of()
    last = summary.stock_by_category.filter(pl.col("month") == summary.as_at).drop("month")
    months = summary.flows.select("month").join(last, how="cross")
    flows = summary.flows.with_columns(closing=pl.lit(553, pl.Int64))
    said = next(stock.mix(replace(summary, stock_by_category=months, flows=flows)))
    assert said == (
        "The mix of placements is steady: no category’s share moved by as much as 1.0 percentage "
        "point in a year."
    )


@pytest.mark.parametrize(
    ("independent", "external", "sentence"),
    [
        (
            100,
            77,
            "177 children live in placements bought from independent fostering agencies and ",
        ),
        (1, 0, "1 child lives in placements bought from independent fostering agencies and "),
        (0, 0, "No child is in independent fostering or an external residential home."),
    ],
)
def test_placements_bought(independent: int, external: int, sentence: str) -> None:
    counts = {
        "independent_fostering": independent,
        "external_residential": external,
        "kinship": 553 - independent - external,
    }
    summary = summary_of(breakdowns={"category": breakdown(counts, {})})
    assert any(said.startswith(sentence) for said in stock.mix(summary))


def test_a_hidden_age_band_that_may_be_the_largest_is_not_passed_over() -> None:
    frame = breakdown({"1-4": 100, "5-9": 90, "10-15": 363}, {})
    two_hidden = frame.with_columns(
        pl.when(pl.col("key") == "1-4").then(pl.col("children")).alias("children")
    )
    summary = summary_of(breakdowns={"age_band": two_hidden})
    assert list(stock.ages(summary)) == []
    open_summary = summary_of(breakdowns={"age_band": frame})
    assert list(stock.ages(open_summary)) == [
        "The largest age group is 10 to 15: 363 children, 65.6% of all."
    ]


def test_neighbours_above_and_far_are_told_apart_and_counts_left_out() -> None:
    said = list(compared.neighbours(summary_of()))
    assert said == [
        "In 2024/25, higher than every statistical neighbour: started in the year, rate (39.0, "
        "mean 27.0)."
    ]
    rows = summary_of().neighbours.with_columns(pl.lit("children").alias("unit"))
    assert list(compared.neighbours(summary_of(neighbours=rows))) == []
    near = summary_of().neighbours.with_columns(own=pl.col("neighbours_mean"))
    assert list(compared.neighbours(summary_of(neighbours=near))) == [
        "In 2024/25, close to its statistical neighbours on every measure compared."
    ]
    shares = summary_of().neighbours.tail(1).with_columns(own=pl.lit(14.0))
    assert next(compared.neighbours(summary_of(neighbours=shares))).endswith(
        "three or more placements in the year (14.0%, mean 10.2%)."
    )
    far = summary_of().neighbours.with_columns(own=pl.col("neighbours_low") + 0.1)
    assert next(compared.neighbours(summary_of(neighbours=far))).startswith(
        "In 2024/25, well below the "
    )


def test_durations_give_both_chances() -> None:
    assert next(practice.durations(summary_of())) == (
        "Of children who come into care, 39% are there a year later; of those still in care after "
        "28 days, 44%."
    )


def test_stays_that_ended_in_a_year_under_way_are_those_so_far() -> None:
    summary = summary_of()
    year = summary.durations.completed["financial_year"][-1]
    ended, under_way = (
        list(practice.durations(replace(summary, as_at=day)))[1]
        for day in (date(year, 3, 31), date(year - 1, 11, 15))
    )
    assert f" ended in {year - 1}/{year % 100:02d}, half" in ended
    assert f" ended in {year - 1}/{year % 100:02d} so far, half" in under_way


def test_stability_against_the_year_before() -> None:
    said = list(practice.stability(summary_of()))
    assert said[0] == (
        "10.5% of children looked after had three or more placements in the year, up from 9.6% a "
        "year before."
    )
    same = summary_of().stability.with_columns(three_or_more_placements_pct=pl.lit(10.49))
    assert ", the same as 10.5% a year before." in next(
        practice.stability(summary_of(stability=same))
    )


def test_a_figure_is_held_against_none_but_the_year_before() -> None:
    summary = summary_of()
    year = int(summary.stability["year"][-1])
    gap = pl.when(pl.col("year") != year - 1)
    hidden = summary.stability.with_columns(
        gap.then(pl.col("three_or_more_placements_pct")).alias("three_or_more_placements_pct")
    )
    assert next(practice.stability(replace(summary, stability=hidden))).endswith("in the year.")
    ended = summary.durations.completed
    assert ended.height > 1
    skipped = ended.filter(pl.col("financial_year") != int(ended["financial_year"][-1]) - 1)
    longer = pl.concat([skipped.head(1).with_columns(financial_year=pl.lit(2001)), skipped.tail(1)])
    told = replace(
        summary, durations=replace(summary.durations, completed=longer.cast(ended.schema))
    )
    assert "the year before" not in list(practice.durations(told))[1]


def test_of_a_quality_that_is_told_elsewhere_nothing_is_claimed() -> None:
    assert "Checking found nothing wrong in the returns." in sentences(summary_of(), {})
    assert not [said for said in sentences(summary_of(), None) if "Checking" in said]


def test_quality_counts_rows() -> None:
    one = checked_of([("501", "error", "Episodes", 1, 2, "DEC", "Wrong.")], repairs=1)
    tables = quality.build(one, "x", limit=0, details=False)
    assert list(practice.quality(tables)) == [
        "Checking the returns found 1 error, no warnings and no notes.",
        "1 row was repaired, each by a rule listed below.",
    ]
    nothing = quality.build(checked_of([], repairs=0), "x", limit=0, details=False)
    assert list(practice.quality(nothing)) == ["Checking found nothing wrong in the returns."]


def test_published_totals() -> None:
    frame = pl.DataFrame({"difference": [0, 3, None]})
    assert list(practice.published(summary_of(published=frame))) == [
        "In 1 month of 3, the published total is not the month before plus those who began less "
        "those who ceased."
    ]


def test_an_empty_authority_has_sentences_and_no_error() -> None:
    assert sentences(empty_summary(), {}) == [
        "On 31 March 2026 the authority looked after no children.",
        "Checking found nothing wrong in the returns.",
    ]


def test_words() -> None:
    assert [count(n, "error") for n in (0, 1, 1204)] == ["no errors", "1 error", "1,204 errors"]
    assert listed([]) == ""
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert points(0.01) == "1.0 percentage point"
    assert points(-0.021) == "2.1 percentage points"
    assert moved(0.1104, 0.1096) == "the same as 11.0%"
