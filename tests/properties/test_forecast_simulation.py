"""What holds of the simulation for any children: nobody is lost, nobody is in care after 18, and
what becomes of one child changes nothing for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine_scenes import KEYS, children_of, played
from kinward.forecast.bands import REPORT_BAND_OF
from kinward.forecast.simulation.arrays import (
    AGED,
    ENTERED,
    LEFT,
    MOVED_IN,
    MOVED_OUT,
    Children,
    Counts,
)
from kinward.forecast.simulation.calendar import calendar, month_ends_after
from oracles.forecast import AGE_MONTHS, Child, birthday, turns_at
from properties.forecast_strategies import CASES, EXPECTED, LIVELY, SOME, STILL, Scenes, scenes

RUNS = 4
any_scene = settings(max_examples=60, deadline=None)


def lively(
    as_at: date, months: int, seed: int, here: Children | Sequence[Child], *, runs: int = RUNS
) -> Counts:
    """Children who leave and move, and others who come."""
    children = here if isinstance(here, Children) else children_of(as_at, here)
    return played(
        as_at,
        months,
        LIVELY,
        here=children,
        cases=CASES,
        expected=EXPECTED,
        drift=[0.8, 1.5, 1.0],
        runs=runs,
        seed=seed,
    )


@any_scene
@given(scenes())
def test_children_are_conserved_in_every_month_and_run(scene: Scenes) -> None:
    as_at, children, months, seed = scene
    counts = lively(as_at, months, seed, children)
    stock = counts.stock.sum(axis=2)
    opening = np.column_stack([np.full(RUNS, len(children)), stock[:, :-1]])
    np.testing.assert_array_equal(opening + counts.entries - counts.exits.sum(axis=2), stock)
    np.testing.assert_array_equal(counts.ages.sum(axis=2), stock)
    np.testing.assert_array_equal(counts.streams.sum(axis=2), counts.entries)
    assert (counts.re_entries <= counts.entries).all()
    for values in (counts.stock, counts.ages, counts.entries, counts.exits, counts.flows):
        assert (values >= 0).all()


@any_scene
@given(scenes())
def test_flows_by_category_make_the_stock_by_category(scene: Scenes) -> None:
    as_at, children, months, seed = scene
    counts = lively(as_at, months, seed, children)
    began = np.bincount([KEYS.index(child.category) for child in children], minlength=len(KEYS))
    flows = counts.flows
    changes = flows[ENTERED] + flows[MOVED_IN] - flows[LEFT] - flows[AGED] - flows[MOVED_OUT]
    np.testing.assert_array_equal(
        RUNS * began + np.cumsum(changes, axis=0), counts.stock.sum(axis=0)
    )
    np.testing.assert_array_equal(flows[MOVED_IN].sum(axis=1), flows[MOVED_OUT].sum(axis=1))
    np.testing.assert_array_equal(flows[ENTERED].sum(axis=1), counts.entries.sum(axis=0))
    np.testing.assert_array_equal(flows[AGED].sum(axis=1), counts.exits[:, :, -1].sum(axis=0))
    np.testing.assert_array_equal(flows[LEFT].sum(axis=1), counts.exits[:, :, :-1].sum(axis=(0, 2)))


@any_scene
@given(scenes())
def test_days_of_care_lie_between_what_the_flows_allow(scene: Scenes) -> None:
    """A child there all month has all its days; one who comes or goes has some of them."""
    as_at, children, months, seed = scene
    counts = lively(as_at, months, seed, children, runs=1)
    when = calendar(as_at, months)
    length = (when.ends - when.begins)[:, None]
    flows, closing = counts.flows, counts.stock[0]
    began = np.bincount([KEYS.index(child.category) for child in children], minlength=len(KEYS))
    opening = np.vstack([began, closing[:-1]])
    gone = flows[LEFT] + flows[AGED] + flows[MOVED_OUT]
    came = flows[ENTERED] + flows[MOVED_IN]
    days = counts.days[0]
    assert (days >= length * np.maximum(opening - gone, 0) - 0.01).all()
    assert (days <= length * (opening + came) + 0.01).all()
    still = (gone == 0) & (came == 0)
    np.testing.assert_allclose(days[still], (length * closing)[still], atol=0.01)


@any_scene
@given(scenes())
def test_nobody_is_in_care_on_or_after_the_eighteenth_birthday(scene: Scenes) -> None:
    as_at, children, months, seed = scene
    counts = played(as_at, months, LIVELY, children=children, runs=RUNS, seed=seed)
    young = [
        sum(birthday(child.born, 18) > end for child in children)
        for end in month_ends_after(as_at, months)
    ]
    assert (counts.stock.sum(axis=2) <= young).all()


@any_scene
@given(scenes())
def test_where_nobody_leaves_before_18_the_dates_of_birth_tell_all(scene: Scenes) -> None:
    as_at, children, months, seed = scene
    counts = played(as_at, months, STILL, children=children, runs=2, seed=seed)
    ends = month_ends_after(as_at, months)
    for place, end in enumerate(ends):
        here = [child for child in children if birthday(child.born, 18) > end]
        for key in SOME:
            same = sum(child.category == key for child in here)
            assert counts.stock[:, place, KEYS.index(key)].tolist() == [same] * 2
        bands = [0] * 5
        for child in here:
            passed = sum(turns_at(child.born, months) <= end for months in AGE_MONTHS)
            bands[REPORT_BAND_OF[passed]] += 1
        assert counts.ages[:, place].tolist() == [bands] * 2
    assert not counts.exits[:, :, :-1].any()
    months_of_care = [
        sum(
            min((birthday(child.born, 18) - as_at).days, (ends[-1] - as_at).days)
            for child in children
        )
    ] * 2
    np.testing.assert_allclose(counts.days.sum(axis=(1, 2)), months_of_care, atol=0.05)


def only(children: Children, places: Sequence[int]) -> Children:
    return Children(*(values[list(places)] for values in children))


def same(one: Counts, other: Counts) -> None:
    """To the bit, but for days of care, which are summed in another order."""
    for name, values, others in zip(Counts._fields, one, other, strict=True):
        if name == "days":
            np.testing.assert_allclose(values, others, atol=0.02)
        else:
            np.testing.assert_array_equal(values, others, err_msg=name)


def without(counts: Counts, part: Counts) -> Counts:
    return Counts(*(whole - less for whole, less in zip(counts, part, strict=True)))


@any_scene
@given(scenes(), st.data())
def test_a_child_taken_away_takes_its_own_path_and_no_other(
    scene: Scenes, data: st.DataObject
) -> None:
    as_at, children, months, seed = scene
    here = children_of(as_at, children)
    one = data.draw(st.integers(0, len(children) - 1))
    rest = [place for place in range(len(children)) if place != one]
    nobody = lively(as_at, months, seed, only(here, []))
    alone = without(lively(as_at, months, seed, only(here, [one])), nobody)
    same(
        without(lively(as_at, months, seed, here), lively(as_at, months, seed, only(here, rest))),
        alone,
    )


@any_scene
@given(scenes(), st.data())
def test_a_child_in_another_state_leaves_all_other_paths_as_they_are(
    scene: Scenes, data: st.DataObject
) -> None:
    as_at, children, months, seed = scene
    one = data.draw(st.integers(0, len(children) - 1))
    changed = replace(
        children[one],
        category=data.draw(st.sampled_from(SOME)),
        stay_start=data.draw(st.sampled_from([0, -40, -800])),
        stay_known=data.draw(st.booleans()),
        born=data.draw(st.sampled_from([children[one].born, as_at])),
    )
    before, after = (
        children_of(as_at, [*children[:one], child, *children[one + 1 :]])
        for child in (children[one], changed)
    )
    others = [
        without(lively(as_at, months, seed, here), lively(as_at, months, seed, only(here, [one])))
        for here in (before, after)
    ]
    same(*others)


@any_scene
@given(scenes(), st.randoms(use_true_random=False))
def test_the_order_of_the_children_changes_nothing(scene: Scenes, random: object) -> None:
    as_at, children, months, seed = scene
    here = children_of(as_at, children)
    order = list(range(len(children)))
    random.shuffle(order)  # type: ignore[attr-defined]
    same(lively(as_at, months, seed, here), lively(as_at, months, seed, only(here, order)))


@any_scene
@given(scenes(), st.integers(1, 6))
def test_more_runs_leave_the_first_ones_as_they_are(scene: Scenes, runs: int) -> None:
    as_at, children, months, seed = scene
    few = lively(as_at, months, seed, children, runs=runs)
    many = lively(as_at, months, seed, children, runs=runs + 3)
    for name in ("stock", "ages", "days", "entries", "re_entries", "streams", "exits"):
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:runs], err_msg=name)


@any_scene
@given(scenes(), st.integers(1, 12))
def test_a_longer_look_ahead_changes_nothing_nearer(scene: Scenes, more: int) -> None:
    """The last month is counted as any other."""
    as_at, children, months, seed = scene
    near, far = (lively(as_at, ahead, seed, children) for ahead in (months, months + more))
    for name in ("stock", "ages", "entries", "streams", "exits"):
        np.testing.assert_array_equal(
            getattr(near, name), getattr(far, name)[:, :months], err_msg=name
        )
    np.testing.assert_allclose(near.days, far.days[:, :months], atol=0.02)


def test_room_for_people_may_run_out_at_any_time() -> None:
    """There is room for 64 at once: 200 children and their 80 newcomers live in several goes."""
    as_at = date(2024, 3, 31)
    many = [Child(date(2010, 1, 1) + timedelta(days=place), "kinship") for place in range(200)]
    here = children_of(as_at, many)
    whole = lively(as_at, 40, 5, here)
    assert whole.entries.sum(axis=1).min() > 64
    parts = [lively(as_at, 40, 5, only(here, range(a, a + 50))) for a in range(0, 200, 50)]
    nobody = lively(as_at, 40, 5, only(here, []))
    together = nobody
    for part in parts:
        together = Counts(*(a + b - c for a, b, c in zip(together, part, nobody, strict=True)))
    for name in ("stock", "ages", "exits", "entries", "flows"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(together, name), err_msg=name)
