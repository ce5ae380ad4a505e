"""Disclosure control of a plan: what it does to few children is not told action by action.

The expected number looked after without and with the plan is published, as that of the forecast is;
nothing is told by category, and areas are not told. An action may be for a group that the rest of
the report hides, so that the children it reaches would be that group: one that reaches few, with
the plan or alone, is told without figures. So is one that changes prices, as what it saves is a
known share of what a category costs, which the forecast hides.

The plan's saving is the sum of its actions' and the overlap. Others are therefore hidden with such
an action until there are two, and more children than the limit, in what is left over; where there
are not enough, the money is left out.

Money leaves rounded as the forecast's does, each part for itself, with the overlap worked out from
what is shown: all sums stay exact. What part of a year costs is hidden, as the forecast hides it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

from kinward.forecast.model import TOTAL, Fan
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.few import without_few
from kinward.reports.disclosure.forecast import ROUND_PENCE
from kinward.reports.disclosure.notes import without_small
from kinward.scenarios.plan.effects import ChangePrice
from kinward.scenarios.results import ActionResult, Money, Results
from kinward.scenarios.targets import Reached


def protect_plan(found: Results, limit: int) -> Results:
    """What came of a plan, without what must not leave.

    Figures of hidden actions are NaN or None. Of `tried` only the plan, what was asked and the
    month ends may be shown, and the costs of `part_years` must not be.

    Args:
        limit: the largest number of children that is small; 0 hides nothing.
    """
    if limit <= 0:
        return found
    found = _worded(found, limit)
    few = {place for place, each in enumerate(found.actions) if _few(each, limit)}
    together = _with_partners(found.actions, few, limit)
    if together is None or found.costs is None or found.saving is None or found.overlap is None:
        return _told(without_money(found), few)
    return _told(_rounded(found, found.costs, found.saving, found.overlap), together)


def _worded(found: Results, limit: int) -> Results:
    """Without small counts of children in the names that somebody gave the plan and its actions."""

    def worded(name: str) -> str:
        return without_few(without_small(name, limit), limit)

    plan = found.tried.plan
    return replace(
        found,
        tried=replace(found.tried, plan=replace(plan, name=worded(plan.name))),
        actions=tuple(
            replace(each, action=replace(each.action, name=worded(each.action.name)))
            for each in found.actions
        ),
    )


def without_money(found: Results) -> Results:
    """The same, as if there were no prices."""
    return replace(
        found,
        costs=None,
        saving=None,
        overlap=None,
        case=None,
        actions=tuple(replace(each, alone=None, last_in=None) for each in found.actions),
        targets=tuple(each for each in found.targets if each.measure == "children"),
    )


def _few(each: ActionResult, limit: int) -> bool:
    if isinstance(each.action.effect, ChangePrice):
        return True
    # A mean between nought and 1 may be a child.
    return any(0 < mean < limit + 1 for mean in (each.children, each.children_alone))


def _with_partners(
    actions: tuple[ActionResult, ...], few: Collection[int], limit: int
) -> set[int] | None:
    """The actions to hide, those of few children among them; None where too few are left."""
    hidden = set(few)
    spare = [i for i, each in enumerate(actions) if i not in hidden and each.children > 0]
    spare.sort(key=lambda i: -actions[i].children)
    while hidden and (len(hidden) < 2 or _small(actions, hidden, limit)):
        if not spare:
            return None
        hidden.add(spare.pop())
    return hidden


def _small(actions: tuple[ActionResult, ...], hidden: Iterable[int], limit: int) -> bool:
    return is_small(math.floor(sum(actions[i].children for i in hidden)), limit)


def _told(found: Results, hidden: Collection[int]) -> Results:
    return replace(
        found,
        baseline=_total(found.baseline),
        scenario=_total(found.scenario),
        children=_total(found.children),
        actions=tuple(
            _without_figures(each) if place in hidden else _coarse(each)
            for place, each in enumerate(found.actions)
        ),
        targets=tuple(replace(each, unlikely_without=()) for each in found.targets),
        bars=(),
        budget=found.budget.clear(),
        teams=(),
    )


def _coarse(each: ActionResult) -> ActionResult:
    """To the one decimal that is read: with all its decimals a mean is a key to what it is of."""
    return replace(
        each,
        children=round(each.children, 1),
        moves=round(each.moves, 1),
        placements=tuple(round(places, 1) for places in each.placements),
    )


def _total(fan: Fan) -> Fan:
    row = fan.row(TOTAL)
    return Fan((TOTAL,), fan.mean[[row]], fan.quantiles[:, [row]])


def _without_figures(each: ActionResult) -> ActionResult:
    return replace(
        each,
        children=math.nan,
        children_alone=math.nan,
        moves=math.nan,
        placements=(math.nan,) * len(each.placements),
        stock=math.nan,
        alone=None,
        last_in=None,
    )


def _rounded(found: Results, costs: tuple[Money, Money], saved: Money, overlap: Money) -> Results:
    """All money rounded; what follows from other figures is worked out again from them.

    The business case is left out: it tells the savings of single actions by their kind.
    """
    none, whole = costs
    saving = _near(saved)
    before = replace(_near(none), years=tuple(_round(pence) for pence in none.years))
    after = replace(_near(whole), years=_less(before.years, saving.years))
    actions = tuple(
        replace(each, alone=_or_none(each.alone), last_in=_or_none(each.last_in))
        for each in found.actions
    )
    left = saving.years
    for each in actions:
        left = left if each.alone is None else _less(left, each.alone.years)
    return replace(
        found,
        costs=(before, after),
        saving=saving,
        overlap=replace(_near(overlap), years=left),
        actions=actions,
        targets=tuple(map(_target, found.targets)),
        case=None,
    )


def _or_none(money: Money | None) -> Money | None:
    return None if money is None else _near(money)


def _near(money: Money) -> Money:
    """Rounded by running totals, so that the total is as near as it can be."""
    running = [_round(total) for total in accumulate(money.years, initial=0)]
    years = tuple(after - before for before, after in pairwise(running))
    return Money(years, _round(money.low), _round(money.high))


def _less(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(first, second, strict=True))


def _target(reached: Reached) -> Reached:
    """The chances as they are; how far it is to a target of money, rounded."""
    if reached.measure == "children":
        return reached
    over = reached.over
    level, effect = _round(over.level), Fraction(_round(over.effect))
    mean = (float(_round(Fraction(reached.mean[0]))), float(_round(Fraction(reached.mean[1]))))
    return replace(reached, over=replace(over, level=level, effect=effect), mean=mean)


def _round(pence: int | Fraction) -> int:
    return round(Fraction(pence) / ROUND_PENCE) * ROUND_PENCE
