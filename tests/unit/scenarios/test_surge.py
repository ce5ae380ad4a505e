"""A service beside a surge: its referrals a year are as many as without one."""

from __future__ import annotations

import numpy as np
import pytest

from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.results import results
from kinward.scenarios.tried import Asked, Tried, try_plan
from kinward.scenarios.variants import NONE, WHOLE

YEARS = 4
HEAD = '[plan]\nname = "Test"\n'
KEPT = """
[[action]]
name = "Kept"
kind = "divert"
start = 2026-04-01
referrals_a_year = {referrals}
success = {success}
"""
SURGE = """
[[action]]
name = "Surge"
kind = "change_inflow"
start = 2026-04-01
{how}
"""


def tried(fitted: Fitted, cohort: Cohort, *parts: str, runs: int = 300) -> Tried:
    plan = parse_plan(HEAD + "".join(parts), "plan.toml")
    return try_plan(plan, fitted, cohort, Asked(months=12 * YEARS, runs=runs))


def kept_a_year(found: Tried, variant: int) -> float:
    return float(found.found.affected[variant, 0].mean()) / YEARS


@pytest.mark.parametrize(
    "how", ["factor = 3", "factor = { mean = 3, sd = 1 }", "extra_a_year = 40"]
)
def test_a_surge_brings_a_service_no_more_referrals(
    how: str, fitted: Fitted, small_cohort: Cohort
) -> None:
    """Eight are referred, of whom all are kept out, whether twenty come in or sixty."""
    asked = (KEPT.format(referrals=8, success=1), SURGE.format(how=how))
    found = tried(fitted, small_cohort, *asked)
    assert kept_a_year(found, WHOLE) == pytest.approx(8, rel=0.04)
    assert kept_a_year(found, found.tries.alone[0]) == pytest.approx(8, rel=0.04)


def test_two_surges_of_which_one_is_of_others(fitted: Fitted, small_cohort: Cohort) -> None:
    """Those of other ages bring the service nobody, and take no place in it."""
    young = "\n[action.for]\nage = [0, 9]\n"
    old = "\n[action.for]\nage = [10, 17]\n"
    second = SURGE.format(how="factor = 2").replace("Surge", "Other")
    found = tried(
        fitted,
        small_cohort,
        KEPT.format(referrals=4, success=1) + young,
        SURGE.format(how="factor = 3") + young,
        second + old,
    )
    for variant in range(1, len(found.tries.on)):
        if found.tries.on[variant, 0]:
            assert kept_a_year(found, variant) == pytest.approx(4, rel=0.06)


def test_a_surge_fills_the_places_of_a_service_that_too_few_came_to(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    """It is told of none missing where the surge brings them."""
    plain = tried(fitted, small_cohort, KEPT.format(referrals=1, success=0), runs=100)
    a_year = plain.found.matched[NONE, 0].sum() / 100 / YEARS
    many = KEPT.format(referrals=round(1.5 * a_year), success=1)
    found = tried(fitted, small_cohort, many, SURGE.format(how="factor = 3"))
    assert kept_a_year(found, found.tries.alone[0]) == pytest.approx(a_year, rel=0.1)
    assert kept_a_year(found, WHOLE) == pytest.approx(round(1.5 * a_year), rel=0.05)
    assert not [note for note in results(found).notes if note.startswith("Kept: only")]
    short = results(tried(fitted, small_cohort, many)).notes
    assert [note for note in short if note.startswith("Kept: only")]


def test_what_a_variant_does_is_its_own(fitted: Fitted, small_cohort: Cohort) -> None:
    """The service alone keeps out the very same children whether or not a surge is tried too."""
    service = KEPT.format(referrals=8, success=0.5)
    both = tried(fitted, small_cohort, service, SURGE.format(how="factor = 2"), runs=60)
    alone = tried(fitted, small_cohort, service, runs=60)
    assert np.array_equal(both.found.stock[both.tries.alone[0]], alone.found.stock[WHOLE])
