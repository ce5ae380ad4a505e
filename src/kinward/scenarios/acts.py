"""A plan as the simulation reads it: arrays, one entry an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import CAUSES, EVENTS, MOVE, STREAMS
from kinward.forecast.engine import Stage
from kinward.scenarios.people import People, streams
from kinward.scenarios.plan import effects as kinds
from kinward.scenarios.plan.model import MOST_AGE, Action, Plan
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.plan.timing import effects, full_from
from kinward.scenarios.simulation.arrays import (
    DIVERT,
    INFLOW,
    NO_LIMIT,
    NOTHING,
    PLACE,
    RATES,
    Acts,
)
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

_KEYS: Final = tuple(CATEGORIES)
_NEVER: Final = 1e18
_WEEK: Final = 7
_MOST_ACTIONS: Final = 64
"""As many as there are bits in a word, which is how the simulation tells them apart."""
_KINDS: Final = {
    "divert": DIVERT,
    "step_down": PLACE,
    "convert": PLACE,
    "capacity": PLACE,
    "shorten_stays": RATES,
    "change_price": NOTHING,
    "change_inflow": INFLOW,
}
_SHORTEST: Final = 1e-3
"""The least that a length of stay is multiplied by: a stay of no days has no rate."""


@dataclass(frozen=True)
class Prepared:
    """A plan ready to be simulated.

    Attributes:
        acts: the arrays; `reach` and the factors of added entries are still to be set
            (`kinward.scenarios.reach`).
        levels: of each action the luck of each run, between 0 and 1: (actions, runs, 2).
        months: of each month ahead, its days.
    """

    acts: Acts
    levels: Floats
    months: Floats


def prepare(plan: Plan, stage: Stage, people: People, as_at: date, seed: int) -> Prepared:
    """The arrays of a plan.

    Raises:
        PlanError: more actions than the simulation can tell apart; an area without a list of teams.
    """
    _refuse(plan, people)
    runs, months = stage.ahead.cases.shape[1:]
    count = len(plan.actions)
    acts = _empty(count, runs, months, people)
    levels = np.zeros((count, runs, 2))
    for act, action in enumerate(plan.actions):
        levels[act] = luck(action, runs, seed)
        _set(act, action, acts, levels[act], stage, people, as_at)
    days = (stage.calendar.ends - stage.calendar.begins).astype(np.float64)
    return Prepared(acts, levels, days)


def luck(action: Action, runs: int, seed: int) -> Floats:
    """An action's own luck in each run: it depends on its name, the run and the seed alone."""
    digest = int.from_bytes(_digest(action), "little")
    draws = np.random.Generator(np.random.Philox(key=[seed, digest])).random((runs, 2))
    return np.clip(draws, 1e-12, 1 - 1e-12)


def _digest(action: Action) -> bytes:
    return blake2b(action.name.casefold().encode(), digest_size=8).digest()


def _refuse(plan: Plan, people: People) -> None:
    if len(plan.actions) > _MOST_ACTIONS:
        line = plan.actions[_MOST_ACTIONS].line
        raise PlanError(
            plan.file, [Problem(line, f"A plan has at most {_MOST_ACTIONS} actions", "")]
        )
    known = set(people.frame["area"].drop_nulls())
    problems = [
        Problem(action.line, *_area_refused(action, people.has_areas))
        for action in plan.actions
        if not set(action.children.area) <= known
    ]
    if problems:
        raise PlanError(plan.file, problems)


def _area_refused(action: Action, has_areas: bool) -> tuple[str, str]:
    if has_areas:
        return (
            f"{action.name} is for an area of which no child is, now or on coming in",
            "Write its name as in the list of teams.",
        )
    return (
        f"{action.name} is for an area, and nothing tells which child is in which",
        "Give --teams, or leave the area out.",
    )


def _empty(count: int, runs: int, months: int, people: People) -> Acts:
    """Actions that do nothing, to nobody in particular."""
    return Acts(
        kind=np.full(count, NOTHING),
        key=np.zeros(count, dtype=np.uint64),
        applies=np.ones((count, len(people.frame)), dtype=np.bool_),
        categories=np.ones((count, len(_KEYS)), dtype=np.bool_),
        years=np.tile(np.array([0, MOST_AGE]), (count, 1)),
        care=np.tile(np.array([0.0, _NEVER]), (count, 1)),
        share=np.zeros((count, months)),
        strength=np.ones((count, runs)),
        second=np.zeros((count, runs)),
        reach=np.ones((1, count, months)),
        events=np.zeros((count, EVENTS), dtype=np.bool_),
        streams=np.ones((count, len(STREAMS)), dtype=np.bool_),
        to=np.zeros(count, dtype=np.int64),
        after=np.zeros(count),
        lasts=np.full(count, _NEVER),
        fresh=np.ones(count, dtype=np.bool_),
        settled=np.ones(count, dtype=np.bool_),
        begins=np.zeros(count),
        ends=np.full(count, _NEVER),
        ramp=np.zeros(count),
        ramp_from=np.zeros(count),
        first=np.zeros((count, len(_KEYS))),
        places=np.full((count, months), NO_LIMIT),
    )


