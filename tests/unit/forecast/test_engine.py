"""The engine as a whole: the same luck whatever the threads, the runs or the other children."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import pytest

from kinward.cohort.model import Cohort
from kinward.forecast import engine, run, summarise
from kinward.forecast.bands import CAUSES, OPEN
from kinward.forecast.drivers import DRIVERS_SCHEMA, LABELS, drivers
from kinward.forecast.engine import Fitted, Paths
from kinward.forecast.histories import Histories, histories
from kinward.forecast.model import Forecast
from kinward.forecast.settings import Settings, settings
from kinward.forecast.simulation.arrays import Counts
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES

AS_AT: Final = date(2026, 3, 31)
MONTHS: Final = 30
BY_RUN: Final = ("stock", "ages", "days", "entries", "re_entries", "streams", "exits")


def simulated(fitted: Fitted, *, runs: int = 50, seed: int = 7, threads: int = 1) -> Counts:
    return engine.simulate(fitted, MONTHS, runs=runs, seed=seed, threads=threads).counts


def same_bits(one: Counts, other: Counts) -> None:
    for name, values, others in zip(Counts._fields, one, other, strict=True):
        assert values.tobytes() == others.tobytes(), name


@pytest.mark.parametrize("runs", [1, 2, 7, 50])
def test_threads_change_no_bit(fitted: Fitted, runs: int) -> None:
    alone = simulated(fitted, runs=runs)
    for threads in (2, 3, 8):
        same_bits(alone, simulated(fitted, runs=runs, threads=threads))


def test_the_same_seed_gives_the_same_and_another_does_not(fitted: Fitted) -> None:
    same_bits(simulated(fitted), simulated(fitted))
    one, other = simulated(fitted), simulated(fitted, seed=8)
    assert not np.array_equal(one.stock, other.stock)
    assert one.stock.mean() == pytest.approx(other.stock.mean(), rel=0.1)


def test_more_runs_leave_the_first_ones_as_they_are(fitted: Fitted) -> None:
    few, many = simulated(fitted, runs=13), simulated(fitted, runs=40)
    for name in BY_RUN:
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:13], err_msg=name)


def test_a_longer_look_ahead_changes_nothing_nearer(fitted: Fitted) -> None:
    near, far = (
        engine.simulate(fitted, months, runs=50, seed=7, threads=1).counts for months in (9, MONTHS)
    )
    for name in BY_RUN:
        one, other = getattr(near, name), getattr(far, name)[:, :9]
        np.testing.assert_allclose(one, other, atol=0.01 if name == "days" else 0, err_msg=name)


def changed(fitted: Fitted, child: int, **changes: int) -> Fitted:
    """One of the children looked after in another state, the rates as they were fitted."""
    h = fitted.histories
    row = h.open[child]
    arrays = {name: getattr(h, name).copy() for name in changes}
    for name, value in changes.items():
        arrays[name][row] = value
    return replace(fitted, histories=replace(h, **arrays))


def test_a_child_who_is_not_there_takes_only_its_own_path_away(fitted: Fitted) -> None:
    """At most one child, in one category, on any day; never more than a day of care a day."""
    whole = simulated(fitted)
    for child in (0, 5, len(fitted.histories.open) - 1):
        less = simulated(changed(fitted, child, outcome=0))
        own = whole.stock - less.stock
        assert set(np.unique(own)) <= {0, 1}
        assert (own.sum(axis=2) <= 1).all()
        # Once it has left it stays away: nobody enters in its place.
        assert (np.diff(own.sum(axis=2), axis=1) <= 0).all()
        for name in ("entries", "streams", "re_entries"):
            np.testing.assert_array_equal(getattr(whole, name), getattr(less, name))
        left = (whole.exits - less.exits).sum(axis=(1, 2))
        np.testing.assert_array_equal(left, 1 - own[:, -1].sum(axis=1))


def test_a_child_in_another_category_leaves_all_other_paths_as_they_are(fitted: Fitted) -> None:
    here = int(fitted.histories.category[fitted.histories.open[3]])
    there = (here + 3) % len(CATEGORIES)
    without = simulated(changed(fitted, 3, outcome=0))
    for category in (here, there):
        own = simulated(changed(fitted, 3, category=category)).stock - without.stock
        assert set(np.unique(own)) == {0, 1}
        assert own[:, 0, category].mean() > 0.5


def test_children_are_conserved_in_every_run(fitted: Fitted) -> None:
    counts = simulated(fitted, runs=200, threads=2)
    change = np.diff(counts.stock.sum(axis=2), axis=1, prepend=len(fitted.histories.open))
    np.testing.assert_array_equal(change, counts.entries - counts.exits.sum(axis=2))


def still(prior: Settings) -> Settings:
    """Rates that are believed never to drift."""
    return replace(
        prior,
        family=replace(prior.family, spread=1e-9, trend_sd=1e-9, weight_years=1e9),
        uasc=replace(prior.uasc, spread=1e-9, trend_sd=1e-9, weight_years=1e9),
        exits=replace(prior.exits, spread=1e-9, weight_years=1e9),
    )


def test_a_steady_run_has_the_same_luck(small_cohort: Cohort) -> None:
    """Where nothing drifts, holding the rates where they stand changes nothing."""
    fitted = engine.fit(histories(small_cohort, AS_AT), still(settings()))
    drifting, steady = (
        engine.simulate(fitted, MONTHS, runs=60, seed=3, threads=1, steady=held).counts
        for held in (False, True)
    )
    assert np.mean(drifting.stock != steady.stock) < 1e-4
    assert np.mean(drifting.entries != steady.entries) < 1e-4


def test_a_steady_run_differs_where_rates_drift(fitted: Fitted) -> None:
    drifting, steady = (
        engine.simulate(fitted, MONTHS, runs=400, seed=3, threads=2, steady=held).counts
        for held in (False, True)
    )
    totals = [counts.stock[:, -1].sum(axis=1).astype(float) for counts in (drifting, steady)]
    assert np.corrcoef(*totals)[0, 1] > 0.6
    assert totals[0].var() > 1.1 * totals[1].var()


@pytest.fixture(scope="module")
def given(small_cohort: Cohort) -> Forecast:
    return run.forecast(
        small_cohort,
        run.Asked(AS_AT, months=MONTHS, runs=80, target=(60, AS_AT.replace(year=2027))),
    )


def test_drivers_sum_to_the_change_and_the_change_to_the_forecast(given: Forecast) -> None:
    assert dict(given.drivers.schema) == DRIVERS_SCHEMA
    for key in given.stock.keys:
        for place, month in enumerate(given.month_ends):
            parts = {
                row["driver"]: row["children"]
                for row in given.drivers.iter_rows(named=True)
                if row["key"] == key and row["month"] == month
            }
            assert set(parts) == set(LABELS)
            change = parts.pop("change")
            # Whole numbers of children over the runs: they sum exactly.
            assert round(sum(parts.values()) * given.runs) == round(change * given.runs)
            assert sum(parts.values()) == pytest.approx(change, abs=1e-9)
            mean = given.stock.mean[given.stock.row(key), place]
            assert given.today[key] + change == pytest.approx(mean, abs=1e-9)
            if key == "total":
                assert parts["moves_in"] == -parts["moves_out"]
                assert parts["exits"] <= 0 <= parts["entries"]
                assert parts["ageing_out"] <= 0


def test_drivers_without_drift_are_the_counts(fitted: Fitted) -> None:
    paths = engine.simulate(fitted, 12, runs=20, seed=1, threads=1)
    ends = month_ends_after(AS_AT, 12)
    frame = drivers(paths, paths, ends, ["kinship"])
    assert set(frame.filter(driver="rate_drift")["children"]) == {0.0}
    last = dict(frame.filter(key="total", month=ends[-1]).select("driver", "children").iter_rows())
    counts = paths.counts
    assert last["entries"] == pytest.approx(counts.entries.sum() / 20)
    assert last["exits"] == pytest.approx(-counts.exits[:, :, : len(CAUSES)].sum() / 20)
    assert last["ageing_out"] == pytest.approx(-counts.exits[:, :, -1].sum() / 20)


def test_the_parts_of_the_figures_sum_to_the_whole(given: Forecast) -> None:
    for fan in (given.stock, given.exits):
        np.testing.assert_allclose(fan.mean[0], fan.mean[1:].sum(axis=0), atol=1e-9)
    np.testing.assert_allclose(given.ages.mean.sum(axis=0), given.stock.mean[0], atol=1e-9)
    np.testing.assert_allclose(given.entries.mean[0], given.entries.mean[1:3].sum(axis=0))
    assert (given.entries.mean[3] <= given.entries.mean[0]).all()
    assert given.today["total"] == sum(n for key, n in given.today.items() if key != "total")
    opening = np.append(given.today["total"], given.stock.mean[0, :-1])
    net = given.entries.mean[0] - given.exits.mean[0]
    np.testing.assert_allclose(opening + net, given.stock.mean[0], atol=1e-9)


def test_a_forecast_says_the_same_again(small_cohort: Cohort, given: Forecast) -> None:
    again = run.forecast(
        small_cohort, run.Asked(AS_AT, months=MONTHS, runs=80, threads=1, explain=False)
    )
    np.testing.assert_array_equal(again.stock.quantiles, given.stock.quantiles)
    assert again.drivers.is_empty()


def test_the_target_is_the_share_of_runs_that_are_there(given: Forecast, fitted: Fitted) -> None:
    target = given.target
    assert target is not None
    assert (target.children, target.on) == (60, date(2027, 3, 31))
    paths = engine.simulate(fitted, MONTHS, runs=80, seed=1)
    assert target.probability == np.mean(paths.counts.stock[:, 11].sum(axis=1) <= 60)
    assert 0 < target.probability < 1


def test_quantiles_are_those_of_numpy(fitted: Fitted) -> None:
    paths: Paths = engine.simulate(fitted, 6, runs=37, seed=1, threads=1)
    found = summarise.ages(paths)
    wanted = np.quantile(paths.counts.ages, (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975), axis=0)
    np.testing.assert_allclose(found.quantiles, np.moveaxis(wanted, 1, 2), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.mean, paths.counts.ages.mean(axis=0).T)
    low, high = found.interval("5-9", 80)
    assert (low == found.quantiles[1, 2]).all()
    assert (high == found.quantiles[5, 2]).all()
    one = summarise.quantiles(np.array([[4.0]]))
    assert one.ravel().tolist() == [4.0] * 7


def test_rates_drawn_average_to_the_posterior_mean(fitted: Fitted) -> None:
    """Over many runs the events that drawn rates expect of the past are about those seen."""
    from kinward.forecast.bands import AGES, CLOCKS, EVENTS, ORDERS
    from kinward.forecast.simulation import inputs, room
    from kinward.forecast.simulation.draw import begin, lay_out
    from kinward.forecast.simulation.layout import WIDTH

    laid, drawn = lay_out(inputs.rates(fitted.hazards, fitted.destinations)), room.drawn()
    stream, category, age, clock, care, order = fitted.exposure.where()
    cell = (category * AGES + age) * CLOCKS + clock
    days = fitted.exposure.days.sum(axis=0)
    expected = np.zeros((400, EVENTS))
    for number in range(400):
        begin(drawn, laid, np.uint64(number))
        rates = drawn.cell.reshape(-1, WIDTH)[cell, :EVENTS]
        of_care = (stream * AGES + age) * CLOCKS + care
        rates = rates * drawn.of_care.reshape(-1, WIDTH)[of_care, :EVENTS]
        rates = rates * drawn.of_order.reshape(-1, WIDTH)[category * ORDERS + order, :EVENTS]
        expected[number] = days @ rates
    wanted = fitted.hazards.rates(fitted.exposure) @ days
    error = expected.std(axis=0) / np.sqrt(400)
    assert (np.abs(expected.mean(axis=0) - wanted) < 4 * error + 0.02 * wanted).all()
    # What few events tell is told with less certainty: about one over their root.
    share = expected.std(axis=0) / wanted
    assert (share > 0.6 / np.sqrt(fitted.hazards.events + 1)).all()
    assert (share < 1.8 / np.sqrt(fitted.hazards.events + 1)).all()


def test_open_stays_are_the_children_of_the_simulation(fitted: Fitted) -> None:
    h: Histories = fitted.histories
    assert (h.outcome[h.open] == OPEN).all()
    assert len(set(h.identity[h.child[h.open]].tolist())) == len(h.open)
