"""Key activity equals the slow oracle to the penny, from the files to the JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from kinward.ledger.book import Ledger
from kinward.ledger.load import load
from kinward.ledger.model import Activity, Analysis, Line
from kinward.ledger.outturn import by_service, outturn
from kinward.ledger.year import in_year
from ledger_files import PLAIN, Style, write
from oracles.ledger import Answers
from oracles.ledger_days import days_of
from oracles.ledger_lines import figures, total
from oracles.ledger_rows import Case
from properties.ledger_strategies import cases

STYLES = st.builds(Style, st.booleans(), st.booleans(), st.booleans(), st.booleans())


def _ledger(case: Case, style: Style = PLAIN) -> Ledger:
    with TemporaryDirectory() as folder:
        return load(*write(case, Path(folder), style))


def _activity(case: Case) -> Activity:
    return activity(_ledger(case), case.year, case.as_at)


def _by_name(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In an order that does not depend on who made them."""
    return sorted(lines, key=repr)


def _same(case: Case, style: Style) -> None:
    """Every figure of the document is the oracle's."""
    found = document(activity(_ledger(case, style), case.year, case.as_at))
    slow = Answers(case)
    assert _by_name(found["lines"]) == _by_name([figures(line) for line in slow.lines])
    sections = {line.section for line in slow.lines}
    own = [total([e for e in slow.lines if e.section == name], name) for name in sections]
    totals = found["totals"]
    assert _by_name(totals.pop("sections")) == _by_name([figures(line) for line in own])
    overall = figures(total(slow.lines, ""))
    assert totals == overall
    assert found["variance_analysis"] == overall["variance_analysis"]
    effect = {name: pence / 100 for name, pence in slow.full_year_effect().items()}
    assert found["full_year_effect_parts"] == effect
    assert found["full_year_effect"] == effect["effect"]
    assert found["blocks"] == [{**b, "void_cost": b["void_cost"] / 100} for b in slow.blocks]


@settings(max_examples=70, deadline=None)
@given(cases(), STYLES)
def test_every_figure_is_the_oracles(case: Case, style: Style) -> None:
    _same(case, style)


@pytest.mark.study
@settings(max_examples=3000, deadline=None)
@given(cases(), STYLES)
def test_every_figure_is_the_oracles_over_thousands(case: Case, style: Style) -> None:
    _same(case, style)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_parts_sum_to_the_whole(case: Case) -> None:
    found = _activity(case)
    for section in found.sections:
        _sums([line for line in found.lines if line.section == section.section], section)
    _sums(found.sections, found.total)
    _sums(found.lines, found.total)
    for line in (*found.lines, *found.sections, found.total):
        assert line.analysis.total == line.net_variance
        if line.kind == "service":
            assert line.actual.spent + line.actual.committed == line.actual.projected
    adjusted = sum(line.actual.projected for line in found.lines if line.kind != "service")
    actual, effect = found.total.actual, found.full_year
    assert actual.spent + actual.committed + adjusted == actual.projected
    assert effect.this_year == actual.spent + actual.committed
    assert effect.next_year - effect.this_year == effect.effect + effect.day_effect


def _sums(lines: Sequence[Line], whole: Line) -> None:
    assert sum(line.planned.annual for line in lines) == whole.planned.annual
    for name in ("spent", "committed", "projected", "snapshot"):
        parts = [getattr(line.actual, name) or 0 for line in lines]
        assert sum(parts) == getattr(whole.actual, name)
    assert sum((line.analysis for line in lines), Analysis()) == whole.analysis


@settings(max_examples=15, deadline=None)
@given(cases(), st.randoms())
def test_the_order_of_the_placements_does_not_matter(case: Case, random: Random) -> None:
    names = sorted({row.placement_id for row in case.rows})
    random.shuffle(names)
    shuffled = replace(case, rows=sorted(case.rows, key=lambda row: names.index(row.placement_id)))
    one, other = (document(_activity(each)) for each in (case, shuffled))
    assert _by_name(one["lines"]) == _by_name(other["lines"])
    assert one["full_year_effect_parts"] == other["full_year_effect_parts"]


@settings(max_examples=15, deadline=None)
@given(cases())
def test_two_halves_of_the_record_cost_what_the_whole_does(case: Case) -> None:
    names = sorted({row.placement_id for row in case.rows})
    half = set(names[: len(names) // 2])
    whole = _activity(replace(case, budget=None, adjustments=[]))
    parts = [
        _activity(replace(case, budget=None, adjustments=[], rows=rows))
        for rows in (
            [row for row in case.rows if row.placement_id in half],
            [row for row in case.rows if row.placement_id not in half],
        )
        if rows
    ]
    for name in ("spent", "committed", "projected", "snapshot", "touching", "paid_weeks"):
        assert sum(getattr(p.total.actual, name) for p in parts) == getattr(
            whole.total.actual, name
        )
    for name in ("this_year", "next_year", "leavers", "starters", "continuing", "day_effect"):
        assert sum(getattr(p.full_year, name) for p in parts) == getattr(whole.full_year, name)


@settings(max_examples=15, deadline=None)
@given(cases(), st.integers(0, 500))
def test_a_rate_that_is_given_again_changes_at_most_a_penny(case: Case, later: int) -> None:
    row = case.rows[0]
    rows = [each for each in case.rows if each.placement_id != row.placement_id]
    again = replace(row, rate_from=row.start + timedelta(days=later))
    one = _activity(replace(case, rows=[*rows, row])).total.actual
    two = _activity(replace(case, rows=[*rows, row, again])).total.actual
    for name in ("spent", "projected"):
        assert abs(getattr(one, name) - getattr(two, name)) <= 1
    for name in ("snapshot", "touching", "yearly_average", "paid_weeks", "last_weekly"):
        assert getattr(one, name) == getattr(two, name)


@settings(max_examples=15, deadline=None)
@given(cases(), st.integers(1, 400))
def test_as_time_goes_by_only_what_is_spent_changes(case: Case, days: int) -> None:
    """Where neither planned ends nor birthdays are to come. None is the average of no service."""
    rows = [replace(row, planned_end=None) for row in case.rows]
    now = replace(case, rows=rows, people=None)
    later = replace(now, as_at=case.as_at + timedelta(days=days))
    one, two = _activity(now).total, _activity(later).total
    assert one.actual.projected == two.actual.projected
    assert (one.actual.yearly_average or 0) == (two.actual.yearly_average or 0)
    assert one.analysis == two.analysis


@settings(max_examples=20, deadline=None)
@given(cases())
def test_months_are_the_oracles_and_sum_to_the_year(case: Case) -> None:
    ledger = _ledger(case)
    found, now = activity(ledger, case.year, case.as_at), in_year(ledger, case.year, case.as_at)
    months = outturn(found, now)
    assert list(zip(months["spent"], months["committed"], strict=True)) == Answers(case).months()
    actual = found.total.actual
    assert months["spent"].sum() == actual.spent
    assert months["committed"].sum() == actual.committed
    assert months["projected"].sum() == months["projected_to_date"][-1] == actual.projected
    assert months["budget"].sum() == months["budget_to_date"][-1] == found.total.planned.annual
    assert months["month"].to_list() == _month_ends(case.year)
    services = by_service(now).group_by("month").agg(pl.col("spent", "committed").sum())
    both = months.join(services, on="month", how="left", suffix="_services")
    for name in ("spent", "committed"):
        assert both[name].to_list() == both[f"{name}_services"].fill_null(0).to_list()


def _month_ends(year: int) -> list[date]:
    return [day for day in days_of(year) if (day + timedelta(days=1)).day == 1]
