"""A plan that is written reads back as the same plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.reference.codes import groups
from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.effects import (
    CAUSES,
    RATES,
    WHICH,
    WHO,
    Capacity,
    Carers,
    ChangeInflow,
    ChangePrice,
    Convert,
    Divert,
    Effect,
    HighCost,
    Own,
    ShortenStays,
    StepDown,
    Tier,
)
from kinward.scenarios.plan.model import (
    PAYERS,
    SAVINGS,
    Action,
    Children,
    Plan,
    Target,
    legal_groups,
)
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.plan.uncertain import NONE, Factor, Percent, Share
from kinward.scenarios.templates.catalogue import templates
from kinward.terms import CATEGORIES


def _number(least: str, most: str, places: int = 3) -> st.SearchStrategy[Decimal]:
    """With and without digits after the point."""
    low, high = ceil(Decimal(least)), floor(Decimal(most))
    whole = st.integers(low, high).map(Decimal) if low <= high else st.nothing()
    return st.decimals(least, most, places=places) | whole


TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() != "")
DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))
SHARES = st.one_of(
    _number("0", "1").map(lambda value: Share(value=value)),
    st.integers(1, 90).flatmap(
        lambda of: st.integers(0, of).map(lambda good: Share(successes=good, of=of))
    ),
    st.builds(Share, mean=_number("0.001", "0.999"), weight=_number("0.01", "500")),
)
SOME = SHARES.filter(lambda share: share != NONE)
FACTORS = st.builds(Factor, _number("0.01", "9"), _number("0", "3"))
PERCENTS = st.builds(Percent, _number("-99", "900"), _number("0", "90"))
NUMBERS = _number("0", "900")


def _several(known: tuple[str, ...], least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known), min_size=least, max_size=4, unique=True).map(tuple)


KEYS = tuple(CATEGORIES)
MOVES = st.permutations(KEYS).flatmap(
    lambda keys: st.integers(1, 4).map(lambda number: (tuple(keys[:number]), keys[-1]))
)
DIVERT = st.builds(Divert, NUMBERS, SHARES, st.just(NONE), NUMBERS) | st.builds(
    Divert, NUMBERS, SHARES, SOME, _number("0.1", "900")
)
STEP_DOWN = st.builds(
    lambda moved, after, uptake, failing, places: StepDown(*moved, after, uptake, *failing, places),
    MOVES,
    st.integers(0, 900),
    SHARES,
    st.tuples(st.just(NONE), st.integers(0, 900)) | st.tuples(SOME, st.integers(1, 900)),
    st.none() | st.integers(0, 90),
)
CONVERT = st.builds(
    lambda moved, which, uptake, carers: Convert(*moved, which, uptake, carers),
    MOVES,
    st.sampled_from(WHICH),
    SHARES,
    st.none() | st.builds(Carers, NUMBERS, NUMBERS, NUMBERS),
)
SHORTEN = st.builds(
    ShortenStays,
    _several(CAUSES),
    factor=st.builds(Factor, _number("0.01", "1"), _number("0", "1")),
) | st.builds(ShortenStays, _several(CAUSES), to_mean_days=_number("1", "900"))
CATEGORY = _several(KEYS, 0)
PRICE = st.one_of(
    st.builds(ChangePrice, CATEGORY, percent=PERCENTS),
    st.builds(ChangePrice, CATEGORY, percent_a_year=PERCENTS),
    st.builds(ChangePrice, CATEGORY, tier=st.builds(Tier, st.integers(1, 90), PERCENTS)),
    st.builds(ChangePrice, CATEGORY, high_cost=st.builds(HighCost, st.integers(1, 90), PERCENTS)),
)
INFLOW = st.builds(ChangeInflow, st.sampled_from(WHO), factor=FACTORS) | st.builds(
    ChangeInflow, st.sampled_from(WHO), extra_a_year=NUMBERS
)
CAPACITY = MOVES.flatmap(
    lambda moved: st.integers(0, 90).map(lambda places: Capacity(moved[1], places, moved[0]))
)
OWN = st.builds(Own, st.sampled_from(RATES), FACTORS, CATEGORY)


def _span(most: int) -> st.SearchStrategy[tuple[int, int] | None]:
    pair = st.tuples(st.integers(0, most), st.integers(0, most))
    return st.none() | pair.map(lambda ends: (min(ends), max(ends)))


def _children(weeks: bool) -> st.SearchStrategy[Children]:
    statuses = (*legal_groups(), "C1", "C2", "V2")
    return st.builds(
        Children,
        age=_span(17),
        category=CATEGORY,
        need=_several(tuple(groups("CIN")), 0),
        legal_status=_several(statuses, 0),
        uasc=st.none() | st.booleans(),
        area=st.lists(TEXT, max_size=3, unique=True).map(tuple),
        weeks_in_care=_span(900) if weeks else st.none(),
    )


def _actions(effect: st.SearchStrategy[Effect], weeks: bool) -> st.SearchStrategy[Action]:
    return st.builds(
        lambda days, ends, **rest: Action(start=min(days), end=max(days) if ends else None, **rest),
        days=st.tuples(DAYS, DAYS),
        ends=st.booleans(),
        name=TEXT,
        effect=effect,
        ramp_months=st.integers(0, 60),
        setup_pence=st.integers(0, 10**9),
        yearly_pence=st.integers(0, 10**9),
        paid_by=st.sampled_from(PAYERS),
        saves=st.sampled_from(PAYERS),
        saving=st.sampled_from(SAVINGS),
        children=_children(weeks),
        priority=st.just("") | TEXT,
        notes=st.just("") | TEXT,
    )


OF_ENTRIES = _actions(DIVERT | INFLOW | OWN, weeks=False)
OF_STAYS = _actions(STEP_DOWN | CONVERT | SHORTEN | PRICE | CAPACITY, weeks=True)
MONEY = st.integers(0, 10**11)
TARGETS = st.one_of(
    st.builds(Target, DAYS, children=st.integers(0, 2000)),
    st.builds(Target, DAYS, pence=MONEY),
    st.builds(Target, DAYS, saving_pence=MONEY),
)
PLANS = st.builds(
    Plan,
    TEXT,
    st.just("") | TEXT,
    st.lists(TARGETS, max_size=3).map(tuple),
    st.lists(
        OF_ENTRIES | OF_STAYS,
        max_size=4,
        unique_by=lambda each: " ".join(each.name.lower().split()),
    ).map(tuple),
)


@given(PLANS)
def test_any_plan_reads_back_as_it_was(plan: Plan) -> None:
    assert parse_plan(dump_plan(plan)) == plan


@given(PLANS)
def test_what_is_written_stays_as_it_is_when_written_again(plan: Plan) -> None:
    text = dump_plan(plan)

    assert dump_plan(parse_plan(text)) == text


OVERRIDES = (
    "",
    'ramp_months = 0\nsaves = "health"\n',
    "for = { age = [0, 3], uasc = false }\n",
    'kind = "change_inflow"\nfactor = 0.9\n',
    'kind = "shorten_stays"\ncause = "adopted"\nto_mean_days = 400\n',
)


@pytest.mark.parametrize("key", [each.key for each in templates()])
@pytest.mark.parametrize("own", OVERRIDES)
def test_a_plan_from_templates_reads_back_as_it_was(key: str, own: str) -> None:
    head = f'[plan]\nname = "x"\n[[action]]\nname = "a"\ntemplate = "{key}"\nstart = 2026-04-01\n'
    plan = parse_plan(head + own)

    assert parse_plan(dump_plan(plan)) == plan
    assert plan.actions[0].template == key


def test_a_plan_is_written_as_a_person_would() -> None:
    plan = Plan(
        "Fewer",
        targets=(Target(date(2027, 4, 30), children=535),),
        actions=(
            Action(
                'The "crisis" team',
                Divert(Decimal(60), Share(successes=5, of=7)),
                date(2026, 4, 1),
                yearly_pence=250_000_50,
                saving="avoided",
                children=Children(age=(11, 17), uasc=False),
            ),
        ),
    )

    assert (
        dump_plan(plan)
        == """\
[plan]
name = "Fewer"

[target]
children = 535
by = 2027-04-30

[[action]]
name = "The \\"crisis\\" team"
kind = "divert"
referrals_a_year = 60
success = { successes = 5, of = 7 }
delayed = 0
delay_weeks = 0
start = 2026-04-01
ramp_months = 0
setup_cost = 0.00
yearly_cost = 250000.50
paid_by = "placements"
saves = "placements"
saving = "avoided"

[action.for]
age = [11, 17]
uasc = false
"""
    )
