"""Durations of any periods of care equal the slow oracle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.cohort.durations import measure
from kinward.cohort.model import EXIT_CAUSES, PERIODS_SCHEMA, Survival
from kinward.terms import AGE_BANDS
from oracles import durations as slow
from oracles import survival as slow_survival
from periods_of_care import cohort_of

BEGINS, LAST = date(2022, 4, 1), date(2023, 3, 31)
CATEGORIES = ("kinship", "external_residential")
LEAST = 10


@st.composite
def periods(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(0, 45))):
        start = date(2022, 3, 1) + timedelta(draw(st.integers(0, 120)))
        days = draw(st.sampled_from([0, 1, 7, 20, 29, 45, 100, None]))
        closed = days is not None
        found.append(
            {
                "period": number,
                "child": number,
                "start": start,
                "end": start + timedelta(days) if closed else None,
                "start_known": draw(st.sampled_from([True, True, True, False])),
                "short_break": draw(st.sampled_from([False, False, False, True])),
                "category": draw(st.sampled_from(CATEGORIES)),
                "exit_cause": draw(st.sampled_from(list(EXIT_CAUSES))) if closed else None,
                "age_at_start": draw(st.sampled_from([0, 4, 12, 17, None])),
                "end_assumed": closed and draw(st.sampled_from([False, False, True])),
            }
        )
    return found


@settings(max_examples=20, deadline=None)
@given(periods(), st.dates(BEGINS, date(2022, 9, 30)))
def test_the_fast_way_equals_the_slow_one(rows: list[dict[str, Any]], as_at: date) -> None:
    found = measure(cohort_of(pl.DataFrame(rows, schema=PERIODS_SCHEMA), BEGINS, LAST), as_at)

    stays = slow.stays(rows, BEGINS, as_at, list(EXIT_CAUSES))
    entered = {
        year: of
        for year, of in slow.grouped(stays, lambda row: slow.return_year(row["start"])).items()
        if year >= 2023
    }
    everybody = {"all": [stay for _, stay in stays]} if stays else {}
    _same(found.survival["all"], everybody, least=1)
    _same(found.survival["entry_year"], {f"{y - 1}/{y % 100}": of for y, of in entered.items()})
    _same(found.survival["age_band"], slow.grouped(stays, lambda row: _band(row["age_at_start"])))
    _same(found.survival["category"], slow.grouped(stays, lambda row: row["category"]))
    _same_causes(found.causes, everybody.get("all", []))
    completed = slow.completed(rows, BEGINS, as_at)
    assert found.completed.rows() == [
        (year, exits, *quartiles, *unknown)
        for year, (exits, quartiles, *unknown) in completed.items()
    ]


def _band(age: int | None) -> str:
    return "unknown" if age is None else [band for band, low in AGE_BANDS.items() if low <= age][-1]


def _same(
    found: tuple[Survival, ...], groups: dict[str, list[slow_survival.Stay]], least: int = LEAST
) -> None:
    wanted = {group: stays for group, stays in groups.items() if len(stays) >= least}
    assert {each.group for each in found} == set(wanted)
    for each in found:
        stays = wanted[each.group]
        share = slow_survival.survival(stays, LEAST)
        curve = each.curve
        assert each.periods == len(stays)
        assert each.exits == sum(slow_survival.leaving(stays, day) for day in share)
        assert (each.from_day, each.to_day) == slow_survival.stretch(stays, LEAST)
        assert curve["survival"].to_list() == pytest.approx([float(share[d]) for d in curve["day"]])


def _same_causes(found: pl.DataFrame, stays: list[slow_survival.Stay]) -> None:
    assert found.is_empty() == (not stays)
    for place, cause in enumerate(EXIT_CAUSES):
        share = slow_survival.incidence(stays, place, LEAST) if stays else {}
        wanted = [float(share[day]) for day in found["day"]]
        assert found[cause].to_list() == pytest.approx(wanted, abs=1e-12)
    sums = found.select(pl.sum_horizontal(*EXIT_CAUSES, "in_care")).to_series().to_list()
    assert sums == pytest.approx([1.0] * len(sums))
