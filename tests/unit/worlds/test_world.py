"""What happens in a test world is lawful, can be repeated, and is what Kinward reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.cohort.stock import stock_by_category, stock_on
from kinward.dates import month_ends, year_end
from kinward.reference.categories import load
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.terms import CATEGORIES
from worlds import World, make, settings
from worlds.history import number
from worlds.state import (
    ADULT,
    BORN,
    EIGHTEEN,
    END,
    HOME,
    MOVED,
    NEVER,
    OPEN,
    OUTCOME,
    PERIOD,
    START,
)

SETTINGS = {setting.name: setting for setting in settings()}
SOME = ("stable_1", "uasc_surge_2", "small_3", "residential_drift_1", "volatile_4")


@cache
def _world(name: str) -> World:
    return make(SETTINGS[name])


def _counted(cohort: Cohort, ends: Sequence[date]) -> np.ndarray:
    """Kinward's counts: (days, categories)."""
    rows = stock_by_category(cohort, list(ends))
    counts = np.zeros((len(ends), len(CATEGORIES)), dtype=np.int64)
    place = {key: at for at, key in enumerate(CATEGORIES)}
    when = {end: at for at, end in enumerate(ends)}
    for month, key, children in rows.select("month", "key", "children").rows():
        counts[when[month], place[key]] = children
    return counts


def test_the_same_setting_gives_the_same_world_and_another_seed_another() -> None:
    setting = SETTINGS["small_1"]
    stays, again = _world("small_1").history.stays, make(setting).history.stays
    other = make(replace(setting, seed=setting.seed + 1)).history.stays
    assert np.array_equal(stays, again)
    assert not np.array_equal(stays[:100], other[:100])


@pytest.mark.parametrize("name", SOME)
def test_kinward_counts_what_the_world_knows_by_category_on_every_month_end(name: str) -> None:
    world = _world(name)
    cohort = world.cohort()
    ends = month_ends(world.setting.last_day, 12 * (world.setting.years + 3))
    truth = world.stock_by_category(ends)
    assert np.array_equal(_counted(cohort, ends), truth)
    assert np.array_equal(stock_on(cohort, ends), world.stock(ends))
    assert np.count_nonzero(truth.sum(axis=0)) >= 12


def test_returns_up_to_a_day_hide_what_comes_later_and_nothing_before() -> None:
    world = _world("stable_1")
    origin = world.setting.origins[1]
    cohort = world.cohort(until=origin)
    assert cohort.observed_to == year_end(origin.year + 1)
    ends = month_ends(cohort.observed_to, 48)
    assert np.array_equal(_counted(cohort, ends), world.stock_by_category(ends))


STITCHED = {"R04", "R21", "R30"}
"""Repairs that keep one of the rows in which several returns tell the same."""


def test_the_files_need_no_mending_and_give_the_same_cohort(tmp_path: Path) -> None:
    world = _world("small_3")
    until = world.setting.origins[0]
    checked = prepare(read([world.write_returns(tmp_path, until)]))
    assert set(checked.repairs["rule"]) <= STITCHED
    assert "error" not in set(checked.findings["level"])
    straight, through = world.cohort(until), build(checked, load())
    same = ("children", "placements", "periods")
    for frame in same:
        drop = [name for name in ("ETHNIC", "ethnic_group") if frame == "children"]
        assert getattr(straight, frame).drop(drop).equals(getattr(through, frame).drop(drop))


@pytest.mark.parametrize("name", SOME)
def test_nobody_is_in_care_on_or_after_the_18th_birthday(name: str) -> None:
    stays = _world(name).history.stays
    assert (stays[:, START] >= stays[:, BORN]).all()
    assert (stays[:, START] < np.minimum(stays[:, END], stays[:, ADULT])).all()
    ended = stays[:, END] < NEVER
    assert (stays[ended, END] <= stays[ended, ADULT]).all()
    reached = stays[:, OUTCOME] == EIGHTEEN
    assert (stays[reached, END] == stays[reached, ADULT]).all()
    # Those still there on the last day have not yet turned 18.
    assert (stays[~ended, ADULT] > number(SETTINGS[name].last_day)).all()


@pytest.mark.parametrize("name", SOME)
def test_children_are_conserved(name: str) -> None:
    history = _world(name).history
    stays, life = history.stays, history.life
    same = life[1:] == life[:-1]
    moved = stays[:-1, OUTCOME] == MOVED
    goes_on = same & (stays[1:, PERIOD] == stays[:-1, PERIOD])
    assert np.array_equal(goes_on, moved), "a stay that ends in a move is followed, no other is"
    assert (stays[1:, START] == stays[:-1, END])[moved].all()
    comes_back = same & ~goes_on
    assert (stays[:-1, OUTCOME] == HOME)[comes_back].all()
    assert (stays[1:, START] > stays[:-1, END])[comes_back].all()
    assert comes_back.sum() > 20
    assert np.array_equal(stays[:, OUTCOME] == OPEN, stays[:, END] == NEVER)


def test_the_number_of_children_is_near_what_was_asked_for() -> None:
    asked, found = 0, 0.0
    for seed in range(12):
        setting = replace(SETTINGS["stable_1"], seed=seed, children=200)
        years = [year_end(setting.first_day.year + ahead) for ahead in range(1, setting.years, 2)]
        found += make(setting).stock(years).mean()
        asked += 200
    assert found / asked == pytest.approx(1.0, abs=0.05)


def test_steps_of_a_process_show() -> None:
    def ratio(name: str) -> float:
        """Children on the last origin against eight years before, over four authorities."""
        now = then = 0
        for number_ in range(1, 5):
            world = _world(f"{name}_{number_}")
            origin = world.setting.origins[-1]
            now += world.stock([origin])[0]
            then += world.stock([date(origin.year - 8, 3, 31)])[0]
        return now / then

    assert ratio("growing") > 1.15
    assert ratio("falling") < 0.87
    assert ratio("slow_exits") > 1.05
