"""The savings tracker: sums, chance, double counting, need and bridge."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from kinward.ledger.explain import signed
from kinward.programme.overlaps import overlaps
from kinward.programme.savings import tracker
from kinward_web.programme.codec import encode
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import whole
from programmes import (
    BASE,
    held,
    read,
    text_of,
)
from published_plans import BUSINESS_PLAN


def test_the_tracker_of_each_year_and_grouping_agrees_with_the_core(as_, plan):
    lead, own = as_("programme_lead"), whole(plan)
    total = tracker(own, timezone.localdate()).total
    rows = read(lead.get(f"{BASE}tables/savings-year.csv"))
    assert [row[0] for row in rows[1:]] == ["2026/27", "2027/28", "2028/29", "All years"]
    assert rows[-1][1] == f"£{round(Decimal(total.plan) / 100):,}"
    for name in ("kind", "objective", "placement-type", "impact", "action"):
        table = read(lead.get(f"{BASE}tables/savings-{name}.csv"))
        assert table[-1][:2] == ["All", rows[-1][1]], name
    of_year = read(lead.get(f"{BASE}tables/savings-kind.csv?year=2028"))
    assert of_year[-1][1] == rows[2][1]


def test_the_chance_and_the_risk_adjusted_total_of_a_year_are_told(as_, plan):
    lead = as_("programme_lead")
    Record.objects.filter(kind="saving").exclude(ref__in=("S3", "S6")).delete()
    for ref in ("S3", "S6"):
        row = Record.objects.get(kind="saving", ref=ref)
        row.body |= {"forecast_pence": row.body["target_pence"], "probability": "0.5",
                     "achieved_pence": None}  # fmt: skip
        row.save()
    row = read(lead.get(f"{BASE}tables/savings-year.csv?year=2027&at=2026-06-30"))[1]
    assert row[-2:] == ["£50,045", "25%"]
    page = text_of(lead, f"{BASE}saving/?at=2026-06-30")
    assert "The chance of making the plan of 2026/27 is 25%" in page


def test_a_year_that_is_over_has_what_is_evidenced_and_no_chance(as_, plan):
    lead = as_("programme_lead")
    rows = read(lead.get(f"{BASE}tables/savings-year.csv?at=2027-03-31"))
    over, *_ = rows[1:]
    plan_, achieved, _, forecast, gap, adjusted, chance = over[1:]
    assert (forecast, adjusted, chance) == (achieved, achieved, "")
    assert number(gap) == number(plan_) - number(achieved)
    for column in range(1, 7):
        assert sum(number(row[column]) for row in rows[1:-1]) == number(rows[-1][column]), column
    page = text_of(lead, f"{BASE}saving/?at=2027-03-31&year=2027")
    assert f"{plan_} was planned and {achieved} achieved with evidence" in page
    assert "chance of making" not in page


def test_on_the_last_day_of_a_year_no_page_calls_what_was_achieved_a_forecast(as_, plan):
    lead, asked = as_("programme_lead"), "action=1.33&at="
    plan.records.filter(kind="saving").exclude(ref="S3").delete()
    body = encode("saving", replace(held().savings[2], action="1.33"))
    plan.records.filter(kind="saving").update(body=body)
    for day, ended in (("2027-03-30", False), ("2027-03-31", True)):
        told = "£10,000 Achieved savings" if ended else "£40,000 Forecast savings"
        page = " ".join(re.sub(r"<[^>]+>", " ", text_of(lead, f"{BASE}?at={day}")).split())
        assert f"{told}, 2026/27" in page
        rows = read(lead.get(f"{BASE}tables/action-savings.csv?{asked}{day}"))
        assert rows[1] == ["S3", "2026/27", "£50,030", "£10,000", "" if ended else "£40,000"]
        heads, *_, every = read(lead.get(f"/programmes/tables/portfolio-sums.csv?at={day}"))
        sums = dict(zip(heads, every, strict=True))
        assert sums.get("Forecast") == (None if ended else "£40,000")
        assert sums["Gap"] == ("£40,030" if ended else "£10,030")
        across = text_of(lead, f"/programmes/?at={day}")
        assert ("Savings of 2026/27, which is over, risks" in across) is ended


def test_plans_that_nothing_can_make_are_told_in_one_sentence(as_, plan):
    """Forecasts of 40,000 of savings of 50,000 and more: no year comes to its plan."""
    lead = as_("programme_lead")
    rows = read(lead.get(f"{BASE}tables/savings-year.csv?at=2026-06-30"))[1:]
    assert [row[-1] for row in rows] == ["Out of reach", "Out of reach", "Out of reach", ""]
    page = text_of(lead, f"{BASE}saving/?at=2026-06-30")
    assert "The chance of making the plan" not in page
    assert page.count("Even if every saving comes as forecast, they miss the plan of") == 1
    assert re.search(r"2026/27 by £[\d,]+, 2027/28 by £[\d,]+ and 2028/29 by £[\d,]+\.", page)


def number(text: str) -> int:
    """'£1,000' as 1000."""
    return int(text.replace("£", "").replace(",", ""))


def test_what_no_action_holds_and_what_could_count_twice_is_listed(as_, plan):
    lead, own = as_("programme_lead"), whole(plan)
    loose = read(lead.get(f"{BASE}tables/savings-no-action.csv"))[1:]
    assert {row[0] for row in loose} == {f"S{number}" for number in range(4, 61, 4)}
    doubtful = read(lead.get(f"{BASE}tables/savings-double.csv"))[1:]
    page = text_of(lead, f"{BASE}saving/")
    *pairs, last = doubtful
    assert {row[1] for row in pairs} == {"To be looked at"}
    found = overlaps(own)
    assert (len(pairs), last[2]) == (len(found), signed(sum(each.pence for each in found)))
    left = len(found) - 10
    rest = signed(sum(each.pence for each in found[10:]))
    assert f"{left} more {rest}" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert f"{left} more are in the file" in page


def test_planning_more_than_is_needed_is_said(as_, plan):
    lead = as_("programme_lead")
    row = read(lead.get(f"{BASE}tables/savings-need.csv?at=2026-06-30"))[1]
    assert row == ["2026/27", "£900,000", "£1,006,300", "£106,300", "112%", "£660,000"]
    assert "£106,300 more than is needed" in text_of(lead, f"{BASE}saving/?at=2026-06-30")


def test_the_bridge_of_the_published_plan_reconciles(as_, published):
    lead = as_("programme_lead")
    asked = "&".join(f"plan={each}" for each in BUSINESS_PLAN)
    steps = read(lead.get(f"/programmes/cambs/tables/bridge-steps.csv?year=2017&{asked}"))
    named = {row[0]: row[1] for row in steps[1:]}
    assert named["Business plan"] == "£1,429,000"
    assert named["Action plan"] == "£6,789,000"
    holders = read(lead.get("/programmes/cambs/tables/bridge-held.csv?year=2017"))
    assert holders[-1] == ["Action plan", "£6,789,000"]
