"""A plan that was tried, in short: what is kept to be compared with other plans later."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from kinward.errors import ArgumentError, InputError
from kinward.scenarios.business.saved_fields import Fields, is_number

VERSION: Final = 1
"""Of the form of the file. One of another version is refused, never guessed at."""


@dataclass(frozen=True)
class Baseline:
    """What a plan was tried on. Only plans with equal baselines can be compared.

    Attributes:
        as_at: the day from which it looks ahead.
        months: how far.
        runs, seed: of the simulation.
        digest: of everything else that decides it: returns, population, prices, version.
    """

    as_at: date
    months: int
    runs: int
    seed: int
    digest: str


@dataclass(frozen=True)
class Figure:
    """A measure of a plan over the runs, in its unit; pence are whole numbers.

    Attributes:
        key: told apart by it.
        label, unit: for people.
        mean, low_80, high_80, low_95, high_95: over the runs.
    """

    key: str
    label: str
    unit: str
    mean: int | float
    low_80: int | float
    high_80: int | float
    low_95: int | float
    high_95: int | float

    @property
    def values(self) -> tuple[int | float, ...]:
        """The mean, then the ends."""
        return self.mean, self.low_80, self.high_80, self.low_95, self.high_95


@dataclass(frozen=True)
class Chance:
    """The chance of a target, without and with the plan, as shares of the runs."""

    key: str
    label: str
    baseline: float
    plan: float


@dataclass(frozen=True)
class Money:
    """The business case in short, in whole pence.

    Attributes:
        cost_pence: of the actions over the horizon.
        saving_pence: mean over the horizon, cashable and avoided together.
        cashable_pence: the part of it that is cashable.
        net_pence: mean net present value, real.
        low_80, high_80, low_95, high_95: the ends of its intervals.
        discount, inflation: a year, as fractions in text ("7/200"), so that they are exact.
    """

    cost_pence: int
    saving_pence: int
    cashable_pence: int
    net_pence: int
    low_80: int
    high_80: int
    low_95: int
    high_95: int
    discount: str
    inflation: str


@dataclass(frozen=True)
class SavedPlan:
    """A plan that was tried, in short.

    Attributes:
        name: of the plan.
        actions: their names.
        baseline: what it was tried on.
        figures: its measures; each has its own key.
        chances: of its targets; each has its own key.
        money: None where it was tried without prices.

    Raises:
        ArgumentError: two figures or chances with one key, or a figure that is no number.
    """

    name: str
    actions: tuple[str, ...]
    baseline: Baseline
    figures: tuple[Figure, ...] = ()
    chances: tuple[Chance, ...] = ()
    money: Money | None = None

    def __post_init__(self) -> None:
        for keys in ([each.key for each in self.figures], [each.key for each in self.chances]):
            if len(keys) != len(set(keys)):
                raise ArgumentError(
                    "Two figures of a plan have the same key", remedy="Give each its own."
                )
        values = [each.values for each in self.figures]
        values += [(each.baseline, each.plan) for each in self.chances]
        if not all(is_number(value) for own in values for value in own):
            raise ArgumentError("A figure of a plan is no number", remedy="Leave it out.")


def save(plan: SavedPlan, path: Path) -> None:
    """Write a plan as JSON, whole or not at all; a file that was there is replaced.

    Raises:
        InputError: it cannot be written; what was there before stays.
    """
    text = json.dumps(document(plan), indent=2)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _refusals(path, "written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def document(plan: SavedPlan) -> dict[str, Any]:
    """What the file holds, as plain JSON; `restored` makes the plan of it again.

    Whoever adds keys of another name may: they are passed over.
    """
    return {
        "version": VERSION,
        "name": plan.name,
        "actions": list(plan.actions),
        "baseline": {**asdict(plan.baseline), "as_at": plan.baseline.as_at.isoformat()},
        "figures": [asdict(each) for each in plan.figures],
        "chances": [asdict(each) for each in plan.chances],
        "money": None if plan.money is None else asdict(plan.money),
    }


def read(path: Path) -> SavedPlan:
    """A plan as it was saved, equal to what was.

    Raises:
        InputError: the file cannot be opened, is no saved plan, or is of another version.
    """
    with _refusals(path, "read"):
        content = path.read_bytes()
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        told = None
    return restored(told, path.name)


def restored(told: object, where: str) -> SavedPlan:
    """A plan from what `document` gave of it.

    Args:
        told: parsed JSON.
        where: what it is called in a message.

    Raises:
        InputError: it is no saved plan, or one of another version.
    """
    fields = Fields(told, where)
    if fields.whole("version") != VERSION:
        raise InputError(
            "The plan was saved in a form that this version of Kinward does not know",
            where=where,
            remedy="Try the plan again and save it.",
        )
    try:
        return _plan(fields)
    except ArgumentError as error:
        raise InputError(error.what, where=where, remedy="Save the plan again.") from None


def _plan(fields: Fields) -> SavedPlan:
    base = fields.under("baseline")
    money = fields.maybe("money")
    return SavedPlan(
        name=fields.text("name"),
        actions=fields.texts("actions"),
        baseline=Baseline(
            base.day("as_at"), base.whole("months"), base.whole("runs"), base.whole("seed"),
            base.text("digest"),
        ),
        figures=tuple(_figure(each) for each in fields.several("figures")),
        chances=tuple(_chance(each) for each in fields.several("chances")),
        money=None if money is None else _money(money),
    )  # fmt: skip


def _figure(fields: Fields) -> Figure:
    return Figure(
        fields.text("key"), fields.text("label"), fields.text("unit"),
        *(fields.number(key) for key in ("mean", "low_80", "high_80", "low_95", "high_95")),
    )  # fmt: skip


def _chance(fields: Fields) -> Chance:
    return Chance(
        fields.text("key"), fields.text("label"), float(fields.number("baseline")),
        float(fields.number("plan")),
    )  # fmt: skip


def _money(fields: Fields) -> Money:
    cost, saving, cashable = (
        fields.whole(f"{key}_pence") for key in ("cost", "saving", "cashable")
    )
    return Money(
        cost_pence=cost,
        saving_pence=saving,
        cashable_pence=cashable,
        net_pence=fields.whole("net_pence"),
        low_80=fields.whole("low_80"),
        high_80=fields.whole("high_80"),
        low_95=fields.whole("low_95"),
        high_95=fields.whole("high_95"),
        discount=fields.share("discount"),
        inflation=fields.share("inflation"),
    )


@contextmanager
def _refusals(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"The saved plan cannot be {what} ({(error.strerror or 'unknown').lower()})",
            where=str(path),
            remedy="See whether the file and its folder are there and open to you.",
        ) from error
