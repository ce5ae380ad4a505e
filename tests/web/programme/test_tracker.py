"""The savings tracker: sums, chance, double counting, need and bridge."""

from __future__ import annotations

import re
from decimal import Decimal

from kinward.ledger.explain import signed
from kinward.programme.overlaps import overlaps
from kinward.programme.savings import tracker
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import whole
from programmes import (
    BASE,
    read,
    text_of,
)
from published_plans import BUSINESS_PLAN


def test_the_tracker_of_each_year_and_grouping_agrees_with_the_core(as_, plan):
    lead, own = as_("programme_lead"), whole(plan)
    total = tracker(own).total
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
    row = read(lead.get(f"{BASE}tables/savings-year.csv?year=2027"))[1]
    assert row[-2:] == ["£50,045", "25%"]
    assert "The chance of making the plan of 2026/27 is 25%" in text_of(lead, f"{BASE}saving/")


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
    row = read(lead.get(f"{BASE}tables/savings-need.csv"))[1]
    assert row == ["2026/27", "£900,000", "£1,006,300", "£106,300", "112%", "£660,000"]
    assert "£106,300 more than is needed" in text_of(lead, f"{BASE}saving/")


def test_the_bridge_of_the_published_plan_reconciles(as_, published):
    lead = as_("programme_lead")
    asked = "&".join(f"plan={each}" for each in BUSINESS_PLAN)
    steps = read(lead.get(f"/programmes/cambs/tables/bridge-steps.csv?year=2017&{asked}"))
    named = {row[0]: row[1] for row in steps[1:]}
    assert named["Business plan"] == "£1,429,000"
    assert named["Action plan"] == "£6,789,000"
    holders = read(lead.get("/programmes/cambs/tables/bridge-held.csv?year=2017"))
    assert holders[-1] == ["Action plan", "£6,789,000"]
