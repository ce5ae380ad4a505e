"""Saved plans side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kinward.errors import ArgumentError
from kinward.scenarios.business.saved import Baseline, Figure, Money, SavedPlan
from kinward.words import with_interval, with_sign

Kind = Literal["measure", "chance", "money"]


@dataclass(frozen=True)
class Cell:
    """A figure of one plan; the ends of its intervals, where it has them.

    Chances are shares, money is pence, measures are in their unit.
    """

    mean: int | float
    low_80: int | float | None = None
    high_80: int | float | None = None
    low_95: int | float | None = None
    high_95: int | float | None = None


@dataclass(frozen=True)
class Row:
    """One figure of every plan.

    Attributes:
        kind: what it is.
        key, label, unit: of the figure.
        cells: in the order of the plans; None where a plan does not have it.
    """

    kind: Kind
    key: str
    label: str
    unit: str
    cells: tuple[Cell | None, ...]

    def said(self, place: int, *, pound: str = "") -> str | None:
        """The figure of a plan with its 80% interval, where it has one; money in pounds.

        Args:
            place: that of the plan.
            pound: the sign before money.
        """
        cell = self.cells[place]
        if cell is None:
            return None
        if self.kind == "chance":
            return f"{cell.mean * 100:.0f}%"
        scale, sign, places = (100, pound, 0) if self.unit == "pence" else (1, "", 1)
        mean = cell.mean / scale
        if cell.low_80 is None or cell.high_80 is None:
            return with_sign(mean, places=places, sign=sign)
        low, high = cell.low_80 / scale, cell.high_80 / scale
        return with_interval(mean, low, high, places=places, sign=sign)


@dataclass(frozen=True)
class Comparison:
    """Plans side by side, on one baseline.

    Attributes:
        baseline: of them all.
        names: of the plans, in the order given; a name that comes again gets a number.
        actions: how many each has.
        rows: measures, then the chance of each target without any plan (`baseline`, in every
            column the same) and with each, then money.
    """

    baseline: Baseline
    names: tuple[str, ...]
    actions: tuple[int, ...]
    rows: tuple[Row, ...]


_TOLD: Final[dict[str, Callable[[Baseline], object]]] = {
    "as-at date": lambda each: each.as_at,
    "months ahead": lambda each: each.months,
    "number of runs": lambda each: each.runs,
    "seed": lambda each: each.seed,
    "input (returns, population, prices or version)": lambda each: each.digest,
}
_MONEY: Final[dict[str, tuple[str, Callable[[Money], Cell]]]] = {
    "cost": ("Cost of the actions", lambda each: Cell(each.cost_pence)),
    "saving": ("Saving, cashable and avoided", lambda each: Cell(each.saving_pence)),
    "cashable": ("of it cashable", lambda each: Cell(each.cashable_pence)),
    "net_present_value": (
        "Net present value",
        lambda each: Cell(each.net_pence, each.low_80, each.high_80, each.low_95, each.high_95),
    ),
}


def compare(plans: Sequence[SavedPlan]) -> Comparison:
    """Any number of saved plans side by side.

    Raises:
        ArgumentError: no plan; plans that were tried on different baselines, so that their
            difference would not be that of the plans, or discounted differently.
    """
    if not plans:
        raise ArgumentError("There is no plan to compare", remedy="Name at least one.")
    for place, plan in enumerate(plans[1:], 2):
        _refuse(plans[0], plan, place)
    return Comparison(
        baseline=plans[0].baseline,
        names=_distinct([plan.name for plan in plans]),
        actions=tuple(len(plan.actions) for plan in plans),
        rows=(*_measures(plans), *_chances(plans), *_money(plans)),
    )


def _refuse(first: SavedPlan, other: SavedPlan, place: int) -> None:
    differ = [what for what, of in _TOLD.items() if of(first.baseline) != of(other.baseline)]
    if first.money and other.money:
        differ += [
            what
            for what, one, two in (
                ("discount rate", first.money.discount, other.money.discount),
                ("inflation", first.money.inflation, other.money.inflation),
            )
            if Fraction(one) != Fraction(two)
        ]
    if differ:
        raise ArgumentError(
            f"Plan {place} ({other.name}) was not tried on the same baseline as plan 1 "
            f"({first.name}): {', '.join(differ)}",
            where="comparison of plans",
            remedy="Try both on the same one, and save them again.",
        )


def _measures(plans: Sequence[SavedPlan]) -> list[Row]:
    found: dict[str, Figure] = {}
    for plan in plans:
        for figure in plan.figures:
            known = found.setdefault(figure.key, figure)
            if known.unit != figure.unit:
                raise ArgumentError(
                    f"The plans give {figure.label} in different units",
                    where="comparison of plans",
                    remedy="Save them again with one version of Kinward.",
                )
    return [
        Row("measure", key, figure.label, figure.unit, tuple(_figure(plan, key) for plan in plans))
        for key, figure in found.items()
    ]


def _figure(plan: SavedPlan, key: str) -> Cell | None:
    for each in plan.figures:
        if each.key == key:
            return Cell(*each.values)
    return None


def _chances(plans: Sequence[SavedPlan]) -> list[Row]:
    labels = {each.key: each.label for plan in plans for each in plan.chances}
    rows = []
    for key, label in labels.items():
        own = [next((each for each in plan.chances if each.key == key), None) for plan in plans]
        without = tuple(None if each is None else Cell(each.baseline) for each in own)
        with_plan = tuple(None if each is None else Cell(each.plan) for each in own)
        rows.append(Row("chance", f"{key}.baseline", f"{label}: without a plan", "share", without))
        rows.append(Row("chance", key, label, "share", with_plan))
    return rows


def _money(plans: Sequence[SavedPlan]) -> list[Row]:
    if all(plan.money is None for plan in plans):
        return []
    return [
        Row(
            "money", key, label, "pence",
            tuple(None if plan.money is None else of(plan.money) for plan in plans),
        )
        for key, (label, of) in _MONEY.items()
    ]  # fmt: skip


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name} ({number})"
        found.append(own)
    return tuple(found)
