"""What a plan says, and what it leaves to be filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.scenarios.plan.effects import (
    KINDS,
    Capacity,
    Carers,
    ChangeInflow,
    ChangePrice,
    Convert,
    Divert,
    HighCost,
    Own,
    ShortenStays,
    StepDown,
    Tier,
)
from kinward.scenarios.plan.model import EVERYBODY, Action, Children, Plan, Target, legal_groups
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import parse_plan, read_plan
from kinward.scenarios.plan.uncertain import Factor, Percent, Share
from kinward.scenarios.plan.window import notes, refuse_outside

PLAN = """
[plan]
name = "Fewer, nearer, sooner"
description = "Everything that a plan can hold"

[[target]]
children = 535
by = 2027-04-30

[[target]]
pounds = 6789000.005
by = 2028-03-31

[[target]]
saving = 2_100_000
by = 2028-03-31

[[action]]
name = "Divert"
kind = "divert"
referrals_a_year = 60
success = { successes = 5, of = 7 }
delayed = { mean = 0.2, weight = 10 }
delay_weeks = 26
start = 2026-04-01
ramp_months = 4
end = 2028-03-31
setup_cost = 57500
yearly_cost = 250000.50
paid_by = "Education"
saves = "adult services"
saving = "cashable"
priority = "high"
notes = "As published."
[action.for]
age = [11, 17]
category = ["independent_fostering", "External_Residential"]
need = ["n1", "N5"]
legal_status = ["section_20", "C2"]
uasc = false
area = ["North", "South and city"]

[[action]]
name = "Step down"
kind = "step_down"
from = "external_residential"
to = "independent_fostering"
after_days = 182
uptake = 0.5
breakdown = { successes = 11, of = 31 }
breakdown_after_days = 98
places = 12
start = 2026-04-01
for = { weeks_in_care = [26, 104], uasc = true }

[[action]]
name = "Convert"
kind = "convert"
from = ["independent_fostering", "external_residential"]
to = "in_house_fostering"
which = "new"
recruited_a_year = 15
leaving_a_year = 12.5
start = 2026-04-01

[[action]]
name = "Shorten"
kind = "shorten_stays"
cause = ["home", "adopted"]
factor = { mean = 0.8, sd = 0.1 }
start = 2026-04-01

[[action]]
name = "Shorten to"
kind = "shorten_stays"
cause = "permanence_order"
to_mean_days = 365
start = 2026-04-01

[[action]]
name = "Discount"
kind = "change_price"
category = "independent_fostering"
percent = { mean = -5, sd = 2 }
start = 2026-04-01

[[action]]
name = "Inflation"
kind = "change_price"
percent_a_year = 3.5
start = 2026-04-01

[[action]]
name = "Tier"
kind = "change_price"
tier = { from_placements = 20, percent = -4 }
start = 2026-04-01

[[action]]
name = "Dearest"
kind = "change_price"
high_cost = { top = 50, percent = -10 }
start = 2026-04-01

[[action]]
name = "Surge"
kind = "change_inflow"
who = "uasc"
extra_a_year = 30
start = 2026-07-01
end = 2026-09-30

[[action]]
name = "Growth"
kind = "change_inflow"
factor = 1.02
start = 2026-04-01

[[action]]
name = "Home"
kind = "capacity"
category = "in_house_residential"
places = 4
takes_from = ["external_residential", "secure"]
start = 2026-04-01

