"""What holds for the survival of any stays, and that it equals the slow oracle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.cohort.survival import (
    CENSORED,
    RiskTable,
    cumulative_incidence,
    kaplan_meier,
    risk_table,
)
from oracles import survival as slow

CAUSES = 3
quick = settings(max_examples=60, deadline=None)


@st.composite
def stays(draw: st.DrawFn, *, whole: bool = False, causes: int = CAUSES) -> list[slow.Stay]:
    """Some stays; whole ones are seen from the start to the end."""
    found = []
    for _ in range(draw(st.integers(1, 25))):
        last = draw(st.integers(0, 15))
        first = 0 if whole else draw(st.sampled_from([0, 0, draw(st.integers(0, last))]))
        found.append((first, last, draw(st.integers(0 if whole else CENSORED, causes - 1))))
    return found


def _table(rows: list[slow.Stay], least: int = 1, causes: int = CAUSES) -> RiskTable:
    first, last, cause = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    return risk_table(first, last, cause, causes, least)


@quick
@given(stays(), st.integers(1, 6))
def test_the_fast_way_equals_the_slow_one(rows: list[slow.Stay], least: int) -> None:
    table = _table(rows, least)
    curve = kaplan_meier(table)
    shares = cumulative_incidence(table, curve.survival)
    exact = slow.survival(rows, least)
    by_cause = [slow.incidence(rows, cause, least) for cause in range(CAUSES)]

    assert (table.from_day, table.to_day) == slow.stretch(rows, least)
    assert table.day.tolist() == [day for day in exact if slow.leaving(rows, day)]
    for i, day in enumerate(table.day.tolist()):
        assert table.at_risk[i] == slow.at_risk(rows, day)
        assert curve.survival[i] == pytest.approx(float(exact[day]), abs=1e-12)
        assert shares[:, i] == pytest.approx([float(of[day]) for of in by_cause], abs=1e-12)
        if exact[day]:
            half = 1.959963984540054 * math.sqrt(slow.greenwood(rows, day, least))
            half /= -math.log(exact[day])
            assert curve.low[i] == pytest.approx(float(exact[day]) ** math.exp(half))
            assert curve.high[i] == pytest.approx(float(exact[day]) ** math.exp(-half))


@quick
@given(stays(whole=True))
def test_of_whole_stays_it_is_the_share_that_stayed_longer(rows: list[slow.Stay]) -> None:
    table = _table(rows, least=10)
    longer = [sum(last > day for _, last, _ in rows) / len(rows) for day in table.day.tolist()]
    assert kaplan_meier(table).survival == pytest.approx(longer, abs=1e-12)
    assert table.to_day == max(last for _, last, _ in rows)


@quick
@given(stays(), st.integers(1, 6))
def test_the_causes_and_those_in_care_are_everybody(rows: list[slow.Stay], least: int) -> None:
    table = _table(rows, least)
    survival = kaplan_meier(table).survival
    total = cumulative_incidence(table, survival).sum(axis=0) + survival
    assert total == pytest.approx(np.ones(len(total)), abs=1e-12)


@quick
@given(stays(causes=1))
def test_with_one_cause_it_is_one_minus_kaplan_meier(rows: list[slow.Stay]) -> None:
    table = _table(rows, causes=1)
    survival = kaplan_meier(table).survival
    left = cumulative_incidence(table, survival)[0]
    assert left == pytest.approx(1 - survival, abs=1e-12)


@quick
@given(stays(), st.integers(1, 6), st.data())
def test_cutting_stays_in_two_changes_nothing(
    rows: list[slow.Stay], least: int, data: st.DataObject
) -> None:
    pieces: list[slow.Stay] = []
    for first, last, cause in rows:
        cut = data.draw(st.integers(first, last))
        pieces += [(first, cut - 1, CENSORED)] if cut > first else []
        pieces.append((cut, last, cause))

    whole, cut_up = _table(rows, least), _table(pieces, least)

    assert (whole.from_day, whole.to_day) == (cut_up.from_day, cut_up.to_day)
    for name in ("day", "at_risk", "left", "leaving"):
        assert np.array_equal(getattr(whole, name), getattr(cut_up, name))


@quick
@given(stays())
def test_it_falls_and_stays_within_its_interval(rows: list[slow.Stay]) -> None:
    curve = kaplan_meier(_table(rows))
    assert (np.diff(curve.survival, prepend=1.0) < 0).all()
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.survival[known]).all()
    assert (curve.survival[known] <= curve.high[known]).all()
