"""The ledger's measures at month ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.dates import month_ends as ends_of
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.load import Files, load
from kinward.measures.scored import SCORED
from kinward.scorecard.values.money import month_ends, of_activity

LAST = date(2026, 3, 31)


@pytest.fixture(scope="module")
def ledger(authority: Path) -> Ledger:
    names = ("placements", "budget", "service_types", "adjustments")
    return load(Files(*(authority / f"{name}.csv" for name in names)))


def test_the_last_month_is_the_key_activity(ledger: Ledger) -> None:
    now = activity(ledger, 2026, LAST)
    found = {
        e.measure: e.value for e in month_ends(ledger, ends_of(LAST, 14)) if e.period_end == LAST
    }

    assert found == {each.measure: each.value for each in of_activity(now)}
    assert found["projected_spend"] == Decimal(now.total.actual.projected) / 100
    assert found["net_variance"] == Decimal(now.total.net_variance) / 100
    parts = [found[f"variance_{name}"] or 0 for name in ("volume", "mix", "price", "other")]
    assert sum(parts) == found["net_variance"]
    share = found["net_variance_pct"]
    assert share is not None
    assert share * now.total.planned.annual == pytest.approx(100 * Decimal(now.total.net_variance))
    assert set(found) <= set(SCORED)


def test_of_past_months_only_what_the_record_can_tell(ledger: Ledger) -> None:
    past = [e for e in month_ends(ledger, ends_of(LAST, 14)) if e.period_end < LAST]

    assert {each.measure for each in past} == {"placements_open", "spent"}
    june = date(2025, 6, 30)
    then = activity(ledger, 2026, june).total.actual
    found = {each.measure: each.value for each in past if each.period_end == june}
    assert found == {"placements_open": then.snapshot, "spent": Decimal(then.spent or 0) / 100}


def test_a_closed_month_is_as_it_was_reported(ledger: Ledger) -> None:
    june = date(2025, 6, 30)
    closed = activity(ledger, 2026, june)
    other = activity(ledger, 2026, date(2025, 6, 15))
    found = month_ends(ledger, ends_of(LAST, 14), (closed, other))

    there = {e.measure: e.value for e in found if e.period_end == june}
    assert there == {each.measure: each.value for each in of_activity(closed)}
    assert date(2025, 6, 15) not in {each.period_end for each in found}


def test_without_a_budget_there_is_no_variance(authority: Path) -> None:
    bare = load(Files(authority / "placements.csv"))
    found = {each.measure for each in month_ends(bare, [LAST])}

    assert "projected_spend" in found
    assert not {key for key in found if "variance" in key}
    assert month_ends(bare, []) == ()