[[action]]
name = "Own"
kind = "own"
rate = "move"
category = "kinship"
factor = 0.9
start = 2026-04-01
"""
START = date(2026, 4, 1)
NORTH = Children(
    age=(11, 17),
    category=("independent_fostering", "external_residential"),
    need=("N1", "N5"),
    legal_status=("section_20", "C2"),
    uasc=False,
    area=("North", "South and city"),
)


def test_targets_are_children_or_money_by_a_day() -> None:
    assert parse_plan(PLAN).targets == (
        Target(date(2027, 4, 30), children=535),
        Target(date(2028, 3, 31), pence=678_900_000),
        Target(date(2028, 3, 31), saving_pence=210_000_000),
    )


def test_all_that_an_action_can_say_is_read() -> None:
    assert parse_plan(PLAN).actions[0] == Action(
        name="Divert",
        effect=Divert(
            Decimal(60),
            Share(successes=5, of=7),
            Share(mean=Decimal("0.2"), weight=Decimal(10)),
            Decimal(26),
        ),
        start=START,
        ramp_months=4,
        end=date(2028, 3, 31),
        setup_pence=57_500_00,
        yearly_pence=250_000_50,
        paid_by="education",
        saves="adult services",
        saving="cashable",
        children=NORTH,
        priority="high",
        notes="As published.",
    )


def test_every_kind_is_read() -> None:
    plan = parse_plan(PLAN)

    assert {action.kind for action in plan.actions} == set(KINDS)
    assert [action.effect for action in plan.actions[1:]] == [
        StepDown(
            ("external_residential",),
            "independent_fostering",
            182,
            Share(value=Decimal("0.5")),
            Share(successes=11, of=31),
            98,
            12,
        ),
        Convert(
            ("independent_fostering", "external_residential"),
            "in_house_fostering",
            "new",
            carers=Carers(Decimal(0), Decimal(15), Decimal("12.5")),
        ),
        ShortenStays(("home", "adopted"), Factor(Decimal("0.8"), Decimal("0.1"))),
        ShortenStays(("permanence_order",), to_mean_days=Decimal(365)),
        ChangePrice(("independent_fostering",), percent=Percent(Decimal(-5), Decimal(2))),
        ChangePrice(percent_a_year=Percent(Decimal("3.5"))),
        ChangePrice(tier=Tier(20, Percent(Decimal(-4)))),
        ChangePrice(high_cost=HighCost(50, Percent(Decimal(-10)))),
        ChangeInflow("uasc", extra_a_year=Decimal(30)),
        ChangeInflow("all", Factor(Decimal("1.02"))),
        Capacity("in_house_residential", 4, ("external_residential", "secure")),
        Own("move", Factor(Decimal("0.9")), ("kinship",)),
    ]


def test_what_is_left_out_has_its_usual_value() -> None:
    plan = parse_plan(PLAN)
    growth, home = plan.actions[-3:-1]

    assert (growth.saving, home.saving) == ("avoided", "cashable")
    assert (home.ramp_months, home.end, home.setup_pence, home.yearly_pence) == (0, None, 0, 0)
    assert (home.paid_by, home.saves, home.children) == ("placements", "placements", EVERYBODY)
    assert plan.actions[1].children == Children(uasc=True, weeks_in_care=(26, 104))


def test_a_plan_may_have_one_target_or_none_and_no_action() -> None:
    bare = '[plan]\nname = "x"\n'

    assert parse_plan(bare) == Plan("x")
    one = parse_plan(bare + "[target]\nchildren = 497\nby = 2028-04-30\n")
    assert one.targets == (Target(date(2028, 4, 30), children=497),)


def test_places_of_carers_grow_and_shrink_and_never_go_below_none() -> None:
    carers = Carers(Decimal(4), Decimal(15), Decimal(12))
    leaving = Carers(Decimal(4), Decimal(0), Decimal(12))
    years = [date(2026, 3, 31), START, date(2027, 4, 1), date(2028, 3, 31), date(2030, 4, 1)]

    assert [carers.places(START, day) for day in years] == [0, 4, 6, 9, 16]
    assert [leaving.places(START, day) for day in years] == [0, 4, 0, 0, 0]


def test_groups_of_legal_statuses_mean_their_codes() -> None:
    assert NORTH.legal_codes == ("C2", "V2")
    assert legal_groups()["youth_justice"] == ("J1", "J2", "J3")
    assert "short_breaks" not in legal_groups()


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "PLAN.toml"
    path.write_text(PLAN, encoding="utf-8-sig")
    plan = read_plan(path)

    assert plan == parse_plan(PLAN)
    assert (plan.file, plan.where(plan.actions[0].line)) == ("PLAN.toml", "PLAN.toml, line 18")
    assert [target.line for target in plan.targets] == [6, 10, 14]


def test_a_text_is_read_with_or_without_the_mark_of_an_editor() -> None:
    plan = parse_plan("\ufeff" + PLAN.lstrip())

    assert plan == parse_plan(PLAN.lstrip())
    assert [target.line for target in plan.targets] == [5, 9, 13]
    with pytest.raises(PlanError, match="line 2"):
        parse_plan("\ufeff[plan]\nname = 1\n")


def test_dates_beyond_what_is_looked_at_are_refused_by_line() -> None:
    plan = parse_plan(PLAN, "PLAN.toml")
    refuse_outside(plan, date(2026, 3, 31), date(2029, 3, 31))

    for as_at, last, where in (
        (date(2026, 3, 31), date(2027, 3, 31), r"line 6: The target's date is beyond"),
        (date(2027, 4, 30), date(2030, 3, 31), r"line 6: The target's date has passed"),
        (date(2026, 9, 30), date(2029, 3, 31), r"line \d+: The action has ended"),
        (date(2026, 2, 28), date(2026, 3, 31), r"line 6: .*more problems"),
    ):
        with pytest.raises(InputError, match=where):
            refuse_outside(plan, as_at, last)


def test_an_action_that_starts_too_late_is_refused() -> None:
    text = '[plan]\nname = "x"\n[[action]]\nname = "a"\nkind = "own"\nrate = "home"\nfactor = 1\n'
    plan = parse_plan(text + "start = 2029-04-01\n")

    refuse_outside(plan, date(2026, 3, 31), date(2029, 4, 1))
    with pytest.raises(InputError, match="line 3: The action starts after the months simulated"):
        refuse_outside(plan, date(2026, 3, 31), date(2029, 3, 31))


def test_what_is_odd_about_dates_is_told() -> None:
    plan = parse_plan(PLAN.replace("ramp_months = 4", "ramp_months = 30"))

    told = notes(plan, date(2026, 4, 1), date(2029, 3, 31))
    assert "Divert ends before it has its full effect." in told
    assert sum("starts by 1 April 2026" in each for each in told) == len(plan.actions) - 1
    assert notes(parse_plan(PLAN), date(2026, 3, 31), date(2029, 3, 31)) == ()
