"""What came of a plan in sentences, the finding first."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.forecast.model import TOTAL
from kinward.ledger.explain import money, signed
from kinward.scenarios.business import BusinessCase
from kinward.scenarios.plan.model import Target
from kinward.scenarios.results import ActionResult, Money, Results
from kinward.scenarios.targets import Reached
from kinward.words import counted, long_date


def sentences(found: Results) -> Iterator[str]:
    """The children, the money, the targets, the action that matters most, and the overlap."""
    yield _children(found)
    if found.saving is not None:
        yield _saving(found, found.saving)
    for reached in found.targets:
        yield _target(reached)
    if found.case is not None and found.actions:
        yield _case(found.case)
    yield from _largest(found.actions)


def _children(found: Results) -> str:
    low, high = (float(ends[-1]) for ends in found.children.interval(TOTAL, 80))
    change = float(found.children.mean[0, -1])
    text = f"With the plan {float(found.scenario.mean[0, -1]):,.0f} children are expected to be "
    text += f"looked after on {long_date(found.tried.month_ends[-1])}"
    if not found.actions:
        return f"{text}, as many as without it: it has no actions."
    if change == low == high == 0:
        return f"{text}, as many as without it."
    side = "fewer" if change < 0 else "more"
    said = f": {abs(change):,.0f} {side} than" if round(change) else ", about as many as"
    return f"{text}{said} without it (80% interval: {between(low, high)})."


def between(low: float, high: float) -> str:
    """The ends of a difference in whole children: '-12 to +3', '-4 to 0'."""
    return f"{_difference(low)} to {_difference(high)}"


def _difference(children: float) -> str:
    whole = round(float(children))
    return f"{whole:+,}" if whole else "0"


def _saving(found: Results, saved: Money) -> str:
    months = len(found.tried.month_ends)
    if saved.total == saved.low == saved.high == 0:
        return f"Placements cost the same with the plan and without it over the {months} months."
    less = saved.total >= 0
    low, high = (saved.low, saved.high) if less else (-saved.high, -saved.low)
    said = f"{money(saved.total)} {'less' if less else 'more'}" if saved.total else "about as much"
    text = f"Placements cost {said} over the {months} months (80% interval: "
    text += f"{signed(low)} to {signed(high)})"
    alone = saved.total - (found.overlap.total if found.overlap else 0)
    if found.overlap is not None and len(found.actions) > 1 and found.overlap.total and alone > 0:
        text += f". Counted one by one the actions would save {money(alone)}: "
        text += f"{money(found.overlap.total)} "
        text += "of it is counted twice" if found.overlap.total < 0 else "comes of their helping"
        text += "" if found.overlap.total < 0 else " each other"
    return f"{text}."


def _target(reached: Reached) -> str:
    text = f"The chance of {aim(reached.measure, reached.value, reached.target)} is "
    text += f"{chance(reached.with_plan)} with the plan and {chance(reached.without)} without it"
    over = reached.over
    if over.shortfall > 0:
        short = over.shortfall
        what = (
            counted(short, "child", "children") if reached.measure == "children" else money(short)
        )
        text += f"; for {chance(float(over.wanted))} it falls {what} short"
        if over.multiple is not None:
            text += f", or needs {float(over.multiple):.1f} times its effect"
    return f"{text}."


def _case(case: BusinessCase) -> str:
    """Cost and what it is worth; savings that no budget can be cut by are not taken for money."""
    cost = case.whole.cost
    cashable = case.cashable.saving
    text = f"The actions cost {money(cost)} over the same time"
    if not cost:
        text = "No cost of the actions is given"
    avoided = sum(each.mean for each in case.avoided)
    if cost and cashable == avoided == 0:
        return f"{text}, and save nothing."
    if min(cashable, avoided) < 0 or cashable == avoided == 0:
        return f"{text}."
    return f"{text}; of what they save, {money(cashable)} is cashable and {money(avoided)} avoided."


def _largest(actions: tuple[ActionResult, ...]) -> Iterator[str]:
    """The action without which most would be lost."""
    told = [each for each in actions if each.last_in is not None]
    if len(told) > 1:
        most = max(told, key=lambda each: each.last_in.total if each.last_in else 0)
        if most.last_in is not None and most.last_in.total > 0:
            yield (
                f"Most hangs on {most.action.name}: without it the plan saves "
                f"{money(most.last_in.total)} less."
            )


def aim(measure: str, value: int, target: Target) -> str:
    """What a target asks for: measure and value are those of `Reached`."""
    if measure == "children":
        return f"at most {value:,} children on {long_date(target.by)}"
    if measure == "pounds":
        return f"at most {money(value)} in the year to {long_date(target.by)}"
    return f"{money(value)} saved in the year of {long_date(target.by)}"


def chance(share: float) -> str:
    """A share of runs, never said to be sure."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 < share < 1:
        return "over 99%"
    return f"{round(share * 100)}%"
