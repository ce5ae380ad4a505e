"""The commitment record: a finance system's placements of the same children.

It knows the children by other identifiers. Each placement with the same carers is one record; its
price rises every April, and now and then in between. What is paid after care is there too.
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
from kinward.synthetic.money import SERVICES, Prices, finance_id
from kinward.synthetic.records import year_of
from kinward.synthetic.shape import shape

PLACEMENT_COLUMNS: Final = (
    "placement_id", "child_id", "service_type", "provider", "urn", "start", "end", "planned_end",
    "weekly_cost", "health_contribution", "education_contribution", "paid_weeks", "rate_from",
)  # fmt: skip
_CONCURRENT: Final = frozenset({"U2", "U5"})
_STAYED_ON: Final = "E17"


@dataclass(eq=False, slots=True)
class Record:
    """A placement as the finance system has it, before its rates are written out.

    Attributes:
        life, period: whose it is, and the period of care that it belongs to or follows.
        kind: a key of `SERVICES`, which prices it; `service_type` is what the file says.
        end: the first day no longer paid for; it may lie beyond the last return.
        price: a multiple of the usual price; 0 where nothing is paid.
        health, education: shares that others pay.
        change: the day on which the rate changes in mid-year, and by what factor.
        slip: True where the last rate is keyed in pence instead of pounds.
    """

    life: Life
    period: Period
    kind: str
    placement_id: str
    child_id: str
    service_type: str
    provider: str
    urn: str
    start: int
    end: int
    planned_end: int | None
    price: float
    health: float = 0.0
    education: float = 0.0
    change: tuple[int, float] | None = None
    slip: bool = False

    def rates(self, years: range) -> list[int]:
        """The days from which a rate holds: the first one is the start or before the years."""
        first = max(year_of(self.start), years[0])
        last = max(first, min(year_of(self.end - 1), years[-1]))
        starts = [days.year_start(year) for year in range(first + 1, last + 1)]
        changed = self.change[0] if self.change else 0
        if days.year_start(first) < changed < self.end and self.start < changed:
            starts.append(changed)
        within = [day for day in starts if day <= days.year_end(years[-1])]
        return [max(self.start, days.year_start(first)), *sorted(within)]


def records(lives: list[Life], years: range) -> list[Record]:
    """Every placement that costs money in the years, and what is paid after care, in order."""
    made: list[Record] = []
    for life in lives:
        for period, start, end, kind, stay in _paid(life, years):
            made.append(_record(life, period, (start, end, kind, stay), len(made) + 1, years))
    return made


def placements(every: list[Record], prices: Prices, years: range) -> pl.DataFrame:
    """The rows of placements.csv: one a placement, and one more at each change of its rate."""
    rows = [row for record in every for row in _rows(record, prices, years)]
    columns = {"start": pl.Int32, "end": pl.Int32, "planned_end": pl.Int32, "rate_from": pl.Int32}
    schema = {name: columns.get(name) for name in PLACEMENT_COLUMNS}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.col(list(columns)).cast(pl.Date))


def _paid(life: Life, years: range) -> Iterator[tuple[Period, int, int, str, Stay | None]]:
    """Stretches with the same carers that cost money in the years, and payments after care."""
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
            kind = "ffa" if group[0].place in _CONCURRENT else group[0].kind
            if kind in SERVICES and end >= first and start <= last:
                yield period, start, end, kind, group[0]
        after = _after(life, period)
        if after and period.end <= last and after[1] > first:
            kind, end = after
            yield period, period.end, end, kind, period.stays[-1] if kind == "staying" else None


def _after(life: Life, period: Period) -> tuple[str, int] | None:
    """What is paid once a period of care has ended, and until when."""
    numbers = shape().numbers
    if period.rec in GUARDIANSHIP:
        paid = Dice(life.key, period.start, 31).chance(numbers["money.sgo_allowance_p"])
        return ("sgo", life.adult) if paid else None
    if period.rec == _STAYED_ON:
        dice = Dice(life.key, period.start, 33)
        oldest = days.birthday(life.born, 21)
        stays_on = dice.chance(numbers["money.staying_put_p"])
        end = min(period.end + dice.between(60, 1200), oldest)
        return ("staying", end) if stays_on else None
    return None


def _record(
    life: Life,
    period: Period,
    paid: tuple[int, int, str, Stay | None],
    serial: int,
    years: range,
) -> Record:
    start, end, kind, stay = paid
    service = SERVICES[kind]
    dice = Dice(life.key, start, 32)
    price = (stay.home.price if stay else 1.0) * dice.lognormal(1.0, service.spread or 1e-9)
    health, education = _contributions(kind, dice)
    planned = _planned_end(life, (start, end, kind), years, dice)
    name, urn = (stay.home.name, stay.home.urn) if stay else ("Made-up guardians", "")
    own = Dice(life.key, start, 34)
    if kind == "kin" and own.chance(shape().numbers["money.kin_unpaid_p"]):
        price = 0.0
    return Record(
        life, period, kind, placement_name(serial), finance_id(life.number), service.service_type,
        name, urn, start, end, planned, price, health, education, _change(kind, start, end, own),
    )  # fmt: skip


def placement_name(serial: int) -> str:
    """The identifier of a placement by its place in the file."""
    return f"DEMO-P{serial:06d}"


def _change(kind: str, start: int, end: int, dice: Dice) -> tuple[int, float] | None:
    """A new rate agreed in mid-year, as a child needs more help or less."""
    likely = dice.chance(shape().numbers["money.change_p"])
    if kind not in {"res_ext", "res_care", "school", "sup"} or end - start < 150 or not likely:
        return None
    day = start + dice.between(60, min(end - start - 30, 500))
    on_april = days.as_date(day).month == 4 and days.as_date(day).day == 1
    return day + on_april, round(0.82 + 0.3 * dice.uniform(), 2)


def _rows(record: Record, prices: Prices, years: range) -> Iterator[tuple[Any, ...]]:
    service, kind = SERVICES[record.kind], record.kind
    shown_end = record.end if record.end <= days.year_end(years[-1]) else None
    starts = record.rates(years)
    for day in starts:
        year = year_of(day)
        age = days.age(record.life.born, max(record.start, days.year_start(year)))
        changed = record.change[1] if record.change and day >= record.change[0] else 1.0
        weekly = prices.at(service.weekly, year) * record.price * _age_factor(kind, age) * changed
        cost = f"{weekly:.2f}"
        if record.slip and day == starts[-1]:
            cost = f"{cost.replace('.', '')}.00"
        yield (
            record.placement_id, record.child_id, record.service_type, record.provider, record.urn,
            record.start, shown_end, record.planned_end, cost, f"{weekly * record.health:.2f}",
            f"{weekly * record.education:.2f}", service.paid_weeks,
            None if day == starts[0] else day,
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


def _planned_end(life: Life, paid: tuple[int, int, str], years: range, dice: Dice) -> int | None:
    """The end as planned: for most a date not before the last return's, for the rest none."""
    start, end, kind = paid
    last = days.year_end(years[-1])
    if end <= last:
        return end if dice.chance(0.5) else None
    if kind == "staying":
        return days.birthday(life.born, 21)
    if kind in {"sgo", "inh", "kin", "ifa", "sup", "p2"} and dice.chance(0.7):
        return life.adult
    if dice.chance(0.6):
        return max(min(last + dice.between(10, 420), life.adult), start + 7)
    return None
