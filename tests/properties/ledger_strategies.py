"""Arbitrary ledgers: placements, budgets and adjustments, near the edges of a financial year."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from oracles.ledger_days import key_of
from oracles.ledger_rows import (
    Adjusted,
    Budgeted,
    Case,
    Person,
    Row,
    ServiceType,
)

YEARS = (2016, 2019, 2020, 2021, 2022, 2023, 2024, 2025)
"""2020 and 2024 have 366 days."""
CHILDREN = ("0", "1", "2", "k7")
"""Two of them look like the numbers that placements are counted by."""
BUILT_IN = (
    ServiceType("Residential homes", "External", "external_residential", Fraction(52)),
    ServiceType("16+", "External", "independent_living", Fraction(52)),
    ServiceType("In-house fostering", "In-house", "in_house_fostering", Fraction(55)),
    ServiceType("Adoption allowance", "Permanence", None, Fraction(52)),
    ServiceType("Staying put", "Leaving care", None, Fraction(52), after_18=True),
)
"""Five of the service types that Kinward knows without a file."""
NAMES = (
    "Residential homes",
    "residential HOMES",
    "16+",
    "In-house fostering",
    "In house  fostering",
    "Adoption allowance",
    "Staying put",
    "Day care home",
    "Own bungalow",
    "Nobody knows",
)
SECTIONS = ("External", "In-house", "Other services")
KINDS = ("growth", "savings_to_find", "fixed", "block_contract", "grant")

PENCE = st.one_of(st.sampled_from([0, 100_000, 350_050]), st.integers(-60_000, 700_000))
CONTRIBUTIONS = st.one_of(st.none(), st.none(), st.integers(0, 150_000))
WEEKS = st.sampled_from([None, None, *map(Fraction, ("52", "55", "52.5", "52.14", "39"))])
PLACES = st.sampled_from([None, *map(Fraction, ("0", "1", "2", "2.54", "12.5", "0.25"))])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A ledger of up to seven placements, with a year and an as-at date in or near it."""
    year = draw(st.sampled_from(YEARS))
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    inside = st.dates(first, last)
    edges = st.sampled_from([first, last, date(year - 1, 9, 30)])
    outside = st.dates(first - timedelta(days=500), last + timedelta(days=700))
    as_at = draw(st.one_of(inside, inside, edges, outside))
    days = _days(year, as_at)
    return Case(
        rows=draw(_rows(days)),
        types=draw(_types()),
        built_in=BUILT_IN,
        budget=draw(st.one_of(st.none(), _budgets(), _budgets(), _budgets())),
        adjustments=draw(st.lists(_adjustments(), max_size=4)),
        people=draw(st.one_of(st.none(), _people(year, days))),
        year=year,
        as_at=as_at,
    )


def _days(year: int, as_at: date) -> st.SearchStrategy[date]:
    """Any day of some years, and often one that something turns on."""
    around = [as_at + timedelta(days=n) for n in (-1, 0, 1)]
    turns = []
    for each in (year - 1, year, year + 1):
        turns += [date(each, 3, 31), date(each, 4, 1), date(each, 4, 2), date(each, 2, 28)]
    leap = date(year - year % 4, 2, 29)
    wide = st.dates(date(year - 4, 1, 1), date(year + 2, 12, 31))
    near = st.dates(date(year - 1, 3, 1), date(year, 5, 1))
    return st.one_of(near, near, wide, st.sampled_from(around), st.sampled_from([*turns, leap]))


@st.composite
def _rows(draw: st.DrawFn, days: st.SearchStrategy[date]) -> list[Row]:
    rows = []
    for number in range(draw(st.integers(1, 7))):
        rows += draw(_placement(f"P{number}", days))
    return draw(st.permutations(rows))


@st.composite
def _placement(draw: st.DrawFn, name: str, days: st.SearchStrategy[date]) -> list[Row]:
    """The rates of one placement; now and then its rows disagree."""
    maybe = st.one_of(st.none(), days)
    start, end, planned = draw(days), draw(st.one_of(st.none(), maybe)), draw(maybe)
    if end is not None and end < start and draw(st.integers(0, 3)):
        start, end = end, start
    child = draw(st.one_of(st.none(), st.sampled_from(CHILDREN), st.sampled_from(CHILDREN)))
    service = draw(st.sampled_from(NAMES))
    rows = []
    for _ in range(draw(st.sampled_from([1, 1, 2, 3, 4]))):
        disagrees = rows and draw(st.integers(0, 15)) == 15
        rows.append(
            Row(
                placement_id=name,
                child_id=child,
                service_type=draw(st.sampled_from(NAMES)) if disagrees else service,
                start=draw(days) if disagrees else start,
                end=draw(maybe) if disagrees else end,
                planned_end=planned,
                weekly_cost=None if draw(st.integers(0, 30)) == 30 else draw(PENCE),
                health=draw(CONTRIBUTIONS),
                education=draw(CONTRIBUTIONS),
                paid_weeks=draw(WEEKS),
                rate_from=draw(st.one_of(st.none(), days, days)),
            )
        )
    return rows


@st.composite
def _types(draw: st.DrawFn) -> list[ServiceType]:
    """service_types.csv: some of our own, and perhaps another meaning of one that is built in."""
    names = st.sampled_from(["Day care home", "Own bungalow", "In-house fostering", "Staying put"])
    return [
        ServiceType(
            name,
            draw(st.sampled_from([None, *SECTIONS])),
            draw(st.sampled_from([None, "kinship", "external_residential"])),
            draw(WEEKS),
            daily=draw(st.booleans()),
            after_18=draw(st.booleans()),
        )
        for name in draw(st.lists(names, max_size=4, unique=True))
    ]


@st.composite
def _budgets(draw: st.DrawFn) -> list[Budgeted]:
    keys = st.tuples(st.sampled_from(SECTIONS), st.sampled_from(NAMES))
    unique = st.lists(keys, max_size=6, unique_by=lambda key: (key[0], key_of(key[1])))
    return [
        Budgeted(section, name, draw(PLACES), draw(st.integers(0, 90_000_000)), draw(WEEKS))
        for section, name in draw(unique)
    ]


@st.composite
def _adjustments(draw: st.DrawFn) -> Adjusted:
    pounds = st.one_of(st.none(), st.integers(-5_000_000, 5_000_000))
    return Adjusted(
        draw(st.sampled_from(SECTIONS)),
        draw(st.sampled_from(["Growth", "Still to find", "Beds", "UASC grant"])),
        draw(st.sampled_from(KINDS)),
        draw(pounds),
        draw(st.one_of(st.none(), pounds)),
        draw(st.one_of(st.none(), st.sampled_from(NAMES))),
        draw(PLACES),
        draw(st.one_of(st.none(), st.integers(0, 200_000), st.integers(0, 200_000))),
    )


@st.composite
def _people(draw: st.DrawFn, year: int, days: st.SearchStrategy[date]) -> dict[str, Person]:
    """Some of the children, most of them 18 within a year or two."""
    born = st.one_of(
        st.dates(date(year - 20, 1, 1), date(year - 17, 12, 31)),
        st.dates(date(year - 17, 1, 1), date(year - 1, 1, 1)),
        st.just(date(2004, 2, 29)),
    )
    return {
        child: Person(draw(born), draw(st.booleans()), draw(st.one_of(st.none(), days)))
        for child in draw(st.lists(st.sampled_from(CHILDREN), unique=True))
    }
