"""What the placements cost: a finance system's record of the same children.

It knows the children by other identifiers. Each placement with the same carers is one record; its
price rises every April. Prices are those of
`_WEEKLY` in 2025/26, taken back and forth with a yearly uplift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from kinward.reference.code_groups import GUARDIANSHIP
from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period, Stay
from kinward.synthetic.records import year_of
from kinward.synthetic.shape import shape

_ANCHOR: Final = 2026
EXTERNAL, IN_HOUSE, PERMANENCE = "Made-up external", "Made-up in-house", "Made-up permanence"


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of placement as finance sees it: pounds a week in 2025/26, and their spread."""

    service_type: str
    section: str
    category: str
    weekly: float
    spread: float
    paid_weeks: int = 52


SERVICES: Final = {
    "kin": Service("Kinship fostering", IN_HOUSE, "kinship", 312, 0.0, 55),
    "inh": Service("In-house fostering", IN_HOUSE, "in_house_fostering", 448, 0.0, 55),
    "ffa": Service("Concurrent fostering", IN_HOUSE, "concurrent", 402, 0.0),
    "ifa": Service("Independent fostering", EXTERNAL, "independent_fostering", 1012, 0.07),
    "ola": Service("Other authority fostering", EXTERNAL, "other_authority_fostering", 668, 0.06),
    "res_in": Service("In-house residential", IN_HOUSE, "in_house_residential", 5150, 0.0),
    "res_ext": Service("Residential homes", EXTERNAL, "external_residential", 5580, 0.16),
    "res_care": Service("Residential - disability", EXTERNAL, "external_residential", 3480, 0.12),
    "school": Service("Residential schools", EXTERNAL, "residential_school", 4120, 0.14),
    "r3": Service("Parent and child", EXTERNAL, "parent_and_child", 4350, 0.1),
    "sup": Service("Supported accommodation", EXTERNAL, "supported_accommodation", 1190, 0.18),
    "p2": Service("16+ lodgings", EXTERNAL, "independent_living", 395, 0.1),
    "secure": Service("Secure accommodation", EXTERNAL, "secure", 7600, 0.05),
    "sgo": Service("Special guardianship allowance", PERMANENCE, "", 178, 0.12),
}
"""By kind of placement; nothing is paid for the kinds that are not here."""

PLACEMENT_COLUMNS: Final = (
    "placement_id", "child_id", "service_type", "provider", "urn", "start", "end", "planned_end",
    "weekly_cost", "health_contribution", "education_contribution", "paid_weeks", "rate_from",
)  # fmt: skip


class Prices:
    """The uplift of each April, the same for a seed whatever years are asked for."""

    def __init__(self, seed: int) -> None:
        numbers, self._index = shape().numbers, {_ANCHOR: 1.0}
        mean, sigma = numbers["money.uplift_mean"], numbers["money.uplift_sigma"]

        def uplift(year: int) -> float:
            return 1 + mean + sigma * Dice(seed, 6, year).normal()

        for year in range(_ANCHOR, 1990, -1):
            self._index[year - 1] = self._index[year] / uplift(year)
        for year in range(_ANCHOR + 1, 2060):
            self._index[year] = self._index[year - 1] * uplift(year)

    def at(self, weekly: float, year: int) -> float:
        """A weekly price of 2025/26 in a financial year (named by its end)."""
        return weekly * self._index[year]


def finance_id(number: int) -> str:
    """The child's identifier in the finance system: another one, in another order."""
    return f"FIN-DEMO-{number * 7919 % 999983:06d}"


def placements(lives: list[Life], prices: Prices, years: range) -> pl.DataFrame:
    """The rows of placements.csv: one a placement, and one more at each change of its rate."""
    rows: list[tuple[Any, ...]] = []
    serial = 0
    for life in lives:
        for start, end, kind, stay in _paid(life, years):
            serial += 1
            rows.extend(
                _rates(life, f"DEMO-P{serial:06d}", (start, end, kind, stay), prices, years)
            )
    columns = {"start": pl.Int32, "end": pl.Int32, "planned_end": pl.Int32, "rate_from": pl.Int32}
    schema = {name: columns.get(name) for name in PLACEMENT_COLUMNS}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.col(list(columns)).cast(pl.Date))


