"""What is expected at the end of the year, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders_forecast import forecast_of
from kinward.dates import month_ends
from kinward.forecast.model import TOTAL
from kinward.ledger.activity import activity
from kinward.ledger.load import Files, load
from kinward.scorecard.build import line
from kinward.scorecard.model import Reading
from kinward.scorecard.values.money import of_activity
from kinward.scorecard.year_end import expected
from scorecards import card, measure

DECEMBER = date(2025, 12, 31)
AHEAD = forecast_of(as_at=DECEMBER)
MARCH = AHEAD.month_ends.index(date(2026, 3, 31))


def readings(key: str, values: Sequence[int], last: date = DECEMBER) -> list[Reading]:
    ends = month_ends(last, len(values))
    return [Reading(key, end, Decimal(v)) for end, v in zip(ends, values, strict=True)]


def test_the_forecast_gives_the_children_with_their_interval() -> None:
    found = expected({}, DECEMBER, AHEAD)["looked_after"]
    low, high = AHEAD.stock.interval(TOTAL, 80)

    assert [float(each or 0) for each in (found.value, found.low, found.high)] == pytest.approx(
        [AHEAD.stock.mean[0, MARCH], low[MARCH], high[MARCH]]
    )


def test_a_rate_is_of_the_population_of_its_last_reading() -> None:
    rate = Reading("rate_per_10000", DECEMBER, Decimal("50"), Decimal(553), Decimal(110_600))
    found = expected({"rate_per_10000": [rate]}, DECEMBER, AHEAD)["rate_per_10000"]

    assert float(found.value or 0) == pytest.approx(AHEAD.stock.mean[0, MARCH] / 11.06)
    assert "today's population" in found.reason


def test_shares_are_of_the_means() -> None:
    found = expected({}, DECEMBER, AHEAD)
    kinship = AHEAD.stock.mean[AHEAD.stock.row("kinship"), MARCH] / AHEAD.stock.mean[0, MARCH]
    young = [AHEAD.ages.row(band) for band in ("<1", "1-4")]

    assert float(found["kinship_pct"].value or 0) == pytest.approx(100 * kinship)
    assert float(found["aged_under_5_pct"].value or 0) == pytest.approx(
        100 * AHEAD.ages.mean[young, MARCH].sum() / AHEAD.stock.mean[0, MARCH]
    )
    assert found["kinship_pct"].low is None


def test_a_flow_is_what_came_and_what_is_expected() -> None:
    so_far = readings("entries", [99, *range(1, 10)])
    found = expected({"entries": so_far}, DECEMBER, AHEAD)["entries"]

    ahead = AHEAD.entries.mean[AHEAD.entries.row(TOTAL), : MARCH + 1].sum()
    assert float(found.value or 0) == pytest.approx(45 + ahead)


def test_a_flow_that_lacks_a_month_has_none() -> None:
    holed = readings("entries", range(1, 10))[1:]
    late = readings("exits", range(1, 9), date(2025, 11, 30))

    assert not {"entries", "exits"} & set(
        expected({"entries": holed, "exits": late}, DECEMBER, AHEAD)
    )


def test_what_nothing_forecasts_has_none() -> None:
    given = {"reviews_on_time_pct": readings("reviews_on_time_pct", [90] * 9)}

    assert "reviews_on_time_pct" not in expected(given, DECEMBER, AHEAD)
    assert expected(given, DECEMBER) == {}


def test_a_forecast_of_another_day_is_not_used() -> None:
    assert expected({}, date(2025, 11, 30), AHEAD) == {}


def test_the_ledger_gives_the_money(authority: Path) -> None:
    ledger = load(Files(authority / "placements.csv", authority / "budget.csv"))
    now = activity(ledger, 2026, DECEMBER)
    given = {each.measure: [each] for each in of_activity(now)}
    found = expected(given, DECEMBER, activity=now)

    assert set(found) == {"projected_spend", "net_variance", "net_variance_pct"}
    assert found["net_variance"].value == Decimal(now.total.net_variance) / 100


def test_on_the_last_day_a_flow_is_the_sum_of_its_year() -> None:
    last = date(2026, 3, 31)
    year = card(measure("entries", to_date="sum"), range(1, 13), last)
    found = line(year, last).year_end

    assert (found.value, found.reason) == (78, "the year has ended")


def test_on_the_last_day_a_stock_is_as_it_stands() -> None:
    last = date(2026, 3, 31)
    stock = card(measure("looked_after", to_date="last"), [501, 504], last)

    assert line(stock, last).year_end.value == 504


def test_a_year_that_lacks_a_month_has_no_end() -> None:
    last = date(2026, 3, 31)
    year = card(measure("entries", to_date="sum"), [5, 7], last)
    found = line(year, last).year_end

    assert found.value is None
    assert "missing" in found.reason


def test_a_reading_of_an_earlier_month_is_not_that_of_the_year() -> None:
    early = date(2026, 2, 28)
    stock = card(measure("looked_after", to_date="last"), [501, 504], early)

    assert line(stock, date(2026, 3, 31)).year_end.value is None
