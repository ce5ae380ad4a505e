"""Arbitrary children looked after on a day, and two laws for them to live by."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from engine_scenes import KEYS, flat_law
from oracles.forecast import ADOPTERS, EVENTS, MOVE, Case, Child, Newcomer, birthday

SOME = ("kinship", "external_residential", "supported_accommodation")
STILL = flat_law()
"""Nobody leaves before 18, nobody moves."""
LIVELY = flat_law(
    base=dict(zip(EVENTS, (0.002, 0.001, 0.0005, 0.001, 0.0003, 0.008, 0.002), strict=True)),
    stay={**STILL.stay, MOVE: (3.0, 1.5, 1.0, 0.8, 0.5, 0.4, 0.2, 0.7)},
    care={**STILL.care, "home": (3.0, 2.0, 1.0, 0.7, 0.5, 0.3, 0.2, 0.6)},
    age_care={("home", 3, 2): 2.0, (MOVE, 4, 0): 0.5, (ADOPTERS, 1, 2): 4.0},
    destinations_care={(SOME[1], 1): 3.0, (SOME[2], 0): 0.2},
    destinations={
        (key, old): dict(zip(SOME, (0.4, 0.3, 0.3), strict=True))
        for key in KEYS
        for old in (False, True)
    },
)
CASES = (
    Case((Newcomer(0, 27, "kinship"),), 0, 2.0),
    Case((Newcomer(-40, 3, "kinship"), Newcomer(-70, 20, "external_residential")), 1, 1.0),
    Case((Newcomer(-216, 28, "supported_accommodation", re_entry=True),), 7, 1.0),
    Case((Newcomer(-200, 30, "external_residential"),), 5, 1.0, uasc=True),
)
EXPECTED = (1.5, 0.5)

AS_AT = st.one_of(
    st.dates(date(2019, 1, 1), date(2028, 12, 31)),
    st.sampled_from([date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 30), date(2023, 2, 28)]),
)


@st.composite
def people(draw: st.DrawFn, as_at: date) -> list[Child]:
    """Children here on a day, some with a birthday that day, next day or on 29 February."""
    found = []
    for _ in range(draw(st.integers(1, 8))):
        years = draw(st.integers(0, 17))
        earliest = as_at - timedelta(days=18 * 365)
        born = draw(
            st.one_of(
                st.dates(as_at - timedelta(days=years * 365 + 364), as_at),
                st.sampled_from(
                    [day for year in range(2000, 2029, 4) if earliest < (day := date(year, 2, 29))]
                ),
                st.integers(0, 70).map(lambda soon, first=earliest: first + timedelta(days=soon)),
            )
        )
        born = min(born, as_at)
        if birthday(born, 18) <= as_at:
            born = as_at
        stay = -draw(st.integers(0, 1700))
        care = stay - draw(st.sampled_from([0, 0, 30, 400]))
        known = draw(st.booleans())
        found.append(
            Child(
                born,
                draw(st.sampled_from(SOME)),
                draw(st.booleans()),
                stay_start=stay,
                stay_known=draw(st.booleans()),
                care_start=care,
                care_known=known,
                order=draw(st.integers(0, 3)) if known else 4,
            )
        )
    return found


@st.composite
def scenes(draw: st.DrawFn) -> tuple[date, list[Child], int, int]:
    """As-at date, children, months and seed."""
    as_at = draw(AS_AT)
    months = draw(st.sampled_from([1, 2, 12, 13, 26]))
    return as_at, draw(people(as_at)), months, draw(st.integers(0, 2**40))


Scenes = tuple[date, list[Child], int, int]
