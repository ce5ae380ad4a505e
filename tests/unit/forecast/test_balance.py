"""The belief that entries nearly keep the number looked after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinward.forecast import engine
from kinward.forecast.balance import balanced
from kinward.forecast.engine import Fitted
from kinward.forecast.entries import level
from kinward.forecast.histories import histories
from kinward.forecast.settings import settings
from worlds import make
from worlds import settings as authorities


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    world = make(next(each for each in authorities() if each.name == "volatile_2"))
    origin = world.setting.origins[-1]
    return engine.fit(histories(world.cohort(origin), origin), settings())


def _a_year_on(fitted: Fitted) -> float:
    paths = engine.simulate(fitted, 12, runs=300, seed=3, threads=1)
    return float(paths.counts.stock[:, -1].sum(axis=1).mean())


def test_a_strong_belief_keeps_the_number_and_a_weak_one_changes_nothing(fitted: Fitted) -> None:
    today = len(fitted.histories.open)
    free, weak, strong = (
        _a_year_on(each) for each in (fitted, balanced(fitted, 50.0), balanced(fitted, 1e-3))
    )
    assert weak == pytest.approx(free, rel=0.003)
    assert abs(free - today) > 8
    assert abs(strong - today) < 0.5 * abs(free - today)


def test_a_belief_narrows_what_is_expected_and_only_so_far(fitted: Fitted) -> None:
    def spread(of: Fitted) -> float:
        stream = of.entries.streams[0]
        assert stream is not None
        rng = np.random.default_rng(1)
        draws = rng.standard_normal((4000, 3 + level.future_nodes(12)))
        return float(
            level.futures(stream.level, 12, draws, rng.random(4000)).log_rate.mean(axis=1).std()
        )

    assert spread(balanced(fitted, 0.2)) < spread(fitted)


def test_nobody_here_or_nobody_coming_leaves_the_fit_alone(fitted: Fitted) -> None:
    h = fitted.histories
    nobody = replace(fitted, histories=replace(h, outcome=np.where(h.outcome < 0, 0, h.outcome)))
    assert balanced(nobody, 0.2) is nobody
    none = replace(fitted, entries=replace(fitted.entries, streams=(None, None)))
    assert balanced(none, 0.2) is none
