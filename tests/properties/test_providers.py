"""The high-cost list and the providers equal their slow oracle to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dear_placements import contracts, ledger
from kinward.ledger.agreements import Agreement
from kinward.ledger.high_cost import HighCost, high_cost
from kinward.ledger.providers import Providers, providers
from kinward.ledger.quartiles import SPREAD
from kinward.ledger.year import in_year
from oracles.providers import Service, Stay, bare, dearest, paid, point

YEAR, FIRST, LENGTH = 2020, date(2019, 4, 1), 366
SERVICES = (
    Service("Oak homes", "external_residential", 52),
    Service("Elm homes", "external_residential", 52, daily=True),
    Service("Carers", "in_house_fostering", 55),
)
TYPES = "service_type,section,category,paid_weeks,billing\n" + "\n".join(
    f"{each.name},Some,{each.category},{each.weeks},{'daily' if each.daily else 'annual'}"
    for each in SERVICES
)
NAMES = ("Oak Ltd", "OAK  LTD.", "Elm", "")
TIERS = (("0", "0"), ("0.5", "2.5"), ("1", "4"), ("3", "9"))

DAYS = st.dates(date(2018, 10, 1), date(2020, 10, 1))
PENCE = st.one_of(st.sampled_from([0, 50_001, 50_002]), st.integers(0, 900_000))


@st.composite
def stays(draw: st.DrawFn) -> list[Stay]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        start, end = draw(DAYS), draw(st.one_of(st.none(), DAYS))
        if end is not None and end < start:
            start, end = end, start
        changes = draw(st.lists(DAYS.filter(lambda day, s=start: day > s), max_size=2, unique=True))
        rates = [(day, draw(PENCE), draw(st.integers(0, 50_000))) for day in [start, *changes]]
        service = draw(st.sampled_from(SERVICES))
        made.append(Stay(f"P{number}", service, draw(st.sampled_from(NAMES)), start, end, rates))
    return made


def _rows(made: Sequence[Stay]) -> str:
    def pounds(pence: int) -> str:
        return f"{pence // 100}.{pence % 100:02d}"

    return "\n".join(
        f"{stay.placement_id},c{stay.placement_id},{stay.service.name},{stay.provider},"
        f"{stay.start},{stay.end or ''},,{pounds(weekly)},{pounds(others)},,"
        f"{'' if place == 0 else day},"
        for stay in made
        for place, (day, weekly, others) in enumerate(stay.rates)
    )


def _found(made: Sequence[Stay], as_at: date, top: int) -> tuple[HighCost, Providers]:
    tiers = "\n".join(f"oak ltd,,yes,{least},{off}" for least, off in TIERS)
    with TemporaryDirectory() as folder:
        read = ledger(Path(folder), _rows(made), service_types=TYPES)
        signed = contracts(Path(folder), tiers)
    now = in_year(read, YEAR, as_at)
    return high_cost(read, now, top), providers(read, now, signed)


@settings(max_examples=80, deadline=None)
@given(stays(), st.dates(FIRST, date(2020, 3, 31)), st.integers(1, 5))
def test_every_figure_is_the_oracles(made: list[Stay], as_at: date, top: int) -> None:
    dear, told = _found(made, as_at, top)
    columns = ("placement_id", "weekly", "full_year", "at_median", "difference")
    assert dear.placements.select(columns).rows() == dearest(made, as_at, LENGTH, top)

    slow = paid(made, YEAR, as_at)
    frame = told.providers.with_columns(pl.col("provider").fill_null(""))
    assert {bare(name) for name in frame["provider"]} == set(slow)
    for row in frame.iter_rows(named=True):
        own = slow[bare(row["provider"])]
        assert (row["days"], row["touching"], row["snapshot"], row["cost"]) == (
            *(own.days, own.touching, own.snapshot),
            own.cost,
        )
        prices = own.prices or []
        spread = [round(point(prices, below)) if prices else None for below in SPREAD.values()]
        assert [row[name] for name in SPREAD] == spread
        assert row["mean"] == (round(Fraction(sum(prices), len(prices))) if prices else None)
    if "oakltd" in slow:
        own = slow["oakltd"]
        _tiers_are_right(told.agreements[0], Fraction(own.days, LENGTH), own.whole)


def _tiers_are_right(found: Agreement, volume: Fraction, whole: Fraction) -> None:
    assert (found.volume, found.whole_cost) == (volume, whole)
    now = max(Fraction(off) for least, off in TIERS if Fraction(least) <= volume)
    above = [(Fraction(least), Fraction(off)) for least, off in TIERS if Fraction(least) > volume]
    assert found.discount_pct == now
    # What the list price would be, and what is left of it in the next tier.
    undiscounted = whole / (1 - now / 100)
    assert found.discount_worth == round(undiscounted - whole)
    if above:
        least, off = min(above)
        assert found.placements_needed == least - volume
        assert found.next_saving == round(whole - undiscounted * (1 - off / 100))
    else:
        assert found.next_saving is None