def _paid(life: Life, years: range) -> Iterator[tuple[int, int, str, Stay | None]]:
    """Stretches with the same carers that cost money in the years, and allowances after care."""
    first, last = days.year_start(years[0]), days.year_end(years[-1])
    for period in (p for p in life.periods if p.stays and not p.short_break):
        groups: list[list[Stay]] = []
        for stay in period.stays:
            if groups and groups[-1][0].carer == stay.carer and stay.kind != "adopt":
                groups[-1].append(stay)
            else:
                groups.append([stay])
        for group, following in zip(groups, [*groups[1:], None], strict=True):
            start, end = group[0].start, following[0].start if following else period.end
            if group[0].kind in SERVICES and end >= first and start <= last:
                yield start, end, group[0].kind, group[0]
        allowance = _allowance(life, period)
        if allowance and period.end <= last and life.adult > first:
            yield period.end, life.adult, "sgo", None


def _allowance(life: Life, period: Period) -> bool:
    dice = Dice(life.key, period.start, 31)
    guardian = period.rec in GUARDIANSHIP
    return guardian and dice.chance(shape().numbers["money.sgo_allowance_p"])


def _rates(
    life: Life,
    serial: str,
    paid: tuple[int, int, str, Stay | None],
    prices: Prices,
    years: range,
) -> Iterator[tuple[Any, ...]]:
    start, end, kind, stay = paid
    service = SERVICES[kind]
    dice = Dice(life.key, start, 32)
    own = (stay.home.price if stay else 1.0) * dice.lognormal(1.0, service.spread or 1e-9)
    health, education = _contributions(kind, dice)
    planned = _planned_end(life, paid, years, dice)
    shown_end = end if end <= days.year_end(years[-1]) else None
    name, urn = (stay.home.name, stay.home.urn) if stay else ("Made-up guardians", "")
    first = max(year_of(start), years[0])
    for year in range(first, min(year_of(end - 1), years[-1]) + 1):
        age = days.age(life.born, max(start, days.year_start(year)))
        weekly = prices.at(service.weekly, year) * own * _age_factor(kind, age)
        yield (
            serial, finance_id(life.number), service.service_type, name, urn, start, shown_end,
            planned, f"{weekly:.2f}", f"{weekly * health:.2f}", f"{weekly * education:.2f}",
            service.paid_weeks, None if year == first else days.year_start(year),
        )  # fmt: skip


def _age_factor(kind: str, age: int) -> float:
    """Carers' allowances rise with the child's age."""
    if kind not in {"kin", "inh", "ffa", "sgo"}:
        return 1.0
    return 0.88 if age < 5 else 0.97 if age < 11 else 1.08 if age < 16 else 1.22


def _contributions(kind: str, dice: Dice) -> tuple[float, float]:
    """Shares that health and education pay of a placement away from a family."""
    numbers = shape().numbers
    if kind not in {"res_ext", "res_in", "res_care", "school"}:
        return 0.0, 0.0
    disabled = kind in {"res_care", "school"}
    health = (
        0.1 + 0.25 * dice.uniform()
        if dice.chance(numbers["money.health_p"] * (4 if disabled else 1))
        else 0.0
    )
    likely = 0.85 if kind == "school" else numbers["money.education_p"] * (kind != "res_in")
    education = 0.08 + 0.22 * dice.uniform() if dice.chance(likely) else 0.0
    return round(health, 2), round(education, 2)


def _planned_end(
    life: Life, paid: tuple[int, int, str, Stay | None], years: range, dice: Dice
) -> int | None:
    """The end as planned: for most a date not before the last return's, for the rest none."""
    start, end, kind, _ = paid
    last = days.year_end(years[-1])
    if end <= last:
        return end if dice.chance(0.5) else None
    if kind in {"sgo", "inh", "kin", "ifa", "sup", "p2"} and dice.chance(0.7):
        return life.adult
    if dice.chance(0.6):
        return max(min(last + dice.between(10, 420), life.adult), start + 7)
    return None
