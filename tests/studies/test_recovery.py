"""How the forecast does on authorities whose truth is known: what docs/method.md claims of it."""

from __future__ import annotations

import polars as pl
import pytest

from kinward.forecast.backtest.model import ENGINE
from studies.recovery import TRUTH, Work, group_errors, scores, study, whole
from worlds import settings


def _of(frame: pl.DataFrame, months: int, model: str, figure: str) -> float:
    row = frame.filter((pl.col("months") == months) & (pl.col("model") == model))
    return float(row[figure].item())


def test_a_few_authorities_are_forecast_better_than_by_the_plain_markov_model() -> None:
    named = {"stable_2", "growing_1", "volatile_2", "slow_exits_1"}
    work = [Work(each, 200, 0, 1) for each in settings() if each.name in named]
    assert len(work) == len(named)
    found = study(work, processes=1)
    told, groups = scores(found), group_errors(found)
    assert _of(told, 12, ENGINE, "crps") < _of(told, 12, "markov", "crps")
    assert _of(groups, 12, ENGINE, "mae") < 1.1 * _of(groups, 12, "markov", "mae")
    # A nominal 95% interval of four authorities at two horizons misses more than two once in 300.
    held = [_of(told, months, ENGINE, "in_95") for months in (6, 12)]
    assert sum(held) * len(work) >= 2 * len(work) - 2


@pytest.mark.study
def test_the_fixed_authorities() -> None:
    found = study(whole())
    told, groups = scores(found), group_errors(found)
    for months in (12, 24, 36):
        engine = {
            name: _of(told, months, ENGINE, name) for name in ("crps", "in_80", "in_95", "width_80")
        }
        assert engine["crps"] < _of(told, months, "markov", "crps")
        assert engine["crps"] < 1.02 * _of(told, months, "no_change", "crps")
        assert 0.90 <= engine["in_95"] <= 0.99
        assert 0.70 <= engine["in_80"] <= 0.90
        assert engine["width_80"] <= 1.6 * _of(told, months, TRUTH, "width_80")
    simple = min(_of(groups, 12, model, "mae") for model in ("no_change", "markov"))
    assert _of(groups, 12, ENGINE, "mae") < simple