def _set(
    act: int,
    action: Action,
    acts: Acts,
    levels: Floats,
    stage: Stage,
    people: People,
    as_at: date,
) -> None:
    """Fill in one action."""
    _set_whom(act, action, acts, stage, people, as_at)
    effect = action.effect
    acts.kind[act] = _KINDS.get(effect.kind, RATES)
    if isinstance(effect, kinds.Divert):
        acts.strength[act] = effect.success.at(levels[:, 0])
        acts.second[act] = effect.delayed.at(levels[:, 1])
        acts.after[act] = float(effect.delay_weeks) * _WEEK
    elif isinstance(effect, kinds.ChangeInflow):
        acts.streams[act] = streams(action.children, effect.who)
        acts.applies[act] &= _in_streams(people, acts.streams[act])
        if effect.factor is not None:
            acts.strength[act] = effect.factor.at(levels[:, 0])
    elif isinstance(effect, kinds.ShortenStays):
        _shorten(act, effect, acts, levels, people)
    elif isinstance(effect, kinds.Own):
        _own(act, effect, acts, levels)
    elif not isinstance(effect, kinds.ChangePrice):
        days = [as_at + timedelta(days=int(begin) + 1) for begin in stage.calendar.begins]
        _place(act, effect, action.start, acts, levels, days)


def _set_whom(
    act: int, action: Action, acts: Acts, stage: Stage, people: People, as_at: date
) -> None:
    """Whom an action is for, and when."""
    wanted = action.children
    acts.key[act] = int.from_bytes(_digest(action), "little")
    acts.applies[act] = people.fitting(wanted)
    acts.streams[act] = streams(wanted)
    if wanted.age is not None:
        acts.years[act] = wanted.age
    if wanted.weeks_in_care is not None:
        least, most = wanted.weeks_in_care
        acts.care[act] = (_WEEK * least, _WEEK * (most + 1))
    if wanted.category:
        _only(acts.categories[act], wanted.category)
    acts.begins[act] = max((action.start - as_at).days - 1, 0)
    if action.until is not None:
        acts.ends[act] = max((action.until - as_at).days - 1, 0)
    acts.ramp[act] = (full_from(action) - action.start).days
    acts.ramp_from[act] = (action.start - as_at).days - 1
    acts.share[act] = monthly_share(action, stage, as_at)


def monthly_share(action: Action, stage: Stage, as_at: date) -> Floats:
    """The mean share of its full effect that an action has over the days of each month."""
    calendar = stage.calendar
    daily = effects(action, as_at + timedelta(days=1), int(calendar.ends[-1]))
    summed = np.add.reduceat(daily, calendar.begins)
    return np.asarray(summed / (calendar.ends - calendar.begins), dtype=np.float64)


def _in_streams(people: People, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    flags: NDArray[np.bool_] = wanted[people.frame["uasc"].cast(int).to_numpy()]
    return flags


def _only(flags: NDArray[np.bool_], categories: tuple[str, ...]) -> None:
    """Leave only the categories among those that are on."""
    flags &= np.array([key in categories for key in _KEYS])


def _shorten(
    act: int, effect: kinds.ShortenStays, acts: Acts, levels: Floats, people: People
) -> None:
    """A stay of a fifth less has a rate of a quarter more."""
    for cause in effect.cause:
        acts.events[act, CAUSES.index(cause)] = True
    if effect.factor is not None:
        factor = effect.factor.at(levels[:, 0])
    else:
        mean = people.mean_days(effect.cause)
        reached = float(effect.to_mean_days or 0)
        factor = np.full(len(levels), min(reached / mean, 1.0) if mean else 1.0)
    acts.strength[act] = 1 / np.maximum(factor, _SHORTEST)


def _own(act: int, effect: kinds.Own, acts: Acts, levels: Floats) -> None:
    acts.strength[act] = effect.factor.at(levels[:, 0])
    if effect.category:
        _only(acts.categories[act], effect.category)
    if effect.rate == "entry":
        acts.kind[act] = INFLOW
    else:
        of_moves = effect.rate == "move"
        acts.events[act, slice(MOVE, None) if of_moves else CAUSES.index(effect.rate)] = True


def _place(
    act: int,
    effect: kinds.StepDown | kinds.Convert | kinds.Capacity,
    start: date,
    acts: Acts,
    levels: Floats,
    days: Sequence[date],
) -> None:
    """Moves: where from and to, and how many at once.

    Args:
        start: the first day of the action.
        days: the first day of each month ahead.
    """
    if isinstance(effect, kinds.StepDown):
        source, to, limit = effect.source, effect.to, effect.places
        acts.strength[act] = effect.uptake.at(levels[:, 0])
        acts.second[act] = effect.breakdown.at(levels[:, 1])
        acts.after[act] = effect.after_days
        acts.lasts[act] = effect.breakdown_after_days or _NEVER
    elif isinstance(effect, kinds.Convert):
        source, to, limit = effect.source, effect.to, None
        acts.strength[act] = effect.uptake.at(levels[:, 0])
        acts.fresh[act] = effect.which != "existing"
        acts.settled[act] = effect.which != "new"
        if effect.carers is not None:
            acts.places[act] = [effect.carers.places(start, day) for day in days]
    else:
        source, to, limit = effect.takes_from, effect.category, effect.places
    if limit is not None:
        acts.places[act] = limit
    _only(acts.categories[act], source)
    acts.to[act] = _KEYS.index(to)
    for place, key in enumerate(source):
        acts.first[act, _KEYS.index(key)] = place
